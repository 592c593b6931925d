// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What was the matter, and when: with each instance, with each session's link, and which faults were about. Of each the
// last few hundred turns are kept. Values only, fed with the events of a run.

#include "shared/history.h"

#include <QHash>
#include <QStringList>

#include <deque>
#include <optional>

namespace crosstalk {

class RunPast
{
public:
    /// A stretch of time on the recorder's clock.
    struct Span
    {
        qint64 from = 0;
        qint64 to = 0;
    };

    void apply(const history::Event &event);

    /// What kept this instance from serving at some time in @p span, for people: "C was frozen". Empty where nothing
    /// did, as far as known.
    QString troubleOfInstance(const QString &name, Span span) const;
    /// Likewise this session: "carol was not connected".
    QString troubleOfSession(const QString &name, Span span) const;
    /// What the faults did that were about: "freeze c".
    QStringList faults(Span span) const;

private:
    using State = history::InstanceChanged::State;
    template<class Value>
    struct Turn
    {
        qint64 at;
        Value value;
    };
    template<class Value>
    using Turns = std::deque<Turn<Value>>;
    struct Fault
    {
        QString name;
        QString what;
        qint64 from;
        std::optional<qint64> to;
    };

    void turn(const QString &session, qint64 at, bool isConnected);

    QHash<QString, Turns<State>> m_instances;
    QHash<QString, Turns<bool>> m_sessions; ///< Whether connected.
    std::deque<Fault> m_faults;
};

} // namespace crosstalk
