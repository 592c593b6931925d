// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/messagepath.h"

#include "app/desktop/models/deliverymark.h"
#include "app/desktop/palette.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace crosstalk {

namespace {

using Kind = PathHop::Kind;
using Tone = MarkedRow::Tone;
using std::chrono::nanoseconds;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MessagePath)
};

/// How long after a send what was the matter may have kept a copy back.
constexpr qint64 watchedNs = 5'000'000'000;
/// So much later than meant is worth a word.
constexpr qint64 slipNs = 1'000'000;

constexpr int doubtful = MessageRow::Delayed | MessageRow::Exposed | MessageRow::Missed | MessageRow::Excused;

qint64 receivedAt(const MessageRow &row)
{
    return row.intended + row.latency.count();
}

/// What all rows of a message know together.
struct Moments
{
    qint64 sent = 0;
    std::optional<qint64> taken;
    std::optional<qint64> seen;
    std::optional<qint64> answered;
    bool isSeenAwaited = false;
    bool isAnswerAwaited = false;
    bool isRefused = false;
    bool isReceived = false; ///< By anybody.
    bool isUnderWay = false; ///< To somebody.
    bool isIndeterminate = false;
};

Moments momentsOf(const QList<MessageRow> &rows)
{
    Moments result;
    result.sent = rows.constFirst().at;
    std::optional<qint64> firstReceipt;
    const auto take = [&](std::optional<qint64> &moment, qint32 us) {
        if (us >= 0 && !moment)
            moment = result.sent + qint64{us} * 1000;
    };
    for (const MessageRow &row : rows) {
        take(result.taken, row.takenUs);
        take(result.seen, row.seenUs);
        take(result.answered, row.answeredUs);
        result.isSeenAwaited |= row.seenUs == MessageRow::awaited;
        result.isAnswerAwaited |= row.answeredUs == MessageRow::awaited;
        result.isRefused |= row.isRefused;
        result.isReceived |= row.copies > 0;
        result.isUnderWay |= row.classes.testFlag(MessageRow::OnItsWay);
        result.isIndeterminate |= row.classes.testFlag(MessageRow::Excused) && !row.isRefused && !row.hasLeft;
        if (row.copies > 0)
            firstReceipt = qMin(firstReceipt.value_or(receivedAt(row)), receivedAt(row));
    }
    // It is heard of there when our own loop comes to it: no later than its first receipt it was there.
    if (result.seen && firstReceipt)
        result.seen = qMin(*result.seen, *firstReceipt);
    if (result.seen && result.taken)
        result.seen = qMax(*result.seen, *result.taken);
    return result;
}

std::optional<nanoseconds> between(std::optional<qint64> before, std::optional<qint64> at)
{
    return before && at ? std::optional(nanoseconds(qMax(qint64{0}, *at - *before))) : std::nullopt;
}

QString nameOf(const InstanceTag &instance)
{
    return instance.name.isEmpty() ? Words::tr("Its instance")
                                   : Words::tr("Instance %1").arg(badgeLetter(instance.name));
}

QString withReason(const QString &words, const QString &reason)
{
    return reason.isEmpty() ? words : words + QStringLiteral(" · ") + reason;
}

QString receiptWords(const MessageRow &row)
{
    const QString letter = badgeLetter(row.to.name);
    QStringList parts;
    if (row.to.name.isEmpty())
        parts << Words::tr("received it");
    else if (row.receiver == row.probe.session)
        parts << Words::tr("heard its own through %1").arg(letter);
    else
        parts << Words::tr("received it through %1").arg(letter);
    if (row.classes & MessageRow::Phantom)
        parts << Words::tr("should not have got it");
    if (row.copies > 1)
        parts << Words::tr("%1 times").arg(row.copies);
    if (row.classes & MessageRow::OutOfOrder)
        parts << Words::tr("behind a later one");
    if (row.classes & MessageRow::Corrupted)
        parts << Words::tr("not as it was sent");
    if (row.classes & MessageRow::Delayed)
        parts << Words::tr("delayed");
    if (row.classes & (MessageRow::Exposed | MessageRow::Excused))
        parts << Words::tr("it was not due");
    return parts.join(QStringLiteral(" · "));
}

QString absenceWords(const MessageRow &row)
{
    const MessageRow::Classes classes = row.classes;
    if (classes & MessageRow::OnItsWay)
        return Words::tr("on its way");
    if (classes & MessageRow::Exposed)
        return Words::tr("not received so far, not due");
    if (classes & MessageRow::Missed)
        return Words::tr("not received, not due");
    if (row.hasLeft)
        return Words::tr("not received, not due: %1 had gone by itself").arg(row.receiver);
    if (classes & MessageRow::Excused)
        return row.isRefused ? Words::tr("not received, not due: the server has refused it")
                             : Words::tr("not received, not due: the server has not confirmed it");
    return Words::tr("not received");
}

