// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/style.h"

#include "app/desktop/views/icon.h"
#include "app/desktop/views/rowdelegate.h"
#include "app/desktop/views/textbutton.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace crosstalk {

namespace {

/// Less the margin that a heading has of itself.
constexpr int figureMargin = RowDelegate::figureMargin - 2;

// Less could not be grabbed.
constexpr int minThumbLength = 24;

QColor lineColour(const QStyleOption *option)
{
    return Palette::of(option->palette).line;
}

/// Around what can be written in or chosen from.
QColor frameColour(const QStyleOption *option)
{
    return Palette::over(option->palette.color(QPalette::Base), option->palette.color(QPalette::Text), 0.24);
}

void paintTab(const QStyleOptionTab *tab, QPainter *painter)
{
    if (!tab->state.testFlag(QStyle::State_Selected))
        return;
    QRect underline = tab->rect;
    underline.setTop(underline.bottom() - 1);
    painter->fillRect(underline, tab->palette.color(QPalette::Highlight));
}

void paintTabLabel(const QStyleOptionTab *tab, QPainter *painter, const QStyle *style)
{
    const bool isSelected = tab->state.testFlag(QStyle::State_Selected);
    painter->save();
    QFont font = painter->font();
    font.setWeight(isSelected ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(isSelected ? tab->palette.color(QPalette::WindowText) : Palette::of(tab->palette).muted);
    painter->drawText(tab->rect, Qt::AlignCenter | Qt::TextShowMnemonic, tab->text);
    painter->restore();
    if (tab->state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(*tab);
        focus.rect = tab->rect.adjusted(3, 4, -3, -5);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter);
    }
}

void paintToolButton(const QStyleOption *option, QPainter *painter)
{
    const bool isHeld = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isHovered =
        option->state.testFlag(QStyle::State_MouseOver) && option->state.testFlag(QStyle::State_Enabled);
    if (!isHeld && !isHovered)
        return;
    const Palette colours = Palette::of(option->palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(isHeld ? colours.selection : colours.canvas);
    painter->drawRoundedRect(option->rect, 5, 5);
    painter->restore();
}

/// A hair line at one side of the gap that the mouse can grab.
void paintSeparator(const QStyleOption *option, QPainter *painter)
{
    const QRect rect = option->rect;
    painter->fillRect(rect, Palette::of(option->palette).canvas);
    if (rect.width() < rect.height())
        painter->fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), lineColour(option));
    else
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), lineColour(option));
}

/// A thumb and nothing else, and not even that where there is nothing to scroll.
void paintScrollBar(const QStyleOptionSlider *bar, const QRect &thumb, QPainter *painter)
{
    painter->fillRect(bar->rect, bar->palette.color(QPalette::Base));
    if (bar->minimum >= bar->maximum)
        return;
    const bool isHeld = bar->activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const QColor ground = bar->palette.color(QPalette::Base);
    painter->setBrush(Palette::over(ground, Palette::of(bar->palette).muted, isHeld ? 0.7 : 0.4));
    const QRectF pill = QRectF(thumb).adjusted(2, 2, -2, -2);
    const qreal radius = qMin(pill.width(), pill.height()) / 2;
    painter->drawRoundedRect(pill, radius, radius);
    painter->restore();
}

/// A hair line around and an arrow: what it says is what counts.
void paintComboBox(const QStyleOptionComboBox *box, QPainter *painter)
{
    const Palette colours = Palette::of(box->palette);
    const bool isHeld = box->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool isHovered = box->state.testFlag(QStyle::State_MouseOver) && box->state.testFlag(QStyle::State_Enabled);
    const bool isFocused = box->state.testFlag(QStyle::State_HasFocus);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(isHeld ? colours.selection : isHovered ? colours.canvas : box->palette.color(QPalette::Base));
    painter->setPen(isFocused ? box->palette.color(QPalette::Highlight) : frameColour(box));
    painter->drawRoundedRect(QRectF(box->rect).adjusted(.5, .5, -.5, -.5), 3, 3);
    const QPointF tip(box->rect.right() - 9.5, box->rect.center().y() + 3);
    painter->setPen(QPen(box->state.testFlag(QStyle::State_Enabled) ? colours.muted : colours.line, 1.5, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(QPolygonF{tip + QPointF(-3.5, -3.5), tip, tip + QPointF(3.5, -3.5)});
    painter->restore();
}

/// What it says, with an ellipsis where it is cut.
QStyleOptionComboBox withElidedText(const QStyleOptionComboBox &box, const QRect &field)
{
    constexpr int margins = 2;
    constexpr int gapOfIcon = 4;
    const int icon = box.currentIcon.isNull() ? 0 : box.iconSize.width() + gapOfIcon;
    QStyleOptionComboBox result = box;
    result.currentText = box.fontMetrics.elidedText(box.currentText, Qt::ElideRight, field.width() - margins - icon);
    return result;
}

void paintLineEditFrame(const QStyleOption *option, QPainter *painter)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(option->palette.color(QPalette::Base));
    painter->setPen(option->state.testFlag(QStyle::State_HasFocus) ? option->palette.color(QPalette::Highlight)
                                                                   : frameColour(option));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(.5, .5, -.5, -.5), 3, 3);
    painter->restore();
}

