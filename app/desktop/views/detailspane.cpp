// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/detailspane.h"

#include "app/desktop/bench.h"
#include "app/desktop/facts.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/badgelabel.h"
#include "app/desktop/views/elidinglabel.h"
#include "app/desktop/views/factsview.h"
#include "app/desktop/views/fonts.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/views/messagedetails.h"
#include "app/desktop/views/pathview.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

DetailsPane::DetailsPane(QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidingLabel(this))
    , m_badge(new BadgeLabel({}, this))
    , m_otherBadge(new BadgeLabel({}, this))
    , m_copy(makeButton("copy", tr("Copy the details"), tr("Copy the details as text")))
    , m_nothing(new QLabel(this))
    , m_message(new MessageDetails(this))
    , m_facts(new FactsView(this))
    , m_pages(new QStackedWidget(this))
{
    m_nothing->setText(
        tr("Select a message, an instance or the broker, or a cell of the delivery matrix: what is known "
           "of it stands here.\n\nEnter on a message shows its path, hop by hop."));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(24); // A frame sets its contents margins itself.
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setFocusPolicy(Qt::StrongFocus);
    for (QWidget *page :
         {static_cast<QWidget *>(m_nothing), static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_facts)})
        m_pages->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(m_pages, 1);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);

    m_refresh.setSingleShot(true);
    m_refresh.setInterval(100ms);
    connect(&m_refresh, &QTimer::timeout, this, &DetailsPane::refresh);
    // What lasts, lasts longer by the second.
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &DetailsPane::refreshSoon);
    connect(&m_log, &LogTail::changed, this, &DetailsPane::refreshSoon);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(plainText()); });
    show(Subject::Nothing, tr("Details"));
}

DetailsPane::~DetailsPane() = default;

QToolButton *DetailsPane::makeButton(const char *iconName, const QString &name, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setIcon(icon(QLatin1String(iconName)));
    button->setIconSize({14, 14});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    return button;
}

QWidget *DetailsPane::buildHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(12, 8, 6, 6);
    layout->setSpacing(6);
    m_title->setFont(titleFont(m_title->font()));
    auto *close = makeButton("close", tr("Close the details"), tr("Close the details"));
    connect(close, &QToolButton::clicked, this, &DetailsPane::closeRequested);
    layout->addWidget(m_badge);
    layout->addWidget(m_otherBadge);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_copy);
    layout->addWidget(close);
    return header;
}

void DetailsPane::setBench(Bench *bench)
{
    if (m_bench) {
        disconnect(m_bench->clusterModel(), nullptr, this, nullptr);
        disconnect(m_bench->deliveryModel(), nullptr, this, nullptr);
    }
    m_bench = bench;
    m_message->setBench(bench);
    m_log.follow(nullptr, {});
    for (const QAbstractItemModel *model : {static_cast<QAbstractItemModel *>(bench->clusterModel()),
                                            static_cast<QAbstractItemModel *>(bench->deliveryModel())}) {
        connect(model, &QAbstractItemModel::dataChanged, this, &DetailsPane::refreshSoon);
        connect(model, &QAbstractItemModel::rowsInserted, this, &DetailsPane::refreshSoon);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &DetailsPane::refreshSoon);
        connect(model, &QAbstractItemModel::modelReset, this, &DetailsPane::refreshSoon);
    }
    show(Subject::Nothing, tr("Details"));
}

void DetailsPane::showMessage(const history::ProbeId &probe, const QString &receiver)
{
    m_message->show(probe, receiver);
    show(Subject::Message, titleOf(probe));
}

void DetailsPane::showService(const QString &name)
{
    const bool isShown = m_subject == Subject::Service && m_service == name;
    if (!m_bench || isShown)
        return;
    m_service = name;
    const QModelIndex index = m_bench->clusterModel()->instance(name);
    m_from = index.data(ClusterModel::TagRole).value<InstanceTag>();
    m_log.follow(m_bench->logModel(), name);
    show(Subject::Service, index.isValid() ? tr("Instance %1").arg(badgeLetter(name)) : tr("Broker"));
}

void DetailsPane::showCell(const QString &from, const QString &to)
{
    const auto &instances = m_bench->deliveryModel()->snapshot().instances;
    const auto tagOf = [&](const QString &name) {
        const auto found =
            std::find_if(instances.begin(), instances.end(), [&](const InstanceTag &tag) { return tag.name == name; });
        return found == instances.end() ? InstanceTag{name, -1} : *found;
    };
    m_from = tagOf(from);
    m_to = tagOf(to);
    show(Subject::Cell, tr("Delivery from %1 to %2").arg(badgeLetter(from), badgeLetter(to)));
}

void DetailsPane::show(Subject subject, const QString &title)
{
    m_subject = subject;
    m_title->setText(title);
    m_title->setToolTip(title);
    const bool hasBadge = (subject == Subject::Service && m_from.number >= 0) || subject == Subject::Cell;
    m_badge->setVisible(hasBadge);
    m_badge->setTag(m_from);
    m_otherBadge->setVisible(subject == Subject::Cell);
    m_otherBadge->setTag(m_to);
    m_copy->setEnabled(subject != Subject::Nothing);
    QWidget *page = subject == Subject::Nothing   ? static_cast<QWidget *>(m_nothing)
                    : subject == Subject::Message ? static_cast<QWidget *>(m_message)
                                                  : m_facts;
    m_pages->setCurrentWidget(page);
    m_facts->setAccessibleName(title);
    setFocusProxy(subject == Subject::Message ? static_cast<QWidget *>(m_message->path()) : page);
    refresh();
}

void DetailsPane::focusContent()
{
    setFocus(Qt::ShortcutFocusReason); // Its proxy.
}

QString DetailsPane::plainText() const
{
    switch (m_subject) {
    case Subject::Nothing:
        return {};
    case Subject::Message:
        return m_message->plainText();
    case Subject::Service:
    case Subject::Cell:
        return crosstalk::plainText(m_title->text(), m_facts->facts());
    }
    Q_UNREACHABLE();
}

void DetailsPane::refreshSoon()
{
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

void DetailsPane::refresh()
{
    if (m_subject == Subject::Service)
        refreshService();
    else if (m_subject == Subject::Cell)
        refreshCell();
}

/// Of what has been removed the last that was known stays.
void DetailsPane::refreshService()
{
    const ClusterModel *cluster = m_bench->clusterModel();
    const bool isBroker = m_service == cluster->broker().data(ClusterModel::NameRole).toString();
    const QModelIndex index = isBroker ? cluster->broker() : cluster->instance(m_service);
    if (index.isValid())
        m_facts->setFacts(serviceFacts(cluster, index, m_log.lines()));
}

void DetailsPane::refreshCell()
{
    const DeliveryModel *matrix = m_bench->deliveryModel();
    const auto &instances = matrix->snapshot().instances;
    // By name: once removed from the cluster, an instance is in the matrix without its number.
    const auto placeOf = [&](const InstanceTag &wanted) {
        const auto found = std::find_if(instances.begin(), instances.end(),
                                        [&](const InstanceTag &tag) { return tag.name == wanted.name; });
        return found == instances.end() ? -1 : found - instances.begin();
    };
    const auto row = placeOf(m_from);
    const auto column = placeOf(m_to);
    if (row < 0 || column < 0)
        return;
    const QModelIndex index = matrix->index(static_cast<int>(row), static_cast<int>(column));
    m_facts->setFacts(cellFacts(index.data(DeliveryModel::CellRole).value<DeliveryCell>()));
}

void DetailsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    m_tick.start();
}

void DetailsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

} // namespace crosstalk
