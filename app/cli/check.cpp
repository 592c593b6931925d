// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/check.h"

#include "app/cli/terminal.h"
#include "app/cli/verdicttext.h"
#include "app/engine/historyjudge.h"
#include "app/engine/outputfile.h"
#include "app/engine/report/words.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

#include <cstdio>

#include <unistd.h>

namespace crosstalk {

namespace {

constexpr qint64 chunkBytes = 256 * 1024;
constexpr qint64 msBetweenProgress = 200;
constexpr int exitCannotJudge = 3;

bool isStandardInput(const QString &file)
{
    return file == QLatin1String("-");
}

/// Where a terminal can show it: how far it is.
class Progress
{
public:
    Progress(Terminal &terminal, qint64 wholeBytes)
        : m_terminal(terminal)
        , m_wholeBytes(wholeBytes)
    {
        m_since.start();
    }
    void show(qint64 bytes, quint64 lines)
    {
        if (m_since.elapsed() < msBetweenProgress || !m_terminal.canRedraw(80, 1))
            return;
        m_since.start();
        QString text = QStringLiteral("%1 lines").arg(lines);
        if (m_wholeBytes > 0)
            text += QStringLiteral(", %1 %").arg(100 * bytes / m_wholeBytes);
        m_terminal.redraw({text});
        m_isShown = true;
    }
    void clear()
    {
        if (m_isShown)
            m_terminal.redraw({});
        m_isShown = false;
    }

private:
    Terminal &m_terminal;
    qint64 m_wholeBytes;
    QElapsedTimer m_since;
    bool m_isShown = false;
};

Result<void> open(QFile &input, const QString &name)
{
    // Unbuffered, so that what a pipe has is taken as it comes.
    const auto mode = QIODevice::ReadOnly | QIODevice::Unbuffered;
    const bool isOpen = isStandardInput(name) ? input.open(STDIN_FILENO, mode) : input.open(mode);
    if (!isOpen)
        return fail(QStringLiteral("Cannot read %1: %2").arg(name, input.errorString()));
    return {};
}

Result<void> judgeAll(QFile &input, const QString &name, HistoryJudge &judge, Terminal &terminal)
{
    Progress progress(terminal, input.isSequential() ? 0 : input.size());
    QByteArray chunk(chunkBytes, Qt::Uninitialized);
    qint64 bytes = 0;
    Result<void> result;
    while (result) {
        const qint64 count = input.read(chunk.data(), chunk.size());
        if (count < 0)
            result = fail(QStringLiteral("Cannot read it to its end: %1").arg(input.errorString()));
        if (count <= 0)
            break;
        bytes += count;
        result = judge.feed(QByteArrayView(chunk.constData(), count));
        progress.show(bytes, judge.lines());
    }
    if (result)
        result = judge.finish();
    progress.clear();
    if (!result) {
        const QString file = isStandardInput(name) ? QStringLiteral("standard input") : name;
        return fail(QStringLiteral("%1: %2").arg(file, result.error().what), result.error().hint);
    }
    return result;
}

int giveUp(const Error &error)
{
    std::fprintf(stderr, "crosstalk: %s\n", qPrintable(printableLine(error.toString())));
    return exitCannotJudge;
}

} // namespace

Result<Invocation> parseCheck(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Judges a recorded run: one JSON object a line, as crosstalk run --history writes\n"
                       "it, or any other program. Prints whether each invariant held. Ends with exit\n"
                       "code 0 if all did, 1 if one failed, 2 if that cannot be known, and 3 if the\n"
                       "file could not be read. FILE may be - for standard input."));
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Write the verdict as JSON as well."),
                                  QStringLiteral("file"));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Show this help."));
    parser.addOptions({json, help});
    const QString tryHelp = QStringLiteral("Try crosstalk check --help");
    if (!parser.parse(arguments))
        return fail(parser.errorText().section(QLatin1Char('\n'), 0, 0).chopped(1), tryHelp);
    if (parser.isSet(help))
        return Notice{QStringLiteral("Usage: crosstalk check [options] FILE\n") +
                      parser.helpText().section(QLatin1Char('\n'), 1)};
    const QStringList files = parser.positionalArguments().mid(1);
    if (files.isEmpty())
        return fail(QStringLiteral("No history given"), tryHelp);
    if (files.size() > 1)
        return fail(QStringLiteral("Unexpected argument “%1”").arg(files.at(1)), tryHelp);
    if (parser.isSet(json) && isSameFile(parser.value(json), files.first()))
        return fail(
            QStringLiteral("%1 is named twice: the verdict would take the place of the history").arg(files.first()));
    return CheckOptions{files.first(), parser.value(json)};
}

int runCheck(const CheckOptions &options)
{
    Terminal terminal;
    QFile input(options.file);
    if (const auto opened = open(input, options.file); !opened)
        return giveUp(opened.error());
    HistoryJudge judge;
    if (const auto judged = judgeAll(input, options.file, judge, terminal); !judged)
        return giveUp(judged.error());
    const Verdict verdict = judge.verdict();
    if (judge.isTorn())
        terminal.print(QStringLiteral("The last line, %1, is cut off: judged as a run that was not seen to its end.")
                           .arg(judge.lines() + 1));
    for (const QString &line : describeVerdict(verdict, terminal.hasColour()))
        terminal.print(line);
    if (!options.json.isEmpty()) {
        if (const auto written = writeFile(options.json, QJsonDocument(verdict.toJson()).toJson()); !written)
            return giveUp(written.error());
    }
    return exitCodeOf(verdict.judgement);
}

} // namespace crosstalk
