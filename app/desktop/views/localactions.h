// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>

class QWidget;

namespace crosstalk {

/// Actions that each view of a kind has for itself, such as copying its rows; their keys hold while it has the focus.
class LocalActions : public QObject
{
    Q_OBJECT
public:
    struct Spec
    {
        const char *iconName;
        QString text;
        QList<QKeySequence> keys; ///< The first is shown.
        QString tip;
    };
    LocalActions(const QList<Spec> &specs, QWidget *view);

    QAction *at(qsizetype number) const { return m_actions.at(number); }
    const QList<QAction *> &all() const { return m_actions; }

private:
    QList<QAction *> m_actions;
};

} // namespace crosstalk
