// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Many messages, said one after the other from the event loop, no faster than they can go out.

#include <QStringList>
#include <QTimer>

#include <deque>
#include <functional>
#include <optional>

namespace crosstalk {

class BulkSend : public QObject
{
    Q_OBJECT
public:
    static constexpr int most = 10'000; ///< Of one paste.
    struct Item
    {
        QString text;
        std::optional<quint64>
            replaces; ///< The serial of a line that could not be sent before; nothing where it is new.
    };
    /// @p maySay: another can go out now. @p say: says it.
    BulkSend(std::function<bool()> maySay, std::function<void(const Item &)> say, QObject *parent = nullptr);

    /// After those that are still waiting.
    void add(const QList<Item> &items);
    /// What is new and has not been said yet.
    QStringList waiting() const;
    /// Says no more.
    void cancel();
    bool isUnderWay() const { return !m_waiting.empty(); }
    int done() const { return m_done; }
    int total() const { return m_done + static_cast<int>(m_waiting.size()); }

    /// The lines of @p text that are not blank: each a message of its own.
    static QStringList messagesIn(const QString &text);

Q_SIGNALS:
    /// done, total or isUnderWay changed.
    void progressed();

private:
    void work();

    std::function<bool()> m_maySay;
    std::function<void(const Item &)> m_say;
    std::deque<Item> m_waiting;
    int m_done = 0;
    QTimer m_turn;
};

} // namespace crosstalk
