// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/scenariocommand.h"

#include "app/engine/report/words.h"
#include "app/engine/scenariofile.h"
#include "shared/suggest.h"

#include <QCommandLineParser>

#include <algorithm>
#include <cstdio>

namespace crosstalk {

namespace {

using Action = ScenarioOptions::Action;

constexpr int exitInOrder = 0;
constexpr int exitWrong = 3;
constexpr qsizetype columns = 80;

const QString tryHelp = QStringLiteral("Try crosstalk scenario --help");

struct Word
{
    QLatin1String name;
    Action action;
};
constexpr Word actions[] = {
    {QLatin1String("check"), Action::Check},
    {QLatin1String("show"), Action::Show},
    {QLatin1String("list"), Action::List},
    {QLatin1String("schema"), Action::Schema},
};

QString usage(const QCommandLineParser &parser)
{
    return QStringLiteral("Usage: crosstalk scenario check|show [options] <file or name>...\n"
                          "       crosstalk scenario list|schema\n") +
           parser.helpText().section(QLatin1Char('\n'), 1);
}

Result<Action> actionNamed(const QString &name)
{
    if (name.isEmpty())
        return fail(QStringLiteral("Nothing to do with scenarios is given"),
                    QStringLiteral("Say check, show, list or schema"));
    QStringList known;
    for (const Word &word : actions) {
        if (word.name == name)
            return word.action;
        known << word.name;
    }
    const QString nearest = nearestWord(name, known);
    return fail(QStringLiteral("Unknown command “scenario %1”").arg(name),
                nearest.isEmpty() ? tryHelp : QStringLiteral("Did you mean “%1”?").arg(nearest));
}

void print(std::FILE *stream, const QString &text)
{
    std::fputs(qUtf8Printable(text + QLatin1Char('\n')), stream);
}

/// "3 instances"
QString counted(qsizetype count, const QString &one)
{
    return QStringLiteral("%1 %2").arg(count).arg(count == 1 ? one : one + QLatin1Char('s'));
}

QString summary(const Scenario &scenario)
{
    const QStringList parts{
        counted(scenario.instances.size(), QStringLiteral("instance")),
        counted(scenario.clients.size(), QStringLiteral("client")),
        counted(qsizetype(scenario.steps.size()), QStringLiteral("step")),
        counted(qsizetype(scenario.invariants.size()), QStringLiteral("invariant")),
    };
    return parts.join(QStringLiteral(", "));
}

/// All files are read, whatever is wrong with the first.
int look(const ScenarioOptions &options)
{
    int code = exitInOrder;
    QStringList shown;
    for (const QString &file : options.files) {
        const auto scenario = loadScenario(file, options.overrides);
        if (!scenario) {
            for (const ScenarioError &error : scenario.error())
                print(stderr, printableLine(error.toString()));
            code = exitWrong;
        } else if (options.action == Action::Check) {
            print(stdout, printableLine(file) + QStringLiteral(": in order: ") + summary(*scenario));
        } else {
            shown << QString::fromUtf8(toYaml(*scenario)).chopped(1);
        }
    }
    if (!shown.isEmpty())
        print(stdout, shown.join(QStringLiteral("\n---\n")));
    return code;
}

/// The names, and beside each what it shows, in lines of a usual terminal.
void list()
{
    const QList<ShippedScenario> scenarios = shippedScenarios();
    qsizetype width = 0;
    for (const ShippedScenario &scenario : scenarios)
        width = std::max(width, scenario.name.size() + 2);
    for (const ShippedScenario &scenario : scenarios) {
        QString line = scenario.name.leftJustified(width);
        const QStringList words = scenario.shows.split(QLatin1Char(' '));
        for (const QString &word : words) {
            if (line.size() > width && line.size() + word.size() > columns) {
                print(stdout, line.trimmed().isEmpty() ? QString() : line.chopped(1));
                line = QString(width, QLatin1Char(' '));
            }
            line += word + QLatin1Char(' ');
        }
        print(stdout, line.chopped(1));
    }
}

} // namespace

Result<Invocation> parseScenario(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Looks at scenarios, and runs nothing.\n\n"
                       "Commands:\n"
                       "  check   Whether files are in order; else every mistake with its place.\n"
                       "  show    All that they say, in the normalised form.\n"
                       "  list    The scenarios that come with this program, by name.\n"
                       "  schema  The JSON Schema of a scenario file, for editors.\n\n"
                       "Ends with exit code 0 if all is in order, else with 3."));
    const QString set = QStringLiteral("set");
    parser.addOption(
        {set, QStringLiteral("Change a value, as in steps.1.send.count=50."), QStringLiteral("key=value")});
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help."));
    parser.addOption(help);
    if (!parser.parse(arguments))
        return fail(parser.errorText().section(QLatin1Char('\n'), 0, 0).chopped(1), tryHelp);
    if (parser.isSet(help))
        return Notice{usage(parser)};
    const QStringList given = parser.positionalArguments().sliced(1);
    const auto action = actionNamed(given.value(0));
    if (!action)
        return tl::unexpected(action.error());
    const ScenarioOptions options{*action, given.sliced(1), parser.values(set)};
    const bool takesFiles = options.action == Action::Check || options.action == Action::Show;
    if (takesFiles && options.files.isEmpty())
        return fail(QStringLiteral("No file given"), QStringLiteral("Name one, or a scenario that crosstalk scenario "
                                                                    "list shows"));
    if (!takesFiles && !options.files.isEmpty())
        return fail(QStringLiteral("Unexpected argument “%1”").arg(options.files.first()), tryHelp);
    if (!takesFiles && !options.overrides.isEmpty())
        return fail(QStringLiteral("--set has nothing to change here"), tryHelp);
    return options;
}

int runScenario(const ScenarioOptions &options)
{
    switch (options.action) {
    case Action::Check:
    case Action::Show:
        return look(options);
    case Action::List:
        list();
        return exitInOrder;
    case Action::Schema:
        print(stdout, QString::fromUtf8(scenarioSchema()).chopped(1));
        return exitInOrder;
    }
    Q_ASSERT(false);
    return exitWrong;
}

} // namespace crosstalk
