// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/outputfile.h"

#include <QTemporaryDir>
#include <QtTest>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <thread>

using namespace crosstalk;

class TestOutputFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replacesWhatIsThere();
    void leavesWhatIsThereWhereItCannotWriteAll();
    void saysWhereItCannotWrite();
    void writesToAPipeAsItIs();
    void saysThatADeviceTakesNothing();
    void knowsTheSameFileByOtherNames();

private:
    QByteArray read(const QString &name)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

void TestOutputFile::replacesWhatIsThere()
{
    const QString name = m_folder.filePath("report");
    QVERIFY(canWriteFile(name));
    QVERIFY(!QFile::exists(name));
    QVERIFY(writeFile(name, "first, and longer"));
    QVERIFY(canWriteFile(name));
    QCOMPARE(read("report"), QByteArray("first, and longer"));
    QVERIFY(writeFile(name, "second"));
    QCOMPARE(read("report"), QByteArray("second"));
}

/// A limit of the size of files stands for a disk that is full.
void TestOutputFile::leavesWhatIsThereWhereItCannotWriteAll()
{
    const QString name = m_folder.filePath("full");
    QVERIFY(writeFile(name, "before"));
    signal(SIGXFSZ, SIG_IGN);
    rlimit before;
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{100, before.rlim_max};
    for (const int size : {101, 5'000'000}) { // Less than is buffered, and more.
        setrlimit(RLIMIT_FSIZE, &small);
        const auto written = writeFile(name, QByteArray(size, 'x'));
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(!written);
        QCOMPARE(written.error().what, QStringLiteral("Cannot write %1: File too large").arg(name));
        QCOMPARE(read("full"), QByteArray("before"));
    }
    QCOMPARE(QDir(m_folder.path()).entryList({"full*"}), QStringList{"full"});
}

void TestOutputFile::saysWhereItCannotWrite()
{
    for (const auto &result : {canWriteFile("/nowhere/report"), writeFile("/nowhere/report", "x")}) {
        QVERIFY(!result);
        QCOMPARE(result.error().what, QStringLiteral("Cannot write /nowhere/report: No such file or directory"));
    }
    QVERIFY(!canWriteFile(m_folder.path()));
}

void TestOutputFile::writesToAPipeAsItIs()
{
    const QString name = m_folder.filePath("pipe");
    QCOMPARE(mkfifo(qPrintable(name), 0600), 0);
    QVERIFY(canWriteFile(name)); // Without waiting for a reader.
    QByteArray got;
    std::thread reader([&] { got = read("pipe"); });
    const auto written = writeFile(name, "through");
    reader.join();
    QVERIFY(written);
    QCOMPARE(got, QByteArray("through"));
    struct stat there;
    QVERIFY(stat(qPrintable(name), &there) == 0 && S_ISFIFO(there.st_mode));
}

void TestOutputFile::saysThatADeviceTakesNothing()
{
    struct stat there;
    if (stat("/dev/full", &there) != 0 || !S_ISCHR(there.st_mode))
        QSKIP("There is no /dev/full here");
    const auto written = writeFile("/dev/full", "x");
    QVERIFY(!written);
    QCOMPARE(written.error().what, QStringLiteral("Cannot write /dev/full: No space left on device"));
}

void TestOutputFile::knowsTheSameFileByOtherNames()
{
    const QString name = m_folder.filePath("one");
    const QString around = m_folder.filePath("./../" + QFileInfo(m_folder.path()).fileName() + "/one");
    QVERIFY(isSameFile(name, name)); // Not there yet.
    QVERIFY(writeFile(name, "x"));
    QVERIFY(QFile::link(name, m_folder.filePath("link")));
    QVERIFY(isSameFile(name, around));
    QVERIFY(isSameFile(m_folder.filePath("link"), name));
    QVERIFY(!isSameFile(name, m_folder.filePath("two")));
    QVERIFY(!isSameFile("/dev/null", "/dev/null"));
}

QTEST_APPLESS_MAIN(TestOutputFile)
#include "tst_outputfile.moc"
