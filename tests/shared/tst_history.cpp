// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/history.h"

#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace crosstalk;
using namespace crosstalk::history;

Q_DECLARE_METATYPE(crosstalk::history::Event)

class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReadsEveryEvent_data();
    void writesAndReadsEveryEvent();
    void everyEventIsInTheTable();
    void knowsWhenItHappened_data() { writesAndReadsEveryEvent_data(); }
    void knowsWhenItHappened();
    void assumesWhatIsUsual();
    void takesWhatOthersWrite_data();
    void takesWhatOthersWrite();
    void survivesAnyText_data();
    void survivesAnyText();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void refusesWhatIsNoLine_data();
    void refusesWhatIsNoLine();
    void takesLinesUpToOneMebibyte();
};

void TestHistory::writesAndReadsEveryEvent_data()
{
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const Event &event, const char *line) {
        QTest::newRow(name) << event << QByteArray(line) + '\n';
    };
    const ProbeId probe{"alice", "lobby", 17};
    using S = InstanceChanged::State;
    row("run",
        Run{"k3f9", "exactly-once", 2'000'000'000, 0,
            QJsonArray{"no-loss", QJsonObject{{"memory", QJsonObject{{"growth", "1MiB"}}}}}},
        R"({"event":"run","version":1,"run":"k3f9","claims":"exactly-once","deadlineNs":2000000000,"historyNs":0,"invariants":["no-loss",{"memory":{"growth":"1MiB"}}]})");
    row("ready", InstanceChanged{1, "a", S::Ready}, R"({"event":"instance","at":1,"instance":"a","state":"ready"})");
    row("down", InstanceChanged{1, "a", S::Down}, R"({"event":"instance","at":1,"instance":"a","state":"down"})");
    row("exited", InstanceChanged{1, "a", S::Exited}, R"({"event":"instance","at":1,"instance":"a","state":"exited"})");
    row("frozen", InstanceChanged{1, "a", S::Frozen}, R"({"event":"instance","at":1,"instance":"a","state":"frozen"})");
    row("thawed", InstanceChanged{1, "a", S::Thawed}, R"({"event":"instance","at":1,"instance":"a","state":"thawed"})");
    row("connected", Connected{2, "alice", "a"}, R"({"event":"connected","at":2,"session":"alice","instance":"a"})");
    row("disconnected", Disconnected{3, "alice"}, R"({"event":"disconnected","at":3,"session":"alice"})");
    row("closed by itself", Disconnected{3, "alice", true},
        R"({"event":"disconnected","at":3,"session":"alice","asked":true})");
    row("joined", Joined{4, "alice", "lobby"}, R"({"event":"joined","at":4,"session":"alice","room":"lobby"})");
    row("joined with echo", Joined{4, "alice", "lobby", true},
        R"({"event":"joined","at":4,"session":"alice","room":"lobby","echo":true})");
    row("rejoined, all there", Joined{4, "alice", "lobby", false, true},
        R"({"event":"joined","at":4,"session":"alice","room":"lobby","recovered":true})");
    row("rejoined, not all there", Joined{4, "alice", "lobby", true, false},
        R"({"event":"joined","at":4,"session":"alice","room":"lobby","echo":true,"recovered":false})");
    row("left", Left{5, "alice", "lobby"}, R"({"event":"left","at":5,"session":"alice","room":"lobby"})");
    row("sent", Sent{9, 8, probe}, R"({"event":"sent","at":9,"intended":8,"session":"alice","room":"lobby","n":17})");
    row("sent, to be acknowledged", Sent{9, 8, probe, true},
        R"({"event":"sent","at":9,"intended":8,"session":"alice","room":"lobby","n":17,"awaitsAck":true})");
    row("acked", Acked{11, probe}, R"({"event":"acked","at":11,"session":"alice","room":"lobby","n":17})");
    row("refused", Refused{11, probe, "broker-unavailable"},
        R"({"event":"refused","at":11,"session":"alice","room":"lobby","n":17,"code":"broker-unavailable"})");
    row("received", Received{12, "bob", probe},
        R"({"event":"received","at":12,"session":"bob","from":"alice","room":"lobby","n":17})");
    row("received, corrupted", Received{12, "bob", probe, true},
        R"({"event":"received","at":12,"session":"bob","from":"alice","room":"lobby","n":17,"corrupted":true})");
    row("received, of another run", Received{12, "bob", probe, false, "x1"},
        R"({"event":"received","at":12,"session":"bob","from":"alice","room":"lobby","n":17,"run":"x1"})");
    row("received, taken by an instance that tells when", Received{12, "bob", probe, false, {}, 10},
        R"({"event":"received","at":12,"session":"bob","from":"alice","room":"lobby","n":17,"takenAt":10})");
    row("tapped", Tapped{10, probe}, R"({"event":"tapped","at":10,"from":"alice","room":"lobby","n":17})");
    row("fault", FaultBegan{20, "f1", "restart broker"},
        R"({"event":"fault","at":20,"fault":"f1","what":"restart broker"})");
    row("fault that excuses nothing", FaultBegan{20, "f1", "drain a", false},
        R"({"event":"fault","at":20,"fault":"f1","what":"drain a","excuses":false})");
    row("fault of one session", FaultBegan{20, "f1", "stall bob", true, "bob"},
        R"({"event":"fault","at":20,"fault":"f1","what":"stall bob","session":"bob"})");
    row("in the one room of a server without any", Received{12, "bob", {"alice", "", 17}},
        R"({"event":"received","at":12,"session":"bob","from":"alice","room":"","n":17})");
    row("healed", FaultHealed{25, "f1"}, R"({"event":"healed","at":25,"fault":"f1"})");
    row("members", Members{30, "a", "lobby", {"alice", "bob"}},
        R"({"event":"members","at":30,"instance":"a","room":"lobby","members":["alice","bob"]})");
    row("nobody there", Members{30, "a", "lobby", {}},
        R"({"event":"members","at":30,"instance":"a","room":"lobby","members":[]})");
    row("expected", Expected{30, "line 7", {"no-loss"}},
        R"({"event":"expected","at":30,"where":"line 7","invariants":["no-loss"]})");
    row("resources", Resources{31, "a", 14'680'064},
        R"({"event":"resources","at":31,"instance":"a","residentBytes":14680064})");
    row("harness", Harness{32, 120'000, 5'000, 0.21},
        R"({"event":"harness","at":32,"lagNs":120000,"slipNs":5000,"cpu":0.21})");
    row("settled", Settled{99}, R"({"event":"settled","at":99})");
    row("interrupted", Settled{99, true}, R"({"event":"settled","at":99,"interrupted":true})");
    // A machine that has been up for a year counts beyond what a double holds.
    row("late", Settled{9'007'199'254'740'993}, R"({"event":"settled","at":9007199254740993})");
}

void TestHistory::writesAndReadsEveryEvent()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, line);
    QCOMPARE(toLine(event), line);
    const auto read = parse(line);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QCOMPARE(read->index(), event.index());
    QCOMPARE(toLine(*read), line);
}

