// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario/form.h"

#include "app/engine/scenario/mistakes.h"

namespace crosstalk::scenario {

QString expectation(const Form &form)
{
    switch (form.kind) {
    case Form::Kind::Text:
        return QStringLiteral("text");
    case Form::Kind::Word:
        return alternatives(form.words);
    case Form::Kind::Flag:
        return QStringLiteral("true or false");
    case Form::Kind::Whole:
        return QStringLiteral("a whole number from %1 to %2").arg(form.lowest).arg(form.highest);
    case Form::Kind::Rate:
        return QStringLiteral("a rate such as 100/s or 30/min");
    case Form::Kind::Duration:
        return QStringLiteral("a duration such as 2s or 50ms");
    case Form::Kind::Size:
        return form.isBare ? QStringLiteral("a size such as 128 (bytes) or 64KiB")
                           : QStringLiteral("a size such as 64MiB");
    case Form::Kind::Record:
    case Form::Kind::Variants:
    case Form::Kind::Map:
        return QStringLiteral("a mapping");
    case Form::Kind::List:
        return QStringLiteral("a list");
    case Form::Kind::Either: {
        QStringList all;
        for (const Form &each : form.forms)
            all << expectation(each);
        return alternatives(all);
    }
    case Form::Kind::Reference:
        return expectation(definition(form.name));
    }
    Q_ASSERT(false);
    return {};
}

} // namespace crosstalk::scenario
