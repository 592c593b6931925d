// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/messagebook.h"

#include "app/desktop/models/messagemodel.h"
#include "shared/ledger.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace crosstalk {

namespace {

/// The ledger, which has no clock, may learn a little later than we that a deadline is over.
constexpr std::chrono::seconds slack{1};

bool isDue(const Delivery &delivery, const MessageRow &row)
{
    if (row.receiver == row.probe.session)
        return delivery.ownDue && !delivery.ownDelivered;
    return delivery.missing.contains(row.receiver);
}

/// @p at as a moment of the message.
qint32 sinceSend(const MessageRow &row, qint64 at)
{
    return static_cast<qint32>(qBound(qint64{0}, (at - row.at) / 1000, qint64{std::numeric_limits<qint32>::max()}));
}

/// Nobody has to deliver it, for nobody knows whether its server took it.
bool isUnanswered(const MessageRow &row)
{
    return row.classes == MessageRow::Excused && !row.isRefused;
}

bool isUndecided(const MessageRow &row)
{
    return row.classes & (MessageRow::OnItsWay | MessageRow::Lost) || isUnanswered(row);
}

} // namespace

MessageBook::MessageBook(MessageModel *model, std::function<InstanceTag(const QString &)> tagOf, Times times)
    : m_model(model)
    , m_tagOf(std::move(tagOf))
    , m_times(times)
{}

MessageBook::MessageBook(MessageModel *model, std::function<InstanceTag(const QString &)> tagOf)
    : MessageBook(model, std::move(tagOf), Times())
{}

void MessageBook::apply(const history::Event &event, const Ledger &ledger)
{
    std::visit([&](const auto &each) { on(each, ledger); }, event);
}

// --- Who is where ---

void MessageBook::on(const history::Connected &event, const Ledger &)
{
    leaveAll(event.session);
    m_sessions[event.session].instance = event.instance;
}

void MessageBook::on(const history::Disconnected &event, const Ledger &)
{
    leaveAll(event.session);
}

void MessageBook::on(const history::Joined &event, const Ledger &)
{
    m_sessions[event.session].rooms.insert(event.room, event.echo);
    m_isDueInDoubt = true;
}

void MessageBook::on(const history::Left &event, const Ledger &)
{
    m_sessions[event.session].rooms.remove(event.room);
    m_isDueInDoubt = true;
}

void MessageBook::leaveAll(const QString &session)
{
    m_sessions[session].rooms.clear();
    m_isDueInDoubt = true;
}

InstanceTag MessageBook::placeOf(const QString &session) const
{
    const auto known = m_sessions.constFind(session);
    return known == m_sessions.cend() || known->instance.isEmpty() ? InstanceTag() : m_tagOf(known->instance);
}

/// Rows share the names of those who are known: each event brings its own copy.
QString MessageBook::shared(const QString &session) const
{
    const auto known = m_sessions.constFind(session);
    return known == m_sessions.cend() ? session : known.key();
}

history::ProbeId MessageBook::shared(const history::ProbeId &probe) const
{
    const auto sender = m_sessions.constFind(probe.session);
    if (sender == m_sessions.cend())
        return probe;
    const auto room = sender->rooms.constFind(probe.room);
    return {sender.key(), room == sender->rooms.cend() ? probe.room : room.key(), probe.n};
}

// --- Messages ---

void MessageBook::on(const history::Sent &event, const Ledger &ledger)
{
    const auto delivery = ledger.delivery(event.probe);
    if (!delivery || m_index.contains(event.probe))
        return;
    MessageRow row;
    row.probe = shared(event.probe);
    row.from = placeOf(event.probe.session);
    row.at = event.at;
    row.intended = event.intended;
    row.seenUs = m_hearsBroker ? MessageRow::awaited : MessageRow::unknown;
    row.answeredUs = event.awaitsAck ? MessageRow::awaited : MessageRow::unknown;
    for (auto session = m_sessions.cbegin(); session != m_sessions.cend(); ++session) {
        const auto room = session->rooms.constFind(event.probe.room);
        const bool isReceiver = room != session->rooms.cend() && (session.key() != event.probe.session || room.value());
        if (!isReceiver)
            continue;
        row.receiver = session.key();
        row.to = placeOf(row.receiver);
        row.classes = isDue(*delivery, row) ? MessageRow::OnItsWay : MessageRow::Exposed;
        if (row.classes & MessageRow::OnItsWay)
            m_underWay.push_back(m_model->nextSerial() + static_cast<quint64>(m_added.size()));
        add(row);
        row.seenUs = row.answeredUs = MessageRow::unknown;
    }
}

void MessageBook::on(const history::Acked &event, const Ledger &ledger)
{
    if (MessageRow *row = editFirst(event.probe))
        row->answeredUs = sinceSend(*row, event.at);
    reviewUnanswered(event.probe, ledger);
}

