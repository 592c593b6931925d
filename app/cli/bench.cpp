// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/bench.h"

#include "app/cli/ledgerload.h"
#include "app/cli/terminal.h"
#include "app/engine/outputfile.h"
#include "app/engine/report/words.h"
#include "app/engine/resources.h"
#include "shared/judge.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <cstdio>
#include <ctime>

#include <unistd.h>

namespace crosstalk {

namespace {

constexpr int rounds = 5;
constexpr qint64 mostReceived = 1'000'000'000;
/// A round takes this share of the soak: 2 million of 10 million.
constexpr qint64 soakPerRound = 5;
constexpr quint64 receivedPerLook = 100'000;

/// Of this process, all its threads: what other programs take from the core does not count.
double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

/// Every invariant about messages, so that nothing is left out of what an account takes.
Judge::Rules rules()
{
    using Kind = Invariant::Kind;
    Judge::Rules rules;
    for (const Kind kind : {Kind::NoLoss, Kind::NoAcknowledgedLoss, Kind::NoDuplicates, Kind::NoPhantoms,
                            Kind::NoCorruption, Kind::SenderOrder, Kind::SameOrder}) {
        Invariant invariant;
        invariant.kind = kind;
        rules.invariants.push_back(invariant);
    }
    return rules;
}

struct Measured
{
    quint64 received = 0;
    double seconds = 0;
    qint64 grownBytes = 0; ///< At its largest.
    bool isRight = false;  ///< The account is what was made up.

    double perSecond() const { return double(received) / std::max(seconds, 1e-9); }
};

/// @param looksAtMemory reads the process's size now and then; that takes time of its own.
Measured measure(quint64 received, bool looksAtMemory)
{
    Measured result;
    const qint64 before = readResources(getpid()).residentBytes;
    const auto look = [&] {
        result.grownBytes = std::max(result.grownBytes, readResources(getpid()).residentBytes - before);
    };
    const double begun = cpuSeconds();
    Judge judge(rules());
    LedgerLoad load;
    const LedgerLoad::Take take = [&judge](const history::Event &event) { judge.apply(event); };
    load.begin(take);
    quint64 next = receivedPerLook;
    while (load.received() < received) {
        load.step(take);
        if (looksAtMemory && load.received() >= next) {
            look();
            next += receivedPerLook;
        }
    }
    load.end(take);
    const Verdict verdict = judge.verdict();
    result.seconds = cpuSeconds() - begun;
    if (looksAtMemory)
        look();
    result.received = load.received();
    result.isRight = verdict.sent == load.sent() && verdict.total.lost == load.lost() &&
                     verdict.total.duplicate == load.duplicate() && verdict.phantoms == 0 &&
                     verdict.total.delivered == load.received() - load.duplicate();
    return result;
}

QString counted(double number)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(qint64(number));
}

QString mebibytes(qint64 bytes)
{
    return QStringLiteral("%1 MiB").arg(double(bytes) / (1024 * 1024), 0, 'f', 1);
}

bool isOptimised()
{
#ifdef __OPTIMIZE__
    return true;
#else
    return false;
#endif
}

QJsonObject toJson(const std::vector<Measured> &measured, double median, const Measured &soak)
{
    QJsonArray perSecond;
    for (const Measured &each : measured)
        perSecond.append(qint64(each.perSecond()));
    return {{QStringLiteral("schema"), 1},
            {QStringLiteral("optimised"), isOptimised()},
            {QStringLiteral("senders"), LedgerLoad::senders},
            {QStringLiteral("receivers"), LedgerLoad::receivers},
            {QStringLiteral("receivedPerSecond"),
             QJsonObject{{QStringLiteral("median"), qint64(median)}, {QStringLiteral("rounds"), perSecond}}},
            {QStringLiteral("soak"), QJsonObject{{QStringLiteral("received"), qint64(soak.received)},
                                                 {QStringLiteral("cpuSeconds"), soak.seconds},
                                                 {QStringLiteral("residentGrowthBytes"), soak.grownBytes}}}};
}

int giveUp(const Error &error, int code)
{
    std::fprintf(stderr, "crosstalk: %s\n", qPrintable(printableLine(error.toString())));
    return code;
}

} // namespace

