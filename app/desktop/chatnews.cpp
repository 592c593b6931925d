// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chatnews.h"

#include "app/desktop/models/faultwords.h"
#include "app/desktop/models/servicewords.h"
#include "app/desktop/palette.h"

#include <QCoreApplication>

#include <utility>

namespace crosstalk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ChatNews)
};

QString illness(const ServiceRow &row)
{
    const QString letter = badgeLetter(row.tag.name);
    switch (ailmentOf(row)) {
    case Ailment::NotReady:
        return Words::tr("instance %1 is not ready (%2): nothing goes between it and the others")
            .arg(letter, row.unreadiness);
    case Ailment::Deaf:
        return Words::tr("instance %1 is deaf: nothing from the others arrives here").arg(letter);
    case Ailment::Unreachable:
        return Words::tr("instance %1 is unreachable: no chat has a link to it").arg(letter);
    case Ailment::None:
        return {};
    }
    Q_UNREACHABLE();
}

/// That of a link is told by the link. Without any, nobody there can tell whether it hears.
QString recovery(const ServiceRow &row, Ailment from)
{
    const QString letter = badgeLetter(row.tag.name);
    if (from == Ailment::Deaf && row.sessions == 0)
        return {};
    if (from == Ailment::Deaf)
        return Words::tr("instance %1 hears the others again").arg(letter);
    return from == Ailment::NotReady ? Words::tr("instance %1 is ready again").arg(letter) : QString();
}

} // namespace

std::optional<ChatNotice> InstanceNews::take(const ServiceRow &row, qint64 nowNs)
{
    const bool isUp = row.state == Service::State::Ready || row.state == Service::State::Attached;
    if (!isUp || row.isBrokersDoing) {
        // There is another reason, which is told elsewhere.
        m_now = m_told = Ailment::None;
        return {};
    }
    const Ailment ailment = ailmentOf(row);
    if (std::exchange(m_now, ailment) != ailment) {
        m_sinceNs = nowNs;
        m_turns += ailment == Ailment::None ? 0 : 1;
    }
    if (ailment == Ailment::None) {
        const QString text = recovery(row, std::exchange(m_told, Ailment::None));
        return text.isEmpty() ? std::nullopt : std::optional(ChatNotice{text, true});
    }
    const auto toldAt = m_toldAt.constFind(ailment);
    const bool isToldLately = toldAt != m_toldAt.cend() && nowNs - *toldAt < std::chrono::nanoseconds(quiet).count();
    const bool hasLasted = nowNs - m_sinceNs >= std::chrono::nanoseconds(lasting).count();
    if (ailment == m_told || isToldLately || !hasLasted)
        return {};
    m_told = ailment;
    m_toldAt.insert(ailment, nowNs);
    const int turns = std::exchange(m_turns, 0);
    const QString text = illness(row);
    return ChatNotice{turns > 1 ? Words::tr("%1 (%2 times since this was told last)").arg(text).arg(turns) : text};
}

std::optional<ChatNotice> BrokerNews::take(const Service &broker, qint64 nowNs)
{
    const ServiceFault fault = faultOf(broker);
    if (broker.state() == Service::State::Ready && m_downSince) {
        const auto lasted = std::chrono::nanoseconds(nowNs - *std::exchange(m_downSince, std::nullopt));
        return ChatNotice{Words::tr("the broker is back after %1").arg(lastingWords(lasted)), true};
    }
    if (fault == ServiceFault::None)
        return {};
    if (!m_downSince)
        m_downSince = nowNs;
    QString what = faultReason(fault, {});
    if (fault == ServiceFault::Ended && broker.lastExit())
        what = Words::tr("%1 (%2)").arg(what, inWords(*broker.lastExit()));
    return ChatNotice{Words::tr("%1: nothing goes from one instance to another").arg(what)};
}

} // namespace crosstalk
