// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Judges a run while it goes: history events in, a verdict out at any time. Our own runs and recorded histories go
// through the same one. Pure and bounded in memory: see Ledger.

#include "shared/history.h"
#include "shared/invariant.h"
#include "shared/ledger.h"
#include "shared/verdict.h"

#include <memory>
#include <vector>

namespace crosstalk {

class Judge
{
public:
    struct Rules
    {
        QString claims = QStringLiteral("at-most-once");
        std::chrono::nanoseconds deadline = std::chrono::seconds(5);
        std::chrono::nanoseconds history = std::chrono::minutes(5);
        std::vector<Invariant> invariants;
        std::vector<Invariant> expected; ///< That only a history::Expected asks for.
    };
    explicit Judge(Rules rules);
    Judge()
        : Judge(Rules())
    {}
    ~Judge();

    /// From the first line of a history; an Error names what is wrong with it.
    static Result<Rules> rulesOf(const history::Run &run);
    /// What goes into that line.
    static history::Run runOf(const Rules &rules, const QString &run);

    /// In the order of their times. A history::Run is passed over.
    void apply(const history::Event &event);
    const Ledger &ledger() const;
    /// See Ledger: the verdict goes on with all that has been.
    void countAnew();

    /// Of what has been applied so far. Without a Settled, what is under way is not lost yet, and an invariant that has
    /// not failed is at best unknown.
    Verdict verdict() const;
    /// The same for invariants of somebody's choice, as of now: what is under way counts as lost only where its
    /// deadline is over.
    InvariantVerdict judge(const Invariant &invariant) const;
    /// Of what a history::Expected asked for: what did not hold then, or could not be known. The first hundred; part
    /// of the verdict.
    const QList<InvariantVerdict> &disappointments() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace crosstalk
