// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/badgelabel.h"

#include <QPainter>

namespace crosstalk {

BadgeLabel::BadgeLabel(const InstanceTag &tag, QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setTag(tag);
}

void BadgeLabel::setTag(const InstanceTag &tag)
{
    m_tag = tag;
    setAccessibleName(tr("Instance %1").arg(instanceWord(m_tag)));
    setToolTip(accessibleName());
    update();
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
