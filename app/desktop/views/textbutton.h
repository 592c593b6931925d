// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Flat tool buttons that say in words what they do: text close to its icon, the same room on both sides, and the arrow
// of a menu as a part of the button.

#include <QSize>

class QPainter;
class QRect;
class QStyleOptionToolButton;

namespace crosstalk {

/// Whether the rest of this file is for this button.
bool isTextButton(const QStyleOptionToolButton &button);

/// @p height is the style's. @p menuWidth of the arrow's part, where it has one.
QSize textButtonSize(const QStyleOptionToolButton &button, int height, int menuWidth);

/// @p menu is empty where there is none.
void paintTextButton(const QStyleOptionToolButton &button, const QRect &menu, QPainter *painter);

} // namespace crosstalk
