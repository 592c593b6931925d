// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario/reader.h"

#include "app/engine/scenario/stepreader.h"

#include <QProcess>
#include <QRegularExpression>

#include <algorithm>

namespace crosstalk::scenario {

namespace {

constexpr int clientsAtMost = 10'000;
const QString plain = QStringLiteral("plain");
const QString crosstalkDialect = QStringLiteral("crosstalk");

QString quoted(const QString &text)
{
    return QStringLiteral("“%1”").arg(text);
}

/// Names that steps use for something else.
bool isReserved(const QString &name)
{
    return name == QLatin1String("all") || name == QLatin1String("broker");
}

const InstanceSpec *find(const QList<InstanceSpec> &instances, const QString &name)
{
    const auto found = std::find_if(instances.begin(), instances.end(),
                                    [&name](const InstanceSpec &instance) { return instance.name == name; });
    return found == instances.end() ? nullptr : &*found;
}

} // namespace

Scenario Reader::read(const YamlNode &root)
{
    const Fields fields(root);
    m_scenario.name = fields.text(QStringLiteral("name"));
    m_scenario.description = fields.text(QStringLiteral("description"));
    m_scenario.claims = fields.text(QStringLiteral("claims"), m_scenario.claims);
    m_scenario.seed = fields.whole(QStringLiteral("seed"), m_scenario.seed);
    m_scenario.deadline = fields.duration(QStringLiteral("deadline")).value_or(m_scenario.deadline);
    m_scenario.history = fields.duration(QStringLiteral("history")).value_or(m_scenario.history);
    const YamlNode nothing;
    const auto part = [&](const char *key) -> const YamlNode & {
        const YamlNode *node = fields.at(QString::fromLatin1(key));
        return node ? *node : nothing;
    };
    readBroker(part("broker"));
    readInstances(part("instances"));
    readClients(part("clients"));
    StepReader steps(m_scenario, m_names, m_mistakes);
    m_scenario.steps = steps.read(part("steps"));
    checkBackgrounds(part("steps"), m_mistakes);
    readInvariants(part("invariants"));

    checkClaims(root);
    checkStarts(part("clients"), steps.started());
    const auto judgeable = [&](const Invariant &invariant, const Place &place) {
        if (const QString why = whyNeverJudged(invariant, m_scenario, steps.hasFaults()); !why.isEmpty())
            wrong(place, QStringLiteral("%1 could never be judged: %2").arg(invariant.name(), why));
    };
    for (const auto &[invariant, place] : steps.expected())
        judgeable(invariant, place);
    for (const YamlNode &node : part("invariants").items) {
        Mistakes told; // by readInvariants()
        if (const auto invariant = readInvariant(node, told))
            judgeable(*invariant, node.place);
    }
    return std::move(m_scenario);
}

void Reader::readBroker(const YamlNode &node)
{
    using Persistence = BrokerSpec::Persistence;
    const Fields fields(node);
    const QString persistence = fields.text(QStringLiteral("persistence"));
    if (persistence == QLatin1String("aof"))
        m_scenario.broker.persistence = Persistence::Aof;
    else if (persistence == QLatin1String("aof-always"))
        m_scenario.broker.persistence = Persistence::AofAlways;
    const QString attach = fields.text(QStringLiteral("attach"));
    if (attach.isEmpty())
        return;
    m_scenario.broker.attach = attach;
    const QUrl url(attach, QUrl::StrictMode);
    const bool isSocket = url.scheme() == QLatin1String("unix") && !url.path().isEmpty();
    if (!url.isValid() || !(isSocket || (url.scheme() == QLatin1String("redis") && !url.host().isEmpty())))
        wrong(fields.placeOf(QStringLiteral("attach")),
              QStringLiteral("“attach” of the broker must be a URL such as redis://127.0.0.1:6379, not %1")
                  .arg(quoted(attach)));
}

void Reader::readInstances(const YamlNode &node)
{
    if (node.entries.empty())
        m_names.addSomethingUnknown();
    for (const auto &[key, value] : node.entries) {
        if (isReserved(key.text))
            wrong(key.place, QStringLiteral("an instance cannot be called %1: steps mean something else by it")
                                 .arg(quoted(key.text)));
        m_names.addInstance(key.text);
        m_scenario.instances << readInstance(key.text, value);
    }
}

InstanceSpec Reader::readInstance(const QString &name, const YamlNode &node)
{
    const Fields fields(node);
    InstanceSpec instance;
    instance.name = name;
    if (fields.has(QStringLiteral("exec")))
        readExec(instance, fields);
    else if (fields.has(QStringLiteral("attach")))
        readAttached(instance, fields);
    else
        readArguments(instance, fields);
    const bool isOurs = instance.kind == InstanceSpec::Kind::Ours;
    instance.dialect = fields.text(QStringLiteral("dialect"), isOurs ? crosstalkDialect : plain);
    instance.isStarted = fields.flag(QStringLiteral("start"), true);
    instance.system = fields.text(QStringLiteral("system"));
    static const QRegularExpression systemName(QStringLiteral("^[A-Za-z][A-Za-z0-9_-]{0,63}$"));
    if (!instance.system.isEmpty() && !systemName.match(instance.system).hasMatch())
        wrong(fields.placeOf(QStringLiteral("system")),
              QStringLiteral("“system” must be a letter, then letters, digits, - and _, not %1")
                  .arg(quoted(instance.system)));
    return instance;
}

void Reader::readArguments(InstanceSpec &instance, const Fields &fields)
{
    // What the cluster sets, and how a file says it.
    static const QHash<QString, QString> given{
        {QStringLiteral("name"), QStringLiteral("it is the instance's")},
        {QStringLiteral("listen"), QStringLiteral("each instance gets a port of its own")},
        {QStringLiteral("redis"), QStringLiteral("say “broker”")},
        {QStringLiteral("prefix"), QStringLiteral("say “system”")},
        {QStringLiteral("plain-channel"), QStringLiteral("say “system”")},
    };
    for (const YamlNode *argument : fields.scalars(QStringLiteral("arguments"))) {
        instance.arguments << argument->text;
        const QString option = argument->text.section(u'=', 0, 0);
        if (option.startsWith(QLatin1String("--")) && given.contains(option.sliced(2)))
            wrong(argument->place, QStringLiteral("%1 is set already: %2").arg(option, given.value(option.sliced(2))));
    }
}

void Reader::readExec(InstanceSpec &instance, const Fields &fields)
{
    instance.kind = InstanceSpec::Kind::Exec;
    instance.exec = fields.text(QStringLiteral("exec"));
    instance.path = fields.text(QStringLiteral("path"), instance.path);
    instance.ready = fields.text(QStringLiteral("ready"));
    const Place place = fields.placeOf(QStringLiteral("exec"));
    if (QProcess::splitCommand(instance.exec).isEmpty())
        wrong(place, QStringLiteral("“exec” names no program"));
    static const QRegularExpression variable(QStringLiteral("\\$\\{([^}]*)\\}"));
    const QStringList known{QStringLiteral("port"), QStringLiteral("name"), QStringLiteral("redis"),
                            QStringLiteral("redisHost"), QStringLiteral("redisPort")};
    auto matches = variable.globalMatch(instance.exec);
    while (matches.hasNext()) {
        if (const QString name = matches.next().captured(1); !known.contains(name))
            wrong(place, QStringLiteral("“exec” has ${%1}, which is unknown%2").arg(name, suggestion(name, known)));
    }
    if (!instance.exec.contains(QLatin1String("${port}")))
        wrong(place, QStringLiteral("“exec” must pass ${port} on, or nobody knows where the server listens"));
    if (!instance.path.startsWith(u'/'))
        wrong(fields.placeOf(QStringLiteral("path")),
              QStringLiteral("“path” must begin with /, unlike %1").arg(quoted(instance.path)));
    if (const QRegularExpression ready(instance.ready); !ready.isValid())
        wrong(fields.placeOf(QStringLiteral("ready")),
              QStringLiteral("“ready” is no regular expression: %1").arg(ready.errorString()));
}

void Reader::readAttached(InstanceSpec &instance, const Fields &fields)
{
    instance.kind = InstanceSpec::Kind::Attach;
    const QString text = fields.text(QStringLiteral("attach"));
    instance.attach = QUrl(text, QUrl::StrictMode);
    const bool isWebSocket =
        instance.attach.scheme() == QLatin1String("ws") || instance.attach.scheme() == QLatin1String("wss");
    if (!instance.attach.isValid() || !isWebSocket || instance.attach.host().isEmpty())
        wrong(fields.placeOf(QStringLiteral("attach")),
              QStringLiteral("“attach” must be a URL such as ws://127.0.0.1:9001/ws, not %1").arg(quoted(text)));
}

void Reader::readClients(const YamlNode &node)
{
    if (node.entries.empty())
        m_names.addSomethingUnknown();
    int total = 0;
    for (const auto &[key, value] : node.entries)
        readClient(key, value, &total);
    for (const QString &base : m_names.ranges()) {
        if (m_names.hasClient(base))
            wrong(node.find(base) ? node.find(base)->place : node.place,
                  QStringLiteral("%1 is both a client and the name of a range").arg(quoted(base)));
    }
}

void Reader::readClient(const YamlNode &key, const YamlNode &value, int *total)
{
    const Fields fields(value);
    const auto range = NameRange::parse(key.text);
    if (range && range->first > range->last)
        wrong(key.place, QStringLiteral("the range %1 has no end after its beginning").arg(quoted(key.text)));
    const int count = range ? std::max(0, range->last - range->first + 1) : 1;
    if (*total + count > clientsAtMost) {
        m_names.addSomethingUnknown();
        return wrong(key.place, QStringLiteral("more than %1 clients").arg(clientsAtMost));
    }
    *total += count;

    std::vector<const YamlNode *> on = fields.scalars(QStringLiteral("on"));
    for (const YamlNode *instance : on) {
        if (!m_names.hasInstance(instance->text) && !m_names.isIncomplete())
            wrong(instance->place, QStringLiteral("there is no instance %1%2")
                                       .arg(quoted(instance->text), suggestion(instance->text, m_names.instances())));
    }
    ClientSpec client;
    client.rooms = roomsOf(fields);
    client.reconnects = fields.flag(QStringLiteral("reconnect"), true);
    client.isConnected = fields.flag(QStringLiteral("connect"), true);
    for (int i = 0; i < count; ++i) {
        client.name = range ? range->name(range->first + i) : key.text;
        client.on = on.empty() ? QString() : on[std::size_t(i) % on.size()]->text;
        if (isReserved(client.name) || (range && isReserved(range->base)) || m_names.hasInstance(client.name))
            return wrong(key.place, QStringLiteral("a client cannot be called %1: steps mean something else by it")
                                        .arg(quoted(client.name)));
        if (!(range ? m_names.addToRange(range->base, client.name) : m_names.addClient(client.name)))
            return wrong(key.place, QStringLiteral("there is a client %1 already").arg(quoted(client.name)));
        m_scenario.clients << client;
        checkRooms(client, find(m_scenario.instances, client.on), fields);
    }
}

QStringList Reader::roomsOf(const Fields &fields)
{
    const QString one = QStringLiteral("room");
    const QString several = QStringLiteral("rooms");
    if (fields.has(one) && fields.has(several))
        wrong(fields.placeOf(several), QStringLiteral("either “room” or “rooms”, not both"));
    if (!fields.has(one) && !fields.has(several))
        return ClientSpec().rooms;
    QStringList rooms;
    for (const YamlNode *room : fields.scalars(fields.has(several) ? several : one)) {
        if (rooms.contains(room->text))
            wrong(room->place, QStringLiteral("the room %1 twice").arg(quoted(room->text)));
        if (const QString why = whyNoRoom(room->text, m_scenario); !why.isEmpty())
            wrong(room->place, why);
        rooms << room->text;
        m_names.addRoom(room->text);
    }
    return rooms;
}

/// A server without rooms has one for everybody: who speaks plain is in it by connecting, whatever it is called.
void Reader::checkRooms(const ClientSpec &client, const InstanceSpec *on, const Fields &fields)
{
    for (const QString &room : client.rooms)
        m_names.addRoom(room);
    if (!on || on->dialect != plain)
        return;
    const Place place =
        fields.placeOf(fields.has(QStringLiteral("rooms")) ? QStringLiteral("rooms") : QStringLiteral("room"));
    if (client.rooms.size() != 1)
        return wrong(
            place,
            QStringLiteral("the dialect plain has one room, joined by connecting, not %1").arg(client.rooms.size()));
    if (m_plainRoom.isEmpty())
        m_plainRoom = client.rooms.first();
    if (m_plainRoom != client.rooms.first())
        wrong(place, QStringLiteral("the dialect plain has one room for everybody: it is %1 already, it cannot be %2")
                         .arg(quoted(m_plainRoom), quoted(client.rooms.first())));
}

void Reader::readInvariants(const YamlNode &node)
{
    for (const YamlNode &item : node.items) {
        const auto invariant = readInvariant(item, m_mistakes);
        if (!invariant)
            continue;
        const bool isThere = std::any_of(m_scenario.invariants.begin(), m_scenario.invariants.end(),
                                         [&](const Invariant &other) { return other.toJson() == invariant->toJson(); });
        if (isThere)
            wrong(item.place, QStringLiteral("“%1” for the second time").arg(invariant->label()));
        else
            m_scenario.invariants.push_back(*invariant);
    }
}

void Reader::checkClaims(const YamlNode &root)
{
    if (m_scenario.claims != QLatin1String("at-most-once") && isAllPlain(m_scenario))
        wrong(Fields(root).placeOf(QStringLiteral("claims")),
              QStringLiteral("%1 could never be judged: the dialect plain has no acknowledgements, and what was not "
                             "acknowledged is never due for certain; claim at-most-once")
                  .arg(m_scenario.claims));
}

void Reader::checkStarts(const YamlNode &clients, const QSet<QString> &started)
{
    for (const auto &[key, value] : clients.entries) {
        for (const YamlNode *on : Fields(value).scalars(QStringLiteral("on"))) {
            const InstanceSpec *instance = find(m_scenario.instances, on->text);
            if (instance && !instance->isStarted && !started.contains(on->text))
                wrong(on->place, QStringLiteral("%1 never runs: it is not started at first, and no fault starts it")
                                     .arg(quoted(on->text)));
        }
    }
}

} // namespace crosstalk::scenario
