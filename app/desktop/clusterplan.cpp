// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/clusterplan.h"

#include "app/desktop/palette.h"
#include "app/engine/instance.h"
#include "client/dialect.h"
#include "shared/message.h"

#include <QJsonArray>
#include <QSet>

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

/// The latest of them, as many as may be kept.
QStringList keptOf(const QStringList &unsent)
{
    qsizetype first = unsent.size();
    qsizetype room = ClusterPlan::longestDraft;
    while (first > 0 && unsent.size() - first < ClusterPlan::mostUnsent && unsent.at(first - 1).size() <= room)
        room -= unsent.at(--first).size();
    return unsent.mid(first);
}

QStringList textsIn(const QJsonArray &array)
{
    QStringList texts;
    for (const QJsonValue &each : array)
        texts << each.toString();
    texts.removeAll(QString());
    return texts;
}

/// What is not numbered as it can be, is numbered anew.
void checkNumbers(ClusterPlan &plan)
{
    QList<int> all = plan.numbers;
    for (const ClusterPlan::Attached &server : std::as_const(plan.attached))
        if (server.number >= 0)
            all << server.number;
    const bool areInRange =
        std::all_of(all.begin(), all.end(), [](int each) { return each >= 0 && each < ClusterPlan::mostNumbers; });
    const bool areOfAll = plan.numbers.isEmpty() || plan.numbers.size() == plan.instances;
    const bool areInOrder = std::is_sorted(plan.numbers.begin(), plan.numbers.end());
    if (areInRange && areOfAll && areInOrder && QSet<int>(all.begin(), all.end()).size() == all.size())
        return;
    plan.numbers = {};
    for (ClusterPlan::Attached &server : plan.attached)
        server.number = -1;
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

QString letterOf(int number)
{
    return badgeLetter(Instance::nameOf(number));
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

void ClusterPlan::forgetUsualNumbers()
{
    int next = 0;
    bool areUsual = true;
    for (const int number : std::as_const(numbers))
        areUsual = areUsual && number == next++;
    for (const Attached &server : std::as_const(attached))
        areUsual = areUsual && server.number == next++;
    if (!areUsual)
        return;
    // Not clear(): an empty list that has room is compared with one that has none by memcmp() of a null pointer.
    numbers = {};
    for (Attached &server : attached)
        server.number = -1;
}

int ClusterPlan::numberOf(int instance) const
{
    const int known = instance < instances ? numbers.value(instance, -1) : attached.value(instance - instances).number;
    return known >= 0 ? known : instance;
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
                     .arg(letterOf(numberOf(instances + i)), attached.at(i).url.toDisplayString(),
                          attached.at(i).dialect);
    QStringList names;
    for (const PlannedChat &chat : chats.mid(0, mostTold)) {
        names << sessionName(chat.user, names);
        lines << tr("%1 on %2, room %3, %4")
                     .arg(names.constLast(), letterOf(numberOf(chat.instance)), chat.room, chat.dialect);
    }
    if (const auto more = chats.size() - mostTold; more > 0)
        lines << tr("and %1 more").arg(more);
    return lines.isEmpty() ? QStringList{tr("no chat")} : lines;
}

bool ClusterPlan::isLike(const ClusterPlan &other) const
{
    const auto isSame = [](const PlannedChat &a, PlannedChat b) {
        b.draft = a.draft;
        b.unsent = a.unsent;
        return a == b;
    };
    return instances == other.instances && numbers == other.numbers && attached == other.attached &&
           std::equal(chats.begin(), chats.end(), other.chats.begin(), other.chats.end(), isSame);
}

QJsonObject ClusterPlan::toJson() const
{
    QJsonArray servers;
    for (const Attached &server : attached) {
        QJsonObject each{{QStringLiteral("url"), server.url.toString()}, {QStringLiteral("dialect"), server.dialect}};
        if (server.number >= 0)
            each.insert(QStringLiteral("number"), server.number);
        servers << each;
    }
    QJsonArray ownNumbers;
    for (const int number : numbers)
        ownNumbers << number;
    QJsonArray list;
    for (const PlannedChat &chat : chats) {
        QJsonObject each{{QStringLiteral("instance"), chat.instance},
                         {QStringLiteral("room"), chat.room},
                         {QStringLiteral("user"), chat.user},
                         {QStringLiteral("dialect"), chat.dialect}};
        if (!chat.draft.isEmpty())
            each.insert(QStringLiteral("draft"), keptOf(chat.draft));
        if (!chat.unsent.isEmpty())
            each.insert(QStringLiteral("unsent"), QJsonArray::fromStringList(keptOf(chat.unsent)));
        list << each;
    }
    QJsonObject result{{QStringLiteral("instances"), instances},
                       {QStringLiteral("attached"), servers},
                       {QStringLiteral("chats"), list}};
    if (!ownNumbers.isEmpty())
        result.insert(QStringLiteral("numbers"), ownNumbers);
    return result;
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
        const Attached server{QUrl(each[QStringLiteral("url")].toString()), each[QStringLiteral("dialect")].toString(),
                              each[QStringLiteral("number")].toInt(-1)};
        if (!isUsable(server))
            return {};
        plan.attached << server;
    }
    for (const QJsonValue &number : json.value(QStringLiteral("numbers")).toArray())
        plan.numbers << number.toInt(-1);
    checkNumbers(plan);
    for (const QJsonValue &each : chats) {
        const PlannedChat chat{each[QStringLiteral("instance")].toInt(-1),
                               each[QStringLiteral("room")].toString(),
                               each[QStringLiteral("user")].toString(),
                               each[QStringLiteral("dialect")].toString(),
                               keptOf(each[QStringLiteral("draft")].toString()),
                               keptOf(textsIn(each[QStringLiteral("unsent")].toArray()))};
        const bool isSomewhere = chat.instance >= 0 && chat.instance < plan.instances + plan.attached.size();
        if (!isSomewhere || !v1::isValidName(chat.room) || !v1::isValidName(chat.user) ||
            !dialectNames().contains(chat.dialect))
            return {};
        plan.chats << chat;
    }
    return plan;
}

} // namespace crosstalk
