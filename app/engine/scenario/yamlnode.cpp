// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario/yamlnode.h"

#include "shared/utf8.h"

#include <QSet>

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace crosstalk::scenario {

namespace {

/// What yaml-cpp tells, one event after the other, put together to a tree. After a mistake that leaves no tree, the
/// rest of the events goes nowhere.
class TreeBuilder : public YAML::EventHandler
{
public:
    TreeBuilder(int source, Mistakes &mistakes, YamlLimits limits)
        : m_source(source)
        , m_mistakes(mistakes)
        , m_limits(limits)
    {}

    bool hasFailed() const { return m_hasFailed; }
    std::optional<YamlNode> takeDocument() { return std::exchange(m_document, {}); }

    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        add({YamlNode::Kind::Nothing, {}, false, place(mark), {}, {}}, anchor);
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        // The parser's own tags: "?" of a plain scalar, "!" of a quoted one.
        const bool isQuoted = tag == "!";
        if (!isQuoted && tag != "?")
            checkTag(mark, tag);
        add({YamlNode::Kind::Scalar, QString::fromStdString(value), isQuoted, place(mark), {}, {}}, anchor);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto found = m_anchored.find(anchor);
        if (found == m_anchored.end())
            return fail(place(mark), QStringLiteral("this alias stands for what it is a part of"));
        if (std::ssize(m_open) + found->second.height > m_limits.nesting)
            return failNesting(place(mark));
        if (!charge(found->second.nodes - 1, place(mark)))
            return;
        add(YamlNode(found->second.node), YAML::NullAnchor, found->second.height, found->second.nodes);
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        start(YamlNode::Kind::List, mark, tag, anchor);
    }
    void OnSequenceEnd() override { end(); }

    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        start(YamlNode::Kind::Map, mark, tag, anchor);
    }
    void OnMapEnd() override { end(); }

private:
    /// A list or mapping whose end has not come yet.
    struct Open
    {
        YamlNode node;
        YAML::anchor_t anchor = YAML::NullAnchor;
        int height = 1;              ///< Of what is in it, and itself.
        int nodes = 1;               ///< The same.
        QSet<QString> keys;          ///< Of a mapping.
        std::optional<YamlNode> key; ///< Of a mapping: waits for its value.
    };
    struct Anchored
    {
        YamlNode node;
        int height = 1;
        int nodes = 1;
    };

    Place place(const YAML::Mark &mark) const { return {m_source, std::max(mark.line, 0), std::max(mark.column, 0)}; }

    void fail(const Place &at, const QString &what)
    {
        if (!m_hasFailed)
            m_mistakes.add(at, what);
        m_hasFailed = true;
    }
    void failNesting(const Place &at)
    {
        fail(at, QStringLiteral("nested deeper than %1 levels").arg(m_limits.nesting));
    }

    void checkTag(const YAML::Mark &mark, const std::string &tag)
    {
        if (!tag.empty() && tag != "?" && tag != "!")
            m_mistakes.add(
                place(mark),
                QStringLiteral("tags such as “%1” mean nothing here: leave it out").arg(QString::fromStdString(tag)));
    }

    /// Counts @p nodes more; false where that is more than a scenario needs.
    bool charge(int nodes, const Place &at)
    {
        m_nodes += nodes;
        if (m_nodes > m_limits.nodes)
            fail(at, QStringLiteral("more than %1 values, aliases counted as what they stand for").arg(m_limits.nodes));
        return !m_hasFailed;
    }

    void start(YamlNode::Kind kind, const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor)
    {
        if (m_hasFailed)
            return;
        checkTag(mark, tag);
        if (std::ssize(m_open) >= m_limits.nesting)
            return failNesting(place(mark));
        m_open.push_back({{kind, {}, false, place(mark), {}, {}}, anchor, 1, 1, {}, {}});
    }

    void end()
    {
        if (m_hasFailed)
            return;
        Open open = std::move(m_open.back());
        m_open.pop_back();
        add(std::move(open.node), open.anchor, open.height, open.nodes);
    }

    void add(YamlNode node, YAML::anchor_t anchor, int height = 1, int nodes = 1)
    {
        if (m_hasFailed || !charge(1, node.place))
            return;
        if (anchor != YAML::NullAnchor) {
            if (!charge(nodes, node.place))
                return;
            m_anchored[anchor] = {node, height, nodes};
        }
        if (m_open.empty()) {
            m_document = std::move(node);
            return;
        }
        Open &open = m_open.back();
        open.height = std::max(open.height, height + 1);
        open.nodes += nodes;
        if (open.node.isList())
            open.node.items.push_back(std::move(node));
        else if (!open.key)
            takeKey(open, std::move(node));
        else
            takeValue(open, std::move(node));
    }

    void takeKey(Open &open, YamlNode key)
    {
        if (!key.isScalar() || key.text.isEmpty())
            return fail(key.place, QStringLiteral("a key must be text"));
        open.key = std::move(key);
    }

    void takeValue(Open &open, YamlNode value)
    {
        YamlNode key = std::move(*open.key);
        open.key.reset();
        // Where there is nothing, it is the key that can be pointed at.
        if (value.kind == YamlNode::Kind::Nothing)
            value.place = key.place;
        if (open.keys.contains(key.text)) {
            m_mistakes.add(key.place, QStringLiteral("key “%1” for the second time: it is in line %2 already")
                                          .arg(key.text)
                                          .arg(open.node.find(key.text)->place.line + 1));
            return;
        }
        open.keys.insert(key.text);
        open.node.entries.push_back({std::move(key), std::move(value)});
    }

    int m_source;
    Mistakes &m_mistakes;
    YamlLimits m_limits;
    bool m_hasFailed = false;
    int m_nodes = 0;
    std::vector<Open> m_open;
    std::unordered_map<YAML::anchor_t, Anchored> m_anchored;
    std::optional<YamlNode> m_document;
};

