// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What concerns the session as a whole: another cluster in the place of this one, the preferences, the theme, and
// having back what was closed or removed.

#include "app/desktop/preferences.h"
#include "app/desktop/recentclusters.h"

#include <QAction>
#include <QActionGroup>

#include <functional>

class QMenu;

namespace crosstalk {

class Workbench;

class SessionActions : public QObject
{
    Q_OBJECT
public:
    SessionActions(Workbench *workbench, QWidget *window);

    QAction *newCluster() const { return m_newCluster; }
    QMenu *recent() const { return m_recent; }
    QAction *undo() const { return m_undo; }
    QAction *preferences() const { return m_preferences; }
    QMenu *theme() const { return m_theme; }

    /// Keeps the cluster and its chats for the next start. Where that cannot be done it is asked what to do, and false
    /// returned: @p then follows where it has been done after all, or need not be.
    bool keepCluster(const std::function<void()> &then);

Q_SIGNALS:
    /// In the place of the one that is open: whoever would lose something by that has agreed.
    void clusterRequested(const crosstalk::ClusterPlan &plan);

private:
    QAction *make(const char *iconName, const QString &text, const QKeySequence &shortcut, const QString &tip);
    void fillRecent();
    void addRecent(const RecentCluster &cluster, const QString &title);
    void askToForget();
    /// Asks first where something runs, or would be lost. @p question: "Start a new cluster?"
    void replaceCluster(const ClusterPlan &plan, const QString &question, const QString &yes);
    QString whatItCosts() const;
    /// @p then once @p yes is clicked.
    void ask(const QString &title, const QString &question, const QString &explanation, const QString &yes,
             const std::function<void()> &then);
    void fillTheme();
    void showUndo();
    void editPreferences();
    void take(const Preferences &chosen);
    void offerNewCluster();
    void askAboutLoss(const Error &error, const std::function<void()> &then);

    Workbench *m_workbench;
    QWidget *m_window;
    QAction *m_newCluster;
    QMenu *m_recent;
    QAction *m_undo;
    QAction *m_preferences;
    QMenu *m_theme;
    QActionGroup m_themes;
    bool m_isLossAgreed = false;
};

} // namespace crosstalk
