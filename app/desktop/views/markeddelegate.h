// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/markedrow.h"

#include <QStyledItemDelegate>

namespace crosstalk {

/// Of a mark, in windows painted with @p palette.
QColor toneColour(MarkedRow::Tone tone, const QPalette &palette);

/// Paints what a model tells by MarkedRow::Role: a mark, the text, and smaller words below, both wrapped to the view's
/// width. The view lays its rows out anew when its width changes.
class MarkedDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace crosstalk
