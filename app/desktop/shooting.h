// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Takes pictures of the window while three people talk in it, an instance of theirs is frozen, and a scenario runs: all
// of it real. A list of steps, each of which does something and waits until that has come about.

#include "app/desktop/views/mainwindow.h"
#include "app/desktop/workbench.h"

#include <deque>

namespace crosstalk {

class ClusterView;

class Shooting : public QObject
{
    Q_OBJECT
public:
    enum class Range {
        Documents, ///< What README and docs show.
        All,
    };
    /// @param ending of the names of the files, "light" in "window-light.png".
    Shooting(const Cluster::Options &options, QString folder, QString ending, Range range, QObject *parent = nullptr);
    ~Shooting() override;

    void start();

Q_SIGNALS:
    void taken(const QString &file);
    /// All pictures are there and all processes are gone.
    void finished();
    /// It came to nothing; all processes are gone.
    void failed(const crosstalk::Error &error);

private:
    struct Step
    {
        QString awaited; ///< "Waited in vain for …"
        std::function<void()> act;
        std::function<bool()> hasCome;
    };

    void writeScript(Range range);
    void scriptTalk();
    void scriptFault();
    void scriptPath();
    void scriptPages();
    void scriptScenario();
    void await(const QString &awaited, std::function<void()> act, std::function<bool()> hasCome);
    void say(const QString &user, const QString &text);
    /// Somebody does not get it for now.
    void sayIntoTheVoid(const QString &user, const QString &text);
    void picture(const QString &name);

    void beginStep();
    void checkStep();
    void take(const QString &name);
    void finish();
    QPixmap image();
    void giveUp(const Error &error);
    void onShutDown();

    ClusterView *tree();
    Chat *chat(const QString &user);
    DeliveryMark markOfLast(const QString &user);
    /// As somebody does it from the keyboard.
    void showPathOfLast(const QString &user);
    bool hasEverybody(const QString &text);
    bool isInAllCells(quint64 delivered);
    /// Models are told of what happens a little later than it does.
    bool showsTheEnd();
    void showPage(QWidget *page);

    QString m_folder;
    QString m_ending;
    Workbench m_workbench;
    MainWindow m_window;
    std::deque<Step> m_steps;
    /// To be written at the end: meanwhile that would add to the latencies they show.
    std::vector<std::pair<QString, QPixmap>> m_pictures;
    QTimer m_check;
    QTimer m_deadline;
    std::optional<Error> m_failure;
};

} // namespace crosstalk
