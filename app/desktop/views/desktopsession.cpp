// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/desktopsession.h"

#include "app/desktop/recentclusters.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/views/themekeeper.h"

#include <QApplication>

namespace crosstalk {

DesktopSession::DesktopSession(Overrides overrides, QObject *parent)
    : QObject(parent)
    , m_overrides(std::move(overrides))
{}

DesktopSession::~DesktopSession() = default;

Preferences DesktopSession::preferences() const
{
    Preferences result = Preferences::load();
    result.instances = m_overrides.instances.value_or(result.instances);
    result.theme = m_overrides.theme.value_or(result.theme);
    if (!m_overrides.serverProgram.isEmpty())
        result.serverProgram = m_overrides.serverProgram;
    if (!m_overrides.redisProgram.isEmpty())
        result.redisProgram = m_overrides.redisProgram;
    return result;
}

void DesktopSession::start()
{
    const Preferences chosen = preferences();
    ThemeKeeper::of(qApp)->keep(chosen.theme);
    const QList<RecentCluster> recent = recentClusters();
    const bool restores = chosen.restoresCluster && !m_overrides.instances && !recent.isEmpty();
    open(restores ? recent.constFirst().plan : ClusterPlan::fresh(chosen.instances));
}

void DesktopSession::openCluster(const ClusterPlan &plan)
{
    m_next = plan;
    m_window->close();
}

void DesktopSession::open(const ClusterPlan &plan)
{
    m_workbench = std::make_unique<Workbench>(preferences().clusterOptions(plan.instances), plan);
    m_window = std::make_unique<MainWindow>(m_workbench.get());
    connect(m_window.get(), &MainWindow::clusterRequested, this, &DesktopSession::openCluster);
    // What ends is still on the call stack then.
    connect(m_workbench.get(), &Workbench::shutDownFinished, this, &DesktopSession::onShutDown, Qt::QueuedConnection);
    m_window->show();
    m_workbench->start();
}

void DesktopSession::onShutDown()
{
    m_window.reset();
    m_workbench.reset();
    if (m_next)
        open(*std::exchange(m_next, {}));
    else
        Q_EMIT finished();
}

} // namespace crosstalk
