// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The account of who should receive what, and did. Events in, counts out: no clock, no I/O. What a pair (probe,
// session) may end as:
//
//   due        the receiver was in the room when the probe was sent. Delivered or late; lost once its deadline is over;
//              until then under way.
//   exposed    the receiver left the room or lost its connection within the deadline after the send, without a copy; or
//              a fault was about; or it joined after the send. It may receive one copy, which counts as delivered
//              nowhere and is no phantom.
//   excused    nobody has to deliver it: the probe was refused, or is indeterminate. Like exposed, but not counted so.
//   (none)     anybody else: a copy there is a phantom.
//
// What a session is due from a sender, and what it got, are sets of that sender's numbers, kept as intervals: millions
// of messages take no more room than a few. Only young probes have an entry each. Events must come in the order of
// their times.

#include "shared/faultwindow.h"
#include "shared/histogram.h"
#include "shared/history.h"
#include "shared/intervalset.h"
#include "shared/names.h"
#include "shared/trail.h"
#include "shared/verdict.h"

#include <QHash>
#include <QList>

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace crosstalk {

/// Counts of pairs (probe, session that should receive it).
struct PairCounts
{
    quint64 due = 0;           ///< Goes down again where a pair turns out to be exposed or excused.
    quint64 delivered = 0;     ///< At least once and the first time within the deadline, unharmed or not.
    quint64 duplicate = 0;     ///< Copies beyond the first, of due and of other pairs.
    quint64 reordered = 0;     ///< First copies received after a later probe of the same sender in the same room.
    quint64 corrupted = 0;     ///< Copies with a wrong digest, of due and of other pairs.
    quint64 exposed = 0;       ///< Not due: the receiver was coming or going, or a fault was about.
    quint64 missed = 0;        ///< Of the exposed: those of which no copy has come, but for who closed its link itself.
    quint64 recovered = 0;     ///< Not due any more, and received after all: missed until then, or never answered.
    quint64 late = 0;          ///< Received, but after the deadline.
    quint64 lost = 0;          ///< Due, and not received though the deadline is over.
    Histogram latency;         ///< Of first copies of due pairs, from the intended send time.
    Histogram latencyInFaults; ///< Those of them that were under way while a fault was about.
    Histogram recoveredLatency; ///< Of the recovered ones, which no latency asked for is judged by.

    /// Of all that came, whether it was still due or not.
    Histogram latencyOfAll() const
    {
        Histogram all = latency;
        all.merge(recoveredLatency);
        return all;
    }

    /// Lost, or still under way.
    quint64 missing() const { return due - delivered - late; }
    /// Everything due was received, once, in order, unharmed.
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
    bool ownMissed = false;              ///< It was exposed, and has not come back.
    QList<QString> missing;              ///< Sessions other than the sender still without it, sorted.
    QList<QString> missed;               ///< Likewise those that were exposed, and to which no copy has come; sorted.
    std::chrono::nanoseconds slowest{0}; ///< Latency of the last first copy to a receiver other than the sender.
    QString refusedWith;                 ///< Error code where Refused.
    bool wasSeenOnBroker = false;        ///< By a tap; without one nothing is.
    bool isRecovered = false;            ///< Indeterminate, and it has arrived somewhere, its sender included.
    bool awaitsAck = false;              ///< Its dialect acknowledges.
    int recovered = 0; ///< Receivers other than the sender to which it was not due any more, and which have it.
    int givenUp = 0;   ///< Likewise those without it, for nobody knows whether the server took it.

    /// Of those that were there when it was sent, the sender apart: who has it.
    int reached() const { return delivered + recovered; }
    /// All of them, but who has gone by itself.
    int audience() const { return due + recovered + static_cast<int>(missed.size()) + givenUp; }
    /// Its sender waits for an answer, or will have none; then a copy for everybody is one, too.
    bool isUnanswered() const
    {
        return (outcome == Outcome::Pending && awaitsAck) ||
               (outcome == Outcome::Indeterminate && (!isRecovered || reached() < audience()));
    }
    /// Nothing shows that the server took it: who is without it has lost nothing yet.
    bool isOpen() const { return outcome == Outcome::Pending && awaitsAck && reached() == 0 && !ownDelivered; }
};

/// Accounts for a run as it goes. An event costs a few hash look-ups; a Sent, besides, a little for each receiver.
class Ledger
{
public:
    enum class Claims {
        AtMostOnce,  ///< Due is what is sent outside fault windows to whoever stays.
        AtLeastOnce, ///< Due is what was acknowledged, faults or not, also to whoever comes back within `history`.
    };
    struct Rules
    {
        Claims claims = Claims::AtMostOnce;
        /// From the send. Who stays that long is due the probe; what comes later is late.
        std::chrono::nanoseconds deadline = std::chrono::seconds(5);
        std::chrono::nanoseconds history = std::chrono::minutes(5);
        std::chrono::nanoseconds reconvergence = std::chrono::seconds(5); ///< See FaultWindow.
        /// That many probes are remembered one by one although their deadline is over; of older ones only the counts
        /// can be asked for.
        size_t recentProbes = 100'000;
    };
    /// What there is a first example of.
    enum class Flaw { Loss, AcknowledgedLoss, Duplicate, Disorder, Corruption, Phantom };
    static constexpr size_t flaws = 6;

    explicit Ledger(Rules rules);
    Ledger()
        : Ledger(Rules())
    {}

    /// Broken histories do no harm: a probe sent twice counts once, an answer to an unknown probe not at all.
    void apply(const history::Event &event);
    /// It is @p at now, though nothing has happened: deadlines may be over.
    void advance(qint64 at);

    /// All pairs together.
    const PairCounts &total() const { return m_total; }
    /// Pairs whose sender was on @p from and whose receiver was on @p to when the probe was sent. Valid until the next
    /// apply().
    const PairCounts &cell(const QString &from, const QString &to) const;
    /// From now on cellSince() counts, from zero, what becomes of probes that are sent from now on; all else stays.
    void countAnew();
    /// Likewise since the last countAnew(). Zero where there was none.
    const PairCounts &cellSince(const QString &from, const QString &to) const;
    /// Instances that took part, in order of appearance.
    const QList<QString> &instances() const { return m_instanceNames.all(); }
    quint64 sent() const { return m_sent; }
    quint64 acknowledged() const { return m_acknowledged; }
    quint64 refused() const { return m_refused; }
    quint64 indeterminate() const { return m_indeterminate; }
    quint64 recovered() const { return m_recovered; } ///< Indeterminate, and arrived somewhere.
    /// Pairs of total().lost whose probe was acknowledged.
    quint64 lostAcknowledged() const { return m_lostAcknowledged; }
    /// Received copies of probes that nobody sent, or that their receiver should not have got.
    quint64 phantoms() const { return m_phantoms; }
    bool isSettled() const { return m_isSettled; }
    bool wasInterrupted() const { return m_wasInterrupted; }
    const FaultWindow &faults() const { return m_faults; }

    /// The event applied last was a Received, and the first copy that its session got of that probe.
    bool wasFirstCopy() const { return m_wasFirstCopy; }
    /// Likewise, and the pair had been counted as missed until then.
    bool wasMissed() const { return m_wasMissed; }
    /// Likewise, and the pair was due, or had been until no answer could come any more: how long after the send; the
    /// maximum where that is too long ago to be known.
    std::optional<std::chrono::nanoseconds> dueCopyAfter() const { return m_dueCopyAfter; }

    /// Nothing where the probe is not known or too long ago.
    std::optional<Delivery> delivery(const history::ProbeId &probe) const;
    /// The first in time; nothing where there is none, or where it is too long ago to be told apart from others.
    std::optional<Counterexample> first(Flaw flaw) const;

private:
    using Outcome = Delivery::Outcome;
    /// One that is young, or of the last recentProbes.
    struct Probe
    {
        quint64 n = 0;
        qint64 sentAt = 0;
        qint64 intended = 0;
        qint64 lastFirstCopyAt = 0; ///< To a receiver other than the sender.
        int open = 0;               ///< Pairs that are due and have no copy.
        Outcome outcome = Outcome::Pending;
        bool awaitsAck = false;
        bool isInFault = false;
        bool isExcusable = false; ///< Where it is lost, a fault is to blame.
        bool isRecovered = false;
    };
    /// From this number on, until the next place.
    struct Place
    {
        quint64 from = 0;
        int instance = -1;
    };
    using Places = std::vector<Place>;
    /// What one session is due from one sender in one room, and got. Sets hold the sender's numbers.
    struct Flow
    {
        int receiver = -1;
        bool isOpen = false; ///< What is sent now is due.
        // AtLeastOnce; -1 where it does not apply:
        qint64 awaySince = -1; ///< Open though its link is broken.
        qint64 recoverBy = -1; ///< It is back, and what it missed is on its way.
        quint64 floor = 0;     ///< What is not above it is closed: too many gaps to tell apart.
        quint64 highest = 0;   ///< Received.
        int path = -1;         ///< In m_faults, of the places as they are now.
        int pathFrom = -1;
        int pathTo = -1;
        Places places; ///< Where the receiver was.
        IntervalSet due;
        IntervalSet got;
        IntervalSet excused; ///< Due once, not any more; without a copy then.
        IntervalSet missed;  ///< Of these the exposed; still without a copy.
        IntervalSet lost;
        bool isExcusable = false; ///< Its receiver suffers from a fault of its own …
        IntervalSet excusable;    ///< … as it did when these were under way.
    };
    struct Stream
    {
        int sender = -1;
        int room = -1;
        quint64 last = 0;    ///< Sent.
        quint64 expired = 0; ///< The deadline of all up to this is over.
        quint64 before = 0;  ///< All up to this were sent before the last countAnew().
        Places places;       ///< Where the sender was.
        std::deque<Probe> recent;
        std::vector<Flow> flows; ///< Sorted by receiver.
        IntervalSet sent;
        IntervalSet acked;
        IntervalSet tapped;
        bool acknowledges = false;
        QHash<quint64, QString> refusals; ///< Error codes, of recent ones.
    };
    struct Membership
    {
        int room = -1;
        bool echo = false;
    };
    /// AtLeastOnce: one whose link is broken, and who may come back to the room.
    struct Absence
    {
        int session = -1;
        bool echo = false;
        qint64 since = 0;
    };
    struct Session
    {
        int instance = -1;
        std::vector<Membership> rooms;
        std::vector<int> streams; ///< That it sends.
    };
    struct Aged
    {
        int stream = -1;
        quint64 n = 0;
        qint64 sentAt = 0;
    };
    struct Candidate
    {
        Counterexample example;
        int receiver = -1;
    };

    using Cells = std::vector<std::vector<PairCounts>>; ///< By instance of the sender, of the receiver.
    const PairCounts &find(const Cells &cells, const QString &from, const QString &to) const;

    void on(const history::Connected &event);
    void on(const history::Disconnected &event);
    void on(const history::Joined &event);
    void on(const history::Left &event);
    void on(const history::Sent &event);
    void on(const history::Acked &event);
    void on(const history::Refused &event);
    void on(const history::Received &event);
    void on(const history::Tapped &event);
    void on(const history::InstanceChanged &event);
    void on(const history::FaultBegan &event);
    void on(const history::FaultHealed &event);
    void on(const history::Settled &event);
    template<class Other>
    void on(const Other &)
    {}

    // Sessions and rooms.
    Session &session(int number);
    int instance(const QString &name);
    const Membership *membership(int session, int room) const;
    /// How a session comes to be out of a room.
    enum class Parting {
        Leave, ///< It has left the room.
        Break, ///< Its link broke; it may come back.
        Close, ///< It closed its link itself; likewise, but nobody misses what was under way to it.
    };
    void breakLink(int session, Parting how, qint64 at);
    void leaveRoom(int session, int room, Parting how, qint64 at);

    // Streams, flows, probes.
    Stream &stream(const history::ProbeId &probe);
    const Stream *findStream(const history::ProbeId &probe) const;
    Stream *findStream(const history::ProbeId &probe);
    static const Probe *find(const Stream &stream, quint64 n);
    static Probe *find(Stream &stream, quint64 n);
    static const Flow *findFlow(const Stream &stream, int receiver);
    static Flow *findFlow(Stream &stream, int receiver);
    static Flow &flow(Stream &stream, int receiver);
    void openFlow(Stream &stream, int receiver, bool echo, qint64 at);
    static int placeOf(const Places &places, quint64 n);
    template<class Visit>
    static void forEachMissing(const Flow &flow, quint64 first, quint64 last, Visit visit);
    int pathOf(const Stream &stream, Flow &flow);

    // What becomes of pairs.
    void addDue(Stream &stream, Flow &flow, const Probe &probe);
    void receiveAgain(Stream &stream, Flow &flow, const history::Received &event);
    void receiveFirst(Stream &stream, Flow &flow, const history::Received &event);
    void receiveDue(Stream &stream, Flow &flow, quint64 n, qint64 at);
    void recover(Stream &stream, Flow &flow, quint64 n, qint64 at);
    /// Why a pair is not due any more.
    enum class Excuse {
        Unconfirmed, ///< Its probe was not taken, or nobody knows.
        Exposed,     ///< Its receiver was coming or going, or a fault was about.
        Gone,        ///< Likewise, but its receiver has gone by itself.
    };
    void excuse(Stream &stream, Flow &flow, quint64 n, Excuse why);
    void excuseEverywhere(Stream &stream, quint64 n);
    void lose(Stream &stream, Flow &flow, quint64 n, qint64 sentAt);
    bool isOwed(const Stream &stream, quint64 n) const;
    void expire(const Aged &aged, qint64 at);
    void decide(Stream &stream, quint64 n, qint64 sentAt, qint64 at);
    void decideOpen(Stream &stream, quint64 n, qint64 at);
    bool isOpen(const Stream &stream, const Probe &probe) const;
    void settle(Stream &stream, Flow &flow);
    void forgetOldest();
    void setExcusable(int receiver, bool isExcusable);
    static void boundGaps(const Stream &stream, Flow &flow);
    template<class Count>
    void count(const Stream &stream, const Flow &flow, quint64 n, Count change);

    // Examples of what is wrong; in ledgerexamples.cpp.
    void leaveTrail(qint64 at, Moment::Kind kind, int session, int sender = -1, int room = -1, quint64 n = 0);
    void note(Flaw flaw, const Stream &stream, const Flow &flow, quint64 n, qint64 at);
    void notePhantom(const history::Received &event, const QString &why);
    void keep(Flaw flaw, Candidate candidate);
    Counterexample example(int sender, int room, int receiver, quint64 n, qint64 at) const;
    QList<Moment> around(int sender, int room, int receiver, quint64 n) const;

    Rules m_rules;
    Names m_sessionNames;
    Names m_roomNames;
    Names m_instanceNames;
    std::vector<Session> m_sessions;                 ///< By number.
    std::vector<std::vector<int>> m_members;         ///< By room: sessions in it, sorted.
    QHash<std::pair<int, int>, int> m_streamNumbers; ///< By sender and room.
    std::deque<Stream> m_streams;                    ///< By number; each stays where it is.
    std::vector<std::vector<Absence>> m_absent;      ///< By room.
    std::vector<std::vector<int>> m_roomStreams;     ///< By room.
    Cells m_cells;
    Cells m_cellsSince;            ///< The last countAnew(); empty where there was none.
    std::deque<Aged> m_remembered; ///< That have a Probe, oldest first …
    size_t m_over = 0;             ///< … of which so many have their deadline behind them.
    PairCounts m_total;
    quint64 m_sent = 0;
    quint64 m_acknowledged = 0;
    quint64 m_refused = 0;
    quint64 m_indeterminate = 0;
    quint64 m_recovered = 0;
    quint64 m_lostAcknowledged = 0;
    quint64 m_phantoms = 0;
    bool m_isSettled = false;
    bool m_wasInterrupted = false;
    bool m_isTapped = false;
    bool m_wasFirstCopy = false;
    bool m_wasMissed = false;
    std::optional<std::chrono::nanoseconds> m_dueCopyAfter;
    FaultWindow m_faults;
    QHash<QString, int> m_sessionFaults; ///< That excuse only what one session is due: which.
    Trail m_trail;
    QStringList m_faultTexts;             ///< Of the trail.
    QHash<QString, QString> m_faultNames; ///< Of those that are about: what they are.
    std::array<std::vector<Candidate>, flaws> m_candidates;
};

/// Due, and neither received, excused nor lost.
template<class Visit>
void Ledger::forEachMissing(const Flow &flow, quint64 first, quint64 last, Visit visit)
{
    flow.due.forEachNotIn(
        first, last,
        [&](quint64 n) {
            visit(n);
            return true;
        },
        flow.got, flow.excused, flow.lost);
}

template<class Count>
void Ledger::count(const Stream &stream, const Flow &flow, quint64 n, Count change)
{
    change(m_total);
    const int from = placeOf(stream.places, n);
    const int to = placeOf(flow.places, n);
    if (from < 0 || to < 0)
        return;
    change(m_cells[static_cast<size_t>(from)][static_cast<size_t>(to)]);
    if (!m_cellsSince.empty() && n > stream.before)
        change(m_cellsSince[static_cast<size_t>(from)][static_cast<size_t>(to)]);
}

} // namespace crosstalk
