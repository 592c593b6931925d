// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QPair>
#include <QString>

namespace crosstalk {

class Broker;

/// Where a run took place, as a report shows it: versions, machine, and the broker as it is now. In a fixed order.
QList<QPair<QString, QString>> environment(const Broker &broker);

} // namespace crosstalk
