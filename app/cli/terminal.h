// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace crosstalk {

/// Standard output: lines, and where it is a terminal that can, a block of lines that is redrawn in place.
class Terminal
{
public:
    Terminal();

    bool hasColour() const { return m_hasColour; }
    /// A block of this size can be redrawn in place, as the window is now.
    bool canRedraw(int width, qsizetype lines) const;

    void print(const QString &line);
    /// In place of the block drawn before, unless lines have been printed since.
    void redraw(const QStringList &block);

    /// Nobody reads any more.
    bool isBroken() const { return m_isBroken; }

private:
    void write(const QString &text);

    bool m_isTerminal = false; ///< That understands the common escape sequences.
    bool m_hasColour = false;
    bool m_isBroken = false;
    qsizetype m_drawnLines = 0;
};

} // namespace crosstalk
