// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

#include <optional>

namespace crosstalk {

/// Whether an action is meant by a few letters, and how well they suit it. Each word of what was typed is to be in the
/// name, its letters in order and from the beginning of a word on ("nwc" is "New chat"), or as it is in the rest that
/// is told of the action. Neither case nor accents make a difference.
class CommandMatcher
{
public:
    enum class Kind {
        Scattered, ///< Some letters stand alone within words of the name.
        Told,      ///< Some words are in the rest.
        Named,     ///< Each is a part of the name, or begins several of its words.
    };
    struct Match
    {
        Kind kind = Kind::Named;
        int score = 0;            ///< Among those of its kind: the more, the better.
        QList<qsizetype> letters; ///< Of the name, those that were typed, in order.
    };

    explicit CommandMatcher(const QString &wanted);

    /// Nothing is wanted: then everything matches.
    bool isEmpty() const { return m_words.isEmpty(); }
    std::optional<Match> match(const QString &name, const QString &rest) const;

private:
    QStringList m_words; ///< Folded.
};

} // namespace crosstalk
