// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Paints a line of a chat: whose it is, through which instance, how long it took or how far it got, and its text
// wrapped to the width there is. Marks what is searched for, and where the unseen begins.

#include "app/desktop/models/chatline.h"

#include <QStyledItemDelegate>

#include <optional>

namespace crosstalk {

class ChatDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ChatDelegate(QObject *parent = nullptr);

    /// Occurrences of @p needle are marked, those in line @p current more strongly.
    void setSearch(const QString &needle, std::optional<quint64> current);
    /// A thin line above line @p serial: so many new messages from here on. Changes the height of that line.
    void setDivider(std::optional<quint64> serial, int newMessages);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Of a message of one line: what most will turn out to be.
    static int usualHeight(const QStyleOptionViewItem &option);

private:
    static int measure(const QStyleOptionViewItem &option, const ChatLine &line);
    int dividerHeight(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintDivider(QPainter *painter, const QStyleOptionViewItem &option, int height) const;
    void paintMessage(QPainter *painter, const QStyleOptionViewItem &option, const ChatLine &line,
                      const QColor &found) const;
    void paintNotice(QPainter *painter, const QStyleOptionViewItem &option, const ChatLine &line,
                     const QColor &found) const;

    QString m_needle;
    std::optional<quint64> m_current;
    std::optional<quint64> m_divider; ///< A serial, as is m_current.
    int m_newMessages = 0;
};

} // namespace crosstalk
