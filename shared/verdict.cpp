// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/verdict.h"

#include <QJsonArray>

namespace crosstalk {

namespace {

// Beyond 2^53 a reader of JSON may round it; no run counts that far.
QJsonValue number(quint64 value)
{
    return static_cast<qint64>(value);
}

QJsonValue number(std::chrono::nanoseconds value)
{
    return static_cast<qint64>(value.count());
}

QString toString(Moment::Kind kind)
{
    switch (kind) {
    case Moment::Kind::Sent:
        return QStringLiteral("sent");
    case Moment::Kind::Acked:
        return QStringLiteral("acked");
    case Moment::Kind::Refused:
        return QStringLiteral("refused");
    case Moment::Kind::Tapped:
        return QStringLiteral("tapped");
    case Moment::Kind::Received:
        return QStringLiteral("received");
    case Moment::Kind::Joined:
        return QStringLiteral("joined");
    case Moment::Kind::Left:
        return QStringLiteral("left");
    case Moment::Kind::Connected:
        return QStringLiteral("connected");
    case Moment::Kind::Disconnected:
        return QStringLiteral("disconnected");
    case Moment::Kind::Began:
        return QStringLiteral("fault");
    case Moment::Kind::Healed:
        return QStringLiteral("healed");
    }
    Q_ASSERT(false);
    return {};
}

void insertProbe(QJsonObject &json, const history::ProbeId &probe)
{
    if (probe.n == 0)
        return;
    json[QLatin1String("probe")] = QJsonObject{{QStringLiteral("session"), probe.session},
                                               {QStringLiteral("room"), probe.room},
                                               {QStringLiteral("n"), number(probe.n)}};
}

void insertText(QJsonObject &json, QLatin1String name, const QString &text)
{
    if (!text.isEmpty())
        json[name] = text;
}

QJsonObject toJson(const Moment &moment)
{
    QJsonObject json{{QStringLiteral("atNs"), moment.at}, {QStringLiteral("event"), toString(moment.kind)}};
    insertText(json, QLatin1String("session"), moment.session);
    insertText(json, QLatin1String("instance"), moment.instance);
    insertProbe(json, moment.probe);
    insertText(json, QLatin1String("what"), moment.what);
    if (moment.isOfCounterexample)
        json[QLatin1String("isOfCounterexample")] = true;
    return json;
}

QJsonObject toJson(const Counterexample &example)
{
    QJsonObject json{{QStringLiteral("what"), example.what},
                     {QStringLiteral("atNs"), example.at},
                     {QStringLiteral("faults"), QJsonArray::fromStringList(example.faults)}};
    insertProbe(json, example.probe);
    insertText(json, QLatin1String("receiver"), example.receiver);
    insertText(json, QLatin1String("fromInstance"), example.fromInstance);
    insertText(json, QLatin1String("toInstance"), example.toInstance);
    insertText(json, QLatin1String("attribution"), example.attribution);
    if (example.sentAt)
        json[QLatin1String("sentAtNs")] = *example.sentAt;
    if (example.receivedAt)
        json[QLatin1String("receivedAtNs")] = *example.receivedAt;
    QJsonArray around;
    for (const Moment &moment : example.around)
        around.append(toJson(moment));
    json[QLatin1String("around")] = around;
    return json;
}

QJsonObject toJson(const InvariantVerdict &invariant)
{
    QJsonObject json{{QStringLiteral("name"), invariant.name},
                     {QStringLiteral("label"), invariant.label},
                     {QStringLiteral("verdict"), nameOf(invariant.judgement)},
                     {QStringLiteral("reason"), invariant.reason}};
    if (invariant.counterexample)
        json[QLatin1String("counterexample")] = toJson(*invariant.counterexample);
    return json;
}

void insertFigures(QJsonObject &json, const CellFigures &figures)
{
    json[QLatin1String("due")] = number(figures.due);
    json[QLatin1String("delivered")] = number(figures.delivered);
    json[QLatin1String("late")] = number(figures.late);
    json[QLatin1String("lost")] = number(figures.lost);
    json[QLatin1String("duplicate")] = number(figures.duplicate);
    json[QLatin1String("reordered")] = number(figures.reordered);
    json[QLatin1String("corrupted")] = number(figures.corrupted);
    json[QLatin1String("exposed")] = number(figures.exposed);
    json[QLatin1String("missed")] = number(figures.missed);
    json[QLatin1String("p50Ns")] = number(figures.p50);
    json[QLatin1String("p99Ns")] = number(figures.p99);
}

QJsonObject toJson(const CellFigures &cell)
{
    QJsonObject json{{QStringLiteral("from"), cell.from}, {QStringLiteral("to"), cell.to}};
    insertFigures(json, cell);
    return json;
}

} // namespace

QString nameOf(Judgement judgement)
{
    switch (judgement) {
    case Judgement::Pass:
        return QStringLiteral("pass");
    case Judgement::Fail:
        return QStringLiteral("fail");
    case Judgement::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

Judgement worse(Judgement a, Judgement b)
{
    if (a == Judgement::Fail || b == Judgement::Fail)
        return Judgement::Fail;
    return a == Judgement::Unknown ? a : b;
}

QJsonObject Verdict::toJson() const
{
    QJsonArray judged;
    for (const InvariantVerdict &invariant : invariants)
        judged.append(crosstalk::toJson(invariant));
    QJsonArray matrix;
    for (const CellFigures &cell : cells)
        matrix.append(crosstalk::toJson(cell));
    QJsonObject json{{QStringLiteral("schema"), 1},
                     {QStringLiteral("verdict"), nameOf(judgement)},
                     {QStringLiteral("reason"), reason},
                     {QStringLiteral("interrupted"), interrupted},
                     {QStringLiteral("invariants"), judged},
                     {QStringLiteral("cells"), matrix},
                     {QStringLiteral("sent"), number(sent)},
                     {QStringLiteral("acknowledged"), number(acknowledged)},
                     {QStringLiteral("refused"), number(refused)},
                     {QStringLiteral("indeterminate"), number(indeterminate)},
                     {QStringLiteral("recovered"), number(recovered)},
                     {QStringLiteral("phantoms"), number(phantoms)}};
    insertFigures(json, total);
    return json;
}

int exitCodeOf(Judgement judgement)
{
    switch (judgement) {
    case Judgement::Pass:
        return 0;
    case Judgement::Fail:
        return 1;
    case Judgement::Unknown:
        break;
    }
    return 2;
}

} // namespace crosstalk
