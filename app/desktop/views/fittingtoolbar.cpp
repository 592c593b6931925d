// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/fittingtoolbar.h"

#include <QAction>
#include <QHelpEvent>
#include <QLayout>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace crosstalk {

namespace {

// Texts come back when there is this much more than they need, so that nothing flickers while an edge is dragged or
// a word changes to another of nearly its length.
constexpr int slack = 16;

} // namespace

FittingToolBar::FittingToolBar(const QString &title, QWidget *parent)
    : QToolBar(title, parent)
    , m_measure(new QToolButton(this))
{
    m_measure->hide();
    m_measure->setAutoRaise(true);
    m_measure->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}

bool FittingToolBar::event(QEvent *event)
{
    const bool isDone = QToolBar::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::FontChange)
        fit();
    return isDone;
}

void FittingToolBar::resizeEvent(QResizeEvent *event)
{
    QToolBar::resizeEvent(event);
    fit();
}

void FittingToolBar::fit()
{
    setNarrow(fullWidth() + (m_isNarrow ? slack : 0) > width());
}

void FittingToolBar::setNarrow(bool isNarrow)
{
    const bool isOther = std::exchange(m_isNarrow, isNarrow) != isNarrow;
    // Each time, for there may be new ones.
    for (QToolButton *button : middle()) {
        button->setToolButtonStyle(isNarrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        button->installEventFilter(this);
    }
    // Now, not after something has been seen to fall off.
    if (isOther)
        layout()->activate();
}

QList<QToolButton *> FittingToolBar::middle() const
{
    const auto all = actions();
    const auto isSeparator = [](const QAction *action) { return action->isSeparator(); };
    const auto first = std::find_if(all.begin(), all.end(), isSeparator);
    const auto last = std::find_if(all.rbegin(), all.rend(), isSeparator);
    QList<QToolButton *> result;
    for (auto each = first; each != all.end() && *each != *last; ++each)
        if (auto *button = qobject_cast<QToolButton *>(widgetForAction(*each)); button && !(*each)->icon().isNull())
            result << button;
    return result;
}

int FittingToolBar::fullWidth()
{
    int result = sizeHint().width();
    for (const QToolButton *button : middle())
        if (button->defaultAction()->isVisible())
            result += widthWithText(button) - button->sizeHint().width();
    return result;
}

int FittingToolBar::widthWithText(const QToolButton *button)
{
    m_measure->setFont(button->font());
    m_measure->setIconSize(iconSize());
    m_measure->setIcon(button->icon());
    m_measure->setText(button->text());
    return m_measure->sizeHint().width();
}

bool FittingToolBar::eventFilter(QObject *watched, QEvent *event)
{
    const auto *button = event->type() == QEvent::ToolTip ? qobject_cast<QToolButton *>(watched) : nullptr;
    if (!button || !m_isNarrow || !button->defaultAction())
        return QToolBar::eventFilter(watched, event);
    const QString tip = QStringLiteral("%1\n%2").arg(button->defaultAction()->iconText(), button->toolTip());
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), tip);
    return true;
}

} // namespace crosstalk
