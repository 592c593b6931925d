// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/suggest.h"

#include <QList>

#include <algorithm>

namespace crosstalk {
namespace {

/// Letters put in, left out, changed or swapped with their neighbour to make one word of the other. As soon as it is
/// certain that there are more than @p most, any number above that.
qsizetype edits(QStringView a, QStringView b, qsizetype most)
{
    if (std::abs(a.size() - b.size()) > most)
        return most + 1;
    QList<qsizetype> beforeLast(b.size() + 1);
    QList<qsizetype> last(b.size() + 1);
    QList<qsizetype> row(b.size() + 1);
    for (qsizetype j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return last.last();
}

} // namespace

QString nearestWord(const QString &word, const QStringList &known)
{
    constexpr qsizetype longest = 100; // what is longer is no typing error, and comparing takes the square of it
    if (word.size() > longest)
        return {};
    const QString wanted = word.toCaseFolded();
    // Fewer than its letters: a word that has nothing in common with another is not near it, however short both are.
    qsizetype most = std::min(std::max<qsizetype>(2, wanted.size() / 3), wanted.size() - 1);
    QString nearest;
    for (const QString &candidate : known) {
        const qsizetype distance = edits(wanted, candidate.toCaseFolded(), most);
        if (distance > most)
            continue;
        nearest = candidate;
        most = distance - 1; // of those equally near, the first
    }
    return nearest;
}

} // namespace crosstalk
