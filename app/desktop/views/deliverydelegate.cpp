// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/deliverydelegate.h"

#include "app/desktop/palette.h"
#include "app/desktop/views/fonts.h"

#include <QPainter>

namespace crosstalk {

namespace {

constexpr int cellMargin = 3; ///< Around the frame.
constexpr int verticalPadding = 2;
constexpr int lineGap = 1;
constexpr int mostLines = 3;
constexpr int asideGap = 8;
constexpr int narrow = 120; ///< Frames below, and those of a single line, are set in small type.
constexpr int narrowPadding = 4;
constexpr int widePadding = 10;

QFont narrowFont(const QFont &font)
{
    QFont result = smallFont(font);
    result.setWeight(QFont::DemiBold);
    return result;
}

/// What @p text takes once each of its numbers has four digits: what stands or does not must not change with every
/// figure.
qreal roomFor(const QString &text, const QFontMetricsF &metrics)
{
    const QString widest = QStringLiteral("0000");
    QStringList words = text.split(QLatin1Char(' '));
    for (QString &word : words)
        if (!word.isEmpty() && word.front().isDigit() && word.size() <= widest.size())
            word = widest;
    return metrics.horizontalAdvance(words.join(QLatin1Char(' ')));
}

/// Of @p forms, each briefer than the one before, the first for which there is room; else the beginning of the last.
QString firstThatFits(const QStringList &forms, qreal width, const QFontMetricsF &metrics)
{
    for (const QString &form : forms)
        if (roomFor(form, metrics) <= width)
            return form;
    const QString beginning =
        forms.isEmpty() ? QString() : metrics.elidedText(forms.constLast(), Qt::ElideRight, width);
    constexpr int tellsSomething = 4;
    return beginning.size() < tellsSomething ? QString() : beginning;
}

/// @p first, and as many of @p others as there is room for.
QString joined(QString first, const QStringList &others, qreal width, const QFontMetricsF &metrics)
{
    for (const QString &other : others) {
        const QString longer = first.isEmpty() ? other : first + QStringLiteral(" · ") + other;
        if (metrics.horizontalAdvance(longer) > width)
            break;
        first = longer;
    }
    return first;
}

QColor fillOf(const DeliveryCell &cell, bool isOwn, const Palette &colours, const QColor &ground)
{
    if (cell.isBad())
        return Palette::over(ground, colours.bad, 0.18);
    if (cell.isBlocked())
        return Palette::over(ground, colours.bad, 0.06);
    if (cell.isMarred() || cell.isThreatened())
        return Palette::over(ground, colours.warning, 0.16);
    if (cell.due == 0)
        return Palette::over(ground, colours.muted, 0.06);
    // Crossing the broker is what is tested: an instance's own cell is paler.
    return Palette::over(ground, colours.good, isOwn ? 0.065 : 0.135);
}

/// Of what was refused it is broken: nothing is wrong with what came through.
QPen edgeOf(const DeliveryCell &cell, const Palette &colours)
{
    if (cell.isBad())
        return {colours.bad, 2};
    return cell.isBlocked() ? QPen(colours.bad, 2, Qt::DashLine) : QPen(Qt::NoPen);
}

int linesIn(int height, const QFont &font)
{
    int lines = 1;
    while (lines < mostLines && DeliveryDelegate::heightFor(lines + 1, font) <= height)
        ++lines;
    return lines;
}

/// Where there is an edge that says something, within it.
void paintFrame(QPainter *painter, const QStyleOptionViewItem &option, const CellColours &colours, const QRectF &frame)
{
    constexpr int radius = 5;
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.fill);
    painter->drawRoundedRect(frame, radius, radius);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(colours.edge);
    painter->drawRoundedRect(frame, radius, radius);
    if (!option.state.testFlag(QStyle::State_HasFocus))
        return;
    const int inset = colours.edge.style() == Qt::NoPen ? 0 : 2;
    painter->setPen(QPen(option.palette.color(QPalette::Highlight), 2));
    painter->drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
}

void paintWords(QPainter *painter, const QStyleOptionViewItem &option, const CellWords &words,
                const CellColours &colours, const QRectF &frame)
{
    const int lines = linesIn(option.rect.height(), option.font);
    const bool isNarrow = lines == 1 || frame.width() < narrow;
    const int padding = isNarrow ? narrowPadding : widePadding;
    const QFont large = isNarrow ? narrowFont(option.font) : titleFont(option.font);
    const QFont small = smallFont(option.font);
    const QFontMetricsF largeMetrics(large);
    const QFontMetricsF smallMetrics(small);
    const QRectF area = frame.adjusted(padding, 0, -padding, 0);
    const CellLines shown = fitted(words, lines, area.width(), largeMetrics, smallMetrics);

    // The line of the figures is there before there are any; that of the reason only with one.
    const qreal height = largeMetrics.height() + (lines >= 2 ? lineGap + smallMetrics.height() : 0) +
                         (shown.reason.isEmpty() ? 0 : smallMetrics.height());
    QRectF line(area.left(), area.center().y() - height / 2, area.width(), largeMetrics.height());
    painter->setFont(large);
    painter->setPen(colours.headline);
    painter->drawText(line, Qt::AlignLeft, shown.headline);
    const qreal baseline = line.top() + largeMetrics.ascent();
    painter->setFont(small);
    painter->setPen(colours.text);
    painter->drawText(QPointF(area.left() + largeMetrics.horizontalAdvance(shown.headline) + asideGap, baseline),
                      shown.aside);
    line.moveTop(line.bottom() + lineGap);
    for (const QString &text : {shown.figures, shown.reason}) {
        painter->drawText(line, Qt::AlignLeft, text);
        line.translate(0, smallMetrics.height());
    }
}

} // namespace

