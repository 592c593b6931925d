// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What QJsonDocument does not offer: the bytes of a value as they were sent. Numbers beyond a double, the order of
// members and escapes then survive the way through a server untouched.

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

#include <optional>

namespace crosstalk::json {

/// The value of member @p key of the object @p object, exactly as written there, without surrounding white space; of
/// several the last, as QJsonObject has it. @p object must be valid JSON (QJsonDocument accepted it); nothing is
/// returned where it is no object or has no such member.
std::optional<QByteArrayView> rawMember(QByteArrayView object, QByteArrayView key);

/// False where @p json, which QJsonDocument accepted, breaks RFC 8259 all the same: QJsonDocument lets control
/// characters in strings, unknown escapes and numbers like "1." pass, which strict parsers (browsers among them)
/// refuse. What is forwarded as it is must be strict, or one sender could upset every receiver.
bool isStrict(QByteArrayView json);

/// @p text as a JSON string, quotes included; UTF-8, only what must be escaped is: an unpaired surrogate, too,
/// which has no UTF-8 form.
QByteArray quoted(QStringView text);

} // namespace crosstalk::json
