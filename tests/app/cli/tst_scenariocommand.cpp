// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// `crosstalk scenario` as a user meets it.
class TestScenarioCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void checksFiles();
    void tellsEveryMistakeOfEveryFile();
    void showsTheNormalisedForm();
    void changesValues();
    void listsWhatItBrings();
    void printsTheSchema();
    void saysWhatIsWrongWithItsArguments_data();
    void saysWhatIsWrongWithItsArguments();
    void keepsControlCharactersFromTheTerminal();

private:
    struct Ended
    {
        int code = -1;
        QString out;
        QString err;
    };
    Ended run(const QStringList &arguments) const;
    void write(const QString &name, const QByteArray &bytes) const;

    QTemporaryDir m_dir;
};

namespace {

const QByteArray good = "name: mine\ninstances: {a}\nclients: {alice: {on: a}}\nsteps: [wait: joined]\n"
                        "invariants: [no-loss, alive]\n";

} // namespace

void TestScenarioCommand::initTestCase()
{
    write("good.yaml", good);
    write("wrong.yaml", QByteArray(good).replace("no-loss", "no-los").replace("on: a", "on: b"));
}

TestScenarioCommand::Ended TestScenarioCommand::run(const QStringList &arguments) const
{
    QProcess program;
    program.setWorkingDirectory(m_dir.path());
    program.start(qEnvironmentVariable("CROSSTALK_BIN") + "/crosstalk", QStringList{"scenario"} + arguments);
    if (!program.waitForFinished() || program.exitStatus() != QProcess::NormalExit)
        return {-1, {}, program.errorString()};
    return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
            QString::fromUtf8(program.readAllStandardError())};
}

void TestScenarioCommand::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_dir.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void TestScenarioCommand::checksFiles()
{
    const Ended ended = run({"check", "good.yaml", "cross-server"});
    QCOMPARE(ended.err, QString());
    QCOMPARE(ended.out, "good.yaml: in order: 1 instance, 1 client, 1 step, 2 invariants\n"
                        "cross-server: in order: 3 instances, 3 clients, 3 steps, 7 invariants\n");
    QCOMPARE(ended.code, 0);
}

void TestScenarioCommand::tellsEveryMistakeOfEveryFile()
{
    const Ended ended = run({"check", "wrong.yaml", "good.yaml", "none.yaml"});
    QCOMPARE(ended.err.section('\n', 0, 1),
             "wrong.yaml:3:23: there is no instance “b”: there is only a\n"
             "wrong.yaml:5:14: an item of “invariants” cannot be “no-los”: did you mean “no-loss”?");
    QVERIFY2(ended.err.section('\n', 2).startsWith("none.yaml: there is no such file"), qPrintable(ended.err));
    QVERIFY(ended.out.startsWith("good.yaml: in order"));
    QCOMPARE(ended.code, 3);
}

void TestScenarioCommand::showsTheNormalisedForm()
{
    const Ended shown = run({"show", "good.yaml"});
    QCOMPARE(shown.code, 0);
    QVERIFY2(shown.out.startsWith("name: mine\nclaims: at-most-once\nseed: 1\n"), qPrintable(shown.out));
    write("again.yaml", shown.out.toUtf8());
    QCOMPARE(run({"show", "again.yaml"}).out, shown.out);
    QCOMPARE(run({"show", "wrong.yaml"}).code, 3);
    QCOMPARE(run({"show", "wrong.yaml"}).out, QString());
}

void TestScenarioCommand::changesValues()
{
    const Ended shown = run({"show", "--set", "name=other", "good.yaml", "--set=seed=7"});
    QVERIFY2(shown.out.startsWith("name: other\nclaims: at-most-once\nseed: 7\n"), qPrintable(shown.out));
    const Ended wrong = run({"check", "--set", "sed=7", "good.yaml"});
    QCOMPARE(wrong.err, "sed=7:1:1: unknown key “sed”: did you mean “seed”?\n");
    QCOMPARE(wrong.code, 3);
}

void TestScenarioCommand::listsWhatItBrings()
{
    const Ended ended = run({"list"});
    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.contains("\ncross-server      A client on each of three instances"), qPrintable(ended.out));
    for (const QString &line : ended.out.split('\n')) {
        QVERIFY2(line.size() <= 80, qPrintable(line));
        QVERIFY2(!line.endsWith(' '), qPrintable(line));
        const QString name = line.section(' ', 0, 0);
        if (!name.isEmpty())
            QCOMPARE(run({"check", name}).code, 0);
    }
}

void TestScenarioCommand::printsTheSchema()
{
    const Ended ended = run({"schema"});
    QCOMPARE(ended.code, 0);
    QVERIFY(!QJsonDocument::fromJson(ended.out.toUtf8()).isNull());
}

void TestScenarioCommand::saysWhatIsWrongWithItsArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    QTest::newRow("nothing") << QStringList{}
                             << "Nothing to do with scenarios is given. Say check, show, list or schema";
    QTest::newRow("command") << QStringList{"chek"} << "Unknown command “scenario chek”. Did you mean “check”?";
    QTest::newRow("command far from all")
        << QStringList{"run"} << "Unknown command “scenario run”. Try crosstalk scenario --help";
    QTest::newRow("no file") << QStringList{"check"}
                             << "No file given. Name one, or a scenario that crosstalk scenario list shows";
    QTest::newRow("argument") << QStringList{"list", "x"} << "Unexpected argument “x”. Try crosstalk scenario --help";
    QTest::newRow("nothing to set") << QStringList{"schema", "--set", "a=b"}
                                    << "--set has nothing to change here. Try crosstalk scenario --help";
    QTest::newRow("option") << QStringList{"check", "--foo"} << "Unknown option 'foo'. Try crosstalk scenario --help";
}

void TestScenarioCommand::saysWhatIsWrongWithItsArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, message);
    const Ended ended = run(arguments);
    QCOMPARE(ended.err, "crosstalk: " + message + '\n');
    QCOMPARE(ended.out, QString());
    QCOMPARE(ended.code, 3);
}

void TestScenarioCommand::keepsControlCharactersFromTheTerminal()
{
    write("odd.yaml", QByteArray(good).replace("on: a", R"(on: "\e[31m")"));
    const Ended ended = run({"check", "odd.yaml"});
    QCOMPARE(ended.code, 3);
    QVERIFY(!ended.err.contains('\x1b'));
    QVERIFY(ended.err.contains("there is no instance"));
}

QTEST_GUILESS_MAIN(TestScenarioCommand)
#include "tst_scenariocommand.moc"
