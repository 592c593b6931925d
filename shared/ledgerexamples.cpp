// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/ledger.h"

#include <algorithm>

namespace crosstalk {

namespace {

/// Some that stand first may turn out not to be lost but late.
constexpr size_t candidatesAtMost = 16;
constexpr size_t momentsAtMost = 40;
/// Messages of the same sender before and after.
constexpr quint64 neighbours = 2;

QString seconds(qint64 at)
{
    return QStringLiteral("%1 s").arg(double(at) / 1e9, 0, 'f', 3);
}

/// "alice's message 17 to lobby"
QString describe(const history::ProbeId &probe)
{
    const QString message = QStringLiteral("%1's message %2").arg(probe.session, QString::number(probe.n));
    return probe.room.isEmpty() ? message : QStringLiteral("%1 to %2").arg(message, probe.room);
}

QString place(const QString &instance)
{
    return instance.isEmpty() ? QString() : QStringLiteral(" on ") + instance;
}

} // namespace

void Ledger::leaveTrail(qint64 at, Moment::Kind kind, int number, int sender, int room, quint64 n)
{
    const int place = number < 0 ? -1 : session(number).instance;
    m_trail.add({at, n, number, sender, static_cast<qint16>(place), static_cast<qint16>(room), kind});
}

std::optional<Counterexample> Ledger::first(Flaw flaw) const
{
    const bool isLoss = flaw == Flaw::Loss || flaw == Flaw::AcknowledgedLoss;
    for (const Candidate &candidate : m_candidates[static_cast<size_t>(flaw)]) {
        const Stream *const stream = isLoss ? findStream(candidate.example.probe) : nullptr;
        const Flow *const flow = stream ? findFlow(*stream, candidate.receiver) : nullptr;
        if (!isLoss || (flow && flow->lost.contains(candidate.example.probe.n)))
            return candidate.example;
    }
    return {};
}

/// Sorted by time, the earliest few.
void Ledger::keep(Flaw flaw, Candidate candidate)
{
    auto &candidates = m_candidates[static_cast<size_t>(flaw)];
    const auto after = std::ranges::upper_bound(candidates, candidate.example.at, {},
                                                [](const Candidate &each) { return each.example.at; });
    candidates.insert(after, std::move(candidate));
    if (candidates.size() > candidatesAtMost)
        candidates.pop_back();
}

void Ledger::note(Flaw flaw, const Stream &stream, const Flow &flow, quint64 n, qint64 at)
{
    const auto &candidates = m_candidates[static_cast<size_t>(flaw)];
    const bool isLoss = flaw == Flaw::Loss || flaw == Flaw::AcknowledgedLoss;
    if (candidates.size() >= (isLoss ? candidatesAtMost : 1) && candidates.back().example.at <= at)
        return;
    Counterexample example = this->example(stream.sender, stream.room, flow.receiver, n, at);
    example.fromInstance = m_instanceNames.name(placeOf(stream.places, n));
    example.toInstance = m_instanceNames.name(placeOf(flow.places, n));
    const QString message = describe(example.probe);
    const QString receiver = example.receiver + place(example.toInstance);
    switch (flaw) {
    case Flaw::Loss:
    case Flaw::AcknowledgedLoss:
        example.what = QStringLiteral("%1, sent%2 at %3%4, never reached %5")
                           .arg(message, place(example.fromInstance), seconds(at),
                                stream.acked.contains(n) ? QStringLiteral(" and acknowledged") : QString(), receiver);
        if (m_isTapped)
            example.attribution = stream.tapped.contains(n) ? QStringLiteral("published, not delivered")
                                                            : QStringLiteral("never published");
        break;
    case Flaw::Duplicate:
        example.receivedAt = at;
        example.what = QStringLiteral("%1 received %2 once more at %3").arg(receiver, message, seconds(at));
        break;
    case Flaw::Disorder:
        example.receivedAt = at;
        example.what = QStringLiteral("%1 received %2 at %3, after message %4")
                           .arg(receiver, message, seconds(at), QString::number(flow.highest));
        break;
    case Flaw::Corruption:
        example.receivedAt = at;
        example.what = QStringLiteral("%1 received %2 altered at %3").arg(receiver, message, seconds(at));
        break;
    case Flaw::Phantom:
        break;
    }
    keep(flaw, {std::move(example), flow.receiver});
}

void Ledger::notePhantom(const history::Received &event, const QString &why)
{
    ++m_phantoms;
    if (!m_candidates[static_cast<size_t>(Flaw::Phantom)].empty())
        return;
    const int receiver = m_sessionNames.number(event.session);
    Counterexample example = this->example(m_sessionNames.find(event.probe.session), m_roomNames.find(event.probe.room),
                                           receiver, event.probe.n, event.at);
    example.probe = event.probe;
    example.receivedAt = event.at;
    example.toInstance = m_instanceNames.name(session(receiver).instance);
    example.what = QStringLiteral("%1 received %2 at %3, %4")
                       .arg(event.session + place(example.toInstance), describe(event.probe), seconds(event.at), why);
    keep(Flaw::Phantom, {std::move(example), receiver});
}

Counterexample Ledger::example(int sender, int room, int receiver, quint64 n, qint64 at) const
{
    Counterexample example;
    example.probe = {m_sessionNames.name(sender), m_roomNames.name(room), n};
    example.receiver = m_sessionNames.name(receiver);
    example.at = at;
    const Stream *const stream = findStream(example.probe);
    if (const Probe *const probe = stream ? find(*stream, n) : nullptr)
        example.sentAt = probe->sentAt;
    example.faults = m_faults.active();
    example.around = around(sender, room, receiver, n);
    return example;
}

QList<Moment> Ledger::around(int sender, int room, int receiver, quint64 n) const
{
    using Kind = Moment::Kind;
    const auto isOfProbe = [=](const Trail::Footprint &step) {
        return step.sender == sender && step.room == room && step.n == n;
    };
    const auto isWanted = [=](const Trail::Footprint &step) {
        switch (step.kind) {
        case Kind::Began:
        case Kind::Healed:
            return true;
        case Kind::Connected:
        case Kind::Disconnected:
        case Kind::Joined:
        case Kind::Left:
            return step.session == receiver || step.session == sender;
        default:
            return isOfProbe(step) || (step.sender == sender && step.room == room && step.n + neighbours >= n &&
                                       step.n <= n + neighbours &&
                                       (step.session == receiver || step.session == sender || step.session < 0));
        }
    };
    QList<Moment> moments;
    for (const Trail::Footprint &step : m_trail.latest(momentsAtMost, isWanted)) {
        Moment moment;
        moment.at = step.at;
        moment.kind = step.kind;
        moment.session = m_sessionNames.name(step.session);
        moment.instance = m_instanceNames.name(step.instance);
        if (step.kind == Kind::Began || step.kind == Kind::Healed)
            moment.what = m_faultTexts.value(static_cast<qsizetype>(step.n) - 1);
        else
            moment.probe = {m_sessionNames.name(step.sender), m_roomNames.name(step.room), step.n};
        moment.isOfCounterexample = isOfProbe(step);
        moments.append(moment);
    }
    return moments;
}

} // namespace crosstalk
