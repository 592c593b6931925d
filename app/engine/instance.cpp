// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/instance.h"

#include "app/engine/commandline.h"
#include "app/engine/freeport.h"

#include <QRegularExpression>

namespace crosstalk {

namespace {

constexpr int defaultRedisPort = 6379;

QUrl urlAt(quint16 port, const QString &path)
{
    QUrl url(QStringLiteral("ws://127.0.0.1:%1").arg(port));
    url.setPath(path);
    return url;
}

} // namespace

Instance::Instance(QString name, int number, Launch launch, QObject *parent)
    : Service(launch.deadlines, parent)
    , m_name(std::move(name))
    , m_title(m_name)
    , m_number(number)
    , m_dialect(launch.dialect)
    , m_kind(std::move(launch))
{
    connect(this, &Service::stateChanged, this, [this](State state) {
        if (state != State::Ready && state != State::Frozen)
            setUnreadiness({});
    });
}

Instance::Instance(QString name, int number, Program program, QObject *parent)
    : Service(program.deadlines, parent)
    , m_name(std::move(name))
    , m_title(m_name)
    , m_number(number)
    , m_dialect(program.dialect)
    , m_kind(std::move(program))
{
    connect(&m_portWatch, &PortWatch::answered, this,
            [this] { setReadyAt(urlAt(m_port, std::get<Program>(m_kind).path)); });
    connect(this, &Service::stateChanged, &m_portWatch, [this](State state) {
        if (state != State::Starting)
            m_portWatch.stop();
    });
}

Instance::Instance(QString name, int number, Attachment attachment, QObject *parent)
    : Service(Deadlines(), parent)
    , m_name(std::move(name))
    , m_title(m_name)
    , m_number(number)
    , m_url(attachment.url)
    , m_dialect(attachment.dialect)
    , m_kind(std::move(attachment))
{
    setAttached();
}

Instance::~Instance() = default;

QString Instance::nameOf(int number)
{
    QString name;
    for (int rest = number; rest >= 0; rest = rest / 26 - 1)
        name.prepend(QChar(u'a' + rest % 26));
    return name;
}

Result<ChildProcess::Command> Instance::command()
{
    if (m_redisUrl.isEmpty())
        return fail(tr("%1 has no broker to talk to").arg(label()), tr("Start the broker first"));
    if (const auto *launch = std::get_if<Launch>(&m_kind))
        return commandOf(*launch);
    if (const auto *program = std::get_if<Program>(&m_kind))
        return commandOf(*program);
    return fail(tr("%1 is run by somebody else").arg(label()));
}

ChildProcess::Command Instance::commandOf(const Launch &launch) const
{
    const QString address = QStringLiteral("127.0.0.1:%1").arg(m_url.port(launch.port));
    return {launch.program,
            QStringList{QStringLiteral("--name"), m_name, QStringLiteral("--listen"), address,
                        QStringLiteral("--redis"), m_redisUrl, QStringLiteral("--prefix"),
                        m_system.isEmpty() ? launch.prefix : m_system, QStringLiteral("--plain-channel"),
                        m_system.isEmpty() ? launch.plainChannel : m_system} +
                launch.arguments,
            {},
            {}};
}

Result<ChildProcess::Command> Instance::commandOf(const Program &program)
{
    if (m_port == 0)
        m_port = freePort();
    if (m_port == 0)
        return fail(tr("Cannot find a free port on 127.0.0.1 for %1").arg(m_title));
    const QUrl redis(m_redisUrl);
    auto line = parseCommandLine(program.commandLine,
                                 {{QStringLiteral("port"), QString::number(m_port)},
                                  {QStringLiteral("name"), m_name},
                                  {QStringLiteral("redis"), m_redisUrl},
                                  {QStringLiteral("redisHost"), redis.host()},
                                  {QStringLiteral("redisPort"), QString::number(redis.port(defaultRedisPort))}});
    if (!line)
        return tl::unexpected(line.error());
    // Else what a Python program prints stays in its buffer for as long as it runs: the line that says it is ready,
    // too.
    if (!line->environment.contains(QStringLiteral("PYTHONUNBUFFERED")))
        line->environment.insert(QStringLiteral("PYTHONUNBUFFERED"), QStringLiteral("1"));
    return ChildProcess::Command{line->program, line->arguments, {}, line->environment};
}

QString Instance::label() const
{
    return tr("Instance %1").arg(m_title);
}

void Instance::awaitReady()
{
    if (const auto *program = std::get_if<Program>(&m_kind); program && program->ready.isEmpty())
        m_portWatch.start(m_port);
}

void Instance::inspect(ChildProcess::Stream stream, const QString &text)
{
    if (isOurs() && stream == ChildProcess::Stream::Error)
        inspectLog(text);
    if (state() != State::Starting)
        return;
    if (const auto *program = std::get_if<Program>(&m_kind)) {
        if (text.contains(QStringLiteral("address already in use"), Qt::CaseInsensitive) ||
            text.contains(QStringLiteral("EADDRINUSE")))
            notePortTaken();
        if (!program->ready.isEmpty() && QRegularExpression(program->ready).match(text).hasMatch())
            setReadyAt(urlAt(m_port, program->path));
        return;
    }
    if (stream != ChildProcess::Stream::Output)
        return inspectRefusal(text);
    static const QRegularExpression form(QStringLiteral("^READY (\\S+) (wss?://\\S+)$"));
    const auto match = form.match(text);
    if (match.hasMatch() && match.captured(1) == m_name)
        setReadyAt(QUrl(match.captured(2)));
}

/// What ours logs when its link to the broker comes and goes.
void Instance::inspectLog(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("instance: (?:Not ready: (?<why>.+)|Ready: .+)$"));
    if (const auto match = form.match(text); match.hasMatch())
        setUnreadiness(match.captured(u"why"));
}

/// What ours says where it cannot have its port: as an answer to a person at a command line, with advice for one.
void Instance::inspectRefusal(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^crosstalk-server: Cannot listen on \\S+ port \\d+: (.+?)(?:\\. Choose .*)?$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return;
    m_whyNotListening = match.captured(1);
    if (m_whyNotListening.contains(QStringLiteral("in use")))
        notePortTaken();
}

void Instance::setUnreadiness(const QString &why)
{
    if (std::exchange(m_unreadiness, why) != why)
        Q_EMIT readinessChanged();
}

void Instance::setReadyAt(const QUrl &url)
{
    m_url = url;
    m_portTries = 0;
    setReady();
}

Error Instance::refusal(const QString &how)
{
    const QString why = std::exchange(m_whyNotListening, {});
    const int port = m_url.port(std::get<Launch>(m_kind).port);
    if (isPortTaken())
        return portTakenError(port);
    if (!why.isEmpty())
        return {tr("%1 cannot listen on port %2: %3").arg(label()).arg(port).arg(why), tr("Use another port")};
    return *Service::startFailure(how);
}

std::optional<Error> Instance::startFailure(const QString &how)
{
    if (isOurs())
        return refusal(how);
    // A program that has been ready keeps its port, for clients know it.
    if (isPortTaken() && m_url.isEmpty() && ++m_portTries < portTriesAtMost) {
        m_port = 0;
        return std::nullopt;
    }
    m_portTries = 0;
    return Service::startFailure(how);
}

} // namespace crosstalk
