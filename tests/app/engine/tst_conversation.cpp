// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/cluster.h"
#include "app/engine/session.h"
#include "tests/app/engine/processes.h"

#include <QSignalSpy>
#include <QtTest>

#include <memory>
#include <vector>

#include <signal.h>

using namespace crosstalk;
using namespace crosstalk::testing;

/// Sessions on a cluster of real servers: what the harness sees while it drains, kills, freezes and restarts them.
class tst_Conversation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();

    void everybodyHearsEverybody_data() { dialects(); }
    void everybodyHearsEverybody();
    void missesWhatAFrozenInstanceHolds();
    void goesOnAfterAnInstanceEnded_data();
    void goesOnAfterAnInstanceEnded();
    void goesOnAfterTheBrokerEnded_data();
    void goesOnAfterTheBrokerEnded();
    void stopSaysGoodBye();

private:
    void dialects();
    void begin(const QString &dialect = QStringLiteral("crosstalk"));
    bool isEverywhere(const history::ProbeId &probe) const;
    /// Says something until it reaches everybody: true once it has.
    bool converses();

    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<Recorder> m_recorder;
    std::vector<std::unique_ptr<Session>> m_sessions;
    std::optional<history::ProbeId> m_last;
    QElapsedTimer m_sinceLast;
};

namespace {

const QString room = QStringLiteral("lobby");
const QStringList names{QStringLiteral("alice"), QStringLiteral("bob"), QStringLiteral("carol")};

} // namespace

void tst_Conversation::dialects()
{
    QTest::addColumn<QString>("dialect");
    for (const QString &name : dialectNames())
        QTest::newRow(qPrintable(name)) << name;
}

void tst_Conversation::cleanup()
{
    m_sessions.clear();
    m_cluster.reset();
    m_recorder.reset();
    m_last.reset();
    QCOMPARE(childProcesses(), QList<qint64>());
}

void tst_Conversation::begin(const QString &dialect)
{
    Cluster::Options options;
    options.serverProgram = QString::fromLocal8Bit(qgetenv("CROSSTALK_BIN")) + "/crosstalk-server";
    m_cluster = std::make_unique<Cluster>(options);
    m_recorder = std::make_unique<Recorder>();
    QSignalSpy failed(m_cluster.get(), &Cluster::failed);
    for (int i = 0; i < names.size(); ++i) {
        m_sessions.push_back(
            std::make_unique<Session>(names.at(i), m_cluster->instances().at(i), dialect, m_recorder.get()));
        m_sessions.back()->join(room);
        m_sessions.back()->open(); // Before there is anything to connect to.
    }
    m_cluster->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_cluster->state(), Cluster::State::Running, 30000);
    QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed.at(0).at(0).value<Error>().toString()));
    for (const auto &session : m_sessions)
        QTRY_COMPARE_WITH_TIMEOUT(session->client()->joinedRooms(), QStringList{room}, 15000);
}

bool tst_Conversation::isEverywhere(const history::ProbeId &probe) const
{
    const auto delivery = m_recorder->ledger().delivery(probe);
    return delivery && delivery->ownDelivered && delivery->delivered == names.size() - 1;
}

bool tst_Conversation::converses()
{
    if (m_last && isEverywhere(*m_last))
        return true;
    if (!m_last || m_sinceLast.hasExpired(200)) {
        m_last = m_sessions.front()->say(room, "is anybody there?");
        m_sinceLast.start();
    }
    return false;
}

void tst_Conversation::everybodyHearsEverybody()
{
    QFETCH(QString, dialect);
    begin(dialect);
    QObject whileHere;
    int received = 0;
    int taken = 0;
    connect(m_recorder.get(), &Recorder::recorded, &whileHere, [&](const history::Event &event) {
        if (const auto *copy = std::get_if<history::Received>(&event)) {
            ++received;
            taken += copy->takenAt ? 1 : 0;
        }
    });
    constexpr int count = 50;
    for (int i = 0; i < count; ++i) {
        for (const auto &session : m_sessions)
            session->say(room, QStringLiteral("message %1").arg(i));
    }
    const Ledger &ledger = m_recorder->ledger();
    const auto all = quint64(count * names.size() * names.size());
    QTRY_COMPARE_WITH_TIMEOUT(ledger.total().delivered, all, 30000);
    QCOMPARE(ledger.total().due, all);
    QVERIFY(ledger.total().isClean());
    QCOMPARE(ledger.phantoms(), 0u);
    for (const auto &from : {"a", "b", "c"}) {
        for (const auto &to : {"a", "b", "c"})
            QCOMPARE(ledger.cell(from, to).delivered, quint64(count));
    }
    // Both clocks are this machine's.
    QCOMPARE(taken, dialect == QStringLiteral("crosstalk") ? received : 0);
}

