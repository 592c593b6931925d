// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's programs as they are called without anybody before the screen: what they print, and what they leave.
#include "tests/app/engine/processes.h"

#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace crosstalk::testing;

namespace {

constexpr int runTimeout = 180'000;

} // namespace

class tst_programs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void benchmarkPrintsItsTable();
    void benchmarkLeavesSettingsAlone();
    void benchmarkSaysWhyItCannotStart_data();
    void benchmarkSaysWhyItCannotStart();
    void screenshotsAreTaken_data();
    void screenshotsAreTaken();
    void documentsShowTheScreenshots();
    void screenshotsSayWhyTheyAreNotTaken_data();
    void screenshotsSayWhyTheyAreNotTaken();

private:
    static QString bin() { return qEnvironmentVariable("CROSSTALK_BIN"); }
    /// Without what is asked for, those that documents show.
    static QStringList shownScreenshots()
    {
        return {QStringLiteral("window"), QStringLiteral("frozen"), QStringLiteral("path")};
    }
    static QList<qint64> childrenOf(qint64 pid);
    /// With settings in a place of this test's.
    void start(QProcess &process, const QString &program, const QStringList &arguments) const;

    std::unique_ptr<QTemporaryDir> m_config;
};

#define WAIT_FOR_EXIT(process)                                                                                         \
    QTRY_COMPARE_WITH_TIMEOUT((process).state(), QProcess::NotRunning, runTimeout);                                    \
    QCOMPARE((process).exitStatus(), QProcess::NormalExit)

QList<qint64> tst_programs::childrenOf(qint64 pid)
{
    QList<qint64> result;
    const auto names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &name : names)
        if (const qint64 id = name.toLongLong(); id > 0 && processStatus(id).parent == pid)
            result << id;
    return result;
}

void tst_programs::init()
{
    m_config = std::make_unique<QTemporaryDir>();
    QVERIFY(m_config->isValid());
}

void tst_programs::start(QProcess &process, const QString &program, const QStringList &arguments) const
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_config->path());
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process.setProcessEnvironment(environment);
    process.start(bin() + QLatin1Char('/') + program, arguments);
    QVERIFY(process.waitForStarted());
}

void tst_programs::benchmarkPrintsItsTable()
{
    QProcess process;
    start(process, QStringLiteral("crosstalk-desktop"),
          {QStringLiteral("--benchmark"), QStringLiteral("--benchmark-seconds"), QStringLiteral("1"),
           QStringLiteral("--benchmark-rate"), QStringLiteral("300")});
    // The broker and three instances.
    QList<qint64> children;
    QTRY_VERIFY_WITH_TIMEOUT((children = childrenOf(process.processId())).size() == 4, runTimeout);
    WAIT_FOR_EXIT(process);
    QCOMPARE(process.exitCode(), 0);
    for (const qint64 pid : std::as_const(children))
        QVERIFY(!isAlive(pid));

    const QString table = QString::fromUtf8(process.readAllStandardOutput());
    const auto has = [&table](const char *pattern) {
        const QRegularExpression line(QString::fromUtf8(pattern), QRegularExpression::MultilineOption);
        return line.match(table).hasMatch();
    };
    const QByteArray shown = table.toUtf8();
    QVERIFY2(has("^3 chats on as many instances, Qt 6\\.\\d+\\.\\d+ on offscreen"), shown);
    QVERIFY2(has("^Start:      window shown after .* m?s, .* joined after .* m?s\\.$"), shown);
    QVERIFY2(has("^Load:       [1-9]\\d* sent and [1-9]\\d* received a second for .* s; 300 "), shown);
    for (const char *page : {"^Delivery:   ", "^Messages:   "})
        QVERIFY2(has(QByteArray(page) + "blocked for .* at longest, 99\\.9 % .* no more than .*s; over 50 ms: \\d+$"),
                 shown);
    // All that is sent arrives, once in each of three chats.
    const QRegularExpression account(
        QStringLiteral("^Account:    ([\\d,]+) sent, ([\\d,]+) due, ([\\d,]+) delivered, 0 missing; p99 .*s\\.$"),
        QRegularExpression::MultilineOption);
    const auto counts = account.match(table);
    QVERIFY2(counts.hasMatch(), shown);
    const auto number = [&counts](int group) { return counts.captured(group).remove(QLatin1Char(',')).toInt(); };
    QVERIFY(number(1) > 0);
    QCOMPARE(number(2), 3 * number(1));
    QCOMPARE(number(3), number(2));
}

void tst_programs::benchmarkLeavesSettingsAlone()
{
    const QDir config(m_config->path());
    QVERIFY(config.mkdir(QStringLiteral("Crosstalk")));
    QFile settings(config.filePath(QStringLiteral("Crosstalk/crosstalk-desktop.conf")));
    QVERIFY(settings.open(QIODevice::WriteOnly));
    const QByteArray before = "[window]\ntab=2\n";
    settings.write(before);
    settings.close();

    QProcess process;
    start(process, QStringLiteral("crosstalk-desktop"),
          {QStringLiteral("--benchmark"), QStringLiteral("--benchmark-seconds"), QStringLiteral("1"),
           QStringLiteral("--benchmark-rate"), QStringLiteral("3")});
    WAIT_FOR_EXIT(process);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QCOMPARE(settings.readAll(), before);
    QCOMPARE(config.entryList(QDir::NoDotAndDotDot | QDir::AllEntries), QStringList{QStringLiteral("Crosstalk")});
}

