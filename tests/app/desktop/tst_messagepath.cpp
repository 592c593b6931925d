// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/messagepath.h"
#include "app/desktop/models/pathmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr qint64 sentAt = 1'000 * ms;
constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Kind = PathHop::Kind;
using Tone = MarkedRow::Tone;

QString at(const char *word)
{
    return QString::fromLatin1(word);
}

InstanceTag tag(const char *name)
{
    return {at(name), *name - 'a'};
}

/// Message 7 of alice on a; taken after 0.2 ms, seen after 0.5 ms, acknowledged after 0.9 ms.
MessageRow row(const char *receiver, const char *on, std::optional<qint64> latencyUs,
               MessageRow::Classes classes = MessageRow::Delivered)
{
    MessageRow result;
    result.probe = {at("alice"), at("lobby"), 7};
    result.receiver = at(receiver);
    result.from = tag("a");
    result.to = tag(on);
    result.text = at("good morning");
    result.at = result.intended = sentAt;
    result.classes = classes;
    if (latencyUs) {
        result.latency = std::chrono::microseconds(*latencyUs);
        result.copies = 1;
    }
    return result;
}

MessageRow firstRow(const char *receiver, const char *on, std::optional<qint64> latencyUs,
                    MessageRow::Classes classes = MessageRow::Delivered)
{
    MessageRow result = row(receiver, on, latencyUs, classes);
    result.takenUs = 200;
    result.seenUs = 500;
    result.answeredUs = 900;
    return result;
}

QStringList spelled(const MessagePath &path)
{
    QStringList result;
    for (const PathHop &hop : path.hops)
        result << hop.who + at(": ") + hop.words;
    return result;
}

const PathHop &hopOf(const MessagePath &path, Kind kind)
{
    return *std::find_if(path.hops.begin(), path.hops.end(), [kind](const PathHop &hop) { return hop.kind == kind; });
}

QDateTime noon()
{
    return {QDate(2026, 1, 1), QTime(12, 0)};
}

} // namespace

class tst_messagepath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesFromClientToClient();
    void noRowsAreNoPath();
    void tellsALateSend();
    void showsTheBadReceiversFirst();
    void saysWhatBecameOfACopy_data();
    void saysWhatBecameOfACopy();
    void saysWhyACopyIsMissing_data();
    void saysWhyACopyIsMissing();
    void saysWhereItEnded_data();
    void saysWhereItEnded();
    void whatNobodySentHasNoTrunk();
    void takesItsMomentsFromAnyRow();
    void hopsAreInTheirOrder();
    void isLiveInAModel();
    void speaksInSentences();
    void remembersWhatWasTheMatter();
};

