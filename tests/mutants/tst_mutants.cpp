// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// A checker that has never failed a broken server has shown nothing: each mutant is run through the scenario that must
// catch it, and must fail the invariants it offends and no other. Servers that are correct must pass all of these.

#include "app/engine/scenariofile.h"
#include "app/engine/scenariorunner.h"
#include "tests/mutants/mutantserver/mutant.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace crosstalk;

namespace {

constexpr int timeoutMs = 90'000;

const QStringList scenarios{"calm", "burst", "churn", "broker-restart", "drain", "slow-reader"};

/// What a table says of the counterexample; nothing where it says nothing.
struct Accused
{
    QString from = {};
    QString to = {};
    QString room = {};
    QString attribution = {};
    bool isOneMessage = true;
};

struct Row
{
    QString mutant;
    QString scenario;
    QStringList fails; ///< The first is what the mutant is about; the others cannot but fail with it.
    Accused accused = {};
};

QList<Row> table()
{
    const QString published = QStringLiteral("published, not delivered");
    const QString unpublished = QStringLiteral("never published");
    return {
        {"deaf-after-broker-restart", "broker-restart", {"no-loss", "reconverges"}, {.attribution = published}},
        {"resubscribes-half",
         "broker-restart",
         {"no-loss", "reconverges"},
         {.room = "lobby", .attribution = published}},
        {"exits-with-broker", "broker-restart", {"alive"}, {.isOneMessage = false}},
        {"hears-itself-twice", "calm", {"no-duplicates"}},
        {"everybody-relays", "calm", {"no-duplicates"}},
        {"skips-one-instance",
         "calm",
         {"no-loss", "no-acknowledged-loss"},
         {.from = "a", .to = "c", .room = "lobby", .attribution = published}},
        {"drops-when-full", "burst", {"no-loss"}, {.from = "a", .attribution = published}},
        {"reorders-in-bursts", "burst", {"sender-order"}, {.from = "a"}},
        {"forgets-while-joining", "churn", {"no-loss"}, {.from = "a", .to = "b", .attribution = published}},
        {"leaks-into-another-room", "calm", {"no-phantoms"}},
        {"cuts-short", "calm", {"no-corruption"}},
        {"alters-a-byte", "calm", {"no-corruption"}},
        {"acks-before-publishing", "calm", {"no-acknowledged-loss", "no-loss"}, {.attribution = unpublished}},
        {"loses-last-at-drain",
         "drain",
         {"no-acknowledged-loss", "no-loss"},
         {.from = "a", .attribution = unpublished}},
        {"buffers-for-slow-reader", "slow-reader", {"memory"}, {.to = "b", .isOneMessage = false}},
        {"joins-before-subscribing", "calm", {"no-loss", "no-acknowledged-loss"}, {.attribution = published}},
    };
}

/// Each of @p instances as a program instead of one of ours.
QStringList asPrograms(const QString &instances, const QString &commandLine, const QString &more)
{
    QStringList overrides;
    for (const QChar name : instances)
        overrides << QStringLiteral("instances.%1={exec: \"%2\", %3}").arg(name, commandLine, more);
    return overrides;
}

QString instancesOf(const Scenario &scenario)
{
    QString names;
    for (const InstanceSpec &instance : scenario.instances)
        names += instance.name;
    return names;
}

QString inWords(const Verdict &verdict)
{
    QStringList lines{verdict.reason};
    for (const InvariantVerdict &each : verdict.invariants) {
        lines << QStringLiteral("  %1: %2: %3").arg(each.name, nameOf(each.judgement), each.reason);
        if (each.counterexample)
            lines << QStringLiteral("    %1 (%2)").arg(each.counterexample->what, each.counterexample->attribution);
    }
    return lines.join(u'\n');
}

QSet<QString> failedIn(const Verdict &verdict)
{
    QSet<QString> names;
    for (const InvariantVerdict &each : verdict.invariants) {
        if (each.judgement == Judgement::Fail)
            names.insert(each.name);
    }
    return names;
}

} // namespace

Q_DECLARE_METATYPE(Row)

class MutantsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void cleanup();

    void everyMutantIsInTheTable();
    void catches_data();
    void catches();
    void acquits_data();
    void acquits();
    void judgesServersOfOthers_data();
    void judgesServersOfOthers();

private:
    void run(const QString &name, const QStringList &overrides);
    void runTestServer(const QString &name, const QString &options);
    void verifyPassed();
    void verifyFailed(const QStringList &names, const Accused &accused);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::optional<RunReport> m_report;
};

void MutantsTest::initTestCase()
{
    // AddressSanitizer holds back what is freed, which would look like a server that holds on to it.
    qputenv("ASAN_OPTIONS", qgetenv("ASAN_OPTIONS") + ":quarantine_size_mb=0:thread_local_quarantine_size_kb=0");
}

void MutantsTest::cleanup()
{
    if (QTest::currentTestFailed()) {
        m_directory->setAutoRemove(false);
        qInfo("The history is kept in %s", qPrintable(m_directory->path()));
    }
    m_report.reset();
}

