// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/stepsmodel.h"
#include "app/desktop/models/verdictmodel.h"
#include "app/engine/scenariofile.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace crosstalk;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

Steps steps()
{
    const QByteArray yaml = "name: some of everything\n"
                            "instances: {a: {}}\n"
                            "clients: {alice: {on: a}}\n"
                            "steps:\n"
                            "  - wait: joined\n"
                            "  - repeat:\n"
                            "      times: 3\n"
                            "      steps:\n"
                            "        - wait: 1s\n"
                            "        - note: again\n"
                            "  - parallel:\n"
                            "      - [wait: 1s, note: one]\n"
                            "      - [note: other]\n"
                            "invariants: [no-loss]\n";
    const auto scenario = readScenario(yaml);
    return scenario ? scenario->steps : Steps();
}

/// States of a row and all below it: "r", "d", "." for running, done and waiting.
QString statesBelow(const StepsModel &model, const QModelIndex &parent = {})
{
    QString result;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const auto state = index.data(StepsModel::StateRole).value<StepsModel::State>();
        result += QLatin1Char(state == StepsModel::State::Running ? 'r' : state == StepsModel::State::Done ? 'd' : '.');
        if (model.rowCount(index) > 0)
            result += QLatin1Char('(') + statesBelow(model, index) + QLatin1Char(')');
    }
    return result;
}

InvariantVerdict verdict(const QString &name, Judgement judgement, const QString &reason)
{
    return {name, name, judgement, reason, std::nullopt};
}

InvariantVerdict failure(int moments)
{
    InvariantVerdict result =
        verdict(QStringLiteral("no-loss"), Judgement::Fail, QStringLiteral("1 of 9 due was lost"));
    Counterexample example;
    example.probe = {QStringLiteral("alice"), QStringLiteral("lobby"), 17};
    example.receiver = QStringLiteral("bob");
    example.what = QStringLiteral("alice's message 17 never reached bob");
    example.attribution = QStringLiteral("never published");
    example.faults = {QStringLiteral("kill a")};
    for (int i = 0; i < moments; ++i) {
        Moment moment;
        moment.at = i;
        moment.kind = i == 0 ? Moment::Kind::Sent : Moment::Kind::Received;
        moment.session = QStringLiteral("alice");
        moment.probe = example.probe;
        moment.isOfCounterexample = i == 0;
        example.around << moment;
    }
    result.counterexample = example;
    return result;
}

} // namespace

class tst_scenariomodels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsStandAsInTheFile();
    void stepsGoFromWaitingToDone();
    void repeatedStepsStartAnewEachRound();
    void stepsSideBySideRunTogether();
    void haltedStepsDoNotRun();
    void foreignPathsDoNoHarm();
    void verdictsShowTheirCounterexample();
    void verdictsWaitUntilTheyAreJudged();
    void verdictsSignalOnlyWhatDiffers();
    void verdictsOfOtherInvariantsReset();
};

void tst_scenariomodels::stepsStandAsInTheFile()
{
    StepsModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setSteps(steps());
    QCOMPARE(statesBelow(model), QStringLiteral("..(..).(.(..).(.))"));
    const QModelIndex note = model.index(1, 0, model.index(1, 0));
    QVERIFY(note.data().toString().contains(QStringLiteral("again")));
    QCOMPARE(note.data(StepsModel::LineRole).toInt(), 10);
    QVERIFY(!model.current().isValid());
}

void tst_scenariomodels::stepsGoFromWaitingToDone()
{
    StepsModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setSteps(steps());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.start({0});
    QCOMPARE(model.current(), model.index(0, 0));
    QCOMPARE(statesBelow(model), QStringLiteral("r.(..).(.(..).(.))"));
    QCOMPARE(changed.size(), 1);
    model.end({0});
    QCOMPARE(statesBelow(model), QStringLiteral("d.(..).(.(..).(.))"));
    model.restart();
    QCOMPARE(statesBelow(model), QStringLiteral("..(..).(.(..).(.))"));
}

void tst_scenariomodels::repeatedStepsStartAnewEachRound()
{
    StepsModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setSteps(steps());
    model.start({1});
    for (int round = 0; round < 3; ++round) {
        model.start({1, round, 0});
        QCOMPARE(statesBelow(model), QStringLiteral(".r(r.).(.(..).(.))"));
        QVERIFY(model.index(1, 0).data().toString().endsWith(QStringLiteral("round %1 of 3").arg(round + 1)));
        model.end({1, round, 0});
        model.start({1, round, 1});
        QCOMPARE(statesBelow(model), QStringLiteral(".r(dr).(.(..).(.))"));
        QCOMPARE(model.current(), model.index(1, 0, model.index(1, 0)));
        model.end({1, round, 1});
    }
    model.end({1});
    QCOMPARE(statesBelow(model), QStringLiteral(".d(dd).(.(..).(.))"));
}

void tst_scenariomodels::stepsSideBySideRunTogether()
{
    StepsModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setSteps(steps());
    model.start({2});
    model.start({2, 0, 0});
    model.start({2, 1, 0});
    QCOMPARE(statesBelow(model), QStringLiteral("..(..)r(r(r.)r(r))"));
    model.end({2, 1, 0});
    QCOMPARE(statesBelow(model), QStringLiteral("..(..)r(r(r.)d(d))"));
}

