// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every control that the keyboard or the mouse comes to has a name for those who do not see it, whatever is open.
#include "app/desktop/views/about.h"
#include "app/desktop/views/attachdialog.h"
#include "app/desktop/views/bulkbar.h"
#include "app/desktop/views/chatinput.h"
#include "app/desktop/views/chatsearchbar.h"
#include "app/desktop/views/commandpalette.h"
#include "app/desktop/views/detailspane.h"
#include "app/desktop/views/firststeps.h"
#include "app/desktop/views/messagedialog.h"
#include "app/desktop/views/newchatdialog.h"
#include "app/desktop/views/preferencesdialog.h"
#include "app/desktop/views/problembanner.h"
#include "app/desktop/views/scenariopanel.h"
#include "tests/app/desktop/desk.h"

#include <QAccessible>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_controlnames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thoseOfTheWindow_data();
    void thoseOfTheWindow();
    void thoseOfDialogs_data();
    void thoseOfDialogs();
    void thoseOfATornOffChat();
    void thoseOfTheWholeWindow();

private:
    static void check(const QWidget *top);

    TemporarySettings m_settings{QStringLiteral("tst_controlnames")};
    std::unique_ptr<Desk> m_desk;
};

/// What is inside a control, as the line of a spin box, is spoken for by it; and so is the list of a combo box, a
/// window of its own, which some versions of Qt make only as it drops down.
void tst_controlnames::check(const QWidget *top)
{
    QVERIFY(top);
    QVERIFY(top->isVisible());
    int seen = 0;
    for (const QWidget *widget : top->findChildren<QWidget *>()) {
        const QWidget *parent = widget->parentWidget();
        const bool isPart = parent != top && parent->focusPolicy() != Qt::NoFocus;
        if (widget->focusPolicy() == Qt::NoFocus || isPart || !widget->isVisible() || widget->window() != top->window())
            continue;
        ++seen;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY(interface);
        QVERIFY2(!interface->text(QAccessible::Name).isEmpty(),
                 qPrintable(QStringLiteral("%1 %2 in %3")
                                .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                     QLatin1String(parent->metaObject()->className()))));
    }
    QVERIFY(seen >= 1);
}

void tst_controlnames::initTestCase()
{
    QSettings().clear();
    m_desk = std::make_unique<Desk>();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&m_desk->window));
}

void tst_controlnames::thoseOfTheWindow_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<std::function<void()>>("open");
    const auto add = [](const char *part, const std::function<void()> &open) {
        QTest::newRow(part) << QByteArray("crosstalk::") + part << open;
    };
    add("FirstSteps", [] {});
    add("ChatSearchBar", [this] { QTest::keyClick(&m_desk->window, Qt::Key_F, Qt::ControlModifier); });
    add("BulkBar", [this] {
        QTest::keyClick(&m_desk->window, Qt::Key_2, Qt::ControlModifier);
        m_desk->chatWindow("alice")->findChild<ChatInput *>()->setPlainText("one\ntwo");
    });
    add("DetailsPane", [this] { QTest::keyClick(&m_desk->window, Qt::Key_7, Qt::ControlModifier); });
    add("ScenarioPanel", [this] { m_desk->workbench.openScenario("broker-restart"); });
    add("ProblemBanner", [this] {
        ::kill(static_cast<pid_t>(m_desk->workbench.cluster()->instance("c")->pid()), SIGSEGV);
        QTRY_VERIFY(m_desk->workbench.problem());
    });
}

void tst_controlnames::thoseOfTheWindow()
{
    QFETCH(QByteArray, part);
    QFETCH(std::function<void()>, open);
    open();
    const auto widgets = m_desk->window.findChildren<QWidget *>();
    const auto isOpen = [&part](const QWidget *each) {
        return each->isVisible() && part == each->metaObject()->className();
    };
    QTRY_VERIFY(std::any_of(widgets.begin(), widgets.end(), isOpen));
    check(*std::find_if(widgets.begin(), widgets.end(), isOpen));
}

void tst_controlnames::thoseOfDialogs_data()
{
    QTest::addColumn<std::function<void(QWidget *)>>("open");
    using Open = std::function<void(QWidget *)>;
    QTest::newRow("palette") << Open(
        [this](QWidget *window) { (new CommandPalette(m_desk->window.menuBar(), window))->open(); });
    QTest::newRow("new chat") << Open(
        [this](QWidget *window) { (new NewChatDialog(&m_desk->workbench, {}, window))->open(); });
    QTest::newRow("attach") << Open(
        [this](QWidget *window) { (new AttachDialog(&m_desk->workbench, window))->open(); });
    QTest::newRow("preferences") << Open([](QWidget *window) { (new PreferencesDialog({}, window))->open(); });
    QTest::newRow("message") << Open([](QWidget *window) {
        ChatLine line;
        line.text = QStringLiteral("good morning");
        (new MessageDialog(line, window))->open();
    });
    QTest::newRow("about") << Open([](QWidget *window) { showAboutDialog({}, window); });
}

void tst_controlnames::thoseOfDialogs()
{
    QFETCH(std::function<void(QWidget *)>, open);
    open(&m_desk->window);
    QWidget *dialog = QApplication::activeModalWidget();
    check(dialog);
    dialog->close();
}

void tst_controlnames::thoseOfATornOffChat()
{
    auto *area = m_desk->window.findChild<ChatArea *>();
    area->tearOff(m_desk->chatWindow("bob"));
    QVERIFY(m_desk->chatWindow("bob")->window() != &m_desk->window);
    check(m_desk->chatWindow("bob")->window());
}

/// With all that was opened before.
void tst_controlnames::thoseOfTheWholeWindow()
{
    check(&m_desk->window);
}

QTEST_MAIN(tst_controlnames)
#include "tst_controlnames.moc"
