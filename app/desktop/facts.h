// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What is known of a part of the cluster and of a cell of the matrix, as values for the details.

#include "app/desktop/models/deliverymodel.h"
#include "app/desktop/models/fact.h"
#include "app/desktop/models/logmodel.h"

namespace crosstalk {

class ClusterModel;

/// Of the broker or an instance, @p index of @p cluster. The same facts in the same order, whatever their values.
Facts serviceFacts(const ClusterModel *cluster, const QModelIndex &index, const QList<LogLine> &lastLines);
Facts cellFacts(const DeliveryCell &cell);
/// For the clipboard: a line for each.
QString plainText(const QString &title, const Facts &facts);

} // namespace crosstalk
