// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/commandmatcher.h"

#include <algorithm>

namespace crosstalk {

namespace {

// What a letter is worth: most where it follows the one before, little where it stands alone within a word.
constexpr int following = 10;
constexpr int atWordStart = 8;
constexpr int within = 1;
constexpr int atNameStart = 4; ///< Besides.

/// Without case and accents, letter by letter.
QString folded(const QString &text)
{
    QString result = text;
    for (QChar &letter : result) {
        const QString parts = letter.decomposition();
        letter = (parts.isEmpty() ? letter : parts.front()).toCaseFolded();
    }
    return result;
}

bool isWordStart(const QString &name, qsizetype at)
{
    return name.at(at).isLetterOrNumber() && (at == 0 || !name.at(at - 1).isLetterOrNumber());
}

struct Place
{
    int score = 0;
    qsizetype previous = -1; ///< Where the letter before stands.
};
/// For each place in the name at which a letter can stand, the best way that ends there.
using Places = QList<std::optional<Place>>;

Places placesOfFirst(const QString &name, QChar letter)
{
    Places places(name.size());
    for (qsizetype at = 0; at < name.size(); ++at)
        if (name.at(at) == letter)
            places[at] = Place{(isWordStart(name, at) ? atWordStart : within) + (at == 0 ? atNameStart : 0)};
    return places;
}

Places placesOfNext(const Places &before, const QString &name, QChar letter)
{
    Places places(name.size());
    qsizetype best = -1; // Of those that stand farther before.
    for (qsizetype at = 1; at < name.size(); ++at) {
        if (at >= 2 && before.at(at - 2) && (best < 0 || before.at(at - 2)->score > before.at(best)->score))
            best = at - 2;
        if (name.at(at) != letter)
            continue;
        if (best >= 0)
            places[at] = Place{before.at(best)->score + (isWordStart(name, at) ? atWordStart : within), best};
        if (before.at(at - 1) && (!places.at(at) || before.at(at - 1)->score + following >= places.at(at)->score))
            places[at] = Place{before.at(at - 1)->score + following, at - 1};
    }
    return places;
}

struct Found
{
    int score = 0;
    QList<qsizetype> letters;
};

/// The best way for @p word to stand in @p name.
std::optional<Found> find(const QString &word, const QString &name)
{
    QList<Places> rows{placesOfFirst(name, word.front())};
    for (qsizetype letter = 1; letter < word.size(); ++letter)
        rows << placesOfNext(rows.constLast(), name, word.at(letter));
    const Places &last = rows.constLast();
    const auto best = std::max_element(last.begin(), last.end(), [](const auto &a, const auto &b) {
        return (a ? a->score : -1) < (b ? b->score : -1);
    });
    if (best == last.end() || !*best)
        return {};
    Found found{(*best)->score, {}};
    qsizetype at = best - last.begin();
    for (auto row = rows.crbegin(); row != rows.crend(); ++row) {
        found.letters.prepend(at);
        at = row->at(at)->previous;
    }
    return found;
}

/// All letters stand together, or each that does not follow another begins a word.
bool isTogether(const QList<qsizetype> &letters, const QString &name)
{
    bool isOneRun = true;
    bool doRunsBeginWords = isWordStart(name, letters.constFirst());
    for (qsizetype i = 1; i < letters.size(); ++i) {
        if (letters.at(i) == letters.at(i - 1) + 1)
            continue;
        isOneRun = false;
        doRunsBeginWords = doRunsBeginWords && isWordStart(name, letters.at(i));
    }
    return isOneRun || doRunsBeginWords;
}

} // namespace

CommandMatcher::CommandMatcher(const QString &wanted)
    : m_words(folded(wanted).split(QLatin1Char(' '), Qt::SkipEmptyParts))
{}

std::optional<CommandMatcher::Match> CommandMatcher::match(const QString &name, const QString &rest) const
{
    const QString inName = folded(name);
    const QString inRest = folded(rest);
    Match match;
    for (const QString &word : m_words) {
        const auto found = find(word, inName);
        const bool isNamed = found && isTogether(found->letters, inName);
        const bool isTold = !isNamed && inRest.contains(word);
        if (!isNamed && !isTold && (!found || !isWordStart(inName, found->letters.constFirst())))
            return {};
        match.kind = std::min(match.kind, isNamed ? Kind::Named : isTold ? Kind::Told : Kind::Scattered);
        if (isTold)
            continue;
        match.score += found->score;
        match.letters << found->letters;
    }
    std::sort(match.letters.begin(), match.letters.end());
    match.letters.erase(std::unique(match.letters.begin(), match.letters.end()), match.letters.end());
    return match;
}

} // namespace crosstalk
