// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/programversion.h"

#include <QRegularExpression>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 5s;
constexpr qint64 longestAnswer = 200;

} // namespace

ProgramVersion::ProgramVersion(QObject *parent)
    : QObject(parent)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(patience);
    connect(&m_deadline, &QTimer::timeout, &m_process, &QProcess::kill);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ProgramVersion::read);
}

ProgramVersion::~ProgramVersion()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished();
}

void ProgramVersion::ask(const QString &program)
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.start(program, {QStringLiteral("--version")});
    m_deadline.start();
}

/// Its first line; what says more than that, or anything else, is ended rather than heard out.
void ProgramVersion::read()
{
    if (!m_process.canReadLine() && m_process.bytesAvailable() < longestAnswer)
        return;
    m_process.disconnect(this);
    m_process.kill();
    static const QRegularExpression form(QStringLiteral("^\\S+ (\\d+(?:\\.\\d+)+\\S*)$"));
    const auto match = form.match(QString::fromUtf8(m_process.readLine(longestAnswer)).trimmed());
    if (match.hasMatch())
        Q_EMIT found(match.captured(1));
}

} // namespace crosstalk
