// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bulksend.h"

#include <QElapsedTimer>
#include <QPointer>

namespace crosstalk {

namespace {

// Of a frame of 16 ms half is left for showing what was said.
constexpr std::chrono::milliseconds share{8};
constexpr std::chrono::milliseconds untilRoom{10};

} // namespace

BulkSend::BulkSend(std::function<bool()> maySay, std::function<void(const Item &)> say, QObject *parent)
    : QObject(parent)
    , m_maySay(std::move(maySay))
    , m_say(std::move(say))
{
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &BulkSend::work);
}

void BulkSend::add(const QList<Item> &items)
{
    if (items.isEmpty())
        return;
    if (!isUnderWay())
        m_done = 0;
    m_waiting.insert(m_waiting.end(), items.begin(), items.end());
    m_turn.start(0);
    Q_EMIT progressed();
}

QStringList BulkSend::waiting() const
{
    QStringList rest;
    for (const Item &item : m_waiting)
        if (!item.replaces)
            rest << item.text;
    return rest;
}

void BulkSend::cancel()
{
    m_turn.stop();
    if (!std::exchange(m_waiting, {}).empty())
        Q_EMIT progressed();
}

void BulkSend::work()
{
    const QPointer<BulkSend> self(this);
    QElapsedTimer elapsed;
    elapsed.start();
    while (isUnderWay() && m_maySay() && !elapsed.hasExpired(share.count())) {
        const Item item = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_done;
        m_say(item);
        if (!self)
            return;
    }
    if (isUnderWay())
        m_turn.start(m_maySay() ? std::chrono::milliseconds{0} : untilRoom);
    Q_EMIT progressed();
}

QStringList BulkSend::messagesIn(const QString &text)
{
    QStringList result;
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (const QString &line : lines)
        if (!line.trimmed().isEmpty())
            result << line;
    return result;
}

} // namespace crosstalk
