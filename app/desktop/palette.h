// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The few colours that QPalette does not have: one per instance, the good, the bad and the doubtful, and lines. Each
// has a variant for light and for dark windows; everything else in the program comes from QPalette itself.

#include <QColor>
#include <QPalette>
#include <QString>

namespace crosstalk {

struct Palette
{
    /// For windows painted with @p palette: dark where its window is darker than its text.
    static Palette of(const QPalette &palette);
    static bool isDark(const QPalette &palette);

    /// Of the instance with this number; repeats after eight. Red is not among them: it means that something is wrong.
    QColor instance(int number) const;

    bool dark = false;
    QColor onInstance; ///< Text on an instance's colour.
    QColor good;
    QColor bad;
    QColor warning;
    QColor muted;     ///< Text of less weight.
    QColor line;      ///< Hair lines and frames.
    QColor canvas;    ///< What lies between the chat windows.
    QColor selection; ///< Behind a selected row, quiet enough for coloured text upon it.

    /// Behind a selected row of a list that has the keyboard's focus, or has not: quieter then.
    static QColor selected(const QPalette &palette, bool hasFocus);
    /// @p colour laid over @p ground with this share of itself.
    static QColor over(const QColor &ground, const QColor &colour, qreal share);
};

/// The letter (two beyond z) by which an instance is known to those who cannot tell its colour.
QString badgeLetter(const QString &instanceName);

enum class Theme { System, Light, Dark };

/// The palettes of --theme light and --theme dark, and of desktops that bring none of their own.
QPalette themePalette(Theme theme);

} // namespace crosstalk
