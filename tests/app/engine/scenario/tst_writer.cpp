// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenariofile.h"

#include <QTest>

using namespace crosstalk;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class WriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysEverything()
    {
        const auto read = readScenario(contents(QFINDTESTDATA("odd.yaml")));
        QVERIFY2(read, qPrintable(read ? QString() : read.error().first().toString()));
        const QByteArrayList written = toYaml(*read).split('\n');
        const QByteArrayList expected = contents(QFINDTESTDATA("odd-normalised.yaml")).split('\n');
        for (qsizetype i = 0; i < std::min(written.size(), expected.size()); ++i)
            QCOMPARE(written.at(i), expected.at(i));
        QCOMPARE(written.size(), expected.size());
    }

    void isReadToTheSame()
    {
        const QByteArray wanted = contents(QFINDTESTDATA("odd-normalised.yaml"));
        const auto read = readScenario(wanted);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().first().toString()));
        QCOMPARE(toYaml(*read), wanted);
    }
};

QTEST_GUILESS_MAIN(WriterTest)
#include "tst_writer.moc"
