// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/deliveryfeed.h"

#include "app/desktop/models/deliverymark.h"
#include "app/desktop/models/faultwords.h"
#include "app/desktop/palette.h"
#include "app/engine/cluster.h"

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

/// What ails somebody may be noticed that much later than it does harm.
constexpr std::chrono::nanoseconds noticedWithin = 1s;

} // namespace

DeliveryFeed::DeliveryFeed(const Cluster *cluster, Recorder *recorder, DeliveryModel *model,
                           std::chrono::nanoseconds deadline, QObject *parent)
    : QObject(parent)
    , m_cluster(cluster)
    , m_recorder(recorder)
    , m_model(model)
    // The ledger learns what time it is from what is recorded: twice a second, when nothing else happens.
    , m_whole(Overdue(std::min<std::chrono::nanoseconds>(1s, deadline), deadline + 1s))
    , m_watch(cluster, recorder, &m_past)
    , m_epoch(QDateTime::currentDateTime().addMSecs(-recorder->now() / 1'000'000))
{
    connect(recorder, &Recorder::recorded, this, &DeliveryFeed::onRecorded);
    connect(recorder, &Recorder::deliveryChanged, this, [this](const history::ProbeId &probe) {
        if (overdue().contains(probe))
            review(probe);
    });
    connect(&m_tick, &QTimer::timeout, this, &DeliveryFeed::tick);
    m_tick.start(100ms);
}

void DeliveryFeed::onRecorded(const history::Event &event)
{
    m_isStale = true;
    m_past.apply(event);
    m_pulse.apply(event, [this](const QString &session) { return m_recorder->instanceOf(session); });
    if (const auto *sent = std::get_if<history::Sent>(&event)) {
        noteNumber(sent->probe);
        m_whole.overdue().sent(sent->probe, sent->at);
    } else if (const auto *refused = std::get_if<history::Refused>(&event)) {
        noteNumber(refused->probe);
        countUntaken(*refused);
    } else if (const auto *received = std::get_if<history::Received>(&event)) {
        countReceived(*received);
    } else if (std::holds_alternative<history::Disconnected>(event) || std::holds_alternative<history::Left>(event) ||
               std::holds_alternative<history::Settled>(event)) {
        m_hasDueChanged = true;
    }
}

/// What has no link has a number, too.
void DeliveryFeed::noteNumber(const history::ProbeId &probe)
{
    quint64 &last = m_numbers[{probe.session, probe.room}];
    last = qMax(last, probe.n);
}

template<class Change>
void DeliveryFeed::count(const history::ProbeId &probe, Change change)
{
    change(m_whole);
    if (isReset() && probe.n > m_sinceReset->before.value({probe.session, probe.room}))
        change(m_sinceReset->account);
}

/// A phantom; or a first copy that comes after it was counted as lost, given up as missed, or had no answer for too
/// long. By the times, not by what is counted at this moment: the messages one by one must come to the same.
void DeliveryFeed::countReceived(const history::Received &event)
{
    const Ledger &ledger = m_recorder->ledger();
    const Cell cell{m_recorder->instanceOf(event.probe.session), m_recorder->instanceOf(event.session)};
    if (std::exchange(m_phantoms, ledger.phantoms()) != ledger.phantoms()) {
        // Nobody sent it: it is of the time when it came.
        m_whole.addPhantom(cell);
        if (isReset())
            m_sinceReset->account.addPhantom(cell);
        return;
    }
    const auto after = ledger.dueCopyAfter().value_or(std::chrono::nanoseconds{0});
    if (!ledger.wasMissed() && after <= overdue().after())
        return;
    const bool isKnown = after.count() > 0 && after != std::chrono::nanoseconds::max();
    const qint64 sentAt = event.at - (isKnown ? after : overdue().after()).count();
    const auto causes = causesOf(cell, {sentAt, qMin(event.at, spanAfter(sentAt).to)});
    count(event.probe, [&](DeliveryAccount &account) { account.addDelayed(cell, causes); });
}

void DeliveryFeed::countUntaken(const history::Refused &event)
{
    const QString from = m_recorder->instanceOf(event.probe.session);
    const auto causes = causesOf(Cell{from, {}}, {event.at, event.at});
    count(event.probe, [&](DeliveryAccount &account) { account.addUntaken(from, event.code, causes); });
}

