// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets the room that there is in the status bar.
#include "app/desktop/views/elidinglabel.h"
#include "app/desktop/views/statusline.h"
#include "app/desktop/views/verdictpill.h"

#include <QStatusBar>
#include <QTest>

using namespace crosstalk;

class tst_statusline_room : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void figuresAreWholeWhereThereIsRoom();
    void tipIsReadWhole();
    void summaryKeepsABeginning();
    void pillIsNeverCut_data();
    void pillIsNeverCut();

private:
    static bool isCut(const QLabel *label) { return static_cast<const ElidingLabel *>(label)->isCut(); }
    /// As wide as all of it needs, with so many pixels more.
    void fit(int more)
    {
        const QFontMetrics metrics = m_line->figures()->fontMetrics();
        m_bar->resize(m_line->pill()->sizeHint().width() + metrics.horizontalAdvance(m_line->summary()->text()) +
                          metrics.horizontalAdvance(m_line->figures()->text()) + more,
                      30);
    }

    std::unique_ptr<QStatusBar> m_bar;
    std::unique_ptr<StatusLine> m_line;
};

void tst_statusline_room::init()
{
    m_bar = std::make_unique<QStatusBar>();
    m_bar->setSizeGripEnabled(false);
    m_line = std::make_unique<StatusLine>();
    m_bar->addWidget(m_line->pill());
    m_bar->addWidget(m_line->summary(), 1);
    m_bar->addPermanentWidget(m_line->figures());
    DeliveryTotals totals;
    totals.sent = 123'456;
    totals.due = totals.delivered = 3 * totals.sent;
    totals.missed = totals.delayed = totals.sent;
    m_line->showTotals(totals);
    m_bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_bar.get()));
}

void tst_statusline_room::figuresAreWholeWhereThereIsRoom()
{
    m_line->showVerdict({Judgement::Pass, {}, {}, true});
    QCOMPARE(m_line->summary()->text(), QStringLiteral("Everything held"));
    fit(60);
    QTRY_VERIFY(!isCut(m_line->figures()));
    QVERIFY(!isCut(m_line->summary()));
}

void tst_statusline_room::tipIsReadWhole()
{
    m_bar->resize(1280, 30);
    const QString tip =
        QStringLiteral("Take the selected instance away, with its chats; a server that somebody else runs goes on");
    m_line->showTip(tip);
    QTRY_VERIFY(!isCut(m_line->summary()));
    QVERIFY(m_line->figures()->isVisible());
    QCOMPARE(m_line->pill()->size(), m_line->pill()->sizeHint());
    const int width = m_bar->minimumSizeHint().width();
    QVERIFY2(width < 400, qPrintable(QString::number(width))); // No tip makes the window wider.
    m_line->showTip({});
    fit(60);
    QTRY_VERIFY(!isCut(m_line->figures()));
}

void tst_statusline_room::summaryKeepsABeginning()
{
    m_line->showVerdict({Judgement::Fail, QStringLiteral("no-loss: 2 of 30 were lost; ").repeated(20), {}, true});
    m_bar->resize(900, 30);
    const int least = m_line->summary()->fontMetrics().averageCharWidth() * 36;
    QTRY_VERIFY(m_line->summary()->width() >= least && isCut(m_line->figures()));
}

void tst_statusline_room::pillIsNeverCut_data()
{
    QTest::addColumn<Judgement>("judgement");
    QTest::addColumn<int>("width");
    for (const int width : {500, 900, 1280})
        for (const Judgement judgement : {Judgement::Pass, Judgement::Fail, Judgement::Unknown})
            QTest::addRow("%d in %d", static_cast<int>(judgement), width) << judgement << width;
}

void tst_statusline_room::pillIsNeverCut()
{
    QFETCH(Judgement, judgement);
    QFETCH(int, width);
    m_bar->resize(width, 30);
    m_line->showVerdict({judgement, QStringLiteral("a reason with many words ").repeated(20), {}, true});
    const QWidget *pill = m_line->pill();
    const auto isWhole = [pill] {
        return pill->size() == pill->sizeHint() && pill->parentWidget()->rect().contains(pill->geometry());
    };
    QTRY_VERIFY(isWhole());
    m_line->showTip(QStringLiteral("a tip with many words ").repeated(20));
    QTRY_VERIFY(isWhole());
}

QTEST_MAIN(tst_statusline_room)
#include "tst_statusline_room.moc"
