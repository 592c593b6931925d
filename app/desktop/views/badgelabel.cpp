// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/badgelabel.h"

#include <QPainter>

namespace crosstalk {

BadgeLabel::BadgeLabel(InstanceTag tag, QWidget *parent)
    : QWidget(parent)
    , m_tag(std::move(tag))
{
    setAccessibleName(tr("Instance %1").arg(m_tag.name));
    setToolTip(accessibleName());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize BadgeLabel::sizeHint() const
{
    const int side = badgeSide(fontMetrics().height());
    return {side, side};
}

void BadgeLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(&painter, rect(), m_tag, palette());
}

} // namespace crosstalk
