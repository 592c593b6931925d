// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Each instance's colour and letter, the same throughout a report and as in the desktop.

#include "app/engine/report/markup.h"
#include "app/engine/report/report.h"

#include <QStringList>

namespace crosstalk {

class InstanceColours
{
public:
    explicit InstanceColours(const Verdict &verdict);

    /// All that took part, sorted.
    const QStringList &names() const { return m_names; }
    /// The class of style.h that has its colour: "i0" to "i7".
    QString colourClass(const QString &instance) const;
    /// By which those know it who cannot tell its colour: at most two characters.
    static QString letter(const QString &instance);
    /// The letter on the colour, and the name.
    void write(Markup &page, const QString &instance) const;

private:
    QStringList m_names;
};

} // namespace crosstalk