/// Two arrows beside what is written; the frame is that of a line.
void paintSpinBox(const QStyleOptionSpinBox *box, const QRect &up, const QRect &down, QPainter *painter)
{
    const Palette colours = Palette::of(box->palette);
    paintLineEditFrame(box, painter);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto paintArrow = [&](const QRect &area, bool isUp, QStyle::SubControl control,
                                QAbstractSpinBox::StepEnabledFlag step) {
        const bool isHeld = box->activeSubControls == control;
        const bool isEnabled = box->state.testFlag(QStyle::State_Enabled) && box->stepEnabled.testFlag(step);
        painter->setPen(QPen(!isEnabled ? colours.line
                             : isHeld   ? box->palette.color(QPalette::Highlight)
                                        : colours.muted,
                             1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const qreal rise = isUp ? -1.2 : 1.2;
        const QPointF tip = QRectF(area).center() + QPointF(0, rise);
        painter->drawPolyline(QPolygonF{tip + QPointF(-2.6, -2 * rise), tip, tip + QPointF(2.6, -2 * rise)});
    };
    paintArrow(up, true, QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled);
    paintArrow(down, false, QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled);
    painter->restore();
}

/// Fusion's own cannot be seen in dark windows while it is empty.
void paintCheckBox(const QStyleOption *option, QPainter *painter)
{
    const bool isEnabled = option->state.testFlag(QStyle::State_Enabled);
    const Palette colours = Palette::of(option->palette);
    paintLineEditFrame(option, painter);
    if (!option->state.testFlag(QStyle::State_On))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(isEnabled ? option->palette.color(QPalette::Text) : colours.muted, 1.8, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    const QRectF box = option->rect;
    const auto at = [&box](qreal x, qreal y) { return box.topLeft() + QPointF(box.width() * x, box.height() * y); };
    painter->drawPolyline(QPolygonF{at(0.26, 0.54), at(0.43, 0.71), at(0.75, 0.32)});
    painter->restore();
}

void paintBar(const QStyleOption *option, QPainter *painter, bool hasLineBelow)
{
    painter->fillRect(option->rect, option->palette.color(QPalette::Window));
    if (hasLineBelow)
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          lineColour(option));
}

} // namespace

QuietStyle::QuietStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{}

void QuietStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    switch (element) {
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return paintTab(tab, painter);
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return paintTabLabel(tab, painter, this);
        break;
    case CE_Splitter:
        return painter->fillRect(QRect(option->rect.left(), option->rect.center().y(), option->rect.width(), 1),
                                 lineColour(option));
    case CE_ToolBar:
        return paintBar(option, painter, true);
    case CE_MenuBarEmptyArea:
        return paintBar(option, painter, false);
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            paintBar(item, painter, false);
            const bool isActive = item->state & (State_Selected | State_Sunken);
            if (isActive)
                painter->fillRect(item->rect, Palette::of(item->palette).selection);
            const int mnemonic =
                styleHint(SH_UnderlineShortcut, item, widget) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
            return drawItemText(painter, item->rect, Qt::AlignCenter | mnemonic, item->palette,
                                item->state.testFlag(State_Enabled), item->text, QPalette::WindowText);
        }
        break;
    case CE_ComboBoxLabel:
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option); box && !box->editable) {
            const QStyleOptionComboBox label =
                withElidedText(*box, subControlRect(CC_ComboBox, box, SC_ComboBoxEditField, widget));
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            // As in the bar: on this ground the icons can be seen as well.
            QStyleOptionMenuItem quiet = *item;
            quiet.palette.setColor(QPalette::Highlight, Palette::of(item->palette).selection);
            quiet.palette.setColor(QPalette::HighlightedText, item->palette.color(QPalette::Text));
            return QProxyStyle::drawControl(element, &quiet, painter, widget);
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, option->palette.color(QPalette::Base));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          lineColour(option));
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            // Those of figures keep off the next column, as the figures do.
            const bool isOfFigures = header->textAlignment.testFlag(Qt::AlignRight);
            QStyleOptionHeader label = *header;
            label.rect =
                isOfFigures ? option->rect.adjusted(0, 0, -figureMargin, 0) : option->rect.adjusted(1, 0, 0, 0);
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void QuietStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    const auto *bar = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    const auto *list = control == CC_ComboBox ? qstyleoption_cast<const QStyleOptionComboBox *>(option) : nullptr;
    const auto *spin = control == CC_SpinBox ? qstyleoption_cast<const QStyleOptionSpinBox *>(option) : nullptr;
    const auto *button = control == CC_ToolButton ? qstyleoption_cast<const QStyleOptionToolButton *>(option) : nullptr;
    if (button && isTextButton(*button))
        paintTextButton(*button, menuPart(*button, widget), painter);
    else if (bar)
        paintScrollBar(bar, subControlRect(control, option, SC_ScrollBarSlider, widget), painter);
    else if (list && !list->editable)
        paintComboBox(list, painter);
    else if (spin && spin->frame)
        paintSpinBox(spin, subControlRect(control, option, SC_SpinBoxUp, widget),
                     subControlRect(control, option, SC_SpinBoxDown, widget), painter);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect QuietStyle::menuPart(const QStyleOptionToolButton &button, const QWidget *widget) const
{
    return button.features.testFlag(QStyleOptionToolButton::MenuButtonPopup)
               ? subControlRect(CC_ToolButton, &button, SC_ToolButtonMenu, widget)
               : QRect();
}

