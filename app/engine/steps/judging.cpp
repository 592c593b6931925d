// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/judging.h"

#include <algorithm>

namespace crosstalk {

ExpectRun::ExpectRun(const step::Expect &what, int line, Stage *stage)
    : StepRun(stage)
    , m_what(what)
    , m_line(line)
{}

void ExpectRun::begin()
{
    QJsonArray invariants;
    for (const Invariant &invariant : m_what.invariants)
        invariants.append(invariant.toJson());
    recorder()->record(history::Expected{recorder()->now(), QStringLiteral("line %1").arg(m_line), invariants});
    const auto &disappointments = recorder()->judge().disappointments();
    if (std::any_of(disappointments.begin(), disappointments.end(),
                    [](const InvariantVerdict &each) { return each.judgement == Judgement::Fail; }))
        Q_EMIT stage()->expectationFailed();
    else
        end();
}

} // namespace crosstalk
