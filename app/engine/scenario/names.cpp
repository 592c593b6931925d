// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario/names.h"

#include <QRegularExpression>

namespace crosstalk::scenario {

std::optional<NameRange> NameRange::parse(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(.+)\\[([0-9]{1,9})\\.\\.([0-9]{1,9})\\]$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    return NameRange{match.captured(1), match.captured(2).toInt(), match.captured(3).toInt()};
}

bool Names::addInstance(const QString &name)
{
    if (hasInstance(name))
        return false;
    m_instances << name;
    return true;
}

bool Names::addClient(const QString &name)
{
    if (hasClient(name))
        return false;
    m_clientIndex.insert(name);
    m_clients << name;
    return true;
}

bool Names::addToRange(const QString &base, const QString &name)
{
    if (!addClient(name))
        return false;
    m_ranges[base] << name;
    return true;
}

QStringList Names::clientsOf(const QString &reference) const
{
    if (reference == QLatin1String("all"))
        return m_clients;
    if (hasClient(reference))
        return {reference};
    if (hasRange(reference))
        return m_ranges.value(reference);
    const auto range = NameRange::parse(reference);
    // It can be no longer than all there are.
    if (!range || range->first > range->last || range->last - range->first >= m_clients.size())
        return {};
    QStringList found;
    for (int number = range->first; number <= range->last; ++number) {
        if (!hasClient(range->name(number)))
            return {};
        found << range->name(number);
    }
    return found;
}

} // namespace crosstalk::scenario
