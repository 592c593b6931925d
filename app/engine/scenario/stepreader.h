// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The steps of a scenario: whom they mean, and whether that can be.

#include "app/engine/scenario.h"
#include "app/engine/scenario/fields.h"
#include "app/engine/scenario/mistakes.h"
#include "app/engine/scenario/names.h"

#include <functional>
#include <utility>

namespace crosstalk::scenario {

class StepReader
{
public:
    /// @param scenario its broker, instances and clients.
    StepReader(const Scenario &scenario, Names names, Mistakes &mistakes);

    Steps read(const YamlNode &node);

    bool hasFaults() const { return m_hasFaults; }
    /// Instances that a fault starts.
    const QSet<QString> &started() const { return m_started; }
    /// What `expect`s name, and where.
    const std::vector<std::pair<Invariant, Place>> &expected() const { return m_expected; }

private:
    using Action = decltype(Step::action);

    void collectRooms(const YamlNode &steps);
    std::optional<Action> readAction(const QString &word, const YamlNode &node);
    Action readWait(const YamlNode &node);
    Action readSend(const YamlNode &node);
    Action readJoin(const YamlNode &node);
    Action readLeave(const YamlNode &node);
    Action readMove(const YamlNode &node);
    std::optional<Action> readFault(const YamlNode &node);
    Action readHeal(const YamlNode &node);
    Action readSettle(const YamlNode &node);
    Action readExpect(const YamlNode &node);
    Action readRepeat(const YamlNode &node);
    Action readParallel(const YamlNode &node);

    QStringList clients(const YamlNode *node);
    QString room(const Fields &fields, const QStringList &clients);
    void checkSend(const step::Send &send, const YamlNode &node);
    void checkFault(const step::Fault &fault, const QString &word, const YamlNode &node);
    void checkBrokerFault(const step::Fault &fault, const QString &word, const YamlNode &node);
    void checkInstanceFault(const step::Fault &fault, const QString &word, const YamlNode &node);
    bool knowsInstance(const YamlNode &node);
    const InstanceSpec *instance(const QString &name) const;
    const ClientSpec *client(const QString &name) const;
    bool isPlain(const QString &client) const;
    void wrong(const Place &place, const QString &what) { m_mistakes.add(place, what); }

    const Scenario &m_scenario;
    Names m_names;
    Mistakes &m_mistakes;
    QHash<QString, const ClientSpec *> m_clients;
    bool m_hasFaults = false;
    QSet<QString> m_started;
    std::vector<std::pair<Invariant, Place>> m_expected;
};

/// What goes on in the background is joined under a name that was given, is not started again while it goes on, and
/// ends some time.
void checkBackgrounds(const YamlNode &steps, Mistakes &mistakes);

} // namespace crosstalk::scenario
