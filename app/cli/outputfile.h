// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "shared/result.h"

#include <QByteArray>

namespace crosstalk {

/// Replaces what is in the file @p name, once all is written; what is no file (/dev/stdout, a pipe) is written to.
Result<void> writeFile(const QString &name, const QByteArray &bytes);

} // namespace crosstalk
