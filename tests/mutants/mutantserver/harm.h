// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What mutants do to the text of a message, such that it is still a message.

#include "shared/message.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace crosstalk::mutant {

/// The message @p payload with the text in its data changed by @p change, and all else as it was.
template<class Change>
QByteArray withText(const QByteArray &payload, Change change)
{
    auto parsed = v1::parseServerMessage(payload);
    auto *const message = parsed ? std::get_if<v1::Message>(&*parsed) : nullptr;
    if (!message)
        return payload;
    const QString key = QStringLiteral("text");
    QJsonObject data = QJsonDocument::fromJson(message->data).object();
    if (!data.contains(key))
        return payload;
    data.insert(key, change(data.value(key).toString()));
    message->data = QJsonDocument(data).toJson(QJsonDocument::Compact);
    return v1::encode(v1::ServerMessage(*message));
}

/// @p text with another first letter.
inline QString withOtherStart(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0) == u'x' ? u'y' : u'x';
    return text;
}

} // namespace crosstalk::mutant