/// Now that something shows that it was taken: who is without it?
void MessageBook::reviewUnanswered(const history::ProbeId &probe, const Ledger &ledger)
{
    for (const quint64 serial : m_index.serials(probe))
        if (const MessageRow *row = look(serial); row && isUnanswered(*row))
            review(*edit(serial), ledger);
}

void MessageBook::on(const history::Tapped &event, const Ledger &)
{
    if (MessageRow *row = editFirst(event.probe); row && row->seenUs < 0)
        row->seenUs = sinceSend(*row, event.at);
}

void MessageBook::setHearsBroker(bool hears)
{
    m_hearsBroker = hears;
    if (hears || m_underWay.empty())
        return;
    const quint64 end = m_model->nextSerial() + static_cast<quint64>(m_added.size());
    for (quint64 serial = m_underWay.front(); serial < end; ++serial)
        if (const MessageRow *row = look(serial); row && row->seenUs == MessageRow::awaited)
            edit(serial)->seenUs = MessageRow::unknown;
}

void MessageBook::on(const history::Refused &event, const Ledger &ledger)
{
    if (MessageRow *row = editFirst(event.probe))
        row->answeredUs = sinceSend(*row, event.at);
    for (const quint64 serial : m_index.serials(event.probe)) {
        MessageRow *row = edit(serial);
        if (!row)
            continue;
        row->isRefused = true;
        if (isUndecided(*row))
            review(*row, ledger);
    }
}

void MessageBook::on(const history::Received &event, const Ledger &ledger)
{
    const Tally added = advance(ledger);
    if (MessageRow *row = find(event.probe, event.session); row && event.run.isEmpty()) {
        const bool wasUnanswered = isUnanswered(*row);
        takeCopy(*row, event, added.reordered > 0);
        return wasUnanswered ? reviewUnanswered(event.probe, ledger) : void();
    }
    const auto session = m_sessions.constFind(event.session);
    const bool isMember = session != m_sessions.cend() && session->rooms.contains(event.probe.room);
    // Others have rows, and this is no second copy whose row has gone: its receiver came after the send.
    const bool isExposed = isMember && added.duplicate == 0 && m_index.contains(event.probe);
    if (added.phantoms > 0 || isExposed)
        addUnexpected(event, added.phantoms > 0);
}

MessageBook::Tally MessageBook::advance(const Ledger &ledger)
{
    const PairCounts &total = ledger.total();
    const Tally before = std::exchange(m_tally, {total.duplicate, total.reordered, ledger.phantoms()});
    return {m_tally.duplicate - before.duplicate, m_tally.reordered - before.reordered,
            m_tally.phantoms - before.phantoms};
}

void MessageBook::takeCopy(MessageRow &row, const history::Received &event, bool isReordered) const
{
    const auto add = [&row](MessageRow::Class wrong) {
        row.classes.setFlag(MessageRow::Delivered, false);
        row.classes.setFlag(wrong);
    };
    if (++row.copies == 1) {
        row.latency = std::chrono::nanoseconds(event.at - row.intended);
        if (event.takenAt)
            row.takenUs = sinceSend(row, *event.takenAt);
        // As the matrix has it: what was called lost, or missed, is delayed.
        const bool isDelayed = event.at - row.at > m_times.lost.count();
        if (row.classes & MessageRow::Missed)
            row.classes = MessageRow::Delayed;
        else if (isUndecided(row))
            row.classes = isDelayed ? MessageRow::Delayed : MessageRow::Delivered;
    } else {
        add(MessageRow::Twice);
    }
    if (isReordered)
        add(MessageRow::OutOfOrder);
    if (event.corrupted)
        add(MessageRow::Corrupted);
}

void MessageBook::addUnexpected(const history::Received &event, bool isPhantom)
{
    MessageRow row;
    row.probe = shared(event.probe);
    row.receiver = shared(event.session);
    row.from = placeOf(event.probe.session);
    row.to = placeOf(event.session);
    row.at = event.at;
    row.intended = event.at;
    row.copies = 1;
    row.classes = isPhantom ? MessageRow::Phantom : MessageRow::Exposed;
    if (event.corrupted)
        row.classes.setFlag(MessageRow::Corrupted);
    add(row);
}

void MessageBook::setText(const history::ProbeId &probe, const QString &text)
{
    // Traffic says the same again and again.
    if (text != m_text)
        m_text = text;
    for (const quint64 serial : m_index.serials(probe))
        if (MessageRow *row = edit(serial))
            row->text = m_text;
}

