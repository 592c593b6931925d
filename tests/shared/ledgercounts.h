// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A ledger's figures in words, for tests to compare.

#include "shared/ledger.h"
#include "tests/shared/story.h"

namespace crosstalk::test {

using Story = history::BasicStory<Ledger>;

/// due delivered duplicate reordered corrupted exposed phantoms
inline QByteArray counts(const PairCounts &c)
{
    return QStringLiteral("due %1, delivered %2, duplicate %3, reordered %4, corrupted %5, exposed %6")
        .arg(c.due)
        .arg(c.delivered)
        .arg(c.duplicate)
        .arg(c.reordered)
        .arg(c.corrupted)
        .arg(c.exposed)
        .toLatin1();
}
inline QByteArray counts(int due, int delivered, int duplicate = 0, int reordered = 0, int corrupted = 0,
                         int exposed = 0)
{
    PairCounts result;
    result.due = quint64(due);
    result.delivered = quint64(delivered);
    result.duplicate = quint64(duplicate);
    result.reordered = quint64(reordered);
    result.corrupted = quint64(corrupted);
    result.exposed = quint64(exposed);
    return counts(result);
}
inline QByteArray counts(const Story &run)
{
    return counts(run.account.total());
}
inline QByteArray cell(const Story &run, const char *from, const char *to)
{
    return counts(run.account.cell(Story::q(from), Story::q(to)));
}

} // namespace crosstalk::test