Tone toneOf(MessageRow::Classes classes)
{
    if (classes & MessageRow::Classes(MessageRow::wrong))
        return Tone::Bad;
    if (classes & MessageRow::Classes(doubtful))
        return Tone::Doubtful;
    return classes & MessageRow::OnItsWay ? Tone::Active : Tone::Good;
}

class Maker
{
public:
    Maker(const QList<MessageRow> &rows, const RunPast &past, bool isBrokerOurs)
        : m_rows(rows)
        , m_first(rows.constFirst())
        , m_past(past)
        , m_isBrokerOurs(isBrokerOurs)
        , m_moments(momentsOf(rows))
    {}

    MessagePath make()
    {
        // Nobody has sent what has but phantoms.
        if (!(m_first.classes & MessageRow::Phantom)) {
            addSend();
            addTake();
            addBroker();
            addAnswer();
        }
        addReceipts();
        return {m_first.probe, m_first.text, m_hops};
    }

private:
    PathHop &add(Kind kind, const InstanceTag &instance, const QString &who)
    {
        PathHop hop;
        hop.kind = kind;
        hop.instance = instance;
        hop.who = who;
        return m_hops.emplace_back(hop);
    }
    RunPast::Span watched() const { return {m_moments.sent, m_moments.sent + watchedNs}; }

    /// Its sender, who has waited for the answer ever since.
    bool hasLostLink() const
    {
        const RunPast::Span since{m_moments.sent, std::numeric_limits<qint64>::max()};
        return !m_past.troubleOfSession(m_first.probe.session, since).isEmpty();
    }

    void addSend()
    {
        PathHop &hop = add(Kind::Send, m_first.from, m_first.probe.session);
        hop.at = m_moments.sent;
        const qint64 slip = m_first.at - m_first.intended;
        hop.words = slip < slipNs ? Words::tr("sent it")
                                  : Words::tr("sent it, %1 later than meant").arg(inWords(nanoseconds(slip)));
    }

    void addTake()
    {
        PathHop &hop = add(Kind::Take, m_first.from, nameOf(m_first.from));
        hop.at = m_moments.taken;
        hop.since = between(m_moments.sent, m_moments.taken);
        const bool isTaken =
            m_moments.taken || m_moments.seen || m_moments.isReceived || (m_moments.answered && !m_moments.isRefused);
        if (isTaken) {
            hop.words = m_moments.taken ? Words::tr("took it") : Words::tr("took it; it does not tell when");
        } else if (m_moments.isRefused) {
            hop.words = Words::tr("refused it");
            hop.tone = Tone::Bad;
        } else {
            const QString trouble = m_past.troubleOfInstance(m_first.from.name, watched());
            hop.words = withReason(Words::tr("nothing shows that it took it"), trouble);
            hop.tone = m_moments.isUnderWay ? Tone::Active : Tone::Doubtful;
        }
    }

    void addBroker()
    {
        PathHop &hop = add(Kind::Broker, {}, Words::tr("Broker"));
        if (m_moments.seen) {
            hop.at = m_moments.seen;
            hop.since = between(m_moments.taken.value_or(m_moments.sent), m_moments.seen);
            hop.words = Words::tr("seen there");
        } else if (!m_moments.isSeenAwaited || !m_isBrokerOurs) {
            hop.words = Words::tr("not known: nobody was listening there");
            hop.tone = Tone::Muted;
        } else if (m_moments.isUnderWay) {
            hop.words = Words::tr("not seen on the broker so far");
            hop.tone = Tone::Active;
        } else {
            hop.words =
                withReason(Words::tr("not seen on the broker"), m_past.reason({m_first.from.name, {}}, watched()));
            hop.tone = m_moments.isReceived || m_moments.isRefused ? Tone::Doubtful : Tone::Bad;
        }
    }

    void addAnswer()
    {
        if (!m_moments.answered && !m_moments.isAnswerAwaited)
            return; // Its dialect has none.
        PathHop &hop = add(Kind::Answer, m_first.from, m_first.probe.session);
        hop.at = m_moments.answered;
        hop.since = between(m_moments.sent, m_moments.answered);
        if (m_moments.answered) {
            const QString after = inWords(*hop.since);
            hop.words = m_moments.isRefused ? Words::tr("got the refusal after %1").arg(after)
                                            : Words::tr("got the acknowledgement after %1").arg(after);
            hop.tone = m_moments.isRefused ? Tone::Bad : Tone::Good;
        } else if (m_moments.isIndeterminate && hasLostLink()) {
            hop.words = Words::tr("lost the link before there was an answer");
            hop.tone = Tone::Doubtful;
        } else {
            hop.words = m_moments.isUnderWay ? Words::tr("not acknowledged so far") : Words::tr("not acknowledged");
            hop.tone = m_moments.isUnderWay ? Tone::Active : Tone::Doubtful;
        }
    }

