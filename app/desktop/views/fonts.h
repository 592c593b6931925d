// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The sizes of type beside the ordinary one.

#include <QFont>

namespace crosstalk {

/// @p font times @p factor, whether its size is in points or, as a style sheet may have it, in pixels.
inline QFont scaled(QFont font, qreal factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
    return font;
}

/// For what stands below or beside something: second lines, marks, headings of lists.
inline QFont smallFont(const QFont &font)
{
    return scaled(font, 0.87);
}

/// For the title of a pane, and the figure of a cell.
inline QFont titleFont(const QFont &font)
{
    QFont result = scaled(font, 1.07);
    result.setWeight(QFont::DemiBold);
    return result;
}

} // namespace crosstalk
