// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace crosstalk {

struct Palette;

/// Cells of a table of coloured rows: instances as badges, figures with room on their right, and a selection quiet
/// enough for the colours to be read on it.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Between a figure, which stands on the right, and the next column.
    static constexpr int figureMargin = 14;

    /// The current row is outlined while the table has the keyboard, selected or not.
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    void paintCell(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// An InstanceTag where its badge stands for the text.
    virtual QVariant badgeOf(const QModelIndex &index) const = 0;
    /// Of the text; invalid for the usual one.
    virtual QColor colourOf(const QModelIndex &index, const Palette &colours) const = 0;
};

} // namespace crosstalk
