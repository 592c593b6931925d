// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatarea.h"

#include "app/desktop/chat.h"
#include "app/desktop/clusterplan.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/chatwindow.h"
#include "app/desktop/views/tornoffchat.h"

#include <QApplication>
#include <QPainter>
#include <QSignalBlocker>
#include <QTabBar>

#include <algorithm>
#include <cmath>

namespace crosstalk {

namespace {

constexpr int spacing = 10;
// Three stand side by side in a window of 1280 pixels, between the cluster and the details.
constexpr int minTileWidth = 220;
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
    , m_tabs(new QTabBar(this))
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
    m_tabs->setAccessibleName(tr("Open chats"));
    m_tabs->setDocumentMode(true);
    m_tabs->setExpanding(false);
    m_tabs->hide();
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        if (ChatWindow *window = placed().value(tab))
            activate(window);
    });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        for (ChatWindow *window : std::as_const(m_windows))
            if (window->isAncestorOf(now))
                enter(window);
    });
}

ChatArea::~ChatArea()
{
    disconnect(qApp, nullptr, this, nullptr);
    qDeleteAll(m_tornOff); // With their chats; they belong to the main window otherwise, which outlives this.
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
    window->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(window, &QWidget::customContextMenuRequested, this, [this, window](const QPoint &place) {
        setCurrent(window);
        Q_EMIT menuRequested(window->mapToGlobal(place));
    });
    connect(window, &ChatWindow::unseenChanged, this, [this, window] {
        if (const auto tab = placed().indexOf(window); tab >= 0 && tab < m_tabs->count())
            nameTab(static_cast<int>(tab));
    });
    m_windows.insert(qBound(0, position, static_cast<int>(m_windows.size())), window);
    for (qsizetype i = 1; i < m_windows.size(); ++i)
        setTabOrder(m_windows.at(i - 1), m_windows.at(i));
    window->show();
    arrange();
    Q_EMIT currentChanged();
}

void ChatArea::remove(ChatWindow *window)
{
    putBack(window);
    const auto position = m_windows.indexOf(window);
    const bool hadFocus = window->isAncestorOf(QApplication::focusWidget());
    m_windows.removeAt(position);
    if (m_current == window)
        m_current = nullptr;
    window->hide();
    window->deleteLater();
    if (hadFocus && !m_windows.isEmpty())
        activate(m_windows.at(qMin(position, m_windows.size() - 1)));
    arrange();
    Q_EMIT currentChanged();
}