void MessageBook::review(MessageRow &row, const Ledger &ledger) const
{
    const auto delivery = ledger.delivery(row.probe);
    if (!delivery)
        return;
    if (isDue(*delivery, row)) {
        if (!(row.classes & MessageRow::OnItsWay))
            row.classes = delivery->isOpen() ? MessageRow::Excused : MessageRow::Lost;
        return;
    }
    const bool isUnconfirmed =
        delivery->outcome == Delivery::Outcome::Refused || delivery->outcome == Delivery::Outcome::Indeterminate;
    const bool isMissed =
        row.receiver == row.probe.session ? delivery->ownMissed : delivery->missed.contains(row.receiver);
    row.hasLeft = !isMissed && !isUnconfirmed;
    row.classes = isMissed ? MessageRow::Missed : MessageRow::Excused;
}

// --- Rows ---

void MessageBook::add(const MessageRow &row)
{
    m_index.add(row.probe, m_model->nextSerial() + static_cast<quint64>(m_added.size()));
    m_added << row;
}

const MessageRow *MessageBook::look(quint64 serial) const
{
    if (serial >= m_model->nextSerial())
        return &m_added.at(static_cast<qsizetype>(serial - m_model->nextSerial()));
    const auto changed = m_changed.constFind(serial);
    return changed != m_changed.cend() ? &*changed : m_model->find(serial);
}

MessageRow *MessageBook::edit(quint64 serial)
{
    if (serial >= m_model->nextSerial())
        return &m_added[static_cast<qsizetype>(serial - m_model->nextSerial())];
    const auto changed = m_changed.find(serial);
    if (changed != m_changed.end())
        return &*changed;
    const MessageRow *row = m_model->find(serial);
    return row ? &*m_changed.insert(serial, *row) : nullptr;
}

MessageRow *MessageBook::find(const history::ProbeId &probe, const QString &receiver)
{
    for (const quint64 serial : m_index.serials(probe))
        if (const MessageRow *row = look(serial); row && row->receiver == receiver)
            return edit(serial);
    return nullptr;
}

MessageRow *MessageBook::editFirst(const history::ProbeId &probe)
{
    const auto serial = m_index.first(probe);
    return serial ? edit(*serial) : nullptr;
}

QList<MessageRow> MessageBook::rows(const history::ProbeId &probe) const
{
    QList<MessageRow> result;
    for (const quint64 serial : m_index.serials(probe))
        if (const MessageRow *row = look(serial))
            result << *row;
    return result;
}

void MessageBook::flush(qint64 nowNs, const Ledger &ledger)
{
    const auto isOver = [&](quint64 serial, std::chrono::nanoseconds time) {
        const MessageRow *row = look(serial);
        return !row || nowNs - row->at >= time.count();
    };
    while (!m_underWay.empty() && isOver(m_underWay.front(), m_times.lost)) {
        const quint64 serial = m_underWay.front();
        m_underWay.pop_front();
        if (const MessageRow *row = look(serial); !row || !(row->classes & MessageRow::OnItsWay))
            continue;
        MessageRow *row = edit(serial);
        row->classes = MessageRow::Lost;
        review(*row, ledger);
        m_missing.push_back(serial);
    }
    for (; !m_missing.empty() && isOver(m_missing.front(), m_times.deadline + slack); m_missing.pop_front()) {
        const MessageRow *row = look(m_missing.front());
        if (!row || !isUndecided(*row))
            continue;
        review(*edit(m_missing.front()), ledger);
        if (isUnanswered(*look(m_missing.front())))
            m_unanswered.push_back(m_missing.front());
    }
    if (std::exchange(m_isDueInDoubt, false))
        reviewAll(ledger);

    m_model->change(std::exchange(m_changed, {}));
    const QList<MessageRow> added = std::exchange(m_added, {});
    for (qsizetype first = 0; first < added.size(); first += m_model->limit()) {
        const QList<MessageRow> part = added.mid(first, m_model->limit());
        forget(m_model->excess(part.size()));
        m_model->append(part);
    }
}

void MessageBook::reviewAll(const Ledger &ledger)
{
    for (const auto &serials : {m_underWay, m_missing, m_unanswered})
        for (const quint64 serial : serials)
            if (const MessageRow *row = look(serial); row && isUndecided(*row))
                review(*edit(serial), ledger);
    std::erase_if(m_unanswered, [&](quint64 serial) {
        const MessageRow *row = look(serial);
        const auto delivery = row && isUnanswered(*row) ? ledger.delivery(row->probe) : std::nullopt;
        return !delivery || !delivery->isOpen();
    });
}

/// The model's first so many rows are about to go.
void MessageBook::forget(int rows)
{
    const quint64 first = m_model->nextSerial() - static_cast<quint64>(m_model->rowCount() - rows);
    for (int row = 0; row < rows; ++row)
        m_index.forget(m_model->row(row).probe, first);
}

} // namespace crosstalk