DeliveryFeed::Harm DeliveryFeed::harmOf(const history::ProbeId &probe, const Delivery &delivery) const
{
    const QString from = m_recorder->instanceOf(probe.session);
    const auto cellTo = [&](const QString &session) { return Cell{from, m_recorder->instanceOf(session)}; };
    Harm harm;
    for (const QString &session : delivery.missed)
        harm.missed << cellTo(session);
    if (delivery.ownMissed)
        harm.missed << cellTo(probe.session);
    if (delivery.isUnanswered())
        harm.unansweredOn = from;
    if (delivery.isOpen())
        return harm;
    for (const QString &session : delivery.missing)
        harm.missing << cellTo(session);
    if (delivery.ownDue && !delivery.ownDelivered)
        harm.missing << cellTo(probe.session);
    return harm;
}

DeliveryFeed::Harm DeliveryFeed::review(const history::ProbeId &probe)
{
    const auto delivery = m_recorder->ledger().delivery(probe);
    if (!delivery)
        return {}; // Too long ago: what was missing of it stays missing.
    const Harm harm = harmOf(probe, *delivery);
    const qint64 at = m_recorder->now() - overdue().after().count();
    count(probe, [&](DeliveryAccount &account) { account.review(probe, harm, at); });
    m_isStale = true;
    Q_EMIT overdueChanged(probe);
    return harm;
}

void DeliveryFeed::tick()
{
    const qint64 now = m_recorder->now();
    const auto expired = m_whole.overdue().expire(now);
    QList<Harm> harms;
    for (const auto &[probe, sentAt] : expired) {
        // Only once: what is looked at again was sent too long ago to tell of the present.
        const bool isNew = !overdue().contains(probe);
        harms << review(probe);
        if (isNew)
            takePulse(probe, harms.constLast(), sentAt);
    }
    noteDeafness(now);
    for (qsizetype i = 0; i < expired.size(); ++i) {
        const history::ProbeId &probe = expired.at(i).probe;
        const auto causes = causesOf(harms.at(i), spanAfter(expired.at(i).at));
        count(probe, [&](DeliveryAccount &account) { account.blame(probe, harms.at(i), causes); });
    }
    if (std::exchange(m_hasDueChanged, false))
        for (const history::ProbeId &probe : overdue().probes())
            review(probe);
    if (std::exchange(m_isStale, false))
        refresh();
}

/// What its own instance has not sent on tells nothing of the ears of the others.
void DeliveryFeed::takePulse(const history::ProbeId &probe, const Harm &harm, qint64 sentAt)
{
    if (harm.missing.isEmpty() || !hasLeftItsInstance(probe))
        return;
    for (const auto &[from, to] : harm.missing)
        m_pulse.missed(from, to, sentAt);
}

/// Seen on the broker; where nobody looks there, somebody else has it.
bool DeliveryFeed::hasLeftItsInstance(const history::ProbeId &probe) const
{
    const auto delivery = m_recorder->ledger().delivery(probe);
    return delivery && (m_recorder->hearsBroker() ? delivery->wasSeenOnBroker : delivery->delivered > 0);
}

void DeliveryFeed::refresh()
{
    const Ledger &ledger = m_recorder->ledger();
    DeliverySnapshot snapshot;
    // The cluster's instances in their order; those that are gone stay in the account, at the end.
    QStringList names;
    for (const Instance *instance : m_cluster->instances())
        names << instance->name();
    for (const QString &name : ledger.instances())
        if (!names.contains(name) && isInAccount(name))
            names << name;
    for (const QString &name : std::as_const(names)) {
        const Instance *instance = m_cluster->instance(name);
        snapshot.instances << InstanceTag{name, instance ? instance->number() : -1};
    }
    for (const QString &from : std::as_const(names)) {
        for (const QString &to : std::as_const(names))
            snapshot.cells << cell(from, to);
    }
    m_model->setSnapshot(snapshot);

    const PairCounts &total = ledger.total();
    DeliveryTotals totals;
    totals.sent = ledger.sent();
    totals.due = total.due + total.recovered;
    totals.delivered = total.delivered + total.late + total.recovered;
    totals.missing = overdue().total();
    totals.missed = total.missed;
    totals.delayed = m_whole.delayed();
    totals.twice = total.duplicate;
    totals.outOfOrder = total.reordered;
    totals.refused = m_whole.refused();
    totals.notSent = m_whole.notSent();
    totals.unanswered = overdue().unanswered();
    totals.phantoms = ledger.phantoms();
    totals.p99 = total.latencyOfAll().percentile(0.99);
    if (totals != m_totals) {
        m_totals = totals;
        Q_EMIT totalsChanged(m_totals);
    }
}