void tst_messagepath::goesFromClientToClient()
{
    const auto path = messagePath({firstRow("bob", "b", 2'000), row("carol", "c", 3'000)}, {});
    QCOMPARE(spelled(path), (QStringList{at("alice: sent it"), at("Instance A: took it"), at("Broker: seen there"),
                                         at("alice: got the acknowledgement after 0.9 ms"),
                                         at("bob: received it through B"), at("carol: received it through C")}));
    QCOMPARE(path.text, at("good morning"));
    const QList<qint64> times{0, 200'000, 500'000, 900'000, 2 * ms, 3 * ms};
    const QList<std::chrono::nanoseconds> since{200us, 300us, 900us, 1500us, 2500us};
    for (int i = 0; i < path.hops.size(); ++i) {
        QCOMPARE(path.hops.at(i).at, std::optional(sentAt + times.at(i)));
        QCOMPARE(path.hops.at(i).tone, Tone::Good);
        if (i > 0)
            QCOMPARE(path.hops.at(i).since, std::optional(since.at(i - 1)));
    }
    QVERIFY(!path.hops.first().since);
    QCOMPARE(path.hops.at(1).instance, tag("a"));
    QCOMPARE(path.hops.at(2).instance, InstanceTag());
    QCOMPARE(path.hops.at(4).instance, tag("b"));
}

void tst_messagepath::noRowsAreNoPath()
{
    QVERIFY(messagePath({}, {}).hops.isEmpty());
}

void tst_messagepath::tellsALateSend()
{
    MessageRow late = firstRow("bob", "b", 12'000);
    late.intended -= 10 * ms;
    const auto path = messagePath({late}, {});
    QCOMPARE(path.hops.first().words, at("sent it, 10 ms later than meant"));
    // Its latency counts from when it was meant to be sent.
    QCOMPARE(path.hops.last().at, std::optional(sentAt + 2 * ms));
}

void tst_messagepath::showsTheBadReceiversFirst()
{
    const auto path =
        messagePath({firstRow("bob", "b", 2'000), row("carol", "c", {}, MessageRow::Lost),
                     row("dave", "b", 6'000'000, MessageRow::Delayed), row("erin", "c", 2'000),
                     row("frank", "c", 2'000, MessageRow::Classes(MessageRow::Twice | MessageRow::Corrupted))},
                    {});
    QStringList receivers;
    for (const PathHop &hop : path.hops)
        if (hop.kind == Kind::Receipt)
            receivers << hop.who;
    QCOMPARE(receivers, (QStringList{at("carol"), at("frank"), at("dave"), at("bob"), at("erin")}));
}

void tst_messagepath::saysWhatBecameOfACopy_data()
{
    QTest::addColumn<MessageRow::Classes>("classes");
    QTest::addColumn<int>("copies");
    QTest::addColumn<QString>("words");
    QTest::addColumn<Tone>("tone");
    const auto row = [](const char *name, MessageRow::Classes classes, int copies, const char *words, Tone tone) {
        QTest::newRow(name) << classes << copies << QString::fromUtf8(words) << tone;
    };
    row("delivered", MessageRow::Delivered, 1, "received it through C", Tone::Good);
    row("on its way", MessageRow::OnItsWay, 0, "on its way", Tone::Active);
    row("lost", MessageRow::Lost, 0, "not received", Tone::Bad);
    row("missed", MessageRow::Missed, 0, "not received, not due", Tone::Doubtful);
    row("exposed", MessageRow::Exposed, 0, "not received so far, not due", Tone::Doubtful);
    row("exposed, there", MessageRow::Exposed, 1, "received it through C · it was not due", Tone::Doubtful);
    row("excused", MessageRow::Excused, 0, "not received, not due: the server has not confirmed it", Tone::Doubtful);
    row("delayed", MessageRow::Delayed, 1, "received it through C · delayed", Tone::Doubtful);
    row("twice", MessageRow::Twice, 3, "received it through C · 3 times", Tone::Bad);
    row("all", MessageRow::Classes(MessageRow::Twice | MessageRow::Corrupted | MessageRow::OutOfOrder), 2,
        "received it through C · 2 times · behind a later one · not as it was sent", Tone::Bad);
    row("phantom", MessageRow::Phantom, 1, "received it through C · should not have got it", Tone::Bad);
}

void tst_messagepath::saysWhatBecameOfACopy()
{
    QFETCH(MessageRow::Classes, classes);
    QFETCH(int, copies);
    MessageRow copy = row("carol", "c", copies > 0 ? std::optional<qint64>(2'000) : std::nullopt, classes);
    copy.copies = copies;
    const auto path = messagePath({firstRow("bob", "b", 1'000), copy}, {});
    const auto hop =
        std::find_if(path.hops.begin(), path.hops.end(), [](const PathHop &each) { return each.who == at("carol"); });
    QTEST(hop->words, "words");
    QTEST(hop->tone, "tone");
    QCOMPARE(hop->at.has_value(), copies > 0);
}

void tst_messagepath::saysWhyACopyIsMissing_data()
{
    using S = history::InstanceChanged::State;
    using Events = QList<history::Event>;
    QTest::addColumn<Events>("events");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const Events &events, const char *words) {
        QTest::newRow(name) << events << QString::fromUtf8(words);
    };
    const history::InstanceChanged frozen{sentAt - ms, at("c"), S::Frozen};
    row("nothing known", {}, "not received");
    row("frozen", {frozen}, "not received · C was frozen");
    row("frozen while it was under way", {history::InstanceChanged{sentAt + ms, at("c"), S::Frozen}},
        "not received · C was frozen");
    row("its sender's is frozen", {history::InstanceChanged{sentAt - ms, at("a"), S::Frozen}},
        "not received · A was frozen");
    row("several", {frozen, history::InstanceChanged{sentAt, at("a"), S::Exited}},
        "not received · A had ended and other reasons");
    row("another is frozen", {history::InstanceChanged{sentAt - ms, at("b"), S::Frozen}}, "not received");
    row("thawed before", {frozen, history::InstanceChanged{sentAt - 1, at("c"), S::Thawed}}, "not received");
    row("thawed after", {frozen, history::InstanceChanged{sentAt + ms, at("c"), S::Thawed}},
        "not received · C was frozen");
    row("frozen long after", {history::InstanceChanged{sentAt + 60'000 * ms, at("c"), S::Frozen}}, "not received");
    row("stopped", {history::InstanceChanged{sentAt - ms, at("c"), S::Down}}, "not received · C was stopped");
    row("ended", {history::InstanceChanged{sentAt - ms, at("c"), S::Exited}}, "not received · C had ended");
    row("not connected", {history::Disconnected{sentAt - ms, at("carol")}}, "not received · carol was not connected");
    row("connected again",
        {history::Disconnected{sentAt - 2 * ms, at("carol")}, history::Connected{sentAt - ms, at("carol"), at("c")}},
        "not received");
    row("a fault", {history::FaultBegan{sentAt - ms, at("f"), at("kill broker")}},
        "not received · a fault was about: kill broker");
    row("a fault that is over",
        {history::FaultBegan{sentAt - 2 * ms, at("f"), at("kill broker")}, history::FaultHealed{sentAt - ms, at("f")}},
        "not received");
}

void tst_messagepath::saysWhyACopyIsMissing()
{
    QFETCH(const QList<history::Event>, events);
    RunPast past;
    for (const history::Event &event : events)
        past.apply(event);
    const auto path = messagePath({firstRow("bob", "b", 1'000), row("carol", "c", {}, MessageRow::Lost)}, past);
    const PathHop &hop = hopOf(path, Kind::Receipt);
    QCOMPARE(hop.who, at("carol"));
    QTEST(hop.words, "words");
    QVERIFY(!hop.at);
    QVERIFY(!hop.since);
    // What arrived in time is in no need of a reason.
    QCOMPARE(path.hops.last().words, at("received it through B"));
}

void tst_messagepath::saysWhereItEnded_data()
{
    QTest::addColumn<QList<MessageRow>>("rows");
    QTest::addColumn<QString>("take");
    QTest::addColumn<QString>("broker");
    QTest::addColumn<QString>("answer"); ///< Empty for no such hop.
    QTest::addColumn<bool>("isBrokerOurs");
    QTest::addColumn<bool>("isLinkLost");
    const auto add = [](const char *name, MessageRow row, qint32 taken, qint32 seen, qint32 answered, const char *take,
                        const char *broker, const char *answer, bool isBrokerOurs = true, bool isLinkLost = false) {
        row.takenUs = taken;
        row.seenUs = seen;
        row.answeredUs = answered;
        QTest::newRow(name) << QList<MessageRow>{row} << at(take) << at(broker) << at(answer) << isBrokerOurs
                            << isLinkLost;
    };
    constexpr qint32 unknown = MessageRow::unknown;
    constexpr qint32 awaited = MessageRow::awaited;
    const MessageRow lost = row("bob", "b", {}, MessageRow::Lost);
    const MessageRow excused = row("bob", "b", {}, MessageRow::Excused);
    const MessageRow underWay = row("bob", "b", {}, MessageRow::OnItsWay);
    const MessageRow there = row("bob", "b", 2'000);
    add("never published", lost, unknown, awaited, 900, "took it; it does not tell when", "not seen on the broker",
        "got the acknowledgement after 0.9 ms");
    add("not even taken", lost, unknown, awaited, awaited, "nothing shows that it took it", "not seen on the broker",
        "not acknowledged");
    add("just sent", underWay, unknown, awaited, awaited, "nothing shows that it took it",
        "not seen on the broker so far", "not acknowledged so far");
    add("nobody listened", there, unknown, unknown, unknown, "took it; it does not tell when",
        "not known: nobody was listening there", "");
    add("another broker", there, unknown, awaited, unknown, "took it; it does not tell when",
        "not known: nobody was listening there", "", false);
    add("published, not delivered", lost, unknown, 500, 900, "took it; it does not tell when", "seen there",
        "got the acknowledgement after 0.9 ms");
    add("link lost", excused, unknown, awaited, awaited, "nothing shows that it took it", "not seen on the broker",
        "lost the link before there was an answer", true, true);
    add("no answer, link stands", excused, unknown, awaited, awaited, "nothing shows that it took it",
        "not seen on the broker", "not acknowledged");
    MessageRow refused = excused;
    refused.isRefused = true;
    add("refused", refused, unknown, awaited, 900, "refused it", "not seen on the broker",
        "got the refusal after 0.9 ms");
}

void tst_messagepath::saysWhereItEnded()
{
    QFETCH(QList<MessageRow>, rows);
    QFETCH(QString, answer);
    QFETCH(bool, isBrokerOurs);
    QFETCH(bool, isLinkLost);
    RunPast past;
    past.apply(history::Connected{0, at("alice"), at("a")});
    if (isLinkLost)
        past.apply(history::Disconnected{qint64{60'000'000'000}, at("alice")});
    const auto path = messagePath(rows, past, isBrokerOurs);
    QTEST(hopOf(path, Kind::Take).words, "take");
    QVERIFY(!hopOf(path, Kind::Take).at);
    QTEST(hopOf(path, Kind::Broker).words, "broker");
    const auto isAnswer = [](const PathHop &hop) { return hop.kind == Kind::Answer; };
    QCOMPARE(std::any_of(path.hops.begin(), path.hops.end(), isAnswer), !answer.isEmpty());
    if (!answer.isEmpty())
        QCOMPARE(hopOf(path, Kind::Answer).words, answer);
}

void tst_messagepath::whatNobodySentHasNoTrunk()
{
    const auto path = messagePath({row("bob", "b", 0, MessageRow::Phantom)}, {});
    QCOMPARE(spelled(path), QStringList{QString::fromUtf8("bob: received it through B · should not have got it")});
    QCOMPARE(path.hops.first().tone, Tone::Bad);
    QVERIFY(path.hops.first().at);
    QVERIFY(!path.hops.first().since);
}

void tst_messagepath::takesItsMomentsFromAnyRow()
{
    MessageRow second = row("carol", "c", 3'000);
    second.takenUs = 200;
    MessageRow first = row("bob", "b", {}, MessageRow::Lost);
    first.seenUs = 500;
    const auto path = messagePath({first, second}, {});
    QCOMPARE(hopOf(path, Kind::Take).at, std::optional(sentAt + 200'000));
    QCOMPARE(hopOf(path, Kind::Broker).since, std::optional<std::chrono::nanoseconds>(300us));
}

void tst_messagepath::hopsAreInTheirOrder()
{
    // Our own loop came to the broker's word after that of the receiver.
    MessageRow copy = row("bob", "b", 700);
    copy.takenUs = 200;
    copy.seenUs = 2'000;
    const auto path = messagePath({copy}, {});
    QCOMPARE(hopOf(path, Kind::Broker).at, std::optional(sentAt + 700'000));
    QCOMPARE(path.hops.last().since, std::optional<std::chrono::nanoseconds>(0));
    // Which is less than can be told.
    QCOMPARE(sinceInWords(path.hops.last()), QString());
    PathModel model;
    model.setPath(path, noon());
    QCOMPARE(model.index(model.rowOf(at("bob"))).data(PathModel::SinceRole).toString(), QString());
    QVERIFY(model.plainText().endsWith(at("bob: received it through B, at 12:00:01.000")));
}

void tst_messagepath::isLiveInAModel()
{
    PathModel model;
    QAbstractItemModelTester tester(&model, fatal);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    MessageRow copy = row("bob", "b", {}, MessageRow::OnItsWay);
    copy.seenUs = copy.answeredUs = MessageRow::awaited;
    model.setPath(messagePath({copy}, {}), noon());
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 5);
    const int ofBob = model.rowOf(at("bob"));
    QCOMPARE(ofBob, 4);
    QCOMPARE(model.rowOf(at("alice")), -1); // The sender, who is no receiver.
    QCOMPARE(model.index(ofBob).data(MarkedRow::MarkRole).toString(), QString::fromUtf8("…"));
    QCOMPARE(model.index(ofBob).data(PathModel::TimeRole).toString(), QString());

    // It arrives.
    model.setPath(messagePath({firstRow("bob", "b", 2'000)}, {}), noon());
    QCOMPARE(reset.size(), 1);
    QCOMPARE(changed.size(), 4);
    QCOMPARE(model.index(ofBob).data(MarkedRow::MarkRole).toString(), QString::fromUtf8("✓"));
    QCOMPARE(model.index(ofBob).data(PathModel::TimeRole).toString(), at("12:00:01.002"));
    QCOMPARE(model.index(ofBob).data(PathModel::SinceRole).toString(), at("+1.5 ms"));
    model.setPath(messagePath({firstRow("bob", "b", 2'000)}, {}), noon());
    QCOMPARE(changed.size(), 4);

    // Another receiver has turned up.
    model.setPath(messagePath({firstRow("bob", "b", 2'000), row("carol", "c", {}, MessageRow::Lost)}, {}), noon());
    QCOMPARE(reset.size(), 2);
    QCOMPARE(model.rowOf(at("carol")), 4);
    QCOMPARE(model.index(4).data(MarkedRow::MarkRole).toString(), QString::fromUtf8("✗"));
    model.setPath({}, noon());
    QCOMPARE(model.rowCount(), 0);
}

void tst_messagepath::speaksInSentences()
{
    PathModel model;
    model.setPath(messagePath({firstRow("bob", "b", 2'000)}, {}), noon());
    QCOMPARE(model.index(4).data(Qt::AccessibleTextRole).toString(),
             at("bob: received it through B, at 12:00:01.002, 1.5 ms after the hop before"));
    QCOMPARE(model.plainText(), at("Message 7 of alice in lobby\n"
                                   "good morning\n"
                                   "alice: sent it, at 12:00:01.000\n"
                                   "Instance A: took it, at 12:00:01.000, 0.2 ms after the hop before\n"
                                   "Broker: seen there, at 12:00:01.000, 0.3 ms after the hop before\n"
                                   "alice: got the acknowledgement after 0.9 ms, at 12:00:01.000\n"
                                   "bob: received it through B, at 12:00:01.002, 1.5 ms after the hop before"));
}

void tst_messagepath::remembersWhatWasTheMatter()
{
    RunPast past;
    using S = history::InstanceChanged::State;
    // Far more than are kept; the latest count.
    for (qint64 i = 1; i <= 1'000; ++i) {
        past.apply(history::InstanceChanged{i * ms, at("c"), i % 2 == 0 ? S::Ready : S::Frozen});
        past.apply(history::FaultBegan{i * ms, QString::number(i), at("freeze c")});
        past.apply(history::FaultHealed{i * ms + 1, QString::number(i)});
    }
    QCOMPARE(past.troubleOfInstance(at("c"), {999 * ms, 999 * ms}), at("C was frozen"));
    QCOMPARE(past.troubleOfInstance(at("c"), {1'000 * ms, 2'000 * ms}), QString());
    QCOMPARE(past.troubleOfInstance(at("c"), {1 * ms, 2 * ms}), QString());
    QCOMPARE(past.troubleOfInstance(at("unheard of"), {0, 2'000 * ms}), QString());
    QCOMPARE(past.faults({1'000 * ms, 2'000 * ms}), QStringList{at("freeze c")});
    QCOMPARE(past.faults({1'001 * ms, 2'000 * ms}), QStringList());
}

QTEST_MAIN(tst_messagepath)
#include "tst_messagepath.moc"
