// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// `crosstalk run` as a person runs it, and scenarios to run.

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace crosstalk::testing {

/// The program as a person runs it, in a folder of its own.
class Program : public QProcess
{
public:
    explicit Program(const QTemporaryDir &folder) { setWorkingDirectory(folder.path()); }

    void run(const QStringList &arguments)
    {
        start(QString::fromLocal8Bit(qgetenv("CROSSTALK_BIN")) + "/crosstalk", QStringList{"run"} + arguments);
    }
    /// Standard output so far.
    QString output()
    {
        m_output += readAllStandardOutput();
        return QString::fromUtf8(m_output);
    }
    QString lastLine() { return output().trimmed().section('\n', -1); }

private:
    QByteArray m_output;
};

inline void write(const QTemporaryDir &folder, const QString &name, const QByteArray &text)
{
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
}

inline QByteArray read(const QTemporaryDir &folder, const QString &name)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A client on each of two instances; with @p steps after both have joined.
inline QByteArray scenario(const QByteArray &steps, const QByteArray &invariants = "[no-loss, no-duplicates, alive]")
{
    return "name: small\ninstances: {a: {}, b: {}}\nclients: {alice: {on: a}, bob: {on: b}}\nsteps:\n  - wait: "
           "joined\n" +
           steps + "invariants: " + invariants + "\n";
}

inline const QByteArray good = scenario("  - send: {from: all, count: 10, rate: 200/s}\n  - settle: {quiet: 50ms}\n");
/// The second instance is on a channel of its own, and hears nothing of the first.
inline QByteArray bad()
{
    const QByteArray server = qgetenv("CROSSTALK_BIN") +
                              "/crosstalk-server --name b --listen 127.0.0.1:${port} --redis " +
                              "${redis} --prefix elsewhere";
    return QByteArray(good).replace("b: {}", "b: {exec: \"" + server + "\", dialect: crosstalk, path: /ws}") +
           "deadline: 100ms\n";
}
inline const QByteArray endless = scenario("  - send: {from: alice, rate: 100/s, background: load}\n"
                                           "  - wait: 1h\n"
                                           "  - join: load\n");
/// Nothing is sent.
inline const QByteArray idle = scenario("  - wait: 1h\n");
/// All of it is under way to somebody who reads nothing.
inline const QByteArray unknown = scenario("  - fault: {freeze: broker}\n  - send: {from: alice, count: 3}\n"
                                           "  - settle: {quiet: 50ms, limit: 100ms}\n",
                                           "[{latency: {p99: 1s, outside: faults}}]");

} // namespace crosstalk::testing

#define WAIT_FOR_EXIT(program) QTRY_COMPARE_WITH_TIMEOUT((program).state(), QProcess::NotRunning, 90000)
