// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/clusteractions.h"

#include "app/desktop/palette.h"
#include "app/desktop/views/clusterview.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/workbench.h"

#include "app/engine/servicefault.h"

#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>

#include <algorithm>

namespace crosstalk {

using State = Service::State;

namespace {

const QList<State> resting{State::Stopped, State::Exited};
const QList<State> serving{State::Ready};
const QList<State> frozen{State::Frozen};
const QList<State> living{State::Starting, State::Ready, State::Frozen};
const QList<State> running{State::Starting, State::Ready, State::Frozen, State::Draining};

ClusterModel::Kind kindOf(const QModelIndex &index)
{
    return index.data(ClusterModel::KindRole).value<ClusterModel::Kind>();
}

/// Of the broker or an instance, or of what is wrong with it.
bool isOfService(const QModelIndex &index)
{
    using Kind = ClusterModel::Kind;
    return index.isValid() && QList{Kind::Broker, Kind::Instance, Kind::Fault}.contains(kindOf(index)) &&
           !index.data(ClusterModel::NameRole).toString().isEmpty();
}

} // namespace

ClusterActions::ClusterActions(Workbench *workbench, ClusterView *view, QObject *parent)
    : QObject(parent)
    , m_workbench(workbench)
    , m_view(view)
    , m_startCluster(
          make("start", tr("Start cl&uster"), Qt::CTRL | Qt::Key_R, tr("Start the broker and all instances")))
    , m_stopCluster(make("stop", tr("S&top cluster"), Qt::CTRL | Qt::SHIFT | Qt::Key_R,
                         tr("Drain all instances, then stop the broker")))
    , m_addInstance(make("add", tr("&Add instance"), Qt::CTRL | Qt::Key_I, tr("Start one more instance")))
    , m_attach(make("attach", tr("Atta&ch…"), Qt::CTRL | Qt::SHIFT | Qt::Key_A,
                    tr("Connect to a server that somebody else runs")))
    , m_remove(make("detach", tr("Re&move"), Qt::CTRL | Qt::SHIFT | Qt::Key_D,
                    tr("Take the selected instance away, with its chats; a server that somebody else runs goes on")))
    , m_openChat(make("chat", tr("&Open a chat here…"), Qt::CTRL | Qt::SHIFT | Qt::Key_N,
                      tr("Open a chat on the selected instance")))
    , m_showLog(make("log", tr("Show &log"), Qt::Key_F4, tr("Show what the selected broker or instance has said")))
    , m_start(
          makeForSelected("start", tr("&Start"), Qt::Key_F5, tr("Start what is selected"), &Service::start, resting))
    , m_restart(makeForSelected("restart", tr("R&estart"), Qt::SHIFT | Qt::Key_F5,
                                tr("End what is selected and start it again on the same port"), &Service::restart,
                                living))
    , m_drain(makeForSelected("drain", wordsOfDrain().first(), Qt::Key_F6, QString(), &Service::drain, living))
    , m_freeze(makeForSelected("freeze", tr("&Freeze"), Qt::Key_F7,
                               tr("Stop it where it stands (SIGSTOP): its links stay open, and nothing moves"),
                               &Service::freeze, serving))
    , m_thaw(makeForSelected("thaw", tr("T&haw"), Qt::SHIFT | Qt::Key_F7, tr("Let what was frozen go on (SIGCONT)"),
                             &Service::thaw, frozen))
    , m_kill(makeForSelected("kill", tr("&Kill"), Qt::Key_F8, tr("End it at once, without a good-bye (SIGKILL)"),
                             &Service::kill, running))
    , m_heal(make("heal", tr("Heal"), Qt::CTRL | Qt::SHIFT | Qt::Key_H,
                  tr("Thaw, start again or restart what is selected, whatever is wrong with it")))
    , m_healAll(make("heal", tr("Heal all"), Qt::CTRL | Qt::Key_H,
                     tr("Thaw all that is frozen, start all that has ended, restart what runs and is of no use")))
{
    connect(m_startCluster, &QAction::triggered, workbench, &Workbench::start);
    connect(m_stopCluster, &QAction::triggered, workbench, &Workbench::stop);
    connect(m_addInstance, &QAction::triggered, workbench, &Workbench::addInstance);
    connect(m_attach, &QAction::triggered, this, &ClusterActions::attachRequested);
    connect(m_remove, &QAction::triggered, this, &ClusterActions::removeSelected);
    auto *del = new QShortcut(QKeySequence::Delete, view, nullptr, nullptr, Qt::WidgetShortcut);
    connect(del, &QShortcut::activated, m_remove, &QAction::trigger);
    connect(m_openChat, &QAction::triggered, this, [this] { Q_EMIT chatRequested(selectedInstance()); });
    connect(m_showLog, &QAction::triggered, this, [this] { Q_EMIT logRequested(selectedSource()); });
    connect(view, &ClusterView::menuRequested, this, &ClusterActions::showMenu);
    connect(view, &ClusterView::healRequested, this, [this](const QString &service) { healThose({service}); });
    connect(m_heal, &QAction::triggered, this, [this] { healThose(healable(selected())); });
    connect(m_healAll, &QAction::triggered, this, [this] { healThose(m_bench->clusterModel()->healable()); });
}

void ClusterActions::setBench(Bench *bench)
{
    if (m_bench) {
        disconnect(m_bench->clusterModel(), nullptr, this, nullptr);
        disconnect(m_bench->cluster(), nullptr, this, nullptr);
    }
    m_bench = bench;
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ClusterActions::update);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ClusterActions::update);
    connect(bench->clusterModel(), &QAbstractItemModel::dataChanged, this, &ClusterActions::update);
    connect(bench->clusterModel(), &QAbstractItemModel::rowsInserted, this, &ClusterActions::update);
    connect(bench->clusterModel(), &QAbstractItemModel::rowsRemoved, this, &ClusterActions::update);
    connect(bench->cluster(), &Cluster::stateChanged, this, &ClusterActions::update);
    update();
}

