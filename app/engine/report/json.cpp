// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace crosstalk {

namespace {

QJsonValue number(std::chrono::nanoseconds value)
{
    return static_cast<qint64>(value.count());
}

QJsonObject toJson(const Histogram &latency)
{
    QJsonArray percentiles;
    for (const double quantile : {0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999})
        percentiles.append(QJsonObject{{QStringLiteral("quantile"), quantile},
                                       {QStringLiteral("ns"), number(latency.percentile(quantile))}});
    return {{QStringLiteral("count"), static_cast<qint64>(latency.count())},
            {QStringLiteral("maxNs"), number(latency.max())},
            {QStringLiteral("percentiles"), percentiles}};
}

QJsonObject toJson(const LatencySlice &slice)
{
    return {{QStringLiteral("atNs"), number(slice.at)},
            {QStringLiteral("count"), static_cast<qint64>(slice.count)},
            {QStringLiteral("p50Ns"), number(slice.p50)},
            {QStringLiteral("p99Ns"), number(slice.p99)},
            {QStringLiteral("maxNs"), number(slice.max)}};
}

QJsonObject toJson(const FaultBand &fault)
{
    QJsonObject json{{QStringLiteral("what"), fault.what}, {QStringLiteral("fromNs"), number(fault.from)}};
    if (fault.to)
        json[QLatin1String("toNs")] = number(*fault.to);
    return json;
}

template<class Values>
QJsonArray toArray(const Values &values)
{
    QJsonArray array;
    for (const auto &value : values)
        array.append(toJson(value));
    return array;
}

QJsonObject toJson(const RunReport &run)
{
    // A list, for the order is meant.
    QJsonArray environment;
    for (const auto &[name, value] : run.environment)
        environment.append(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("value"), value}});
    return {{QStringLiteral("scenario"), run.scenario},
            {QStringLiteral("file"), run.file},
            {QStringLiteral("yaml"), run.yaml},
            {QStringLiteral("run"), run.run},
            // As text: 64 bits do not fit a double, which is all that many readers have.
            {QStringLiteral("seed"), QString::number(run.seed)},
            {QStringLiteral("repetition"), run.repetition},
            {QStringLiteral("repetitions"), run.repetitions},
            {QStringLiteral("startedAt"), run.startedAt.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("durationNs"), number(run.duration)},
            {QStringLiteral("verdict"), run.verdict.toJson()},
            {QStringLiteral("latency"), toJson(run.latency)},
            {QStringLiteral("slices"), toArray(run.slices)},
            {QStringLiteral("faults"), toArray(run.faults)},
            {QStringLiteral("notes"), QJsonArray::fromStringList(run.notes)},
            {QStringLiteral("environment"), environment},
            {QStringLiteral("history"), run.history}};
}

} // namespace

QByteArray toJson(const QList<RunReport> &runs)
{
    QJsonArray array;
    Judgement worst = runs.isEmpty() ? Judgement::Unknown : Judgement::Pass;
    for (const RunReport &run : runs) {
        array.append(toJson(run));
        worst = worse(worst, run.verdict.judgement);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("schema"), 1},
                                     {QStringLiteral("verdict"), nameOf(worst)},
                                     {QStringLiteral("runs"), array}})
        .toJson();
}

} // namespace crosstalk
