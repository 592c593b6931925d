// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/ledgerload.h"

namespace crosstalk {

namespace {

constexpr qint64 nsBetweenSends = 100'000;
constexpr size_t onTheirWayAtMost = 20;
constexpr quint64 copiesPerLoss = 1000;
constexpr quint64 copiesPerDuplicate = 1000;
constexpr int instances = 3;
/// Longer than the deadline: nothing is open when the run settles.
constexpr qint64 nsToSettle = 10'000'000'000;

QString senderName(int number)
{
    return QStringLiteral("sender-%1").arg(number);
}

QString receiverName(int number)
{
    return QStringLiteral("receiver-%1").arg(number);
}

QString instanceName(int number)
{
    return QString(QChar(u'a' + number % instances));
}

} // namespace

void LedgerLoad::begin(const Take &take)
{
    const QString room = QStringLiteral("lobby");
    for (int sender = 0; sender < senders; ++sender) {
        const history::ProbeId probe{senderName(sender), room, 0};
        take(history::Connected{++m_at, probe.session, instanceName(sender)});
        m_sends.emplace_back(history::Sent{0, 0, probe, true});
        m_acks.emplace_back(history::Acked{0, probe});
        auto &receipts = m_receipts.emplace_back();
        for (int receiver = 0; receiver < receivers; ++receiver)
            receipts.emplace_back(history::Received{0, receiverName(receiver), probe});
    }
    for (int receiver = 0; receiver < receivers; ++receiver) {
        take(history::Connected{++m_at, receiverName(receiver), instanceName(receiver)});
        take(history::Joined{++m_at, receiverName(receiver), room});
    }
}

void LedgerLoad::step(const Take &take)
{
    send(take);
    if (m_onTheirWay.size() > onTheirWayAtMost)
        receive(take);
    m_at += nsBetweenSends;
}

void LedgerLoad::end(const Take &take)
{
    while (!m_onTheirWay.empty())
        receive(take);
    m_at += nsToSettle;
    take(history::Settled{m_at});
}

void LedgerLoad::send(const Take &take)
{
    const int sender = static_cast<int>(m_sent % senders);
    const quint64 n = m_sent / senders + 1;
    auto &sent = std::get<history::Sent>(m_sends[static_cast<size_t>(sender)]);
    sent.at = sent.intended = m_at;
    sent.probe.n = n;
    take(m_sends[static_cast<size_t>(sender)]);
    m_onTheirWay.push_back({sender, n});
    ++m_sent;
}

void LedgerLoad::receive(const Take &take)
{
    const auto [sender, n] = m_onTheirWay.front();
    m_onTheirWay.pop_front();
    auto &ack = std::get<history::Acked>(m_acks[static_cast<size_t>(sender)]);
    ack.at = m_at;
    ack.probe.n = n;
    take(m_acks[static_cast<size_t>(sender)]);
    for (history::Event &event : m_receipts[static_cast<size_t>(sender)]) {
        ++m_copies;
        // Not in step with each other, nor, for 1000 is no multiple of 12, always at the same receiver.
        if (m_copies % copiesPerLoss == 0) {
            ++m_lost;
            continue;
        }
        auto &receipt = std::get<history::Received>(event);
        receipt.at = m_at;
        receipt.probe.n = n;
        const bool comesTwice = m_copies % copiesPerDuplicate == copiesPerDuplicate / 2;
        for (int copy = 0; copy < (comesTwice ? 2 : 1); ++copy) {
            take(event);
            ++m_received;
        }
        m_duplicate += comesTwice ? 1 : 0;
    }
}

} // namespace crosstalk
