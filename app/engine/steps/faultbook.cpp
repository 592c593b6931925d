// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/faultbook.h"

#include "app/engine/steps/stage.h"

#include <algorithm>

namespace crosstalk {

ActiveFault::ActiveFault(const QString &what, const QString &target, Excuses excuses, Stage *stage)
    : QObject(stage->faults())
    , m_stage(stage)
    , m_id(stage->faults()->nextId())
    , m_what(what)
    , m_target(target)
{
    stage->recorder()->record(history::FaultBegan{stage->recorder()->now(), m_id, what, excuses != Excuses::None,
                                                  excuses == Excuses::Target ? target : QString()});
    stage->tell(what);
}

void ActiveFault::undo()
{
    if (m_undo && !m_isHealed)
        m_undo();
}

void ActiveFault::heal()
{
    if (m_stage->faults()->isClosed() || std::exchange(m_isHealed, true))
        return;
    m_stage->recorder()->record(history::FaultHealed{m_stage->recorder()->now(), m_id});
    m_stage->tell(QStringLiteral("%1: over").arg(m_what));
    deleteLater();
    Q_EMIT healed();
}

FaultBook::FaultBook(Stage *stage)
    : QObject(stage)
    , m_stage(stage)
{}

FaultBook::~FaultBook() = default;

ActiveFault *FaultBook::begin(const QString &what, const QString &target, Excuses excuses)
{
    auto *fault = new ActiveFault(what, target, excuses, m_stage);
    m_active.append(fault);
    connect(fault, &ActiveFault::healed, this, [this, fault] {
        m_active.removeOne(fault);
        Q_EMIT changed();
    });
    return fault;
}

QList<ActiveFault *> FaultBook::active(const QString &target) const
{
    QList<ActiveFault *> result;
    for (ActiveFault *fault : m_active) {
        if (target.isEmpty() || fault->target() == target)
            result.append(fault);
    }
    return result;
}

bool FaultBook::isHealing() const
{
    return std::any_of(m_active.begin(), m_active.end(),
                       [](const ActiveFault *fault) { return fault->healsByItself(); });
}

} // namespace crosstalk