CellLines fitted(const CellWords &words, int lines, qreal width, const QFontMetricsF &headline,
                 const QFontMetricsF &small)
{
    CellLines result;
    result.headline = firstThatFits(words.headlines, width, headline);
    const qreal beside = width - roomFor(result.headline, headline) - asideGap;
    const QString reason = lines < mostLines ? firstThatFits(words.reasons, beside, small) : QString();
    result.aside = joined(reason, words.others, beside, small);
    if (lines >= 2)
        result.figures = firstThatFits(words.figures, width, small);
    if (lines >= mostLines)
        result.reason = firstThatFits(words.reasons, width, small);
    return result;
}

CellColours coloursOf(const DeliveryCell &cell, bool isOwn, const QPalette &palette)
{
    const Palette colours = Palette::of(palette);
    const QColor headline = cell.isBad() || cell.isBlocked() ? colours.bad
                            : cell.isMarred()                ? colours.warning
                            : cell.due == 0                  ? colours.muted
                                                             : palette.color(QPalette::Text);
    return {fillOf(cell, isOwn, colours, palette.color(QPalette::Base)), headline,
            cell.isBad() ? Palette::over(colours.muted, colours.bad, 0.35) : colours.muted, edgeOf(cell, colours)};
}

int DeliveryDelegate::heightFor(int lines, const QFont &font)
{
    const int margins = 2 * (cellMargin + verticalPadding);
    const int small = QFontMetrics(smallFont(font)).height();
    return lines == 1 ? small + margins
                      : QFontMetrics(titleFont(font)).height() + lineGap + (lines - 1) * small + margins;
}

int DeliveryDelegate::minimumWidth(const QFont &font)
{
    return QFontMetrics(narrowFont(font)).horizontalAdvance(QStringLiteral("000 lost")) +
           2 * (cellMargin + narrowPadding);
}

void DeliveryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto cell = index.data(DeliveryModel::CellRole).value<DeliveryCell>();
    const CellColours colours = coloursOf(cell, index.row() == index.column(), option.palette);
    const QRectF frame = QRectF(option.rect).adjusted(cellMargin, cellMargin, -cellMargin, -cellMargin);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintFrame(painter, option, colours, frame);
    paintWords(painter, option, wordsOf(cell), colours, frame);
    painter->restore();
}

} // namespace crosstalk
