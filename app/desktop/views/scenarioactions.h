// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What can be done with scenarios, as actions for menus, tool bars and shortcuts: open, run, hold, stop, report, close.
// Each is enabled only where it makes sense.

#include <QAction>
#include <QTemporaryDir>

#include <functional>

class QMenu;
class QWidget;

namespace crosstalk {

class ScenarioRun;
class Workbench;

class ScenarioActions : public QObject
{
    Q_OBJECT
public:
    /// @param window for dialogs.
    ScenarioActions(Workbench *workbench, QWidget *window);

    QAction *open() const { return m_open; }
    /// Those that come along, each with what it shows.
    QMenu *shipped() const { return m_shipped; }
    QAction *run() const { return m_run; }
    QAction *hold() const { return m_hold; } ///< Pauses, or goes on.
    QAction *stop() const { return m_stop; }
    QAction *reload() const { return m_reload; }
    QAction *report() const { return m_report; }
    QAction *saveReport() const { return m_saveReport; }
    QAction *close() const { return m_close; }

    /// What is open now; null for nothing.
    void setRun(ScenarioRun *run);

    /// @p then at once where no scenario runs, else after the user has agreed to end it.
    void endRunFor(const std::function<void()> &then);

private:
    QAction *make(const char *iconName, const QString &text, const QKeySequence &shortcut, const QString &tip);
    void fillShipped();
    /// Asks first where that ends a run.
    void choose();
    void toggleHold();
    void openReport();
    void chooseReportFile();
    void write(const QString &file);
    void update();

    Workbench *m_workbench;
    QWidget *m_window;
    ScenarioRun *m_current = nullptr;
    QMenu *m_shipped;
    QAction *m_open;
    QAction *m_run;
    QAction *m_hold;
    QAction *m_stop;
    QAction *m_reload;
    QAction *m_report;
    QAction *m_saveReport;
    QAction *m_close;
    QTemporaryDir m_reports; ///< What a browser shows; gone with the window.
};

} // namespace crosstalk
