// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a chat is told of its instance, and how often.
#include "app/desktop/chatnews.h"

#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class tst_chatnews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eachTurnIsToldOnce();
    void whyItIsNotReadyIsTold();
    void ofALinkOnlyItsEndIsTold();
    void whatDoesNotLastIsNotTold();
    void oneWithoutLinksDoesNotHear();
    void oneThatComesAndGoesIsToldNowAndThen();
    void whatWasHeldBackIsToldInTheEnd();
    void whatIsToldElsewhereIsNotToldHere();
    void whatFollowsFromItsStateIsNoRecovery();

private:
    /// As text; empty where nothing is told.
    QString take(std::chrono::nanoseconds at)
    {
        const auto notice = m_news.take(m_row, at.count());
        m_isGood = notice && notice->isGood;
        return notice ? notice->text : QString();
    }
    QString deafAt(std::chrono::nanoseconds at)
    {
        m_row.deafMs = 1500;
        return take(at);
    }
    QString wellAt(std::chrono::nanoseconds at)
    {
        m_row.deafMs = 0;
        m_row.unreadiness.clear();
        return take(at);
    }

    InstanceNews m_news;
    ServiceRow m_row;
    bool m_isGood = false;
    const QString m_deaf = QStringLiteral("instance C is deaf: nothing from the others arrives here");
    const QString m_hears = QStringLiteral("instance C hears the others again");
};

void tst_chatnews::init()
{
    m_news = {};
    m_row = {};
    m_row.tag = {QStringLiteral("c"), 2};
    m_row.state = Service::State::Ready;
    m_row.sessions = 1;
}

void tst_chatnews::eachTurnIsToldOnce()
{
    QCOMPARE(take(0s), QString());
    QCOMPARE(deafAt(1s), QString());
    QCOMPARE(deafAt(2s), m_deaf);
    QVERIFY(!m_isGood);
    QCOMPARE(deafAt(3s), QString());
    QCOMPARE(deafAt(200s), QString());
    QCOMPARE(wellAt(201s), m_hears);
    QVERIFY(m_isGood);
    QCOMPARE(wellAt(202s), QString());
}

void tst_chatnews::whyItIsNotReadyIsTold()
{
    m_row.unreadiness = QStringLiteral("Connection refused");
    QCOMPARE(take(1s), QString());
    QCOMPARE(take(2s),
             QStringLiteral("instance C is not ready (Connection refused): nothing goes between it and the others"));
    QCOMPARE(wellAt(3s), QStringLiteral("instance C is ready again"));
}

void tst_chatnews::ofALinkOnlyItsEndIsTold()
{
    m_row.isUnreachable = true;
    QCOMPARE(take(1s), QString());
    QCOMPARE(take(2s), QStringLiteral("instance C is unreachable: no chat has a link to it"));
    m_row.isUnreachable = false;
    QCOMPARE(take(3s), QString());
}

/// It may turn out to be another's doing, and be told as that.
void tst_chatnews::whatDoesNotLastIsNotTold()
{
    m_row.unreadiness = QStringLiteral("Connection refused");
    QCOMPARE(take(1s), QString());
    m_row.isBrokersDoing = true;
    QCOMPARE(take(2s), QString());
    QCOMPARE(take(3s), QString());
    m_row.isBrokersDoing = false;
    QCOMPARE(wellAt(4s), QString());
}

void tst_chatnews::oneWithoutLinksDoesNotHear()
{
    QCOMPARE(deafAt(1s), QString());
    QCOMPARE(deafAt(2s), m_deaf);
    m_row.sessions = 0;
    QCOMPARE(wellAt(3s), QString());
    m_row.sessions = 1;
    QCOMPARE(wellAt(4s), QString());
}

void tst_chatnews::oneThatComesAndGoesIsToldNowAndThen()
{
    QCOMPARE(deafAt(0s), QString());
    QCOMPARE(deafAt(1s), m_deaf);
    QCOMPARE(wellAt(2s), m_hears);
    for (auto at = 3s; at < 31s; at += 2s) {
        QCOMPARE(deafAt(at), QString());
        QCOMPARE(wellAt(at + 1s), QString());
    }
    QCOMPARE(deafAt(32s), QString());
    QCOMPARE(deafAt(33s), m_deaf + QStringLiteral(" (15 times since this was told last)"));
    QCOMPARE(wellAt(34s), m_hears);
}

void tst_chatnews::whatWasHeldBackIsToldInTheEnd()
{
    QCOMPARE(deafAt(0s), QString());
    QCOMPARE(deafAt(1s), m_deaf);
    QCOMPARE(wellAt(2s), m_hears);
    QCOMPARE(deafAt(3s), QString());
    QCOMPARE(deafAt(30s), QString());
    QCOMPARE(deafAt(31s), m_deaf);
}

void tst_chatnews::whatIsToldElsewhereIsNotToldHere()
{
    m_row.isBrokersDoing = true;
    QCOMPARE(deafAt(1s), QString());
    QCOMPARE(wellAt(2s), QString());
    // Its broker is back, and it is none the better for it.
    QCOMPARE(deafAt(3s), QString());
    m_row.isBrokersDoing = false;
    QCOMPARE(deafAt(6s), QString());
    QCOMPARE(deafAt(7s), m_deaf);
}

void tst_chatnews::whatFollowsFromItsStateIsNoRecovery()
{
    QCOMPARE(deafAt(0s), QString());
    QCOMPARE(deafAt(1s), m_deaf);
    m_row.state = Service::State::Frozen;
    QCOMPARE(deafAt(2s), QString());
    m_row.state = Service::State::Ready;
    QCOMPARE(wellAt(3s), QString());
}

QTEST_GUILESS_MAIN(tst_chatnews)
#include "tst_chatnews.moc"