void MutantsTest::run(const QString &name, const QStringList &overrides)
{
    const auto scenario = loadScenario(QStringLiteral(SCENARIOS "/") + name + QStringLiteral(".yaml"), overrides);
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error().first().toString()));
    ScenarioRunner::Options options;
    options.serverProgram = qEnvironmentVariable("CROSSTALK_BIN") + QStringLiteral("/crosstalk-server");
    options.historyFile = m_directory->filePath(QStringLiteral("history.jsonl"));
    ScenarioRunner runner(*scenario, options);
    std::optional<Error> error;
    QEventLoop loop; // Not QTRY_…, which sleeps between two looks: the harness would be too slow for what it measures.
    connect(&runner, &ScenarioRunner::finished, &loop, [&](const RunReport &report) {
        m_report = report;
        loop.quit();
    });
    connect(&runner, &ScenarioRunner::failed, &loop, [&](const Error &what) {
        error = what;
        loop.quit();
    });
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    runner.start();
    loop.exec();
    QVERIFY2(!error, error ? qPrintable(error->toString()) : "");
    QVERIFY2(m_report, "the scenario did not end in time");
}

void MutantsTest::runTestServer(const QString &name, const QString &options)
{
    const auto scenario = loadScenario(QStringLiteral(SCENARIOS "/") + name + QStringLiteral(".yaml"));
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error().first().toString()));
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/crosstalk-mutant");
    run(name, asPrograms(instancesOf(*scenario),
                         u'\'' + program + QStringLiteral("' --name ${name} --port ${port} --redis ${redis}") + options,
                         QStringLiteral("ready: ^READY, dialect: crosstalk")));
}

void MutantsTest::verifyPassed()
{
    QVERIFY(m_report);
    const Verdict &verdict = m_report->verdict;
    QVERIFY2(verdict.judgement == Judgement::Pass, qPrintable(inWords(verdict)));
    QVERIFY(verdict.total.due > 0);
}

void MutantsTest::verifyFailed(const QStringList &names, const Accused &accused)
{
    QVERIFY(m_report);
    const Verdict &verdict = m_report->verdict;
    QVERIFY2(verdict.judgement == Judgement::Fail, qPrintable(inWords(verdict)));
    QVERIFY2(failedIn(verdict) == QSet<QString>(names.begin(), names.end()), qPrintable(inWords(verdict)));
    for (const InvariantVerdict &each : verdict.invariants) {
        if (each.name != names.first())
            continue;
        QVERIFY2(each.counterexample, qPrintable(inWords(verdict)));
        const Counterexample &example = *each.counterexample;
        QVERIFY(!example.what.isEmpty());
        for (const auto &[actual, expected] :
             {std::pair(example.fromInstance, accused.from), std::pair(example.toInstance, accused.to),
              std::pair(example.probe.room, accused.room), std::pair(example.attribution, accused.attribution)}) {
            if (!expected.isEmpty())
                QCOMPARE(actual, expected);
        }
        if (!accused.isOneMessage)
            continue;
        QVERIFY2(example.probe.n > 0 && !example.probe.session.isEmpty(), qPrintable(inWords(verdict)));
        QVERIFY2(!example.receiver.isEmpty() && example.what.contains(example.receiver), qPrintable(example.what));
        QVERIFY2(example.what.contains(example.probe.session), qPrintable(example.what));
        QVERIFY(!example.around.isEmpty());
    }
}

void MutantsTest::everyMutantIsInTheTable()
{
    QStringList rows;
    for (const Row &row : table())
        rows << row.mutant;
    rows.sort();
    QStringList mutants = mutant::mutantNames();
    mutants.sort();
    QCOMPARE(rows, mutants);
}

void MutantsTest::catches_data()
{
    QTest::addColumn<Row>("row");
    for (const Row &row : table())
        QTest::newRow(qPrintable(row.mutant)) << row;
}

void MutantsTest::catches()
{
    QFETCH(Row, row);
    runTestServer(row.scenario, QStringLiteral(" --mutant ") + row.mutant);
    if (!QTest::currentTestFailed())
        verifyFailed(row.fails, row.accused);
}

void MutantsTest::acquits_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<bool>("isOurs");
    for (const QString &scenario : scenarios) {
        QTest::addRow("%s-test-server", qPrintable(scenario)) << scenario << false;
        QTest::addRow("%s-crosstalk-server", qPrintable(scenario)) << scenario << true;
    }
    for (const auto &scenario : {"plain", "plain-broker-restart"})
        QTest::addRow("%s-crosstalk-server", scenario) << QString(scenario) << true;
}

void MutantsTest::acquits()
{
    QFETCH(QString, scenario);
    QFETCH(bool, isOurs);
    if (isOurs)
        run(scenario, {});
    else
        runTestServer(scenario, {});
    if (!QTest::currentTestFailed())
        verifyPassed();
}

void MutantsTest::judgesServersOfOthers_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QStringList>("fails");
    QTest::newRow("calm") << "plain" << QString() << QStringList{};
    QTest::newRow("broker-restart") << "plain-broker-restart" << QString() << QStringList{"no-loss", "reconverges"};
    QTest::newRow("broker-restart-and-back") << "plain-broker-restart"
                                             << " --returns" << QStringList{};
}

void MutantsTest::judgesServersOfOthers()
{
    QFETCH(QString, scenario);
    QFETCH(QString, option);
    QFETCH(QStringList, fails);
    run(scenario,
        asPrograms(QStringLiteral("ab"), QStringLiteral("'" PYTHON "' '" PYSERVER "' ${port} ${redis}") + option,
                   QStringLiteral("ready: ^listening, dialect: plain")));
    if (QTest::currentTestFailed())
        return;
    if (fails.isEmpty())
        verifyPassed();
    else
        verifyFailed(fails, {.attribution = "published, not delivered"});
}

QTEST_GUILESS_MAIN(MutantsTest)
#include "tst_mutants.moc"