QRect QuietStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                 const QWidget *widget) const
{
    const auto *bar = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    if (!bar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    const bool isUpright = bar->orientation == Qt::Vertical;
    const int length = isUpright ? bar->rect.height() : bar->rect.width();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    int thumb = length;
    if (range > 0) {
        const auto share = static_cast<int>(length * qint64(bar->pageStep) / (range + bar->pageStep));
        thumb = qBound(qMin(minThumbLength, length), share, length);
    }
    const int start =
        sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb, bar->upsideDown);
    const auto stretch = [&](int from, int size) {
        const QRect rect =
            isUpright ? QRect(0, from, bar->rect.width(), size) : QRect(from, 0, size, bar->rect.height());
        return visualRect(bar->direction, bar->rect, rect.translated(bar->rect.topLeft()));
    };
    switch (part) {
    case SC_ScrollBarGroove:
        return bar->rect;
    case SC_ScrollBarSlider:
        return stretch(start, thumb);
    case SC_ScrollBarSubPage:
        return stretch(0, start);
    case SC_ScrollBarAddPage:
        return stretch(start + thumb, length - start - thumb);
    default:
        return {};
    }
}

void QuietStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorDockWidgetResizeHandle:
        return paintSeparator(option, painter);
    case PE_PanelButtonTool:
        if (option->state.testFlag(State_AutoRaise))
            return paintToolButton(option, painter);
        break;
    case PE_IndicatorCheckBox:
        if (!option->state.testFlag(State_NoChange))
            return paintCheckBox(option, painter);
        break;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          lineColour(option));
        return;
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1), lineColour(option));
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            return paintLineEditFrame(option, painter);
        break;
    case PE_FrameStatusBarItem:
    case PE_PanelMenuBar:
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

QIcon QuietStyle::standardIcon(StandardPixmap standard, const QStyleOption *option, const QWidget *widget) const
{
    // Fusion's own are black in dark windows, too.
    if (standard == SP_ToolBarHorizontalExtensionButton)
        return icon(QStringLiteral("more"));
    if (standard == SP_LineEditClearButton)
        return icon(QStringLiteral("close"));
    return QProxyStyle::standardIcon(standard, option, widget);
}

int QuietStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *result) const
{
    // Fusion's are coloured, and blurred where pixels are small.
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, result);
}

int QuietStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 10;
    case PM_DockWidgetSeparatorExtent:
        return 4;
    case PM_ToolBarItemSpacing:
        return 3;
    case PM_ToolBarItemMargin:
        return 6;
    case PM_MenuBarItemSpacing:
        return 4;
    case PM_TabBarTabHSpace:
        return 28;
    case PM_TabBarTabVSpace:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize QuietStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    const QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const auto *button = type == CT_ToolButton ? qstyleoption_cast<const QStyleOptionToolButton *>(option) : nullptr;
    return button && isTextButton(*button)
               ? textButtonSize(*button, result.height() + 4, pixelMetric(PM_MenuButtonIndicator, button, widget))
               : result;
}

} // namespace crosstalk
