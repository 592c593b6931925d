// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The preferences to be read and changed. What is wrong with an entry is said before it can be accepted.

#include "app/desktop/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace crosstalk {

class PreferencesDialog : public QDialog
{
    Q_OBJECT
public:
    explicit PreferencesDialog(const Preferences &preferences, QWidget *parent = nullptr);

    /// As the dialog has them now.
    Preferences preferences() const;

private:
    QLineEdit *addProgram(QFormLayout *form, const QString &label, const QString &value, const QString &otherwise);
    QSpinBox *addPort(QFormLayout *form, const QString &label, int value, int highest);
    void fill(const Preferences &preferences);
    void check();
    QString trouble() const;

    QComboBox *m_theme;
    QCheckBox *m_restores;
    QSpinBox *m_instances;
    QLineEdit *m_server;
    QLineEdit *m_redis;
    QSpinBox *m_brokerPort;
    QSpinBox *m_firstPort;
    QLineEdit *m_prefix;
    QLineEdit *m_plainChannel;
    QLabel *m_trouble;
    QDialogButtonBox *m_buttons;
};

} // namespace crosstalk