void TestHistory::everyEventIsInTheTable()
{
    // What a new alternative of Event needs to be told apart by: its index.
    QSet<size_t> seen;
    for (const char *word :
         {"run", "instance", "connected", "disconnected", "joined", "left", "sent", "acked", "refused", "received",
          "tapped", "fault", "healed", "members", "expected", "resources", "harness", "settled"}) {
        const QByteArray all = R"(","at":1,"instance":"a","state":"ready","session":"s","room":"r","n":1,"from":"f",)"
                               R"("intended":1,"code":"","fault":"f","what":"","members":[],"residentBytes":1,)"
                               R"("lagNs":1,"slipNs":1,"cpu":0,"version":1,"run":"r","claims":"c","invariants":[]})";
        const auto event = parse(R"({"event":")" + QByteArray(word) + all);
        QVERIFY2(event, word);
        seen.insert(event->index());
    }
    QCOMPARE(size_t(seen.size()), std::variant_size_v<Event>);
}

void TestHistory::knowsWhenItHappened()
{
    QFETCH(Event, event);
    QFETCH(QByteArray, line);
    const qsizetype at = line.indexOf("\"at\":");
    const QByteArray digits = at < 0 ? QByteArray("0") : line.mid(at + 5);
    QCOMPARE(timeOf(event), std::strtoll(digits.constData(), nullptr, 10));
}

void TestHistory::assumesWhatIsUsual()
{
    const auto run = parse(R"({"event":"run","version":1,"run":"r","claims":"at-most-once","invariants":[]})");
    QVERIFY(run);
    QCOMPARE(std::get<Run>(*run).deadlineNs, Run{}.deadlineNs);
    QCOMPARE(std::get<Run>(*run).historyNs, Run{}.historyNs);
    const auto joined = parse(R"({"event":"joined","at":3,"session":"alice","room":"lobby"})");
    QVERIFY(joined);
    QVERIFY(!std::get<Joined>(*joined).echo);
    QVERIFY(!std::get<Joined>(*joined).recovered);
}