void ChatArea::clear()
{
    m_current = nullptr;
    qDeleteAll(std::exchange(m_windows, {}));
    qDeleteAll(std::exchange(m_tornOff, {}));
    arrange();
    Q_EMIT currentChanged();
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

void ChatArea::setCurrent(ChatWindow *window)
{
    if (std::exchange(m_current, window) == window)
        return;
    if (m_arrangement == Arrangement::Tabs)
        arrange();
    Q_EMIT currentChanged();
}

/// The focus has come there. A mouse that brings it points at something in sight, which must not move away.
void ChatArea::enter(ChatWindow *window)
{
    setCurrent(window);
    if (QGuiApplication::mouseButtons() == Qt::NoButton)
        reveal(window);
}

/// All of it, or at least where one writes.
void ChatArea::reveal(ChatWindow *window)
{
    if (isTornOff(window))
        return;
    ensureWidgetVisible(window, 0, spacing);
    ensureWidgetVisible(window->focusProxy(), 0, spacing);
}

void ChatArea::activate(ChatWindow *window)
{
    setCurrent(window);
    if (TornOffChat *own = tornOff(window)) {
        own->raise();
        own->activateWindow();
    }
    window->focusInput();
}

void ChatArea::focusNext(int step)
{
    if (m_windows.isEmpty())
        return;
    const auto count = m_windows.size();
    // From outside the chats one comes back to the one left last.
    const bool isInside = m_current && m_current->isAncestorOf(QApplication::focusWidget());
    const auto here = m_windows.indexOf(current());
    activate(m_windows.at(isInside ? (here + step + count) % count : here));
}

void ChatArea::setArrangement(Arrangement arrangement)
{
    if (std::exchange(m_arrangement, arrangement) == arrangement)
        return;
    ChatWindow *window = current();
    const bool hadFocus = window && window->isAncestorOf(QApplication::focusWidget());
    arrange();
    if (hadFocus)
        activate(window);
}

TornOffChat *ChatArea::tornOff(const ChatWindow *window) const
{
    const auto found = std::find_if(m_tornOff.begin(), m_tornOff.end(),
                                    [window](const TornOffChat *own) { return own->chat() == window; });
    return found == m_tornOff.end() ? nullptr : *found;
}

void ChatArea::tearOff(ChatWindow *chat, const QByteArray &geometry)
{
    if (isTornOff(chat))
        return;
    auto *own = new TornOffChat(chat, window());
    own->restoreGeometry(geometry);
    m_tornOff << own;
    // The chat is put back, and the window that closes is still on the call stack.
    connect(own, &TornOffChat::closed, this, [this, chat] { putBack(chat); });
    arrange();
    Q_EMIT windowOpened(own);
    own->show();
    activate(chat);
    Q_EMIT currentChanged();
}

QHash<QString, QByteArray> ChatArea::tornOffGeometries() const
{
    QHash<QString, QByteArray> result;
    QStringList names;
    for (const ChatWindow *window : m_windows) {
        names << ClusterPlan::sessionName(window->chat()->user(), names);
        if (const TornOffChat *own = tornOff(window))
            result.insert(names.constLast(), own->saveGeometry());
    }
    return result;
}

void ChatArea::putBack(ChatWindow *chat)
{
    TornOffChat *own = tornOff(chat);
    if (!own)
        return;
    const bool wasActive = own->isActiveWindow();
    m_tornOff.removeOne(own);
    own->release()->setParent(widget());
    chat->show();
    arrange();
    if (wasActive) {
        window()->activateWindow();
        activate(chat);
    }
    Q_EMIT currentChanged();
}

void ChatArea::putAllBack()
{
    for (ChatWindow *window : std::as_const(m_windows))
        putBack(window);
}

/// Those that are not torn off.
QList<ChatWindow *> ChatArea::placed() const
{
    QList<ChatWindow *> result = m_windows;
    result.removeIf([this](const ChatWindow *window) { return isTornOff(window); });
    return result;
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
    if (!placed().isEmpty())
        return;
    painter.setPen(colours.muted);
    painter.drawText(viewport()->rect().adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap,
                     m_windows.isEmpty() ? m_placeholder : tr("All chats are in windows of their own."));
}

void ChatArea::nameTab(int tab)
{
    const ChatWindow *window = placed().at(tab);
    const QString name = tr("%1 · %2").arg(window->chat()->name(), badgeLetter(window->chat()->instance().name));
    m_tabs->setTabText(tab, window->unseen() > 0 ? tr("%1 (%2)").arg(name).arg(window->unseen()) : name);
    m_tabs->setTabToolTip(tab, window->title());
    m_tabs->setAccessibleTabName(tab, window->title());
}

void ChatArea::fillTabs()
{
    const QList<ChatWindow *> windows = placed();
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > windows.size())
        m_tabs->removeTab(m_tabs->count() - 1);
    while (m_tabs->count() < windows.size())
        m_tabs->addTab({});
    for (int tab = 0; tab < windows.size(); ++tab)
        nameTab(tab);
    m_tabs->setCurrentIndex(qMax(0, static_cast<int>(windows.indexOf(current()))));
}

void ChatArea::arrange()
{
    const bool hasTabs = m_arrangement == Arrangement::Tabs && !placed().isEmpty();
    if (hasTabs)
        fillTabs(); // Without a tab it has no height.
    const int bar = hasTabs ? m_tabs->sizeHint().height() : 0;
    setViewportMargins(0, bar, 0, 0);
    m_tabs->setGeometry(0, 0, width(), bar);
    m_tabs->setVisible(hasTabs);
    hasTabs ? arrangeTabs() : arrangeTiles();
    if (m_current)
        reveal(m_current);
    viewport()->update();
}

void ChatArea::arrangeTabs()
{
    const QSize area = viewport()->size();
    widget()->resize(area);
    const QList<ChatWindow *> windows = placed();
    for (int i = 0; i < windows.size(); ++i) {
        windows.at(i)->setGeometry(QRect(QPoint(), area).adjusted(spacing, spacing, -spacing, -spacing));
        windows.at(i)->setVisible(i == m_tabs->currentIndex());
    }
}

void ChatArea::arrangeTiles()
{
    const QList<ChatWindow *> windows = placed();
    const QSize area = viewport()->size();
    const int count = static_cast<int>(windows.size());
    if (count == 0) {
        widget()->resize(area);
        return;
    }
    // Nor for a scroll bar.
    const int columns = tileColumns(count, {width(), m_whole ? m_whole->height() : area.height()});
    const int rows = (count + columns - 1) / columns;
    const int height = qMax((area.height() - spacing) / rows - spacing, minTileHeight);
    widget()->resize(area.width(), rows * (height + spacing) + spacing);
    for (int i = 0; i < count; ++i) {
        const int row = i / columns;
        // The last row's tiles share its whole width.
        const int inRow = row == rows - 1 ? count - row * columns : columns;
        const int left = spacing + (i % columns) * (area.width() - spacing) / inRow;
        const int right = spacing + (i % columns + 1) * (area.width() - spacing) / inRow;
        windows.at(i)->setGeometry(left, spacing + row * (height + spacing), right - left - spacing, height);
        windows.at(i)->show();
    }
}

} // namespace crosstalk
