// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The menu Scenario, by keyboard and by mouse: what comes of each of its actions.
#include "tests/app/desktop/menuhand.h"
#include "tests/app/desktop/scenariodesk.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QDesktopServices>
#include <QSettings>

using namespace crosstalk;
using namespace crosstalk::test;
using State = ScenarioRun::State;

namespace {

const QByteArray endless = "  - send: {from: all, rate: 50/s, background: talk}\n  - wait: 1h\n  - join: talk\n";

} // namespace

class tst_actions_scenario : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void takeUrl(const QUrl &url) { m_shown = url; }

private Q_SLOTS:
    void initTestCase() { QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "takeUrl"); }
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }
    void init();
    void eachDoesWhatItSays_data() { ways(); }
    void eachDoesWhatItSays();

private:
    QList<Deed> thatOpen();
    QList<Deed> thatRun();
    QList<Deed> thatReport();

    bool isIn(State state) const { return m_desk->run()->state() == state; }

    TemporarySettings m_settings{QStringLiteral("tst_actions_scenario")};
    std::unique_ptr<ScenarioDesk> m_desk;
    QUrl m_shown;
};

void tst_actions_scenario::init()
{
    QSettings().clear();
    m_shown.clear();
    m_desk = std::make_unique<ScenarioDesk>();
}

QList<Deed> tst_actions_scenario::thatOpen()
{
    QList<Deed> result;
    for (const ShippedScenario &each : shippedScenarios())
        result << Deed{.path = QStringLiteral("Scenario › Open one that comes along › ") + each.name,
                       .isDone = [this, name = each.name] { return m_desk->run() && m_desk->run()->file() == name; }};
    const QString file = m_desk->write(scenario(endless));
    return result << Deed{.path = "Scenario › Open scenario…",
                          .then = [file] { chooseFile(file); },
                          .isDone = [this, file] { return m_desk->run()->file() == file; }}
                  << Deed{.path = "Scenario › Reload",
                          .before = [this] { m_desk->write(scenario("  - wait: 1s\n" + endless)); },
                          .isDone = [this] { return m_desk->run()->steps()->rowCount() == 5; }};
}

QList<Deed> tst_actions_scenario::thatRun()
{
    return {
        {.path = "Scenario › Run",
         .isDone = [this] { return isIn(State::Running) && m_desk->workbench.bench()->totals().sent > 0; }},
        {.path = "Scenario › Pause", .isDone = [this] { return isIn(State::Paused); }},
        {.path = "Scenario › Resume", .isDone = [this] { return isIn(State::Running); }},
        {.path = "Scenario › Stop", .isDone = [this] { return m_desk->run()->report().has_value(); }},
    };
}

QList<Deed> tst_actions_scenario::thatReport()
{
    const QString file = m_desk->folder.filePath(QStringLiteral("report.html"));
    return {
        {.path = "Scenario › Report…", .isDone = [this] { return m_shown.isLocalFile(); }},
        {.path = "Scenario › Save report…",
         .then = [file] { chooseFile(file); },
         .isDone = [file] { return QFile::exists(file); }},
        {.path = "Scenario › Close scenario", .isDone = [this] { return !m_desk->run(); }},
    };
}

void tst_actions_scenario::eachDoesWhatItSays()
{
    QFETCH(Way, way);
    carryOutAll(&m_desk->window, "Scenario", way, thatOpen() + thatRun() + thatReport());
}

QTEST_MAIN(tst_actions_scenario)
#include "tst_actions_scenario.moc"
