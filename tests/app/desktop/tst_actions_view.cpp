// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The menus Delivery, View and Help, by keyboard and by mouse: what comes of each of their actions.
#include "app/desktop/preferences.h"
#include "app/desktop/views/commandpalette.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/detailspane.h"
#include "app/desktop/views/firststeps.h"
#include "app/desktop/views/logview.h"
#include "app/desktop/views/messagefilterbar.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/scenariopanel.h"
#include "app/desktop/views/themekeeper.h"
#include "tests/app/desktop/desk.h"
#include "tests/app/desktop/menuhand.h"

#include <QClipboard>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_actions_view : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanupTestCase() { ThemeKeeper::of(qApp)->keep(Theme::System); }
    void eachOfDeliveryDoesWhatItSays_data() { ways(); }
    void eachOfDeliveryDoesWhatItSays();
    void eachOfViewDoesWhatItSays_data() { ways(); }
    void eachOfViewDoesWhatItSays();
    void eachOfHelpDoesWhatItSays_data() { ways(); }
    void eachOfHelpDoesWhatItSays();

private:
    QList<Deed> thatGo();
    QList<Deed> thatShow(const char *part, QWidget *content);
    QList<Deed> ofThemes();

    template<typename Part>
    Part *part() const
    {
        return m_desk->window.findChild<Part *>();
    }
    template<typename Part>
    Deed goTo(const char *name)
    {
        return {.path = QStringLiteral("View › Go to ") + QLatin1String(name), .isDone = [this] {
                    m_desk->window.activateWindow(); // As a window manager does when a menu closes.
                    const QWidget *focus = QApplication::focusWidget();
                    return focus && (focus == part<Part>() || part<Part>()->isAncestorOf(focus));
                }};
    }

    TemporarySettings m_settings{QStringLiteral("tst_actions_view")};
    QTemporaryDir m_folder;
    std::unique_ptr<Desk> m_desk;
};

void tst_actions_view::init()
{
    QSettings().clear();
    m_desk = std::make_unique<Desk>();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isReady(), startTimeout);
}

void tst_actions_view::eachOfDeliveryDoesWhatItSays()
{
    QFETCH(Way, way);
    const QString file = m_folder.filePath(QStringLiteral("matrix.csv"));
    QFile::remove(file);
    QApplication::clipboard()->clear();
    const DeliveryFeed *feed = m_desk->workbench.bench()->deliveryFeed();
    auto *matrix = part<DeliveryView>();
    matrix->setCurrentIndex(matrix->model()->index(0, 1));
    carryOutAll(
        &m_desk->window, "Delivery", way,
        {
            {.path = "Delivery › Details of the cell",
             .isDone =
                 [this] {
                     return part<DetailsPane>()->isVisible() &&
                            part<DetailsPane>()->plainText().startsWith("Delivery from A to B");
                 }},
            {.path = "Delivery › List messages of the cell",
             .isDone =
                 [this] {
                     const auto *messages = part<MessagesView>();
                     return messages->isVisible() && messages->findChild<MessageFilterBar *>()->query().to == "b";
                 }},
            {.path = "Delivery › Copy matrix",
             .isDone = [] { return QApplication::clipboard()->text().startsWith("from\tto\t"); }},
            {.path = "Delivery › Save matrix as CSV…",
             .then = [file] { chooseFile(file); },
             .isDone = [file] { return QFile::exists(file); }},
            {.path = "Delivery › Reset matrix", .isDone = [feed] { return feed->isReset(); }},
            {.path = "Delivery › Undo reset", .isDone = [feed] { return !feed->isReset(); }},
            {.path = "Delivery › Next bad cell",
             .before =
                 [this] {
                     m_desk->freeze(QStringLiteral("c"));
                     m_desk->chatWindow(QStringLiteral("alice"))->chat()->say(QStringLiteral("Do you hear me?"));
                 },
             .isDone = [matrix] { return matrix->currentIndex() == matrix->model()->index(0, 2); }},
        });
}

QList<Deed> tst_actions_view::thatGo()
{
    return {goTo<ClusterView>("cluster"),   goTo<ChatArea>("chats"), goTo<DeliveryView>("delivery"),
            goTo<MessagesView>("messages"), goTo<LogView>("log"),    goTo<ScenarioPanel>("scenario"),
            goTo<DetailsPane>("details")};
}

/// Away and back.
QList<Deed> tst_actions_view::thatShow(const char *name, QWidget *content)
{
    const QString path = QStringLiteral("View › ") + QString::fromUtf8(name);
    return {{.path = path, .isDone = [content] { return !content->isVisible(); }},
            {.path = path, .isDone = [content] { return content->isVisible(); }}};
}

QList<Deed> tst_actions_view::ofThemes()
{
    const auto isDark = [] { return Palette::isDark(QApplication::palette()); };
    return {
        {.path = "View › Theme › Dark", .isDone = isDark},
        {.path = "View › Theme › Light", .isDone = [=] { return !isDark(); }},
        {.path = "View › Theme › As the desktop", .isDone = [] { return Preferences::load().theme == Theme::System; }}};
}

void tst_actions_view::eachOfViewDoesWhatItSays()
{
    QFETCH(Way, way);
    m_desk->workbench.openScenario("broker-restart");
    carryOutAll(&m_desk->window, "View", way,
                thatGo() + thatShow("Cluster", part<ClusterView>()) +
                    thatShow("Delivery, messages and log", part<LogView>()) + thatShow("Details", part<DetailsPane>()) +
                    thatShow("Scenario", part<ScenarioPanel>()) + ofThemes());
}

void tst_actions_view::eachOfHelpDoesWhatItSays()
{
    QFETCH(Way, way);
    const auto says = [](const char *words) {
        const auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        return box && box->windowTitle() == QLatin1String(words);
    };
    // That of Qt does not return before it is closed.
    bool isQtTold = false;
    QTimer reader;
    connect(&reader, &QTimer::timeout, this, [&] {
        if (!says("About Qt"))
            return;
        isQtTold = true;
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
    });
    reader.start(10);
    carryOutAll(&m_desk->window, "Help", way,
                {
                    {.path = "Help › Find an action…",
                     .isDone = [this] { return part<CommandPalette>() && part<CommandPalette>()->isVisible(); }},
                    {.path = "Help › First steps",
                     .before = [this] { part<FirstSteps>()->hide(); },
                     .isDone = [this] { return part<FirstSteps>()->isVisible(); }},
                    {.path = "Help › About Crosstalk", .isDone = [=] { return says("About Crosstalk"); }},
                    {.path = "Help › About Qt", .isDone = [&] { return isQtTold; }},
                });
}

QTEST_MAIN(tst_actions_view)
#include "tst_actions_view.moc"
