// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Who is who in a scenario: what a name that a step mentions stands for.

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace crosstalk::scenario {

/// "bob[1..5]" taken apart.
struct NameRange
{
    QString base;
    int first = 0;
    int last = 0;

    static std::optional<NameRange> parse(const QString &text);
    QString name(int number) const { return base + QString::number(number); }
};

class Names
{
public:
    /// False where it is there already.
    bool addInstance(const QString &name);
    bool addClient(const QString &name);
    /// @p name belongs to the range @p base.
    bool addToRange(const QString &base, const QString &name);
    void addRoom(const QString &room) { m_rooms.insert(room); }
    void addSomethingUnknown() { m_isIncomplete = true; }

    bool hasInstance(const QString &name) const { return m_instances.contains(name); }
    bool hasClient(const QString &name) const { return m_clientIndex.contains(name); }
    bool hasRange(const QString &base) const { return m_ranges.contains(base); }
    bool hasRoom(const QString &room) const { return m_rooms.contains(room); }
    /// Some could not be read: then what is not here may well exist.
    bool isIncomplete() const { return m_isIncomplete; }

    const QStringList &instances() const { return m_instances; }
    const QStringList &clients() const { return m_clients; }
    QStringList ranges() const { return m_ranges.keys(); }
    QStringList rooms() const { return m_rooms.values(); }

    /// One, a range by its base or written out, or "all"; empty where it is none of these.
    QStringList clientsOf(const QString &reference) const;

private:
    QStringList m_instances;
    QStringList m_clients;
    QSet<QString> m_clientIndex;
    QHash<QString, QStringList> m_ranges;
    QSet<QString> m_rooms;
    bool m_isIncomplete = false;
};

} // namespace crosstalk::scenario
