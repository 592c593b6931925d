// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What sessions tell of their instances: alice is on a, bob on b, carol on c.
#include "app/desktop/pulse.h"

#include <QTest>

using namespace crosstalk;

class tst_pulse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_pulse = {}; }
    void countsWhatGoesThrough();
    void isDeafFromTheFirstMiss();
    void hearsAgain();
    void oldMissIsNoDeafness();
    void ownEchoIsNoHearing();
    void nobodyThereIsNotDeaf();
    void beginsAnew();

private:
    void apply(const history::Event &event)
    {
        m_pulse.apply(event, [](const QString &session) { return session.left(1); });
    }
    void receive(const QString &from, const QString &to, qint64 at)
    {
        history::Received event;
        event.at = at;
        event.session = to;
        event.probe = {from, QStringLiteral("lobby"), 1};
        apply(event);
    }

    Pulse m_pulse;
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    const QString c = QStringLiteral("c");
};

void tst_pulse::countsWhatGoesThrough()
{
    history::Sent sent;
    sent.probe = {a, QStringLiteral("lobby"), 1};
    apply(sent);
    receive(a, a, 1);
    receive(a, b, 2);
    QCOMPARE(m_pulse.takeMessages(a), 2);
    QCOMPARE(m_pulse.takeMessages(b), 1);
    QCOMPARE(m_pulse.takeMessages(b), 0);
}

void tst_pulse::isDeafFromTheFirstMiss()
{
    receive(a, c, 100);
    QVERIFY(!m_pulse.deafSince(c));
    m_pulse.missed(a, c, 200);
    m_pulse.missed(b, c, 300);
    QCOMPARE(m_pulse.deafSince(c), std::optional<qint64>(200));
    QVERIFY(!m_pulse.deafSince(b));
}

void tst_pulse::hearsAgain()
{
    m_pulse.missed(a, c, 200);
    receive(b, c, 500);
    QVERIFY(!m_pulse.deafSince(c));
}

void tst_pulse::oldMissIsNoDeafness()
{
    receive(a, c, 300);
    m_pulse.missed(b, c, 200); // Lost, but others have come since.
    QVERIFY(!m_pulse.deafSince(c));
}

void tst_pulse::ownEchoIsNoHearing()
{
    m_pulse.missed(a, c, 200);
    receive(c, c, 300);
    QVERIFY(m_pulse.deafSince(c));
    m_pulse.missed(b, b, 200); // Nor does what it keeps from itself make it deaf.
    QVERIFY(!m_pulse.deafSince(b));
}

void tst_pulse::nobodyThereIsNotDeaf()
{
    m_pulse.missed(a, c, 200);
    apply(history::Disconnected{400, c});
    QVERIFY(!m_pulse.deafSince(c));
}

void tst_pulse::beginsAnew()
{
    m_pulse.missed(a, c, 200);
    m_pulse.forget(c, 300);
    QVERIFY(!m_pulse.deafSince(c));
    m_pulse.missed(a, c, 299); // What went astray before is told of later.
    QVERIFY(!m_pulse.deafSince(c));
    m_pulse.missed(a, c, 301);
    QCOMPARE(m_pulse.deafSince(c), std::optional<qint64>(301));
}

QTEST_GUILESS_MAIN(tst_pulse)
#include "tst_pulse.moc"
