// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace crosstalk {

/// What is wrong with a name that somebody has written, in words; see v1::isValidName().
class NameTrouble
{
    Q_DECLARE_TR_FUNCTIONS(NameTrouble)
public:
    /// Empty where nothing is.
    static QString ofUser(const QString &name);
    static QString ofRoom(const QString &name);
};

} // namespace crosstalk
