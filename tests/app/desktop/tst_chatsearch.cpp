// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bulksend.h"
#include "app/desktop/chatsearch.h"
#include "app/desktop/models/chatmodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;

namespace {

QList<ChatLine> lines(const QStringList &texts)
{
    QList<ChatLine> result;
    for (const QString &text : texts) {
        ChatLine line;
        line.text = text;
        result << line;
    }
    return result;
}

QList<BulkSend::Item> items(int count)
{
    QList<BulkSend::Item> result;
    for (int i = 0; i < count; ++i)
        result << BulkSend::Item{QString::number(i), {}};
    return result;
}

} // namespace

/// What a chat does in slices: it searches, and sends many messages.
class tst_chatsearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWhereTheReaderIs();
    void goesAround();
    void findsWhatIsSaidLater();
    void forgetsWhatIsDropped();
    void findsNothing();
    void sendsInOrder();
    void waitsForRoom();
    void tellsWhatIsLeftAndCanBeCancelled();
    void mayBeDeletedWhileItSends();
    void splitsAPasteIntoMessages();
};

void tst_chatsearch::beginsWhereTheReaderIs()
{
    ChatModel model;
    model.append(lines({"needle", "hay", "NEEDLE", "hay", "needle"}));
    ChatSearch search(&model);
    QSignalSpy moved(&search, &ChatSearch::currentMoved);
    search.setNeedle(QStringLiteral("needle"), 3);
    QVERIFY(!search.isComplete());
    QTRY_VERIFY(search.isComplete());
    QCOMPARE(search.count(), 3);
    QCOMPARE(search.position(), 2);
    QCOMPARE(search.current(), std::optional(model.serial(2)));
    QCOMPARE(moved.size(), 1);
    search.setNeedle({}, 3);
    QCOMPARE(search.count(), 0);
    QVERIFY(!search.current());
}

void tst_chatsearch::goesAround()
{
    ChatModel model;
    model.append(lines({"a1", "b", "a2", "a3"}));
    ChatSearch search(&model);
    search.setNeedle(QStringLiteral("a"), 3);
    QTRY_COMPARE(search.position(), 3);
    search.next();
    QCOMPARE(search.position(), 1);
    search.previous();
    QCOMPARE(search.position(), 3);
    search.previous();
    QCOMPARE(search.position(), 2);
}

void tst_chatsearch::findsWhatIsSaidLater()
{
    ChatModel model;
    ChatSearch search(&model);
    search.setNeedle(QStringLiteral("late"), 0);
    QTRY_VERIFY(search.isComplete());
    model.append(lines({"early", "late"}));
    QTRY_COMPARE(search.count(), 1);
    QCOMPARE(search.position(), 1);
    model.append(lines({"late again"}));
    QTRY_COMPARE(search.count(), 2);
    QCOMPARE(search.position(), 1); // What is read stays.
}

void tst_chatsearch::forgetsWhatIsDropped()
{
    ChatModel model(nullptr, 4);
    model.append(lines({"a1", "a2", "a3", "a4"}));
    ChatSearch search(&model);
    search.setNeedle(QStringLiteral("a"), 2);
    QTRY_COMPARE(search.position(), 3);
    model.append(lines({"b", "b"}));
    QCOMPARE(search.count(), 2);
    QCOMPARE(search.position(), 1);
    QCOMPARE(search.current(), std::optional(model.serial(0)));
    // All of it, while some have not been looked at.
    model.append(lines({"a5", "a6", "a7", "a8", "a9"}));
    QTRY_COMPARE(search.count(), 4);
}

void tst_chatsearch::findsNothing()
{
    ChatModel model;
    model.append(lines({"a", "b"}));
    ChatSearch search(&model);
    search.setNeedle(QStringLiteral("c"), 0);
    QTRY_VERIFY(search.isComplete());
    QCOMPARE(search.count(), 0);
    search.next();
    search.previous();
    QCOMPARE(search.position(), 0);
}

void tst_chatsearch::sendsInOrder()
{
    QStringList said;
    BulkSend bulk([] { return true; }, [&](const BulkSend::Item &item) { said << item.text; });
    bulk.add(items(2000));
    QVERIFY(said.isEmpty()); // From the event loop.
    QVERIFY(bulk.isUnderWay());
    QTRY_VERIFY(!bulk.isUnderWay());
    QCOMPARE(said.size(), 2000);
    QCOMPARE(said.at(1234), QStringLiteral("1234"));
    QCOMPARE(bulk.done(), 2000);
    bulk.add(items(3));
    QCOMPARE(bulk.done(), 0);
    QCOMPARE(bulk.total(), 3);
}

void tst_chatsearch::waitsForRoom()
{
    int room = 5;
    int said = 0;
    BulkSend bulk([&] { return room > 0; },
                  [&](const BulkSend::Item &) {
                      --room;
                      ++said;
                  });
    bulk.add(items(12));
    QTRY_COMPARE(said, 5);
    QVERIFY(bulk.isUnderWay());
    room = 100;
    QTRY_COMPARE(said, 12);
    QVERIFY(!bulk.isUnderWay());
}

void tst_chatsearch::tellsWhatIsLeftAndCanBeCancelled()
{
    BulkSend bulk([] { return false; }, [](const BulkSend::Item &) {});
    bulk.add(items(2));
    bulk.add({BulkSend::Item{QStringLiteral("old"), 7}});
    QSignalSpy progressed(&bulk, &BulkSend::progressed);
    // What it was to replace is still there.
    QCOMPARE(bulk.waiting(), (QStringList{"0", "1"}));
    bulk.cancel();
    QVERIFY(!bulk.isUnderWay());
    QVERIFY(bulk.waiting().isEmpty());
    QCOMPARE(progressed.size(), 1);
    bulk.cancel();
    QCOMPARE(progressed.size(), 1);
}

void tst_chatsearch::mayBeDeletedWhileItSends()
{
    int said = 0;
    BulkSend *bulk = nullptr;
    bulk = new BulkSend([] { return true; },
                        [&](const BulkSend::Item &) {
                            ++said;
                            delete std::exchange(bulk, nullptr);
                        });
    bulk->add(items(3));
    QTRY_COMPARE(said, 1);
    QCoreApplication::processEvents();
    QCOMPARE(said, 1);
}

void tst_chatsearch::splitsAPasteIntoMessages()
{
    QCOMPARE(BulkSend::messagesIn(QStringLiteral("one\n\n  two \n\t\nthree\n")),
             (QStringList{"one", "  two ", "three"}));
    QVERIFY(BulkSend::messagesIn(QStringLiteral(" \n")).isEmpty());
}

QTEST_GUILESS_MAIN(tst_chatsearch)
#include "tst_chatsearch.moc"
