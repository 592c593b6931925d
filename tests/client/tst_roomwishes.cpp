// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/roomwishes.h"

#include <QTest>

using namespace crosstalk;
using Leave = RoomWishes::Leave;
using Refused = RoomWishes::Refused;

namespace {

const QString lobby = QStringLiteral("lobby");
const QStringList inLobby{lobby};
const QStringList none;

RoomWishes::TimePoint at(int seconds)
{
    return RoomWishes::TimePoint{std::chrono::seconds{seconds}};
}

RoomWishes asked()
{
    RoomWishes rooms;
    rooms.want(lobby);
    rooms.takeWanted(at(10));
    return rooms;
}

RoomWishes joined()
{
    RoomWishes rooms = asked();
    rooms.confirmJoin(lobby);
    return rooms;
}

RoomWishes leaving()
{
    RoomWishes rooms = joined();
    rooms.leave(lobby, at(20));
    return rooms;
}

} // namespace

class TestRoomWishes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksOnce();
    void confirmsOnlyWhatWasAsked();
    void wantsAgainAfterABreak();
    void leavesWhatItJoined();
    void hasNothingToLeave();
    void joinsAgainAfterALeaveUnderway();
    void leaveAfterAllWins();
    void endsALeaveWithTheLink();
    void givesUpARefusedJoin();
    void postponesARefusedJoin();
    void takesARefusedLeaveForLeft();
    void leavesRefusalsOfNothingAlone();
    void asksAgainWhatWasNotAnswered();
    void endsALeaveThatWasNotAnswered();
};

void TestRoomWishes::asksOnce()
{
    RoomWishes rooms;
    QVERIFY(rooms.isEmpty());
    rooms.want(lobby);
    rooms.want(lobby);
    QVERIFY(rooms.contains(lobby));
    QVERIFY(!rooms.nextDue());
    QCOMPARE(rooms.takeWanted(at(10)), inLobby);
    QCOMPARE(rooms.nextDue(), at(10));
    QCOMPARE(rooms.takeWanted(at(11)), none);
    rooms.want(lobby);
    QCOMPARE(rooms.takeWanted(at(12)), none);
}

void TestRoomWishes::confirmsOnlyWhatWasAsked()
{
    RoomWishes rooms;
    QVERIFY(!rooms.confirmJoin(lobby));
    rooms.want(lobby);
    QVERIFY(!rooms.confirmJoin(lobby));
    rooms.takeWanted(at(10));
    QCOMPARE(rooms.joined(), none);
    QVERIFY(rooms.confirmJoin(lobby));
    QVERIFY(!rooms.confirmJoin(lobby));
    QVERIFY(!rooms.confirmLeave(lobby));
    QCOMPARE(rooms.joined(), inLobby);
    QVERIFY(!rooms.nextDue());
}

void TestRoomWishes::wantsAgainAfterABreak()
{
    for (RoomWishes rooms : {asked(), joined()}) {
        QCOMPARE(rooms.breakOff(), none);
        QCOMPARE(rooms.joined(), none);
        QVERIFY(!rooms.nextDue());
        QCOMPARE(rooms.takeWanted(at(30)), inLobby);
    }
}

void TestRoomWishes::leavesWhatItJoined()
{
    for (RoomWishes rooms : {asked(), joined()}) {
        QCOMPARE(rooms.leave(lobby, at(20)), Leave::Ask);
        QCOMPARE(rooms.leave(lobby, at(21)), Leave::Underway);
        QCOMPARE(rooms.joined(), none);
        QVERIFY(!rooms.confirmJoin(lobby)); // The answer to a join that came before.
        QVERIFY(rooms.confirmLeave(lobby));
        QVERIFY(!rooms.confirmLeave(lobby));
        QVERIFY(rooms.isEmpty());
    }
}

void TestRoomWishes::hasNothingToLeave()
{
    RoomWishes rooms;
    QCOMPARE(rooms.leave(lobby, at(20)), Leave::Moot);
    rooms.want(lobby);
    QCOMPARE(rooms.leave(lobby, at(20)), Leave::Moot);
    QVERIFY(rooms.isEmpty());
}

void TestRoomWishes::joinsAgainAfterALeaveUnderway()
{
    RoomWishes rooms = leaving();
    rooms.want(lobby);
    QCOMPARE(rooms.takeWanted(at(30)), none);
    QVERIFY(rooms.confirmLeave(lobby));
    QCOMPARE(rooms.takeWanted(at(30)), inLobby);
}

void TestRoomWishes::leaveAfterAllWins()
{
    RoomWishes rooms = leaving();
    rooms.want(lobby);
    QCOMPARE(rooms.leave(lobby, at(21)), Leave::Underway);
    QVERIFY(rooms.confirmLeave(lobby));
    QVERIFY(rooms.isEmpty());
}

void TestRoomWishes::endsALeaveWithTheLink()
{
    RoomWishes rooms = leaving();
    QCOMPARE(rooms.breakOff(), inLobby);
    QVERIFY(rooms.isEmpty());

    rooms = leaving();
    rooms.want(lobby);
    QCOMPARE(rooms.breakOff(), inLobby);
    QCOMPARE(rooms.takeWanted(at(30)), inLobby);
}

void TestRoomWishes::givesUpARefusedJoin()
{
    RoomWishes rooms = asked();
    QCOMPARE(rooms.refuse(lobby, {}), Refused::Join);
    QVERIFY(rooms.isEmpty());
}

void TestRoomWishes::postponesARefusedJoin()
{
    RoomWishes rooms = asked();
    QCOMPARE(rooms.refuse(lobby, at(15)), Refused::Join);
    QCOMPARE(rooms.takeWanted(at(30)), none);
    QCOMPARE(rooms.nextDue(), at(15));
    const RoomWishes::Due due = rooms.takeDue(at(15));
    QCOMPARE(due.unanswered, none);
    QCOMPARE(due.left, none);
    QCOMPARE(rooms.takeWanted(at(30)), inLobby);

    rooms.refuse(lobby, at(40));
    QCOMPARE(rooms.leave(lobby, at(41)), Leave::Moot);
}

void TestRoomWishes::takesARefusedLeaveForLeft()
{
    RoomWishes rooms = leaving();
    QCOMPARE(rooms.refuse(lobby, at(15)), Refused::Leave);
    QVERIFY(rooms.isEmpty());
}

void TestRoomWishes::leavesRefusalsOfNothingAlone()
{
    RoomWishes rooms = joined();
    QCOMPARE(rooms.refuse(lobby, {}), Refused::Nothing);
    QCOMPARE(rooms.refuse(QStringLiteral("other"), {}), Refused::Nothing);
    QCOMPARE(rooms.refuse({}, {}), Refused::Nothing);
    QCOMPARE(rooms.joined(), inLobby);
}

void TestRoomWishes::asksAgainWhatWasNotAnswered()
{
    RoomWishes rooms = asked();
    QCOMPARE(rooms.takeDue(at(9)).unanswered, none);
    QCOMPARE(rooms.takeDue(at(10)).unanswered, inLobby);
    QCOMPARE(rooms.takeWanted(at(20)), inLobby);
    QVERIFY(rooms.confirmJoin(lobby)); // Be it the answer to the first.
    QVERIFY(!rooms.confirmJoin(lobby));
}

void TestRoomWishes::endsALeaveThatWasNotAnswered()
{
    RoomWishes rooms = leaving();
    QCOMPARE(rooms.takeDue(at(20)).left, inLobby);
    QVERIFY(rooms.isEmpty());
}

QTEST_APPLESS_MAIN(TestRoomWishes)
#include "tst_roomwishes.moc"
