// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What can be done to the cluster and to the row selected in its tree, as actions for menus, tool bars and shortcuts.
// Each is enabled only where it makes sense.

#include "app/engine/service.h"

#include <QAction>
#include <QHash>
#include <QObject>

class QMenu;

namespace crosstalk {

class Bench;
class ClusterView;
class Instance;
class Workbench;

class ClusterActions : public QObject
{
    Q_OBJECT
public:
    ClusterActions(Workbench *workbench, ClusterView *view, QObject *parent = nullptr);

    QAction *startCluster() const { return m_startCluster; }
    QAction *stopCluster() const { return m_stopCluster; }
    QAction *addInstance() const { return m_addInstance; }
    QAction *attach() const { return m_attach; }
    QAction *remove() const { return m_remove; }
    QAction *openChat() const { return m_openChat; }
    QAction *showLog() const { return m_showLog; }
    QAction *drain() const { return m_drain; }
    /// What it is called, with an instance and with the broker.
    static QStringList wordsOfDrain();
    /// Those for the broker and the instances that are selected: start, restart, drain, freeze, thaw, kill. Each does
    /// what it does to those in a state for it.
    QList<QAction *> ofSelected() const { return {m_start, m_restart, m_drain, m_freeze, m_thaw, m_kill}; }
    /// Of what is selected: puts right what is wrong, with an instance or as a fault of its own.
    QAction *heal() const { return m_heal; }
    QAction *healAll() const { return m_healAll; }
    /// The name of the instance that the keyboard is on; empty where it is on none.
    QString selectedInstance() const;
    /// Likewise; "broker" for the broker.
    QString selectedSource() const;
    /// The workbench shows it now; the view has its model.
    void setBench(Bench *bench);

Q_SIGNALS:
    void chatRequested(const QString &instance);
    void attachRequested();
    /// @p source is the instance's name, or "broker".
    void logRequested(const QString &source);

private:
    QAction *make(const char *iconName, const QString &text, const QKeySequence &shortcut, const QString &tip);
    using States = QList<Service::State>;
    /// An action that calls @p command on each selected service that is in one of @p states.
    QAction *makeForSelected(const char *iconName, const QString &text, const QKeySequence &shortcut,
                             const QString &tip, void (Service::*command)(), const States &states);
    QList<Service *> selected() const;
    QList<Service *> selectedIn(const States &states) const;
    QList<Instance *> selectedInstances() const;
    Service *service(const QString &name) const;
    /// Those of @p services that can be healed from here, by name.
    QStringList healable(const QList<Service *> &services) const;
    void healThose(const QStringList &names);
    void removeSelected();
    void askToRemove(const QStringList &chats);
    void updateClusterActions();
    void update();
    void showMenu(const QPoint &globalPos);

    Workbench *m_workbench;
    ClusterView *m_view;
    Bench *m_bench = nullptr;
    QHash<QAction *, States> m_states; ///< In which each makes sense.
    QAction *m_startCluster;
    QAction *m_stopCluster;
    QAction *m_addInstance;
    QAction *m_attach;
    QAction *m_remove;
    QAction *m_openChat;
    QAction *m_showLog;
    QAction *m_start;
    QAction *m_restart;
    QAction *m_drain;
    QAction *m_freeze;
    QAction *m_thaw;
    QAction *m_kill;
    QAction *m_heal;
    QAction *m_healAll;
};

} // namespace crosstalk
