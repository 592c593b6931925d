// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/runpast.h"

#include "app/desktop/models/faultwords.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace crosstalk {

namespace {

constexpr size_t keptTurns = 300;
constexpr size_t keptTroubles = keptTurns / 2; ///< Each of them two turns.

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunPast)
};

template<class List>
void keepLast(List &list, size_t kept)
{
    while (list.size() > kept)
        list.pop_front();
}

/// One that a process has; the others come on top.
bool isOfProcess(Trouble::Kind what)
{
    return what != Trouble::Kind::NotReady && what != Trouble::Kind::Deaf && what != Trouble::Kind::Unreachable;
}

/// @p what says more exactly what @p before has said.
bool isMoreExact(Trouble::Kind what, Trouble::Kind before)
{
    return (before == Trouble::Kind::Stopped && what == Trouble::Kind::Killed) ||
           (before == Trouble::Kind::Ended && what == Trouble::Kind::NotStarted) ||
           (before == Trouble::Kind::Deaf && what == Trouble::Kind::Unreachable);
}

void sortLatestFirst(QList<Trouble> &troubles)
{
    std::stable_sort(troubles.begin(), troubles.end(),
                     [](const Trouble &a, const Trouble &b) { return a.from > b.from; });
}

} // namespace

void RunPast::apply(const history::Event &event)
{
    if (const auto *changed = std::get_if<history::InstanceChanged>(&event)) {
        onInstanceChanged(*changed);
    } else if (const auto *connected = std::get_if<history::Connected>(&event)) {
        turn(connected->session, connected->at, true);
    } else if (const auto *disconnected = std::get_if<history::Disconnected>(&event)) {
        turn(disconnected->session, disconnected->at, false);
    } else if (const auto *began = std::get_if<history::FaultBegan>(&event)) {
        m_faults.push_back({began->fault, began->what, began->at, {}});
        keepLast(m_faults, keptTurns);
    } else if (const auto *healed = std::get_if<history::FaultHealed>(&event)) {
        for (Fault &fault : m_faults)
            if (fault.name == healed->fault && !fault.to)
                fault.to = healed->at;
    }
}

void RunPast::onInstanceChanged(const history::InstanceChanged &event)
{
    using State = history::InstanceChanged::State;
    switch (event.state) {
    case State::Frozen:
        return began(event.instance, Trouble::Kind::Frozen, event.at);
    case State::Down:
        return began(event.instance, Trouble::Kind::Stopped, event.at);
    case State::Exited:
        return began(event.instance, Trouble::Kind::Ended, event.at);
    case State::Ready:
    case State::Thawed:
        return recovered(event.instance, event.at);
    }
}

void RunPast::turn(const QString &session, qint64 at, bool isConnected)
{
    auto &turns = m_sessions[session];
    turns.push_back({at, isConnected});
    keepLast(turns, keptTurns);
}

void RunPast::began(const QString &who, Trouble::Kind what, qint64 at)
{
    Troubles &troubles = m_troubles[who];
    for (Trouble &each : troubles) {
        const bool isOpen = !each.to;
        if (isOpen && (each.what == what || isMoreExact(each.what, what)))
            return;
        if (isOpen && isMoreExact(what, each.what)) {
            each.what = what;
            return;
        }
        if (isOpen && isOfProcess(what) && isOfProcess(each.what))
            each.to = at;
    }
    troubles.push_back({++m_lastId, who, what, at, {}});
    keepLast(troubles, keptTroubles);
}

template<class Is>
void RunPast::end(const QString &who, qint64 at, Is is)
{
    const auto troubles = m_troubles.find(who);
    if (troubles == m_troubles.end())
        return;
    for (Trouble &each : *troubles)
        if (!each.to && is(each.what))
            each.to = qMax(at, each.from);
}

void RunPast::ended(const QString &who, Trouble::Kind what, qint64 at)
{
    end(who, at, [what](Trouble::Kind each) { return each == what; });
}

void RunPast::recovered(const QString &who, qint64 at)
{
    end(who, at, isOfProcess);
}

void RunPast::forgotten(const QString &who, qint64 at)
{
    end(who, at, [](Trouble::Kind) { return true; });
}

void RunPast::collect(QList<Trouble> &into, const QString &who, Span span) const
{
    const auto troubles = m_troubles.constFind(who);
    if (troubles == m_troubles.cend())
        return;
    for (const Trouble &each : *troubles)
        if (each.from <= span.to && (!each.to || *each.to > span.from))
            into << each;
}

QList<Trouble> RunPast::troubles(const QString &from, const QString &to, Span span) const
{
    QList<Trouble> result;
    // Where nobody knows who it was, the name is empty, which would be the broker.
    for (const QString &who : QSet<QString>{from, to, QString()})
        collect(result, who, span);
    const auto isCause = [](const Trouble &each) { return isOfProcess(each.what); };
    if (std::any_of(result.cbegin(), result.cend(), isCause))
        result.removeIf([&](const Trouble &each) { return !isCause(each); });
    sortLatestFirst(result);
    return result;
}

QList<Trouble> RunPast::troubles(const QList<quint64> &ids) const
{
    QList<Trouble> result;
    if (ids.isEmpty())
        return result;
    for (const Troubles &troubles : m_troubles)
        for (const Trouble &each : troubles)
            if (ids.contains(each.id))
                result << each;
    sortLatestFirst(result);
    return result;
}

QString RunPast::reason(const Way &way, Span span) const
{
    if (const QString words = inWords(troubles(way.from, way.to, span)); !words.isEmpty())
        return words;
    if (const QString words = troubleOfSession(way.receiver, span); !words.isEmpty())
        return words;
    const QStringList about = faults(span);
    return about.isEmpty() ? QString() : Words::tr("a fault was about: %1").arg(about.join(QStringLiteral(", ")));
}

QString RunPast::troubleOfInstance(const QString &name, Span span) const
{
    QList<Trouble> troubles;
    collect(troubles, name, span);
    sortLatestFirst(troubles);
    return inWords(troubles);
}

QString RunPast::troubleOfSession(const QString &name, Span span) const
{
    const auto turns = m_sessions.constFind(name);
    if (turns == m_sessions.cend())
        return {};
    auto turn = std::upper_bound(turns->begin(), turns->end(), span.from,
                                 [](qint64 at, const Turn &each) { return at < each.at; });
    // What was so at its beginning began before.
    if (turn != turns->begin())
        --turn;
    for (; turn != turns->end() && turn->at <= span.to; ++turn)
        if (!turn->isConnected)
            return Words::tr("%1 was not connected").arg(name);
    return {};
}

QStringList RunPast::faults(Span span) const
{
    QStringList result;
    for (const Fault &fault : m_faults)
        if (fault.from <= span.to && (!fault.to || *fault.to >= span.from) && !result.contains(fault.what))
            result << fault.what;
    return result;
}

QString inWords(const QList<Trouble> &troubles)
{
    if (troubles.isEmpty())
        return {};
    const QString first = troubleThen(troubles.constFirst().what, troubles.constFirst().who);
    return troubles.size() == 1 ? first : Words::tr("%1 and other reasons").arg(first);
}

} // namespace crosstalk
