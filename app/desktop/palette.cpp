// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/palette.h"

#include <array>

namespace crosstalk {

namespace {

// Order as in the first cluster: blue, orange, green; then what stays tellable beside them. The dark variants are
// lighter, so that both keep a contrast of at least 4.5 to 1 with the text upon them.
constexpr std::array<QRgb, 8> lightInstances{0xff2f6fde, 0xffbd5418, 0xff278355, 0xff8a4fc9,
                                             0xff0f7f8c, 0xffa8437f, 0xff7a6a12, 0xff5a6270};
constexpr std::array<QRgb, 8> darkInstances{0xff7aa7ff, 0xfff0a06a, 0xff6fcf9c, 0xffc3a0f5,
                                            0xff63c7d4, 0xffe896c4, 0xffd3c15a, 0xffaab2c0};

} // namespace

bool Palette::isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QColor Palette::over(const QColor &ground, const QColor &colour, qreal share)
{
    const auto mix = [share](float below, float above) { return below + (above - below) * static_cast<float>(share); };
    return QColor::fromRgbF(mix(ground.redF(), colour.redF()), mix(ground.greenF(), colour.greenF()),
                            mix(ground.blueF(), colour.blueF()));
}

Palette Palette::of(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Window);
    const QColor text = palette.color(QPalette::WindowText);
    Palette result;
    result.dark = isDark(palette);
    result.onInstance = result.dark ? QColor(0x1c1f24) : QColor(Qt::white);
    result.good = QColor::fromRgb(result.dark ? 0x6fcf9c : 0x23794f);
    result.bad = QColor::fromRgb(result.dark ? 0xff8b9b : 0xb52741);
    result.warning = QColor::fromRgb(result.dark ? 0xe9b44c : 0x8f5408);
    result.muted = over(window, text, result.dark ? 0.74 : 0.72);
    result.line = over(window, text, result.dark ? 0.10 : 0.14);
    result.canvas = result.dark ? over(window, Qt::black, 0.20) : over(window, text, 0.045);
    result.selection = over(window, result.instance(0), result.dark ? 0.16 : 0.12);
    return result;
}

QColor Palette::instance(int number) const
{
    const auto &colours = dark ? darkInstances : lightInstances;
    return QColor::fromRgb(colours[static_cast<size_t>(qMax(number, 0)) % colours.size()]);
}

QColor Palette::selected(const QPalette &palette, bool hasFocus)
{
    const Palette colours = of(palette);
    return hasFocus ? colours.selection : over(palette.color(QPalette::Base), colours.muted, 0.12);
}

QString badgeLetter(const QString &instanceName)
{
    return instanceName.left(2).trimmed().toUpper();
}

QPalette themePalette(Theme theme)
{
    const bool dark = theme == Theme::Dark;
    const QColor window = QColor::fromRgb(dark ? 0x272b31 : 0xffffff);
    const QColor text = QColor::fromRgb(dark ? 0xe6e8eb : 0x1b1f27);
    const QColor accent = QColor::fromRgb(dark ? darkInstances[0] : lightInstances[0]);
    const auto mix = [&](qreal share) { return Palette::over(window, text, share); };

    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, window);
    palette.setColor(QPalette::AlternateBase, mix(0.04));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, mix(0.66));
    palette.setColor(QPalette::Button, mix(dark ? 0.08 : 0.04));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::ToolTipBase, mix(dark ? 0.12 : 0.02));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, dark ? QColor(0x1c1f24) : QColor(Qt::white));
    // Text, also on a selected row.
    const QColor link = Palette::over(accent, text, 0.15);
    palette.setColor(QPalette::Link, link);
    palette.setColor(QPalette::LinkVisited, link);
    palette.setColor(QPalette::Light, mix(dark ? 0.16 : 0.0));
    palette.setColor(QPalette::Midlight, mix(dark ? 0.12 : 0.06));
    palette.setColor(QPalette::Mid, mix(dark ? 0.14 : 0.16));
    palette.setColor(QPalette::Dark, mix(dark ? 0.05 : 0.25));
    palette.setColor(QPalette::Shadow, dark ? QColor(Qt::black) : mix(0.5));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, mix(0.42));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, mix(0.12));
    return palette;
}

} // namespace crosstalk
