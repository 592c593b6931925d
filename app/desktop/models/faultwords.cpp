// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/faultwords.h"

#include "app/desktop/models/deliverymark.h"
#include "app/desktop/palette.h"

#include <QCoreApplication>
#include <QLocale>

namespace crosstalk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FaultWords)
};

QString titleName(const QString &instance)
{
    return instance.isEmpty() ? Words::tr("Broker") : badgeLetter(instance);
}

QString plainName(const QString &instance)
{
    return instance.isEmpty() ? Words::tr("the broker") : badgeLetter(instance);
}

} // namespace

QString inWords(const Service::Exit &exit)
{
    if (exit.signal == 0)
        return Words::tr("exited with code %1").arg(exit.code);
    return Words::tr("killed by signal %1 (%2)").arg(exit.signal).arg(signalName(exit.signal));
}

QString inShort(const Service::Exit &exit)
{
    return exit.signal == 0 ? inWords(exit) : Words::tr("killed by %1").arg(signalName(exit.signal));
}

QString faultTitle(ServiceFault fault, const QString &instance)
{
    const QString name = titleName(instance);
    switch (fault) {
    case ServiceFault::None:
        return {};
    case ServiceFault::Frozen:
        return Words::tr("%1 frozen").arg(name);
    case ServiceFault::Killed:
        return Words::tr("%1 killed").arg(name);
    case ServiceFault::Stopped:
        return Words::tr("%1 stopped").arg(name);
    case ServiceFault::Ended:
        return Words::tr("%1 ended unasked").arg(name);
    case ServiceFault::NotStarted:
        return Words::tr("%1 did not start").arg(name);
    }
    Q_UNREACHABLE();
}

QString faultTitle(Ailment ailment, const QString &instance)
{
    const QString name = titleName(instance);
    switch (ailment) {
    case Ailment::None:
        return {};
    case Ailment::NotReady:
        return Words::tr("%1 not ready").arg(name);
    case Ailment::Deaf:
        return Words::tr("%1 deaf").arg(name);
    case Ailment::Unreachable:
        return Words::tr("%1 unreachable").arg(name);
    }
    Q_UNREACHABLE();
}

QString faultReason(ServiceFault fault, const QString &instance)
{
    const QString name = plainName(instance);
    switch (fault) {
    case ServiceFault::None:
        return {};
    case ServiceFault::Frozen:
        return Words::tr("%1 is frozen").arg(name);
    case ServiceFault::Killed:
        return Words::tr("%1 is killed").arg(name);
    case ServiceFault::Stopped:
        return Words::tr("%1 is stopped").arg(name);
    case ServiceFault::Ended:
        return Words::tr("%1 has ended").arg(name);
    case ServiceFault::NotStarted:
        return Words::tr("%1 is not started").arg(name);
    }
    Q_UNREACHABLE();
}

QString troubleNow(Trouble::Kind what, const QString &instance)
{
    const QString name = plainName(instance);
    switch (what) {
    case Trouble::Kind::Frozen:
        return faultReason(ServiceFault::Frozen, instance);
    case Trouble::Kind::Killed:
        return faultReason(ServiceFault::Killed, instance);
    case Trouble::Kind::Stopped:
        return faultReason(ServiceFault::Stopped, instance);
    case Trouble::Kind::Ended:
        return Words::tr("%1 is down").arg(name);
    case Trouble::Kind::NotStarted:
        return Words::tr("%1 is not running").arg(name);
    case Trouble::Kind::NotReady:
        return Words::tr("%1 is not ready").arg(name);
    case Trouble::Kind::Deaf:
        return Words::tr("%1 is deaf").arg(name);
    case Trouble::Kind::Unreachable:
        return Words::tr("%1 is unreachable").arg(name);
    }
    Q_UNREACHABLE();
}

QString troubleThen(Trouble::Kind what, const QString &instance)
{
    const QString name = plainName(instance);
    switch (what) {
    case Trouble::Kind::Frozen:
        return Words::tr("%1 was frozen").arg(name);
    case Trouble::Kind::Killed:
        return Words::tr("%1 was killed").arg(name);
    case Trouble::Kind::Stopped:
        return Words::tr("%1 was stopped").arg(name);
    case Trouble::Kind::Ended:
        return Words::tr("%1 had ended").arg(name);
    case Trouble::Kind::NotStarted:
        return Words::tr("%1 was not started").arg(name);
    case Trouble::Kind::NotReady:
        return Words::tr("%1 was not ready").arg(name);
    case Trouble::Kind::Deaf:
        return Words::tr("%1 was deaf").arg(name);
    case Trouble::Kind::Unreachable:
        return Words::tr("%1 was unreachable").arg(name);
    }
    Q_UNREACHABLE();
}

QString healingOf(ServiceFault fault, const QString &instance)
{
    const QString name = plainName(instance);
    switch (fault) {
    case ServiceFault::None:
        return {};
    case ServiceFault::Frozen:
        return Words::tr("Thaw %1 (SIGCONT)").arg(name);
    case ServiceFault::Killed:
    case ServiceFault::Stopped:
    case ServiceFault::Ended:
    case ServiceFault::NotStarted:
        return Words::tr("Start %1 again").arg(name);
    }
    Q_UNREACHABLE();
}

QString healingOf(Ailment ailment, const QString &instance)
{
    return ailment == Ailment::None ? QString() : Words::tr("Restart %1").arg(plainName(instance));
}

QString lastingWords(std::chrono::nanoseconds duration)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    if (seconds < 1) // It goes on, and is shown a moment later: milliseconds would claim too much.
        return Words::tr("%1 s").arg(QLocale().toString(std::chrono::duration<double>(duration).count(), 'f', 1));
    if (seconds < 60)
        return inWords(duration);
    if (seconds < 3600)
        return Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return Words::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

} // namespace crosstalk
