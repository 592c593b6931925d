// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// `crosstalk check` as a user meets it.
class TestCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsTheVerdictByItsExitCode_data();
    void tellsTheVerdictByItsExitCode();
    void readsStandardInput();
    void writesTheVerdictAsJson();
    void saysThatTheLastLineIsCutOff();
    void saysWhatKeepsItFromJudging_data();
    void saysWhatKeepsItFromJudging();

private:
    struct Ended
    {
        int code = -1;
        QString out;
        QString err;
    };
    static Ended run(const QStringList &arguments, const QByteArray &input = {});
    QString write(const QByteArray &bytes) const;

    QScopedPointer<QTemporaryDir> m_dir;
};

namespace {

const QByteArray beginning = R"({"event":"run","version":1,"run":"r1","claims":"at-most-once","invariants":["no-loss"]}
{"event":"connected","at":2,"session":"alice","instance":"a"}
{"event":"connected","at":3,"session":"bob","instance":"b"}
{"event":"joined","at":4,"session":"bob","room":"lobby"}
{"event":"sent","at":1000000000,"intended":1000000000,"session":"alice","room":"lobby","n":1}
)";
const QByteArray received = R"({"event":"received","at":1001000000,"session":"bob","from":"alice","room":"lobby","n":1}
)";
const QByteArray settled = "{\"event\":\"settled\",\"at\":20000000000}\n";

} // namespace

void TestCheck::init()
{
    m_dir.reset(new QTemporaryDir);
    QVERIFY(m_dir->isValid());
}

TestCheck::Ended TestCheck::run(const QStringList &arguments, const QByteArray &input)
{
    QProcess program;
    program.start(qEnvironmentVariable("CROSSTALK_BIN") + "/crosstalk", QStringList{"check"} + arguments);
    program.write(input);
    program.closeWriteChannel();
    if (!program.waitForFinished() || program.exitStatus() != QProcess::NormalExit)
        return {-1, {}, program.errorString()};
    return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
            QString::fromUtf8(program.readAllStandardError())};
}

QString TestCheck::write(const QByteArray &bytes) const
{
    QFile file(m_dir->filePath("history.jsonl"));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void TestCheck::tellsTheVerdictByItsExitCode_data()
{
    QTest::addColumn<QByteArray>("history");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("firstLine");
    QTest::newRow("pass") << beginning + received + settled << 0 << "PASS     no-loss: ";
    QTest::newRow("fail") << beginning + settled << 1 << "FAIL     no-loss: ";
    QTest::newRow("unknown") << beginning + received << 2 << "UNKNOWN  no-loss: ";
}

void TestCheck::tellsTheVerdictByItsExitCode()
{
    QFETCH(QByteArray, history);
    QFETCH(QString, firstLine);
    const Ended ended = run({write(history)});
    QTEST(ended.code, "code");
    QVERIFY2(ended.out.startsWith(firstLine), qPrintable(ended.out));
    QCOMPARE(ended.err, QString());
    QVERIFY2(!ended.out.contains('\x1b'), "Colours in a pipe");
    const bool tellsExample = ended.out.contains("> 1.0000 s alice on a sends #1 to lobby");
    QCOMPARE(tellsExample, ended.code == 1);
}

void TestCheck::readsStandardInput()
{
    QCOMPARE(run({"-"}, beginning + received + settled).code, 0);
    QCOMPARE(run({"-"}, beginning + settled).code, 1);
    const Ended empty = run({"-"});
    QCOMPARE(empty.code, 3);
    QVERIFY2(empty.err.startsWith("crosstalk: standard input: There is nothing in it"), qPrintable(empty.err));
}

void TestCheck::writesTheVerdictAsJson()
{
    const QString name = m_dir->filePath("verdict.json");
    QCOMPARE(run({"--json", name, write(beginning + settled)}).code, 1);
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject verdict = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(verdict["schema"].toInt(), 1);
    QCOMPARE(verdict["verdict"].toString(), QStringLiteral("fail"));
    QCOMPARE(verdict["lost"].toInt(), 1);
    const Ended ended = run({"--json", m_dir->filePath("missing/verdict.json"), write(beginning + settled)});
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.contains("Cannot write"), qPrintable(ended.err));
}

void TestCheck::saysThatTheLastLineIsCutOff()
{
    const Ended ended = run({write((beginning + received + settled).chopped(5))});
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.out.startsWith("The last line, 7, is cut off"), qPrintable(ended.out));
}

void TestCheck::saysWhatKeepsItFromJudging_data()
{
    QTest::addColumn<QByteArray>("history");
    QTest::addColumn<QString>("message");
    QTest::newRow("no history") << settled << "Line 1: A history begins with a “run” event";
    QTest::newRow("wrong line") << beginning + "{}\n" + settled << "Line 6: Member “event” is missing";
}

void TestCheck::saysWhatKeepsItFromJudging()
{
    QFETCH(QByteArray, history);
    QFETCH(QString, message);
    const QString file = write(history);
    const Ended ended = run({file});
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.startsWith("crosstalk: " + file + ": " + message), qPrintable(ended.err));
    QCOMPARE(ended.err.count('\n'), 1);
    QCOMPARE(ended.out, QString());
    for (const QString &unreadable : {m_dir->filePath("missing.jsonl"), m_dir->path()}) {
        const Ended unread = run({unreadable});
        QCOMPARE(unread.code, 3);
        QVERIFY2(unread.err.contains("Cannot read"), qPrintable(unread.err));
    }
}

QTEST_GUILESS_MAIN(TestCheck)
#include "tst_check.moc"