void tst_Conversation::missesWhatAFrozenInstanceHolds()
{
    begin();
    m_cluster->instance("b")->freeze();
    const auto probe = m_sessions.front()->say(room, "bob cannot hear this");
    QTRY_COMPARE(m_recorder->ledger().delivery(probe)->missing, QList<QString>{"bob"});
    m_cluster->instance("b")->thaw();
    QTRY_VERIFY_WITH_TIMEOUT(isEverywhere(probe), 15000);
    QVERIFY(m_recorder->ledger().total().isClean());
}

void tst_Conversation::goesOnAfterAnInstanceEnded_data()
{
    QTest::addColumn<QString>("how");
    for (const auto &how : {"drained", "killed", "crashed", "restarted", "restarted while frozen"})
        QTest::newRow(how) << QString(how);
}

void tst_Conversation::goesOnAfterAnInstanceEnded()
{
    QFETCH(QString, how);
    begin();
    Instance *b = m_cluster->instance("b");
    const QUrl url = b->url();
    QSignalSpy states(m_sessions.at(1).get(), &Session::stateChanged);
    if (how.startsWith("restarted")) {
        if (how.endsWith("frozen"))
            b->freeze();
        b->restart();
        QTRY_COMPARE_WITH_TIMEOUT(b->state(), Instance::State::Ready, 20000);
    } else {
        if (how == "drained")
            b->drain();
        else if (how == "killed")
            b->kill();
        else
            ::kill(static_cast<pid_t>(b->pid()), SIGSEGV);
        QTRY_COMPARE_WITH_TIMEOUT(b->state(), how == "crashed" ? Instance::State::Exited : Instance::State::Stopped,
                                  15000);
        // The others go on without it.
        const auto probe = m_sessions.front()->say(room, "bob is away");
        QTRY_COMPARE(m_recorder->ledger().delivery(probe)->delivered, 1);
        QCOMPARE(m_recorder->ledger().delivery(probe)->due, 1);
        b->start();
        QTRY_COMPARE_WITH_TIMEOUT(b->state(), Instance::State::Ready, 15000);
    }
    QCOMPARE(b->url(), url);
    QTRY_VERIFY_WITH_TIMEOUT(converses(), 30000);
    QVERIFY(!states.isEmpty());
    QCOMPARE(m_recorder->ledger().total().duplicate, 0u);
}

void tst_Conversation::goesOnAfterTheBrokerEnded_data()
{
    QTest::addColumn<QString>("how");
    for (const auto &how : {"restarted", "killed", "frozen"})
        QTest::newRow(how) << QString(how);
}

void tst_Conversation::goesOnAfterTheBrokerEnded()
{
    QFETCH(QString, how);
    begin();
    Broker *broker = m_cluster->broker();
    if (how == "restarted") {
        broker->restart();
    } else if (how == "killed") {
        broker->kill();
        QTRY_COMPARE(broker->state(), Broker::State::Stopped);
        broker->start();
    } else {
        broker->freeze();
        broker->thaw();
    }
    QTRY_COMPARE_WITH_TIMEOUT(broker->state(), Broker::State::Ready, 15000);
    QTRY_VERIFY_WITH_TIMEOUT(converses(), 30000);
    QCOMPARE(m_recorder->ledger().total().duplicate, 0u);
    for (const Instance *instance : m_cluster->instances())
        QCOMPARE(instance->state(), Instance::State::Ready);
}

void tst_Conversation::stopSaysGoodBye()
{
    begin();
    QSignalSpy stopped(m_cluster.get(), &Cluster::stopped);
    QList<QString> endings;
    for (const Instance *instance : m_cluster->instances()) {
        connect(instance, &Instance::stateChanged, this, [&, instance](Instance::State state) {
            if (state == Instance::State::Stopped)
                endings.append(instance->exitedHow());
        });
    }
    m_cluster->stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, 15000);
    QCOMPARE(endings, (QList<QString>(3, QStringLiteral("exit code 0"))));
    for (const auto &session : m_sessions)
        QTRY_VERIFY(session->client()->state() != ChatClient::State::Open);
}

QTEST_GUILESS_MAIN(tst_Conversation)
#include "tst_conversation.moc"
