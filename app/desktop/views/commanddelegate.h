// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace crosstalk {

/// Cells of a list of actions: what was typed stands out in the names; menus and shortcuts step back.
class CommandDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// QList<qsizetype>: which letters of a name stand out.
    static constexpr int LettersRole = Qt::UserRole + 1;

    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintName(QPainter *painter, const QStyleOptionViewItem &option, QRect area, const QModelIndex &index) const;
};

} // namespace crosstalk