void TestHistory::takesWhatOthersWrite_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("other order, white space") << QByteArray(" {\"at\" : 5 ,\t\"event\":\"settled\" } \r\n");
    QTest::newRow("unknown members") << QByteArray(R"({"event":"settled","at":5,"x":{"at":[1]},"n":"?","note":null})");
    QTest::newRow("integer as a float") << QByteArray(R"({"event":"settled","at":5.0})");
    QTest::newRow("integer with an exponent") << QByteArray(R"({"event":"settled","at":0.5e1})");
    QTest::newRow("escapes") << QByteArray(R"({"\u0065vent":"s\u0065ttled","at":5})");
    QTest::newRow("the last of several") << QByteArray(R"({"event":"settled","at":"x","at":5})");
}

void TestHistory::takesWhatOthersWrite()
{
    QFETCH(QByteArray, line);
    const auto event = parse(line);
    QVERIFY2(event, event ? "" : qPrintable(event.error().toString()));
    QCOMPARE(std::get<Settled>(*event).at, 5);
}

void TestHistory::survivesAnyText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("quote and backslash") << QStringLiteral("a\"b\\c");
    QTest::newRow("controls") << QStringLiteral("a\nb\tc\u0001\u007f");
    QTest::newRow("null character") << QStringLiteral("a") + QChar(0) + QStringLiteral("b");
    QTest::newRow("not ASCII") << QStringLiteral("Žofie 😀");
    QTest::newRow("unpaired surrogate") << QStringLiteral("a") + QChar(0xD83D);
    QTest::newRow("line separator") << QString(QChar(0x2028));
}

void TestHistory::survivesAnyText()
{
    QFETCH(QString, text);
    const QByteArray line = toLine(Members{1, text, text, {text, "b"}});
    QCOMPARE(line.count('\n'), 1);
    const auto event = parse(line);
    QVERIFY(event);
    const auto members = std::get<Members>(*event);
    QCOMPARE(members.instance, text);
    QCOMPARE(members.room, text);
    QCOMPARE(members.members, (QStringList{text, "b"}));
}

void TestHistory::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *line, const char *message) {
        QTest::newRow(name) << QByteArray(line) << QString::fromUtf8(message);
    };
    row("no event", R"({"at":1})", "Member “event” is missing");
    row("event is no string", R"({"event":1})", "Member “event” is no string");
    row("misspelt event", R"({"event":"recieved","at":1})", "Event “recieved” is unknown. Did you mean “received”?");
    row("unknown event", R"({"event":"explosion","at":1})",
        "Event “explosion” is unknown. Events are acked, connected, disconnected, expected, fault, harness, healed, "
        "instance, "
        "joined, "
        "left, members, received, refused, resources, run, sent, settled, tapped");
    row("missing time", R"({"event":"settled"})",
        "Member “at” of event “settled” is missing. It has to be an integer, at least 0");
    row("time before the start", R"({"event":"settled","at":-1})",
        "Member “at” of event “settled” has to be an integer, at least 0, but it is -1");
    row("time is no integer", R"({"event":"settled","at":1.5})",
        "Member “at” of event “settled” has to be an integer, at least 0, but it is 1.5");
    row("time is too large", R"({"event":"settled","at":1e19})",
        "Member “at” of event “settled” has to be an integer, at least 0, but it is 1e+19");
    row("time as text", R"({"event":"settled","at":"5"})",
        "Member “at” of event “settled” has to be an integer, at least 0, but it is “5”");
    row("time is null", R"({"event":"settled","at":null})",
        "Member “at” of event “settled” has to be an integer, at least 0, but it is null");
    row("the first mistake", R"({"event":"sent","at":1,"intended":[],"session":7})",
        "Member “intended” of event “sent” has to be an integer, at least 0, but it is an array");
    row("number 0", R"({"event":"acked","at":1,"session":"s","room":"r","n":0})",
        "Member “n” of event “acked” has to be an integer from 1 to 9007199254740992, but it is 0");
    row("number beyond a double", R"({"event":"acked","at":1,"session":"s","room":"r","n":9007199254740993})",
        "Member “n” of event “acked” has to be an integer from 1 to 9007199254740992, but it is 9007199254740992");
    row("number is no integer", R"({"event":"tapped","at":1,"from":"s","room":"r","n":1.25})",
        "Member “n” of event “tapped” has to be an integer from 1 to 9007199254740992, but it is 1.25");
    row("empty name", R"({"event":"disconnected","at":1,"session":""})",
        "Member “session” of event “disconnected” has to be a string that is not empty, but it is an empty string");
    row("name is an object", R"({"event":"connected","at":1,"session":"s","instance":{}})",
        "Member “instance” of event “connected” has to be a string that is not empty, but it is an object");
    row("unknown state", R"({"event":"instance","at":1,"instance":"a","state":"up"})",
        "Member “state” of event “instance” has to be ready, down, exited, frozen or thawed, but it is “up”");
    row("no code", R"({"event":"refused","at":1,"session":"s","room":"r","n":1})",
        "Member “code” of event “refused” is missing. It has to be a string");
    row("flag as a number", R"({"event":"received","at":1,"session":"s","from":"f","room":"r","n":1,"corrupted":1})",
        "Member “corrupted” of event “received” has to be true or false, but it is 1");
    row("time as a text", R"({"event":"received","at":1,"session":"s","from":"f","room":"r","n":1,"takenAt":"noon"})",
        "Member “takenAt” of event “received” has to be an integer, at least 0, but it is “noon”");
    row("run as a flag", R"({"event":"received","at":1,"session":"s","from":"f","room":"r","n":1,"run":false})",
        "Member “run” of event “received” has to be a string, but it is false");
    row("recovered is null", R"({"event":"joined","at":1,"session":"s","room":"r","recovered":null})",
        "Member “recovered” of event “joined” has to be true or false, but it is null");
    row("members as text", R"({"event":"members","at":1,"instance":"a","room":"r","members":"bob"})",
        "Member “members” of event “members” has to be an array, but it is “bob”");
    row("a member is no string", R"({"event":"members","at":1,"instance":"a","room":"r","members":["bob",7]})",
        "Member “members” of event “members” has to be an array of strings, but one of it is 7");
    row("negative size", R"({"event":"resources","at":1,"instance":"a","residentBytes":-4})",
        "Member “residentBytes” of event “resources” has to be an integer, at least 0, but it is -4");
    row("negative share", R"({"event":"harness","at":1,"lagNs":0,"slipNs":0,"cpu":-0.5})",
        "Member “cpu” of event “harness” has to be a number, at least 0, but it is -0.5");
    row("no version", R"({"event":"run","run":"r","claims":"c","invariants":[]})",
        "Member “version” of event “run” is missing. It has to be 1, the only one there is");
    row("later version", R"({"event":"run","version":2,"run":"r","claims":"c","invariants":[]})",
        "Member “version” of event “run” has to be 1, the only one there is, but it is 2");
    row("deadline 0", R"({"event":"run","version":1,"run":"r","claims":"c","deadlineNs":0,"invariants":[]})",
        "Member “deadlineNs” of event “run” has to be an integer, at least 1, but it is 0");
    row("long value", R"({"event":"disconnected","at":"0123456789012345678901234567890123456789x"})",
        "Member “at” of event “disconnected” has to be an integer, at least 0, but it is "
        "“0123456789012345678901234567890123456789…”");
}

