// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/background.h"

#include "app/engine/steps/steprun.h"

namespace crosstalk {

Background::Background(QObject *parent)
    : QObject(parent)
{}

Background::~Background() = default;

void Background::add(const QString &name, std::unique_ptr<StepRun> run)
{
    StepRun *const added = run.release();
    added->setParent(this);
    m_runs.insert(name, added);
    // One that fails ends the whole run.
    connect(added, &StepRun::ended, this, [this, name, added] {
        m_runs.remove(name, added);
        added->deleteLater();
        Q_EMIT changed();
    });
    added->start();
}

bool Background::isRunning(const QString &name) const
{
    return name.isEmpty() ? !m_runs.isEmpty() : m_runs.contains(name);
}

void Background::wrapUp(const QString &name)
{
    const auto runs = name.isEmpty() ? m_runs.values() : m_runs.values(name);
    for (StepRun *run : runs)
        run->wrapUp();
}

void Background::clear()
{
    const auto runs = std::exchange(m_runs, {});
    for (StepRun *run : runs) {
        run->disconnect(this);
        run->deleteLater();
    }
}

} // namespace crosstalk
