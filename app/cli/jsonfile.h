// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "shared/result.h"

#include <QJsonObject>

namespace crosstalk {

/// Replaces what is in @p name, once all is written.
Result<void> writeJsonFile(const QString &name, const QJsonObject &object);

} // namespace crosstalk
