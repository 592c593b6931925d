// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What was the matter, and from when to when: with each instance and the broker, with each session's link, and which
// faults were about. Of each the last few hundred turns are kept. Values only, fed with the events of a run and with
// what those do not tell.

#include "shared/history.h"

#include <QHash>
#include <QStringList>

#include <deque>
#include <optional>

namespace crosstalk {

struct Trouble
{
    /// What can be the matter with an instance or the broker.
    enum class Kind {
        Frozen,
        Killed,
        Stopped,
        Ended,      ///< Unasked.
        NotStarted, ///< A start came to nothing.
        NotReady,   ///< It says so itself.
        Deaf,
        Unreachable, ///< Nobody who wants to be on it has a link.
    };

    quint64 id = 0;
    QString who; ///< An instance; empty for the broker.
    Kind what = Kind::Frozen;
    qint64 from = 0;
    std::optional<qint64> to = {}; ///< Nothing while it lasts.
};

class RunPast
{
public:
    /// A stretch of time on the recorder's clock.
    struct Span
    {
        qint64 from = 0;
        qint64 to = 0;
    };
    /// Of a message.
    struct Way
    {
        QString from; ///< Instance of its sender.
        QString to;   ///< Of its receiver.
        QString receiver = {};
    };

    void apply(const history::Event &event);
    /// @p who has it from @p at on; where it has it already, nothing changes. Of what can be the matter with a process,
    /// it has one thing at a time. Who is deaf and turns out to be unreachable was that all the time.
    void began(const QString &who, Trouble::Kind what, qint64 at);
    void ended(const QString &who, Trouble::Kind what, qint64 at);
    /// Its process is well, as far as that goes.
    void recovered(const QString &who, qint64 at);
    /// It is gone, whatever was the matter.
    void forgotten(const QString &who, qint64 at);

    /// What was the matter with one of the two or with the broker at some time in @p span, the latest first. What one
    /// can only suffer, because something else is not well, is told where nothing else is.
    QList<Trouble> troubles(const QString &from, const QString &to, Span span) const;
    /// Those of @p ids that are still known, as they are now, the latest first.
    QList<Trouble> troubles(const QList<quint64> &ids) const;
    /// Why a message on this way may not have come, or late, as far as known: the troubles of it, else the link of its
    /// receiver, else the faults that were about. For people: "C was frozen".
    QString reason(const Way &way, Span span) const;

    /// What was the matter with this instance, or the broker where empty, at some time in @p span, for people: "C was
    /// frozen". Empty where nothing was, as far as known.
    QString troubleOfInstance(const QString &name, Span span) const;
    /// Likewise this session: "carol was not connected".
    QString troubleOfSession(const QString &name, Span span) const;
    /// What the faults did that were about: "freeze c".
    QStringList faults(Span span) const;

private:
    struct Turn
    {
        qint64 at;
        bool isConnected;
    };
    struct Fault
    {
        QString name;
        QString what;
        qint64 from;
        std::optional<qint64> to;
    };
    using Troubles = std::deque<Trouble>;

    void turn(const QString &session, qint64 at, bool isConnected);
    void onInstanceChanged(const history::InstanceChanged &event);
    template<class Is>
    void end(const QString &who, qint64 at, Is is);
    void collect(QList<Trouble> &into, const QString &who, Span span) const;

    QHash<QString, Troubles> m_troubles; ///< By whose they are, in the order in which they were told.
    QHash<QString, std::deque<Turn>> m_sessions;
    std::deque<Fault> m_faults;
    quint64 m_lastId = 0;
};

/// "C was frozen"; of several the first "and other reasons"; empty for none.
QString inWords(const QList<Trouble> &troubles);

} // namespace crosstalk