    void addReceipts()
    {
        QList<PathHop> receipts;
        const auto before = m_moments.seen ? m_moments.seen : m_moments.taken ? m_moments.taken : m_moments.sent;
        for (const MessageRow &row : m_rows) {
            PathHop hop;
            hop.kind = Kind::Receipt;
            hop.instance = row.to;
            hop.who = row.receiver;
            hop.tone = toneOf(row.classes);
            hop.words = withReason(row.copies > 0 ? receiptWords(row) : absenceWords(row), reasonOf(row, m_past));
            if (row.copies > 0) {
                hop.at = receivedAt(row);
                if (!(row.classes & MessageRow::Phantom))
                    hop.since = between(before, hop.at);
            }
            receipts << hop;
        }
        // The bad ones first, each kind in the order of the receivers.
        constexpr auto rank = [](Tone tone) { return tone == Tone::Bad ? 0 : tone == Tone::Doubtful ? 1 : 2; };
        std::stable_sort(receipts.begin(), receipts.end(),
                         [&](const PathHop &a, const PathHop &b) { return rank(a.tone) < rank(b.tone); });
        m_hops += receipts;
    }

    const QList<MessageRow> &m_rows;
    const MessageRow &m_first;
    const RunPast &m_past;
    bool m_isBrokerOurs;
    Moments m_moments;
    QList<PathHop> m_hops;
};

} // namespace

QString reasonOf(const MessageRow &row, const RunPast &past)
{
    const bool isInTime = row.copies > 0 && !(row.classes & MessageRow::Delayed);
    if (isInTime || row.classes & MessageRow::OnItsWay)
        return {};
    const qint64 until = row.copies > 0 ? receivedAt(row) : row.at + watchedNs;
    return past.reason({row.from.name, row.to.name, row.receiver}, {row.at, until});
}

Hindsight hindsightOf(const QList<MessageRow> &rows, const RunPast &past)
{
    Hindsight result;
    QStringList reasons;
    for (const MessageRow &row : rows) {
        if (row.classes & MessageRow::Delayed)
            result.delay = qMax(result.delay.value_or(row.latency), row.latency);
        if (const QString reason = reasonOf(row, past); !reason.isEmpty() && !reasons.contains(reason))
            reasons << reason;
    }
    result.reason = reasons.join(QStringLiteral(", "));
    return result;
}

MessagePath messagePath(const QList<MessageRow> &rows, const RunPast &past, bool isBrokerOurs)
{
    return rows.isEmpty() ? MessagePath() : Maker(rows, past, isBrokerOurs).make();
}

QString timeOfDay(const PathHop &hop, const QDateTime &epoch)
{
    return hop.at ? epoch.addMSecs(*hop.at / 1'000'000).toString(QStringLiteral("HH:mm:ss.zzz")) : QString();
}

QString sinceInWords(const PathHop &hop)
{
    constexpr nanoseconds resolution{1000}; // Of what is known of each moment.
    return hop.since && *hop.since >= resolution ? inWords(*hop.since) : QString();
}

QString sentence(const PathHop &hop, const QDateTime &epoch)
{
    QString text = hop.who + QStringLiteral(": ") + hop.words;
    if (hop.at)
        text += Words::tr(", at %1").arg(timeOfDay(hop, epoch));
    const QString since = sinceInWords(hop);
    if (!since.isEmpty() && hop.kind != Kind::Answer)
        text += Words::tr(", %1 after the hop before").arg(since);
    return text;
}

QString titleOf(const history::ProbeId &probe)
{
    const QString number = QLocale().toString(probe.n);
    return probe.room.isEmpty() ? Words::tr("Message %1 of %2").arg(number, probe.session)
                                : Words::tr("Message %1 of %2 in %3").arg(number, probe.session, probe.room);
}

QString plainText(const MessagePath &path, const QDateTime &epoch)
{
    QStringList lines{titleOf(path.probe)};
    if (!path.text.isEmpty())
        lines << path.text;
    for (const PathHop &hop : path.hops)
        lines << sentence(hop, epoch);
    return lines.join(QLatin1Char('\n'));
}

} // namespace crosstalk
