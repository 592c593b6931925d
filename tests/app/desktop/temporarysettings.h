// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace crosstalk::test {

/// Settings of the test's own, gone with it.
class TemporarySettings
{
public:
    explicit TemporarySettings(const QString &application)
    {
        QCoreApplication::setOrganizationName(QStringLiteral("Crosstalk"));
        QCoreApplication::setApplicationName(application);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
    }

private:
    QTemporaryDir m_directory;
};

} // namespace crosstalk::test
