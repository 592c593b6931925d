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

/// What has arrived was taken, even where the sender was gone before it could be told.
bool isWithoutAnswer(const Delivery &delivery)
{
    return delivery.outcome == Delivery::Outcome::Pending ||
           (delivery.outcome == Delivery::Outcome::Indeterminate && !delivery.isRecovered);
}

/// In time or not.
quint64 received(const PairCounts &counts)
{
    return counts.delivered + counts.late;
}

} // namespace

DeliveryFeed::DeliveryFeed(const Cluster *cluster, const Recorder *recorder, DeliveryModel *model,
                           std::chrono::nanoseconds deadline, QObject *parent)
    : QObject(parent)
    , m_cluster(cluster)
    , m_recorder(recorder)
    , m_model(model)
    // The ledger learns what time it is from what is recorded: twice a second, when nothing else happens.
    , m_overdue(std::min<std::chrono::nanoseconds>(1s, deadline), deadline + 1s)
    , m_watch(cluster, recorder, &m_past)
    , m_epoch(QDateTime::currentDateTime().addMSecs(-recorder->now() / 1'000'000))
{
    connect(recorder, &Recorder::recorded, this, &DeliveryFeed::onRecorded);
    connect(recorder, &Recorder::deliveryChanged, this, [this](const history::ProbeId &probe) {
        if (m_overdue.contains(probe))
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
        m_overdue.sent(sent->probe, sent->at);
        if (!sent->awaitsAck)
            m_unacknowledged.insert(sent->probe.session);
    } else if (const auto *refused = std::get_if<history::Refused>(&event)) {
        countUntaken(*refused);
    } else if (const auto *received = std::get_if<history::Received>(&event)) {
        countDelayed(*received);
    } else if (std::holds_alternative<history::Disconnected>(event) || std::holds_alternative<history::Left>(event) ||
               std::holds_alternative<history::Settled>(event)) {
        m_hasDueChanged = true;
    }
}

/// A first copy that comes after it was counted as lost, or given up as missed. By the times, not by what is counted at
/// this moment: the messages one by one must come to the same.
void DeliveryFeed::countDelayed(const history::Received &event)
{
    const Ledger &ledger = m_recorder->ledger();
    if (!ledger.wasMissed() && ledger.dueCopyAfter().value_or(std::chrono::nanoseconds{0}) <= m_overdue.after())
        return;
    const Overdue::Cell cell{m_recorder->instanceOf(event.probe.session), m_recorder->instanceOf(event.session)};
    ++m_delayed[cell];
    ++m_delayedTotal;
    blame(m_causes.ofCells[cell], cell.first, cell.second, {event.at - m_overdue.after().count(), event.at});
}

void DeliveryFeed::countUntaken(const history::Refused &event)
{
    for (Untaken *each : {&m_untaken[m_recorder->instanceOf(event.probe.session)], &m_untakenTotal}) {
        ++(isNotSent(event.code) ? each->notSent : each->refused);
        each->code = event.code;
    }
    const QString from = m_recorder->instanceOf(event.probe.session);
    blame(m_causes.ofSends[from], from, {}, {event.at, event.at});
}

DeliveryFeed::Harm DeliveryFeed::review(const history::ProbeId &probe)
{
    const auto delivery = m_recorder->ledger().delivery(probe);
    if (!delivery)
        return {}; // Too long ago: what was missing of it stays missing.
    const QString from = m_recorder->instanceOf(probe.session);
    Harm harm;
    for (const QString &session : delivery->missing)
        harm.missing << Overdue::Cell{from, m_recorder->instanceOf(session)};
    if (delivery->ownDue && !delivery->ownDelivered)
        harm.missing << Overdue::Cell{from, from};
    for (const QString &session : delivery->missed)
        harm.missed << Overdue::Cell{from, m_recorder->instanceOf(session)};
    if (delivery->ownMissed)
        harm.missed << Overdue::Cell{from, from};
    if (!m_unacknowledged.contains(probe.session) && isWithoutAnswer(*delivery))
        harm.unansweredOn = from;
    if (harm.missing.isEmpty() && harm.unansweredOn.isEmpty())
        m_overdue.settle(probe);
    else
        m_overdue.set(probe, harm.missing, harm.unansweredOn);
    m_isStale = true;
    Q_EMIT overdueChanged(probe);
    return harm;
}

void DeliveryFeed::tick()
{
    const qint64 now = m_recorder->now();
    const qint64 before = now - m_overdue.after().count();
    QList<Harm> harms;
    for (const history::ProbeId &probe : m_overdue.expire(now)) {
        // Only once: what is looked at again was sent too long ago to tell of the present.
        const bool isNew = !m_overdue.contains(probe);
        const Harm harm = review(probe);
        if (!isNew)
            continue;
        harms << harm;
        // What its own instance has not sent on tells nothing of the ears of the others.
        if (harm.missing.isEmpty() || !hasLeftItsInstance(probe))
            continue;
        for (const auto &[from, to] : harm.missing)
            m_pulse.missed(from, to, before);
    }
    noteDeafness(now);
    for (const Harm &harm : std::as_const(harms))
        blame(harm, {before, now});
    if (std::exchange(m_hasDueChanged, false))
        for (const history::ProbeId &probe : m_overdue.probes())
            review(probe);
    if (std::exchange(m_isStale, false))
        refresh();
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
    const DeliveryTotals totals{ledger.sent(),          total.due,
                                received(total),        m_overdue.total(),
                                total.missed,           m_delayedTotal,
                                total.duplicate,        total.reordered,
                                m_untakenTotal.refused, m_untakenTotal.notSent,
                                m_overdue.unanswered(), total.latency.percentile(0.99)};
    if (totals != m_totals) {
        m_totals = totals;
        Q_EMIT totalsChanged(m_totals);
    }
}

/// Something counts that went from it or was to go to it.
bool DeliveryFeed::isInAccount(const QString &instance)
{
    const auto counts = [](DeliveryCell each) {
        each.why.clear();
        each.since = QDateTime();
        return each != DeliveryCell{};
    };
    const QStringList others = m_recorder->ledger().instances();
    return std::any_of(others.begin(), others.end(), [&](const QString &other) {
        return counts(cell(instance, other)) || counts(cell(other, instance));
    });
}

DeliveryCell DeliveryFeed::cell(const QString &from, const QString &to)
{
    const PairCounts &now = m_recorder->ledger().cell(from, to);
    const Baseline past = m_baseline.value({from, to});
    // What was due once may not be any more.
    const auto since = [](quint64 count, quint64 before) { return count > before ? count - before : 0; };
    const Histogram latency = isReset() ? now.latency.without(past.pairs.latency) : now.latency;
    DeliveryCell result{since(now.due, past.pairs.due),
                        since(received(now), received(past.pairs)),
                        since(m_overdue.count({from, to}), past.lost),
                        since(now.missed, past.pairs.missed),
                        since(m_delayed.value({from, to}), past.delayed),
                        since(now.duplicate, past.pairs.duplicate),
                        since(now.reordered, past.pairs.reordered),
                        since(now.corrupted, past.pairs.corrupted),
                        latency.percentile(0.5),
                        latency.percentile(0.99)};
    addSends(result, from);
    explain(result, from, to);
    return result;
}

void DeliveryFeed::addSends(DeliveryCell &cell, const QString &from) const
{
    const Untaken now = m_untaken.value(from);
    const SendsBaseline past = m_sendsBaseline.value(from);
    const quint64 unanswered = m_overdue.unanswered(from);
    cell.refused = now.refused - past.untaken.refused;
    cell.notSent = now.notSent - past.untaken.notSent;
    cell.unanswered = unanswered - qMin(unanswered, past.unanswered);
}

/// What is the matter now, and what was when there was harm done that still shows: the latest of it.
void DeliveryFeed::explain(DeliveryCell &cell, const QString &from, const QString &to)
{
    // A reset forgets the figures, not since when it has been so.
    if (m_overdue.count({from, to}) == 0)
        m_lostSince.remove({from, to});
    QList<quint64> causes;
    const auto troublesOfNow = troublesNow(from, to);
    for (const Trouble &each : troublesOfNow)
        causes << each.id;
    if (cell.lost + cell.missed + cell.delayed > 0)
        causes << m_causes.ofCells.value({from, to});
    if (cell.refused + cell.notSent + cell.unanswered > 0)
        causes << m_causes.ofSends.value(from);
    if (const auto troubles = m_past.troubles(causes); !troubles.isEmpty()) {
        const Trouble &latest = troubles.constFirst();
        cell.why = latest.to ? troubleThen(latest.what, latest.who) : troubleNow(latest.what, latest.who);
        cell.since = timeOfDay(latest.from);
        cell.until = latest.to ? timeOfDay(*latest.to) : QDateTime();
        cell.hasMoreReasons = troubles.size() > 1;
    }
    if (cell.lost > 0) {
        QDateTime &lostSince = m_lostSince[{from, to}];
        if (!lostSince.isValid())
            lostSince = QDateTime::currentDateTime().addMSecs(-m_overdue.after().count() / 1'000'000);
        if (cell.why.isEmpty())
            cell.since = lostSince;
    } else if (cell.why.isEmpty() && cell.refused + cell.notSent > 0) {
        cell.why = reasonOfRefusal(m_untaken.value(from).code);
    }
}

/// What has been stopped as a whole is not at fault.
QList<Trouble> DeliveryFeed::troublesNow(const QString &from, const QString &to) const
{
    if (m_cluster->state() == Cluster::State::Stopped || m_cluster->state() == Cluster::State::Stopping)
        return {};
    const qint64 now = m_recorder->now();
    return m_past.troubles(from, to, {now, now});
}

void DeliveryFeed::blame(QList<quint64> &causes, const QString &from, const QString &to, RunPast::Span span) const
{
    constexpr qsizetype kept = 20; // Nobody is told more than that there are others.
    const auto troubles = m_past.troubles(from, to, span);
    for (const Trouble &each : troubles)
        if (!causes.contains(each.id))
            causes << each.id;
    if (causes.size() > kept)
        causes = causes.last(kept);
}

void DeliveryFeed::blame(const Harm &harm, RunPast::Span span)
{
    for (const auto &cells : {harm.missing, harm.missed})
        for (const auto &[from, to] : cells)
            blame(m_causes.ofCells[{from, to}], from, to, span);
    if (!harm.unansweredOn.isEmpty())
        blame(m_causes.ofSends[harm.unansweredOn], harm.unansweredOn, {}, span);
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

/// Adds @p other to @p causes.
void DeliveryFeed::remember(Causes &causes, const Causes &other)
{
    for (auto each = other.ofCells.cbegin(); each != other.ofCells.cend(); ++each)
        causes.ofCells[each.key()] += each.value();
    for (auto each = other.ofSends.cbegin(); each != other.ofSends.cend(); ++each)
        causes.ofSends[each.key()] += each.value();
}

void DeliveryFeed::reset()
{
    m_baseline.clear();
    const Ledger &ledger = m_recorder->ledger();
    for (const QString &from : ledger.instances())
        for (const QString &to : ledger.instances())
            m_baseline.insert({from, to},
                              {ledger.cell(from, to), m_overdue.count({from, to}), m_delayed.value({from, to})});
    m_sendsBaseline.clear();
    for (const QString &from : ledger.instances() + m_untaken.keys())
        m_sendsBaseline.insert(from, {m_untaken.value(from), m_overdue.unanswered(from)});
    remember(m_causesBeforeReset, std::exchange(m_causes, {}));
    m_resetAt = QDateTime::currentDateTime();
    refresh();
}

void DeliveryFeed::undoReset()
{
    m_baseline.clear();
    m_sendsBaseline.clear();
    remember(m_causes, std::exchange(m_causesBeforeReset, {}));
    m_resetAt = QDateTime();
    refresh();
}

} // namespace crosstalk
