// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How far back is known what was the matter.
#include "app/desktop/runpast.h"

#include <QTest>

using namespace crosstalk;

namespace {

enum class Of { Instance, Session, Fault };

constexpr qint64 kept = 300;
const QString c = QStringLiteral("c");

/// What ails @p name at @p at, and no more right after it: two turns; of a fault, one.
void ail(RunPast *past, Of of, const QString &name, qint64 at)
{
    using S = history::InstanceChanged::State;
    switch (of) {
    case Of::Instance:
        past->apply(history::InstanceChanged{at, name, S::Frozen});
        past->apply(history::InstanceChanged{at + 1, name, S::Thawed});
        break;
    case Of::Session:
        past->apply(history::Disconnected{at, name});
        past->apply(history::Connected{at + 1, name, c});
        break;
    case Of::Fault:
        past->apply(history::FaultBegan{at, QString::number(at), name});
        past->apply(history::FaultHealed{at + 1, QString::number(at)});
        break;
    }
}

bool isKnown(const RunPast &past, Of of, const QString &name, qint64 at)
{
    const RunPast::Span then{at, at};
    switch (of) {
    case Of::Instance:
        return !past.troubleOfInstance(name, then).isEmpty();
    case Of::Session:
        return !past.troubleOfSession(name, then).isEmpty();
    case Of::Fault:
        return past.faults(then).contains(name);
    }
    Q_UNREACHABLE();
}

} // namespace

Q_DECLARE_METATYPE(Of)

class tst_runpast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheLastTurns_data();
    void keepsTheLastTurns();
    void keepsThemOfEachOnItsOwn_data();
    void keepsThemOfEachOnItsOwn();
    void aFaultThatLastsIsForgottenLikewise();
};

void tst_runpast::keepsTheLastTurns_data()
{
    QTest::addColumn<Of>("of");
    QTest::addColumn<qint64>("troubles"); ///< As many as are kept.
    QTest::newRow("instance") << Of::Instance << kept / 2;
    QTest::newRow("session") << Of::Session << kept / 2;
    QTest::newRow("fault") << Of::Fault << kept;
}

void tst_runpast::keepsTheLastTurns()
{
    QFETCH(Of, of);
    QFETCH(qint64, troubles);
    RunPast past;
    for (qint64 i = 1; i <= troubles; ++i)
        ail(&past, of, c, 10 * i);
    QVERIFY(isKnown(past, of, c, 10));
    QVERIFY(!isKnown(past, of, c, 15));
    // One more, and the first is forgotten; and so on, the first alone.
    for (qint64 i = troubles + 1; i <= 3 * troubles; ++i) {
        ail(&past, of, c, 10 * i);
        QVERIFY(isKnown(past, of, c, 10 * i));
        QVERIFY(!isKnown(past, of, c, 10 * (i - troubles)));
        QVERIFY(isKnown(past, of, c, 10 * (i - troubles + 1)));
    }
}

void tst_runpast::keepsThemOfEachOnItsOwn_data()
{
    QTest::addColumn<Of>("of");
    QTest::newRow("instance") << Of::Instance;
    QTest::newRow("session") << Of::Session;
}

void tst_runpast::keepsThemOfEachOnItsOwn()
{
    QFETCH(Of, of);
    const auto quiet = QStringLiteral("quiet");
    RunPast past;
    ail(&past, of, quiet, 5);
    for (qint64 i = 1; i <= 2 * kept; ++i)
        ail(&past, of, c, 10 * i);
    QVERIFY(isKnown(past, of, quiet, 5));
    QVERIFY(!isKnown(past, of, c, 10));
}

void tst_runpast::aFaultThatLastsIsForgottenLikewise()
{
    const auto lasting = QStringLiteral("freeze c");
    RunPast past;
    past.apply(history::FaultBegan{1, QStringLiteral("f"), lasting});
    for (qint64 i = 1; i < kept; ++i)
        ail(&past, Of::Fault, c, 10 * i);
    QVERIFY(isKnown(past, Of::Fault, lasting, 10 * kept));
    ail(&past, Of::Fault, c, 10 * kept);
    QVERIFY(!isKnown(past, Of::Fault, lasting, 10 * kept));
    past.apply(history::FaultHealed{10 * kept + 5, QStringLiteral("f")}); // Of none that is known.
    QVERIFY(!isKnown(past, Of::Fault, lasting, 10));
}

QTEST_APPLESS_MAIN(tst_runpast)
#include "tst_runpast.moc"
