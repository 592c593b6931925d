// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// A Scenario as YAML, everything said: the form in which it goes into reports, and out of which it can be run again.

#include "app/engine/scenariofile.h"
#include "shared/json.h"
#include "shared/units.h"

#include <QJsonObject>
#include <QRegularExpression>

namespace crosstalk {

namespace {

/// As plain text where no reader of YAML could take it for anything else, be it a number or a word of YAML 1.1.
QByteArray scalar(const QString &text)
{
    static const QRegularExpression plain(
        QStringLiteral("^([A-Za-z][A-Za-z0-9_./-]*|[0-9]+(\\.[0-9]+)?(us|ms|s|min|h|B|KiB|MiB|GiB))$"));
    static const QRegularExpression word(QStringLiteral("^(null|true|false|yes|no|on|off|y|n)$"),
                                         QRegularExpression::CaseInsensitiveOption);
    if (plain.match(text).hasMatch() && !word.match(text).hasMatch())
        return text.toLatin1();
    return json::quoted(text);
}

/// Durations, rates and the like: begin with a digit, and have a unit.
QByteArray scalar(std::chrono::milliseconds duration)
{
    return formatDuration(duration).toLatin1();
}
QByteArray scalar(bool flag)
{
    return flag ? "true" : "false";
}
QByteArray rate(double perSecond)
{
    // Not in exponents, and exact: what is read is what was written.
    QByteArray number = QByteArray::number(perSecond, 'f', 9);
    while (number.endsWith('0'))
        number.chop(1);
    if (number.endsWith('.'))
        number.chop(1);
    return number + "/s";
}

QByteArray list(const QStringList &texts)
{
    QByteArrayList items;
    for (const QString &text : texts)
        items << scalar(text);
    return '[' + items.join(", ") + ']';
}

/// {key: value, …} of what is not empty.
class Mapping
{
public:
    Mapping &add(const char *key, const QByteArray &value)
    {
        if (!value.isEmpty())
            m_entries << key + QByteArray(": ") + value;
        return *this;
    }
    Mapping &addText(const char *key, const QString &text) { return text.isEmpty() ? *this : add(key, scalar(text)); }
    Mapping &addDuration(const char *key, std::optional<std::chrono::milliseconds> duration)
    {
        return duration ? add(key, scalar(*duration)) : *this;
    }
    QByteArray done() const { return '{' + m_entries.join(", ") + '}'; }

private:
    QByteArrayList m_entries;
};

QByteArray broker(const BrokerSpec &spec)
{
    if (!spec.attach.isEmpty())
        return Mapping().addText("attach", spec.attach).done();
    static constexpr const char *words[] = {"none", "aof", "aof-always"};
    return Mapping().add("kind", "redis").add("persistence", words[int(spec.persistence)]).done();
}

QByteArray instance(const InstanceSpec &spec)
{
    Mapping mapping;
    switch (spec.kind) {
    case InstanceSpec::Kind::Ours:
        mapping.add("arguments", list(spec.arguments));
        break;
    case InstanceSpec::Kind::Exec:
        mapping.addText("exec", spec.exec).addText("path", spec.path).addText("ready", spec.ready);
        break;
    case InstanceSpec::Kind::Attach:
        mapping.addText("attach", spec.attach.toString(QUrl::FullyEncoded));
        break;
    }
    mapping.addText("dialect", spec.dialect).addText("system", spec.system);
    if (spec.kind != InstanceSpec::Kind::Attach)
        mapping.add("start", scalar(spec.isStarted));
    return mapping.done();
}

QByteArray client(const ClientSpec &spec)
{
    return Mapping()
        .addText("on", spec.on)
        .add("rooms", list(spec.rooms))
        .add("reconnect", scalar(spec.reconnects))
        .add("connect", scalar(spec.isConnected))
        .done();
}

QByteArray invariant(const Invariant &invariant)
{
    const QJsonValue form = invariant.toJson();
    if (form.isString())
        return scalar(form.toString());
    const QJsonObject object = form.toObject();
    const QJsonObject parameters = object.begin().value().toObject();
    Mapping mapping;
    for (auto each = parameters.begin(); each != parameters.end(); ++each)
        mapping.addText(each.key().toLatin1(), each.value().toString());
    return object.begin().key().toLatin1() + ": " + mapping.done();
}

/// Writes steps, each in a line of its own but for those that have steps in them.
class StepWriter
{
public:
    explicit StepWriter(QByteArray *out)
        : m_out(out)
    {}

    void write(const Steps &steps, int indent)
    {
        for (const Step &step : steps) {
            begin(indent);
            m_indent = indent;
            std::visit(*this, step.action);
        }
    }

