// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The window as a tester has it before them who carries scenarios out: nothing of their own is started.

#include "app/desktop/views/mainwindow.h"
#include "app/desktop/views/markedtree.h"
#include "app/desktop/views/scenariopanel.h"
#include "app/desktop/views/verdictpill.h"
#include "app/desktop/workbench.h"

#include <QFile>
#include <QLabel>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

namespace crosstalk::test {

constexpr int runTimeout = 60'000;

inline QString bin()
{
    return qEnvironmentVariable("CROSSTALK_BIN");
}

/// Three clients on three instances. @p mutant is what is wrong with these; empty for our own server.
inline QByteArray scenario(const QByteArray &steps, const QByteArray &mutant = {})
{
    QByteArray yaml = "name: three of them\ninstances:\n";
    for (const char *name : {"a", "b", "c"}) {
        if (mutant.isEmpty())
            yaml += QByteArray("  ") + name + ": {}\n";
        else
            yaml += QByteArray("  ") + name + ": {exec: '" + QFile::encodeName(bin()) +
                    "/../tests/mutants/crosstalk-mutant --name ${name} --port ${port} --redis ${redis} --mutant " +
                    mutant + "', dialect: crosstalk, ready: '^READY'}\n";
    }
    return yaml + "clients:\n  alice: {on: a}\n  bob: {on: b}\n  carol: {on: c}\nsteps:\n  - wait: joined\n" + steps +
           "invariants: [no-loss, no-duplicates, alive]\n";
}

struct ScenarioDesk
{
    ScenarioDesk()
        : workbench(options())
        , window(&workbench)
    {
        window.show();
    }
    QString write(const QByteArray &yaml) const
    {
        QFile file(folder.filePath(QStringLiteral("some.yaml")));
        return file.open(QIODevice::WriteOnly) && file.write(yaml) == yaml.size() ? file.fileName() : QString();
    }
    /// Opens it; it must have no mistake.
    bool open(const QByteArray &yaml)
    {
        workbench.openScenario(write(yaml));
        for (const ScenarioError &mistake : run()->mistakes())
            qWarning("%s", qPrintable(mistake.toString()));
        return run()->scenario().has_value();
    }
    ScenarioRun *run() { return workbench.scenario(); }
    bool hasEnded() { return run()->report() || run()->failure(); }
    MarkedTree *tree(const QString &name) const
    {
        const auto trees = window.findChildren<MarkedTree *>();
        for (MarkedTree *each : trees)
            if (each->accessibleName().startsWith(name))
                return each;
        return nullptr;
    }
    QString pill() const { return window.statusBar()->findChild<VerdictPill *>()->text(); }
    /// All that the panel says in labels.
    QString said() const
    {
        QString text;
        const auto labels = window.findChild<ScenarioPanel *>()->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            text += label->text() + QLatin1Char('\n');
        return text;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        // After a dialog a window manager makes its parent active; offscreen there is none.
        if (window.isVisible() && !window.isActiveWindow()) {
            window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&window));
        }
        QTest::keyClick(&window, key, modifiers);
    }

    /// Nothing of the tester's own is started, which would only cost time.
    static Cluster::Options options()
    {
        Cluster::Options result;
        result.instances = 1;
        result.serverProgram = bin() + QStringLiteral("/crosstalk-server");
        return result;
    }

    QTemporaryDir folder;
    Workbench workbench;
    MainWindow window;
};

} // namespace crosstalk::test
