// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/history.h"

#include "shared/json.h"

#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace crosstalk::history {

namespace {

/// Puts one line together. A run writes one for everything that happens in it, so this goes straight to bytes.
class Line
{
public:
    explicit Line(QByteArrayView event)
    {
        m_bytes.reserve(192);
        m_bytes += R"({"event":")";
        m_bytes += event;
        m_bytes += '"';
    }

    Line &add(QByteArrayView name, qint64 value)
    {
        addName(name);
        addNumber(value);
        return *this;
    }
    Line &add(QByteArrayView name, quint64 value)
    {
        addName(name);
        addNumber(value);
        return *this;
    }
    Line &add(QByteArrayView name, double value)
    {
        addName(name);
        m_bytes += QByteArray::number(std::isfinite(value) ? value : 0, 'g', QLocale::FloatingPointShortest);
        return *this;
    }
    Line &add(QByteArrayView name, bool value)
    {
        addName(name);
        m_bytes += value ? "true" : "false";
        return *this;
    }
    Line &add(QByteArrayView name, const QString &text)
    {
        addName(name);
        addText(text);
        return *this;
    }
    Line &add(QByteArrayView name, const QStringList &texts)
    {
        addName(name);
        m_bytes += '[';
        for (qsizetype i = 0; i < texts.size(); ++i) {
            if (i > 0)
                m_bytes += ',';
            addText(texts[i]);
        }
        m_bytes += ']';
        return *this;
    }
    Line &add(QByteArrayView name, const QJsonArray &array)
    {
        addName(name);
        m_bytes += QJsonDocument(array).toJson(QJsonDocument::Compact);
        return *this;
    }
    QByteArray end()
    {
        m_bytes += "}\n";
        return std::move(m_bytes);
    }

private:
    void addName(QByteArrayView name)
    {
        m_bytes += ",\"";
        m_bytes += name;
        m_bytes += "\":";
    }
    template<class Number>
    void addNumber(Number value)
    {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        m_bytes.append(digits.data(), end - digits.data());
    }
    void addText(const QString &text)
    {
        const bool isPlain = std::all_of(text.begin(), text.end(), [](QChar c) {
            return c.unicode() >= 0x20 && c.unicode() < 0x7F && c != u'"' && c != u'\\';
        });
        if (!isPlain) {
            m_bytes += json::quoted(text);
            return;
        }
        m_bytes += '"';
        for (const QChar c : text)
            m_bytes += static_cast<char>(c.unicode());
        m_bytes += '"';
    }

    QByteArray m_bytes;
};

QByteArrayView wordOf(InstanceChanged::State state)
{
    switch (state) {
    case InstanceChanged::State::Ready:
        return "ready";
    case InstanceChanged::State::Down:
        return "down";
    case InstanceChanged::State::Exited:
        return "exited";
    case InstanceChanged::State::Frozen:
        return "frozen";
    case InstanceChanged::State::Thawed:
        break;
    }
    return "thawed";
}

/// What is usual is left out where a reader assumes it anyway.
struct Writer
{
    QByteArray operator()(const Run &e) const
    {
        Line line("run");
        line.add("version", qint64{1})
            .add("run", e.run)
            .add("claims", e.claims)
            .add("deadlineNs", e.deadlineNs)
            .add("historyNs", e.historyNs)
            .add("invariants", e.invariants);
        if (!e.expected.isEmpty())
            line.add("expected", e.expected);
        return line.end();
    }
    QByteArray operator()(const InstanceChanged &e) const
    {
        return Line("instance")
            .add("at", e.at)
            .add("instance", e.instance)
            .add("state", QString::fromLatin1(wordOf(e.state)))
            .end();
    }
    QByteArray operator()(const Connected &e) const
    {
        return Line("connected").add("at", e.at).add("session", e.session).add("instance", e.instance).end();
    }
    QByteArray operator()(const Disconnected &e) const
    {
        Line line("disconnected");
        line.add("at", e.at).add("session", e.session);
        if (e.asked)
            line.add("asked", true);
        return line.end();
    }
    QByteArray operator()(const Joined &e) const
    {
        Line line("joined");
        line.add("at", e.at).add("session", e.session).add("room", e.room);
        if (e.echo)
            line.add("echo", true);
        if (e.recovered)
            line.add("recovered", *e.recovered);
        return line.end();
    }
    QByteArray operator()(const Left &e) const
    {
        return Line("left").add("at", e.at).add("session", e.session).add("room", e.room).end();
    }
    QByteArray operator()(const Sent &e) const
    {
        Line line("sent");
        line.add("at", e.at).add("intended", e.intended);
        addProbe(line, "session", e.probe);
        if (e.awaitsAck)
            line.add("awaitsAck", true);
        return line.end();
    }
    QByteArray operator()(const Acked &e) const
    {
        Line line("acked");
        line.add("at", e.at);
        return addProbe(line, "session", e.probe).end();
    }
    QByteArray operator()(const Refused &e) const
    {
        Line line("refused");
        line.add("at", e.at);
        return addProbe(line, "session", e.probe).add("code", e.code).end();
    }
    QByteArray operator()(const Received &e) const
    {
        Line line("received");
        line.add("at", e.at).add("session", e.session);
        addProbe(line, "from", e.probe);
        if (e.corrupted)
            line.add("corrupted", true);
        if (!e.run.isEmpty())
            line.add("run", e.run);
        if (e.takenAt)
            line.add("takenAt", *e.takenAt);
        return line.end();
    }
    QByteArray operator()(const Tapped &e) const
    {
        Line line("tapped");
        line.add("at", e.at);
        return addProbe(line, "from", e.probe).end();
    }
    QByteArray operator()(const FaultBegan &e) const
    {
        Line line("fault");
        line.add("at", e.at).add("fault", e.fault).add("what", e.what);
        if (!e.excuses)
            line.add("excuses", false);
        if (!e.session.isEmpty())
            line.add("session", e.session);
        return line.end();
    }
    QByteArray operator()(const FaultHealed &e) const
    {
        return Line("healed").add("at", e.at).add("fault", e.fault).end();
    }
    QByteArray operator()(const Members &e) const
    {
        return Line("members")
            .add("at", e.at)
            .add("instance", e.instance)
            .add("room", e.room)
            .add("members", e.members)
            .end();
    }
    QByteArray operator()(const Expected &e) const
    {
        return Line("expected").add("at", e.at).add("where", e.where).add("invariants", e.invariants).end();
    }
    QByteArray operator()(const Resources &e) const
    {
        return Line("resources")
            .add("at", e.at)
            .add("instance", e.instance)
            .add("residentBytes", e.residentBytes)
            .end();
    }
    QByteArray operator()(const Harness &e) const
    {
        return Line("harness").add("at", e.at).add("lagNs", e.lagNs).add("slipNs", e.slipNs).add("cpu", e.cpu).end();
    }
    QByteArray operator()(const Settled &e) const
    {
        Line line("settled");
        line.add("at", e.at);
        if (e.interrupted)
            line.add("interrupted", true);
        return line.end();
    }

private:
    static Line &addProbe(Line &line, QByteArrayView sender, const ProbeId &probe)
    {
        return line.add(sender, probe.session).add("room", probe.room).add("n", probe.n);
    }
};

} // namespace

QByteArray toLine(const Event &event)
{
    return std::visit(Writer{}, event);
}

qint64 timeOf(const Event &event)
{
    return std::visit(
        [](const auto &e) -> qint64 {
            if constexpr (std::is_same_v<std::decay_t<decltype(e)>, Run>)
                return 0;
            else
                return e.at;
        },
        event);
}

} // namespace crosstalk::history