    void operator()(const step::Wait &wait) { line("wait", wait.time ? scalar(*wait.time) : QByteArray("joined")); }
    void operator()(const step::Send &send)
    {
        Mapping mapping;
        mapping.add("from", list(send.from));
        if (send.count > 0)
            mapping.add("count", QByteArray::number(send.count));
        mapping.addDuration("duration", send.duration);
        if (send.rate > 0)
            mapping.add("rate", rate(send.rate));
        if (send.window > 0)
            mapping.add("window", QByteArray::number(send.window));
        mapping.add("size", QByteArray::number(send.size));
        line("send", mapping.addText("room", send.room).addText("background", send.background).done());
    }
    void operator()(const step::AwaitBackground &join) { line("join", scalar(join.name)); }
    void operator()(const step::JoinRoom &join)
    {
        line("join", Mapping().add("client", list(join.clients)).addText("room", join.room).done());
    }
    void operator()(const step::LeaveRoom &leave)
    {
        line("leave", Mapping().add("client", list(leave.clients)).addText("room", leave.room).done());
    }
    void operator()(const step::Connect &connect) { line("connect", list(connect.clients)); }
    void operator()(const step::Disconnect &disconnect) { line("disconnect", list(disconnect.clients)); }
    void operator()(const step::Move &move)
    {
        line("move", Mapping().add("client", list(move.clients)).addText("to", move.to).done());
    }
    void operator()(const step::Fault &fault)
    {
        using Kind = step::Fault::Kind;
        static constexpr const char *words[] = {"kill",  "drain", "freeze", "thaw", "restart",
                                                "start", "stall", "abort",  "flood"};
        Mapping mapping;
        mapping.addText(words[int(fault.kind)], fault.target);
        if (fault.kind == Kind::Restart)
            mapping.addDuration("down", fault.down);
        if (fault.kind == Kind::Restart && !fault.keepsData)
            mapping.add("data", "lose");
        if (fault.kind == Kind::Flood)
            mapping.add("count", QByteArray::number(fault.count)).add("size", QByteArray::number(fault.size));
        if (fault.kind == Kind::Freeze || fault.kind == Kind::Stall || fault.kind == Kind::Flood)
            mapping.addDuration("for", fault.duration);
        line("fault", mapping.done());
    }
    void operator()(const step::Heal &heal)
    {
        line("heal", heal.target.isEmpty() ? QByteArray("all") : scalar(heal.target));
    }
    void operator()(const step::Settle &settle)
    {
        line("settle", Mapping().addDuration("quiet", settle.quiet).addDuration("limit", settle.limit).done());
    }
    void operator()(const step::Expect &expect)
    {
        m_out->append("expect:\n");
        for (const Invariant &each : expect.invariants) {
            begin(m_indent + 2);
            m_out->append(invariant(each) + '\n');
        }
    }
    void operator()(const step::Repeat &repeat)
    {
        const int indent = m_indent;
        m_out->append("repeat:\n" + QByteArray(indent + 4, ' ') + "times: " + QByteArray::number(repeat.times) + '\n');
        m_out->append(QByteArray(indent + 4, ' ') + "steps:\n");
        write(repeat.steps, indent + 6);
    }
    void operator()(const step::Parallel &parallel)
    {
        const int indent = m_indent;
        m_out->append("parallel:\n");
        for (const Steps &branch : parallel.branches) {
            m_out->append(QByteArray(indent + 4, ' ') + "-\n");
            write(branch, indent + 6);
        }
    }
    void operator()(const step::Note &note) { line("note", scalar(note.text)); }

private:
    void begin(int indent) { m_out->append(QByteArray(indent, ' ') + "- "); }
    void line(const char *word, const QByteArray &value) { m_out->append(word + QByteArray(": ") + value + '\n'); }

    QByteArray *m_out;
    int m_indent = 0;
};

} // namespace

QByteArray toYaml(const Scenario &scenario)
{
    QByteArray out = "name: " + scalar(scenario.name) + '\n';
    if (!scenario.description.isEmpty())
        out += "description: " + scalar(scenario.description) + '\n';
    out += "claims: " + scalar(scenario.claims) + '\n';
    out += "seed: " + QByteArray::number(scenario.seed) + '\n';
    out += "deadline: " + scalar(scenario.deadline) + '\n';
    out += "history: " + scalar(scenario.history) + '\n';
    out += "broker: " + broker(scenario.broker) + '\n';
    out += "instances:\n";
    for (const InstanceSpec &each : scenario.instances)
        out += "  " + scalar(each.name) + ": " + instance(each) + '\n';
    out += "clients:\n";
    for (const ClientSpec &each : scenario.clients)
        out += "  " + scalar(each.name) + ": " + client(each) + '\n';
    out += "steps:\n";
    StepWriter(&out).write(scenario.steps, 2);
    out += "invariants:\n";
    for (const Invariant &each : scenario.invariants)
        out += "  - " + invariant(each) + '\n';
    return out;
}

} // namespace crosstalk
