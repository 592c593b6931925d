// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "client/dialect.h"

#include "client/dialects/crosstalk.h"
#include "client/dialects/plain.h"

namespace crosstalk {

Result<std::unique_ptr<Dialect>> makeDialect(const QString &name)
{
    if (name == PlainDialect::word)
        return std::make_unique<PlainDialect>();
    if (name == CrosstalkDialect::word)
        return std::make_unique<CrosstalkDialect>();
    return fail(Dialect::tr("Unknown dialect “%1”").arg(name),
                Dialect::tr("Known are: %1").arg(dialectNames().join(QStringLiteral(", "))));
}

QStringList dialectNames()
{
    return {PlainDialect::word, CrosstalkDialect::word};
}

} // namespace crosstalk
