// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/loglevel.h"

#include <QTest>

using namespace crosstalk;

Q_DECLARE_METATYPE(crosstalk::LogLevel)

class tst_loglevel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheLevel_data();
    void tellsTheLevel();
};

void tst_loglevel::tellsTheLevel_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<LogLevel>("level");
    const auto row = [](const char *line, LogLevel level) { QTest::newRow(line) << QString::fromUtf8(line) << level; };

    // crosstalk-server
    row("2026-11-24 18:00:00.123 debug crosstalk.redis: subscribed", LogLevel::Debug);
    row("2026-11-24 18:00:00.123 info crosstalk.server: listening", LogLevel::Info);
    row("2026-11-24 18:00:00.123 warning crosstalk.redis: lost the broker", LogLevel::Warning);
    row("2026-11-24 18:00:00.123 critical crosstalk.server: an error", LogLevel::Error);
    row("2026-11-24 18:00:00.123 fatal default: out of memory", LogLevel::Fatal);
    row("crosstalk-server: cannot listen on port 9001", LogLevel::Error);
    row("READY {\"port\":9001}", LogLevel::Unknown);

    // redis-server
    row("4711:M 24 Nov 2026 18:00:00.123 . debugging", LogLevel::Debug);
    row("4711:M 24 Nov 2026 18:00:00.123 - Accepted 127.0.0.1:4242", LogLevel::Debug);
    row("4711:C 24 Nov 2026 18:00:00.123 * Ready to accept connections", LogLevel::Info);
    row("4711:S 24 Nov 2026 18:00:00.123 # Connection with master lost.", LogLevel::Warning);
    row("4711:M 24 Nov 2026 18:00:00.123 * Background error: none", LogLevel::Info);
    row("4711:signal-handler (1795568516) Received SIGTERM scheduling shutdown...", LogLevel::Info);
    // What it marks as warnings each time it starts and ends as told.
    row("4711:C 24 Nov 2026 18:00:00.123 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo", LogLevel::Info);
    row("4711:C 24 Nov 2026 18:00:00.123 # Redis version=7.0.15, bits=64, just started", LogLevel::Info);
    row("4711:C 24 Nov 2026 18:00:00.123 # Configuration loaded", LogLevel::Info);
    row("4711:M 24 Nov 2026 18:00:00.123 # Server initialized", LogLevel::Info);
    row("4711:M 24 Nov 2026 18:00:00.123 # User requested shutdown...", LogLevel::Info);
    row("4711:M 24 Nov 2026 18:00:00.123 # Redis is now ready to exit, bye bye...", LogLevel::Info);
    row("4711:M 24 Nov 2026 18:00:00.123 # WARNING Memory overcommit must be enabled!", LogLevel::Warning);

    // Other people's servers
    row("ERROR cannot bind", LogLevel::Error);
    row("error: cannot bind", LogLevel::Error);
    row("Error: listen EADDRINUSE: address already in use", LogLevel::Error);
    row("[ERROR] cannot bind", LogLevel::Error);
    row("[error] cannot bind", LogLevel::Error);
    row("[2026-11-24T18:00:00Z] WARN  main: slow", LogLevel::Warning);
    row("2026-11-24 18:00:00,123 - app - WARNING - slow", LogLevel::Warning);
    row("WARNING:root:slow", LogLevel::Warning);
    row("18:00:00.123 [main] ERROR com.example.Server - oops", LogLevel::Error);
    row("INFO[0000] listening", LogLevel::Info);
    row("2026/11/24 18:00:00 [notice] 12#12: start", LogLevel::Info);
    row("<crit> disk full", LogLevel::Error);
    row("FATAL: the end", LogLevel::Fatal);
    row("panic: runtime error", LogLevel::Fatal);
    row("time=2026-11-24T18:00:00Z level=warn msg=slow", LogLevel::Warning);
    row("{\"level\":\"error\",\"msg\":\"oops\"}", LogLevel::Error);
    row("{\"level\":30,\"time\":1,\"msg\":\"error\"}", LogLevel::Info);
    row("{\"time\":1,\"level\": 50}", LogLevel::Error);

    // What only looks like it
    row("", LogLevel::Unknown);
    row("    ", LogLevel::Unknown);
    row("Error handling is enabled", LogLevel::Unknown);
    row("no error: all is well", LogLevel::Unknown);
    row("ERROR_COUNT is 0", LogLevel::Unknown);
    row("the server writes its log and an ERROR may stand in it", LogLevel::Unknown);
    row("information about levels", LogLevel::Unknown);
    row("sea level: 12 m", LogLevel::Unknown);
}

void tst_loglevel::tellsTheLevel()
{
    QFETCH(QString, line);
    QTEST(logLevelOf(line), "level");
    // However much follows.
    line += QString(10'000, QLatin1Char('x'));
    QVERIFY(logLevelOf(line) == logLevelOf(line.left(5'000)));
}

QTEST_APPLESS_MAIN(tst_loglevel)
#include "tst_loglevel.moc"
