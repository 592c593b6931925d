// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/verdictpill.h"

#include "app/desktop/palette.h"
#include "app/desktop/views/fonts.h"

#include <QPainter>

namespace crosstalk {

VerdictPill::VerdictPill(QWidget *parent)
    : QWidget(parent)
{
    QFont bold = smallFont(font());
    bold.setBold(true);
    setFont(bold);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    show(Judgement::Unknown, true);
}

void VerdictPill::show(Judgement judgement, bool isOpen, bool isPartial)
{
    m_judgement = judgement;
    m_isOpen = isOpen;
    m_isPartial = isPartial;
    setToolTip(isHeld() ? tr("Nothing that was due is lost, but not all that was to be sent was taken") : QString());
    setAccessibleName(judgement == Judgement::Unknown && isOpen ? tr("Verdict: open") : tr("Verdict: %1").arg(text()));
    updateGeometry();
    update();
}

QString VerdictPill::text() const
{
    switch (m_judgement) {
    case Judgement::Pass:
        return m_isPartial ? tr("HELD") : tr("PASS");
    case Judgement::Fail:
        return tr("FAIL");
    case Judgement::Unknown:
        return m_isOpen ? QStringLiteral("…") : tr("UNKNOWN");
    }
    Q_UNREACHABLE();
}

QSize VerdictPill::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 18, fontMetrics().height() + 4};
}

void VerdictPill::paintEvent(QPaintEvent *)
{
    const Palette colours = Palette::of(palette());
    const bool isQuiet = m_judgement == Judgement::Unknown && m_isOpen;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isHeld()                         ? colours.warning
                     : m_judgement == Judgement::Pass ? colours.good
                     : m_judgement == Judgement::Fail ? colours.bad
                     : isQuiet ? Palette::over(palette().color(QPalette::Window), colours.muted, 0.25)
                               : colours.warning);
    const qreal radius = height() / 2.0;
    painter.drawRoundedRect(QRectF(rect()), radius, radius);
    painter.setPen(isQuiet ? palette().color(QPalette::WindowText) : colours.onInstance);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace crosstalk
