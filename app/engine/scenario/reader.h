// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// From a tree that has been checked for its form to a Scenario: references, and what makes sense together. Reads on
// after a mistake, so that all are told at once; a Scenario counts only where there was none.

#include "app/engine/scenario.h"
#include "app/engine/scenario/fields.h"
#include "app/engine/scenario/mistakes.h"
#include "app/engine/scenario/names.h"

namespace crosstalk::scenario {

class Reader
{
public:
    explicit Reader(Mistakes &mistakes)
        : m_mistakes(mistakes)
    {}

    Scenario read(const YamlNode &root);

private:
    void readBroker(const YamlNode &node);
    void readInstances(const YamlNode &node);
    InstanceSpec readInstance(const QString &name, const YamlNode &node);
    void readExec(InstanceSpec &instance, const Fields &fields);
    void readAttached(InstanceSpec &instance, const Fields &fields);
    void readArguments(InstanceSpec &instance, const Fields &fields);
    void readClients(const YamlNode &node);
    void readClient(const YamlNode &key, const YamlNode &value, int *total);
    void checkRooms(const ClientSpec &client, const InstanceSpec *on, const Fields &fields);
    void readInvariants(const YamlNode &node);
    void checkClaims(const YamlNode &root);
    void checkStarts(const YamlNode &clients, const QSet<QString> &started);
    QStringList roomsOf(const Fields &fields);
    void wrong(const Place &place, const QString &what) { m_mistakes.add(place, what); }

    Mistakes &m_mistakes;
    Scenario m_scenario;
    Names m_names;
    QString m_plainRoom; ///< What the plain clients call their one room.
};

/// An invariant, in the form that parseInvariant() reads.
std::optional<Invariant> readInvariant(const YamlNode &node, Mistakes &mistakes);
/// Why @p invariant could never be judged in @p scenario; empty where it can. Its claims and steps may still be open.
QString whyNeverJudged(const Invariant &invariant, const Scenario &scenario, bool hasFaults);
/// What keeps @p room from being one; empty where nothing does.
QString whyNoRoom(const QString &room, const Scenario &scenario);
/// That no client talks to a server which acknowledges.
bool isAllPlain(const Scenario &scenario);

} // namespace crosstalk::scenario
