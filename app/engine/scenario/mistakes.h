// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What was found wrong in a scenario, and where: collected by all who read it, sorted and told once.

#include <QList>
#include <QString>
#include <QStringList>

namespace crosstalk::scenario {

/// Where something stands: in which text, and there in which line and column, from 0; columns are bytes.
struct Place
{
    int source = 0; ///< 0 is the file, from 1 the overrides.
    int line = 0;
    int column = 0;

    auto operator<=>(const Place &) const = default;
};

struct Mistake
{
    Place place;
    QString what; ///< "unknown key “invarients”: did you mean “invariants”?"
};

class Mistakes
{
public:
    /// The same one twice is one.
    void add(const Place &place, const QString &what);
    bool isEmpty() const { return m_mistakes.isEmpty(); }
    /// In the order of their places; no more than a person reads.
    QList<Mistake> sorted() const;

private:
    QList<Mistake> m_mistakes;
};

/// ": did you mean “near”?", or empty where none is near.
QString didYouMean(const QString &word, const QStringList &known);
/// The same, or else what there is: ": there are a, b, c"; empty where nothing is known.
QString suggestion(const QString &word, const QStringList &known);
/// "a, b or c"
QString alternatives(const QStringList &words);

} // namespace crosstalk::scenario
