// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/removals.h"

#include "app/desktop/palette.h"
#include "app/engine/cluster.h"

namespace crosstalk {

Removals::Removals(Bench *bench, QObject *parent)
    : QObject(parent)
    , m_bench(bench)
{}

Removals::~Removals() = default;

Removals::ClosedChat Removals::take(Chat *chat)
{
    const auto position = static_cast<int>(m_bench->chats().indexOf(chat));
    return {position, m_bench->takeChat(chat)};
}

void Removals::closeChat(Chat *chat)
{
    Removal removal;
    removal.what = tr("the chat of %1").arg(chat->name());
    removal.chats.push_back(take(chat));
    keep(std::move(removal));
}

void Removals::removeInstance(Instance *instance)
{
    Removal removal;
    removal.what = tr("instance %1").arg(badgeLetter(instance->name()));
    removal.wasRunning = instance->isRunning();
    const auto chats = m_bench->chats();
    for (Chat *chat : chats)
        if (chat->session()->instance() == instance)
            removal.chats.push_back(take(chat));
    removal.instance = m_bench->cluster()->takeInstance(instance);
    keep(std::move(removal));
}

void Removals::keep(Removal removal)
{
    if (m_removals.size() >= kept)
        forgetOldest();
    m_removals.push_back(std::move(removal));
    Q_EMIT changed();
}

QString Removals::latest() const
{
    return m_removals.empty() ? QString() : m_removals.back().what;
}

void Removals::undo()
{
    if (m_removals.empty())
        return;
    Removal removal = std::move(m_removals.back());
    m_removals.pop_back();
    if (removal.instance) {
        Instance *instance = m_bench->cluster()->putBack(std::move(removal.instance));
        // It may still be on its way out.
        if (removal.wasRunning)
            instance->restart();
    }
    const Chat *first = removal.chats.empty() ? nullptr : removal.chats.front().chat.get();
    // The last taken first, so that each place is what it was.
    for (auto closed = removal.chats.rbegin(); closed != removal.chats.rend(); ++closed)
        m_bench->putBack(std::move(closed->chat), closed->position);
    Q_EMIT changed();
    if (first)
        Q_EMIT broughtBack(first);
}

/// What shows a chat may be about to go itself, and goes first.
void Removals::forgetOldest()
{
    Removal oldest = std::move(m_removals.front());
    m_removals.erase(m_removals.begin());
    for (ClosedChat &closed : oldest.chats) {
        closed.chat->setParent(m_bench);
        closed.chat.release()->deleteLater();
    }
    if (oldest.instance) {
        oldest.instance->setParent(m_bench->cluster());
        oldest.instance.release()->deleteLater();
    }
}

void Removals::clear()
{
    while (!m_removals.empty())
        forgetOldest();
    Q_EMIT changed();
}

} // namespace crosstalk
