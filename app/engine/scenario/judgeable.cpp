// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// Invariants in a scenario file: how they are read, and what could never be judged there.

#include "app/engine/scenario/reader.h"
#include "shared/message.h"

#include <QJsonObject>

#include <algorithm>

namespace crosstalk::scenario {

namespace {

/// Scalars are text: all parameters of invariants are.
QJsonValue toJson(const YamlNode &node)
{
    if (node.isScalar())
        return node.text;
    QJsonObject object;
    for (const auto &[key, value] : node.entries)
        object.insert(key.text, toJson(value));
    return node.isMap() ? QJsonValue(object) : QJsonValue();
}

/// "More than one bound", "Write …" as "more than one bound: write …".
QString inOneClause(const Error &error)
{
    const auto lower = [](const QString &text) { return text.first(1).toLower() + text.sliced(1); };
    return error.hint.isEmpty() ? lower(error.what) : lower(error.what) + QStringLiteral(": ") + lower(error.hint);
}

bool isAttached(const InstanceSpec &instance)
{
    return instance.kind == InstanceSpec::Kind::Attach;
}

/// Of an instance that an invariant names.
QString whyNotOf(const QString &name, const Scenario &scenario)
{
    QStringList names;
    for (const InstanceSpec &instance : scenario.instances)
        names << instance.name;
    if (name.isEmpty() || names.contains(name))
        return {};
    return QStringLiteral("there is no instance “%1”%2").arg(name, suggestion(name, names));
}

QString whyNoMemory(const Invariant &invariant, const Scenario &scenario)
{
    const bool isOutOfReach =
        std::all_of(scenario.instances.begin(), scenario.instances.end(), [&invariant](const InstanceSpec &instance) {
            return isAttached(instance) || (!invariant.instance.isEmpty() && instance.name != invariant.instance);
        });
    return isOutOfReach ? QStringLiteral("nobody here knows the process behind an attached instance") : QString();
}

} // namespace

std::optional<Invariant> readInvariant(const YamlNode &node, Mistakes &mistakes)
{
    if (!node.isScalar() && (node.entries.size() != 1 || !node.entries.front().value.isMap()))
        return {}; // which the Checker has told
    QString member;
    const auto invariant = parseInvariant(toJson(node), &member);
    if (invariant)
        return *invariant;
    // Where the form is wrong, the Checker has told it, and better. What is left is what the parameters are together.
    if (node.isScalar())
        return {};
    const YamlNode &parameters = node.entries.front().value;
    Mistakes ofForm;
    Checker(ofForm).check(node, definition(QStringLiteral("invariant")), QStringLiteral("an invariant"));
    if (ofForm.isEmpty())
        mistakes.add(parameters.find(member) ? parameters.find(member)->place : node.place,
                     inOneClause(invariant.error()));
    return {};
}

QString whyNoRoom(const QString &room, const Scenario &scenario)
{
    if (!room.isEmpty() && !v1::isValidName(room))
        return QStringLiteral("a room's name has at most %1 bytes, and no control characters").arg(v1::maxNameBytes);
    // The history would not tell the two apart.
    for (const InstanceSpec &instance : scenario.instances) {
        if (!instance.system.isEmpty() && room.startsWith(instance.system + QLatin1Char('/')))
            return QStringLiteral("a room cannot begin with “%1/”: that is how rooms of the system “%1” are told apart")
                .arg(instance.system);
    }
    return {};
}

bool isAllPlain(const Scenario &scenario)
{
    return !scenario.instances.isEmpty() &&
           std::all_of(scenario.instances.begin(), scenario.instances.end(),
                       [](const InstanceSpec &instance) { return instance.dialect == QLatin1String("plain"); });
}

QString whyNeverJudged(const Invariant &invariant, const Scenario &scenario, bool hasFaults)
{
    using Kind = Invariant::Kind;
    for (const QString &name : {invariant.from, invariant.to, invariant.instance}) {
        if (const QString why = whyNotOf(name, scenario); !why.isEmpty())
            return why;
    }
    const bool hasFaultsNeeded = invariant.kind == Kind::Reconverges ||
                                 (invariant.kind == Kind::Latency && invariant.faults == Invariant::Faults::Inside);
    if (hasFaultsNeeded && !hasFaults)
        return QStringLiteral("no step is a fault");
    if (invariant.kind == Kind::NoAcknowledgedLoss && isAllPlain(scenario))
        return QStringLiteral("the dialect plain has no acknowledgements");
    if (invariant.kind == Kind::PresenceAgrees && isAllPlain(scenario))
        return QStringLiteral("the dialect plain does not tell who is in a room");
    if (invariant.kind == Kind::Memory)
        return whyNoMemory(invariant, scenario);
    if (invariant.kind == Kind::Alive && std::all_of(scenario.instances.begin(), scenario.instances.end(), isAttached))
        return QStringLiteral("nobody here knows the process behind an attached instance");
    return {};
}

} // namespace crosstalk::scenario
