// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QSet>

#include <optional>

namespace crosstalk {

/// How many TCP connections have one of these @p ports at their end on this machine; one without any is left out.
/// Nothing where the kernel does not tell. The processes at the ports are not asked.
///
/// Asks by sock_diag(7): with 5,000 connections about 10 ms, where reading /proc/net/tcp takes more than 200.
std::optional<QHash<quint16, int>> connectionsTo(const QSet<quint16> &ports);

} // namespace crosstalk
