// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/roomwishes.h"

#include <algorithm>
#include <iterator>

namespace crosstalk {

QStringList RoomWishes::joined() const
{
    QStringList rooms;
    for (const auto &[name, room] : m_rooms) {
        if (room.phase == Phase::Joined)
            rooms.append(name);
    }
    return rooms;
}

void RoomWishes::want(const QString &room)
{
    const auto [it, isNew] = m_rooms.try_emplace(room);
    if (!isNew && it->second.phase == Phase::Leaving)
        it->second.isWantedAgain = true;
}

QStringList RoomWishes::takeWanted(TimePoint due)
{
    QStringList rooms;
    for (auto &[name, room] : m_rooms) {
        if (room.phase != Phase::Wanted)
            continue;
        room = {.phase = Phase::Asked, .due = due};
        rooms.append(name);
    }
    return rooms;
}

bool RoomWishes::confirmJoin(const QString &room)
{
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end() || it->second.phase != Phase::Asked)
        return false;
    it->second = {.phase = Phase::Joined};
    return true;
}

RoomWishes::Leave RoomWishes::leave(const QString &room, TimePoint due)
{
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end())
        return Leave::Moot;
    switch (it->second.phase) {
    case Phase::Wanted:
    case Phase::Postponed:
        m_rooms.erase(it);
        return Leave::Moot;
    case Phase::Asked:
    case Phase::Joined:
        it->second = {.phase = Phase::Leaving, .due = due};
        return Leave::Ask;
    case Phase::Leaving:
        it->second.isWantedAgain = false;
        return Leave::Underway;
    }
    Q_UNREACHABLE();
}

bool RoomWishes::confirmLeave(const QString &room)
{
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end() || it->second.phase != Phase::Leaving)
        return false;
    endLeave(it);
    return true;
}

RoomWishes::Refused RoomWishes::refuse(const QString &room, std::optional<TimePoint> retryAt)
{
    const auto it = m_rooms.find(room);
    if (it == m_rooms.end())
        return Refused::Nothing;
    if (it->second.phase == Phase::Leaving) {
        endLeave(it);
        return Refused::Leave;
    }
    if (it->second.phase != Phase::Asked)
        return Refused::Nothing;
    if (retryAt)
        it->second = {.phase = Phase::Postponed, .due = *retryAt};
    else
        m_rooms.erase(it);
    return Refused::Join;
}

RoomWishes::Due RoomWishes::takeDue(TimePoint now)
{
    Due due;
    for (auto it = m_rooms.begin(); it != m_rooms.end();) {
        auto &[name, room] = *it;
        if (room.due > now) {
            ++it;
            continue;
        }
        if (room.phase == Phase::Leaving) {
            due.left.append(name);
            it = endLeave(it);
            continue;
        }
        if (room.phase == Phase::Asked)
            due.unanswered.append(name);
        room = {};
        ++it;
    }
    return due;
}

std::optional<RoomWishes::TimePoint> RoomWishes::nextDue() const
{
    TimePoint next = TimePoint::max();
    for (const auto &[name, room] : m_rooms)
        next = std::min(next, room.due);
    return next == TimePoint::max() ? std::nullopt : std::optional(next);
}

QStringList RoomWishes::breakOff()
{
    QStringList left;
    for (auto it = m_rooms.begin(); it != m_rooms.end();) {
        if (it->second.phase == Phase::Leaving) {
            left.append(it->first);
            it = endLeave(it);
        } else {
            it->second = {};
            ++it;
        }
    }
    return left;
}

RoomWishes::Rooms::iterator RoomWishes::endLeave(Rooms::iterator room)
{
    if (!room->second.isWantedAgain)
        return m_rooms.erase(room);
    room->second = {};
    return std::next(room);
}

} // namespace crosstalk
