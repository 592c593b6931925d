// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/commandmatcher.h"

#include <QAction>
#include <QDialog>
#include <QPointer>

class QLabel;
class QLineEdit;
class QMenu;
class QMenuBar;
class QTreeWidget;

namespace crosstalk {

/// Every action of a menu bar, found as CommandMatcher has it by a few letters of its name, its menu or what it does;
/// Enter does it. What cannot be done now is shown, grey. What was done last comes first as long as nothing is looked
/// for. Upon its window, and gone as soon as somebody turns elsewhere.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(const QMenuBar *menus, QWidget *parent);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    /// The list follows the keys while the text keeps the focus.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Command
    {
        QPointer<QAction> action;
        QString name;        ///< Without mnemonics.
        QString keys;        ///< As people read them; empty for none.
        QString place;       ///< "Scenario › Open one that comes along"
        bool isDeep = false; ///< In a menu of a menu: one of many of a kind, such as a scenario.

        /// As it is remembered.
        QString key() const { return place + QLatin1Char('/') + name; }
    };

    void collect(const QMenu *menu, const QString &place, bool isDeep = false);
    struct Found
    {
        qsizetype number = 0;
        CommandMatcher::Match match;
        qsizetype ago = 0; ///< How many others have been done since.
    };
    QList<Found> find(const QString &wanted) const;
    void list(const QString &wanted);
    void add(const Found &found);
    void choose();

    QList<Command> m_commands;
    QLineEdit *m_filter;
    QTreeWidget *m_list;
    QLabel *m_nothing; ///< In the place of an empty list.
};

} // namespace crosstalk
