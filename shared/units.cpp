// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/units.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace crosstalk {
namespace {

struct Unit
{
    QLatin1String name;
    double factor;
};

constexpr std::array durationUnits{
    Unit{QLatin1String("us"), 1.0},   Unit{QLatin1String("ms"), 1e3},   Unit{QLatin1String("s"), 1e6},
    Unit{QLatin1String("min"), 60e6}, Unit{QLatin1String("h"), 3600e6},
};
constexpr std::array sizeUnits{
    Unit{QLatin1String("B"), 1.0},
    Unit{QLatin1String("KiB"), 1024.0},
    Unit{QLatin1String("MiB"), 1024.0 * 1024.0},
    Unit{QLatin1String("GiB"), 1024.0 * 1024.0 * 1024.0},
    Unit{QLatin1String("kB"), 1e3},
    Unit{QLatin1String("MB"), 1e6},
    Unit{QLatin1String("GB"), 1e9},
};

/// The amount in the base unit, rounded to a whole number.
Result<qint64> parse(QStringView text, std::span<const Unit> units, double highest)
{
    const QStringView trimmed = text.trimmed();
    qsizetype digits = 0;
    while (digits < trimmed.size() && (trimmed[digits].isDigit() || trimmed[digits] == u'.'))
        ++digits;
    bool isNumber = false;
    const double number = trimmed.first(digits).toDouble(&isNumber);
    const QStringView name = trimmed.sliced(digits).trimmed();
    QStringList names;
    for (const Unit &unit : units) {
        if (isNumber && name == unit.name) {
            const double amount = number * unit.factor;
            if (amount > highest)
                return fail(QStringLiteral("\"%1\" is too large").arg(text));
            return std::llround(amount);
        }
        names << unit.name;
    }
    if (isNumber && name.isEmpty() && number == 0.0)
        return 0;
    return fail(QStringLiteral("\"%1\" is no number with a unit").arg(text),
                QStringLiteral("Units are %1").arg(names.join(QLatin1String(", "))));
}

/// Three digits that count: 1.24, 12.4, 124.
QString threeDigits(double value)
{
    return QString::number(value, 'f', value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

} // namespace

Result<std::chrono::microseconds> parseDuration(QStringView text)
{
    return parse(text, durationUnits, 1000 * 3600e6).map([](qint64 us) { return std::chrono::microseconds{us}; });
}

Result<qint64> parseSize(QStringView text)
{
    return parse(text, sizeUnits, 1024.0 * 1024.0 * 1024.0 * 1024.0);
}

QString formatDuration(std::chrono::microseconds duration, const QString &space)
{
    struct Form
    {
        QLatin1String unit;
        qint64 us;
        qint64 step; ///< What must divide the duration for it to be told in this unit.
    };
    static constexpr std::array forms{
        Form{QLatin1String("h"), 3'600'000'000, 3'600'000'000},
        Form{QLatin1String("min"), 60'000'000, 60'000'000},
        Form{QLatin1String("s"), 1'000'000, 1'000},
        Form{QLatin1String("ms"), 1'000, 1},
    };
    const qint64 us = duration.count();
    for (const Form &form : forms) {
        if (us >= form.us && us % form.step == 0) {
            QString number = QString::number(us / form.us);
            if (const qint64 rest = us % form.us * 1000 / form.us; rest != 0) {
                number += QStringLiteral(".%1").arg(rest, 3, 10, QLatin1Char('0'));
                while (number.endsWith(QLatin1Char('0')))
                    number.chop(1);
            }
            return number + space + form.unit;
        }
    }
    return QString::number(us) + space + QLatin1String(us == 0 ? "s" : "us");
}

QString formatSize(qint64 bytes, const QString &space)
{
    for (const auto &[unit, factor] : {std::pair{"GiB", qint64{1} << 30}, {"MiB", qint64{1} << 20}, {"KiB", 1024}}) {
        if (bytes != 0 && bytes % factor == 0)
            return QString::number(bytes / factor) + space + QLatin1String(unit);
    }
    return QString::number(bytes) + space + QLatin1Char('B');
}

QString durationText(std::chrono::nanoseconds duration)
{
    using namespace std::chrono_literals;
    if (duration < 0ns)
        return QLatin1Char('-') + durationText(-duration);
    const auto in = [duration](std::chrono::nanoseconds unit) {
        return double(duration.count()) / double(unit.count());
    };
    if (duration == 0ns)
        return QStringLiteral("0 ms");
    if (in(1ms) < 0.9995)
        return QString::number(std::max(in(1ms), 0.001), 'f', 3) + QStringLiteral(" ms");
    if (in(1ms) < 999.5)
        return threeDigits(in(1ms)) + QStringLiteral(" ms");
    if (in(1s) < 99.95)
        return threeDigits(in(1s)) + QStringLiteral(" s");
    const qint64 seconds = std::chrono::round<std::chrono::seconds>(duration).count();
    if (seconds < 3600)
        return QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return QStringLiteral("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString countText(quint64 count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(count);
}

} // namespace crosstalk
