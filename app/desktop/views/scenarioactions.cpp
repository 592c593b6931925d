// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/scenarioactions.h"

#include "app/desktop/scenariorun.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/views/warning.h"
#include "app/desktop/workbench.h"
#include "app/engine/outputfile.h"
#include "app/engine/report/html.h"
#include "app/engine/report/json.h"
#include "app/engine/report/junit.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QUrl>

namespace crosstalk {

namespace {

QString folderSetting()
{
    return QStringLiteral("scenario/folder");
}

/// A file dialog that lives on its own, and is gone when it has been used.
QFileDialog *makeDialog(QWidget *window, const QString &title, const QStringList &filters)
{
    auto *dialog = new QFileDialog(window, title, QSettings().value(folderSetting()).toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters(filters);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, [](const QString &file) {
        QSettings().setValue(folderSetting(), QFileInfo(file).absolutePath());
    });
    return dialog;
}

/// The form that the file's name asks for.
QByteArray reportAs(const QString &file, const RunReport &report)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (suffix == QLatin1String("json"))
        return toJson(QList{report});
    if (suffix == QLatin1String("xml"))
        return toJunit({report});
    return toHtml({report});
}

} // namespace

ScenarioActions::ScenarioActions(Workbench *workbench, QWidget *window)
    : QObject(window)
    , m_workbench(workbench)
    , m_window(window)
    , m_shipped(new QMenu(tr("Open one that comes &along"), window))
    , m_open(make("scenario", tr("&Open scenario…"), QKeySequence::Open,
                  tr("Open a scenario's file, to see its steps and run it")))
    , m_run(make("start", tr("&Run"), Qt::Key_F9, tr("Run the scenario, on a cluster of its own")))
    , m_hold(make("pause", tr("&Pause"), Qt::SHIFT | Qt::Key_F9, QString()))
    , m_stop(make("stop", tr("&Stop"), Qt::CTRL | Qt::Key_F9, tr("Take no further step, and judge what has been seen")))
    , m_reload(make("restart", tr("Re&load"), Qt::CTRL | Qt::Key_L, tr("Read the scenario's file again")))
    , m_report(make("report", tr("R&eport…"), Qt::CTRL | Qt::Key_E, tr("Show the report of the run in the browser")))
    , m_saveReport(make("save", tr("Sa&ve report…"), QKeySequence::Save,
                        tr("Write the report of the run as HTML, JSON or JUnit XML")))
    , m_close(make("close", tr("&Close scenario"), Qt::CTRL | Qt::SHIFT | Qt::Key_W,
                   tr("End the scenario and go back to the cluster of one's own")))
{
    m_shipped->setIcon(icon(QStringLiteral("scenario")));
    m_shipped->setToolTipsVisible(true);
    m_shipped->menuAction()->setStatusTip(tr("Open a scenario that comes with the program"));
    fillShipped();
    connect(m_open, &QAction::triggered, this, &ScenarioActions::choose);
    connect(m_run, &QAction::triggered, workbench, &Workbench::runScenario);
    connect(m_hold, &QAction::triggered, this, &ScenarioActions::toggleHold);
    connect(m_stop, &QAction::triggered, this, [this] { m_current->stop(); });
    connect(m_reload, &QAction::triggered, this, [this] { m_current->load(); });
    connect(m_report, &QAction::triggered, this, &ScenarioActions::openReport);
    connect(m_saveReport, &QAction::triggered, this, &ScenarioActions::chooseReportFile);
    connect(m_close, &QAction::triggered, this, [this] { endRunFor([this] { m_workbench->closeScenario(); }); });
    update();
}

QAction *ScenarioActions::make(const char *iconName, const QString &text, const QKeySequence &shortcut,
                               const QString &tip)
{
    auto *action = new QAction(icon(QLatin1String(iconName)), text, this);
    action->setShortcut(shortcut);
    action->setStatusTip(tip);
    action->setToolTip(tr("%1 (%2)").arg(tip, action->shortcut().toString(QKeySequence::NativeText)));
    return action;
}

