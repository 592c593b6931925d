// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/deliverymark.h"

#include <QCoreApplication>
#include <QLocale>

namespace crosstalk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DeliveryMark)
};

/// "carol", "bob, carol", "bob, carol and 3 more".
QString names(const QList<QString> &sessions)
{
    constexpr qsizetype shown = 2;
    const QString first = QStringList(sessions.first(qMin(sessions.size(), shown))).join(QStringLiteral(", "));
    return sessions.size() > shown ? Words::tr("%1 and %2 more").arg(first).arg(sessions.size() - shown) : first;
}

/// "2 of 3": who has it, of all that were there, due or not by now.
QString share(const Delivery &delivery)
{
    return Words::tr("%1 of %2").arg(delivery.reached()).arg(delivery.audience());
}

} // namespace

QString DeliveryMark::inFull() const
{
    const QString withCode = code.isEmpty() ? text : Words::tr("%1 (code %2)").arg(text, code);
    return reason.isEmpty() ? withCode : withCode + QStringLiteral(" · ") + reason;
}

QString refusalInWords(const QString &code)
{
    // As the README lists them.
    if (code == QLatin1String("broker-unavailable"))
        return Words::tr("the server cannot reach its broker");
    if (code == QLatin1String("too-many-rooms"))
        return Words::tr("in too many rooms already");
    if (code == QLatin1String("malformed"))
        return Words::tr("the server cannot read it");
    if (code == QLatin1String("bad-request"))
        return Words::tr("something in it is missing or wrong");
    if (code == QLatin1String("unknown-op"))
        return Words::tr("the server does not know how to do that");
    return {};
}

bool isNotSent(const QString &code)
{
    return code == QLatin1String("not-open") || code == QLatin1String("congested") ||
           code == QLatin1String("unsendable");
}

QString reasonOfRefusal(const QString &code)
{
    if (code == QLatin1String("not-open"))
        return Words::tr("no link");
    if (code == QLatin1String("congested"))
        return Words::tr("too much is waiting already");
    if (code == QLatin1String("unsendable"))
        return Words::tr("the dialect cannot carry it");
    const QString words = refusalInWords(code);
    // Of another server's making: the code says more than nothing.
    return words.isEmpty() ? Words::tr("code %1").arg(code) : words;
}

