// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario/overrides.h"

#include <algorithm>

namespace crosstalk::scenario {

namespace {

/// Steps through a path, key by key.
class Path
{
public:
    Path(const QString &text, int source)
        : m_text(text)
        , m_source(source)
    {}

    bool isAtEnd() const { return m_at >= m_text.size(); }
    Place place() const { return {m_source, 0, int(QStringView(m_text).first(m_begin).toUtf8().size())}; }

    /// The next key; of those that @p map has, the longest that fits.
    QString take(const YamlNode &map)
    {
        m_begin = m_at;
        const QStringView rest = QStringView(m_text).sliced(m_at);
        QString longest;
        for (const auto &[key, value] : map.entries) {
            const bool fits = rest == key.text || (rest.startsWith(key.text) && rest.at(key.text.size()) == u'.');
            if (fits && key.text.size() > longest.size())
                longest = key.text;
        }
        if (!longest.isEmpty()) {
            m_at += longest.size() + 1;
            return longest;
        }
        if (rest.startsWith(u'"')) {
            const qsizetype end = rest.indexOf(u'"', 1);
            if (end > 0 && (end + 1 == rest.size() || rest.at(end + 1) == u'.')) {
                m_at += end + 2;
                return rest.sliced(1, end - 1).toString();
            }
        }
        const qsizetype dot = rest.indexOf(u'.');
        m_at += dot < 0 ? rest.size() : dot + 1;
        return (dot < 0 ? rest : rest.first(dot)).toString();
    }

private:
    QString m_text;
    int m_source;
    qsizetype m_at = 0;
    qsizetype m_begin = 0;
};

/// The value of @p key in the mapping, which is made where there is none.
YamlNode *entry(YamlNode &map, const QString &key, const Place &place)
{
    if (YamlNode *found = map.find(key))
        return found;
    YamlNode name;
    name.kind = YamlNode::Kind::Scalar;
    name.text = key;
    name.place = place;
    YamlNode value;
    value.place = place;
    map.entries.push_back({std::move(name), std::move(value)});
    return &map.entries.back().value;
}

YamlNode *item(YamlNode &list, const QString &key, const Place &place, Mistakes &mistakes)
{
    bool isNumber = false;
    const qsizetype index = key.toInt(&isNumber);
    if (isNumber && index >= 0 && index < std::ssize(list.items))
        return &list.items[std::size_t(index)];
    mistakes.add(place, list.items.empty() ? QStringLiteral("the list is empty, it has no item “%1”").arg(key)
                                           : QStringLiteral("“%1” must be the number of an item of a list, 0 to %2")
                                                 .arg(key)
                                                 .arg(list.items.size() - 1));
    return nullptr;
}

/// Places in the value become places in the whole override.
void shift(YamlNode &node, int offset)
{
    if (node.place.line == 0)
        node.place.column += offset;
    for (YamlNode &item : node.items)
        shift(item, offset);
    for (auto &[key, value] : node.entries) {
        shift(key, offset);
        shift(value, offset);
    }
}

} // namespace

void applyOverride(YamlNode &root, const QString &text, int source, Mistakes &mistakes)
{
    const Place beginning{source, 0, 0};
    const qsizetype equals = text.indexOf(u'=');
    if (equals <= 0)
        return mistakes.add(beginning, QStringLiteral("must be a key and its value, such as clients.alice.on=b"));
    Mistakes ofValue;
    // An empty value is an empty text, not a document without anything.
    const QString written = text.sliced(equals + 1);
    auto value = parseYaml(written.trimmed().isEmpty() ? QByteArray("\"\"") : written.toUtf8(), source, ofValue);
    const int offset = int(text.first(equals + 1).toUtf8().size());
    for (const Mistake &mistake : ofValue.sorted())
        mistakes.add({source, mistake.place.line, mistake.place.column + (mistake.place.line == 0 ? offset : 0)},
                     mistake.what);
    if (!value)
        return;
    Path path(text.first(equals), source);
    YamlNode *node = &root;
    while (!path.isAtEnd()) {
        if (node->kind == YamlNode::Kind::Nothing)
            node->kind = YamlNode::Kind::Map;
        const QString key = path.take(*node);
        if (key.isEmpty())
            return mistakes.add(path.place(), QStringLiteral("a key is empty"));
        if (node->isScalar())
            return mistakes.add(
                path.place(),
                QStringLiteral("there is no “%1” in “%2”: that is neither a mapping nor a list").arg(key, node->text));
        node = node->isMap() ? entry(*node, key, path.place()) : item(*node, key, path.place(), mistakes);
        if (!node)
            return;
    }
    shift(*value, offset);
    *node = std::move(*value);
}

} // namespace crosstalk::scenario
