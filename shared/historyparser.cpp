// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/history.h"

#include "shared/suggest.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <limits>

namespace crosstalk::history {

namespace {

/// Far beyond any event; what is longer is no history.
constexpr qsizetype lineBytesAtMost = 1024 * 1024;
/// The largest integer that every reader of JSON gets right: RFC 8259, section 6.
constexpr qint64 numberAtMost = qint64{1} << 53;
constexpr qint64 timeAtMost = std::numeric_limits<qint64>::max();

QString described(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    case QJsonValue::String: {
        const QString text = value.toString();
        return text.isEmpty()      ? QStringLiteral("an empty string")
               : text.size() <= 40 ? QStringLiteral("“%1”").arg(text)
                                   : QStringLiteral("“%1…”").arg(text.first(40));
    }
    case QJsonValue::Array:
        return QStringLiteral("an array");
    case QJsonValue::Object:
        return QStringLiteral("an object");
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("nothing");
}

/// Takes members out of an event. The first that is missing or wrong is remembered; what is taken after that does not
/// matter.
class Reader
{
public:
    Reader(const QJsonObject &object, QString event)
        : m_object(object)
        , m_event(std::move(event))
    {}

    const std::optional<Error> &error() const { return m_error; }

    /// Not empty.
    QString name(QLatin1String member) { return text(member, QStringLiteral("a string that is not empty"), 1); }
    /// May be empty.
    QString text(QLatin1String member) { return text(member, QStringLiteral("a string"), 0); }
    qint64 time(QLatin1String member) { return integer(member, 0, timeAtMost); }
    qint64 integer(QLatin1String member, qint64 least, qint64 most)
    {
        const QJsonValue value = m_object.value(member);
        // No number as one out of range: toInteger() gives that for fractions, and for what no qint64 holds.
        const qint64 integer = value.toInteger(least - 1);
        if (integer >= least && integer <= most)
            return integer;
        const QString range = most == timeAtMost ? QStringLiteral("an integer, at least %1").arg(least)
                                                 : QStringLiteral("an integer from %1 to %2").arg(least).arg(most);
        reject(member, value, range);
        return least;
    }
    qint64 integerOr(qint64 usual, QLatin1String member, qint64 least)
    {
        return m_object.contains(member) ? integer(member, least, timeAtMost) : usual;
    }
    std::optional<qint64> optionalTime(QLatin1String member)
    {
        return m_object.contains(member) ? std::optional(time(member)) : std::nullopt;
    }
    double share(QLatin1String member)
    {
        const QJsonValue value = m_object.value(member);
        if (!value.isDouble() || value.toDouble() < 0)
            reject(member, value, QStringLiteral("a number, at least 0"));
        return value.toDouble();
    }
    bool flag(QLatin1String member) { return optionalFlag(member).value_or(false); }
    std::optional<bool> optionalFlag(QLatin1String member)
    {
        const QJsonValue value = m_object.value(member);
        if (value.isUndefined())
            return {};
        if (!value.isBool())
            reject(member, value, QStringLiteral("true or false"));
        return value.toBool();
    }
    QString textOr(const QString &usual, QLatin1String member)
    {
        return m_object.contains(member) ? text(member) : usual;
    }
    QJsonArray array(QLatin1String member)
    {
        const QJsonValue value = m_object.value(member);
        if (!value.isArray())
            reject(member, value, QStringLiteral("an array"));
        return value.toArray();
    }
    QJsonArray arrayOr(const QJsonArray &usual, QLatin1String member)
    {
        return m_object.contains(member) ? array(member) : usual;
    }
    QStringList texts(QLatin1String member)
    {
        QStringList texts;
        const QJsonArray values = array(member);
        for (const auto &value : values) {
            if (!value.isString())
                reject(member, value, QStringLiteral("an array of strings"), QStringLiteral("one of it "));
            texts.append(value.toString());
        }
        return texts;
    }
    ProbeId probe(QLatin1String sender)
    {
        const QString session = name(sender);
        const QString room = text(QLatin1String("room")); // Empty where the server has none.
        return {session, room, static_cast<quint64>(integer(QLatin1String("n"), 1, numberAtMost))};
    }
    InstanceChanged::State state(QLatin1String member)
    {
        using S = InstanceChanged::State;
        static const QHash<QString, S> states{{QStringLiteral("ready"), S::Ready},
                                              {QStringLiteral("down"), S::Down},
                                              {QStringLiteral("exited"), S::Exited},
                                              {QStringLiteral("frozen"), S::Frozen},
                                              {QStringLiteral("thawed"), S::Thawed}};
        const QJsonValue value = m_object.value(member);
        const auto found = states.constFind(value.toString());
        if (found != states.constEnd())
            return *found;
        reject(member, value, QStringLiteral("ready, down, exited, frozen or thawed"));
        return S::Ready;
    }
    void expectVersion()
    {
        const QJsonValue value = m_object.value(QLatin1String("version"));
        if (value.toInteger() != 1)
            reject(QLatin1String("version"), value, QStringLiteral("1, the only one there is"));
    }

private:
    QString text(QLatin1String member, const QString &expected, qsizetype least)
    {
        const QJsonValue value = m_object.value(member);
        QString text = value.toString();
        if (!value.isString() || text.size() < least)
            reject(member, value, expected);
        return text;
    }
    void reject(QLatin1String member, const QJsonValue &value, const QString &expected, const QString &which = {})
    {
        if (m_error)
            return;
        const QString place = QStringLiteral("“%1” of event “%2”").arg(member, m_event);
        if (value.isUndefined())
            m_error = Error{QStringLiteral("Member %1 is missing").arg(place),
                            QStringLiteral("It has to be %1").arg(expected)};
        else
            m_error =
                Error{QStringLiteral("Member %1 has to be %2, but %3is %4")
                          .arg(place, expected, which.isEmpty() ? QStringLiteral("it ") : which, described(value)),
                      {}};
    }

