// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/logline.h"

#include <QTest>

using namespace crosstalk;

class tst_logline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsThePrefixFromTheText_data();
    void tellsThePrefixFromTheText();
};

void tst_logline::tellsThePrefixFromTheText_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *line, const char *level, const char *text) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(level) << QString::fromUtf8(text);
    };
    const auto whole = [row](const char *line) { row(line, "", line); };

    // crosstalk-server
    row("2026-11-24 18:00:00.123 info crosstalk.instance: Ready: ws://127.0.0.1:9001/ws", "info",
        "Ready: ws://127.0.0.1:9001/ws");
    row("2026-11-24 18:00:00.123 warning crosstalk.broker: Waiting for the broker", "warning",
        "Waiting for the broker");
    row("2026-11-24 18:00:00.123 critical default: oops", "critical", "oops");
    row("crosstalk-server: Cannot listen on 127.0.0.1 port 9001", "", "Cannot listen on 127.0.0.1 port 9001");

    // redis-server and valkey-server
    row("12345:M 25 Nov 2026 00:50:09.123 * Ready to accept connections", "*", "Ready to accept connections");
    row("12345:C 25 Nov 2026 00:50:09.123 # Configuration loaded", "#", "Configuration loaded");
    row("1:S 5 Nov 2026 00:50:09.123 . debugging", ".", "debugging");
    row("1:signal-handler (1795568516) Received SIGTERM scheduling shutdown...", "",
        "Received SIGTERM scheduling shutdown...");

    // Prefixes of others, and what is like one.
    whole("");
    whole("READY a ws://127.0.0.1:9001/ws");
    whole("2026-11-24 18:00:00,123 - app - WARNING - slow");
    whole("2026-11-24 18:00:00.123 info without a category");
    whole("2026-11-24 18:00:00.123 loud crosstalk.instance: no level");
    whole("2026");
    whole("12345:M without a time");
    whole("12345:M 25 Nov 2026 00:50:09.123 ! no mark");
    whole("said crosstalk-server: nothing");
}

void tst_logline::tellsThePrefixFromTheText()
{
    QFETCH(QString, line);
    QTEST(logPrefixOf(line).level.toString(), "level");
    QTEST(logTextOf(line).toString(), "text");
    // However much follows.
    line += QString(10'000, QLatin1Char('x'));
    QTEST(logPrefixOf(line).level.toString(), "level");
}

QTEST_APPLESS_MAIN(tst_logline)
#include "tst_logline.moc"
