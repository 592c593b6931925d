// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/clusterplan.h"

#include "app/desktop/palette.h"
#include "app/engine/instance.h"
#include "client/dialect.h"
#include "shared/message.h"

#include <QJsonArray>

#include <algorithm>

namespace crosstalk {

namespace {

constexpr qsizetype mostAttached = 26;
constexpr qsizetype mostChats = 200;
constexpr qsizetype mostNamed = 4; ///< In a title.
constexpr qsizetype mostTold = 12; ///< Of chats, one by one.

/// The beginning of what is too long to be kept, and no half of a character.
QString keptOf(const QString &draft)
{
    const QString kept = draft.left(ClusterPlan::longestDraft);
    return !kept.isEmpty() && kept.back().isHighSurrogate() ? kept.chopped(1) : kept;
}

bool isUsable(const ClusterPlan::Attached &server)
{
    return server.url.isValid() && !server.url.host().isEmpty() && dialectNames().contains(server.dialect);
}

/// "example.org:9001"
QString hostOf(QUrl url)
{
    url.setUserInfo({});
    return url.authority();
}

QString listed(const QStringList &names)
{
    const QString first = names.mid(0, mostNamed).join(QStringLiteral(", "));
    const auto more = names.size() - mostNamed;
    return more > 0 ? ClusterPlan::tr("%1 and %2 more").arg(first).arg(more) : first;
}

/// Of the instance of that place in the plan, as it is called when that is laid out.
QString letterOf(int instance)
{
    return badgeLetter(Instance::nameOf(instance));
}

} // namespace

ClusterPlan ClusterPlan::fresh(int instances)
{
    ClusterPlan plan;
    plan.instances = instances;
    QStringList users;
    for (int i = 0; i < instances; ++i) {
        users << freeUser(users);
        plan.chats << PlannedChat{i, firstRoom(), users.constLast(), QStringLiteral("crosstalk")};
    }
    return plan;
}

QString ClusterPlan::freeUser(const QStringList &taken)
{
    static const QStringList names{
        QStringLiteral("alice"),  QStringLiteral("bob"),    QStringLiteral("carol"),   QStringLiteral("dave"),
        QStringLiteral("erin"),   QStringLiteral("frank"),  QStringLiteral("grace"),   QStringLiteral("heidi"),
        QStringLiteral("ivan"),   QStringLiteral("judy"),   QStringLiteral("mallory"), QStringLiteral("niaj"),
        QStringLiteral("olivia"), QStringLiteral("peggy"),  QStringLiteral("rupert"),  QStringLiteral("sybil"),
        QStringLiteral("trent"),  QStringLiteral("victor"), QStringLiteral("walter")};
    for (const QString &name : names)
        if (!taken.contains(name))
            return name;
    for (int i = static_cast<int>(names.size()) + 1;; ++i)
        if (const QString name = QStringLiteral("user%1").arg(i); !taken.contains(name))
            return name;
}

QString ClusterPlan::sessionName(const QString &user, const QStringList &taken)
{
    QString name = user;
    for (int i = 2; taken.contains(name); ++i)
        name = QStringLiteral("%1 (%2)").arg(user, QString::number(i));
    return name;
}

QString ClusterPlan::title() const
{
    QStringList parts;
    if (instances > 0)
        parts << (instances == 1 ? tr("1 instance") : tr("%1 instances").arg(instances));
    QStringList hosts;
    for (const Attached &server : attached)
        hosts << hostOf(server.url);
    QStringList names;
    QStringList people;
    for (const PlannedChat &chat : chats) {
        names << sessionName(chat.user, names);
        people << (chat.room == firstRoom() ? names.constLast() : tr("%1 in %2").arg(names.constLast(), chat.room));
    }
    for (const QStringList &list : {hosts, people})
        if (!list.isEmpty())
            parts << listed(list);
    return parts.isEmpty() ? tr("no instance") : parts.join(QStringLiteral(" · "));
}

QStringList ClusterPlan::details() const
{
    QStringList lines;
    for (int i = 0; i < attached.size(); ++i)
        lines << tr("%1 is %2 (%3)")
                     .arg(letterOf(instances + i), attached.at(i).url.toDisplayString(), attached.at(i).dialect);
    QStringList names;
    for (const PlannedChat &chat : chats.mid(0, mostTold)) {
        names << sessionName(chat.user, names);
        lines << tr("%1 on %2, room %3, %4").arg(names.constLast(), letterOf(chat.instance), chat.room, chat.dialect);
    }
    if (const auto more = chats.size() - mostTold; more > 0)
        lines << tr("and %1 more").arg(more);
    return lines.isEmpty() ? QStringList{tr("no chat")} : lines;
}

bool ClusterPlan::isLike(const ClusterPlan &other) const
{
    const auto isSame = [](const PlannedChat &a, PlannedChat b) {
        b.draft = a.draft;
        return a == b;
    };
    return instances == other.instances && attached == other.attached &&
           std::equal(chats.begin(), chats.end(), other.chats.begin(), other.chats.end(), isSame);
}

QJsonObject ClusterPlan::toJson() const
{
    QJsonArray servers;
    for (const Attached &server : attached)
        servers << QJsonObject{{QStringLiteral("url"), server.url.toString()},
                               {QStringLiteral("dialect"), server.dialect}};
    QJsonArray list;
    for (const PlannedChat &chat : chats) {
        QJsonObject each{{QStringLiteral("instance"), chat.instance},
                         {QStringLiteral("room"), chat.room},
                         {QStringLiteral("user"), chat.user},
                         {QStringLiteral("dialect"), chat.dialect}};
        if (!chat.draft.isEmpty())
            each.insert(QStringLiteral("draft"), keptOf(chat.draft));
        list << each;
    }
    return {{QStringLiteral("instances"), instances},
            {QStringLiteral("attached"), servers},
            {QStringLiteral("chats"), list}};
}

std::optional<ClusterPlan> ClusterPlan::fromJson(const QJsonObject &json)
{
    ClusterPlan plan;
    plan.instances = json.value(QStringLiteral("instances")).toInt(-1);
    const QJsonArray servers = json.value(QStringLiteral("attached")).toArray();
    const QJsonArray chats = json.value(QStringLiteral("chats")).toArray();
    if (plan.instances < 0 || plan.instances > mostInstances || servers.size() > mostAttached ||
        chats.size() > mostChats)
        return {};
    for (const QJsonValue &each : servers) {
        const Attached server{QUrl(each[QStringLiteral("url")].toString()), each[QStringLiteral("dialect")].toString()};
        if (!isUsable(server))
            return {};
        plan.attached << server;
    }
    for (const QJsonValue &each : chats) {
        const PlannedChat chat{each[QStringLiteral("instance")].toInt(-1), each[QStringLiteral("room")].toString(),
                               each[QStringLiteral("user")].toString(), each[QStringLiteral("dialect")].toString(),
                               keptOf(each[QStringLiteral("draft")].toString())};
        const bool isSomewhere = chat.instance >= 0 && chat.instance < plan.instances + plan.attached.size();
        if (!isSomewhere || !v1::isValidName(chat.room) || !v1::isValidName(chat.user) ||
            !dialectNames().contains(chat.dialect))
            return {};
        plan.chats << chat;
    }
    return plan;
}

} // namespace crosstalk
