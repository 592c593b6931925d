// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What stands on the desk: so many instances of ours, the servers attached, and the chats on them. As a value, to be
// written down at the end and laid out again at the next start.

#include <QCoreApplication>
#include <QJsonObject>
#include <QList>
#include <QUrl>

#include <optional>

namespace crosstalk {

struct ClusterPlan
{
    static constexpr int mostInstances = 26;
    static constexpr int mostNumbers = 702;              ///< From a to zz.
    static constexpr qsizetype longestDraft = 1'000'000; ///< In characters; what is longer is cut.
    static constexpr qsizetype mostUnsent = 10'000;      ///< Of a chat, and no more than longestDraft together.

    struct Attached
    {
        QUrl url;
        QString dialect;
        int number = -1; ///< As Instance::number(); -1: the next.

        bool operator==(const Attached &) const = default;
    };
    struct PlannedChat
    {
        int instance = 0; ///< Counted from 0: ours, then those attached.
        QString room;
        QString user;
        QString dialect;
        QString draft = {}; ///< Written and not sent.
        QStringList unsent =
            {}; ///< Messages that could not be sent, each whole; the latest of them where they are many.

        bool operator==(const PlannedChat &) const = default;
    };

    int instances = 3;
    QList<int> numbers = {}; ///< Of the instances, ascending, as Instance::number(); empty: 0, 1, 2 …
    QList<Attached> attached;
    QList<PlannedChat> chats; ///< In the order in which they stand.

    /// So many instances, with a chat in the lobby on each.
    static ClusterPlan fresh(int instances);
    /// A user name that is not in @p taken: alice, bob, carol …
    static QString freeUser(const QStringList &taken);
    /// What the account calls a session of @p user where those in @p taken are called something already: "alice", then
    /// "alice (2)" …
    static QString sessionName(const QString &user, const QStringList &taken);
    static QString firstRoom() { return QStringLiteral("lobby"); }

    /// Those are left out that would be given anyway.
    void forgetUsualNumbers();
    /// As Instance::number(), of what PlannedChat::instance counts.
    int numberOf(int instance) const;

    /// For people, short: "3 instances · example.org:9001 · alice, bob, carol in kitchen".
    QString title() const;
    /// What it has, one by one: "alice on A, room lobby".
    QStringList details() const;
    /// The same servers with the same chats, whatever is written in these.
    bool isLike(const ClusterPlan &other) const;
    bool hasServers() const { return instances > 0 || !attached.isEmpty(); }

    QJsonObject toJson() const;
    /// Nothing where it is not one, or asks for more than there can be.
    static std::optional<ClusterPlan> fromJson(const QJsonObject &json);

    bool operator==(const ClusterPlan &) const = default;

    Q_DECLARE_TR_FUNCTIONS(ClusterPlan)
};

} // namespace crosstalk
