// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/workbench.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace crosstalk {

/// Asks on which instance, in which room, as whom, and in which dialect to chat; opens the chat itself, and stays with
/// the reason where that cannot be.
class NewChatDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param instance offered first.
    NewChatDialog(Workbench *workbench, const QString &instance, QWidget *parent = nullptr);

    /// What was opened; null until the dialog is accepted.
    Chat *chat() const { return m_chat; }
    void accept() override;

private:
    void check();
    void showTrouble(const QString &trouble);

    Workbench *m_workbench;
    Chat *m_chat = nullptr;
    QComboBox *m_instance;
    QLineEdit *m_room;
    QLineEdit *m_user;
    QComboBox *m_dialect;
    QLabel *m_trouble;
    QDialogButtonBox *m_buttons;
};

} // namespace crosstalk
