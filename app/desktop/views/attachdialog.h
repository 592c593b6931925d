// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/reach.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace crosstalk {

class Chat;
class Workbench;

/// Asks for the address of a server that somebody else runs, and tries it: attaches it and opens a chat on it where it
/// answers, says in words what is wrong where it does not.
class AttachDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param patience with a server that does not answer.
    explicit AttachDialog(Workbench *workbench, QWidget *parent = nullptr,
                          std::chrono::milliseconds patience = Reach::defaultTimeout);
    ~AttachDialog() override;

    /// While it tries, gives that up; else closes.
    void reject() override;

Q_SIGNALS:
    /// All went well; the dialog is about to close.
    void attached(crosstalk::Chat *chat);

private:
    void buildForm();
    void check();
    void tryIt();
    void attach();
    void showTrouble(const Error &error);
    void setTrying(bool isTrying);

    Workbench *m_workbench;
    const std::chrono::milliseconds m_patience;
    QLineEdit *m_url;
    QComboBox *m_dialect;
    QLineEdit *m_room;
    QLineEdit *m_user;
    QLabel *m_trouble;
    QProgressBar *m_progress;
    QPushButton *m_attach;
    QPushButton *m_cancel;
    Reach m_reach;
};

} // namespace crosstalk
