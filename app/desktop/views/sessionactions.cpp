// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/sessionactions.h"

#include "app/desktop/views/icon.h"
#include "app/desktop/views/preferencesdialog.h"
#include "app/desktop/views/themekeeper.h"
#include "app/desktop/workbench.h"

#include <QApplication>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace crosstalk {

SessionActions::SessionActions(Workbench *workbench, QWidget *window)
    : QObject(window)
    , m_workbench(workbench)
    , m_window(window)
    , m_newCluster(make("add", tr("Ne&w cluster"), Qt::CTRL | Qt::SHIFT | Qt::Key_I,
                        tr("End this cluster and start another, with an account of its own")))
    , m_recent(new QMenu(tr("Rece&nt clusters"), window))
    , m_undo(make("undo", QString(), Qt::CTRL | Qt::ALT | Qt::Key_Z, QString()))
    , m_preferences(make("preferences", tr("&Preferences…"), Qt::CTRL | Qt::Key_Comma,
                         tr("Choose programs, ports, names and the theme")))
    , m_theme(new QMenu(tr("&Theme"), window))
    , m_themes(nullptr)
{
    m_recent->menuAction()->setStatusTip(tr("Open a cluster of a former session, with its chats"));
    m_recent->setIcon(icon(QStringLiteral("recent")));
    m_recent->setToolTipsVisible(true);
    m_theme->setIcon(icon(QStringLiteral("theme")));
    m_theme->menuAction()->setStatusTip(tr("Light, dark, or as the desktop has it"));
    connect(m_newCluster, &QAction::triggered, this, [this] {
        replaceCluster(ClusterPlan::fresh(Preferences::load().instances), tr("Start a new cluster?"), tr("&Start it"));
    });
    // What is of today may be of yesterday by then.
    connect(m_recent, &QMenu::aboutToShow, this, &SessionActions::fillRecent);
    connect(m_undo, &QAction::triggered, this, [this] { m_workbench->removals()->undo(); });
    connect(m_preferences, &QAction::triggered, this, &SessionActions::editPreferences);
    connect(workbench->removals(), &Removals::changed, this, &SessionActions::showUndo);
    fillRecent();
    fillTheme();
    showUndo();
}

QAction *SessionActions::make(const char *iconName, const QString &text, const QKeySequence &shortcut,
                              const QString &tip)
{
    auto *action = new QAction(icon(QLatin1String(iconName)), text, this);
    action->setShortcut(shortcut);
    action->setStatusTip(tip);
    return action;
}

void SessionActions::fillRecent()
{
    m_recent->clear();
    QList<RecentCluster> clusters = recentClusters();
    clusters.removeIf([now = m_workbench->plan()](const RecentCluster &each) { return each.plan.isLike(now); });
    const QStringList titles = titlesOf(clusters, QDateTime::currentDateTime());
    for (qsizetype i = 0; i < clusters.size(); ++i)
        addRecent(clusters.at(i), titles.at(i));
    m_recent->setEnabled(!m_recent->isEmpty());
    if (m_recent->isEmpty())
        return;
    m_recent->addSeparator();
    QAction *forget =
        m_recent->addAction(icon(QStringLiteral("forget")), tr("&Forget these…"), this, &SessionActions::askToForget);
    forget->setStatusTip(tr("Forget the clusters of former sessions"));
    forget->setToolTip(forget->statusTip());
}

void SessionActions::addRecent(const RecentCluster &cluster, const QString &title)
{
    // A mnemonic of a name would be none.
    QAction *action = m_recent->addAction(
        icon(QStringLiteral("cluster")), QString(title).replace(QLatin1Char('&'), QStringLiteral("&&")), this,
        [this, plan = cluster.plan, title] { replaceCluster(plan, tr("Open “%1”?").arg(title), tr("&Open it")); });
    const QStringList details = cluster.plan.details();
    action->setStatusTip(tr("End this cluster and open this one: %1").arg(details.join(QStringLiteral("; "))));
    action->setToolTip(details.join(QLatin1Char('\n')));
}

void SessionActions::askToForget()
{
    ask(tr("Recent clusters"), tr("Forget the clusters of former sessions?"),
        tr("What is open now stays, and is remembered when it is closed."), tr("&Forget them"), [this] {
            forgetRecentClusters();
            fillRecent();
        });
}

void SessionActions::replaceCluster(const ClusterPlan &plan, const QString &question, const QString &yes)
{
    if (!m_workbench->runsInstances() && !m_workbench->hasMessages())
        return Q_EMIT clusterRequested(plan);
    ask(tr("Another cluster"), question, whatItCosts(), yes, [this, plan] {
        m_workbench->closeScenario(); // That it ends is agreed.
        Q_EMIT clusterRequested(plan);
    });
}

