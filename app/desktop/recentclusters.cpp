// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recentclusters.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSettings>

namespace crosstalk {

namespace {

constexpr qsizetype mostKept = 8;

QString recentSetting()
{
    return QStringLiteral("clusters/recent");
}

QString lastOpenKey()
{
    return QStringLiteral("lastOpen");
}

Result<void> write(const QList<RecentCluster> &clusters)
{
    QJsonArray list;
    for (const RecentCluster &each : clusters) {
        QJsonObject json = each.plan.toJson();
        if (each.lastOpen.isValid())
            json.insert(lastOpenKey(), each.lastOpen.toString(Qt::ISODate));
        list << json;
    }
    QSettings settings;
    settings.setValue(recentSetting(), QJsonDocument(list).toJson(QJsonDocument::Compact));
    settings.sync();
    if (settings.status() != QSettings::NoError)
        return fail(RecentCluster::tr("Cannot write %1").arg(settings.fileName()),
                    RecentCluster::tr("Free some space there, or see that this file can be written"));
    return {};
}

QString whenWords(const QDateTime &then, const QDateTime &now)
{
    const QString time = then.time().toString(QStringLiteral("HH:mm"));
    switch (then.date().daysTo(now.date())) {
    case 0:
        return RecentCluster::tr("today %1").arg(time);
    case 1:
        return RecentCluster::tr("yesterday %1").arg(time);
    default:
        return RecentCluster::tr("%1 %2").arg(QLocale().toString(then.date(), QLocale::ShortFormat), time);
    }
}

} // namespace

QString RecentCluster::title(const QDateTime &now) const
{
    return lastOpen.isValid() ? tr("%1 · %2").arg(plan.title(), whenWords(lastOpen, now)) : plan.title();
}

QList<RecentCluster> recentClusters()
{
    QList<RecentCluster> clusters;
    const auto list = QJsonDocument::fromJson(QSettings().value(recentSetting()).toByteArray()).array();
    for (const QJsonValue &each : list)
        if (const auto plan = ClusterPlan::fromJson(each.toObject()); plan && clusters.size() < mostKept)
            clusters << RecentCluster{*plan, QDateTime::fromString(each[lastOpenKey()].toString(), Qt::ISODate)};
    return clusters;
}

QStringList titlesOf(const QList<RecentCluster> &clusters, const QDateTime &now)
{
    QStringList titles;
    for (const RecentCluster &each : clusters)
        titles << ClusterPlan::sessionName(each.title(now), titles);
    return titles;
}

Result<void> rememberCluster(const ClusterPlan &plan, const QDateTime &at)
{
    if (!plan.hasServers())
        return {};
    QList<RecentCluster> clusters = recentClusters();
    clusters.removeIf([&plan](const RecentCluster &other) { return other.plan.isLike(plan); });
    clusters.prepend({plan, at});
    return write(clusters.mid(0, mostKept));
}

void forgetRecentClusters()
{
    QSettings().remove(recentSetting());
}

} // namespace crosstalk
