// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The steps that run beside those that follow, by their names.

#include <QMultiHash>
#include <QObject>

#include <memory>

namespace crosstalk {

class StepRun;

class Background : public QObject
{
    Q_OBJECT
public:
    explicit Background(QObject *parent = nullptr);
    ~Background() override;

    /// Starts it, and keeps it until it is over.
    void add(const QString &name, std::unique_ptr<StepRun> run);
    /// Those of this name; of all, where it is empty.
    bool isRunning(const QString &name = {}) const;
    /// Lets those come to their end that have none of their own. changed() follows.
    void wrapUp(const QString &name = {});
    /// Calls all of them off.
    void clear();

Q_SIGNALS:
    /// One has ended.
    void changed();

private:
    QMultiHash<QString, StepRun *> m_runs;
};

} // namespace crosstalk
