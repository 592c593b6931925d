// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario/mistakes.h"

#include "shared/suggest.h"

#include <algorithm>

namespace crosstalk::scenario {

namespace {

constexpr qsizetype atMost = 100;      // told of one file
constexpr qsizetype listedAtMost = 20; // words of which all are told

} // namespace

void Mistakes::add(const Place &place, const QString &what)
{
    if (m_mistakes.size() >= 10 * atMost)
        return;
    const bool isKnown = std::any_of(m_mistakes.begin(), m_mistakes.end(), [&](const Mistake &mistake) {
        return mistake.place == place && mistake.what == what;
    });
    if (!isKnown)
        m_mistakes << Mistake{place, what};
}

QList<Mistake> Mistakes::sorted() const
{
    QList<Mistake> mistakes = m_mistakes;
    std::stable_sort(mistakes.begin(), mistakes.end(),
                     [](const Mistake &a, const Mistake &b) { return a.place < b.place; });
    return mistakes.first(std::min(mistakes.size(), atMost));
}

QString didYouMean(const QString &word, const QStringList &known)
{
    const QString nearest = nearestWord(word, known);
    return nearest.isEmpty() ? QString() : QStringLiteral(": did you mean “%1”?").arg(nearest);
}

QString suggestion(const QString &word, const QStringList &known)
{
    if (const QString near = didYouMean(word, known); !near.isEmpty() || known.isEmpty())
        return near;
    const QStringList listed = known.first(std::min(known.size(), listedAtMost));
    const QString more = listed.size() < known.size() ? QStringLiteral(", …") : QString();
    return (known.size() == 1 ? QStringLiteral(": there is only %1") : QStringLiteral(": there are %1"))
        .arg(listed.join(QStringLiteral(", ")) + more);
}

QString alternatives(const QStringList &words)
{
    if (words.size() < 2)
        return words.join(QString());
    return words.first(words.size() - 1).join(QStringLiteral(", ")) + QStringLiteral(" or ") + words.last();
}

} // namespace crosstalk::scenario
