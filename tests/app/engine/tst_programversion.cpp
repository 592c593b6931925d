// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
// What programs answer when they are asked for their version, and what is made of those that do not.
#include "app/engine/programversion.h"
#include "tests/app/engine/processes.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace crosstalk;

class tst_ProgramVersion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QTRY_COMPARE(testing::childProcesses(), QList<qint64>()); }
    void isTheLastWordOfTheFirstLine();
    void otherAnswersAreNone_data();
    void otherAnswersAreNone();
    void silentOneEndsWithTheQuestion();

private:
    QString script(const QByteArray &text);

    QTemporaryDir m_folder;
};

QString tst_ProgramVersion::script(const QByteArray &text)
{
    const QString name = m_folder.filePath("program");
    QFile::remove(name);
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("#!/bin/sh\n" + text + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    return name;
}

void tst_ProgramVersion::isTheLastWordOfTheFirstLine()
{
    ProgramVersion version;
    QSignalSpy found(&version, &ProgramVersion::found);
    version.ask(script("test \"$1\" = --version && echo crosstalk-server 1.2.3-rc1 && echo and more"));
    QTRY_COMPARE(found.count(), 1);
    QCOMPARE(found.at(0).at(0).toString(), QString("1.2.3-rc1"));
}

void tst_ProgramVersion::otherAnswersAreNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no version") << QByteArray("echo hello there");
    QTest::newRow("without end, in lines") << QByteArray("exec yes");
    QTest::newRow("without end, in one line") << QByteArray("exec cat /dev/zero");
    QTest::newRow("nothing") << QByteArray("exit 1");
}

void tst_ProgramVersion::otherAnswersAreNone()
{
    QFETCH(QByteArray, text);
    ProgramVersion version;
    QSignalSpy found(&version, &ProgramVersion::found);
    version.ask(script(text));
    // It has ended, of itself or not, long before it would be given up.
    QTRY_COMPARE(testing::childProcesses(), QList<qint64>());
    QCOMPARE(found.count(), 0);
}

void tst_ProgramVersion::silentOneEndsWithTheQuestion()
{
    auto version = std::make_unique<ProgramVersion>();
    version->ask(script("exec sleep 1000"));
    QTRY_COMPARE(testing::childProcesses().size(), 1);
    version.reset();
    QCOMPARE(testing::childProcesses(), QList<qint64>());
}

QTEST_GUILESS_MAIN(tst_ProgramVersion)
#include "tst_programversion.moc"
