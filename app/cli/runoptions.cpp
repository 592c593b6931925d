// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/run.h"

#include <QCommandLineParser>

namespace crosstalk {

namespace {

constexpr int repetitionsAtMost = 10'000;

const QString description =
    QStringLiteral("Carries scenarios out and judges what was delivered. FILE is a scenario file, or\n"
                   "the name of one that comes with the program (see crosstalk scenario list). Shows\n"
                   "what goes on, and of each invariant whether it held. Ends with exit code 0 if all\n"
                   "did, 1 if one failed, 2 if that cannot be known, and 3 if a scenario could not be\n"
                   "carried out; of several, the first of 3, 1, 2, 0 that occurs.");

QCommandLineOption option(const char *name, const char *what, const char *value)
{
    return {QLatin1String(name), QLatin1String(what), QLatin1String(value)};
}

} // namespace

Result<Invocation> parseRun(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(description);
    const auto junit = option("junit", "Write a report as JUnit XML.", "file");
    const auto json = option("json", "Write a report as JSON.", "file");
    const auto html = option("html", "Write a report as one HTML page.", "file");
    const auto history = option(
        "history", "Write what happened, for crosstalk check. Of several runs, into files of their own.", "file");
    const auto seed = option("seed", "Instead of the seed of the scenario.", "number");
    const auto set =
        option("set", "Change a value before the scenario is read, as in clients.alice.on=b.", "key=value");
    const auto repeat = option(
        "repeat", "Run that often, and keep the histories of the runs that did not pass; with --history, of all.",
        "count");
    const QCommandLineOption keepGoing(QStringLiteral("keep-going"),
                                       QStringLiteral("Do not stop at the first run that does not pass."));
    const auto server = option("server", "The server to run, if not the one beside this program or in PATH.", "path");
    const auto redis =
        option("redis-server", "The broker to run, if not redis-server or valkey-server in PATH.", "path");
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help."));
    parser.addOptions({junit, json, html, history, seed, set, repeat, keepGoing, server, redis, help});

    const QString tryHelp = QStringLiteral("Try crosstalk run --help");
    if (!parser.parse(arguments))
        return fail(parser.errorText().section(QLatin1Char('\n'), 0, 0).chopped(1), tryHelp);
    if (parser.isSet(help))
        return Notice{QStringLiteral("Usage: crosstalk run [options] FILE...\n") +
                      parser.helpText().section(QLatin1Char('\n'), 1)};
    RunOptions options;
    options.files = parser.positionalArguments().mid(1);
    if (options.files.isEmpty())
        return fail(QStringLiteral("No scenario given"), QStringLiteral("Try crosstalk run cross-server"));
    options.junit = parser.value(junit);
    options.json = parser.value(json);
    options.html = parser.value(html);
    options.history = parser.value(history);
    options.overrides = parser.values(set);
    options.keepsGoing = parser.isSet(keepGoing);
    options.server = parser.value(server);
    options.redisServer = parser.value(redis);
    if (parser.isSet(seed)) {
        bool isNumber = false;
        options.seed = parser.value(seed).toULongLong(&isNumber);
        if (!isNumber)
            return fail(QStringLiteral("--seed cannot be “%1”").arg(parser.value(seed)),
                        QStringLiteral("Use a whole number from 0"));
    }
    if (parser.isSet(repeat)) {
        bool isNumber = false;
        options.repetitions = parser.value(repeat).toInt(&isNumber);
        if (!isNumber || options.repetitions < 1 || options.repetitions > repetitionsAtMost)
            return fail(QStringLiteral("--repeat cannot be “%1”").arg(parser.value(repeat)),
                        QStringLiteral("Use a number from 1 to %1").arg(repetitionsAtMost));
    }
    return options;
}

} // namespace crosstalk
