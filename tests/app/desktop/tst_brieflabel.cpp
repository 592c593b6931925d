// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Text that takes no more room than it is given.
#include "app/desktop/views/brieflabel.h"

#include <QTest>

using namespace crosstalk;

class tst_brieflabel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesSoManyLines_data();
    void takesSoManyLines();
};

void tst_brieflabel::takesSoManyLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCut");
    QTest::newRow("none") << QString() << false;
    QTest::newRow("short") << "Start it again" << false;
    QTest::newRow("long") << QStringLiteral("It said: what nobody wants to read; ").repeated(20).trimmed() << true;
}

void tst_brieflabel::takesSoManyLines()
{
    QFETCH(QString, text);
    QFETCH(bool, isCut);
    BriefLabel label(2);
    label.resize(400, 100);
    label.setWhole(text);
    label.show();
    QCOMPARE(label.text().endsWith(u'…'), isCut);
    QTRY_VERIFY(label.heightForWidth(400) <= 2 * label.fontMetrics().lineSpacing() + 2);
    QCOMPARE(label.toolTip(), isCut ? text : QString());
    QCOMPARE(label.accessibleDescription(), text);
    // Wherever there is more room, more is shown.
    label.resize(20'000, 100);
    QTRY_COMPARE(label.text(), text);
    QCOMPARE(label.toolTip(), QString());
}

QTEST_MAIN(tst_brieflabel)
#include "tst_brieflabel.moc"
