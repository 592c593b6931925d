// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include "shared/result.h"

#include <QByteArray>

namespace crosstalk {

/// That writeFile() will be able to, as far as can be told now; what is there is left as it is.
Result<void> canWriteFile(const QString &name);

/// Replaces what is in @p name, once all is written. What is no file (/dev/stdout, a pipe) is written to as it is.
Result<void> writeFile(const QString &name, const QByteArray &bytes);

/// To write both would be to lose one. Pipes and devices take whatever comes.
bool isSameFile(const QString &a, const QString &b);

} // namespace crosstalk
