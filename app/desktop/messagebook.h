// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Keeps a MessageModel true to the account of a Ledger, message by message and receiver by receiver. What is due, and
// what is wrong, the ledger says; the book remembers of whom. No clock: the caller brings the time.

#include "app/desktop/models/messagerow.h"
#include "app/desktop/probeindex.h"

#include <QHash>
#include <QMap>

#include <deque>
#include <functional>
#include <optional>

namespace crosstalk {

class Ledger;
class MessageModel;

class MessageBook
{
public:
    struct Times
    {
        std::chrono::nanoseconds lost =
            std::chrono::seconds{1}; ///< That long without a copy: lost; what comes later is delayed.
        std::chrono::nanoseconds deadline = std::chrono::seconds{5}; ///< By then it is decided what was due.
    };
    /// @param tagOf the mark of the instance with this name.
    MessageBook(MessageModel *model, std::function<InstanceTag(const QString &)> tagOf, Times times);
    MessageBook(MessageModel *model, std::function<InstanceTag(const QString &)> tagOf);

    /// @p ledger has accounted for it already.
    void apply(const history::Event &event, const Ledger &ledger);
    void setText(const history::ProbeId &probe, const QString &text);
    /// Whether somebody hears what goes through the broker; what is under way when that ends may have been there.
    void setHearsBroker(bool hears);
    /// Of all receivers of @p probe, as far as they are kept.
    QList<MessageRow> rows(const history::ProbeId &probe) const;
    /// Finds out what is lost, and tells the model all that is new.
    void flush(qint64 nowNs, const Ledger &ledger);

private:
    /// Of the ledger: what a received copy was can be told by what it has added to.
    struct Tally
    {
        quint64 duplicate = 0;
        quint64 reordered = 0;
        quint64 phantoms = 0;
    };
    struct Session
    {
        QString instance;
        QHash<QString, bool> rooms; ///< Room → whether its own sends come back.
    };

    void on(const history::Connected &event, const Ledger &ledger);
    void on(const history::Disconnected &event, const Ledger &ledger);
    void on(const history::Joined &event, const Ledger &ledger);
    void on(const history::Left &event, const Ledger &ledger);
    void on(const history::Sent &event, const Ledger &ledger);
    void on(const history::Acked &event, const Ledger &ledger);
    void on(const history::Refused &event, const Ledger &ledger);
    void on(const history::Tapped &event, const Ledger &ledger);
    void on(const history::Received &event, const Ledger &ledger);
    void on(const history::FaultBegan &, const Ledger &) { m_isDueInDoubt = true; }
    void on(const history::FaultHealed &, const Ledger &) { m_isDueInDoubt = true; }
    template<class Other>
    void on(const Other &, const Ledger &)
    {}

    void leaveAll(const QString &session);
    Tally advance(const Ledger &ledger);
    void add(const MessageRow &row);
    // Null where it is gone.
    const MessageRow *look(quint64 serial) const;
    MessageRow *edit(quint64 serial);
    MessageRow *find(const history::ProbeId &probe, const QString &receiver);
    /// The first row that is kept of it, which has the moments of the whole message; null where there is none.
    MessageRow *editFirst(const history::ProbeId &probe);
    void takeCopy(MessageRow &row, const history::Received &event, bool isReordered) const;
    void addUnexpected(const history::Received &event, bool isPhantom);
    /// Of a row without a copy: whether it is still due.
    void review(MessageRow &row, const Ledger &ledger) const;
    void reviewAll(const Ledger &ledger);
    void reviewUnanswered(const history::ProbeId &probe, const Ledger &ledger);
    void forget(int rows);
    InstanceTag placeOf(const QString &session) const;
    QString shared(const QString &session) const;
    history::ProbeId shared(const history::ProbeId &probe) const;

    MessageModel *m_model;
    std::function<InstanceTag(const QString &)> m_tagOf;
    Times m_times;
    QMap<QString, Session> m_sessions;
    Tally m_tally;
    ProbeIndex m_index;        ///< Of the model's rows and m_added.
    QString m_text;            ///< The last that has become known.
    QList<MessageRow> m_added; ///< Their serials follow the model's last.
    QHash<quint64, MessageRow> m_changed;
    std::deque<quint64> m_underWay;   ///< Younger than Times::lost, oldest first; some have arrived.
    std::deque<quint64> m_missing;    ///< Older, without a copy then, until it is decided whether they were due.
    std::deque<quint64> m_unanswered; ///< Of these, those that were open when that was decided; some have an answer.
    bool m_isDueInDoubt = false;      ///< Somebody has come or gone.
    bool m_hearsBroker = false;
};

} // namespace crosstalk