QString inWords(std::chrono::nanoseconds duration)
{
    const QLocale locale;
    const auto number = [&](double value) { return locale.toString(value, 'f', value < 9.95 ? 1 : 0); };
    const double microseconds = static_cast<double>(duration.count()) / 1e3;
    if (microseconds < 99.5)
        return Words::tr("%1 µs").arg(number(microseconds));
    if (microseconds < 999'500)
        return Words::tr("%1 ms").arg(number(microseconds / 1e3));
    return Words::tr("%1 s").arg(number(microseconds / 1e6));
}

QString delayInWords(std::chrono::nanoseconds delay)
{
    return Words::tr("delayed %1").arg(inWords(delay));
}

QString momentInWords(std::chrono::nanoseconds sinceStart)
{
    return Words::tr("%1 s").arg(QLocale().toString(static_cast<double>(sinceStart.count()) / 1e9, 'f', 3));
}

namespace {

DeliveryMark describeRefusal(const QString &code)
{
    return {DeliveryMark::Kind::Refused, Words::tr("✗ refused: %1").arg(reasonOfRefusal(code)),
            refusalInWords(code).isEmpty() ? QString() : code};
}

DeliveryMark describeNotSent(const QString &code)
{
    return {DeliveryMark::Kind::NotSent, Words::tr("✗ not sent: %1").arg(reasonOfRefusal(code)), code};
}

DeliveryMark describeDue(const Delivery &delivery, SendTrouble trouble, bool isOverdue, bool awaitsAck)
{
    using Kind = DeliveryMark::Kind;
    const QString received = share(delivery);
    const QString reached = delivery.reached() > 0 ? QStringLiteral(" · ") + received : QString();

    if (trouble == SendTrouble::NotSent)
        return describeNotSent(QStringLiteral("not-open"));
    if (trouble == SendTrouble::Congested)
        return describeNotSent(QStringLiteral("congested"));
    if (trouble == SendTrouble::Unsendable)
        return describeNotSent(QStringLiteral("unsendable"));
    if (delivery.outcome == Delivery::Outcome::Refused)
        return describeRefusal(delivery.refusedWith);
    if (trouble == SendTrouble::Indeterminate || delivery.outcome == Delivery::Outcome::Indeterminate)
        return {Kind::Indeterminate, Words::tr("? no answer, it may have arrived") + reached};

    const bool isAcknowledged = delivery.outcome == Delivery::Outcome::Acknowledged;
    const QString tick = isAcknowledged ? QStringLiteral("✓ ") : QString();
    if (isOverdue && delivery.isOpen())
        return {Kind::Missing, Words::tr("not acknowledged")};
    if (isOverdue && delivery.delivered < delivery.due)
        return {Kind::Missing, tick + Words::tr("%1 · %2 missing").arg(received, names(delivery.missing))};
    if (isOverdue && delivery.ownDue && !delivery.ownDelivered)
        return {Kind::Missing, tick + Words::tr("%1 · not heard by its sender").arg(received)};
    if (isOverdue && awaitsAck && !isAcknowledged)
        return {Kind::Missing, Words::tr("not acknowledged") + reached};
    if (awaitsAck && !isAcknowledged)
        return {Kind::Sending, Words::tr("sent")};
    if (delivery.reached() > 0 && delivery.delivered == delivery.due)
        return {Kind::Delivered, Words::tr("✓✓ %1 · %2").arg(received, inWords(delivery.slowest))};
    if (delivery.audience() == 0)
        return {Kind::Acknowledged, tick + Words::tr("nobody else here")};
    return {isAcknowledged || delivery.due == 0 ? Kind::Acknowledged : Kind::Sending,
            (isAcknowledged ? QStringLiteral("✓") : Words::tr("sent")) + reached};
}

/// Everybody has it, and that is all the answer there will be, or was for too long.
bool hasArrivedUnanswered(const Delivery &delivery, const Hindsight &hindsight)
{
    const bool isWithoutAnswer =
        delivery.outcome == Delivery::Outcome::Indeterminate || (delivery.isUnanswered() && hindsight.delay);
    return isWithoutAnswer && delivery.reached() > 0 && delivery.reached() == delivery.audience();
}

DeliveryMark describeArrival(const Delivery &delivery, const Hindsight &hindsight)
{
    const auto after = hindsight.delay.value_or(delivery.slowest);
    return {hindsight.delay ? DeliveryMark::Kind::Delayed : DeliveryMark::Kind::Delivered,
            Words::tr("arrived after %1 · %2").arg(inWords(after), share(delivery)), QString(), hindsight.reason};
}

} // namespace

DeliveryMark describe(const Delivery &delivery, SendTrouble trouble, bool isOverdue, bool awaitsAck,
                      const Hindsight &hindsight)
{
    using Kind = DeliveryMark::Kind;
    if (hasArrivedUnanswered(delivery, hindsight))
        return describeArrival(delivery, hindsight);
    DeliveryMark mark = describeDue(delivery, trouble, isOverdue, awaitsAck);
    const bool isWell = mark.kind == Kind::Delivered || mark.kind == Kind::Acknowledged;
    if (isWell && delivery.audience() > 0 && (hindsight.delay || !delivery.missed.isEmpty()))
        mark.text =
            (delivery.reached() == delivery.audience() ? Words::tr("✓✓ %1") : Words::tr("✓ %1")).arg(share(delivery));
    if (isWell && hindsight.delay) {
        mark.text += QStringLiteral(" · ") + delayInWords(*hindsight.delay);
        mark.kind = Kind::Delayed;
    }
    if (!delivery.missed.isEmpty()) {
        mark.text += Words::tr(" · %1 missed it").arg(names(delivery.missed));
        mark.kind = isWell ? Kind::Missed : mark.kind;
    }
    mark.reason = hindsight.reason;
    return mark;
}

DeliveryMark sentAgain(const DeliveryMark &mark)
{
    const bool wasRefused = mark.kind == DeliveryMark::Kind::Refused;
    return {DeliveryMark::Kind::SentAgain,
            wasRefused ? Words::tr("refused · sent again") : Words::tr("not sent · sent again"), mark.code};
}

DeliveryMark unsentBefore()
{
    return {DeliveryMark::Kind::NotSent, Words::tr("✗ not sent in an earlier session")};
}

} // namespace crosstalk
