// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A YAML document as a tree of values that know where they stand. What YAML allows and a scenario has no use for (tags,
// keys that are no text, keys twice, more than one document) and what would take all memory (aliases of aliases,
// nesting without end) is refused here; what the tree means is the reader's business.

#include "app/engine/scenario/mistakes.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace crosstalk::scenario {

struct YamlNode
{
    enum class Kind { Nothing, Scalar, List, Map };
    struct Entry;

    Kind kind = Kind::Nothing;
    QString text;          ///< Of Scalar, without quotes.
    bool isQuoted = false; ///< Of Scalar: text, whatever it looks like.
    Place place;
    std::vector<YamlNode> items; ///< Of List.
    std::vector<Entry> entries;  ///< Of Map, in the document's order, each key once.

    bool isScalar() const { return kind == Kind::Scalar; }
    bool isList() const { return kind == Kind::List; }
    bool isMap() const { return kind == Kind::Map; }
    /// The value of a Map's entry; null where there is none.
    const YamlNode *find(const QString &key) const;
    YamlNode *find(const QString &key);
};

struct YamlNode::Entry
{
    YamlNode key; ///< Scalar.
    YamlNode value;
};

struct YamlLimits
{
    int nesting = 64;
    int nodes = 200'000; ///< Aliases count as what they stand for.
};

/// The one document in @p yaml, all its places in @p source. Nothing where it cannot be read; @p mistakes says why.
/// Keys that appear twice are told there as well, and then the first of them is in the tree.
std::optional<YamlNode> parseYaml(const QByteArray &yaml, int source, Mistakes &mistakes, YamlLimits limits = {});

} // namespace crosstalk::scenario
