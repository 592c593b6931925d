// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>
#include <QXmlStreamReader>

#include <signal.h>

namespace {

const char *const calm = R"(name: calm
instances: {a: {}, b: {}}
clients: {alice: {on: a}, bob: {on: b}}
steps:
  - wait: joined
  - send: {from: all, count: 20, rate: 200/s}
  - note: that was all
invariants: [no-loss, no-duplicates, same-order]
)";

/// Live rooms keep nothing for whoever is away: they must not claim that they do.
const char *const overclaimed = R"(name: overclaimed
claims: at-least-once
instances: {a: {}, b: {}}
clients: {alice: {on: a}, bob: {on: b}}
steps:
  - wait: joined
  - disconnect: bob
  - send: {from: alice, count: 5, rate: 100/s}
  - connect: bob
  - wait: joined
  - settle: {limit: 1s}
invariants: [no-loss, no-duplicates]
)";

const char *const silent = R"(name: silent
instances: {a: {}}
clients: {alice: {on: a}}
steps: [wait: joined]
invariants: [no-loss]
)";

const char *const endless = R"(name: endless
instances: {a: {}, b: {}}
clients: {alice: {on: a}, bob: {on: b}}
steps:
  - wait: joined
  - send: {from: all, rate: 50/s, duration: 10min}
invariants: [no-loss]
)";

} // namespace

/// The program as a person, or CI, runs it.
class tst_RunCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tellsByItsExitCode_data();
    void tellsByItsExitCode();
    void runsWhatComesWithIt();
    void writesReports();
    void writesAHistoryThatIsJudgedAlike();
    void namesTheLineOfAMistake();
    void changesWhatIsSet();
    void saysWhyItCannotRun();
    void keepsHistoriesOfWhatFailed();
    void goesOnWhereToldTo();
    void judgesWhatWasSeenWhenInterrupted();
    void looksAtScenarios();

private:
    QString write(const char *name, const char *text);
    void run(QProcess &process, const QStringList &arguments);
    QByteArray read(const QString &name);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_RunCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString tst_RunCommand::write(const char *name, const char *text)
{
    QFile file(m_folder->filePath(QLatin1String(name) + QLatin1String(".yaml")));
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
    return file.fileName();
}

QByteArray tst_RunCommand::read(const QString &name)
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_RunCommand::run(QProcess &process, const QStringList &arguments)
{
    process.setWorkingDirectory(m_folder->path());
    process.start(QString::fromLocal8Bit(qgetenv("CROSSTALK_BIN")) + QStringLiteral("/crosstalk"), arguments);
    QVERIFY(process.waitForFinished(100'000));
}

void tst_RunCommand::tellsByItsExitCode_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("pass") << QByteArray(calm) << 0 << QByteArray("PASS: 40 sent, 80 due, 80 delivered");
    QTest::newRow("fail") << QByteArray(overclaimed) << 1 << QByteArray("never reached bob on b");
    QTest::newRow("unknown") << QByteArray(silent) << 2 << QByteArray("nothing was due");
}

void tst_RunCommand::tellsByItsExitCode()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, said);
    QProcess process;
    run(process, {"run", write("mine", text.constData())});
    const QByteArray output = process.readAllStandardOutput();
    QVERIFY2(output.contains(said), output.constData());
    QTEST(process.exitCode(), "exitCode");
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

void tst_RunCommand::runsWhatComesWithIt()
{
    QProcess process;
    run(process, {"run", "cross-server"});
    QVERIFY(process.readAllStandardOutput().contains("300 sent, 900 due, 900 delivered"));
    QCOMPARE(process.exitCode(), 0);
}

void tst_RunCommand::writesReports()
{
    QProcess process;
    run(process, {"run", write("calm", calm), write("over", overclaimed), "--junit", "r.xml", "--json", "r.json",
                  "--html", "r.html"});
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardOutput().contains("1 of 2 runs passed."));
    int suites = 0;
    int failures = 0;
    QXmlStreamReader xml(read("r.xml"));
    while (!xml.atEnd()) {
        xml.readNext();
        suites += xml.isStartElement() && xml.name() == QLatin1String("testsuite") ? 1 : 0;
        failures += xml.isStartElement() && xml.name() == QLatin1String("failure") ? 1 : 0;
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(suites, 2);
    QCOMPARE(failures, 1);
    const QJsonArray runs = QJsonDocument::fromJson(read("r.json")).object().value("runs").toArray();
    QCOMPARE(runs.size(), 2);
    QCOMPARE(runs.at(0).toObject().value("verdict").toObject().value("verdict").toString(), QStringLiteral("pass"));
    QCOMPARE(runs.at(1).toObject().value("verdict").toObject().value("verdict").toString(), QStringLiteral("fail"));
    const QByteArray html = read("r.html");
    QVERIFY(html.contains("overclaimed") && html.contains("never reached bob on b"));
}

void tst_RunCommand::writesAHistoryThatIsJudgedAlike()
{
    QProcess process;
    run(process, {"run", write("over", overclaimed), "--history", "h.jsonl", "--json", "r.json"});
    QCOMPARE(process.exitCode(), 1);
    QProcess check;
    run(check, {"check", "h.jsonl", "--json", "c.json"});
    QCOMPARE(check.exitCode(), 1);
    const QJsonObject ran = QJsonDocument::fromJson(read("r.json")).object();
    QCOMPARE(QJsonDocument::fromJson(read("c.json")).object(),
             ran.value("runs").toArray().at(0).toObject().value("verdict").toObject());
}

