// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/preferences.h"

#include "app/desktop/clusterplan.h"
#include "shared/message.h"

#include <QSettings>

namespace crosstalk {

namespace {

constexpr int highestPort = 65535;

/// Each member with the name of its setting, once for reading and writing.
template<class Self, class Visit>
void forEach(Self &preferences, Visit visit)
{
    visit("server/program", preferences.serverProgram);
    visit("server/firstPort", preferences.firstPort);
    visit("server/prefix", preferences.prefix);
    visit("server/plainChannel", preferences.plainChannel);
    visit("broker/program", preferences.redisProgram);
    visit("broker/port", preferences.brokerPort);
    visit("cluster/instances", preferences.instances);
    visit("cluster/restore", preferences.restoresCluster);
}

QString themeName(Theme theme)
{
    switch (theme) {
    case Theme::System:
        return QStringLiteral("system");
    case Theme::Light:
        return QStringLiteral("light");
    case Theme::Dark:
        return QStringLiteral("dark");
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<Theme> themeFromName(const QString &name)
{
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
        if (name == themeName(theme))
            return theme;
    return {};
}

Preferences Preferences::load()
{
    const QSettings settings;
    Preferences result;
    forEach(result, [&settings]<class Value>(const char *key, Value &value) {
        value = settings.value(QString::fromLatin1(key), value).template value<Value>();
    });
    result.theme = themeFromName(settings.value(QStringLiteral("window/theme")).toString()).value_or(Theme::System);

    // Somebody may have written them by hand.
    const Preferences usual;
    result.brokerPort = qBound(0, result.brokerPort, highestPort);
    result.firstPort = qBound(0, result.firstPort, highestPort - ClusterPlan::mostInstances);
    result.instances = qBound(1, result.instances, ClusterPlan::mostInstances);
    if (!v1::isValidName(result.prefix))
        result.prefix = usual.prefix;
    if (!v1::isValidName(result.plainChannel))
        result.plainChannel = usual.plainChannel;
    return result;
}

void Preferences::save() const
{
    QSettings settings;
    forEach(*this, [&settings](const char *key, const auto &value) { settings.setValue(QLatin1String(key), value); });
    settings.setValue(QStringLiteral("window/theme"), themeName(theme));
}

Cluster::Options Preferences::clusterOptions(int instanceCount) const
{
    Cluster::Options options;
    options.instances = instanceCount;
    options.serverProgram = serverProgram;
    options.prefix = prefix;
    options.plainChannel = plainChannel;
    options.firstPort = firstPort;
    options.broker.program = redisProgram;
    options.broker.port = static_cast<quint16>(brokerPort);
    return options;
}

bool Preferences::changeCluster(const Preferences &other) const
{
    Preferences same = *this;
    same.theme = other.theme;
    same.restoresCluster = other.restoresCluster;
    same.instances = other.instances;
    return same != other;
}

} // namespace crosstalk
