// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a chat says: the lines of its own, and what becomes of them.

#include "app/desktop/chat.h"
#include "app/desktop/messagefeed.h"
#include "app/desktop/overdue.h"

namespace crosstalk {

namespace {

SendTrouble troubleOf(ChatClient::Outcome outcome, const QString &code)
{
    if (outcome == ChatClient::Outcome::Indeterminate)
        return SendTrouble::Indeterminate;
    if (outcome != ChatClient::Outcome::NotSent)
        return SendTrouble::None;
    if (code == QLatin1String("congested"))
        return SendTrouble::Congested;
    return code == QLatin1String("unsendable") ? SendTrouble::Unsendable : SendTrouble::NotSent;
}

} // namespace

QString Chat::unsaid() const
{
    QStringList parts = m_bulk.waiting();
    if (!m_draft.isEmpty())
        parts.prepend(m_draft);
    return parts.join(QLatin1Char('\n'));
}

void Chat::cancelBulk()
{
    const QString all = unsaid();
    m_bulk.cancel();
    setDraft(all);
}

void Chat::setDraft(const QString &text)
{
    if (std::exchange(m_draft, text) != text)
        Q_EMIT draftChanged();
}

void Chat::say(const QString &text)
{
    if (m_role == Role::LooksOn)
        return;
    flush(); // What was there before must stand before it.
    const auto probe = m_session->say(m_room, text);
    appendOwn(probe, text);
    flush();
    Q_EMIT said(probe, text);
}

void Chat::sayEach(const QStringList &texts)
{
    if (m_role == Role::LooksOn)
        return;
    QList<BulkSend::Item> items;
    items.reserve(texts.size());
    for (const QString &text : texts)
        items << BulkSend::Item{text, {}};
    m_bulk.add(items);
}

void Chat::resend(int row)
{
    if (m_role == Role::Writes && row >= 0 && row < m_model.rowCount())
        resendLine(m_model.serial(row));
}

/// Nothing where it has gone, or has been sent again meanwhile.
void Chat::resendLine(quint64 serial)
{
    const int row = m_model.row(serial);
    if (row < 0 || !m_model.line(row).isUnsent())
        return;
    const ChatLine line = m_model.line(row);
    m_model.setMark(row, sentAgain(line.mark));
    say(line.text);
}

void Chat::resendAll()
{
    if (m_role == Role::LooksOn)
        return;
    QList<BulkSend::Item> items;
    const auto rows = m_model.unsentRows();
    for (const int row : rows)
        items << BulkSend::Item{m_model.line(row).text, m_model.serial(row)};
    m_bulk.add(items);
}

void Chat::sayItem(const BulkSend::Item &item)
{
    if (item.replaces)
        resendLine(*item.replaces);
    else
        say(item.text);
}

QStringList Chat::unsent() const
{
    QStringList texts;
    const auto rows = m_model.unsentRows();
    for (const int row : rows)
        texts << m_model.line(row).text;
    return texts;
}

void Chat::takeUnsent(const QStringList &texts)
{
    for (const QString &text : texts) {
        ChatLine line = ownLine(text);
        line.mark = unsentBefore();
        m_lines << line;
    }
    flush();
}

ChatLine Chat::ownLine(const QString &text) const
{
    ChatLine line;
    line.kind = ChatLine::Kind::Own;
    line.at = QTime::currentTime();
    line.text = text;
    line.from = user();
    line.via = m_tag;
    return line;
}

void Chat::appendOwn(const history::ProbeId &probe, const QString &text)
{
    ChatLine line = ownLine(text);
    line.probe = probe;
    line.mark = describe(Delivery{}, SendTrouble::None, false);
    m_lines << line;
    m_dirty.insert(probe);
    flushSoon();
}

void Chat::onPublished(const history::ProbeId &probe, ChatClient::Outcome outcome, const QString &code)
{
    if (const auto trouble = troubleOf(outcome, code); trouble != SendTrouble::None) {
        flush(); // Its line may not be there yet.
        DeliveryMark mark = describe(Delivery{}, trouble, false);
        mark.code = code;
        m_model.setMark(probe, mark);
    }
    reviewDelivery(probe);
}

void Chat::reviewDelivery(const history::ProbeId &probe)
{
    // Of traffic there is no line to be marked.
    if (!m_model.hasOwn(probe))
        return;
    m_dirty.insert(probe);
    flushSoon();
}

void Chat::updateMark(const history::ProbeId &probe)
{
    // How a publish ended without an answer is known to nobody but the line itself.
    const DeliveryMark before = m_model.mark(probe);
    const auto kind = before.kind;
    if (kind == DeliveryMark::Kind::NotSent || kind == DeliveryMark::Kind::SentAgain)
        return; // It will get no further.
    const auto trouble = kind == DeliveryMark::Kind::Indeterminate ? SendTrouble::Indeterminate : SendTrouble::None;
    const bool awaitsAck = m_session->client()->dialect().traits().acknowledges;
    if (const auto delivery = m_recorder->ledger().delivery(probe)) {
        const Hindsight hindsight = m_messages ? m_messages->hindsight(probe) : Hindsight();
        DeliveryMark mark = describe(*delivery, trouble, m_overdue->contains(probe), awaitsAck, hindsight);
        if (mark.kind == DeliveryMark::Kind::Indeterminate)
            mark.code = before.code;
        m_model.setMark(probe, mark);
    }
}

} // namespace crosstalk
