// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/palette.h"
#include "app/desktop/views/statusline.h"
#include "app/desktop/views/verdictpill.h"

#include <QApplication>
#include <QMessageBox>
#include <QPointer>
#include <QStatusBar>
#include <QTest>

using namespace crosstalk;

class tst_statusline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesTheVerdict_data();
    void carriesTheVerdict();
    void isReadWhole();
};

void tst_statusline::carriesTheVerdict_data()
{
    QTest::addColumn<DeliveryTotals>("totals");
    QTest::addColumn<RunningVerdict>("verdict");
    QTest::addColumn<QString>("pill");
    QTest::addColumn<QString>("summary");
    DeliveryTotals good;
    good.sent = 10;
    good.due = good.delivered = 30;
    DeliveryTotals late = good;
    late.delivered = 28;
    late.missing = 2;
    DeliveryTotals refused = good;
    refused.refused = 3;
    DeliveryTotals notSent = good;
    notSent.notSent = 3;
    DeliveryTotals unanswered = refused;
    unanswered.unanswered = 1;
    DeliveryTotals neverSent;
    neverSent.notSent = 3;
    DeliveryTotals cameDelayed = good;
    cameDelayed.delayed = 4;
    const RunningVerdict open;
    const RunningVerdict passing{Judgement::Pass, {}, {}, false};
    const RunningVerdict failed{Judgement::Fail, QStringLiteral("no-loss: 2 of 30 due were lost"), {}, false, 2};
    DeliveryTotals losing = late;
    losing.missing = 391;
    DeliveryTotals haunted = good;
    haunted.phantoms = 1;
    QTest::newRow("nothing yet") << DeliveryTotals() << open << "…"
                                 << "Nothing sent yet";
    QTest::newRow("all well") << good << passing << "PASS"
                              << "All delivered";
    QTest::newRow("late: open") << late << passing << "…"
                                << "2 lost";
    QTest::newRow("lost for good") << late << failed << "FAIL"
                                   << "no-loss: 2 of 30 due were lost";
    QTest::newRow("more is lost than decided")
        << losing << failed << "FAIL"
        << "391 lost, 389 of them not decided yet · no-loss: 2 of 30 due were lost";
    QTest::newRow("phantom") << haunted << passing << "…"
                             << "1 phantom";
    QTest::newRow("failed stays failed") << good << failed << "FAIL"
                                         << "no-loss: 2 of 30 due were lost";
    QTest::newRow("refused is not lost") << refused << passing << "HELD"
                                         << "3 refused";
    QTest::newRow("not sent is not refused") << notSent << passing << "HELD"
                                             << "3 not sent";
    QTest::newRow("refused and unanswered") << unanswered << passing << "HELD"
                                            << "3 refused, 1 unanswered";
    QTest::newRow("nothing left this program") << neverSent << open << "…"
                                               << "3 not sent";
    QTest::newRow("lost is worse than refused") << refused << failed << "FAIL"
                                                << "no-loss: 2 of 30 due were lost";
    QTest::newRow("came delayed") << cameDelayed << passing << "PASS"
                                  << "All delivered, 4 delayed";
    DeliveryTotals missedToo = cameDelayed;
    missedToo.missed = 2;
    QTest::newRow("missed and delayed") << missedToo << passing << "PASS"
                                        << "All that was due delivered; 2 missed in faults, 4 delayed";
    QTest::newRow("ended well") << refused << RunningVerdict{Judgement::Pass, {}, {}, true} << "PASS"
                                << "Everything held; 3 refused";
    QTest::newRow("ended clean") << good << RunningVerdict{Judgement::Pass, {}, {}, true} << "PASS"
                                 << "Everything held";
    QTest::newRow("ended open") << good << RunningVerdict{Judgement::Unknown, QStringLiteral("interrupted"), {}, true}
                                << "UNKNOWN"
                                << "interrupted";
}

void tst_statusline::carriesTheVerdict()
{
    QFETCH(DeliveryTotals, totals);
    QFETCH(RunningVerdict, verdict);
    QWidget bar;
    StatusLine line;
    for (QWidget *widget :
         {line.pill(), static_cast<QWidget *>(line.summary()), static_cast<QWidget *>(line.figures())})
        widget->setParent(&bar);
    line.showTotals(totals);
    line.showVerdict(verdict);
    QTEST(qobject_cast<VerdictPill *>(line.pill())->text(), "pill");
    QTEST(line.summary()->text(), "summary");
    const auto figures = [&](const QString &words) { return line.figures()->text().contains(words); };
    QCOMPARE(figures(QStringLiteral("3 refused")), totals.refused > 0);
    QCOMPARE(figures(QStringLiteral("3 not sent")), totals.notSent > 0);
    QCOMPARE(figures(QStringLiteral("4 delayed")), totals.delayed > 0);
    const Palette colours = Palette::of(QApplication::palette());
    const QColor ink = line.summary()->palette().color(QPalette::WindowText);
    QCOMPARE(ink == colours.warning, totals.notSent > 0 && verdict.reason.isEmpty());
    line.showTip(QStringLiteral("Start one more"));
    QCOMPARE(line.summary()->text(), QStringLiteral("Start one more"));
    QTEST(qobject_cast<VerdictPill *>(line.pill())->text(), "pill");
    line.showTip({});
    QTEST(line.summary()->text(), "summary");
}

void tst_statusline::isReadWhole()
{
    QStatusBar bar;
    StatusLine line;
    bar.addWidget(line.pill());
    bar.addWidget(line.summary(), 1);
    bar.addPermanentWidget(line.figures());
    bar.resize(900, 30);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    DeliveryTotals many;
    many.sent = 12'345'678;
    many.due = many.delivered = 3 * many.sent;
    many.missed = many.refused = many.twice = many.outOfOrder = many.sent;
    line.showTotals(many);
    line.showVerdict({Judgement::Pass, {}, {}, true});
    QCOMPARE(line.summary()->focusPolicy(), Qt::NoFocus);
    // However much there is to count.
    const int least = line.summary()->fontMetrics().averageCharWidth() * 36;
    QTRY_VERIFY(line.figures()->width() > 300);
    QTRY_VERIFY(line.summary()->width() >= line.summary()->fontMetrics().horizontalAdvance(line.summary()->text()));
    QCOMPARE(line.figures()->toolTip(), line.figures()->text());

    const QString reason = QStringLiteral("no-loss: 2 of 30 were lost; ").repeated(20);
    line.showVerdict({Judgement::Fail, reason, {}, true});
    QCOMPARE(line.summary()->focusPolicy(), Qt::TabFocus);
    QTRY_VERIFY(line.summary()->width() >= least);
    QTest::keyClick(line.summary(), Qt::Key_Return);
    QPointer<QMessageBox> whole = bar.findChild<QMessageBox *>();
    QVERIFY(whole);
    QCOMPARE(whole->text(), reason);
    QTest::keyClick(whole, Qt::Key_Escape);
    QTRY_VERIFY(!whole);
    QTest::mouseClick(line.summary(), Qt::LeftButton);
    QVERIFY(bar.findChild<QMessageBox *>());
}

QTEST_MAIN(tst_statusline)
#include "tst_statusline.moc"
