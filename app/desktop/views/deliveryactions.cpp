// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/deliveryactions.h"

#include "app/desktop/bench.h"
#include "app/desktop/models/deliverytable.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/views/warning.h"
#include "app/engine/outputfile.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>

namespace crosstalk {

DeliveryActions::DeliveryActions(DeliveryView *view, QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_listMessages(new QAction(icon(QStringLiteral("messages")), tr("&List messages of the cell"), this))
    , m_details(new QAction(icon(QStringLiteral("details")), tr("&Details of the cell"), this))
    , m_copy(new QAction(icon(QStringLiteral("copy")), tr("&Copy matrix"), this))
    , m_save(new QAction(icon(QStringLiteral("save")), tr("&Save matrix as CSV…"), this))
    , m_reset(new QAction(icon(QStringLiteral("restart")), tr("&Reset matrix"), this))
    , m_undoReset(new QAction(icon(QStringLiteral("undo")), tr("&Undo reset"), this))
    , m_note(new QLabel(window))
{
    m_note->setAccessibleName(tr("Since when the matrix counts"));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setContentsMargins(0, 0, 12, 8); // On the line of the tabs' texts.
    m_note->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_note->setToolTip(tr("The figures below and the verdict go on with all that has been"));
    connect(m_note, &QLabel::linkActivated, m_undoReset, &QAction::trigger);
    m_listMessages->setStatusTip(tr("Show the messages of the current cell of the matrix, as Enter there does"));
    m_details->setStatusTip(tr("Show what is known of the current cell of the matrix"));
    for (QAction *action : {m_listMessages, m_details}) {
        action->setEnabled(false);
        connect(view, &DeliveryView::currentCellChanged, action, &QAction::setEnabled);
    }
    connect(m_listMessages, &QAction::triggered, view, &DeliveryView::chooseCurrent);
    connect(m_details, &QAction::triggered, this, [this, view] {
        view->tellSelected();
        Q_EMIT detailsRequested();
    });
    m_copy->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    m_copy->setStatusTip(tr("Copy the delivery matrix as a table, a line for each cell"));
    m_save->setShortcut(Qt::CTRL | Qt::ALT | Qt::Key_S);
    m_save->setStatusTip(tr("Write the delivery matrix to a file, a line for each cell"));
    m_reset->setShortcut(Qt::CTRL | Qt::Key_Backspace);
    m_reset->setStatusTip(tr("Count from now on; the verdict goes on with all that has been"));
    m_undoReset->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Backspace);
    m_undoReset->setStatusTip(tr("Count from the beginning again"));
    connect(m_copy, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(table(QLatin1Char('\t'))); });
    connect(m_save, &QAction::triggered, this, &DeliveryActions::chooseFile);
    connect(m_reset, &QAction::triggered, this, [this] {
        m_bench->deliveryFeed()->reset();
        update();
    });
    connect(m_undoReset, &QAction::triggered, this, [this] {
        m_bench->deliveryFeed()->undoReset();
        update();
    });
}

void DeliveryActions::setBench(Bench *bench)
{
    m_bench = bench;
    update();
}

void DeliveryActions::update()
{
    const bool isReset = m_bench && m_bench->deliveryFeed()->isReset();
    m_undoReset->setEnabled(isReset);
    if (!isReset)
        return m_note->clear();
    const QString time = m_bench->deliveryFeed()->resetAt().time().toString(QStringLiteral("HH:mm:ss"));
    m_note->setText(
        QStringLiteral("%1 · <a href=\"undo\">%2</a>").arg(tr("Matrix since %1").arg(time), tr("Undo reset")));
}

QString DeliveryActions::table(QChar separator) const
{
    return deliveryTable(m_bench->deliveryModel()->snapshot(), separator);
}

void DeliveryActions::chooseFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Save the delivery matrix"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("CSV (*.csv)"));
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QStringLiteral("delivery.csv"));
    // As it is now, however long it takes to choose a name.
    const QByteArray csv = table(QLatin1Char(',')).toUtf8();
    connect(dialog, &QFileDialog::fileSelected, this, [this, csv](const QString &file) {
        if (const auto written = writeFile(file, csv); !written)
            warn(m_window, tr("Delivery matrix"), written.error());
    });
    dialog->open();
}

} // namespace crosstalk
