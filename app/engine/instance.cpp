// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/instance.h"

#include <QRegularExpression>

namespace crosstalk {

Instance::Instance(QString name, int number, Launch launch, QObject *parent)
    : Service(launch.deadlines, parent)
    , m_name(std::move(name))
    , m_number(number)
    , m_launch(std::move(launch))
    , m_dialect(QStringLiteral("crosstalk"))
{}

Instance::Instance(QString name, int number, Attachment attachment, QObject *parent)
    : Service(Deadlines(), parent)
    , m_name(std::move(name))
    , m_number(number)
    , m_url(std::move(attachment.url))
    , m_dialect(std::move(attachment.dialect))
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
        return fail(QStringLiteral("%1 has no broker to talk to").arg(label()),
                    QStringLiteral("Start the broker first"));
    const QString address = QStringLiteral("127.0.0.1:%1").arg(m_url.port(0));
    return ChildProcess::Command{m_launch.program,
                                 QStringList{QStringLiteral("--name"), m_name, QStringLiteral("--listen"), address,
                                             QStringLiteral("--redis"), m_redisUrl, QStringLiteral("--prefix"),
                                             m_launch.prefix, QStringLiteral("--plain-channel"),
                                             m_launch.plainChannel} +
                                     m_launch.arguments,
                                 {},
                                 {}};
}

QString Instance::label() const
{
    return QStringLiteral("Instance %1").arg(m_name);
}

void Instance::inspect(ChildProcess::Stream stream, const QString &text)
{
    if (stream != ChildProcess::Stream::Output || state() != State::Starting)
        return;
    static const QRegularExpression form(QStringLiteral("^READY (\\S+) (wss?://\\S+)$"));
    const auto match = form.match(text);
    if (!match.hasMatch() || match.captured(1) != m_name)
        return;
    m_url = QUrl(match.captured(2));
    setReady();
}

} // namespace crosstalk
