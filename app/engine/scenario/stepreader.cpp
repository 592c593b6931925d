// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario/stepreader.h"

#include "app/engine/scenario/reader.h"

#include <algorithm>

namespace crosstalk::scenario {

namespace {

const QString clientKey = QStringLiteral("client");
const QString roomKey = QStringLiteral("room");
const QString broker = QStringLiteral("broker");

QString quoted(const QString &text)
{
    return QStringLiteral("“%1”").arg(text);
}

/// The fault that a file calls @p word.
std::optional<step::Fault::Kind> faultKind(const QString &word)
{
    using Kind = step::Fault::Kind;
    static const QHash<QString, Kind> kinds{
        {QStringLiteral("kill"), Kind::Kill},       {QStringLiteral("drain"), Kind::Drain},
        {QStringLiteral("freeze"), Kind::Freeze},   {QStringLiteral("thaw"), Kind::Thaw},
        {QStringLiteral("restart"), Kind::Restart}, {QStringLiteral("start"), Kind::Start},
        {QStringLiteral("stall"), Kind::Stall},     {QStringLiteral("abort"), Kind::Abort},
        {QStringLiteral("flood"), Kind::Flood},
    };
    const auto found = kinds.constFind(word);
    return found == kinds.constEnd() ? std::nullopt : std::optional(*found);
}

bool isOfClient(step::Fault::Kind kind)
{
    using Kind = step::Fault::Kind;
    return kind == Kind::Stall || kind == Kind::Abort || kind == Kind::Flood;
}

} // namespace

StepReader::StepReader(const Scenario &scenario, Names names, Mistakes &mistakes)
    : m_scenario(scenario)
    , m_names(std::move(names))
    , m_mistakes(mistakes)
{
    for (const ClientSpec &client : scenario.clients)
        m_clients.insert(client.name, &client);
}

Steps StepReader::read(const YamlNode &node)
{
    collectRooms(node);
    Steps steps;
    for (const YamlNode &item : node.items) {
        // What has more keys, or none, or one that is unknown: the Checker has told.
        if (!item.isMap() || item.entries.size() != 1)
            continue;
        const auto &[key, value] = item.entries.front();
        if (auto action = readAction(key.text, value))
            steps.push_back({key.place.source == 0 ? key.place.line + 1 : 0, std::move(*action)});
    }
    return steps;
}

/// Rooms that somebody joins on the way are rooms, wherever that step is.
void StepReader::collectRooms(const YamlNode &steps)
{
    for (const YamlNode &item : steps.items) {
        if (const YamlNode *join = item.find(QStringLiteral("join"))) {
            const QString room = Fields(*join).text(roomKey);
            if (!room.isEmpty())
                m_names.addRoom(room);
        }
        if (const YamlNode *repeat = item.find(QStringLiteral("repeat"))) {
            if (const YamlNode *inner = repeat->find(QStringLiteral("steps")))
                collectRooms(*inner);
        }
        if (const YamlNode *parallel = item.find(QStringLiteral("parallel"))) {
            for (const YamlNode &branch : parallel->items)
                collectRooms(branch);
        }
    }
}

std::optional<StepReader::Action> StepReader::readAction(const QString &word, const YamlNode &node)
{
    using Read = std::function<std::optional<Action>(StepReader *, const YamlNode &)>;
    static const QHash<QString, Read> readers{
        {QStringLiteral("wait"), &StepReader::readWait},
        {QStringLiteral("send"), &StepReader::readSend},
        {QStringLiteral("join"), &StepReader::readJoin},
        {QStringLiteral("leave"), &StepReader::readLeave},
        {QStringLiteral("connect"),
         [](StepReader *self, const YamlNode &who) { return step::Connect{self->clients(&who)}; }},
        {QStringLiteral("disconnect"),
         [](StepReader *self, const YamlNode &who) { return step::Disconnect{self->clients(&who)}; }},
        {QStringLiteral("move"), &StepReader::readMove},
        {QStringLiteral("fault"), &StepReader::readFault},
        {QStringLiteral("heal"), &StepReader::readHeal},
        {QStringLiteral("settle"), &StepReader::readSettle},
        {QStringLiteral("expect"), &StepReader::readExpect},
        {QStringLiteral("repeat"), &StepReader::readRepeat},
        {QStringLiteral("parallel"), &StepReader::readParallel},
        {QStringLiteral("note"), [](StepReader *, const YamlNode &text) { return step::Note{text.text}; }},
    };
    const auto reader = readers.constFind(word);
    return reader == readers.constEnd() ? std::nullopt : (*reader)(this, node);
}

QStringList StepReader::clients(const YamlNode *node)
{
    QStringList found;
    QSet<QString> seen;
    for (const YamlNode *reference : node ? Fields::scalarsOf(*node) : std::vector<const YamlNode *>()) {
        const QStringList meant = m_names.clientsOf(reference->text);
        if (meant.isEmpty() && !m_names.isIncomplete()) {
            const QStringList known = m_names.clients() + m_names.ranges() + QStringList{QStringLiteral("all")};
            wrong(reference->place, QStringLiteral("there is no client %1%2")
                                        .arg(quoted(reference->text), suggestion(reference->text, known)));
        }
        for (const QString &name : meant) {
            if (!seen.contains(name))
                found << name;
            seen.insert(name);
        }
    }
    return found;
}

bool StepReader::isPlain(const QString &name) const
{
    const ClientSpec *spec = client(name);
    const InstanceSpec *on = spec ? instance(spec->on) : nullptr;
    return on && on->dialect == QLatin1String("plain");
}

const InstanceSpec *StepReader::instance(const QString &name) const
{
    const auto found = std::find_if(m_scenario.instances.begin(), m_scenario.instances.end(),
                                    [&name](const InstanceSpec &each) { return each.name == name; });
    return found == m_scenario.instances.end() ? nullptr : &*found;
}

const ClientSpec *StepReader::client(const QString &name) const
{
    return m_clients.value(name);
}

StepReader::Action StepReader::readWait(const YamlNode &node)
{
    step::Wait wait;
    if (const auto time = durationOf(node))
        wait.time = std::chrono::duration_cast<std::chrono::milliseconds>(*time);
    return wait;
}

StepReader::Action StepReader::readSend(const YamlNode &node)
{
    const Fields fields(node);
    step::Send send;
    send.from = clients(fields.at(QStringLiteral("from")));
    send.count = int(fields.whole(QStringLiteral("count"), 0));
    send.rate = fields.rate(QStringLiteral("rate"));
    send.window = int(fields.whole(QStringLiteral("window"), 0));
    send.size = fields.size(QStringLiteral("size"), send.size);
    send.room = fields.text(roomKey);
    send.duration = fields.duration(QStringLiteral("duration"));
    send.background = fields.text(QStringLiteral("background"));
    checkSend(send, node);
    return send;
}

void StepReader::checkSend(const step::Send &send, const YamlNode &node)
{
    const Fields fields(node);
    const bool hasCount = fields.has(QStringLiteral("count"));
    const bool hasDuration = fields.has(QStringLiteral("duration"));
    if (hasCount && hasDuration)
        wrong(fields.placeOf(QStringLiteral("duration")), QStringLiteral("either “count” or “duration”, not both"));
    if (!hasCount && !hasDuration && !fields.has(QStringLiteral("background")))
        wrong(node.place,
              QStringLiteral("“send” has no end: say “count” or “duration”, or put it in the “background”"));
    if (!hasCount && !fields.has(QStringLiteral("rate")) && !fields.has(QStringLiteral("window")))
        wrong(node.place, QStringLiteral("“send” without a “count” has no measure: say “rate” or “window”"));
    if (!send.room.isEmpty() && !m_names.hasRoom(send.room) && !m_names.isIncomplete())
        wrong(fields.placeOf(roomKey), QStringLiteral("nobody is ever in the room %1%2")
                                           .arg(quoted(send.room), suggestion(send.room, m_names.rooms())));
    for (const QString &sender : send.from) {
        const ClientSpec *spec = client(sender);
        if (!spec)
            continue;
        if (send.room.isEmpty() && spec->rooms.isEmpty())
            return wrong(fields.placeOf(QStringLiteral("from")),
                         QStringLiteral("%1 is in no room at first: say “room”").arg(quoted(sender)));
        if (!send.room.isEmpty() && isPlain(sender) && !spec->rooms.contains(send.room))
            return wrong(fields.placeOf(roomKey),
                         QStringLiteral("%1 speaks plain, which has one room: leave “room” out").arg(quoted(sender)));
    }
}

/// A room that clients join or leave.
QString StepReader::room(const Fields &fields, const QStringList &clients)
{
    const QString room = fields.text(roomKey);
    if (const QString why = whyNoRoom(room, m_scenario); !why.isEmpty())
        wrong(fields.placeOf(roomKey), why);
    for (const QString &each : clients) {
        if (isPlain(each)) {
            wrong(fields.placeOf(clientKey),
                  QStringLiteral("%1 speaks plain, which has one room, joined by connecting").arg(quoted(each)));
            break;
        }
    }
    return room;
}

StepReader::Action StepReader::readJoin(const YamlNode &node)
{
    if (!node.isMap())
        return step::AwaitBackground{node.text};
    const Fields fields(node);
    step::JoinRoom join;
    join.clients = clients(fields.at(clientKey));
    join.room = room(fields, join.clients);
    return join;
}

StepReader::Action StepReader::readLeave(const YamlNode &node)
{
    const Fields fields(node);
    step::LeaveRoom leave;
    leave.clients = clients(fields.at(clientKey));
    leave.room = room(fields, leave.clients);
    if (!leave.room.isEmpty() && !m_names.hasRoom(leave.room) && !m_names.isIncomplete())
        wrong(fields.placeOf(roomKey), QStringLiteral("nobody is ever in the room %1%2")
                                           .arg(quoted(leave.room), suggestion(leave.room, m_names.rooms())));
    return leave;
}

StepReader::Action StepReader::readMove(const YamlNode &node)
{
    const Fields fields(node);
    step::Move move{clients(fields.at(clientKey)), fields.text(QStringLiteral("to"))};
    const YamlNode *to = fields.at(QStringLiteral("to"));
    if (!to || !knowsInstance(*to))
        return move;
    const InstanceSpec *target = instance(move.to);
    for (const QString &each : move.clients) {
        const ClientSpec *spec = client(each);
        const InstanceSpec *on = spec ? instance(spec->on) : nullptr;
        if (on && target && (on->dialect != target->dialect || on->system != target->system)) {
            wrong(to->place, QStringLiteral("%1 cannot move from %2 to %3: they are not of one dialect and system")
                                 .arg(quoted(each), quoted(on->name), quoted(target->name)));
            break;
        }
    }
    return move;
}

bool StepReader::knowsInstance(const YamlNode &node)
{
    if (m_names.hasInstance(node.text) || m_names.isIncomplete())
        return true;
    wrong(
        node.place,
        QStringLiteral("there is no instance %1%2").arg(quoted(node.text), suggestion(node.text, m_names.instances())));
    return false;
}

std::optional<StepReader::Action> StepReader::readFault(const YamlNode &node)
{
    m_hasFaults = true;
    const Fields fields(node);
    for (const auto &[key, value] : node.entries) {
        const auto kind = faultKind(key.text);
        if (!kind)
            continue;
        step::Fault fault;
        fault.kind = *kind;
        fault.target = value.text;
        fault.down = fields.duration(QStringLiteral("down"));
        fault.keepsData = fields.text(QStringLiteral("data")) != QLatin1String("lose");
        fault.duration = fields.duration(QStringLiteral("for"));
        fault.count = int(fields.whole(QStringLiteral("count"), quint64(fault.count)));
        fault.size = fields.size(QStringLiteral("size"), fault.size);
        checkFault(fault, key.text, node);
        return fault;
    }
    return {};
}

void StepReader::checkFault(const step::Fault &fault, const QString &word, const YamlNode &node)
{
    const YamlNode &target = *node.find(word);
    if (!target.isScalar() || target.text.isEmpty())
        return;
    if (!isOfClient(fault.kind))
        return fault.target == broker ? checkBrokerFault(fault, word, node) : checkInstanceFault(fault, word, node);
    if (m_names.hasClient(fault.target) || m_names.isIncomplete())
        return;
    if (const auto meant = m_names.clientsOf(fault.target); !meant.isEmpty())
        return wrong(target.place, QStringLiteral("“%1” takes one client, and %2 is %3 of them: write a fault for each")
                                       .arg(word, quoted(fault.target))
                                       .arg(meant.size()));
    wrong(target.place, QStringLiteral("there is no client %1%2")
                            .arg(quoted(fault.target), suggestion(fault.target, m_names.clients())));
}

void StepReader::checkBrokerFault(const step::Fault &fault, const QString &word, const YamlNode &node)
{
    const Place place = node.find(word)->place;
    if (fault.kind == step::Fault::Kind::Drain)
        wrong(place, QStringLiteral("a broker has no clients to drain: kill or restart it"));
    if (!m_scenario.broker.attach.isEmpty())
        wrong(place,
              QStringLiteral("the broker is attached: somebody else runs it, and nobody here can %1 it").arg(word));
    const YamlNode *data = node.find(QStringLiteral("data"));
    if (data && data->text == QLatin1String("keep") && m_scenario.broker.persistence == BrokerSpec::Persistence::None)
        wrong(data->place, QStringLiteral("the broker keeps nothing: its “persistence” is none"));
}

void StepReader::checkInstanceFault(const step::Fault &fault, const QString &word, const YamlNode &node)
{
    const YamlNode &target = *node.find(word);
    if (!m_names.hasInstance(fault.target) && !m_names.isIncomplete())
        return wrong(target.place, QStringLiteral("there is no instance %1%2")
                                       .arg(quoted(fault.target),
                                            suggestion(fault.target, m_names.instances() + QStringList{broker})));
    const InstanceSpec *spec = instance(fault.target);
    if (spec && spec->kind == InstanceSpec::Kind::Attach)
        wrong(target.place, QStringLiteral("%1 is attached: somebody else runs it, and nobody here can %2 it")
                                .arg(quoted(fault.target), word));
    if (const YamlNode *data = node.find(QStringLiteral("data")))
        wrong(data->place, QStringLiteral("only the broker has “data” to keep or to lose"));
    if (fault.kind == step::Fault::Kind::Start || fault.kind == step::Fault::Kind::Restart)
        m_started.insert(fault.target);
}

StepReader::Action StepReader::readHeal(const YamlNode &node)
{
    const QString target = node.text;
    if (target == QLatin1String("all"))
        return step::Heal{};
    const bool isKnown = target == broker || m_names.hasInstance(target) || m_names.hasClient(target);
    if (node.isScalar() && !target.isEmpty() && !isKnown && !m_names.isIncomplete())
        wrong(node.place, QStringLiteral("there is nothing called %1 to heal%2")
                              .arg(quoted(target), suggestion(target, m_names.instances() + m_names.clients() +
                                                                          QStringList{broker, QStringLiteral("all")})));
    return step::Heal{target};
}

StepReader::Action StepReader::readSettle(const YamlNode &node)
{
    const Fields fields(node);
    step::Settle settle;
    settle.quiet = fields.duration(QStringLiteral("quiet")).value_or(settle.quiet);
    settle.limit = fields.duration(QStringLiteral("limit")).value_or(settle.limit);
    if (settle.quiet > settle.limit)
        wrong(fields.placeOf(QStringLiteral("quiet")),
              QStringLiteral("“quiet” is longer than “limit”: it could never be quiet for so long"));
    return settle;
}

StepReader::Action StepReader::readExpect(const YamlNode &node)
{
    step::Expect expect;
    const auto add = [&](const YamlNode &each) {
        if (const auto invariant = readInvariant(each, m_mistakes)) {
            expect.invariants.push_back(*invariant);
            m_expected.emplace_back(*invariant, each.place);
        }
    };
    if (!node.isList())
        add(node);
    for (const YamlNode &item : node.items)
        add(item);
    return expect;
}

StepReader::Action StepReader::readRepeat(const YamlNode &node)
{
    const Fields fields(node);
    step::Repeat repeat;
    repeat.times = int(fields.whole(QStringLiteral("times"), 1));
    if (const YamlNode *steps = fields.at(QStringLiteral("steps")))
        repeat.steps = read(*steps);
    return repeat;
}

StepReader::Action StepReader::readParallel(const YamlNode &node)
{
    step::Parallel parallel;
    for (const YamlNode &branch : node.items)
        parallel.branches.push_back(read(branch));
    return parallel;
}

} // namespace crosstalk::scenario