    const QJsonObject &m_object;
    QString m_event;
    std::optional<Error> m_error;
};

// The names of members, each as often as it is read.
constexpr QLatin1String at("at");
constexpr QLatin1String instance("instance");
constexpr QLatin1String session("session");
constexpr QLatin1String room("room");
constexpr QLatin1String from("from");
constexpr QLatin1String fault("fault");

Event readRun(Reader &reader)
{
    Run run;
    reader.expectVersion();
    run.run = reader.name(QLatin1String("run"));
    run.claims = reader.name(QLatin1String("claims"));
    run.deadlineNs = reader.integerOr(run.deadlineNs, QLatin1String("deadlineNs"), 1);
    run.historyNs = reader.integerOr(run.historyNs, QLatin1String("historyNs"), 0);
    run.invariants = reader.array(QLatin1String("invariants"));
    run.expected = reader.arrayOr({}, QLatin1String("expected"));
    return run;
}

using Read = Event (*)(Reader &);

const QHash<QString, Read> &readers()
{
    // Braces evaluate from left to right, so that the first mistake in the order of the members is the one told.
    static const QHash<QString, Read> known{
        {QStringLiteral("run"), readRun},
        {QStringLiteral("instance"),
         [](Reader &r) -> Event {
             return InstanceChanged{r.time(at), r.name(instance), r.state(QLatin1String("state"))};
         }},
        {QStringLiteral("connected"),
         [](Reader &r) -> Event {
             return Connected{r.time(at), r.name(session), r.name(instance)};
         }},
        {QStringLiteral("disconnected"),
         [](Reader &r) -> Event {
             return Disconnected{r.time(at), r.name(session), r.flag(QLatin1String("asked"))};
         }},
        {QStringLiteral("joined"),
         [](Reader &r) -> Event {
             return Joined{r.time(at), r.name(session), r.text(room), r.flag(QLatin1String("echo")),
                           r.optionalFlag(QLatin1String("recovered"))};
         }},
        {QStringLiteral("left"),
         [](Reader &r) -> Event {
             return Left{r.time(at), r.name(session), r.text(room)};
         }},
        {QStringLiteral("sent"),
         [](Reader &r) -> Event {
             return Sent{r.time(at), r.time(QLatin1String("intended")), r.probe(session),
                         r.flag(QLatin1String("awaitsAck"))};
         }},
        {QStringLiteral("acked"),
         [](Reader &r) -> Event {
             return Acked{r.time(at), r.probe(session)};
         }},
        {QStringLiteral("refused"),
         [](Reader &r) -> Event {
             return Refused{r.time(at), r.probe(session), r.text(QLatin1String("code"))};
         }},
        {QStringLiteral("received"),
         [](Reader &r) -> Event {
             return Received{r.time(at),
                             r.name(session),
                             r.probe(from),
                             r.flag(QLatin1String("corrupted")),
                             r.textOr({}, QLatin1String("run")),
                             r.optionalTime(QLatin1String("takenAt"))};
         }},
        {QStringLiteral("tapped"),
         [](Reader &r) -> Event {
             return Tapped{r.time(at), r.probe(from)};
         }},
        {QStringLiteral("fault"),
         [](Reader &r) -> Event {
             return FaultBegan{r.time(at), r.name(fault), r.text(QLatin1String("what")),
                               r.optionalFlag(QLatin1String("excuses")).value_or(true), r.textOr({}, session)};
         }},
        {QStringLiteral("healed"),
         [](Reader &r) -> Event {
             return FaultHealed{r.time(at), r.name(fault)};
         }},
        {QStringLiteral("members"),
         [](Reader &r) -> Event {
             return Members{r.time(at), r.name(instance), r.text(room), r.texts(QLatin1String("members"))};
         }},
        {QStringLiteral("expected"),
         [](Reader &r) -> Event {
             return Expected{r.time(at), r.textOr({}, QLatin1String("where")), r.array(QLatin1String("invariants"))};
         }},
        {QStringLiteral("resources"),
         [](Reader &r) -> Event {
             return Resources{r.time(at), r.name(instance), r.integer(QLatin1String("residentBytes"), 0, timeAtMost)};
         }},
        {QStringLiteral("harness"),
         [](Reader &r) -> Event {
             return Harness{r.time(at), r.time(QLatin1String("lagNs")), r.time(QLatin1String("slipNs")),
                            r.share(QLatin1String("cpu"))};
         }},
        {QStringLiteral("settled"),
         [](Reader &r) -> Event {
             return Settled{r.time(at), r.flag(QLatin1String("interrupted"))};
         }},
    };
    return known;
}

} // namespace

Result<Event> parse(QByteArrayView line)
{
    if (line.size() > lineBytesAtMost)
        return fail(QStringLiteral("The line is longer than 1 MiB"));
    QJsonParseError parseError;
    const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), line.size()), &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return fail(
            QStringLiteral("It is no JSON: %1 near character %2").arg(parseError.errorString()).arg(parseError.offset));
    if (!document.isObject())
        return fail(QStringLiteral("It is no JSON object"));
    const QJsonObject object = document.object();
    const QJsonValue event = object.value(QLatin1String("event"));
    if (!event.isString())
        return fail(event.isUndefined() ? QStringLiteral("Member “event” is missing")
                                        : QStringLiteral("Member “event” is no string"));
    const QString word = event.toString();
    const auto read = readers().constFind(word);
    if (read == readers().constEnd()) {
        QStringList known = readers().keys();
        known.sort();
        const QString near = nearestWord(word, known);
        if (!near.isEmpty())
            return fail(QStringLiteral("Event %1 is unknown").arg(described(event)),
                        QStringLiteral("Did you mean “%1”?").arg(near));
        return fail(QStringLiteral("Event %1 is unknown").arg(described(event)),
                    QStringLiteral("Events are %1").arg(known.join(QLatin1String(", "))));
    }
    Reader reader(object, word);
    Event result = (*read)(reader);
    if (reader.error())
        return tl::unexpected(*reader.error());
    return result;
}

} // namespace crosstalk::history
