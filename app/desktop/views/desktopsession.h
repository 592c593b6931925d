// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The program from its first window to its end: one cluster after the other, each with a workbench and a window of its
// own, so that each begins a new account.

#include "app/desktop/preferences.h"
#include "app/desktop/workbench.h"

#include <memory>

namespace crosstalk {

class MainWindow;

class DesktopSession : public QObject
{
    Q_OBJECT
public:
    /// What the command line says is stronger than the preferences, for this time.
    struct Overrides
    {
        std::optional<int> instances; ///< Then no former cluster is restored.
        QString serverProgram;
        QString redisProgram;
        std::optional<Theme> theme;
    };
    explicit DesktopSession(Overrides overrides, QObject *parent = nullptr);
    ~DesktopSession() override;

    /// The last cluster, or a fresh one.
    void start();
    /// In the place of the one that is open, once that has ended.
    void openCluster(const ClusterPlan &plan);

    MainWindow *window() const { return m_window.get(); }
    Workbench *workbench() const { return m_workbench.get(); }

Q_SIGNALS:
    /// The window has been closed, and all that was started has ended.
    void finished();

private:
    Preferences preferences() const;
    void open(const ClusterPlan &plan);
    void onShutDown();

    Overrides m_overrides;
    std::optional<ClusterPlan> m_next;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<MainWindow> m_window; ///< Shows the workbench: goes first.
};

} // namespace crosstalk
