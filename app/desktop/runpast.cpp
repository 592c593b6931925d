// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/runpast.h"

#include "app/desktop/palette.h"

#include <QCoreApplication>

#include <algorithm>

namespace crosstalk {

namespace {

constexpr size_t keptTurns = 300;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunPast)
};

template<class List>
void keepLast(List &list)
{
    while (list.size() > keptTurns)
        list.pop_front();
}

/// The first value within @p span that @p isTrouble; null where there is none.
template<class Turns, class IsTrouble>
auto firstTrouble(const Turns &turns, RunPast::Span span, IsTrouble isTrouble)
{
    auto turn = std::upper_bound(turns.begin(), turns.end(), span.from,
                                 [](qint64 at, const auto &each) { return at < each.at; });
    // What was so at its beginning began before.
    if (turn != turns.begin())
        --turn;
    for (; turn != turns.end() && turn->at <= span.to; ++turn)
        if (isTrouble(turn->value))
            return &*turn;
    return static_cast<decltype(&*turn)>(nullptr);
}

} // namespace

void RunPast::apply(const history::Event &event)
{
    if (const auto *changed = std::get_if<history::InstanceChanged>(&event)) {
        auto &turns = m_instances[changed->instance];
        turns.push_back({changed->at, changed->state});
        keepLast(turns);
    } else if (const auto *connected = std::get_if<history::Connected>(&event)) {
        turn(connected->session, connected->at, true);
    } else if (const auto *disconnected = std::get_if<history::Disconnected>(&event)) {
        turn(disconnected->session, disconnected->at, false);
    } else if (const auto *began = std::get_if<history::FaultBegan>(&event)) {
        m_faults.push_back({began->fault, began->what, began->at, {}});
        keepLast(m_faults);
    } else if (const auto *healed = std::get_if<history::FaultHealed>(&event)) {
        for (Fault &fault : m_faults)
            if (fault.name == healed->fault && !fault.to)
                fault.to = healed->at;
    }
}

void RunPast::turn(const QString &session, qint64 at, bool isConnected)
{
    auto &turns = m_sessions[session];
    turns.push_back({at, isConnected});
    keepLast(turns);
}

QString RunPast::troubleOfInstance(const QString &name, Span span) const
{
    const auto turns = m_instances.constFind(name);
    if (turns == m_instances.cend())
        return {};
    const auto *trouble =
        firstTrouble(*turns, span, [](State state) { return state != State::Ready && state != State::Thawed; });
    if (!trouble)
        return {};
    const QString letter = badgeLetter(name);
    switch (trouble->value) {
    case State::Frozen:
        return Words::tr("%1 was frozen").arg(letter);
    case State::Down:
        return Words::tr("%1 was stopped").arg(letter);
    case State::Exited:
        return Words::tr("%1 had ended").arg(letter);
    case State::Ready:
    case State::Thawed:
        break;
    }
    return {};
}

QString RunPast::troubleOfSession(const QString &name, Span span) const
{
    const auto turns = m_sessions.constFind(name);
    const bool hasTrouble =
        turns != m_sessions.cend() && firstTrouble(*turns, span, [](bool isConnected) { return !isConnected; });
    return hasTrouble ? Words::tr("%1 was not connected").arg(name) : QString();
}

QStringList RunPast::faults(Span span) const
{
    QStringList result;
    for (const Fault &fault : m_faults)
        if (fault.from <= span.to && (!fault.to || *fault.to >= span.from) && !result.contains(fault.what))
            result << fault.what;
    return result;
}

} // namespace crosstalk