void ScenarioActions::fillShipped()
{
    const auto scenarios = shippedScenarios();
    for (const ShippedScenario &each : scenarios) {
        QAction *action =
            m_shipped->addAction(icon(QStringLiteral("scenario")), each.name, this, [this, name = each.name] {
                endRunFor([this, name] { m_workbench->openScenario(name); });
            });
        action->setToolTip(each.shows);
        action->setStatusTip(each.shows);
    }
}

void ScenarioActions::setRun(ScenarioRun *run)
{
    if (m_current)
        disconnect(m_current, nullptr, this, nullptr);
    m_current = run;
    if (run)
        connect(run, &ScenarioRun::changed, this, &ScenarioActions::update);
    update();
}

void ScenarioActions::endRunFor(const std::function<void()> &then)
{
    if (!m_current || !m_current->isRunning())
        return then();
    auto *question = new QMessageBox(QMessageBox::Question, tr("Scenario"),
                                     tr("“%1” is still running. End it without a verdict?").arg(m_current->title()),
                                     QMessageBox::Cancel, m_window);
    question->setInformativeText(tr("Stop judges what has been seen so far."));
    QPushButton *end = question->addButton(tr("&End it"), QMessageBox::DestructiveRole);
    question->setAttribute(Qt::WA_DeleteOnClose);
    ScenarioRun *const run = m_current;
    connect(end, &QAbstractButton::clicked, this, [run, question, then] {
        run->disconnect(question);
        then();
    });
    // It may end by itself while somebody thinks: then there is a verdict, which is not to go unseen.
    connect(run, &ScenarioRun::changed, question, [run, question] {
        if (!run->isRunning())
            question->close();
    });
    question->open();
}

void ScenarioActions::choose()
{
    QFileDialog *dialog =
        makeDialog(m_window, tr("Open a scenario"), {tr("Scenarios (*.yaml *.yml)"), tr("All files (*)")});
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &file) { endRunFor([this, file] { m_workbench->openScenario(file); }); });
    dialog->open();
}

void ScenarioActions::toggleHold()
{
    if (m_current->state() == ScenarioRun::State::Paused)
        m_current->resume();
    else
        m_current->pause();
}

void ScenarioActions::openReport()
{
    const QString file = m_reports.filePath(QStringLiteral("%1.html").arg(m_current->report()->run));
    write(file);
    if (QFileInfo::exists(file) && !QDesktopServices::openUrl(QUrl::fromLocalFile(file)))
        QMessageBox::information(
            m_window, tr("Report"),
            tr("No browser answered. The report is in %1 as long as this window is open; Save report… keeps it.")
                .arg(file));
}

void ScenarioActions::chooseReportFile()
{
    QFileDialog *dialog = makeDialog(m_window, tr("Save the report"),
                                     {tr("HTML (*.html)"), tr("JSON (*.json)"), tr("JUnit XML (*.xml)")});
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->selectFile(QStringLiteral("%1.html").arg(m_current->title()));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ScenarioActions::write);
    dialog->open();
}

void ScenarioActions::write(const QString &file)
{
    if (!m_current || !m_current->report())
        return;
    if (const auto written = writeFile(file, reportAs(file, *m_current->report())); !written)
        warn(m_window, tr("Report"), written.error());
}

void ScenarioActions::update()
{
    using State = ScenarioRun::State;
    const State state = m_current ? m_current->state() : State::Idle;
    const bool isRunning = m_current && m_current->isRunning();
    const bool isPaused = state == State::Paused;
    m_run->setEnabled(m_current && m_current->scenario() && !isRunning);
    m_hold->setEnabled(state == State::Running || isPaused);
    m_hold->setText(isPaused ? tr("Res&ume") : tr("&Pause"));
    m_hold->setIcon(icon(isPaused ? QStringLiteral("start") : QStringLiteral("pause")));
    m_hold->setStatusTip(isPaused ? tr("Go on with the steps")
                                  : tr("Hold the steps where they are; links and processes live on"));
    m_hold->setToolTip(tr("%1 (%2)").arg(m_hold->statusTip(), m_hold->shortcut().toString(QKeySequence::NativeText)));
    m_stop->setEnabled(isRunning && state != State::Stopping);
    m_reload->setEnabled(m_current && !isRunning);
    m_report->setEnabled(m_current && m_current->report());
    m_saveReport->setEnabled(m_report->isEnabled());
    m_close->setEnabled(m_current);
}

} // namespace crosstalk
