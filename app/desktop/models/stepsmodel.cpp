// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/stepsmodel.h"

#include <algorithm>

namespace crosstalk {

struct StepsModel::Node
{
    enum class Kind { Step, Repeat, Parallel, Branch };
    Node *parent = nullptr;
    int row = 0; ///< In its parent.
    Kind kind = Kind::Step;
    QString text;
    int line = 0;
    State state = State::Waiting;
    int rounds = 0; ///< Of Repeat.
    int round = -1; ///< The one it is in, from 0.
    Nodes children;

    Node *add(Kind what, const QString &words, int at)
    {
        auto child = std::make_unique<Node>();
        child->parent = this;
        child->row = static_cast<int>(children.size());
        child->kind = what;
        child->text = words;
        child->line = at;
        return children.emplace_back(std::move(child)).get();
    }
    Node *child(int number) const
    {
        return number >= 0 && number < static_cast<int>(children.size()) ? children[static_cast<size_t>(number)].get()
                                                                         : nullptr;
    }
};

StepsModel::StepsModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{}

StepsModel::~StepsModel() = default;

void StepsModel::setSteps(const Steps &steps)
{
    beginResetModel();
    m_current = nullptr;
    m_root = std::make_unique<Node>();
    build(m_root.get(), steps);
    endResetModel();
}

void StepsModel::build(Node *parent, const Steps &steps)
{
    for (const Step &step : steps) {
        if (const auto *repeat = std::get_if<step::Repeat>(&step.action)) {
            Node *node = parent->add(Node::Kind::Repeat, describe(step), step.line);
            node->rounds = repeat->times;
            build(node, repeat->steps);
        } else if (const auto *parallel = std::get_if<step::Parallel>(&step.action)) {
            Node *node = parent->add(Node::Kind::Parallel, describe(step), step.line);
            for (size_t i = 0; i < parallel->branches.size(); ++i)
                build(node->add(Node::Kind::Branch, tr("branch %1").arg(i + 1), step.line), parallel->branches[i]);
        } else {
            parent->add(Node::Kind::Step, describe(step), step.line);
        }
    }
}

// --- What happens ---

StepsModel::Node *StepsModel::find(const QList<int> &path)
{
    Node *node = m_root.get();
    for (qsizetype i = 0; node && i < path.size(); ++i) {
        // Of a repetition comes the round first, then the step.
        if (node->kind == Node::Kind::Repeat)
            enterRound(node, path.at(i++));
        node = i < path.size() ? node->child(path.at(i)) : nullptr;
    }
    return node;
}

void StepsModel::enterRound(Node *node, int round)
{
    if (node->round == round)
        return;
    node->round = round;
    for (const auto &child : node->children)
        reset(child.get());
    const QModelIndex changed = indexOf(node);
    Q_EMIT dataChanged(changed, changed);
}

void StepsModel::restart()
{
    m_current = nullptr;
    for (const auto &child : m_root->children)
        reset(child.get());
}

void StepsModel::start(const QList<int> &path)
{
    Node *node = find(path);
    if (!node || node == m_root.get())
        return;
    if (node->parent->kind == Node::Kind::Branch)
        set(node->parent, State::Running);
    m_current = node;
    set(node, State::Running);
}

void StepsModel::end(const QList<int> &path)
{
    Node *node = find(path);
    if (!node || node == m_root.get())
        return;
    set(node, State::Done);
    Node *branch = node->parent;
    if (branch->kind == Node::Kind::Branch && node->row + 1 == static_cast<int>(branch->children.size()))
        set(branch, State::Done);
}

void StepsModel::halt()
{
    haltBelow(m_root.get());
}

void StepsModel::haltBelow(Node *node)
{
    for (const auto &child : node->children) {
        if (child->state == State::Running)
            set(child.get(), State::Waiting);
        haltBelow(child.get());
    }
}

void StepsModel::set(Node *node, State state)
{
    if (node->state == state)
        return;
    node->state = state;
    const QModelIndex changed = indexOf(node);
    Q_EMIT dataChanged(changed, changed);
}

void StepsModel::reset(Node *node)
{
    node->round = -1;
    set(node, State::Waiting);
    for (const auto &child : node->children)
        reset(child.get());
}

QModelIndex StepsModel::current() const
{
    return m_current ? indexOf(m_current) : QModelIndex();
}

// --- The tree ---

const StepsModel::Node *StepsModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : m_root.get();
}

QModelIndex StepsModel::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, 0, node);
}

QModelIndex StepsModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *child = column == 0 ? nodeOf(parent)->child(row) : nullptr;
    return child ? createIndex(row, 0, child) : QModelIndex();
}

QModelIndex StepsModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(nodeOf(child)->parent) : QModelIndex();
}

int StepsModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int StepsModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant StepsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node *node = nodeOf(index);
    const auto text = [node] {
        return node->round < 0 ? node->text
                               : tr("%1 · round %2 of %3").arg(node->text).arg(node->round + 1).arg(node->rounds);
    };
    const auto mark = [node] {
        switch (node->state) {
        case State::Waiting:
            return QStringLiteral("·");
        case State::Running:
            return QStringLiteral("▶");
        case State::Done:
            return QStringLiteral("✓");
        }
        Q_UNREACHABLE();
    };
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case Qt::ToolTipRole:
        return tr("Line %1: %2").arg(node->line).arg(text());
    case Qt::AccessibleTextRole:
        return node->state == State::Running ? tr("running: %1").arg(text())
               : node->state == State::Done  ? tr("done: %1").arg(text())
                                             : text();
    case StateRole:
        return QVariant::fromValue(node->state);
    case LineRole:
        return node->line;
    case MarkedRow::MarkRole:
        return mark();
    case MarkedRow::ToneRole:
        return QVariant::fromValue(node->state == State::Running ? MarkedRow::Tone::Active : MarkedRow::Tone::Muted);
    case MarkedRow::WeightRole:
        return QVariant::fromValue(node->state == State::Running   ? MarkedRow::Weight::Strong
                                   : node->state == State::Waiting ? MarkedRow::Weight::Normal
                                                                   : MarkedRow::Weight::Light);
    default:
        return {};
    }
}

} // namespace crosstalk
