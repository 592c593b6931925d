// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/words.h"
#include "app/engine/scenariofile.h"
#include "app/engine/scenariorunner.h"

#include <QtTest>

using namespace crosstalk;

/// What comes with the programs passes on the server that comes with them.
class ShippedRunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void passes_data();
    void passes();
    void catchesWhatItIsFor_data();
    void catchesWhatItIsFor();

private:
    static QString server() { return qEnvironmentVariable("CROSSTALK_BIN") + "/crosstalk-server"; }
    /// Nothing where it could not be carried out, which is told.
    std::optional<RunReport> run(const QString &name, const QStringList &overrides);
};

std::optional<RunReport> ShippedRunsTest::run(const QString &name, const QStringList &overrides)
{
    const auto scenario = loadScenario(name, overrides);
    if (!scenario) {
        qWarning("%s", qPrintable(scenario.error().first().toString()));
        return {};
    }
    ScenarioRunner::Options options;
    options.serverProgram = server();
    ScenarioRunner runner(*scenario, options);
    std::optional<RunReport> report;
    bool hasFailed = false;
    connect(&runner, &ScenarioRunner::finished, this, [&](const RunReport &given) { report = given; });
    connect(&runner, &ScenarioRunner::failed, this, [&](const Error &error) {
        hasFailed = true;
        qWarning("%s", qPrintable(error.toString()));
    });
    runner.start();
    // Under a sanitizer, on a busy machine, 64 MB to three clients take long.
    if (!QTest::qWaitFor([&] { return report || hasFailed; }, 180'000))
        qWarning("%s has not ended within three minutes", qPrintable(name));
    return report;
}

/// A server under AddressSanitizer keeps what it has freed, 256 MiB of it unless told otherwise: its memory would be
/// judged for that.
void ShippedRunsTest::initTestCase()
{
    qputenv("ASAN_OPTIONS", qgetenv("ASAN_OPTIONS") + ":quarantine_size_mb=1");
}

void ShippedRunsTest::passes_data()
{
    QTest::addColumn<QString>("name");
    for (const ShippedScenario &shipped : shippedScenarios())
        QTest::newRow(qPrintable(shipped.name)) << shipped.name;
}

void ShippedRunsTest::passes()
{
    QFETCH(QString, name);
    const auto report = run(name, {});
    QVERIFY(report);
    QStringList told = report->notes;
    for (const InvariantVerdict &invariant : report->verdict.invariants) {
        if (invariant.judgement == Judgement::Pass)
            continue;
        told << invariant.label + ": " + nameOf(invariant.judgement) + ": " + invariant.reason;
        if (invariant.counterexample)
            told << describe(*invariant.counterexample);
    }
    QVERIFY2(report->verdict.judgement == Judgement::Pass, qPrintable(told.join('\n')));
    QVERIFY(report->verdict.total.delivered > 0);
}

void ShippedRunsTest::catchesWhatItIsFor_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("overrides");
    QTest::addColumn<QStringList>("failed");
    QTest::newRow("a queue without bound")
        << "slow-reader" << QStringList{"instances.b={arguments: [--max-queue, 1GiB]}"} << QStringList{"memory"};
    // They say that they are another system, and are not.
    const QString same = QStringLiteral("{exec: \"%1 --listen 127.0.0.1:${port} --redis ${redis} --name ${name}\", "
                                        "dialect: crosstalk, system: second}")
                             .arg(server());
    QTest::newRow("a system that leaks") << "two-systems" << QStringList{"instances.c=" + same, "instances.d=" + same}
                                         << QStringList{"no-phantoms"};
}

void ShippedRunsTest::catchesWhatItIsFor()
{
    QFETCH(QString, name);
    QFETCH(QStringList, overrides);
    const auto report = run(name, overrides);
    QVERIFY(report);
    QStringList failed;
    for (const InvariantVerdict &invariant : report->verdict.invariants) {
        if (invariant.judgement == Judgement::Fail)
            failed << invariant.name;
    }
    QTEST(failed, "failed");
}

QTEST_GUILESS_MAIN(ShippedRunsTest)
#include "tst_shippedruns.moc"