void TestHistory::saysWhatIsWrong()
{
    QFETCH(QByteArray, line);
    const auto event = parse(line);
    QVERIFY(!event);
    QTEST(event.error().toString(), "message");
}

void TestHistory::refusesWhatIsNoLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QByteArray() << "It is no JSON: *";
    QTest::newRow("blank") << QByteArray(" \t") << "It is no JSON: *";
    QTest::newRow("text") << QByteArray("hello") << "It is no JSON: * near character 1";
    QTest::newRow("array") << QByteArray("[1]") << "It is no JSON object";
    QTest::newRow("cut short") << QByteArray(R"({"event":"settled","at":)") << "It is no JSON: *";
    QTest::newRow("two in one") << QByteArray(R"({"event":"settled","at":1}{"event":"settled","at":1})")
                                << "It is no JSON: *";
    QTest::newRow("not UTF-8") << QByteArray("{\"event\":\"disconnected\",\"at\":1,\"session\":\"\xFF\"}")
                               << "It is no JSON: *";
    QTest::newRow("binary") << QByteArray("\x1f\x8b\x08\x00\x00", 5) << "It is no JSON: *";
    QTest::newRow("deep") << QByteArray(100'000, '[') << "It is no JSON: *";
}

void TestHistory::refusesWhatIsNoLine()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, message);
    const auto event = parse(line);
    QVERIFY(!event);
    const auto pattern = QRegularExpression::fromWildcard(message);
    QVERIFY2(pattern.match(event.error().toString()).hasMatch(), qPrintable(event.error().toString()));
}

void TestHistory::takesLinesUpToOneMebibyte()
{
    QByteArray line = R"({"event":"settled","at":1})";
    line += QByteArray(1024 * 1024 - line.size(), ' ');
    QVERIFY(parse(line));
    line += ' ';
    const auto event = parse(line);
    QVERIFY(!event);
    QCOMPARE(event.error().toString(), QStringLiteral("The line is longer than 1 MiB"));
}

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_history.moc"
