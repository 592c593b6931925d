// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The menus as a person goes through them, by keyboard or by mouse: each of their actions is a deed, with what comes of
// it.

#include <functional>
#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QTest>

namespace crosstalk::test {

enum class Way { Keys, Mouse };

inline void ways()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("by keyboard") << Way::Keys;
    QTest::newRow("by mouse") << Way::Mouse;
}

/// "&Save && run\tCtrl+S" → "Save & run"
inline QString withoutMnemonic(const QString &text)
{
    QString result = text.section(QLatin1Char('\t'), 0, 0);
    for (qsizetype at = result.indexOf(QLatin1Char('&')); at >= 0; at = result.indexOf(QLatin1Char('&'), at + 1))
        result.remove(at, 1);
    return result;
}

/// The letter that leads to it; null where there is none.
inline QChar mnemonicOf(const QString &text)
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text.at(i) != QLatin1Char('&'))
            continue;
        if (text.at(i + 1) != QLatin1Char('&'))
            return text.at(i + 1).toLower();
        ++i;
    }
    return {};
}

struct MenuEntry
{
    QPointer<QAction> action;
    QString path; ///< "View › Theme › Dark"
};

/// All that can be done below @p menu, however deep, without the ways there.
inline QList<MenuEntry> entriesOf(const QAction *menu, const QString &before = {})
{
    QList<MenuEntry> result;
    const QString path = before + withoutMnemonic(menu->text());
    for (QAction *action : menu->menu()->actions()) {
        if (action->menu())
            result << entriesOf(action, path + QStringLiteral(" › "));
        else if (!action->isSeparator())
            result << MenuEntry{action, path + QStringLiteral(" › ") + withoutMnemonic(action->text())};
    }
    return result;
}

inline QList<MenuEntry> entriesOf(const QMenuBar *bar)
{
    QList<MenuEntry> result;
    for (const QAction *menu : bar->actions())
        result << entriesOf(menu);
    return result;
}

class MenuHand
{
public:
    MenuHand(QMainWindow *window, Way way)
        : m_window(window)
        , m_way(way)
    {}

    /// Menu by menu to the action at the end of @p path. Empty when it has been chosen; else why it cannot be.
    QString choose(const QString &path)
    {
        QMenu *open = nullptr;
        for (const QString &name : path.split(QStringLiteral(" › "))) {
            QAction *action = named(open ? open->actions() : m_window->menuBar()->actions(), name);
            if (!action || !action->isVisible())
                return QStringLiteral("%1: the menu has no “%2”").arg(path, name);
            if (!QTest::qWaitFor([action] { return action->isEnabled(); }))
                return QStringLiteral("%1: “%2” cannot be chosen now").arg(path, name);
            const QPointer<QMenu> next = action->menu();
            open ? pick(open, action) : openFromBar(action);
            if (next && !QTest::qWaitFor([&next] { return next->isVisible(); }))
                return QStringLiteral("%1: “%2” does not open").arg(path, name);
            open = next;
        }
        return {};
    }

private:
    static QAction *named(const QList<QAction *> &actions, const QString &name)
    {
        const auto found = std::find_if(actions.begin(), actions.end(),
                                        [&name](const QAction *each) { return withoutMnemonic(each->text()) == name; });
        return found == actions.end() ? nullptr : *found;
    }
    static Qt::Key keyOf(QChar letter) { return static_cast<Qt::Key>(letter.toUpper().unicode()); }
    static void click(QWidget *widget, const QPoint &place)
    {
        QTest::mouseMove(widget, place);
        QTest::mouseClick(widget, Qt::LeftButton, {}, place);
    }
    void openFromBar(QAction *menu)
    {
        QMenuBar *bar = m_window->menuBar();
        if (m_way == Way::Keys)
            QTest::keyClick(m_window, keyOf(mnemonicOf(menu->text())), Qt::AltModifier);
        else
            click(bar, bar->actionGeometry(menu).center());
    }
    void pick(QMenu *menu, QAction *action)
    {
        const QChar letter = mnemonicOf(action->text());
        if (m_way == Way::Mouse)
            return click(menu, menu->actionGeometry(action).center());
        if (!letter.isNull())
            return QTest::keyClick(menu, keyOf(letter));
        for (qsizetype i = 0; i < menu->actions().size() && menu->activeAction() != action; ++i)
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    }

    QMainWindow *m_window;
    Way m_way;
};

struct Deed
{
    QString path;                      ///< As MenuHand::choose() takes it.
    std::function<void()> before = {}; ///< Makes it possible.
    std::function<void()> then = {};   ///< In the dialog that it has opened, say.
    std::function<bool()> isDone;      ///< It shows; not so before.
};

/// As a window manager does when what was before it is closed.
inline void bringToFront(QWidget *window)
{
    window->activateWindow();
    QTRY_VERIFY(!QApplication::activePopupWidget() && window->isActiveWindow());
    QTRY_COMPARE(QGuiApplication::focusWindow(), window->windowHandle());
}

/// As one types its name into the dialog that has just been opened.
inline void chooseFile(const QString &file)
{
    auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    bringToFront(dialog);
    auto *name = dialog->findChild<QLineEdit *>();
    name->setText(file);
    QTest::keyClick(name, Qt::Key_Return);
}

inline void carryOut(QMainWindow *window, Way way, const Deed &deed)
{
    constexpr int timeout = 30'000;
    bringToFront(window);
    if (deed.before)
        deed.before();
    QVERIFY2(!deed.isDone(), qPrintable(QStringLiteral("%1: done before it was chosen").arg(deed.path)));
    const QString trouble = MenuHand(window, way).choose(deed.path);
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    if (deed.then)
        deed.then();
    QVERIFY2(QTest::qWaitFor(deed.isDone, timeout),
             qPrintable(QStringLiteral("%1: nothing comes of it").arg(deed.path)));
    while (QWidget *dialog = QApplication::activeModalWidget()) {
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY2(QApplication::activeModalWidget() != dialog, qPrintable(deed.path));
    }
}

/// One after the other. All that stands in @p menu must be among them.
inline void carryOutAll(QMainWindow *window, const QString &menu, Way way, const QList<Deed> &deeds)
{
    const auto menus = window->menuBar()->actions();
    const auto found = std::find_if(menus.begin(), menus.end(),
                                    [&menu](const QAction *each) { return withoutMnemonic(each->text()) == menu; });
    QVERIFY(found != menus.end());
    QStringList done;
    QList<QPointer<QAction>> actions; // Some change their names as they are done.
    const auto note = [&] {
        for (const MenuEntry &entry : entriesOf(*found))
            if (done.contains(entry.path))
                actions << entry.action;
    };
    for (const Deed &deed : deeds) {
        done << deed.path;
        note();
        carryOut(window, way, deed);
        if (QTest::currentTestFailed())
            return;
        note();
    }
    for (const MenuEntry &entry : entriesOf(*found))
        QVERIFY2(actions.contains(entry.action),
                 qPrintable(QStringLiteral("%1: no deed here chooses it and sees what comes of it").arg(entry.path)));
}

} // namespace crosstalk::test
