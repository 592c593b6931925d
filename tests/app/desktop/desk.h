// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The window as a tester has it before them, with servers of ours behind it.

#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/chatwindow.h"
#include "app/desktop/views/clusterview.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/workbench.h"
#include "tests/app/desktop/temporarysettings.h"

#include <csignal>
#include <QAbstractButton>
#include <QMessageBox>
#include <QTest>

namespace crosstalk::test {

constexpr int startTimeout = 30'000;

inline Cluster::Options options()
{
    Cluster::Options result;
    result.serverProgram = qEnvironmentVariable("CROSSTALK_BIN") + QStringLiteral("/crosstalk-server");
    return result;
}

/// A workbench and its window, shown, active and started.
struct Desk
{
    explicit Desk(const Cluster::Options &with = options())
        : workbench(with)
        , window(&workbench)
    {
        window.resize(1280, 800); // As on a screen that has room for it, which the offscreen one has not.
        window.show();
        workbench.start();
    }

    bool isReady()
    {
        const auto &chats = workbench.bench()->chats();
        return chats.size() == 3 &&
               std::all_of(chats.begin(), chats.end(), [](const Chat *c) { return c->isJoined(); });
    }
    ChatWindow *chatWindow(const QString &user)
    {
        const auto windows = window.findChild<ChatArea *>()->windows();
        for (ChatWindow *each : windows)
            if (each->chat()->user() == user)
                return each;
        return nullptr;
    }
    ChatModel *lines(const QString &user) { return chatWindow(user)->chat()->model(); }
    bool hasLine(const QString &user, const QString &text)
    {
        const ChatModel *model = lines(user);
        for (int row = 0; row < model->rowCount(); ++row)
            if (model->line(row).text.contains(text))
                return true;
        return false;
    }
    QString markOfLast(const QString &user)
    {
        const ChatModel *model = lines(user);
        for (int row = model->rowCount() - 1; row >= 0; --row)
            if (model->line(row).kind == ChatLine::Kind::Own)
                return model->line(row).mark.text;
        return {};
    }
    /// As somebody types it into whatever has the focus.
    void type(const QString &text)
    {
        // Not keyClicks(), which knows nothing beyond Latin-1.
        QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, text, Qt::NoModifier);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    }
    /// Goes to the tree and down to this instance.
    void select(const QString &instance)
    {
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        auto *tree = window.findChild<ClusterView *>();
        QTest::keyClick(tree, Qt::Key_Home);
        while (tree->currentIndex().data(ClusterModel::NameRole).toString() != instance)
            QTest::keyClick(tree, Qt::Key_Down);
    }
    /// From the keyboard; the chat has the focus again.
    void freeze(const QString &instance)
    {
        select(instance);
        QTest::keyClick(&window, Qt::Key_F7);
        QTRY_COMPARE(state(instance), Service::State::Frozen);
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    }
    /// Clicks on a button of the question that is open.
    void answer(QMessageBox::StandardButton button)
    {
        auto *question = window.findChild<QMessageBox *>();
        QVERIFY(question);
        question->button(button)->click();
        QTRY_VERIFY(!window.findChild<QMessageBox *>());
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
    Service::State state(const QString &instance) { return workbench.cluster()->instance(instance)->state(); }
    QList<qint64> pids()
    {
        QList<qint64> result{workbench.cluster()->broker()->pid()};
        for (const Instance *instance : workbench.cluster()->instances())
            result << instance->pid();
        return result;
    }

    Workbench workbench;
    MainWindow window;
};

inline bool isAlive(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

} // namespace crosstalk::test
