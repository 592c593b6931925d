// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/deliveryfeed.h"

#include "app/desktop/models/faultwords.h"
#include "app/desktop/palette.h"
#include "app/engine/cluster.h"

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

/// ChatClient's own codes, of what it has not sent; a server's say what that has refused.
bool isNotSent(const QString &code)
{
    return code == QLatin1String("not-open") || code == QLatin1String("congested") ||
           code == QLatin1String("unsendable");
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
    m_pulse.apply(event, [this](const QString &session) { return m_recorder->instanceOf(session); });
    if (const auto *sent = std::get_if<history::Sent>(&event)) {
        m_overdue.sent(sent->probe, sent->at);
        if (!sent->awaitsAck)
            m_unacknowledged.insert(sent->probe.session);
    } else if (const auto *refused = std::get_if<history::Refused>(&event)) {
        ++(isNotSent(refused->code) ? m_notSent : m_refused);
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
    ++m_delayed[{m_recorder->instanceOf(event.probe.session), m_recorder->instanceOf(event.session)}];
    ++m_delayedTotal;
}

QList<Overdue::Cell> DeliveryFeed::review(const history::ProbeId &probe)
{
    const auto delivery = m_recorder->ledger().delivery(probe);
    if (!delivery)
        return {}; // Too long ago: what was missing of it stays missing.
    const QString from = m_recorder->instanceOf(probe.session);
    QList<Overdue::Cell> missing;
    for (const QString &session : delivery->missing)
        missing << Overdue::Cell{from, m_recorder->instanceOf(session)};
    if (delivery->ownDue && !delivery->ownDelivered)
        missing << Overdue::Cell{from, from};
    const bool isUnanswered =
        delivery->outcome == Delivery::Outcome::Pending && !m_unacknowledged.contains(probe.session);
    if (missing.isEmpty() && !isUnanswered)
        m_overdue.settle(probe);
    else
        m_overdue.set(probe, missing);
    m_isStale = true;
    Q_EMIT overdueChanged(probe);
    return missing;
}

void DeliveryFeed::tick()
{
    const qint64 now = m_recorder->now();
    for (const history::ProbeId &probe : m_overdue.expire(now)) {
        // Only once: what is looked at again was sent too long ago to tell of the present.
        const bool isNew = !m_overdue.contains(probe);
        const QList<Overdue::Cell> missing = review(probe);
        // What its own instance has not sent on tells nothing of the ears of the others.
        if (missing.isEmpty() || !isNew || !hasLeftItsInstance(probe))
            continue;
        for (const auto &[from, to] : missing)
            m_pulse.missed(from, to, now - m_overdue.after().count());
    }
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
    const DeliveryTotals totals{ledger.sent(),
                                total.due,
                                received(total),
                                m_overdue.total(),
                                total.missed,
                                m_delayedTotal,
                                total.duplicate,
                                total.reordered,
                                m_refused,
                                m_notSent,
                                total.latency.percentile(0.99)};
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
    const Past past = m_past.value({from, to});
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
    explain(result, from, to);
    return result;
}

void DeliveryFeed::explain(DeliveryCell &cell, const QString &from, const QString &to)
{
    // A reset forgets the figures, not since when it has been so.
    if (m_overdue.count({from, to}) == 0)
        m_lostSince.remove({from, to});
    const Reason reason = reasonFor(from, to);
    cell.why = reason.what;
    cell.since = reason.since;
    if (cell.lost == 0)
        return;
    QDateTime &lostSince = m_lostSince[{from, to}];
    if (!lostSince.isValid())
        lostSince = QDateTime::currentDateTime().addMSecs(-m_overdue.after().count() / 1'000'000);
    if (cell.why.isEmpty())
        cell.since = lostSince;
}

/// What is wrong with an instance itself goes before what one without its broker can only suffer.
DeliveryFeed::Reason DeliveryFeed::reasonFor(const QString &from, const QString &to) const
{
    // What has been stopped as a whole is not at fault.
    if (m_cluster->state() == Cluster::State::Stopped || m_cluster->state() == Cluster::State::Stopping)
        return {};
    const Instance *const receiver = m_cluster->instance(to);
    const Instance *const sender = m_cluster->instance(from);
    for (const Instance *instance : {receiver, sender})
        if (instance && faultOf(*instance) != ServiceFault::None)
            return {faultReason(faultOf(*instance), instance->name()), instance->stateSince()};
    const Broker *const broker = m_cluster->broker();
    if (faultOf(*broker) != ServiceFault::None)
        return {faultReason(faultOf(*broker), {}), broker->stateSince()};
    for (const Instance *instance : {receiver, sender})
        if (const Reason reason = ailmentOf(instance); !reason.what.isEmpty())
            return reason;
    return {};
}

DeliveryFeed::Reason DeliveryFeed::ailmentOf(const Instance *instance) const
{
    const auto deafSince = instance ? m_pulse.deafSince(instance->name()) : std::nullopt;
    if (deafSince)
        return {tr("%1 is deaf").arg(badgeLetter(instance->name())), m_epoch.addMSecs(*deafSince / 1'000'000)};
    return {};
}

void DeliveryFeed::reset()
{
    m_past.clear();
    const Ledger &ledger = m_recorder->ledger();
    for (const QString &from : ledger.instances())
        for (const QString &to : ledger.instances())
            m_past.insert({from, to},
                          {ledger.cell(from, to), m_overdue.count({from, to}), m_delayed.value({from, to})});
    m_resetAt = QDateTime::currentDateTime();
    refresh();
}

void DeliveryFeed::undoReset()
{
    m_past.clear();
    m_resetAt = QDateTime();
    refresh();
}

} // namespace crosstalk