/// Something counts that went from it or was to go to it.
bool DeliveryFeed::isInAccount(const QString &instance) const
{
    const QStringList others = m_recorder->ledger().instances();
    return std::any_of(others.begin(), others.end(), [&](const QString &other) {
        return figures({instance, other}) != DeliveryCell{} || figures({other, instance}) != DeliveryCell{};
    });
}

DeliveryCell DeliveryFeed::figures(const Cell &cell) const
{
    const Ledger &ledger = m_recorder->ledger();
    return shown().figures(cell, isReset() ? ledger.cellSince(cell.first, cell.second)
                                           : ledger.cell(cell.first, cell.second));
}

DeliveryCell DeliveryFeed::cell(const QString &from, const QString &to)
{
    DeliveryCell result = figures({from, to});
    explain(result, {from, to});
    // What was the matter with those that have come since is no reason of others to come.
    if (result.missed == 0)
        shown().forgetMissed({from, to});
    return result;
}

/// What did the worst that is counted in it, the latest of it; where nothing is wrong, what is the matter now.
void DeliveryFeed::explain(DeliveryCell &figures, const Cell &cell) const
{
    const auto worst = figures.worst();
    if (const auto troubles = worst ? troublesBehind(*worst, cell) : troublesNow(cell); !troubles.isEmpty()) {
        const Trouble &latest = troubles.constFirst();
        figures.why = latest.to ? troubleThen(latest.what, latest.who) : troubleNow(latest.what, latest.who);
        figures.since = timeOfDay(latest.from);
        figures.until = latest.to ? timeOfDay(*latest.to) : QDateTime();
        figures.hasMoreReasons = troubles.size() > 1;
    } else if (worst == DeliveryCell::Fault::Lost) {
        figures.since = timeOfDay(shown().lostSince(cell));
    } else if (worst) {
        const QString code = shown().codeOf(cell.first, *worst);
        figures.why = code.isEmpty() ? QString() : reasonOfRefusal(code);
    }
}

QList<Trouble> DeliveryFeed::troublesBehind(DeliveryCell::Fault fault, const Cell &cell) const
{
    QList<Trouble> troubles = m_past.troubles(shown().causes(cell, fault));
    const bool isOfSends = fault == DeliveryCell::Fault::Refused || fault == DeliveryCell::Fault::NotSent ||
                           fault == DeliveryCell::Fault::Unanswered;
    troubles.removeIf([&](const Trouble &each) {
        return !each.who.isEmpty() && each.who != cell.first && (isOfSends || each.who != cell.second);
    });
    return troubles;
}

/// What has been stopped as a whole is not at fault.
QList<Trouble> DeliveryFeed::troublesNow(const Cell &cell) const
{
    if (m_cluster->state() == Cluster::State::Stopped || m_cluster->state() == Cluster::State::Stopping)
        return {};
    const qint64 now = m_recorder->now();
    return m_past.troubles(cell.first, cell.second, {now, now});
}

/// In which something must have been the matter for a message to be overdue.
RunPast::Span DeliveryFeed::spanAfter(qint64 sentAt) const
{
    return {sentAt, sentAt + (overdue().after() + noticedWithin).count()};
}

QList<quint64> DeliveryFeed::causesOf(const Cell &cell, RunPast::Span span) const
{
    QList<quint64> result;
    const auto troubles = m_past.troubles(cell.first, cell.second, span);
    for (const Trouble &each : troubles)
        result << each.id;
    return result;
}

QList<quint64> DeliveryFeed::causesOf(const Harm &harm, RunPast::Span span) const
{
    QList<Cell> cells = harm.missing + harm.missed;
    if (!harm.unansweredOn.isEmpty())
        cells << Cell{harm.unansweredOn, {}};
    QList<quint64> result;
    for (const Cell &cell : std::as_const(cells))
        for (const quint64 cause : causesOf(cell, span))
            if (!result.contains(cause))
                result << cause;
    return result;
}

/// Of those that are in the cluster: nobody else is heard of.
void DeliveryFeed::noteDeafness(qint64 now)
{
    for (const Instance *instance : m_cluster->instances()) {
        if (const auto since = m_pulse.deafSince(instance->name()))
            m_past.began(instance->name(), Trouble::Kind::Deaf, *since);
        else
            m_past.ended(instance->name(), Trouble::Kind::Deaf, now);
    }
}

void DeliveryFeed::reset()
{
    m_recorder->countAnew();
    m_sinceReset = SinceReset{QDateTime::currentDateTime(), m_recorder->now(), m_numbers,
                              DeliveryAccount(Overdue(overdue().after()))};
    refresh();
}

void DeliveryFeed::undoReset()
{
    m_sinceReset.reset();
    refresh();
}

} // namespace crosstalk
