// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/invariant.h"

#include "shared/suggest.h"
#include "shared/units.h"

#include <QJsonObject>

#include <algorithm>
#include <array>

namespace crosstalk {
namespace {

using Kind = Invariant::Kind;
using Type = InvariantParameter::Type;

struct Word
{
    Kind kind;
    QLatin1String name;
};
constexpr std::array words{
    Word{Kind::NoLoss, QLatin1String("no-loss")},
    Word{Kind::NoAcknowledgedLoss, QLatin1String("no-acknowledged-loss")},
    Word{Kind::NoDuplicates, QLatin1String("no-duplicates")},
    Word{Kind::NoPhantoms, QLatin1String("no-phantoms")},
    Word{Kind::NoCorruption, QLatin1String("no-corruption")},
    Word{Kind::SenderOrder, QLatin1String("sender-order")},
    Word{Kind::SameOrder, QLatin1String("same-order")},
    Word{Kind::Latency, QLatin1String("latency")},
    Word{Kind::Reconverges, QLatin1String("reconverges")},
    Word{Kind::PresenceAgrees, QLatin1String("presence-agrees")},
    Word{Kind::Memory, QLatin1String("memory")},
    Word{Kind::Alive, QLatin1String("alive")},
};

struct Quantile
{
    QLatin1String name;
    double value;
};
constexpr std::array quantiles{
    Quantile{QLatin1String("p50"), 0.5},  Quantile{QLatin1String("p90"), 0.9},     Quantile{QLatin1String("p95"), 0.95},
    Quantile{QLatin1String("p99"), 0.99}, Quantile{QLatin1String("p99.9"), 0.999}, Quantile{QLatin1String("max"), 1.0},
};

const QString inside = QStringLiteral("inside");
const QString outside = QStringLiteral("outside");
const QString faults = QStringLiteral("faults");
const QString per = QStringLiteral("per");
const QString cell = QStringLiteral("cell");
const QString from = QStringLiteral("from");
const QString to = QStringLiteral("to");
const QString within = QStringLiteral("within");
const QString growth = QStringLiteral("growth");
const QString instance = QStringLiteral("instance");

QString nameOf(Kind kind)
{
    for (const Word &word : words) {
        if (word.kind == kind)
            return word.name;
    }
    Q_ASSERT(false);
    return {};
}

QString nameOf(double quantile)
{
    for (const Quantile &each : quantiles) {
        if (qAbs(each.value - quantile) < 1e-9)
            return each.name;
    }
    return QLatin1Char('p') + QString::number(quantile * 100);
}

std::chrono::microseconds microseconds(std::chrono::nanoseconds duration)
{
    return std::chrono::round<std::chrono::microseconds>(duration);
}

/// "Unknown …" with the nearest word, or all there are.
tl::unexpected<Error> unknown(const QString &what, const QString &word, const QStringList &known)
{
    const QString nearest = nearestWord(word, known);
    return fail(QStringLiteral("Unknown %1 “%2”").arg(what, word),
                nearest.isEmpty() ? QStringLiteral("There are %1").arg(known.join(QLatin1String(", ")))
                                  : QStringLiteral("Did you mean “%1”?").arg(nearest));
}

/// Reads the parameters of one invariant, one after the other.
class Reader
{
public:
    explicit Reader(Kind kind) { m_invariant.kind = kind; }

    Result<Invariant> read(const QJsonObject &parameters, QString *member)
    {
        QStringList known;
        for (const InvariantParameter &parameter : invariantParameters(m_invariant.name()))
            known << parameter.name;
        for (auto each = parameters.begin(); each != parameters.end(); ++each) {
            *member = each.key();
            if (known.isEmpty())
                return fail(QStringLiteral("%1 takes no parameters").arg(m_invariant.name()),
                            QStringLiteral("Write the word alone"));
            if (!known.contains(each.key()))
                return unknown(QStringLiteral("parameter of %1").arg(m_invariant.name()), each.key(), known);
            if (const auto taken = take(each.key(), each.value()); !taken)
                return tl::unexpected(taken.error());
        }
        member->clear();
        if (const QStringList needed = neededParameters(m_invariant.name()); !needed.isEmpty() && !m_hasNeeded)
            return fail(QStringLiteral("%1 needs a bound").arg(m_invariant.name()),
                        QStringLiteral("Say %1, with a unit").arg(needed.join(QLatin1String(", "))));
        return m_invariant;
    }

private:
    Result<void> take(const QString &name, const QJsonValue &value)
    {
        if (!value.isString())
            return fail(QStringLiteral("“%1” of %2 is no text").arg(name, m_invariant.name()),
                        hasUnit(name) ? QStringLiteral("Write a number with a unit, such as “50ms” or “64MiB”")
                                      : QString());
        const QString text = value.toString();
        if (name == inside || name == outside)
            return takeFaults(name, text);
        if (name == per) {
            m_invariant.isPerCell = true;
            return text == cell ? Result<void>() : unknown(QStringLiteral("part"), text, {cell});
        }
        if (name == from || name == to || name == instance) {
            if (text.isEmpty())
                return fail(QStringLiteral("“%1” names no instance").arg(name));
            (name == from ? m_invariant.from : name == to ? m_invariant.to : m_invariant.instance) = text;
            return {};
        }
        return takeBound(name, text);
    }

    static bool hasUnit(const QString &name)
    {
        return !QStringList{inside, outside, per, from, to, instance}.contains(name);
    }

    Result<void> takeFaults(const QString &name, const QString &text)
    {
        if (text != faults)
            return unknown(QStringLiteral("time"), text, {faults});
        if (m_invariant.faults != Invariant::Faults::Whatever)
            return fail(QStringLiteral("Both inside and outside faults"),
                        QStringLiteral("Leave both out to mean any time"));
        m_invariant.faults = name == inside ? Invariant::Faults::Inside : Invariant::Faults::Outside;
        return {};
    }