void tst_scenariomodels::haltedStepsDoNotRun()
{
    StepsModel model;
    model.setSteps(steps());
    model.start({0});
    model.end({0});
    model.start({1});
    model.start({1, 0, 0});
    model.halt();
    QCOMPARE(statesBelow(model), QStringLiteral("d.(..).(.(..).(.))"));
}

void tst_scenariomodels::foreignPathsDoNoHarm()
{
    StepsModel model;
    model.setSteps(steps());
    for (const QList<int> &path :
         {QList<int>{}, QList<int>{9}, QList<int>{0, 0}, QList<int>{1, 0, 7}, QList<int>{-1}}) {
        model.start(path);
        model.end(path);
    }
    QCOMPARE(statesBelow(model), QStringLiteral("..(..).(.(..).(.))"));
}

void tst_scenariomodels::verdictsShowTheirCounterexample()
{
    VerdictModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setVerdicts({failure(2), verdict(QStringLiteral("alive"), Judgement::Pass, QStringLiteral("all is well"))});
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex lost = model.index(0, 0);
    QCOMPARE(lost.data(MarkedRow::MarkRole).toString(), QStringLiteral("✗"));
    QCOMPARE(lost.data(MarkedRow::DetailRole).toString(), QStringLiteral("1 of 9 due was lost"));
    QCOMPARE(model.rowCount(lost), 3);
    const QModelIndex example = model.index(0, 0, lost);
    QCOMPARE(example.data().toString(), QStringLiteral("alice's message 17 never reached bob"));
    QVERIFY(example.data(MarkedRow::DetailRole).toString().contains(QStringLiteral("never published")));
    QVERIFY(example.data(MarkedRow::DetailRole).toString().contains(QStringLiteral("kill a")));
    QCOMPARE(example.data(VerdictModel::ProbeRole).value<history::ProbeId>().n, 17u);
    QCOMPARE(example.data(VerdictModel::ReceiverRole).toString(), QStringLiteral("bob"));
    const QModelIndex moment = model.index(1, 0, lost);
    QCOMPARE(moment.data(VerdictModel::ProbeRole).value<history::ProbeId>().n, 17u);
    QCOMPARE(moment.data(VerdictModel::ReceiverRole).toString(), QString());
    QCOMPARE(model.index(2, 0, lost).data(VerdictModel::ReceiverRole).toString(), QStringLiteral("alice"));
    QCOMPARE(model.rowCount(model.index(1, 0)), 0);
}

void tst_scenariomodels::verdictsWaitUntilTheyAreJudged()
{
    VerdictModel model;
    QAbstractItemModelTester tester(&model, fatal);
    QVERIFY(!model.firstTrouble().isValid());
    const auto mark = [&model](int row) { return model.index(row, 0).data(MarkedRow::MarkRole).toString(); };
    model.setVerdicts({verdict(QStringLiteral("alive"), Judgement::Unknown, QString()),
                       verdict(QStringLiteral("no-loss"), Judgement::Unknown, QString())});
    QCOMPARE(mark(0), QStringLiteral("·"));
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("alive"));
    model.setVerdicts(
        {verdict(QStringLiteral("alive"), Judgement::Unknown, QStringLiteral("there was no instance")), failure(3)});
    QCOMPARE(mark(0), QStringLiteral("?"));
    QCOMPARE(mark(1), QStringLiteral("✗"));
    QCOMPARE(model.firstTrouble(), model.index(1, 0));
    const QModelIndex moment = model.index(2, 0, model.index(1, 0));
    QVERIFY2(moment.data().toString().startsWith(QStringLiteral("0.000 s  alice ")),
             qPrintable(moment.data().toString()));
    model.setVerdicts(
        {verdict(QStringLiteral("alive"), Judgement::Unknown, QStringLiteral("there was no instance")),
         verdict(QStringLiteral("no-loss"), Judgement::Pass, QStringLiteral("all 8 due were delivered"))});
    QCOMPARE(model.firstTrouble(), model.index(0, 0));
}

void tst_scenariomodels::verdictsSignalOnlyWhatDiffers()
{
    VerdictModel model;
    QAbstractItemModelTester tester(&model, fatal);
    const auto alive = verdict(QStringLiteral("alive"), Judgement::Pass, QStringLiteral("all is well"));
    model.setVerdicts(
        {verdict(QStringLiteral("no-loss"), Judgement::Unknown, QStringLiteral("nothing was due")), alive});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setVerdicts({failure(4), alive});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(inserted.size(), 1);
    // The same once more is no news.
    model.setVerdicts({failure(4), alive});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(inserted.size(), 1);
    model.setVerdicts({failure(5), alive});
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.rowCount(model.index(0, 0)), 6);
    QCOMPARE(reset.size(), 0);
}

void tst_scenariomodels::verdictsOfOtherInvariantsReset()
{
    VerdictModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setVerdicts({failure(1)});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setVerdicts({});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(tst_scenariomodels)
#include "tst_scenariomodels.moc"
