// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/invocation.h"

#include "app/cli/bench.h"
#include "app/cli/check.h"
#include "app/cli/run.h"
#include "app/cli/scenariocommand.h"
#include "client/dialect.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace crosstalk {

namespace {

constexpr int instancesAtMost = 26;
constexpr int messagesAtMost = 100'000;

const QString generalHelp = QStringLiteral(R"(Usage: crosstalk <command> [options]
Runs several WebSocket servers behind a Redis backplane, and checks what they
deliver.

Commands:
  demo           Start a broker and instances, let a client on each send, and
                 show who received what.
  run            Carry scenarios out, and judge what was delivered.
  check          Judge a recorded run.
  scenario       Check scenario files, show them, or list those that come along.
  bench ledger   Measure what judging takes on this machine.

Options:
  -h, --help     Show this help; after a command, that command's.
  -v, --version  Show the version.

Exit codes:
  0  pass    1  fail    2  unknown    3  the run could not be carried out
)");

Result<int> number(const QCommandLineParser &parser, const QString &option, int most)
{
    bool isNumber = false;
    const int value = parser.value(option).toInt(&isNumber);
    if (!isNumber || value < 1 || value > most)
        return fail(QStringLiteral("--%1 cannot be “%2”").arg(option, parser.value(option)),
                    QStringLiteral("Use a number from 1 to %1").arg(most));
    return value;
}

Result<Invocation> parseDemo(const QStringList &arguments)
{
    const DemoOptions defaults;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Starts a private broker and instances of crosstalk-server, lets a client on\n"
                       "each send to all, and draws who received what. Ends with exit code 0 only if\n"
                       "everybody received everything exactly once and in order; with 1 if not; with\n"
                       "3 if it could not be tried."));
    const auto add = [&parser](const QString &name, const QString &what, const QString &value, const QString &usual) {
        parser.addOption({name, what, value, usual});
    };
    add(QStringLiteral("instances"),
        QStringLiteral("Servers to start, 1 to %1; %2 unless given.").arg(instancesAtMost).arg(defaults.instances),
        QStringLiteral("count"), QString::number(defaults.instances));
    add(QStringLiteral("messages"),
        QStringLiteral("Messages that each client sends; %1 unless given.").arg(defaults.messages),
        QStringLiteral("count"), QString::number(defaults.messages));
    add(QStringLiteral("dialect"),
        QStringLiteral("What the clients speak: %1.").arg(dialectNames().join(QStringLiteral(", "))),
        QStringLiteral("name"), defaults.dialect);
    add(QStringLiteral("server"), QStringLiteral("The server to run, if not the one beside this program or in PATH."),
        QStringLiteral("path"), {});
    add(QStringLiteral("redis-server"),
        QStringLiteral("The broker to run, if not redis-server or valkey-server in PATH."), QStringLiteral("path"), {});
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help."));
    parser.addOption(help);

    const QString tryHelp = QStringLiteral("Try crosstalk demo --help");
    if (!parser.parse(arguments))
        return fail(parser.errorText().section(QLatin1Char('\n'), 0, 0).chopped(1), tryHelp);
    if (parser.isSet(help))
        return Notice{QStringLiteral("Usage: crosstalk demo [options]\n") +
                      parser.helpText().section(QLatin1Char('\n'), 1)};
    if (parser.positionalArguments().size() > 1)
        return fail(QStringLiteral("Unexpected argument “%1”").arg(parser.positionalArguments().at(1)), tryHelp);
    const auto instances = number(parser, QStringLiteral("instances"), instancesAtMost);
    const auto messages = number(parser, QStringLiteral("messages"), messagesAtMost);
    if (!instances || !messages)
        return tl::unexpected(instances ? messages.error() : instances.error());
    const QString dialect = parser.value(QStringLiteral("dialect"));
    if (const auto known = makeDialect(dialect); !known)
        return tl::unexpected(known.error());
    return DemoOptions{*instances, *messages, dialect, parser.value(QStringLiteral("server")),
                       parser.value(QStringLiteral("redis-server"))};
}

} // namespace

Result<Invocation> parseInvocation(const QStringList &arguments)
{
    const QString command = arguments.value(1);
    if (command == QLatin1String("demo"))
        return parseDemo(arguments);
    if (command == QLatin1String("run"))
        return parseRun(arguments);
    if (command == QLatin1String("check"))
        return parseCheck(arguments);
    if (command == QLatin1String("scenario"))
        return parseScenario(arguments);
    if (command == QLatin1String("bench"))
        return parseBench(arguments);
    if (command == QLatin1String("--help") || command == QLatin1String("-h"))
        return Notice{generalHelp};
    if (command == QLatin1String("--version") || command == QLatin1String("-v"))
        return Notice{QStringLiteral("crosstalk %1\n").arg(QCoreApplication::applicationVersion())};
    const QString hint = QStringLiteral("Try crosstalk --help");
    if (command.isEmpty())
        return fail(QStringLiteral("No command given"), hint);
    return fail(command.startsWith(QLatin1Char('-')) ? QStringLiteral("Unknown option “%1”").arg(command)
                                                     : QStringLiteral("Unknown command “%1”").arg(command),
                hint);
}

} // namespace crosstalk
