// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Paints a line of a chat: whose it is, through which instance, how long it took or how far it got, and its text
// wrapped to the width there is. Remembers heights, since a view asks for all of them whenever it is laid out.

#include "app/desktop/models/chatline.h"

#include <QCache>
#include <QStyledItemDelegate>

class QTextLayout;

namespace crosstalk {

class ChatDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ChatDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// Text beyond this many characters is not shown, only copied: laying out a megabyte would hold up the window.
    static constexpr qsizetype shownCharacters = 4000;

private:
    struct Measured
    {
        int width = 0; ///< Of the view it was measured for.
        int height = 0;
    };
    int measure(const QStyleOptionViewItem &option, const ChatLine &line) const;
    void paintMessage(QPainter *painter, const QStyleOptionViewItem &option, const ChatLine &line) const;
    void paintNotice(QPainter *painter, const QStyleOptionViewItem &option, const ChatLine &line) const;

    mutable QCache<quint64, Measured> m_measured; ///< By serial.
    mutable QFont m_measuredFont;
};

} // namespace crosstalk