Result<Invocation> parseBench(const QStringList &arguments)
{
    const BenchOptions defaults;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Measures what it takes to account for messages: how many received ones a core\n"
                       "can judge in a second, and how much memory a long run takes. The run is made\n"
                       "up: no server and no network take part."));
    const QCommandLineOption received(
        QStringLiteral("received"),
        QStringLiteral("Messages received in the long run; %1 unless given.").arg(defaults.received),
        QStringLiteral("count"), QString::number(defaults.received));
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Write the figures as JSON as well."),
                                  QStringLiteral("file"));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help."));
    parser.addOptions({received, json, help});
    const QString tryHelp = QStringLiteral("Try crosstalk bench --help");
    if (!parser.parse(arguments))
        return fail(parser.errorText().section(QLatin1Char('\n'), 0, 0).chopped(1), tryHelp);
    if (parser.isSet(help))
        return Notice{QStringLiteral("Usage: crosstalk bench ledger [options]\n") +
                      parser.helpText().section(QLatin1Char('\n'), 1)};
    const QStringList what = parser.positionalArguments().mid(1);
    if (what.isEmpty())
        return fail(QStringLiteral("Nothing to measure given"), QStringLiteral("There is: ledger"));
    if (what.first() != QLatin1String("ledger"))
        return fail(QStringLiteral("“%1” is nothing to measure").arg(what.first()), QStringLiteral("There is: ledger"));
    if (what.size() > 1)
        return fail(QStringLiteral("Unexpected argument “%1”").arg(what.at(1)), tryHelp);
    bool isNumber = false;
    const qint64 count = parser.value(received).toLongLong(&isNumber);
    if (!isNumber || count < 1000 || count > mostReceived)
        return fail(QStringLiteral("--received cannot be “%1”").arg(parser.value(received)),
                    QStringLiteral("Use a number from 1000 to %1").arg(mostReceived));
    return BenchOptions{count, parser.value(json)};
}

int runBench(const BenchOptions &options)
{
    Terminal terminal;
    if (!isOptimised())
        terminal.print(
            QStringLiteral("This is no optimised build: the figures of a Release build are several times better."));
    terminal.print(QStringLiteral("%1 senders, %2 receivers on 3 instances; 1 copy in 1,000 lost, 1 twice.")
                       .arg(LedgerLoad::senders)
                       .arg(LedgerLoad::receivers));
    // First, while the process is small: what a round has freed would hide what the soak takes.
    const Measured soak = measure(quint64(options.received), true);
    terminal.print(QStringLiteral("Soak:       %1 received in %2 s of CPU time; the process grew by at most %3.")
                       .arg(counted(double(soak.received)))
                       .arg(soak.seconds, 0, 'f', 1)
                       .arg(mebibytes(soak.grownBytes)));
    std::vector<Measured> measured;
    std::vector<double> perSecond;
    for (int round = 0; round < rounds; ++round) {
        measured.push_back(measure(quint64(options.received / soakPerRound), false));
        perSecond.push_back(measured.back().perSecond());
    }
    std::ranges::sort(perSecond);
    const double median = perSecond[rounds / 2];
    terminal.print(QStringLiteral("Throughput: %1 received messages a second on one core (median of %2; %3 to %4).")
                       .arg(counted(median))
                       .arg(rounds)
                       .arg(counted(perSecond.front()), counted(perSecond.back())));
    const bool isRight = soak.isRight && std::ranges::all_of(measured, &Measured::isRight);
    if (!isRight)
        return giveUp({QStringLiteral("The account is not that of what was sent, lost and doubled"), {}}, 1);
    if (!options.json.isEmpty()) {
        if (const auto written = writeFile(options.json, QJsonDocument(toJson(measured, median, soak)).toJson());
            !written)
            return giveUp(written.error(), 3);
    }
    return 0;
}

} // namespace crosstalk
