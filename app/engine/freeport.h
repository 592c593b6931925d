// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace crosstalk {

/// A port of 127.0.0.1 that nobody listens on; 0 where there is none. It can be lost to somebody else before it is
/// used.
quint16 freePort();
/// How often to look for another one where a program finds its port taken.
inline constexpr int portTriesAtMost = 5;

} // namespace crosstalk
