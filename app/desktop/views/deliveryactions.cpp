// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/deliveryactions.h"

#include "app/desktop/bench.h"
#include "app/desktop/models/deliverytable.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/views/warning.h"
#include "app/engine/outputfile.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QStatusTipEvent>

namespace crosstalk {

namespace {

const QLatin1String undoLink("undo");

} // namespace

DeliveryActions::DeliveryActions(DeliveryView *view, QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_view(view)
    , m_listMessages(new QAction(icon(QStringLiteral("messages")), tr("&List messages of the cell"), this))
    , m_details(new QAction(icon(QStringLiteral("details")), tr("&Details of the cell"), this))
    , m_nextBad(new QAction(icon(QStringLiteral("next")), tr("Next &bad cell"), this))
    , m_copy(new QAction(icon(QStringLiteral("copy")), tr("&Copy matrix"), this))
    , m_save(new QAction(icon(QStringLiteral("save")), tr("&Save matrix as CSV…"), this))
    , m_reset(new QAction(icon(QStringLiteral("restart")), tr("&Reset matrix"), this))
    , m_undoReset(new QAction(icon(QStringLiteral("undo")), tr("&Undo reset"), this))
    , m_note(new QLabel(window))
{
    setUpNote();
    connect(view, &DeliveryView::badChanged, this, &DeliveryActions::refresh);
    m_listMessages->setStatusTip(tr("Show the messages of the current cell of the matrix, as Enter there does"));
    m_details->setStatusTip(tr("Show what is known of the current cell of the matrix"));
    for (QAction *action : {m_listMessages, m_details}) {
        action->setEnabled(false);
        connect(view, &DeliveryView::currentCellChanged, action, &QAction::setEnabled);
    }
    m_nextBad->setShortcut(Qt::CTRL | Qt::Key_B);
    m_nextBad->setStatusTip(
        tr("Go to the next cell of the matrix in which something is wrong, first to those out of sight"));
    connect(m_nextBad, &QAction::triggered, this, &DeliveryActions::goToNextBad);
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
        refresh();
    });
    connect(m_undoReset, &QAction::triggered, this, [this] {
        m_bench->deliveryFeed()->undoReset();
        refresh();
    });
}

void DeliveryActions::setUpNote()
{
    m_note->setAccessibleName(tr("Bad cells out of sight, and since when the matrix counts"));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setContentsMargins(0, 0, 12, 8); // On the line of the tabs' texts.
    m_note->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_note->setToolTip(tr("The figures below and the verdict go on with all that has been"));
    connect(m_note, &QLabel::linkActivated, this,
            [this](const QString &link) { (link == undoLink ? m_undoReset : m_nextBad)->trigger(); });
}

void DeliveryActions::setBench(Bench *bench)
{
    m_bench = bench;
    refresh();
}

void DeliveryActions::refresh()
{
    m_undoReset->setEnabled(m_bench && m_bench->deliveryFeed()->isReset());
    m_nextBad->setEnabled(m_view->bad() > 0);
    QStringList notes{noteOfBad(), noteOfReset()};
    notes.removeAll(QString());
    m_note->setText(notes.join(QStringLiteral(" · ")));
}

QString DeliveryActions::noteOfBad() const
{
    const int count = m_view->badOutOfSight();
    if (count == 0)
        return {};
    return QStringLiteral("<a href=\"bad\" style=\"color:%1\">%2</a>")
        .arg(Palette::of(QApplication::palette()).bad.name(),
             count == 1 ? tr("1 bad cell out of sight") : tr("%1 bad cells out of sight").arg(count));
}

QString DeliveryActions::noteOfReset() const
{
    if (!m_undoReset->isEnabled())
        return {};
    const QString time = m_bench->deliveryFeed()->resetAt().time().toString(QStringLiteral("HH:mm:ss"));
    return QStringLiteral("%1 · <a href=\"%2\">%3</a>")
        .arg(tr("Matrix since %1").arg(time), undoLink, tr("Undo reset"));
}

void DeliveryActions::goToNextBad()
{
    Q_EMIT matrixRequested();
    m_view->goToNextBad();
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
    connect(dialog, &QFileDialog::fileSelected, this, [this, csv](const QString &file) { write(file, csv); });
    dialog->open();
}

void DeliveryActions::write(const QString &file, const QByteArray &csv)
{
    if (const auto written = writeFile(file, csv); !written)
        return warn(m_window, tr("Delivery matrix"), written.error());
    QStatusTipEvent tip(tr("The matrix is saved: %1").arg(QDir::toNativeSeparators(file)));
    QCoreApplication::sendEvent(m_window, &tip);
}

} // namespace crosstalk
