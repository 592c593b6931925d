// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/selfaudit.h"

#include <QSignalSpy>
#include <QtTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class tst_SelfAudit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reportsAgainAndAgain();
    void seesAStalledEventLoop();
    void passesTheWorstSlipOn();
    void reportsWhatIsLeftWhenItStops();

private:
    static QList<history::Harness> reports(const QSignalSpy &recorded)
    {
        QList<history::Harness> result;
        for (const auto &arguments : recorded)
            result.append(std::get<history::Harness>(arguments.at(0).value<history::Event>()));
        return result;
    }
    /// Works for @p time without looking at any event.
    static void hog(std::chrono::milliseconds time)
    {
        const auto end = std::chrono::steady_clock::now() + time;
        while (std::chrono::steady_clock::now() < end) {}
    }
};

void tst_SelfAudit::reportsAgainAndAgain()
{
    Recorder recorder;
    QSignalSpy recorded(&recorder, &Recorder::recorded);
    SelfAudit audit(&recorder);
    audit.start();
    QTRY_VERIFY(recorded.count() >= 3);
    const auto found = reports(recorded);
    for (qsizetype i = 1; i < found.size(); ++i) {
        QVERIFY(found[i].at - found[i - 1].at >= std::chrono::nanoseconds(SelfAudit::interval).count());
        QVERIFY(found[i].lagNs >= 0);
        QCOMPARE(found[i].slipNs, 0);
        QVERIFY(found[i].cpu >= 0);
    }
    audit.stop();
    recorded.clear();
    audit.stop();
    QCOMPARE(recorded.count(), 0);
}

void tst_SelfAudit::seesAStalledEventLoop()
{
    Recorder recorder;
    QSignalSpy recorded(&recorder, &Recorder::recorded);
    SelfAudit audit(&recorder);
    audit.start();
    hog(400ms);
    QTRY_VERIFY(recorded.count() >= 1);
    const history::Harness first = reports(recorded).first();
    QVERIFY(first.lagNs >= std::chrono::nanoseconds(350ms).count());
    QVERIFY(first.cpu > 0); // How much depends on who else wants it.
}

void tst_SelfAudit::passesTheWorstSlipOn()
{
    Recorder recorder;
    QSignalSpy recorded(&recorder, &Recorder::recorded);
    SelfAudit audit(&recorder);
    audit.start();
    audit.noteSlip(3ms);
    audit.noteSlip(7ms);
    audit.noteSlip(5ms);
    QTRY_VERIFY(recorded.count() >= 2);
    QCOMPARE(reports(recorded).at(0).slipNs, std::chrono::nanoseconds(7ms).count());
    QCOMPARE(reports(recorded).at(1).slipNs, 0);
}

void tst_SelfAudit::reportsWhatIsLeftWhenItStops()
{
    Recorder recorder;
    QSignalSpy recorded(&recorder, &Recorder::recorded);
    SelfAudit audit(&recorder);
    audit.start();
    audit.noteSlip(1ms);
    audit.stop();
    QCOMPARE(recorded.count(), 1);
    QCOMPARE(reports(recorded).first().slipNs, std::chrono::nanoseconds(1ms).count());
}

QTEST_GUILESS_MAIN(tst_SelfAudit)
#include "tst_selfaudit.moc"
