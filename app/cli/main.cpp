// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/bench.h"
#include "app/cli/check.h"
#include "app/cli/demo.h"
#include "app/cli/interrupts.h"
#include "app/cli/invocation.h"
#include "app/cli/run.h"
#include "app/cli/scenariocommand.h"

#include <QCoreApplication>

#include <cstdio>

using namespace crosstalk;

namespace {

/// In the event loop, and with signals as something to be dealt with in order.
template<class Command, class Options>
int carryOut(const Options &options)
{
    Interrupts interrupts;
    Command command(options);
    QObject::connect(&interrupts, &Interrupts::interrupted, &command, &Command::interrupt);
    QObject::connect(&command, &Command::finished, QCoreApplication::instance(),
                     [](int code) { QCoreApplication::exit(code); });
    command.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("crosstalk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CROSSTALK_VERSION));

    const auto invocation = parseInvocation(QCoreApplication::arguments());
    if (!invocation) {
        std::fprintf(stderr, "crosstalk: %s\n", qPrintable(invocation.error().toString()));
        return 3;
    }
    if (const auto *notice = std::get_if<Notice>(&*invocation)) {
        std::fputs(qPrintable(notice->text), stdout);
        return 0;
    }
    // Nothing but itself to take down: signals may end it as they end any program.
    if (const auto *check = std::get_if<CheckOptions>(&*invocation))
        return runCheck(*check);
    if (const auto *scenario = std::get_if<ScenarioOptions>(&*invocation))
        return runScenario(*scenario);
    if (const auto *bench = std::get_if<BenchOptions>(&*invocation))
        return runBench(*bench);
    if (const auto *run = std::get_if<RunOptions>(&*invocation))
        return carryOut<RunCommand>(*run);
    return carryOut<Demo>(std::get<DemoOptions>(*invocation));
}
