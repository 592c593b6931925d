// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The members of one mapping as what they mean. What is missing, or has not its form (which the Checker has told then),
// is what it is by default.

#include "app/engine/scenario/checker.h"

namespace crosstalk::scenario {

class Fields
{
public:
    explicit Fields(const YamlNode &node)
        : m_node(node)
    {}

    const YamlNode *at(const QString &key) const { return m_node.find(key); }
    bool has(const QString &key) const { return at(key) != nullptr; }
    Place placeOf(const QString &key) const { return has(key) ? at(key)->place : m_node.place; }

    QString text(const QString &key, const QString &otherwise = {}) const
    {
        const YamlNode *node = at(key);
        return node && node->isScalar() ? node->text : otherwise;
    }
    bool flag(const QString &key, bool otherwise) const { return read(key, flagOf).value_or(otherwise); }
    quint64 whole(const QString &key, quint64 otherwise) const { return read(key, wholeOf).value_or(otherwise); }
    double rate(const QString &key) const { return read(key, rateOf).value_or(0); }
    qint64 size(const QString &key, qint64 otherwise) const { return read(key, sizeOf).value_or(otherwise); }
    std::optional<std::chrono::milliseconds> duration(const QString &key) const
    {
        const auto found = read(key, durationOf);
        if (!found)
            return {};
        return std::chrono::duration_cast<std::chrono::milliseconds>(*found);
    }
    /// Of a scalar itself, of a list its scalars.
    std::vector<const YamlNode *> scalars(const QString &key) const
    {
        const YamlNode *node = at(key);
        return node ? scalarsOf(*node) : std::vector<const YamlNode *>();
    }
    static std::vector<const YamlNode *> scalarsOf(const YamlNode &node)
    {
        std::vector<const YamlNode *> found;
        if (node.isScalar())
            found.push_back(&node);
        for (const YamlNode &item : node.items) {
            if (item.isScalar())
                found.push_back(&item);
        }
        return found;
    }

private:
    template<class Read>
    auto read(const QString &key, Read value) const -> decltype(value(std::declval<const YamlNode &>()))
    {
        const YamlNode *node = at(key);
        if (!node)
            return {};
        return value(*node);
    }

    const YamlNode &m_node;
};

} // namespace crosstalk::scenario
