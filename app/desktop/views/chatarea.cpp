// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatarea.h"

#include "app/desktop/palette.h"
#include "app/desktop/views/chatwindow.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace crosstalk {

namespace {

constexpr int spacing = 10;
constexpr int minTileWidth = 250;
constexpr int minTileHeight = 190;
// Width to height of a tile that is good to read: a column of text.
constexpr double bestShape = 0.85;

} // namespace

int tileColumns(int count, QSize area)
{
    int best = 1;
    double bestBadness = std::numeric_limits<double>::max();
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const double width = static_cast<double>(area.width()) / columns;
        if (columns > 1 && width < minTileWidth)
            break;
        const double height = qMax(static_cast<double>(area.height()) / rows, double{minTileHeight});
        const int empty = rows * columns - count;
        const double badness = std::abs(std::log(width / height / bestShape)) + 0.25 * empty;
        if (badness < bestBadness) {
            best = columns;
            bestBadness = badness;
        }
    }
    return best;
}

ChatArea::ChatArea(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(NoFrame);
    setWidgetResizable(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget;
    setWidget(content);
    // Only now, for setWidget() turns it on: the canvas and the placeholder are painted below.
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    content->setAccessibleName(tr("Open chats"));
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        for (ChatWindow *window : std::as_const(m_windows))
            if (window->isAncestorOf(now))
                m_current = window;
    });
}

void ChatArea::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    setAccessibleDescription(text);
    viewport()->update();
}

void ChatArea::insert(int position, ChatWindow *window)
{
    window->setParent(widget());
    m_windows.insert(qBound(0, position, static_cast<int>(m_windows.size())), window);
    for (qsizetype i = 1; i < m_windows.size(); ++i)
        setTabOrder(m_windows.at(i - 1), m_windows.at(i));
    window->show();
    arrange();
}

void ChatArea::remove(ChatWindow *window)
{
    const auto position = m_windows.indexOf(window);
    const bool hadFocus = window->isAncestorOf(QApplication::focusWidget());
    m_windows.removeAt(position);
    if (m_current == window)
        m_current = nullptr;
    window->hide();
    window->deleteLater();
    if (hadFocus && !m_windows.isEmpty())
        m_windows.at(qMin(position, m_windows.size() - 1))->focusInput();
    arrange();
}

void ChatArea::clear()
{
    m_current = nullptr;
    qDeleteAll(std::exchange(m_windows, {}));
    arrange();
}

ChatWindow *ChatArea::windowOf(const Chat *chat) const
{
    const auto found = std::find_if(m_windows.begin(), m_windows.end(),
                                    [chat](const ChatWindow *window) { return window->chat() == chat; });
    return found == m_windows.end() ? nullptr : *found;
}

ChatWindow *ChatArea::current() const
{
    return m_current ? m_current : m_windows.value(0);
}

void ChatArea::focusNext(int step)
{
    if (m_windows.isEmpty())
        return;
    const auto count = m_windows.size();
    // From outside the chats one comes back to the one left last.
    const bool isInside = m_current && m_current->isAncestorOf(QApplication::focusWidget());
    const auto here = m_windows.indexOf(current());
    m_windows.at(isInside ? (here + step + count) % count : here)->focusInput();
}

void ChatArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void ChatArea::paintEvent(QPaintEvent *)
{
    const Palette colours = Palette::of(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), colours.canvas);
    if (!m_windows.isEmpty())
        return;
    painter.setPen(colours.muted);
    painter.drawText(viewport()->rect().adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

void ChatArea::arrange()
{
    const QSize area = viewport()->size();
    const int count = static_cast<int>(m_windows.size());
    if (count == 0) {
        widget()->resize(area);
        return;
    }
    const int columns = tileColumns(count, area);
    const int rows = (count + columns - 1) / columns;
    const int height = qMax((area.height() - spacing) / rows - spacing, minTileHeight);
    widget()->resize(area.width(), rows * (height + spacing) + spacing);
    for (int i = 0; i < count; ++i) {
        const int row = i / columns;
        // The last row's tiles share its whole width.
        const int inRow = row == rows - 1 ? count - row * columns : columns;
        const int left = spacing + (i % columns) * (area.width() - spacing) / inRow;
        const int right = spacing + (i % columns + 1) * (area.width() - spacing) / inRow;
        m_windows.at(i)->setGeometry(left, spacing + row * (height + spacing), right - left - spacing, height);
    }
}

} // namespace crosstalk
