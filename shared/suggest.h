// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace crosstalk {

/// The one of @p known that is nearest to @p word (least edits, case ignored), or empty where none is near: at most a
/// third of its letters may differ, but two in any case. For "did you mean …?".
QString nearestWord(const QString &word, const QStringList &known);

} // namespace crosstalk
