// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The details of the window: what is shown in them, and when.

#include "app/desktop/views/clusterview.h"
#include "app/desktop/views/deliveryactions.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/detailspane.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/scenariopanel.h"

#include <QApplication>
#include <QDockWidget>

namespace crosstalk {

/// They follow what is selected; only who asks for a path has them opened.
void MainWindow::connectDetails()
{
    connect(m_tree, &ClusterView::partSelected, m_details, &DetailsPane::showService);
    connect(m_delivery, &DeliveryView::cellSelected, m_details, &DetailsPane::showCell);
    connect(m_deliveryActions, &DeliveryActions::detailsRequested, this, &MainWindow::goToDetails);
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
    m_detailsDock->show();
    m_detailsDock->raise();
}

void MainWindow::goToDetails()
{
    m_detailsDock->show();
    m_detailsDock->raise();
    m_details->focusContent();
}

} // namespace crosstalk
