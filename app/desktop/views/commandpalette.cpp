// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/commandpalette.h"

#include "app/desktop/palette.h"
#include "app/desktop/views/commanddelegate.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPainter>
#include <QSettings>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace crosstalk {

namespace {

constexpr QSize sizeAtFirst{640, 420};
constexpr qsizetype mostRemembered = 8;
constexpr QMargins filterMargins{4, 4, 4, 4}; ///< So that its text stands over that of the list.
constexpr int below = 72;                     ///< The upper edge of the window: of what is above it, nothing is hidden.
enum Column { Name, Place, Shortcut, Columns };

/// "&Save && quit" → "Save & quit"
QString withoutMnemonics(QString text)
{
    for (qsizetype at = text.indexOf(QLatin1Char('&')); at >= 0; at = text.indexOf(QLatin1Char('&'), at + 1))
        text.remove(at, 1);
    return text;
}

/// As a menu shows them: its shortcut, or else what stands behind a tab in its text.
QString keysOf(const QAction &action)
{
    const QString shortcut = action.shortcut().toString(QKeySequence::NativeText);
    return shortcut.isEmpty() ? action.text().section(QLatin1Char('\t'), 1) : shortcut;
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

} // namespace

CommandPalette::CommandPalette(const QMenuBar *menus, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
    , m_nothing(new QLabel(this))
{
    setWindowTitle(tr("Find an action"));
    for (const QAction *action : menus->actions())
        if (action->menu())
            collect(action->menu(), withoutMnemonics(action->text()));

    m_filter->setPlaceholderText(tr("What do you want to do?"));
    m_filter->setAccessibleName(tr("What to find"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setTextMargins(filterMargins);
    m_filter->installEventFilter(this);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setItemDelegate(new CommandDelegate(this));
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
    if (parent)
        move(parent->window()->mapToGlobal(QPoint((parent->window()->width() - width()) / 2, below)));

    connect(m_filter, &QLineEdit::textChanged, this, &CommandPalette::list);
    connect(m_filter, &QLineEdit::returnPressed, this, &CommandPalette::choose);
    connect(m_list, &QTreeWidget::itemClicked, this, &CommandPalette::choose);
    list({});
    for (const int column : {Place, Shortcut})
        m_list->resizeColumnToContents(column); // Of all there are: they stay where they are while one types.
    m_filter->setFocus();
}

void CommandPalette::collect(const QMenu *menu, const QString &place, bool isDeep)
{
    for (QAction *action : menu->actions()) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        const QString text = withoutMnemonics(action->text());
        const QString name = text.section(QLatin1Char('\t'), 0, 0);
        if (action->menu())
            collect(action->menu(), tr("%1 › %2").arg(place, name), true);
        else
            m_commands << Command{action, name, keysOf(*action), place, isDeep};
    }
}

/// The best first: of a kind those that can be done, of these what stands in a menu itself, of these what suits better,
/// then as the menus have it.
QList<CommandPalette::Found> CommandPalette::find(const QString &wanted) const
{
    const CommandMatcher matcher(wanted);
    const QStringList latest = matcher.isEmpty() ? recent() : QStringList();
    QList<Found> result;
    for (qsizetype i = 0; i < m_commands.size(); ++i) {
        const Command &command = m_commands.at(i);
        if (!command.action)
            continue;
        const auto ago = latest.indexOf(command.key());
        if (auto match = matcher.match(command.name, command.place + QLatin1Char(' ') + command.action->statusTip()))
            result << Found{i, *std::move(match), ago < 0 ? mostRemembered : ago};
    }
    const auto rank = [&](const Found &each) {
        const Command &command = m_commands.at(each.number);
        return std::tuple(-static_cast<int>(each.match.kind), !command.action->isEnabled(), each.ago,
                          !matcher.isEmpty() && command.isDeep, -each.match.score);
    };
    std::stable_sort(result.begin(), result.end(),
                     [&rank](const Found &a, const Found &b) { return rank(a) < rank(b); });
    return result;
}

void CommandPalette::list(const QString &wanted)
{
    const QList<Found> found = find(wanted);
    m_list->clear();
    for (const Found &each : found)
        add(each);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setVisible(!found.isEmpty());
    m_nothing->setVisible(found.isEmpty());
    m_nothing->setText(tr("No action has “%1” in its name, its menu or what it does.").arg(wanted.trimmed()));
}

void CommandPalette::add(const Found &found)
{
    const Command &command = m_commands.at(found.number);
    auto *item = new QTreeWidgetItem(m_list, {command.name, command.place, command.keys});
    item->setIcon(Name, command.action->icon());
    item->setTextAlignment(Shortcut, Qt::AlignRight);
    for (int column = 0; column < Columns; ++column)
        item->setToolTip(column, command.action->statusTip());
    item->setData(Name, Qt::UserRole, found.number);
    item->setData(Name, CommandDelegate::LettersRole, QVariant::fromValue(found.match.letters));
    item->setDisabled(!command.action->isEnabled());
}

bool CommandPalette::event(QEvent *event)
{
    if (event->type() == QEvent::WindowDeactivate && isVisible())
        reject();
    return QDialog::event(event);
}

/// A frame, for the desktop draws none.
void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(Palette::of(palette()).muted);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
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