void tst_programs::benchmarkSaysWhyItCannotStart_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no broker") << QStringList{QStringLiteral("--redis-server"), QStringLiteral("/nowhere/redis")}
                               << QStringLiteral("/nowhere/redis");
    QTest::newRow("no server") << QStringList{QStringLiteral("--server"), QStringLiteral("/nowhere/server")}
                               << QStringLiteral("/nowhere/server");
    QTest::newRow("no time") << QStringList{QStringLiteral("--benchmark-seconds"), QStringLiteral("0")}
                             << QStringLiteral("--benchmark-seconds 0: not a number from 1 to 3600");
    QTest::newRow("no rate") << QStringList{QStringLiteral("--benchmark-rate"), QStringLiteral("many")}
                             << QStringLiteral("--benchmark-rate many: not a number from 1 to 100000");
}

void tst_programs::benchmarkSaysWhyItCannotStart()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, reason);
    QProcess process;
    start(process, QStringLiteral("crosstalk-desktop"), QStringList{QStringLiteral("--benchmark")} + arguments);
    WAIT_FOR_EXIT(process);
    QCOMPARE(process.exitCode(), 2);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    const QString told = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(told.contains(QStringLiteral("crosstalk-desktop: ")) && told.contains(reason), qPrintable(told));
}

void tst_programs::screenshotsAreTaken_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("those that documents show") << QStringList() << shownScreenshots();
    QTest::newRow("all") << QStringList{QStringLiteral("--all")}
                         << shownScreenshots() + QStringList{QStringLiteral("messages"), QStringLiteral("log"),
                                                             QStringLiteral("palette"), QStringLiteral("scenario")};
}

void tst_programs::documentsShowTheScreenshots()
{
    QStringList shown;
    for (const char *name : {"README.md", "docs/desktop.md"}) {
        QFile document(QStringLiteral(CROSSTALK_SOURCE_DIR "/") + QLatin1String(name));
        QVERIFY(document.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(document.readAll());
        const QRegularExpression picture(QStringLiteral("images/(\\w+)-light.png"));
        for (auto each = picture.globalMatch(text); each.hasNext();)
            shown << each.next().captured(1);
    }
    QStringList taken = shownScreenshots();
    taken.sort();
    shown.sort();
    QCOMPARE(shown, taken);
}

void tst_programs::screenshotsAreTaken()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, names);
    // It needs no screen, whoever calls it.
    qunsetenv("QT_QPA_PLATFORM");
    const QTemporaryDir folder;
    QProcess process;
    start(process, QStringLiteral("crosstalk-screenshots"),
          arguments +
              QStringList{QStringLiteral("--theme"), QStringLiteral("light"), folder.filePath(QStringLiteral("new"))});
    qputenv("QT_QPA_PLATFORM", "offscreen");
    WAIT_FOR_EXIT(process);
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError());

    QStringList expected;
    for (const QString &name : names)
        expected << folder.filePath(QStringLiteral("new/%1-light.png").arg(name));
    QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts), expected);
    QSet<QByteArray> different;
    for (const QString &file : std::as_const(expected)) {
        const QImage picture(file);
        QCOMPARE(picture.size(), QSize(1280, 800));
        different << QByteArray(reinterpret_cast<const char *>(picture.constBits()), picture.sizeInBytes());
    }
    QCOMPARE(different.size(), expected.size());
    QVERIFY(QDir(m_config->path()).isEmpty());
}

void tst_programs::screenshotsSayWhyTheyAreNotTaken_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no directory") << QStringList{} << QStringLiteral("One directory is wanted");
    QTest::newRow("not a directory") << QStringList{QStringLiteral("/dev/null")} << QStringLiteral("/dev/null");
    QTest::newRow("no such theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink"), QDir::tempPath()}
                                   << QStringLiteral("--theme pink");
    QTest::newRow("no broker") << QStringList{QStringLiteral("--redis-server"), QStringLiteral("/nowhere/redis"),
                                              QDir::tempPath()}
                               << QStringLiteral("/nowhere/redis");
}

void tst_programs::screenshotsSayWhyTheyAreNotTaken()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, reason);
    QProcess process;
    start(process, QStringLiteral("crosstalk-screenshots"), arguments);
    WAIT_FOR_EXIT(process);
    QVERIFY(process.exitCode() != 0);
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    const QString told = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(told.contains(QStringLiteral("crosstalk-screenshots: ")) && told.contains(reason), qPrintable(told));
}

QTEST_GUILESS_MAIN(tst_programs)
#include "tst_programs.moc"
