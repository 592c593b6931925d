// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/environment.h"

#include "app/engine/broker.h"
#include "shared/redis/connection.h"
#include "shared/redis/url.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>
#include <QThread>

namespace crosstalk {

namespace {

/// From /proc/cpuinfo; its field has another name, or is not there, on some processors (proc(5)).
QString processor()
{
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("model name") || line.startsWith("Model"))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1).simplified());
    }
    return {};
}

QString describe(const Broker &broker)
{
    if (!broker.isAttached())
        return broker.version();
    // Without its password.
    const auto url = redis::Url::parse(broker.url());
    return url ? QStringLiteral("attached, %1").arg(url->display()) : QString();
}

} // namespace

QList<QPair<QString, QString>> environment(const Broker &broker)
{
    QList<QPair<QString, QString>> result;
    const auto add = [&result](const QString &what, const QString &value) {
        if (!value.isEmpty())
            result.append({what, value});
    };
    add(QStringLiteral("Crosstalk"), QCoreApplication::applicationVersion());
    add(QStringLiteral("Qt"), QString::fromLatin1(qVersion()));
    add(QStringLiteral("hiredis"), redis::clientVersion());
    add(QStringLiteral("Broker"), describe(broker));
    add(QStringLiteral("System"), QSysInfo::prettyProductName());
    add(QStringLiteral("Kernel"), QSysInfo::kernelType() + QLatin1Char(' ') + QSysInfo::kernelVersion());
    const QString cpu = processor();
    add(QStringLiteral("Processor"), cpu.isEmpty() ? QSysInfo::currentCpuArchitecture() : cpu);
    add(QStringLiteral("Cores"), QString::number(QThread::idealThreadCount()));
    return result;
}

} // namespace crosstalk
