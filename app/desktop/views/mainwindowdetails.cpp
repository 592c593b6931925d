// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands at the right of the window: the details and the scenario, and when each is shown.

#include "app/desktop/views/clusterview.h"
#include "app/desktop/views/deliveryactions.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/detailspane.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/scenariopanel.h"
#include "app/desktop/workbench.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QTabBar>

namespace crosstalk {

namespace {

void bringUp(QDockWidget *dock)
{
    dock->show();
    dock->raise();
    dock->widget()->setEnabled(true); // Now, so that it can have the focus.
}

/// Qt only moves what is behind another tab out of sight, where the keyboard would still come to it.
void keepKeyboardFromBehind(QDockWidget *dock, QDockWidget *other)
{
    QObject::connect(dock, &QDockWidget::visibilityChanged, other, [dock, other](bool isVisible) {
        dock->widget()->setEnabled(isVisible);
        if (dock->isHidden())
            other->widget()->setEnabled(true); // There is nothing before it any more.
        for (QTabBar *tabs : dock->parent()->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
            tabs->setAccessibleName(MainWindow::tr("Scenario and details"));
    });
}

} // namespace

/// One behind the other, so that each has the whole height.
void MainWindow::tabDocksAtTheRight()
{
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    setDocumentMode(true);
    for (QDockWidget *dock : {m_scenarioDock, m_detailsDock}) {
        addDockWidget(Qt::RightDockWidgetArea, dock);
        dock->hide();
        // Who asks for one wants to see it.
        connect(dock->toggleViewAction(), &QAction::triggered, dock, [dock](bool isOn) {
            if (isOn)
                dock->raise();
        });
    }
    keepKeyboardFromBehind(m_scenarioDock, m_detailsDock);
    keepKeyboardFromBehind(m_detailsDock, m_scenarioDock);
    tabifyDockWidget(m_scenarioDock, m_detailsDock);
}

/// They follow what is selected; only who asks for a path has them opened.
void MainWindow::connectDetails()
{
    connect(m_tree, &ClusterView::partSelected, m_details, &DetailsPane::showService);
    connect(m_delivery, &DeliveryView::cellSelected, m_details, &DetailsPane::showCell);
    connect(m_deliveryActions, &DeliveryActions::detailsRequested, this, &MainWindow::goToDetails);
    connect(m_deliveryActions, &DeliveryActions::matrixRequested, this, [this] {
        showTab(m_delivery);
        m_delivery->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_messages, &MessagesView::messageSelected, m_details, &DetailsPane::showMessage);
    connect(m_messages, &MessagesView::pathRequested, this, &MainWindow::showPath);
    connect(m_scenario, &ScenarioPanel::messageChosen, m_details, &DetailsPane::showMessage);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *before, const QWidget *now) {
        if (!before)
            return; // The whole window has come to the front.
        // Who comes with the keyboard comes to what is current there.
        if (now == m_tree)
            m_tree->tellSelected();
        else if (now == m_delivery)
            m_delivery->tellSelected();
        else
            m_messages->tellSelected();
    });
    connect(m_details, &DetailsPane::closeRequested, m_detailsDock, &QWidget::hide);
}

void MainWindow::showPath(const history::ProbeId &probe, const QString &receiver)
{
    m_details->showMessage(probe, receiver);
    bringUp(m_detailsDock);
}

void MainWindow::goToDetails()
{
    bringUp(m_detailsDock);
    m_details->focusContent();
}

void MainWindow::goToScenario()
{
    if (!m_workbench->scenario())
        return;
    bringUp(m_scenarioDock);
    m_scenario->focusSteps();
}

} // namespace crosstalk
