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
}

void FittingToolBar::keepRoomFor(QAction *action, const QStringList &words)
{
    m_words.insert(action, words);
    fit();
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
    const QList<QToolButton *> buttons = middle();
    const QList<int> texts = widthsOfTexts(buttons);
    int wanted = sizeHint().width();
    for (qsizetype i = 0; i < buttons.size(); ++i)
        if (buttons.at(i)->toolButtonStyle() == Qt::ToolButtonIconOnly)
            wanted += texts.at(i);
    int icons = 0;
    while (icons < texts.size() && wanted + (icons < m_icons ? slack : 0) > width())
        wanted -= texts.at(icons++);
    setIcons(icons);
}

void FittingToolBar::setIcons(int icons)
{
    const bool isOther = std::exchange(m_icons, icons) != icons;
    // Each time, for there may be new ones.
    for (QToolButton *button : middle()) {
        const auto style = icons-- > 0 ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
        button->setToolButtonStyle(style);
        button->setMinimumWidth(m_words.contains(button->defaultAction()) ? widthOf(button, style) : 0);
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

QList<int> FittingToolBar::widthsOfTexts(const QList<QToolButton *> &buttons)
{
    QList<int> result;
    for (const QToolButton *button : buttons) {
        const bool isSeen = button->defaultAction()->isVisible();
        result << (isSeen ? widthOf(button, Qt::ToolButtonTextBesideIcon) - widthOf(button, Qt::ToolButtonIconOnly)
                          : 0);
    }
    return result;
}

int FittingToolBar::widthOf(const QToolButton *button, Qt::ToolButtonStyle style)
{
    m_measure->setToolButtonStyle(style);
    m_measure->setFont(button->font());
    m_measure->setIconSize(iconSize());
    m_measure->setIcon(button->icon());
    int result = 0;
    for (const QString &word : m_words.value(button->defaultAction(), {button->text()})) {
        m_measure->setText(word);
        result = qMax(result, m_measure->sizeHint().width());
    }
    return result;
}

bool FittingToolBar::eventFilter(QObject *watched, QEvent *event)
{
    const auto *button = event->type() == QEvent::ToolTip ? qobject_cast<QToolButton *>(watched) : nullptr;
    if (!button || button->toolButtonStyle() != Qt::ToolButtonIconOnly || !button->defaultAction())
        return QToolBar::eventFilter(watched, event);
    const QString tip = QStringLiteral("%1\n%2").arg(button->defaultAction()->iconText(), button->toolTip());
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), tip);
    return true;
}

} // namespace crosstalk
