// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/facts.h"

#include "app/desktop/models/clustermodel.h"
#include "app/desktop/models/deliverymark.h"
#include "app/desktop/models/faultwords.h"
#include "app/desktop/palette.h"

#include <QCoreApplication>
#include <QLocale>

namespace crosstalk {

namespace {

using Tone = MarkedRow::Tone;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

/// What is longer would be a page of its own.
constexpr qsizetype shownOfLine = 300;

Tone toneOf(ClusterModel::Tone tone)
{
    switch (tone) {
    case ClusterModel::Tone::Good:
        return Tone::Good;
    case ClusterModel::Tone::Doubtful:
        return Tone::Doubtful;
    case ClusterModel::Tone::Bad:
        return Tone::Bad;
    case ClusterModel::Tone::Quiet:
        return Tone::Muted;
    }
    Q_UNREACHABLE();
}

QString sessionsOn(const ClusterModel *cluster, const InstanceTag &instance)
{
    QStringList lines;
    const QModelIndex section = cluster->section(ClusterModel::Sessions);
    for (int row = 0; row < cluster->rowCount(section); ++row) {
        const auto session = cluster->index(row, 0, section).data(ClusterModel::RowRole).value<SessionRow>();
        if (session.tag == instance)
            lines << (session.room.isEmpty()
                          ? Words::tr("%1, %2").arg(session.name, session.state)
                          : Words::tr("%1 in %2, %3").arg(session.name, session.room, session.state));
    }
    return lines.isEmpty() ? Words::tr("none") : lines.join(QLatin1Char('\n'));
}

QString instancesOn(const ClusterModel *cluster)
{
    QStringList letters;
    const QModelIndex section = cluster->section(ClusterModel::Cluster);
    for (int row = 0; row < cluster->rowCount(section); ++row) {
        const auto service = cluster->index(row, 0, section).data(ClusterModel::RowRole).value<ServiceRow>();
        if (!service.tag.name.isEmpty() && service.pid > 0)
            letters << badgeLetter(service.tag.name);
    }
    return letters.isEmpty() ? Words::tr("none") : letters.join(QStringLiteral(", "));
}

QString spelled(const QList<LogLine> &lines)
{
    QStringList result;
    for (const LogLine &line : lines) {
        const QStringView said = line.said();
        result << line.at.toString(QStringLiteral("HH:mm:ss ")) +
                      said.first(qMin(said.size(), shownOfLine)).toString() +
                      (said.size() > shownOfLine ? QStringLiteral("…") : QString());
    }
    return result.isEmpty() ? Words::tr("none") : result.join(QLatin1Char('\n'));
}

Fact count(const QString &name, quint64 value, const QString &meaning, Tone toneOfAny = Tone::Muted)
{
    return {name, QLocale().toString(value), meaning, false, value > 0 ? toneOfAny : Tone::Muted};
}

} // namespace

Facts serviceFacts(const ClusterModel *cluster, const QModelIndex &index, const QList<LogLine> &lastLines)
{
    const auto row = index.data(ClusterModel::RowRole).value<ServiceRow>();
    const bool isBroker = row.tag.name.isEmpty();
    const bool isMeasured = row.pid > 0 && row.residentBytes > 0;
    const QString reason = index.data(ClusterModel::ReasonRole).toString();
    const QString condition = index.data(ClusterModel::ConditionRole).toString();
    const QDateTime now = QDateTime::currentDateTime();
    const QString since = row.since.date() == now.date() ? row.since.toString(QStringLiteral("HH:mm:ss"))
                                                         : QLocale().toString(row.since, QLocale::ShortFormat);

    Facts facts{{Words::tr("State"),
                 reason.isEmpty() ? condition : Words::tr("%1: %2").arg(condition, reason),
                 {},
                 false,
                 toneOf(index.data(ClusterModel::ToneRole).value<ClusterModel::Tone>())}};
    facts << Fact{Words::tr("Since"), since}
          << Fact{Words::tr("In this state for"), lastingWords(std::chrono::milliseconds(row.since.msecsTo(now)))}
          << Fact{Words::tr("URL"), row.url}
          << Fact{Words::tr("Process id"), row.pid > 0 ? QString::number(row.pid) : QString()}
          << Fact{Words::tr("Program"), row.product};
    if (!isBroker)
        facts << Fact{Words::tr("Dialect"), row.dialect};
    facts << Fact{Words::tr("Memory"), isMeasured ? ClusterModel::memory(row.residentBytes) : QString()}
          << Fact{Words::tr("CPU"),
                  isMeasured && row.cpuPercent >= 0 ? Words::tr("%1 % of one core").arg(row.cpuPercent) : QString()};
    if (!isBroker)
        facts << Fact{Words::tr("Clients"), row.clients < 0 ? QString() : QLocale().toString(row.clients),
                      Words::tr("All that are connected to it, whoever they are.")}
              << Fact{Words::tr("Messages per second"), QLocale().toString(row.messagesPerSecond)}
              << Fact{Words::tr("Sessions on it"), sessionsOn(cluster, row.tag), {}, true}
              << count(Words::tr("Links broken so far"), static_cast<quint64>(row.brokenLinks),
                       Words::tr("Of these sessions, without anybody here having wanted it."), Tone::Doubtful);
    else
        facts << Fact{Words::tr("Instances on it"), instancesOn(cluster),
                      Words::tr("Those that run here; who else talks to it is not asked.")};
    facts << Fact{Words::tr("Last lines of its log"), spelled(lastLines), {}, true};
    return facts;
}

Facts cellFacts(const DeliveryCell &cell)
{
    const auto latency = [&](std::chrono::nanoseconds value) { return cell.isMeasured() ? inWords(value) : QString(); };
    Facts facts;
    if (!cell.why.isEmpty())
        facts << Fact{Words::tr("Reason"), reasonInWords(cell),
                      Words::tr("What is wrong with one of the two, or with the broker, or was when it did the first "
                                "of the harm below."),
                      false, cell.isBad() || cell.isBlocked() ? Tone::Bad : Tone::Doubtful};
    facts << Facts{
        count(Words::tr("Due"), cell.due, Words::tr("Copies that were to reach a receiver, once each.")),
        count(Words::tr("Delivered"), cell.delivered, Words::tr("Of these, what has arrived."), Tone::Good),
        count(Words::tr("Lost"), cell.lost, Words::tr("Of these, what has not come within a second."), Tone::Bad),
        count(Words::tr("Missed"), cell.missed,
              Words::tr("Not due, for a fault was about or the receiver was coming or going, and never received."),
              Tone::Doubtful),
        count(Words::tr("Delayed"), cell.delayed, Words::tr("Came only after it had been counted as lost or missed."),
              Tone::Doubtful),
        count(Words::tr("Twice"), cell.twice, Words::tr("Came more than once."), Tone::Bad),
        count(Words::tr("Out of order"), cell.outOfOrder,
              Words::tr("Came after a later message of the same sender in the same room."), Tone::Bad),
        count(Words::tr("Corrupted"), cell.corrupted, Words::tr("Came, but not as it was sent."), Tone::Bad),
        count(Words::tr("Phantoms"), cell.phantoms,
              Words::tr("Came although nobody had sent it, or its receiver should not have got it."), Tone::Bad),
        count(Words::tr("Refused"), cell.refused,
              Words::tr("Sends on the first instance that its server would not take, whoever they were for."),
              Tone::Bad),
        count(Words::tr("Not sent"), cell.notSent,
              Words::tr("Likewise those that have not left this program: no link, or no room in its queue."),
              Tone::Bad),
        count(Words::tr("Unanswered"), cell.unanswered,
              Words::tr("Likewise those that have had no answer within a second, or whose link broke before it: "
                        "whether the server took them nobody knows."),
              Tone::Doubtful),
        {Words::tr("p50"), latency(cell.p50), Words::tr("Half of what was delivered took no longer than this.")},
        {Words::tr("p99"), latency(cell.p99), Words::tr("99 of 100 took no longer than this.")},
    };
    return facts;
}

QString plainText(const QString &title, const Facts &facts)
{
    QStringList lines{title};
    for (const Fact &fact : facts) {
        const QString value = fact.value.isEmpty() ? QStringLiteral("–") : fact.value;
        lines << fact.name + QStringLiteral(": ") + (fact.isList ? QLatin1Char('\n') + value : value);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace crosstalk
