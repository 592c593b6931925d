// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Stories that are judged as they are told, and what the suites of the judge ask of them.

#include "shared/judge.h"
#include "tests/shared/story.h"

#include <QJsonObject>

#include <functional>

namespace crosstalk::test {

using Story = history::BasicStory<Judge>;
using Tell = std::function<void(Story &)>;

inline QJsonValue object(const char *name, const char *key, const char *value)
{
    return QJsonObject{{QLatin1String(name), QJsonObject{{QLatin1String(key), QLatin1String(value)}}}};
}

/// Every invariant there is, with bounds that the stories keep unless they mean to break them.
inline Judge::Rules all(const QString &claims = QStringLiteral("at-most-once"))
{
    Judge::Rules rules;
    rules.claims = claims;
    for (const QString &name : invariantNames()) {
        QJsonValue value = name;
        if (name == QLatin1String("latency"))
            value = object("latency", "p99", "50ms");
        else if (name == QLatin1String("memory"))
            value = object("memory", "growth", "8MiB");
        auto invariant = parseInvariant(value);
        Q_ASSERT(invariant);
        rules.invariants.push_back(*std::move(invariant));
    }
    return rules;
}

/// The names of those that came to @p judgement.
inline QStringList which(const Verdict &verdict, Judgement judgement)
{
    QStringList names;
    for (const InvariantVerdict &each : verdict.invariants) {
        if (each.judgement == judgement)
            names.append(each.name);
    }
    return names;
}

inline InvariantVerdict of(const Verdict &verdict, const char *name)
{
    for (const InvariantVerdict &each : verdict.invariants) {
        if (each.name == QLatin1String(name))
            return each;
    }
    return {};
}

inline void resources(Story &story, const char *instance, qint64 mebibytes)
{
    story.add(history::Resources{story.tick(), Story::q(instance), mebibytes << 20});
}

inline void harness(Story &story, qint64 lagNs, qint64 slipNs, double cpu)
{
    story.add(history::Harness{story.tick(), lagNs, slipNs, cpu});
}

/// Alice sends @p count from number @p first on, a tenth of a second apart, and all receive them.
inline void calm(Story &story, quint64 first, quint64 count)
{
    for (quint64 n = first; n < first + count; ++n)
        story.exchange("alice", n).ack("alice", n).pass(100 * history::ms);
}

} // namespace crosstalk::test
