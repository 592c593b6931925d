// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/commandpalette.h"

#include "app/desktop/views/commanddelegate.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSettings>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace crosstalk {

namespace {

constexpr QSize sizeAtFirst{640, 420};
constexpr qsizetype mostRemembered = 8;
constexpr int unavailable = 100; ///< Taken from the rank: below all that can be done.
enum Column { Name, Place, Shortcut, Columns };

/// "&Save && quit" → "Save & quit"
QString withoutMnemonics(QString text)
{
    for (qsizetype at = text.indexOf(QLatin1Char('&')); at >= 0; at = text.indexOf(QLatin1Char('&'), at + 1))
        text.remove(at, 1);
    return text;
}

QString recentSetting()
{
    return QStringLiteral("palette/recent");
}

/// The latest first.
QStringList recent()
{
    return QSettings().value(recentSetting()).toStringList();
}

void remember(const QString &key)
{
    QStringList keys = recent();
    keys.removeAll(key);
    keys.prepend(key);
    QSettings().setValue(recentSetting(), QStringList(keys.first(qMin(keys.size(), mostRemembered))));
}

/// 0 where it does not match, more where it matches better: every word must be somewhere.
int rank(const QString &wanted, const QString &name, const QString &rest)
{
    const QStringList words = wanted.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const bool isInAll = std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return name.contains(word, Qt::CaseInsensitive) || rest.contains(word, Qt::CaseInsensitive);
    });
    if (!isInAll)
        return 0;
    const bool isInName = std::all_of(words.begin(), words.end(),
                                      [&](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
    return name.startsWith(wanted.trimmed(), Qt::CaseInsensitive) ? 3 : isInName ? 2 : 1;
}

} // namespace

CommandPalette::CommandPalette(const QMenuBar *menus, QWidget *parent)
    : QDialog(parent)
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
    , m_delegate(new CommandDelegate(this))
    , m_nothing(new QLabel(this))
{
    setWindowTitle(tr("Find an action"));
    for (const QAction *action : menus->actions())
        if (action->menu())
            collect(action->menu(), withoutMnemonics(action->text()));

    m_filter->setPlaceholderText(tr("What do you want to do?"));
    m_filter->setAccessibleName(tr("What to find"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setColumnCount(Columns);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(Place, QHeaderView::Fixed);
    m_list->header()->setSectionResizeMode(Shortcut, QHeaderView::Fixed);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing, 1);
    resize(sizeAtFirst);

    connect(m_filter, &QLineEdit::textChanged, this, &CommandPalette::list);
    connect(m_filter, &QLineEdit::returnPressed, this, &CommandPalette::choose);
    connect(m_list, &QTreeWidget::itemClicked, this, &CommandPalette::choose);
    list({});
    m_filter->setFocus();
}

void CommandPalette::collect(const QMenu *menu, const QString &place)
{
    for (QAction *action : menu->actions()) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        const QString name = withoutMnemonics(action->text());
        if (action->menu())
            collect(action->menu(), tr("%1 › %2").arg(place, name));
        else
            m_commands << Command{action, name, place};
    }
}

void CommandPalette::list(const QString &wanted)
{
    QList<std::pair<int, qsizetype>> found; // By rank, then in the order of the menus.
    const QStringList latest = wanted.trimmed().isEmpty() ? recent() : QStringList();
    for (qsizetype i = 0; i < m_commands.size(); ++i) {
        const Command &command = m_commands.at(i);
        if (!command.action)
            continue;
        int value = rank(wanted, command.name, command.place + QLatin1Char(' ') + command.action->statusTip());
        if (const auto ago = latest.indexOf(command.key()); ago >= 0)
            value += static_cast<int>(mostRemembered - ago);
        if (value > 0)
            found << std::pair(command.action->isEnabled() ? value : value - unavailable, i);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });

    m_delegate->setWanted(wanted);
    m_list->clear();
    for (const auto &[value, i] : std::as_const(found))
        add(i);
    for (const int column : {Place, Shortcut})
        m_list->resizeColumnToContents(column);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setVisible(!found.isEmpty());
    m_nothing->setVisible(found.isEmpty());
    m_nothing->setText(tr("No action has “%1” in its name, its menu or what it does.").arg(wanted.trimmed()));
}

void CommandPalette::add(qsizetype number)
{
    const Command &command = m_commands.at(number);
    auto *item = new QTreeWidgetItem(
        m_list, {command.name, command.place, command.action->shortcut().toString(QKeySequence::NativeText)});
    item->setIcon(Name, command.action->icon());
    item->setTextAlignment(Shortcut, Qt::AlignRight);
    for (int column = 0; column < Columns; ++column)
        item->setToolTip(column, command.action->statusTip());
    item->setData(Name, Qt::UserRole, number);
    item->setDisabled(!command.action->isEnabled());
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QCoreApplication::sendEvent(m_list, event);
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::choose()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    const QPointer<QAction> action = item ? m_commands.at(item->data(Name, Qt::UserRole).toLongLong()).action : nullptr;
    if (!action || !action->isEnabled())
        return;
    remember(m_commands.at(item->data(Name, Qt::UserRole).toLongLong()).key());
    // What it does may want the focus, or open a dialog of its own: once this one is out of the way.
    accept();
    QMetaObject::invokeMethod(action, &QAction::trigger, Qt::QueuedConnection);
}

} // namespace crosstalk
