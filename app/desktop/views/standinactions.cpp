// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/standinactions.h"

#include "app/desktop/views/icon.h"

#include <utility>

namespace crosstalk {

StandInActions::StandInActions(const QList<LocalActions::Spec> &specs, QObject *parent)
    : QObject(parent)
{
    for (const LocalActions::Spec &spec : specs) {
        // The key is only shown: of a shortcut, the menu bar itself would hear while one walks through it.
        const QString key = spec.keys.value(0).toString(QKeySequence::NativeText);
        auto *action = new QAction(icon(QLatin1String(spec.iconName)), spec.text + QLatin1Char('\t') + key, this);
        action->setStatusTip(spec.tip);
        action->setEnabled(false);
        m_actions << action;
    }
}

void StandInActions::standInFor(const LocalActions *view)
{
    for (const auto &link : std::exchange(m_links, {}))
        disconnect(link);
    for (qsizetype i = 0; i < m_actions.size(); ++i) {
        QAction *own = m_actions.at(i);
        const QAction *other = view ? view->at(i) : nullptr;
        const auto follow = [own, other] { own->setEnabled(other && other->isEnabled() && other->isVisible()); };
        follow();
        if (!other)
            continue;
        m_links << connect(own, &QAction::triggered, other, &QAction::trigger)
                << connect(other, &QAction::changed, own, follow)
                << connect(other, &QObject::destroyed, own, [own] { own->setEnabled(false); });
    }
}

} // namespace crosstalk
