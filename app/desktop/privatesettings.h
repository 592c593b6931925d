// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace crosstalk {

/// While it lives, QSettings are those of nobody: empty at first, gone at the end. For programs that must neither be
/// led by what a user has set nor change it. Comes before whatever reads a setting.
class PrivateSettings
{
    Q_DECLARE_TR_FUNCTIONS(PrivateSettings)
public:
    PrivateSettings()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        for (const auto scope : {QSettings::UserScope, QSettings::SystemScope})
            QSettings::setPath(QSettings::IniFormat, scope, m_folder.path());
    }

    /// An Error where there is no place for them: then nothing may be set.
    Result<void> check() const
    {
        if (!m_folder.isValid())
            return fail(tr("No temporary folder can be made: %1").arg(m_folder.errorString()));
        return {};
    }

private:
    QTemporaryDir m_folder;
};

} // namespace crosstalk
