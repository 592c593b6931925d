// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The steps of a scenario as a tree, and how far they have got. What is repeated stands there once, with the round it
// is in; what goes on side by side has a row for each branch.

#include "app/desktop/models/markedrow.h"
#include "app/engine/scenario.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace crosstalk {

class StepsModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class State { Waiting, Running, Done };
    Q_ENUM(State)
    enum Role {
        StateRole = Qt::UserRole,
        LineRole, ///< In the file.
    };

    explicit StepsModel(QObject *parent = nullptr);
    ~StepsModel() override;

    void setSteps(const Steps &steps);
    /// All are waiting again.
    void restart();
    // As ScenarioRunner tells it.
    void start(const QList<int> &path);
    void end(const QList<int> &path);
    /// None is running any more.
    void halt();
    /// Of the step that was started last; invalid before.
    QModelIndex current() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;

    static void build(Node *parent, const Steps &steps);
    /// Null where there is none, which a runner of another scenario would ask for.
    Node *find(const QList<int> &path);
    void enterRound(Node *node, int round);
    void set(Node *node, State state);
    void reset(Node *node);
    void haltBelow(Node *node);
    QModelIndex indexOf(const Node *node) const;
    const Node *nodeOf(const QModelIndex &index) const;

    std::unique_ptr<Node> m_root;
    const Node *m_current = nullptr;
};

} // namespace crosstalk
