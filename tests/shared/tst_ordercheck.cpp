// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/ordercheck.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace crosstalk;

namespace {

using Message = OrderCheck::Message;

/// Session 0 sees 1 2 3 …: by number of the message; senders alternate.
Message message(quint64 n, int room = 0)
{
    return {static_cast<int>(n % 3), room, n};
}

/// Whether some order of 1 … @p count has each of @p views as a subsequence; by trying all.
bool hasOneOrder(const std::vector<std::vector<quint64>> &views, quint64 count)
{
    std::vector<quint64> order(count);
    std::iota(order.begin(), order.end(), 1);
    do {
        const auto fits = [&](const std::vector<quint64> &view) {
            size_t next = 0;
            for (const quint64 n : order)
                next += next < view.size() && view[next] == n ? 1 : 0;
            return next == view.size();
        };
        if (std::all_of(views.begin(), views.end(), fits))
            return true;
    } while (std::next_permutation(order.begin(), order.end()));
    return false;
}

} // namespace

class TestOrderCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsOneOrder();
    void acceptsWhoeverSeesAPart();
    void acceptsAnOrderThatShowsOnlyLater();
    void tellsWhoDisagrees();
    void tellsRoomsApart();
    void findsConflictsAcrossSeveral();
    void agreesWithTryingAllOrders();
    void forgetsTheOldest();
};

void TestOrderCheck::acceptsOneOrder()
{
    OrderCheck check;
    for (quint64 n = 1; n <= 1000; ++n) {
        for (int session = 0; session < 4; ++session)
            check.received(session, message(n));
    }
    QVERIFY(!check.conflict());
}

void TestOrderCheck::acceptsWhoeverSeesAPart()
{
    OrderCheck check;
    for (quint64 n = 1; n <= 100; ++n)
        check.received(0, message(n));
    for (quint64 n = 1; n <= 100; n += 7)
        check.received(1, message(n));
    QVERIFY(!check.conflict());
}

/// One who joined between 9 and 1 sees 1 2 before the harness hears of 9 from one who saw 9 1.
void TestOrderCheck::acceptsAnOrderThatShowsOnlyLater()
{
    OrderCheck check;
    check.received(0, message(1));
    check.received(0, message(2));
    check.received(1, message(9));
    check.received(1, message(1));
    check.received(1, message(2));
    QVERIFY(!check.conflict());
    check.received(2, message(2));
    check.received(2, message(9));
    QVERIFY(check.conflict());
}

void TestOrderCheck::tellsWhoDisagrees()
{
    OrderCheck check;
    for (const quint64 n : {1, 2, 3})
        check.received(0, message(n));
    check.received(5, message(1));
    check.received(5, message(3));
    QVERIFY(!check.conflict());
    check.received(5, message(2));
    QVERIFY(check.conflict());
    QCOMPARE(check.conflict()->session, 5);
    QCOMPARE(check.conflict()->earlier, message(3));
    QCOMPARE(check.conflict()->later, message(2));
    QCOMPARE(check.conflict()->others, std::vector<int>{0});
}

void TestOrderCheck::tellsRoomsApart()
{
    OrderCheck check;
    check.received(0, message(1, 0));
    check.received(0, message(2, 1));
    check.received(1, message(2, 1));
    check.received(1, message(1, 0));
    QVERIFY(!check.conflict());
}

void TestOrderCheck::findsConflictsAcrossSeveral()
{
    OrderCheck check;
    // No two disagree, but the three together do.
    for (const auto &[session, first, second] : {std::tuple(0, 1, 2), std::tuple(1, 2, 3), std::tuple(2, 3, 1)}) {
        QVERIFY(!check.conflict());
        check.received(session, message(quint64(first)));
        check.received(session, message(quint64(second)));
    }
    QVERIFY(check.conflict());
    QCOMPARE(check.conflict()->others, (std::vector<int>{0, 1}));
}

void TestOrderCheck::agreesWithTryingAllOrders()
{
    constexpr quint32 seed = 20'07;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    int conflicts = 0;
    constexpr quint64 count = 6;
    for (int round = 0; round < 300; ++round) {
        OrderCheck check;
        std::vector<std::vector<quint64>> views(3);
        std::vector<std::vector<quint64>> seen(3);
        for (auto &view : views) {
            view.resize(count);
            std::iota(view.begin(), view.end(), 1);
            for (int swaps = int(random.bounded(3u)); swaps > 0; --swaps) {
                const auto at = random.bounded(quint32(count - 1));
                std::swap(view[at], view[at + 1]);
            }
            view.resize(random.bounded(2u, quint32(count) + 1));
        }
        while (true) {
            const size_t session = random.bounded(3u);
            if (seen[session].size() < views[session].size()) {
                const quint64 n = views[session][seen[session].size()];
                seen[session].push_back(n);
                check.received(int(session), message(n));
                QCOMPARE(!check.conflict(), hasOneOrder(seen, count));
            }
            if (check.conflict() || seen == views)
                break;
        }
        conflicts += check.conflict() ? 1 : 0;
    }
    QVERIFY(conflicts > 20 && conflicts < 280);
}

void TestOrderCheck::forgetsTheOldest()
{
    OrderCheck check(10);
    for (quint64 n = 1; n <= 100; ++n)
        check.received(0, message(n));
    check.received(1, message(5));
    check.received(1, message(3)); // Too long ago to be compared.
    QVERIFY(!check.conflict());
    check.received(1, message(99));
    check.received(1, message(98));
    QVERIFY(check.conflict());
}

QTEST_APPLESS_MAIN(TestOrderCheck)
#include "tst_ordercheck.moc"
