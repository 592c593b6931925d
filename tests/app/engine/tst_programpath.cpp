// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
// Where a program is that somebody names.
#include "app/engine/programpath.h"

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace crosstalk;

class tst_programpath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsAsAShellDoes_data();
    void findsAsAShellDoes();

private:
    QTemporaryDir m_folder;
};

void tst_programpath::findsAsAShellDoes_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("found");
    const QString there = m_folder.filePath(QStringLiteral("bin/here"));
    QTest::newRow("from the working directory") << "./here" << there;
    QTest::newRow("from the one above") << "../bin/here" << there;
    QTest::newRow("a path from the root") << there << there;
    QTest::newRow("nothing there") << "./nothing" << QString();
    QTest::newRow("a folder") << "../bin" << QString();
    QTest::newRow("not in PATH") << "here" << QString();
    QTest::newRow("in PATH") << "sh" << QStandardPaths::findExecutable(QStringLiteral("sh"));
}

void tst_programpath::findsAsAShellDoes()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("bin")));
    QFile program(m_folder.filePath(QStringLiteral("bin/here")));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_folder.filePath(QStringLiteral("bin"))));
    QFETCH(QString, wanted);
    QTEST(programPath(wanted), "found");
    QVERIFY(QDir::setCurrent(before));
}

QTEST_GUILESS_MAIN(tst_programpath)
#include "tst_programpath.moc"
