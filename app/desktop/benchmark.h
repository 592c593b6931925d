// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Measures the window on this machine, with servers and a broker of its own: how soon it is there, and how long its
// event loop is blocked while messages come in at a set rate. What `crosstalk-desktop --benchmark` does.

#include "app/desktop/loopwaits.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/workbench.h"

#include <QElapsedTimer>

class QTabWidget;

namespace crosstalk {

struct BenchmarkOptions
{
    static constexpr int mostSeconds = 3600;
    static constexpr int mostReceived = 100'000;

    Cluster::Options cluster;
    std::chrono::seconds duration{10};
    int receivedPerSecond = 5000; ///< Of all chats together, each one's own included.
};

/// Prints what it has measured, or why it could not, when all processes are gone; needs an application, and is run by
/// its event loop.
class Benchmark : public QObject
{
    Q_OBJECT
public:
    static constexpr int exitCannotRun = 2;

    /// @param sinceStart counts from the start of the program.
    Benchmark(const BenchmarkOptions &options, const QElapsedTimer &sinceStart, QObject *parent = nullptr);
    ~Benchmark() override;

    void start();

Q_SIGNALS:
    void finished(int exitCode);

protected:
    /// Of the window, until it has been painted.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Stage {
        Starting, ///< Until all chats are joined.
        Loading,  ///< Messages at the rate.
        Settling, ///< Until all of them are there.
        Ending,   ///< Until the processes are gone.
    };
    struct Figures
    {
        std::chrono::nanoseconds at{0};
        quint64 sent = 0;
        quint64 delivered = 0;
        std::chrono::milliseconds cpu{0};
    };

    void checkReady();
    void beginLoad();
    void sendDue();
    void say();
    void beat();
    void showNextPage();
    void endLoad();
    void checkSettled();
    void end();
    void giveUp(const Error &error);
    void onShutDown();
    Figures figures() const;
    QStringList table() const;
    QString waitsText(const LoopWaits &waits) const;

    BenchmarkOptions m_options;
    QElapsedTimer m_sinceStart;
    Workbench m_workbench;
    Bench *m_bench; ///< The own one: a scenario takes no part.
    MainWindow m_window;
    QTabWidget *m_tabs;
    Stage m_stage = Stage::Starting;
    bool m_isPainted = false;
    std::chrono::nanoseconds m_paintedAt{0};
    std::chrono::nanoseconds m_readyAt{0};
    QTimer m_deadline; ///< Of the stage.
    QTimer m_pace;
    QTimer m_beats;
    QTimer m_pages;
    QElapsedTimer m_load;
    QElapsedTimer m_lastBeat;
    quint64 m_taken = 0;   ///< Places in the schedule.
    quint64 m_skipped = 0; ///< Those of them where nobody could send.
    qsizetype m_turn = 0;
    LoopWaits m_whileDelivery; ///< By the page that shows.
    LoopWaits m_whileMessages;
    Figures m_before; ///< The load.
    Figures m_after;
    QStringList m_table;
    std::optional<Error> m_failure;
};

/// With settings of its own.
/// @return exit code
int runBenchmark(const BenchmarkOptions &options, const QElapsedTimer &sinceStart);

} // namespace crosstalk
