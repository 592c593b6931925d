// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The rooms a client wants to be in, and how far it is with each. It outlives links: what was joined is wanted again
// after a break. Says nothing to anybody, the caller asks and tells, and brings the time.

#include <QString>
#include <QStringList>

#include <chrono>
#include <map>
#include <optional>

namespace crosstalk {

class RoomWishes
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    bool isEmpty() const { return m_rooms.empty(); }
    bool contains(const QString &room) const { return m_rooms.contains(room); }
    QStringList joined() const;

    /// Wants to be in @p room; nothing changes where it is or is on its way.
    void want(const QString &room);
    /// The rooms to ask the server for now; an answer is awaited until @p due.
    QStringList takeWanted(TimePoint due);
    /// The server's confirmation; false where it answers nothing.
    bool confirmJoin(const QString &room);

    enum class Leave {
        Moot, ///< It was in no room of that name: this leave has ended.
        Ask,  ///< The server must be asked; an answer is awaited until the time given.
        Underway,
    };
    /// Wants to be out of @p room.
    Leave leave(const QString &room, TimePoint due);
    /// The server's confirmation; false where it answers nothing.
    bool confirmLeave(const QString &room);

    enum class Refused { Join, Leave, Nothing };
    /// The server refused what was asked about @p room last: a join is wanted again at @p retryAt or given up, a leave
    /// is as good as confirmed. Returns which it was.
    Refused refuse(const QString &room, std::optional<TimePoint> retryAt);

    struct Due
    {
        QStringList unanswered; ///< Joins nobody answered; they are wanted again.
        QStringList left;       ///< Leaves nobody answered; they have ended.
    };
    Due takeDue(TimePoint now);
    std::optional<TimePoint> nextDue() const;

    /// The link is gone, and with it every membership. Returns the rooms whose leave has ended by that.
    QStringList breakOff();

private:
    enum class Phase {
        Wanted,    ///< To be asked for.
        Postponed, ///< Refused; wanted again when due.
        Asked,
        Joined,
        Leaving,
    };
    struct Room
    {
        Phase phase = Phase::Wanted;
        bool isWantedAgain = false; ///< Where Leaving: a join came after the leave.
        TimePoint due = TimePoint::max();
    };
    using Rooms = std::map<QString, Room>;
    Rooms::iterator endLeave(Rooms::iterator room);

    Rooms m_rooms;
};

} // namespace crosstalk
