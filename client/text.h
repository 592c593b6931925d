// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// UTF-8 to text without loss. QString::fromUtf8 drops a leading byte order mark and replaces what is not UTF-8.

#include "shared/utf8.h"

#include <QString>
#include <QStringDecoder>

#include <optional>

namespace crosstalk {

/// @p utf8 as text, or nothing where it is not UTF-8. Its toUtf8() gives the same bytes again.
inline std::optional<QString> exactText(QByteArrayView utf8)
{
    Utf8Validator validator;
    if (!validator.feed(utf8) || !validator.isComplete())
        return std::nullopt;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return QString(decoder(utf8));
}

} // namespace crosstalk
