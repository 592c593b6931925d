// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// The table of all that a scenario file may say. Numbers are limits against typing errors, not of what could be run.

#include "app/engine/scenario/form.h"

#include "client/dialect.h"
#include "shared/invariant.h"

#include <QHash>

#include <limits>

namespace crosstalk::scenario {

namespace {

using Kind = Form::Kind;

constexpr quint64 day = 24 * 3600 * 1000; // ms
constexpr quint64 largestMessage = 16 << 20;
constexpr quint64 messagesAtMost = 1'000'000'000;
constexpr quint64 itemsAtMost = 10'000;

Form form(Kind kind, quint64 lowest = 0, quint64 highest = 0)
{
    Form made;
    made.kind = kind;
    made.lowest = lowest;
    made.highest = highest;
    return made;
}
Form text()
{
    return form(Kind::Text);
}
Form flag()
{
    return form(Kind::Flag);
}
Form whole(quint64 lowest, quint64 highest)
{
    return form(Kind::Whole, lowest, highest);
}
Form duration(quint64 lowestMs = 1, quint64 highestMs = day)
{
    return form(Kind::Duration, lowestMs, highestMs);
}
Form messageSize()
{
    Form made = form(Kind::Size, 0, largestMessage);
    made.isBare = true;
    return made;
}
Form word(const QStringList &words)
{
    Form made = form(Kind::Word);
    made.words = words;
    return made;
}
Form record(std::vector<Key> keys)
{
    Form made = form(Kind::Record);
    made.keys = std::move(keys);
    return made;
}
Form either(std::vector<Form> forms)
{
    Form made = form(Kind::Either);
    made.forms = std::move(forms);
    return made;
}
Form variants(std::vector<Form> forms, bool isDefaultFirst = false)
{
    Form made = either(std::move(forms));
    made.kind = Kind::Variants;
    made.isDefaultFirst = isDefaultFirst;
    return made;
}
Form list(Form of, quint64 lowest, quint64 highest = itemsAtMost)
{
    Form made = form(Kind::List, lowest, highest);
    made.forms = {std::move(of)};
    return made;
}
Form map(const QString &pattern, const QString &hint, Form of, quint64 lowest, quint64 highest)
{
    Form made = form(Kind::Map, lowest, highest);
    made.pattern = pattern;
    made.patternHint = hint;
    made.forms = {std::move(of)};
    return made;
}
Form orNothing(Form of)
{
    of.mayBeNothing = true;
    return of;
}
Form reference(const QString &name)
{
    Form made = form(Kind::Reference);
    made.name = name;
    return made;
}

/// Optional unless required().
Key key(const char *name, Form of, const char *about)
{
    return {QString::fromLatin1(name), std::move(of), QString::fromUtf8(about), false};
}
Key required(const char *name, Form of, const char *about)
{
    Key made = key(name, std::move(of), about);
    made.isRequired = true;
    return made;
}

const QString instanceName = QStringLiteral("^[A-Za-z][A-Za-z0-9_-]{0,63}$");
const QString clientName = QStringLiteral("^[A-Za-z][A-Za-z0-9_-]{0,63}(\\[[0-9]{1,9}\\.\\.[0-9]{1,9}\\])?$");

const QString nameHint = QStringLiteral("a letter, then letters, digits, - and _, at most 64");
const QString rangeHint = nameHint + QStringLiteral("; or a range of these, such as bob[1..5]");

/// Names of clients: one, a range, several of these, or all.
Form clients()
{
    return reference(QStringLiteral("clients"));
}
Form steps()
{
    return reference(QStringLiteral("steps"));
}

QString aboutInvariant(const QString &word)
{
    static const QHash<QString, QString> about{
        {QStringLiteral("latency"), QStringLiteral("A percentile of the time from send to receipt is within a bound.")},
        {QStringLiteral("reconverges"), QStringLiteral("After a fault, every cell delivers again within a time.")},
        {QStringLiteral("memory"), QStringLiteral("The memory of an instance grows by no more than a bound.")},
        {QStringLiteral("inside"), QStringLiteral("Only of what was sent during faults.")},
        {QStringLiteral("outside"), QStringLiteral("Only of what was sent while there was no fault.")},
        {QStringLiteral("per"), QStringLiteral("In each cell by itself.")},
        {QStringLiteral("from"), QStringLiteral("Only of what was sent on this instance.")},
        {QStringLiteral("to"), QStringLiteral("Only of what was received on this instance.")},
        {QStringLiteral("within"), QStringLiteral("How long it may take.")},
        {QStringLiteral("growth"), QStringLiteral("How much more may be resident than after its first second.")},
        {QStringLiteral("instance"), QStringLiteral("Only of this instance.")},
        {QStringLiteral("max"), QStringLiteral("The bound of the longest.")},
    };
    return about.value(word, QStringLiteral("The bound of this percentile."));
}

Form brokerForm()
{
    return variants(
        {record({key("kind", word({QStringLiteral("redis")}), "What kind of broker is started."),
                 key("persistence", word({QStringLiteral("none"), QStringLiteral("aof"), QStringLiteral("aof-always")}),
                     "What it keeps over a restart: nothing, what was written up to a second ago, or everything.")}),
         record({key("attach", text(), "URL of a broker that somebody else runs: redis://host:port.")})},
        true);
}

Form instanceForm()
{
    const Key dialect = key("dialect", word(dialectNames()), "What its clients speak.");
    const Key start = key("start", flag(), "False: only a fault `start` starts it.");
    const Key system = key("system", text(),
                           "Instances of one system deliver to each other, and nothing to another system that shares "
                           "the broker.");
    return orNothing(variants(
        {record({key("arguments", list(text(), 0), "Options of crosstalk-server."), dialect, start, system}),
         record({key("exec", text(), "Command line of any server, with ${port} and ${redis}."), dialect,
                 key("path", text(), "Path of its WebSocket URL."),
                 key("ready", text(),
                     "Regular expression of the line of its output that says that it is ready; else it is when its "
                     "port answers."),
                 start, system}),
         record({key("attach", text(), "WebSocket URL of a server that somebody else runs: ws://host:port/path."),
                 dialect, system})},
        true));
}

Form clientForm()
{
    return record({required("on", either({text(), list(text(), 1)}),
                            "The instance it connects to; of several, a range of clients is spread over them in turn."),
                   key("room", text(), "The room it joins."), key("rooms", list(text(), 0), "The rooms it joins."),
                   key("reconnect", flag(), "False: when its link breaks it stays away."),
                   key("connect", flag(), "False: only a step `connect` connects it.")});
}

Form sendForm()
{
    return record({required("from", clients(), "Who sends."),
                   key("count", whole(1, messagesAtMost), "How many messages each sends."),
                   key("duration", duration(), "How long each sends."),
                   key("rate", form(Kind::Rate, 0, 1'000'000), "How many each sends in a second."),
                   key("window", whole(1, 1'000'000), "How many of each may be on their way at a time."),
                   key("size", messageSize(), "Bytes of text in each message."),
                   key("room", text(), "The room they send to; else each sends to its first."),
                   key("background", text(), "A name, under which it goes on beside the steps that follow.")});
}

Form faultForm()
{
    const Key time = key("for", duration(), "How long, until it heals by itself.");
    const auto instance = [](const char *name, const char *about) { return key(name, text(), about); };
    return variants({record({instance("kill", "An instance or the broker, without warning.")}),
                     record({instance("drain", "An instance, asked to end: its clients are told to go elsewhere.")}),
                     record({instance("freeze", "An instance or the broker stands still, its sockets open."), time}),
                     record({instance("thaw", "What was frozen goes on.")}),
                     record({instance("restart", "An instance or the broker is killed and started again."),
                             key("down", duration(0), "How long it is away."),
                             key("data", word({QStringLiteral("keep"), QStringLiteral("lose")}),
                                 "Whether a broker comes back with what it had written.")}),
                     record({instance("start", "An instance that does not run, or the broker.")}),
                     record({instance("stall", "A client stops reading."), time}),
                     record({instance("abort", "A client's link breaks without a good-bye.")}),
                     record({instance("flood", "A client sends without measure."),
                             key("count", whole(1, messagesAtMost), "How many messages."),
                             key("size", messageSize(), "Bytes of text in each."), time})});
}

/// A word alone or with parameters.
Form invariantForm()
{
    QStringList words;
    std::vector<Form> withParameters;
    for (const QString &name : invariantNames()) {
        const QStringList needed = neededParameters(name);
        if (needed.isEmpty())
            words << name;
        std::vector<Key> keys;
        for (const InvariantParameter &parameter : invariantParameters(name)) {
            using Type = InvariantParameter::Type;
            Form of = text();
            if (parameter.type == Type::Duration) {
                of = form(Kind::Duration, 1, day * 1000);
                of.isFine = true;
            } else if (parameter.type == Type::Size) {
                of = form(Kind::Size, 1, quint64{1} << 40);
            } else if (parameter.type == Type::Faults) {
                of = word({QStringLiteral("faults")});
            } else if (parameter.type == Type::Cell) {
                of = word({QStringLiteral("cell")});
            }
            const bool isRequired = needed.size() == 1 && needed.first() == parameter.name;
            keys.push_back({parameter.name, std::move(of), aboutInvariant(parameter.name), isRequired});
        }
        if (!keys.empty())
            withParameters.push_back(record({{name, record(std::move(keys)), aboutInvariant(name), false}}));
    }
    return either({word(words), variants(std::move(withParameters))});
}

Form stepForm()
{
    const Form invariants =
        either({reference(QStringLiteral("invariant")), list(reference(QStringLiteral("invariant")), 1)});
    std::vector<Form> steps;
    const auto add = [&steps](const char *name, Form of, const char *about) {
        steps.push_back(record({key(name, std::move(of), about)}));
    };
    add("wait", either({word({QStringLiteral("joined")}), duration()}),
        "For a time, or until every client is in its rooms.");
    add("send", sendForm(), "Clients send messages.");
    add("join",
        either({text(), record({required("client", clients(), "Who joins."), required("room", text(), "The room.")})}),
        "Waits for what goes on in the background under this name; or clients join a room.");
    add("leave", record({required("client", clients(), "Who leaves."), required("room", text(), "The room.")}),
        "Clients leave a room.");
    add("connect", clients(), "Clients connect, and join their rooms.");
    add("disconnect", clients(), "Clients close their links, and stay away.");
    add("move", record({required("client", clients(), "Who moves."), required("to", text(), "The instance.")}),
        "Clients go over to another instance.");
    add("fault", faultForm(), "Something breaks.");
    add("heal", text(), "Ends the faults of an instance, a client or the broker; or all.");
    add("settle",
        orNothing(record(
            {key("quiet", duration(), "How long nothing may come."), key("limit", duration(), "How long at most.")})),
        "Waits until nothing that is due is missing and nothing comes any more.");
    add("expect", invariants, "What must hold by now; the run ends here where it does not.");
    add("repeat",
        record({required("times", whole(1, 1'000'000), "How often."),
                required("steps", reference(QStringLiteral("steps")), "What.")}),
        "Takes steps again and again.");
    add("parallel", list(reference(QStringLiteral("steps")), 1, 64),
        "Takes lists of steps side by side, and goes on when all have ended.");
    add("note", text(), "Tells something in the report.");
    return variants(std::move(steps));
}

Form makeScenarioForm()
{
    return record(
        {required("name", text(), "What it is called."), key("description", text(), "What it shows."),
         key("claims",
             word({QStringLiteral("at-most-once"), QStringLiteral("at-least-once"), QStringLiteral("exactly-once")}),
             "What the system under test promises; decides what is due."),
         key("seed", whole(0, std::numeric_limits<quint64>::max()), "Of all that is chosen at random."),
         key("deadline", duration(), "What comes later than that after its send is late."),
         key("history", duration(), "How long a client may be away and still be due what it missed."),
         key("broker", brokerForm(), "The Redis or Valkey between the instances."),
         required("instances", map(instanceName, nameHint, instanceForm(), 1, 64), "The servers, by name."),
         required("clients", map(clientName, rangeHint, clientForm(), 1, itemsAtMost),
                  "Who talks, by name; \"bob[1..5]\" is bob1 to bob5."),
         required("steps", steps(), "What happens, one thing after the other."),
         required("invariants", list(reference(QStringLiteral("invariant")), 1, 1000), "What must hold in the end.")});
}

const QHash<QString, Form> &definitions()
{
    static const QHash<QString, Form> made{
        {QStringLiteral("clients"), either({text(), list(text(), 1, 1000)})},
        {QStringLiteral("steps"), list(reference(QStringLiteral("step")), 1)},
        {QStringLiteral("step"), stepForm()},
        {QStringLiteral("invariant"), invariantForm()},
    };
    return made;
}

} // namespace

const Form &scenarioForm()
{
    static const Form made = makeScenarioForm();
    return made;
}

const Form &definition(const QString &name)
{
    const auto found = definitions().constFind(name);
    Q_ASSERT(found != definitions().constEnd());
    return *found;
}

QStringList definitionNames()
{
    QStringList names = definitions().keys();
    names.sort();
    return names;
}

} // namespace crosstalk::scenario
