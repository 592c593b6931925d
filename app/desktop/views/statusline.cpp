// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/statusline.h"

#include "app/desktop/models/deliverymark.h"
#include "app/desktop/palette.h"

#include <QApplication>
#include <QLocale>

namespace crosstalk {

StatusLine::StatusLine(QObject *parent)
    : QObject(parent)
    , m_summary(new QLabel)
    , m_figures(new QLabel)
{
    m_summary->setAccessibleName(tr("Summary of the run"));
    m_figures->setAccessibleName(tr("Figures of the run"));
    m_summary->setContentsMargins(10, 0, 0, 0);
    m_figures->setContentsMargins(0, 0, 10, 0);
    show({});
}

void StatusLine::show(const DeliveryTotals &totals)
{
    const QLocale locale;
    const auto number = [&](quint64 value) { return locale.toString(value); };
    const bool isBad = totals.missing > 0 || totals.refused > 0 || totals.twice > 0 || totals.outOfOrder > 0;
    QString summary;
    if (totals.sent == 0)
        summary = tr("Nothing sent yet");
    else if (totals.missing > 0)
        summary = tr("%1 lost").arg(number(totals.missing));
    else if (totals.refused > 0)
        summary = tr("%1 refused").arg(number(totals.refused));
    else if (isBad)
        summary = tr("All delivered, but not once and in order");
    else if (totals.delivered < totals.due)
        summary = tr("%1 under way").arg(number(totals.due - totals.delivered));
    else
        summary = tr("All delivered");
    m_summary->setText(summary);

    // The roles stay the theme's; only the state's colour is ours.
    const Palette colours = Palette::of(QApplication::palette());
    QPalette palette;
    if (isBad || totals.sent > 0)
        palette.setColor(QPalette::WindowText, isBad ? colours.bad : colours.good);
    m_summary->setPalette(palette);

    QStringList figures{
        tr("%1 sent").arg(number(totals.sent)),           tr("%1 due").arg(number(totals.due)),
        tr("%1 delivered").arg(number(totals.delivered)), tr("%1 lost").arg(number(totals.missing)),
        tr("%1 twice").arg(number(totals.twice)),         tr("%1 out of order").arg(number(totals.outOfOrder))};
    if (totals.refused > 0)
        figures << tr("%1 refused").arg(number(totals.refused));
    if (totals.delivered > 0)
        figures << tr("p99 %1").arg(inWords(totals.p99));
    m_figures->setText(figures.join(QStringLiteral(" · ")));
}

} // namespace crosstalk