void tst_RunCommand::namesTheLineOfAMistake()
{
    QByteArray text(calm);
    text.replace("invariants: [no-loss", "invariants: [no-lost");
    QProcess process;
    run(process, {"run", write("calm", calm), write("wrong", text.constData())});
    QCOMPARE(process.exitCode(), 3);
    const QByteArray error = process.readAllStandardError();
    QVERIFY2(error.contains("wrong.yaml:8:14:") && error.contains("no-loss"), error.constData());
    QCOMPARE(process.readAllStandardOutput(), QByteArray()); // Nothing was run.
}

void tst_RunCommand::changesWhatIsSet()
{
    QProcess process;
    run(process, {"run", write("calm", calm), "--set", "steps.1.send.count=3"});
    QVERIFY(process.readAllStandardOutput().contains("6 sent, 12 due, 12 delivered"));
    QCOMPARE(process.exitCode(), 0);
}

void tst_RunCommand::saysWhyItCannotRun()
{
    QProcess process;
    run(process, {"run", write("calm", calm), "--redis-server", "/nowhere/redis-server"});
    QCOMPARE(process.exitCode(), 3);
    QVERIFY(process.readAllStandardError().contains("crosstalk run: calm: Cannot find the broker's program"));

    QProcess unwritable;
    run(unwritable, {"run", write("calm", calm), "--junit", "/nowhere/r.xml"});
    QCOMPARE(unwritable.exitCode(), 3);
    QVERIFY(unwritable.readAllStandardError().contains("Cannot write /nowhere/r.xml"));
}

void tst_RunCommand::keepsHistoriesOfWhatFailed()
{
    QProcess good;
    run(good, {"run", write("calm", calm), "--repeat", "3"});
    QCOMPARE(good.exitCode(), 0);
    QVERIFY(good.readAllStandardOutput().contains("3 of 3 runs passed."));
    QVERIFY(!QDir(m_folder->path()).exists("crosstalk-histories"));

    QProcess bad;
    run(bad, {"run", write("over", overclaimed), "--repeat", "3"});
    QCOMPARE(bad.exitCode(), 1);
    QVERIFY(bad.readAllStandardOutput().contains("0 of 1 runs passed."));
    QCOMPARE(QDir(m_folder->filePath("crosstalk-histories")).entryList(QDir::Files),
             QStringList{"history-over-1.jsonl"});
}

void tst_RunCommand::goesOnWhereToldTo()
{
    QProcess process;
    run(process, {"run", write("silent", silent), write("over", overclaimed), write("calm", calm), "--keep-going"});
    QCOMPARE(process.exitCode(), 1); // The worst of 2, 1 and 0.
    QVERIFY(process.readAllStandardOutput().contains("1 of 3 runs passed."));
}

void tst_RunCommand::judgesWhatWasSeenWhenInterrupted()
{
    QProcess process;
    process.setWorkingDirectory(m_folder->path());
    process.start(QString::fromLocal8Bit(qgetenv("CROSSTALK_BIN")) + QStringLiteral("/crosstalk"),
                  {"run", write("endless", endless), "--json", "r.json"});
    QByteArray output;
    const auto hasBegun = [&] {
        output += process.readAllStandardOutput();
        return output.contains("sent, "); // Progress is printed every few seconds.
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasBegun(), 60'000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(60'000));
    output += process.readAllStandardOutput();
    QVERIFY2(output.contains("interrupted before all steps were taken"), output.constData());
    QCOMPARE(process.exitCode(), 2);
    const QJsonObject report = QJsonDocument::fromJson(read("r.json")).object();
    const QJsonObject verdict = report.value("runs").toArray().at(0).toObject().value("verdict").toObject();
    QVERIFY(verdict.value("delivered").toDouble() > 0);
}

void tst_RunCommand::looksAtScenarios()
{
    QProcess list;
    run(list, {"scenario", "list"});
    QCOMPARE(list.exitCode(), 0);
    const QByteArray names = list.readAllStandardOutput();
    QVERIFY(names.contains("A client on each of three instances") && names.contains("two-systems"));

    QProcess check;
    run(check, {"scenario", "check", write("calm", calm), "burst"});
    QCOMPARE(check.exitCode(), 0);
    QCOMPARE(check.readAllStandardOutput().count("in order"), 2);

    QProcess wrong;
    run(wrong, {"scenario", "check", write("wrong", "name: x\nstep: []\n")});
    QCOMPARE(wrong.exitCode(), 3);
    QVERIFY(wrong.readAllStandardError().contains("wrong.yaml:2:1:"));

    QProcess show;
    run(show, {"scenario", "show", write("calm", calm)});
    QCOMPARE(show.exitCode(), 0);
    QProcess again;
    run(again, {"scenario", "show", write("shown", show.readAllStandardOutput().constData())});
    QCOMPARE(again.exitCode(), 0);

    QProcess schema;
    run(schema, {"scenario", "schema"});
    QVERIFY(QJsonDocument::fromJson(schema.readAllStandardOutput()).object().contains("$schema"));
}

QTEST_GUILESS_MAIN(tst_RunCommand)
#include "tst_runcommand.moc"
