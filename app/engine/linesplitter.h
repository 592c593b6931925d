// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringList>

namespace crosstalk {

/// Cuts a stream of bytes into lines, holding at most one line of bounded length.
class LineSplitter
{
public:
    /// What a line is cut to, in bytes; the rest of it is dropped.
    static constexpr qsizetype maxLineBytes = 16 * 1024;

    /// The lines that @p bytes complete, without their ends (LF or CRLF). Invalid UTF-8 becomes U+FFFD.
    QStringList feed(QByteArrayView bytes);
    /// What is left when the stream ends: the last line where it had no end, or nothing.
    QStringList finish();

private:
    void keep(QByteArrayView bytes);
    QString take();

    QByteArray m_line;
};

} // namespace crosstalk
