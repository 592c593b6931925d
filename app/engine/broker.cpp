// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/broker.h"

#include "app/engine/freeport.h"
#include "app/engine/programpath.h"

#include <QDir>
#include <QHostAddress>
#include <QRegularExpression>
#include <QStandardPaths>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr Service::Deadlines deadlines{.start = 10s};
constexpr auto askInterval = 20ms;
QString infoField(const QByteArray &info, const char *name)
{
    const QByteArray key = QByteArray("\r\n") + name + ':';
    const qsizetype at = info.indexOf(key);
    if (at < 0)
        return {};
    const qsizetype begin = at + key.size();
    return QString::fromLatin1(info.mid(begin, info.indexOf('\r', begin) - begin));
}

QString versionIn(const QByteArray &info)
{
    // Valkey also claims the version of Redis it is compatible with.
    const QString valkey = infoField(info, "valkey_version");
    return valkey.isEmpty() ? QStringLiteral("Redis ") + infoField(info, "redis_version")
                            : QStringLiteral("Valkey ") + valkey;
}

} // namespace

Broker::Broker(Options options, QObject *parent)
    : Service(deadlines, parent)
    , m_options(std::move(options))
    , m_port(m_options.port)
{
    if (!m_options.attachedUrl.isEmpty()) {
        m_port = 0;
        setAttached();
    }
    m_askAgain.setSingleShot(true);
    m_askAgain.setInterval(askInterval);
    connect(&m_askAgain, &QTimer::timeout, this, &Broker::ask);
    connect(&m_socket, &QTcpSocket::connected, this,
            [this] { m_socket.write("*1\r\n$4\r\nPING\r\n*2\r\n$4\r\nINFO\r\n$6\r\nserver\r\n"); });
    connect(&m_socket, &QTcpSocket::readyRead, this, &Broker::readAnswer);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { m_askAgain.start(); });
    connect(this, &Service::stateChanged, this, [this](State state) {
        if (state != State::Starting)
            stopAsking();
    });
}

Broker::~Broker()
{
    endNow(); // Before its folder goes.
}

Result<QString> Broker::findProgram(const QString &wanted)
{
    if (!wanted.isEmpty()) {
        const QString found = programPath(wanted);
        if (found.isEmpty())
            return fail(tr("Cannot find the broker's program %1").arg(wanted),
                        tr("Name a redis-server or valkey-server that can be run"));
        return found;
    }
    for (const auto &name : {QStringLiteral("redis-server"), QStringLiteral("valkey-server")}) {
        const QString found = QStandardPaths::findExecutable(name);
        if (!found.isEmpty())
            return found;
    }
    return fail(tr("Cannot find redis-server or valkey-server in PATH"),
                tr("Install one: sudo apt install redis-server"));
}

QString Broker::url() const
{
    if (isAttached())
        return m_options.attachedUrl;
    return m_port == 0 ? QString() : QStringLiteral("redis://127.0.0.1:%1").arg(m_port);
}

Result<ChildProcess::Command> Broker::command()
{
    auto program = findProgram(m_options.program);
    if (!program)
        return tl::unexpected(program.error());
    if (!m_directory)
        m_directory = std::make_unique<QTemporaryDir>(QDir::tempPath() + QStringLiteral("/crosstalk-broker-"));
    if (!m_directory->isValid()) {
        const QString why = m_directory->errorString();
        m_directory.reset();
        return fail(tr("Cannot make a folder for the broker in %1: %2").arg(QDir::tempPath(), why),
                    tr("Free some space there, or set TMPDIR"));
    }
    if (m_port == 0)
        m_port = freePort();
    if (m_port == 0)
        return fail(tr("Cannot find a free port on 127.0.0.1 for the broker"));

    const bool writes = m_options.persistence != Persistence::None;
    const bool isCareful = m_options.persistence == Persistence::AofAlways;
    return ChildProcess::Command{
        *program,
        {QStringLiteral("--port"), QString::number(m_port), QStringLiteral("--bind"), QStringLiteral("127.0.0.1"),
         QStringLiteral("--dir"), m_directory->path(), QStringLiteral("--daemonize"), QStringLiteral("no"),
         QStringLiteral("--loglevel"), QStringLiteral("notice"), QStringLiteral("--save"), QString(),
         QStringLiteral("--appendonly"), writes ? QStringLiteral("yes") : QStringLiteral("no"),
         QStringLiteral("--appendfsync"), isCareful ? QStringLiteral("always") : QStringLiteral("everysec")},
        m_directory->path(),
        {}};
}

void Broker::eraseData()
{
    if (!isRunning())
        m_directory.reset(); // The next start makes another.
}

void Broker::awaitReady()
{
    m_askAgain.start();
}

void Broker::ask()
{
    m_socket.abort();
    m_answer.clear();
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
}

void Broker::stopAsking()
{
    m_askAgain.stop();
    m_socket.abort();
}

void Broker::readAnswer()
{
    m_answer += m_socket.readAll();
    const qsizetype header = m_answer.indexOf("\r\n$");
    const qsizetype info = header < 0 ? -1 : m_answer.indexOf("\r\n", header + 3);
    if (info < 0 || m_answer.size() < info + 4 + m_answer.mid(header + 3, info - header - 3).toLongLong())
        return m_askAgain.start(); // Not all of it yet; a timeout asks anew.
    // Still loading its file, or another broker that has been quicker on this port: ours is about to say so.
    if (!m_answer.startsWith("+PONG\r\n") || infoField(m_answer.mid(info), "process_id").toLongLong() != pid())
        return m_askAgain.start();
    m_version = versionIn(m_answer);
    m_hasServed = true;
    setReady();
}

void Broker::inspect(ChildProcess::Stream, const QString &text)
{
    if (text.contains(QStringLiteral("Address already in use")))
        notePortTaken();
}

std::optional<Error> Broker::startFailure(const QString &how)
{
    if (!isPortTaken())
        return Service::startFailure(how);
    const bool isPortKept = m_options.port != 0 || m_hasServed;
    if (!isPortKept && ++m_portTries < portTriesAtMost) {
        m_port = 0;
        return std::nullopt;
    }
    m_portTries = 0;
    return portTakenError(m_port);
}

QString Broker::label() const
{
    return tr("The broker");
}

} // namespace crosstalk
