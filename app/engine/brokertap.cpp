// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/brokertap.h"

#include <QLoggingCategory>

namespace crosstalk {

namespace {

Q_LOGGING_CATEGORY(lcTap, "crosstalk.tap", QtWarningMsg)

/// @p text as a pattern that fits nothing else (Redis documentation, PSUBSCRIBE).
QByteArray literally(const QString &text)
{
    QByteArray pattern;
    for (const char c : text.toUtf8()) {
        if (QByteArrayView("*?[]^-\\").contains(c))
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

} // namespace

BrokerTap::BrokerTap(Broker *broker, Recorder *recorder, Channels channels, QObject *parent)
    : QObject(parent)
    , m_broker(broker)
    , m_recorder(recorder)
    , m_channels(std::move(channels))
{
    connect(broker, &Broker::stateChanged, this, [this](Broker::State state) {
        if (state == Broker::State::Ready)
            attach();
    });
    if (broker->isAttached() || broker->state() == Broker::State::Ready)
        attach();
}

BrokerTap::~BrokerTap()
{
    if (m_isListening)
        m_recorder->setHearsBroker(false);
}

/// A thawed broker has kept its connections; a restarted one must not be waited for as long as the retries would.
void BrokerTap::attach()
{
    if (m_isListening && m_connection && m_connection->isReady())
        return;
    const auto url = redis::Url::parse(m_broker->url());
    if (!url)
        return;
    m_connection.emplace(*url);
    connect(&*m_connection, &redis::Connection::ready, this, &BrokerTap::subscribe);
    connect(&*m_connection, &redis::Connection::lost, this, [this](const QString &reason) {
        qCInfo(lcTap).noquote() << reason;
        setListening(false);
        // Let in, and not allowed to listen: it would be no different the next time.
        if (std::exchange(m_unconfirmed, 0) > 0)
            m_connection->close();
    });
    m_connection->setPushHandler([this](QByteArrayView kind, QByteArrayView channel, QByteArrayView payload) {
        onPush(kind, channel, payload);
    });
    m_connection->open();
}

void BrokerTap::subscribe()
{
    const QByteArrayList wanted = patterns();
    m_unconfirmed = wanted.size();
    m_connection->subscribePatterns(wanted);
}

QByteArrayList BrokerTap::patterns() const
{
    if (!m_broker->isAttached())
        return {"*"};
    QByteArrayList result;
    for (const QString &prefix : m_channels.prefixes + m_channels.systems)
        result.append(literally(prefix) + ":{*}");
    for (const QString &channel : m_channels.plain + m_channels.systems)
        result.append(literally(channel));
    return result;
}

void BrokerTap::onPush(QByteArrayView kind, QByteArrayView channel, QByteArrayView payload)
{
    if (kind == "psubscribe") {
        if (m_unconfirmed > 0 && --m_unconfirmed == 0)
            setListening(true);
    } else if (kind == "pmessage") {
        const auto found = findProbe(payload);
        if (!found || found->probe.run != m_recorder->run())
            return;
        const QString sender = m_recorder->sessionName(found->probe.session);
        if (!sender.isEmpty())
            m_recorder->record(
                history::Tapped{m_recorder->now(), {sender, roomOf(channel, m_channels.systems), found->probe.number}});
    }
}

QString BrokerTap::roomOf(QByteArrayView channel, const QStringList &systems)
{
    const qsizetype begin = channel.indexOf(":{");
    const bool isRoom = begin >= 0 && channel.endsWith('}');
    const QString system = QString::fromUtf8(isRoom ? channel.first(begin) : channel);
    const QString room = isRoom ? QString::fromUtf8(channel.sliced(begin + 2).chopped(1)) : QString();
    return systems.contains(system) ? system + QLatin1Char('/') + room : room;
}

void BrokerTap::setListening(bool isListening)
{
    if (std::exchange(m_isListening, isListening) == isListening)
        return;
    m_recorder->setHearsBroker(isListening);
    Q_EMIT listeningChanged(isListening);
}

} // namespace crosstalk