QString SessionActions::whatItCosts() const
{
    QStringList sentences;
    if (m_workbench->runsInstances())
        sentences << tr("The running one is stopped.");
    if (m_workbench->hasMessages())
        sentences << tr("What was said in its chats is gone.");
    if (const ScenarioRun *scenario = m_workbench->scenario(); scenario && scenario->isRunning())
        sentences << tr("“%1” ends without a verdict.").arg(scenario->title());
    sentences << tr("It stays under Recent clusters, with its chats.");
    return sentences.join(QLatin1Char(' '));
}

void SessionActions::ask(const QString &title, const QString &question, const QString &explanation, const QString &yes,
                         const std::function<void()> &then)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, title, question, QMessageBox::Yes | QMessageBox::Cancel, m_window);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(explanation);
    box->button(QMessageBox::Yes)->setText(yes);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [then](int answer) {
        if (answer == QMessageBox::Yes)
            then();
    });
    box->open();
}

void SessionActions::fillTheme()
{
    const auto add = [this](Theme theme, const char *iconName, const QString &text, const QString &tip) {
        QAction *action = m_theme->addAction(icon(QLatin1String(iconName)), text);
        action->setCheckable(true);
        action->setChecked(Preferences::load().theme == theme);
        action->setData(static_cast<int>(theme));
        action->setStatusTip(tip);
        m_themes.addAction(action);
    };
    add(Theme::System, "desktop", tr("As the &desktop"), tr("Light or dark as the desktop has it"));
    add(Theme::Light, "light", tr("&Light"), tr("Light, whatever the desktop has"));
    add(Theme::Dark, "dark", tr("D&ark"), tr("Dark, whatever the desktop has"));
    connect(&m_themes, &QActionGroup::triggered, this, [this](const QAction *action) {
        Preferences chosen = Preferences::load();
        chosen.theme = static_cast<Theme>(action->data().toInt());
        take(chosen);
    });
}

void SessionActions::showUndo()
{
    const QString what = m_workbench->removals()->latest();
    m_undo->setEnabled(!what.isEmpty());
    m_undo->setText(what.isEmpty() ? tr("&Undo closing") : tr("&Undo: bring back %1").arg(what));
    m_undo->setStatusTip(what.isEmpty() ? tr("Nothing has been closed or removed") : tr("Bring back %1").arg(what));
}

void SessionActions::editPreferences()
{
    auto *dialog = new PreferencesDialog(Preferences::load(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { take(dialog->preferences()); });
    dialog->open();
}

void SessionActions::take(const Preferences &chosen)
{
    const Preferences before = Preferences::load();
    chosen.save();
    if (chosen.theme != before.theme)
        ThemeKeeper::of(qApp)->keep(chosen.theme);
    const auto themes = m_themes.actions();
    for (QAction *action : themes)
        action->setChecked(action->data().toInt() == static_cast<int>(chosen.theme));
    if (chosen.changeCluster(before))
        offerNewCluster();
}

void SessionActions::offerNewCluster()
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Preferences"),
                                     tr("Open this cluster anew, so that what you have changed holds at once?"),
                                     QMessageBox::Yes | QMessageBox::No, m_window);
    question->setInformativeText(m_workbench->hasMessages()
                                     ? tr("Its chats are opened again; what was said in them is gone.")
                                     : tr("Its chats are opened again."));
    question->button(QMessageBox::Yes)->setText(tr("&Open anew"));
    question->button(QMessageBox::No)->setText(tr("&Later"));
    question->setDefaultButton(QMessageBox::No);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QMessageBox::finished, this, [this](int answer) {
        if (answer == QMessageBox::Yes)
            Q_EMIT clusterRequested(m_workbench->plan());
    });
    question->open();
}

bool SessionActions::keepCluster(const std::function<void()> &then)
{
    const auto kept = rememberCluster(m_workbench->plan());
    if (kept || m_isLossAgreed)
        return true;
    askAboutLoss(kept.error(), then);
    return false;
}

void SessionActions::askAboutLoss(const Error &error, const std::function<void()> &then)
{
    auto *question =
        new QMessageBox(QMessageBox::Warning, tr("Close"),
                        tr("This cluster and its chats cannot be kept for the next start. %1").arg(error.what),
                        QMessageBox::Retry | QMessageBox::Discard | QMessageBox::Cancel, m_window);
    question->setInformativeText(error.hint);
    question->button(QMessageBox::Discard)->setText(tr("&Close without"));
    question->setDefaultButton(QMessageBox::Retry);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QMessageBox::finished, this, [this, then](int answer) {
        m_isLossAgreed = answer == QMessageBox::Discard;
        if (answer != QMessageBox::Cancel)
            then();
    });
    question->open();
}

} // namespace crosstalk
