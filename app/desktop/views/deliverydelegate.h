// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Paints the cells of the delivery matrix: what is wrong or how much came, the figures, the reason. Where there is no
// room for three lines there are two, or one; the size of a cell alone decides, so that nothing moves as figures
// change.

#include "app/desktop/models/deliverymodel.h"

#include <QFontMetricsF>
#include <QPen>
#include <QStyledItemDelegate>

namespace crosstalk {

/// The words of a cell as far as there is room for them.
struct CellLines
{
    QString headline;
    QString aside; ///< Beside the headline, and smaller.
    QString figures;
    QString reason;

    bool operator==(const CellLines &) const = default;
};

/// @p words in so many lines, 1 to 3, of this width. Without a third, the reason stands beside the headline. Figures
/// stay: the times of the reason give way before them, and p50 before p99.
CellLines fitted(const CellWords &words, int lines, qreal width, const QFontMetricsF &headline,
                 const QFontMetricsF &small);

struct CellColours
{
    QColor fill;
    QColor headline;
    QColor text;
    QPen edge;
};

CellColours coloursOf(const DeliveryCell &cell, bool isOwn, const QPalette &palette);

class DeliveryDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// What so many lines need, the cell's margins with them.
    static int heightFor(int lines, const QFont &font);
    /// The least that a cell can be read at.
    static int minimumWidth(const QFont &font);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace crosstalk
