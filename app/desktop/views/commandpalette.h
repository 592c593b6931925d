// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QDialog>
#include <QPointer>

class QLabel;
class QLineEdit;
class QMenu;
class QMenuBar;
class QTreeWidget;

namespace crosstalk {

class CommandDelegate;

/// Every action of a menu bar, found by a few letters of its name, its menu or what it does; Enter does it. What cannot
/// be done now is shown, grey. What was done last comes first as long as nothing is looked for.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(const QMenuBar *menus, QWidget *parent);

protected:
    /// The list follows the keys while the text keeps the focus.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Command
    {
        QPointer<QAction> action;
        QString name;  ///< Without mnemonics.
        QString place; ///< "Scenario › Open one that comes along"

        /// As it is remembered.
        QString key() const { return place + QLatin1Char('/') + name; }
    };

    void collect(const QMenu *menu, const QString &place);
    void list(const QString &wanted);
    void add(qsizetype number);
    void choose();

    QList<Command> m_commands;
    QLineEdit *m_filter;
    QTreeWidget *m_list;
    CommandDelegate *m_delegate;
    QLabel *m_nothing; ///< In the place of an empty list.
};

} // namespace crosstalk
