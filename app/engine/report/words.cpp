// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/words.h"

#include <algorithm>

namespace crosstalk {

namespace {

bool isHarmless(QChar c)
{
    const char16_t unit = c.unicode();
    return (unit >= 0x20 && unit < 0x7F) || unit == u'\n' || unit == u'\t';
}

/// What stands for one UTF-16 unit that is no part of a surrogate pair.
QChar shown(QChar c)
{
    const char16_t unit = c.unicode();
    if (isHarmless(c))
        return c;
    if (unit < 0x20)
        return QChar(0x2400 + unit);
    if (unit == 0x7F)
        return QChar(0x2421);
    const bool isControl = unit >= 0x80 && unit < 0xA0;
    const bool turnsDirection = (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069);
    const bool isNoCharacter = c.isSurrogate() || unit >= 0xFFFE;
    return isControl || turnsDirection || isNoCharacter ? QChar(QChar::ReplacementCharacter) : c;
}

/// "alice on a", or whichever of them is known.
QString placed(const QString &session, const QString &instance)
{
    if (session.isEmpty())
        return instance.isEmpty() ? QStringLiteral("somebody") : QStringLiteral("instance %1").arg(instance);
    return instance.isEmpty() ? session : QStringLiteral("%1 on %2").arg(session, instance);
}

} // namespace

QString printable(const QString &text)
{
    if (std::all_of(text.begin(), text.end(), isHarmless))
        return text;
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            result += text[i];
            result += text[++i];
        } else {
            result += shown(text[i]);
        }
    }
    return result;
}

QString printableLine(QString text)
{
    for (QChar &c : text) {
        if (c == QLatin1Char('\n'))
            c = QChar(0x240A);
    }
    return printable(text);
}

QString timeText(qint64 atNs)
{
    return QString::number(double(atNs) / 1e9, 'f', 4) + QStringLiteral(" s");
}

QString describe(const Moment &moment)
{
    const QString who = placed(moment.session, moment.instance);
    const auto number = QStringLiteral("#%1").arg(moment.probe.n);
    const QString room = moment.probe.room;
    // A server without rooms has one without a name.
    const QString toRoom = room.isEmpty() ? QString() : QStringLiteral(" to ") + room;
    const QString whose = QStringLiteral("%1's %2").arg(moment.probe.session, number) +
                          (room.isEmpty() ? QString() : QStringLiteral(" in ") + room);
    const QString aRoom = room.isEmpty() ? QStringLiteral("a room") : room;
    QString text;
    switch (moment.kind) {
    case Moment::Kind::Sent:
        text = QStringLiteral("%1 sends %2%3").arg(who, number, toRoom);
        break;
    case Moment::Kind::Acked:
        text = QStringLiteral("%1 is told that %2%3 was taken").arg(who, number, toRoom);
        break;
    case Moment::Kind::Refused:
        text = QStringLiteral("%1 is told that %2%3 was refused").arg(who, number, toRoom);
        break;
    case Moment::Kind::Tapped:
        text = QStringLiteral("the broker carries %1").arg(whose);
        break;
    case Moment::Kind::Received:
        text = QStringLiteral("%1 receives %2").arg(who, whose);
        break;
    case Moment::Kind::Joined:
        text = QStringLiteral("%1 joins %2").arg(who, aRoom);
        break;
    case Moment::Kind::Left:
        text = QStringLiteral("%1 leaves %2").arg(who, aRoom);
        break;
    case Moment::Kind::Connected:
        text = QStringLiteral("%1 connects").arg(who);
        break;
    case Moment::Kind::Disconnected:
        text = QStringLiteral("%1 is disconnected").arg(who);
        break;
    case Moment::Kind::Began:
        return printableLine(QStringLiteral("fault: %1").arg(moment.what));
    case Moment::Kind::Healed:
        return printableLine(QStringLiteral("healed: %1").arg(moment.what));
    }
    if (!moment.what.isEmpty())
        text += QStringLiteral(" (%1)").arg(moment.what);
    return printableLine(text);
}

QStringList describe(const Counterexample &example)
{
    QStringList lines{printableLine(example.what)};
    if (!example.attribution.isEmpty())
        lines.append(printableLine(QStringLiteral("Seen on the broker: %1").arg(example.attribution)));
    if (!example.faults.isEmpty())
        lines.append(printableLine(QStringLiteral("Faults then: %1").arg(example.faults.join(QStringLiteral(", ")))));
    qsizetype width = 0;
    for (const Moment &moment : example.around)
        width = std::max(width, timeText(moment.at).size());
    for (const Moment &moment : example.around)
        lines.append(QStringLiteral("%1 %2 %3")
                         .arg(moment.isOfCounterexample ? QLatin1String(">") : QLatin1String(" "),
                              timeText(moment.at).rightJustified(width), describe(moment)));
    return lines;
}

} // namespace crosstalk
