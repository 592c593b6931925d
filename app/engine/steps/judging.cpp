// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/judging.h"

namespace crosstalk {

ExpectRun::ExpectRun(const step::Expect &what, int line, Stage *stage)
    : StepRun(stage)
    , m_what(what)
    , m_line(line)
{}

void ExpectRun::begin()
{
    for (const Invariant &invariant : m_what.invariants) {
        InvariantVerdict verdict = recorder()->judge().judge(invariant);
        if (verdict.judgement != Judgement::Fail)
            continue;
        verdict.label = QStringLiteral("%1, expected in line %2").arg(verdict.label).arg(m_line);
        Q_EMIT stage()->expectationFailed(verdict);
        return;
    }
    end();
}

} // namespace crosstalk
