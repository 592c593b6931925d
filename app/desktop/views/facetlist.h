// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Lists of a filter bar: the first entry stands for all, the others for what has occurred, by their data.

#include "app/desktop/badge.h"

#include <QComboBox>

#include <functional>

namespace crosstalk {

/// A list with @p all as its only entry.
QComboBox *makeFacetList(QWidget *parent, const QString &all, const QString &accessibleName);

/// Selects @p wanted, which is added where it has not occurred yet; an invalid one means all.
void chooseFacet(QComboBox *list, const QVariant &wanted);

/// Takes away what does not occur, unless it is what the reader has chosen.
void removeOtherFacets(QComboBox *list, const std::function<bool(const QString &)> &occurs);

/// An entry with its badge for each of @p tags, and no other.
void fillWithTags(QComboBox *list, const QList<InstanceTag> &tags, const QString &words = QStringLiteral("%1"));

} // namespace crosstalk
