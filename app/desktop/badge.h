// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// An instance's mark: its letter on its colour. Painted wherever an instance is meant.

#include <QRectF>
#include <QString>

class QPainter;
class QPalette;

namespace crosstalk {

/// Which instance; number is -1 where unknown or the broker.
struct InstanceTag
{
    QString name;
    int number = -1;

    bool operator==(const InstanceTag &) const = default;
};

/// Its letter where it is one of the cluster; else its name, which is another's.
QString instanceWord(const InstanceTag &tag);

/// Side of a badge beside text of this height.
int badgeSide(int textHeight);

/// Fills @p rect; an unknown instance gets a muted badge with its letter, or "?" without a name.
void paintBadge(QPainter *painter, const QRectF &rect, const InstanceTag &tag, const QPalette &palette);

} // namespace crosstalk