/// The place of byte @p offset.
Place placeOf(const QByteArray &yaml, qsizetype offset, int source)
{
    const QByteArray before = yaml.first(offset);
    return {source, int(before.count('\n')), int(offset - (before.lastIndexOf('\n') + 1))};
}

/// The first byte that no text has, or -1. yaml-cpp takes byte 4 for the end of the text, and guesses encodings.
qsizetype firstBadByte(const QByteArray &yaml)
{
    Utf8Validator validator;
    for (qsizetype i = 0; i < yaml.size(); ++i) {
        const auto byte = quint8(yaml[i]);
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')
            return i;
        if (!validator.feed(QByteArrayView(yaml).sliced(i, 1)))
            return i;
    }
    return validator.isComplete() ? -1 : yaml.size() - 1;
}

} // namespace

const YamlNode *YamlNode::find(const QString &key) const
{
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&key](const Entry &entry) { return entry.key.text == key; });
    return found == entries.end() ? nullptr : &found->value;
}

YamlNode *YamlNode::find(const QString &key)
{
    return const_cast<YamlNode *>(std::as_const(*this).find(key));
}

std::optional<YamlNode> parseYaml(const QByteArray &yaml, int source, Mistakes &mistakes, YamlLimits limits)
{
    if (const qsizetype bad = firstBadByte(yaml); bad >= 0) {
        mistakes.add(placeOf(yaml, bad, source), QStringLiteral("a byte that is no text in UTF-8"));
        return {};
    }
    TreeBuilder builder(source, mistakes, limits);
    try {
        std::istringstream stream(yaml.toStdString());
        YAML::Parser parser(stream);
        if (!parser.HandleNextDocument(builder)) {
            mistakes.add({source, 0, 0}, QStringLiteral("there is nothing in it"));
            return {};
        }
        auto document = builder.takeDocument();
        if (!builder.hasFailed() && parser.HandleNextDocument(builder)) {
            const auto second = builder.takeDocument();
            mistakes.add(second ? second->place : Place{source, 0, 0},
                         QStringLiteral("a second document: a file is one scenario"));
            return {};
        }
        return builder.hasFailed() ? std::nullopt : document;
    } catch (const YAML::Exception &error) {
        // Where the tree was given up before, that is what there is to tell.
        if (!builder.hasFailed())
            mistakes.add({source, std::max(error.mark.line, 0), std::max(error.mark.column, 0)},
                         QStringLiteral("this is no YAML: %1").arg(QString::fromStdString(error.msg)));
        return {};
    }
}

} // namespace crosstalk::scenario
