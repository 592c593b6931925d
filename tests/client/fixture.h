// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What the suites of ChatClient share: how one is made, and a journal of what it said.

#include "client/chatclient.h"

#include <QMetaEnum>
#include <QStringList>

namespace crosstalk {

inline const QString lobby = QStringLiteral("lobby");
inline const QString crosstalkWord = QStringLiteral("crosstalk");
inline const QString plainWord = QStringLiteral("plain");

inline std::unique_ptr<ChatClient> makeClient(const QUrl &server, ChatClient::Options options = {},
                                              const QString &dialect = crosstalkWord)
{
    options.server = server;
    options.user = QStringLiteral("alice");
    return std::make_unique<ChatClient>(std::move(*makeDialect(dialect)), options);
}

inline QStringList lines(std::initializer_list<const char *> list)
{
    QStringList result;
    for (const char *line : list)
        result.append(QString::fromUtf8(line));
    return result;
}

/// One line a signal, in order; a test compares the whole.
class Journal : public QObject
{
public:
    QStringList lines;
    QStringList reasons; ///< Of each stateChanged.
    QStringList ids;     ///< Of each published.

    explicit Journal(ChatClient &client)
    {
        connect(&client, &ChatClient::stateChanged, this, [this](ChatClient::State state, const QString &reason) {
            lines.append(QString::fromLatin1(QMetaEnum::fromType<ChatClient::State>().valueToKey(int(state))));
            reasons.append(reason);
        });
        connect(&client, &ChatClient::joined, this, [this](const QString &room) { add("joined", room); });
        connect(&client, &ChatClient::left, this, [this](const QString &room) { add("left", room); });
        connect(&client, &ChatClient::joinRefused, this,
                [this](const QString &room, const QString &code) { add("refused", room + QLatin1Char(' ') + code); });
        connect(&client, &ChatClient::received, this, [this](const MessageReceived &message) {
            add("received", message.room + QLatin1Char(' ') + QString::fromUtf8(message.payload));
        });
        connect(&client, &ChatClient::published, this,
                [this](const QString &id, ChatClient::Outcome outcome, const QString &code) {
                    ids.append(id);
                    const char *key = QMetaEnum::fromType<ChatClient::Outcome>().valueToKey(int(outcome));
                    lines.append((QLatin1String(key) + QLatin1Char(' ') + code).trimmed());
                });
        connect(&client, &ChatClient::misunderstood, this, [this] { lines.append(QStringLiteral("misunderstood")); });
    }

    int count(const QString &line) const { return int(lines.count(line)); }
    QString lastReason() const { return reasons.value(reasons.size() - 1); }

private:
    void add(const char *what, const QString &detail) { lines.append(QLatin1String(what) + QLatin1Char(' ') + detail); }
};

} // namespace crosstalk
