// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the tester has closed or removed, kept for a while so that it can be had back: a chat with all that was said in
// it, an instance with its name, its port and the chats on it.

#include "app/desktop/bench.h"

#include <memory>
#include <vector>

namespace crosstalk {

class Removals : public QObject
{
    Q_OBJECT
public:
    static constexpr size_t kept = 20;

    /// @p bench and its cluster must outlive it.
    explicit Removals(Bench *bench, QObject *parent = nullptr);
    ~Removals() override;

    void closeChat(Chat *chat);
    /// With its chats. What is our own process is ended.
    void removeInstance(Instance *instance);

    /// What undo() brings back, for people: "the chat of alice"; empty where there is nothing.
    QString latest() const;
    void undo();
    /// Nothing can be had back any more.
    void clear();

Q_SIGNALS:
    void changed();
    /// By undo(): this chat is the first of those that came back.
    void broughtBack(const crosstalk::Chat *chat);

private:
    struct ClosedChat
    {
        int position = 0;
        std::unique_ptr<Chat> chat;
    };
    struct Removal
    {
        QString what;
        std::unique_ptr<Instance> instance; ///< None where only a chat was closed. Outlives its chats.
        bool wasRunning = false;
        std::vector<ClosedChat> chats;
    };
    ClosedChat take(Chat *chat);
    void keep(Removal removal);
    void forgetOldest();

    Bench *m_bench;
    std::vector<Removal> m_removals; ///< The latest last.
};

} // namespace crosstalk