QAction *ClusterActions::make(const char *iconName, const QString &text, const QKeySequence &shortcut,
                              const QString &tip)
{
    auto *action = new QAction(icon(QLatin1String(iconName)), text, this);
    action->setShortcut(shortcut);
    action->setStatusTip(tip);
    action->setToolTip(tr("%1 (%2)").arg(tip, shortcut.toString(QKeySequence::NativeText)));
    return action;
}

QAction *ClusterActions::makeForSelected(const char *iconName, const QString &text, const QKeySequence &shortcut,
                                         const QString &tip, void (Service::*command)(), const States &states)
{
    QAction *action = make(iconName, text, shortcut, tip);
    m_states.insert(action, states);
    connect(action, &QAction::triggered, this, [this, command, states] {
        // All at once, whatever one of them does to the state of another.
        for (Service *service : selectedIn(states))
            (service->*command)();
    });
    return action;
}

QStringList ClusterActions::wordsOfDrain()
{
    return {tr("&Drain"), tr("St&op")};
}

QString ClusterActions::selectedInstance() const
{
    const QModelIndex index = m_view->currentIndex();
    const QString name = index.isValid() ? index.data(ClusterModel::NameRole).toString() : QString();
    return isOfService(index) && m_bench->cluster()->instance(name) ? name : QString();
}

QString ClusterActions::selectedSource() const
{
    const QModelIndex index = m_view->currentIndex();
    return isOfService(index) ? index.data(ClusterModel::NameRole).toString() : QString();
}

QList<Service *> ClusterActions::selected() const
{
    QList<Service *> result;
    for (const QModelIndex &index : m_view->selectionModel()->selectedIndexes()) {
        if (!isOfService(index))
            continue;
        const QString name = index.data(ClusterModel::NameRole).toString();
        const bool isBroker = kindOf(index) == ClusterModel::Kind::Broker || name == QLatin1String("broker");
        Service *service = m_bench->cluster()->instance(name);
        if (!service && isBroker)
            service = m_bench->cluster()->broker();
        // An instance and what is wrong with it may both be selected.
        if (service && !result.contains(service))
            result << service;
    }
    return result;
}

QList<Service *> ClusterActions::selectedIn(const States &states) const
{
    QList<Service *> result = selected();
    result.removeIf([&states](const Service *service) { return !states.contains(service->state()); });
    return result;
}

QList<Instance *> ClusterActions::selectedInstances() const
{
    QList<Instance *> result;
    // Not of faults: who takes one away means to heal it.
    for (const QModelIndex &index : m_view->selectionModel()->selectedIndexes())
        if (kindOf(index) == ClusterModel::Kind::Instance)
            if (Instance *instance = m_bench->cluster()->instance(index.data(ClusterModel::NameRole).toString()))
                result << instance;
    return result;
}

QStringList ClusterActions::healable(const QList<Service *> &services) const
{
    QStringList result = m_bench->clusterModel()->healable();
    result.removeIf([&](const QString &name) { return !services.contains(service(name)); });
    return result;
}