    Result<void> takeBound(const QString &name, const QString &text)
    {
        if (m_hasNeeded)
            return fail(QStringLiteral("More than one bound"), QStringLiteral("Write a latency of its own for each"));
        m_hasNeeded = true;
        if (name == growth) {
            const auto size = parseSize(text);
            if (!size)
                return tl::unexpected(size.error());
            m_invariant.growthBytes = *size;
            return *size > 0 ? Result<void>() : fail(QStringLiteral("No process keeps within a growth of 0"));
        }
        const auto duration = parseDuration(text);
        if (!duration)
            return tl::unexpected(duration.error());
        if (duration->count() == 0)
            return fail(QStringLiteral("Nothing is done within no time"));
        if (name == within) {
            m_invariant.within = *duration;
            return {};
        }
        m_invariant.bound = *duration;
        for (const Quantile &each : quantiles) {
            if (each.name == name)
                m_invariant.quantile = each.value;
        }
        return {};
    }

    Invariant m_invariant;
    bool m_hasNeeded = false; ///< A bound was given.
};

} // namespace

QString Invariant::name() const
{
    return nameOf(kind);
}

QString Invariant::label() const
{
    const QString space = QStringLiteral(" ");
    QString text = name();
    if (kind == Kind::Latency) {
        text += QStringLiteral(": %1 at most %2").arg(nameOf(quantile), formatDuration(microseconds(bound), space));
        if (isPerCell)
            text += QStringLiteral(" in each cell");
        if (!from.isEmpty())
            text += QStringLiteral(" from %1").arg(from);
        if (!to.isEmpty())
            text += QStringLiteral(" to %1").arg(to);
        if (faults != Faults::Whatever)
            text += faults == Faults::Inside ? QStringLiteral(" inside faults") : QStringLiteral(" outside faults");
    } else if (kind == Kind::Reconverges) {
        text += QStringLiteral(": within %1").arg(formatDuration(microseconds(within), space));
    } else if (kind == Kind::Memory) {
        text +=
            QStringLiteral(": %1 grows at most %2")
                .arg(instance.isEmpty() ? QStringLiteral("each instance") : instance, formatSize(growthBytes, space));
    }
    return text;
}

QJsonValue Invariant::toJson() const
{
    QJsonObject parameters;
    if (kind == Kind::Latency) {
        parameters.insert(nameOf(quantile), formatDuration(microseconds(bound)));
        if (faults != Faults::Whatever)
            parameters.insert(faults == Faults::Inside ? inside : outside, crosstalk::faults);
        if (isPerCell)
            parameters.insert(per, cell);
        if (!from.isEmpty())
            parameters.insert(crosstalk::from, from);
        if (!to.isEmpty())
            parameters.insert(crosstalk::to, to);
    } else if (kind == Kind::Reconverges) {
        parameters.insert(crosstalk::within, formatDuration(microseconds(within)));
    } else if (kind == Kind::Memory) {
        parameters.insert(growth, formatSize(growthBytes));
        if (!instance.isEmpty())
            parameters.insert(crosstalk::instance, instance);
    }
    return parameters.isEmpty() ? QJsonValue(name()) : QJsonValue(QJsonObject{{name(), parameters}});
}

QStringList invariantNames()
{
    QStringList names;
    for (const Word &word : words)
        names << word.name;
    return names;
}

QList<InvariantParameter> invariantParameters(const QString &invariant)
{
    QList<InvariantParameter> parameters;
    if (invariant == nameOf(Kind::Latency)) {
        for (const Quantile &quantile : quantiles)
            parameters << InvariantParameter{quantile.name, Type::Duration};
        parameters << InvariantParameter{inside, Type::Faults} << InvariantParameter{outside, Type::Faults}
                   << InvariantParameter{per, Type::Cell} << InvariantParameter{from, Type::Name}
                   << InvariantParameter{to, Type::Name};
    } else if (invariant == nameOf(Kind::Reconverges)) {
        parameters << InvariantParameter{within, Type::Duration};
    } else if (invariant == nameOf(Kind::Memory)) {
        parameters << InvariantParameter{growth, Type::Size} << InvariantParameter{instance, Type::Name};
    }
    return parameters;
}

QStringList neededParameters(const QString &invariant)
{
    QStringList needed;
    if (invariant == nameOf(Kind::Latency)) {
        for (const Quantile &quantile : quantiles)
            needed << quantile.name;
    } else if (invariant == nameOf(Kind::Memory)) {
        needed << growth;
    }
    return needed;
}

Result<Invariant> parseInvariant(const QJsonValue &value, QString *member)
{
    QString ignored;
    const QJsonObject object = value.toObject();
    const bool isWord = value.isString();
    if (!isWord && object.size() != 1)
        return fail(QStringLiteral("An invariant is a word, or a word with its parameters"),
                    QStringLiteral("Write no-loss, or {\"latency\": {\"p99\": \"50ms\"}}"));
    const QString name = isWord ? value.toString() : object.begin().key();
    const auto word = std::find_if(words.begin(), words.end(), [&name](const Word &each) { return each.name == name; });
    if (word == words.end())
        return unknown(QStringLiteral("invariant"), name, invariantNames());
    if (!isWord && !object.begin().value().isObject())
        return fail(QStringLiteral("The parameters of %1 are no object").arg(name));
    return Reader(word->kind)
        .read(isWord ? QJsonObject() : object.begin().value().toObject(), member ? member : &ignored);
}

} // namespace crosstalk
