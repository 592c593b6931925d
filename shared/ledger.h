// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The account of who should receive what, and did. Events in, counts out: no clock, no I/O. It keeps an entry for each
// recent probe; what a pair (probe, session) may end as:
//
//   due        the receiver was in the room when the probe was sent. Delivered, or missing for as long as it is not.
//   exposed    the receiver left the room or lost its connection within the deadline after the send, without a copy, or
//              joined after the send: it may receive one copy, which counts as delivered nowhere and is no phantom.
//   excused    nobody has to deliver it: the probe was refused, or is indeterminate. Like exposed, but not counted so.
//   (none)     anybody else: a copy there is a phantom.
//
// Events must come in the order of their times. Lateness, claims and faults are judged elsewhere.

#include "shared/histogram.h"
#include "shared/history.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <deque>
#include <optional>
#include <vector>

namespace crosstalk {

/// Counts of pairs (probe, session that should receive it).
struct PairCounts
{
    quint64 due = 0;       ///< Goes down again where a pair turns out to be exposed or excused.
    quint64 delivered = 0; ///< At least once, unharmed or not. Not greater than due.
    quint64 duplicate = 0; ///< Copies beyond the first, of due and of other pairs.
    quint64 reordered = 0; ///< First copies received after a later probe of the same sender in the same room.
    quint64 corrupted = 0; ///< Copies with a wrong digest, of due and of other pairs.
    quint64 exposed = 0;   ///< Not due: the receiver was coming or going.
    Histogram latency;     ///< Of first copies, from the intended send time.

    quint64 missing() const { return due - delivered; }
    /// Everything due was delivered, once, in order, unharmed.
    bool isClean() const { return missing() == 0 && duplicate == 0 && reordered == 0 && corrupted == 0; }
};

/// What has become of one probe so far. The sender's own copy is counted apart: people ask about the others.
struct Delivery
{
    /// Pending: no answer yet, or for ever where the dialect does not acknowledge. Indeterminate: the sender's
    /// connection broke before the answer.
    enum class Outcome { Pending, Acknowledged, Refused, Indeterminate };
    Outcome outcome = Outcome::Pending;
    int due = 0;                         ///< Receivers other than the sender.
    int delivered = 0;                   ///< Of these.
    bool ownDue = false;                 ///< The sender's own copy is due …
    bool ownDelivered = false;           ///< … and came back.
    QList<QString> missing;              ///< Sessions other than the sender still without it, sorted.
    std::chrono::nanoseconds slowest{0}; ///< Latency of the last first copy to a receiver other than the sender.
    QString refusedWith;                 ///< Error code where Refused.
};

/// Accounts for a run as it goes. An event costs a few hash look-ups; a Sent, besides, a little for each receiver.
class Ledger
{
public:
    /// @param recentProbes how many probes are remembered one by one; older ones stay in the counts, what was missing
    /// of them stays missing, and a copy that arrives later counts as a phantom.
    /// @param deadline how long a receiver must stay for a pair to be due, counted from the send.
    explicit Ledger(qsizetype recentProbes = 100'000, std::chrono::nanoseconds deadline = std::chrono::seconds(5));

    /// Broken histories do no harm: a probe sent twice counts once, an answer to an unknown probe not at all.
    void apply(const history::Event &event);

    /// All pairs together.
    const PairCounts &total() const { return m_total; }
    /// Pairs whose sender was on @p from and whose receiver was on @p to when the probe was sent. Valid until the next
    /// apply().
    const PairCounts &cell(const QString &from, const QString &to) const;
    /// Instances that took part, in order of appearance.
    const QList<QString> &instances() const { return m_instances; }
    quint64 sent() const { return m_sent; }
    /// Received copies of probes that nobody sent (or too long ago), or that their receiver should not have got.
    quint64 phantoms() const { return m_phantoms; }
    /// Nothing where the probe is not known or too long ago.
    std::optional<Delivery> delivery(const history::ProbeId &probe) const;

private:
    // Names are numbered as they appear: thousands of events a second compare integers, not strings.
    class Names
    {
    public:
        int number(const QString &name);
        int find(const QString &name) const { return m_numbers.value(name, -1); }
        const QString &name(int number) const { return m_names[number]; }

    private:
        QHash<QString, int> m_numbers;
        QList<QString> m_names;
    };
    struct Key
    {
        int sender = -1;
        int room = -1;
        quint64 n = 0;

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.sender, key.room, key.n); }
    };
    struct RecentlyDue
    {
        Key probe;
        qint64 sentAt = 0;
    };
    struct Membership
    {
        bool echo = false;
        std::deque<RecentlyDue> recent; ///< Due here and younger than the deadline, oldest first; delivered ones too.
    };
    struct Session
    {
        int instance = -1;
        QHash<int, Membership> rooms;                ///< By room.
        QHash<std::pair<int, int>, quint64> highest; ///< By room and sender: the highest number received.
        QSet<Key> unanswered;                        ///< Own probes that await an Acked or Refused.
    };
    struct Pair
    {
        enum class State : quint8 { Open, Delivered, Exposed, Excused };
        int receiver = -1;
        int instance = -1; ///< Where the receiver was.
        State state = State::Open;
        bool hasCopy = false;
    };
    struct Entry
    {
        qint64 sentAt = 0;
        qint64 intended = 0;
        qint64 lastFirstCopyAt = 0; ///< To a receiver other than the sender.
        int instance = -1;          ///< Where the sender was.
        Delivery::Outcome outcome = Delivery::Outcome::Pending;
        QString refusedWith;
        std::vector<Pair> pairs; ///< Sorted by receiver.
    };

    void on(const history::Connected &event);
    void on(const history::Disconnected &event);
    void on(const history::Joined &event);
    void on(const history::Left &event);
    void on(const history::Sent &event);
    void on(const history::Acked &event);
    void on(const history::Refused &event);
    void on(const history::Received &event);
    template<class Other>
    void on(const Other &)
    {}

    Key keyOf(const history::ProbeId &probe);
    Session &session(int number);
    int instance(const QString &name);
    void endAllMemberships(int session, qint64 at);
    void endMembership(int session, int room, Membership &membership, qint64 at);
    void addDue(Entry &entry, const Key &key, int receiver);
    void excuseOpenPairs(Entry &entry);
    static Pair *findPair(Entry &entry, int receiver);
    Pair *makeExposedPair(Entry &entry, const Key &key, int receiver);
    void countCopy(Entry &entry, Pair &pair, const Key &key, const history::Received &event);
    void forgetOldest();
    /// Counts in the total and, where both instances are known, in their cell.
    template<class Count>
    void count(int from, int to, Count change);

    qsizetype m_recentProbes;
    qint64 m_deadline;
    Names m_sessionNames;
    Names m_roomNames;
    QList<QString> m_instances;
    std::vector<Session> m_sessions;        ///< By number.
    QHash<int, std::vector<int>> m_members; ///< Room → sessions in it, sorted.
    QHash<Key, Entry> m_entries;
    std::deque<Key> m_order;                      ///< Of the entries, oldest first.
    std::vector<std::vector<PairCounts>> m_cells; ///< By instance of the sender, of the receiver.
    PairCounts m_total;
    quint64 m_sent = 0;
    quint64 m_phantoms = 0;
};

} // namespace crosstalk
