// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace crosstalk {

/// Names numbered as they appear, from 0: millions of events a second compare integers, not strings.
class Names
{
public:
    int number(const QString &name)
    {
        const auto known = m_numbers.constFind(name);
        if (known != m_numbers.cend())
            return *known;
        const auto number = static_cast<int>(m_names.size());
        m_names.append(name);
        m_numbers.insert(name, number);
        return number;
    }
    /// -1 where it has not appeared.
    int find(const QString &name) const { return m_numbers.value(name, -1); }
    /// Empty where there is no such number.
    QString name(int number) const { return m_names.value(number); }
    const QList<QString> &all() const { return m_names; }

private:
    QHash<QString, int> m_numbers;
    QList<QString> m_names;
};

} // namespace crosstalk
