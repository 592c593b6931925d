// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The faults that crosstalk-mutant can have, one at a time. Where each is done is one place in broker.cpp or
// server.cpp, found by its name.

#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <utility>

namespace crosstalk::mutant {

enum class Mutant {
    None,
    DeafAfterBrokerRestart, ///< Publishes again once the broker is back, but never subscribes again.
    ResubscribesHalf,       ///< Once the broker is back, subscribes to every second room only.
    ExitsWithBroker,        ///< Ends when it loses the broker.
    HearsItselfTwice,       ///< Gives a message to its own clients at once, and again when it comes from the broker.
    EverybodyRelays,        ///< Publishes again whatever it hears, once.
    SkipsOneInstance,       ///< Instance c never hears what is said on a.
    DropsWhenFull,          ///< Has a short queue, and forgets what does not fit.
    ReordersInBursts,       ///< Swaps two messages that come close together.
    ForgetsWhileJoining,    ///< Loses what comes while a client joins.
    LeaksIntoAnotherRoom,   ///< Gives every tenth message to those in other rooms, too.
    CutsShort,              ///< Loses the end of a long text.
    AltersAByte,            ///< In every tenth message.
    AcksBeforePublishing,   ///< And forgets to publish every tenth.
    LosesLastAtDrain,     ///< Acknowledges at once, publishes a little later, and does not wait for that when it ends.
    BuffersForSlowReader, ///< Without bound.
    JoinsBeforeSubscribing, ///< Says that a client has joined, and only then sees to it.
};

/// By the names they have on the command line.
inline constexpr std::array mutants{
    std::pair{"deaf-after-broker-restart", Mutant::DeafAfterBrokerRestart},
    std::pair{"resubscribes-half", Mutant::ResubscribesHalf},
    std::pair{"exits-with-broker", Mutant::ExitsWithBroker},
    std::pair{"hears-itself-twice", Mutant::HearsItselfTwice},
    std::pair{"everybody-relays", Mutant::EverybodyRelays},
    std::pair{"skips-one-instance", Mutant::SkipsOneInstance},
    std::pair{"drops-when-full", Mutant::DropsWhenFull},
    std::pair{"reorders-in-bursts", Mutant::ReordersInBursts},
    std::pair{"forgets-while-joining", Mutant::ForgetsWhileJoining},
    std::pair{"leaks-into-another-room", Mutant::LeaksIntoAnotherRoom},
    std::pair{"cuts-short", Mutant::CutsShort},
    std::pair{"alters-a-byte", Mutant::AltersAByte},
    std::pair{"acks-before-publishing", Mutant::AcksBeforePublishing},
    std::pair{"loses-last-at-drain", Mutant::LosesLastAtDrain},
    std::pair{"buffers-for-slow-reader", Mutant::BuffersForSlowReader},
    std::pair{"joins-before-subscribing", Mutant::JoinsBeforeSubscribing},
};

/// Nothing where there is no such mutant; None for an empty name.
inline std::optional<Mutant> mutantNamed(const QString &name)
{
    if (name.isEmpty())
        return Mutant::None;
    for (const auto &[known, mutant] : mutants) {
        if (name == QLatin1String(known))
            return mutant;
    }
    return std::nullopt;
}

inline QStringList mutantNames()
{
    QStringList names;
    for (const auto &[name, mutant] : mutants)
        names << QString::fromLatin1(name);
    return names;
}

} // namespace crosstalk::mutant
