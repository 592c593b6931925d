// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/localactions.h"

#include "app/desktop/views/icon.h"

#include <QWidget>

namespace crosstalk {

LocalActions::LocalActions(const QList<Spec> &specs, QWidget *view)
    : QObject(view)
{
    for (const Spec &spec : specs) {
        auto *action = new QAction(icon(QLatin1String(spec.iconName)), spec.text, this);
        action->setShortcuts(spec.keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setStatusTip(spec.tip);
        action->setToolTip(spec.tip);
        view->addAction(action);
        m_actions << action;
    }
}

} // namespace crosstalk
