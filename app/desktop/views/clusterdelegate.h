// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace crosstalk {

/// Paints the rows of a ClusterModel: sections as headings, the rest on two lines behind a badge.
class ClusterDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Where the three dots stand that open a row's menu.
    static QRect menuArea(const QRect &row);
    /// Where the word stands that heals the fault of @p row; nowhere where there is none.
    static QRect healArea(const QRect &row, const QModelIndex &index, const QFont &font);

    /// Above that word, tells what it does.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

} // namespace crosstalk