Service *ClusterActions::service(const QString &name) const
{
    Cluster *cluster = m_bench->cluster();
    return name == QLatin1String("broker") ? static_cast<Service *>(cluster->broker()) : cluster->instance(name);
}

/// Who has lost their broker find it again by themselves: only what is ill for its own part is restarted.
void ClusterActions::healThose(const QStringList &names)
{
    // Its broker did not start, and nothing has without it.
    if (m_bench->cluster()->state() == Cluster::State::Stopped && !names.isEmpty())
        return m_workbench->start();
    for (const QString &name : names) {
        Service *const each = service(name);
        if (each && faultOf(*each) != ServiceFault::None)
            crosstalk::heal(each);
        else if (each && each->state() == State::Ready)
            each->restart();
    }
}

void ClusterActions::removeSelected()
{
    const QList<Instance *> instances = selectedInstances();
    QStringList chats;
    for (const Chat *chat : m_bench->chats())
        if (instances.contains(chat->session()->instance()))
            chats << chat->name();
    if (!chats.isEmpty())
        return askToRemove(chats);
    for (Instance *instance : instances)
        m_workbench->removals()->removeInstance(instance);
}

/// What is selected may change while the question is open: it is about these.
void ClusterActions::askToRemove(const QStringList &chats)
{
    QStringList names;
    for (const Instance *instance : selectedInstances())
        names << instance->name();
    QStringList letters;
    for (const QString &name : std::as_const(names))
        letters << badgeLetter(name);
    const QString asked =
        chats.size() == 1 ? tr("Remove %1, and close the chat of %2?") : tr("Remove %1, and close the chats of %2?");
    auto *question = new QMessageBox(QMessageBox::Question, tr("Remove"),
                                     asked.arg(letters.join(QStringLiteral(", ")), chats.join(QStringLiteral(", "))),
                                     QMessageBox::Yes | QMessageBox::Cancel, m_view->window());
    question->setInformativeText(tr("Both can be had back: Chat › Undo."));
    question->button(QMessageBox::Yes)->setText(tr("&Remove"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QMessageBox::finished, this, [this, names](int answer) {
        for (const QString &name : names)
            if (Instance *instance = m_bench->cluster()->instance(name); instance && answer == QMessageBox::Yes)
                m_workbench->removals()->removeInstance(instance);
    });
    question->open();
}

void ClusterActions::update()
{
    // What a scenario has started is for the scenario to break.
    const bool isOurs = m_bench->hands() == Bench::Hands::Testers;
    for (auto each = m_states.cbegin(); each != m_states.cend(); ++each)
        each.key()->setEnabled(isOurs && !selectedIn(each.value()).isEmpty());
    m_heal->setEnabled(isOurs && !healable(selected()).isEmpty());
    m_healAll->setEnabled(isOurs && !m_bench->clusterModel()->healable().isEmpty());
    m_remove->setEnabled(isOurs && !selectedInstances().isEmpty());
    m_showLog->setEnabled(!selectedSource().isEmpty());
    m_openChat->setEnabled(isOurs && !selectedInstance().isEmpty());

    // A broker has no clients to say good-bye to.
    const bool isBroker = selected() == QList<Service *>{m_bench->cluster()->broker()};
    m_drain->setText(wordsOfDrain().at(isBroker));
    const QString tip =
        isBroker ? tr("Ask the broker to end (SIGTERM)") : tr("Let it say good-bye to its clients and end (SIGTERM)");
    m_drain->setStatusTip(tip);
    m_drain->setToolTip(tr("%1 (%2)").arg(tip, m_drain->shortcut().toString(QKeySequence::NativeText)));

    updateClusterActions();
}

void ClusterActions::updateClusterActions()
{
    const bool isOurs = m_bench->hands() == Bench::Hands::Testers;
    const auto cluster = m_bench->cluster()->state();
    m_startCluster->setVisible(cluster == Cluster::State::Stopped);
    m_stopCluster->setVisible(cluster != Cluster::State::Stopped);
    m_startCluster->setEnabled(isOurs);
    m_stopCluster->setEnabled(isOurs && cluster != Cluster::State::Stopping);
    m_addInstance->setEnabled(isOurs && cluster == Cluster::State::Running);
    m_attach->setEnabled(isOurs);
}

void ClusterActions::showMenu(const QPoint &globalPos)
{
    auto *menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (selected() != selectedIn({State::Attached})) {
        menu->addActions(ofSelected());
        menu->addAction(m_heal);
        menu->addSeparator();
    }
    menu->addActions({m_openChat, m_showLog});
    menu->addAction(m_remove);
    menu->popup(globalPos);
}

} // namespace crosstalk
