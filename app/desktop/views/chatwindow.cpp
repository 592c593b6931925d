// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatwindow.h"

#include "app/desktop/chat.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/accentbutton.h"
#include "app/desktop/views/badgelabel.h"
#include "app/desktop/views/chatinput.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/elidinglabel.h"
#include "app/desktop/views/icon.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <QVBoxLayout>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr int accentHeight = 3;
constexpr qreal radius = 6;

/// Text in the muted colour of the moment, whatever the theme becomes.
class MutedLabel : public ElidingLabel
{
public:
    using ElidingLabel::ElidingLabel;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(Palette::of(palette()).muted);
        painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
    }
};

/// An amber line: something is not as it should be, and this comes next.
class OutlookLabel : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette colours = Palette::of(palette());
        QPainter painter(this);
        painter.fillRect(rect(), Palette::over(palette().color(QPalette::Base), colours.warning, 0.12));
        painter.setPen(colours.warning);
        painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextWordWrap, text());
    }
};

} // namespace

ChatWindow::ChatWindow(Chat *chat, QWidget *parent)
    : QWidget(parent)
    , m_chat(chat)
    , m_view(new ChatView(chat->model(), this))
    , m_input(new ChatInput(this))
    , m_send(new AccentButton(tr("Send"), chat->instance().number, this))
    , m_outlook(new OutlookLabel(this))
    , m_header(buildHeader())
    , m_footer(buildFooter())
{
    nameIt();
    setMinimumSize(220, 150);
    const bool isWritable = chat->role() == Chat::Role::Writes;
    setFocusProxy(isWritable ? static_cast<QWidget *>(m_input) : m_view);
    m_input->setPlaceholderText(tr("Message %1…").arg(chat->room()));
    m_view->setPlaceholder(
        chat->role() == Chat::Role::Writes
            ? tr("Nobody has said anything in %1 yet. What you write goes through %2 to everybody in the room.")
                  .arg(chat->room(), badgeLetter(chat->instance().name))
            : tr("Nobody has said anything in %1 yet.").arg(chat->room()));
    m_send->setAccessibleName(tr("Send the message of %1").arg(chat->user()));
    m_send->setToolTip(tr("Send (Enter; Shift+Enter for a new line)"));
    m_outlook->setAccessibleName(tr("State of the link"));
    m_outlook->setContentsMargins(12, 5, 12, 5);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, accentHeight, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addSpacing(1);
    layout->addWidget(m_outlook);
    layout->addWidget(m_view, 1);
    layout->addSpacing(1);
    layout->addWidget(m_footer);
    setTabOrder(m_input, m_send);
    setTabOrder(m_send, m_view);

    auto *newest = new QToolButton(m_view);
    newest->setIcon(icon(QStringLiteral("newest")));
    newest->setToolTip(tr("Go to the newest message"));
    newest->setAccessibleName(newest->toolTip());
    newest->hide();
    m_newest = newest;
    connect(newest, &QToolButton::clicked, m_view, &ChatView::scrollToNewest);
    connect(m_view, &ChatView::followingChanged, this, &ChatWindow::showNewestButton);

    connect(m_input, &ChatInput::submitted, this, &ChatWindow::send);
    connect(m_send, &QPushButton::clicked, this, &ChatWindow::send);
    connect(m_input, &QPlainTextEdit::textChanged, this,
            [this] { m_send->setEnabled(!m_input->document()->isEmpty()); });
    m_send->setEnabled(false);
    connect(chat, &Chat::linkChanged, this, &ChatWindow::showLink);
    m_countdown.setInterval(100ms);
    connect(&m_countdown, &QTimer::timeout, this, &ChatWindow::showLink);
    connect(qApp, &QApplication::focusChanged, this, [this] { update(); });
    showLink();
}

QWidget *ChatWindow::buildHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(12, 7, 6, 7);
    layout->setSpacing(5);
    auto *user = new ElidingLabel(m_chat->user(), header);
    QFont font = user->font();
    font.setWeight(QFont::DemiBold);
    user->setFont(font);
    auto *room = new MutedLabel(m_chat->room(), header);
    room->setToolTip(tr("Room %1").arg(m_chat->room()));
    auto *close = new QToolButton(header);
    close->setIcon(icon(QStringLiteral("close")));
    close->setIconSize({12, 12});
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);
    close->setToolTip(tr("Close this chat (Ctrl+W)"));
    close->setAccessibleName(tr("Close the chat of %1").arg(m_chat->user()));
    connect(close, &QToolButton::clicked, this, &ChatWindow::closeRequested);
    close->setVisible(m_chat->role() == Chat::Role::Writes);
    layout->addWidget(user, 1);
    auto *badge = new BadgeLabel(m_chat->instance(), header);
    connect(m_chat, &Chat::instanceChanged, badge, [this, badge] {
        badge->setTag(m_chat->instance());
        nameIt();
        update();
    });
    layout->addWidget(badge);
    layout->addWidget(room);
    layout->addWidget(close);
    return header;
}

QWidget *ChatWindow::buildFooter()
{
    auto *footer = new QWidget(this);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(8);
    footer->setVisible(m_chat->role() == Chat::Role::Writes);
    layout->addWidget(m_input, 1, Qt::AlignBottom);
    layout->addWidget(m_send, 0, Qt::AlignBottom);
    return footer;
}

QString ChatWindow::title() const
{
    return tr("%1 on instance %2, room %3").arg(m_chat->user(), m_chat->instance().name, m_chat->room());
}

void ChatWindow::nameIt()
{
    setAccessibleName(tr("Chat of %1").arg(title()));
    m_view->setAccessibleName(tr("Messages of %1").arg(title()));
    m_input->setAccessibleName(tr("Message from %1").arg(title()));
}

void ChatWindow::focusInput()
{
    setFocus(Qt::ShortcutFocusReason); // Its proxy.
}

bool ChatWindow::hasText() const
{
    return !m_input->document()->isEmpty();
}

void ChatWindow::send()
{
    const QString text = m_input->toPlainText();
    if (text.isEmpty())
        return;
    m_input->clear();
    m_chat->say(text);
    m_view->scrollToNewest();
}

void ChatWindow::showLink()
{
    const QString outlook = m_chat->linkOutlook();
    m_outlook->setText(outlook);
    m_outlook->setVisible(!outlook.isEmpty());
    if (outlook.isEmpty())
        m_countdown.stop();
    else if (!m_countdown.isActive())
        m_countdown.start();
}

void ChatWindow::showNewestButton(bool isFollowing)
{
    m_newest->setVisible(!isFollowing);
    m_newest->resize(m_newest->sizeHint());
    const QRect area = m_view->viewport()->geometry();
    m_newest->move(area.right() - m_newest->width() - 8, area.bottom() - m_newest->height() - 8);
}

void ChatWindow::paintEvent(QPaintEvent *)
{
    const Palette colours = Palette::of(palette());
    const QColor accent = colours.instance(m_chat->instance().number);
    const QRectF frame = QRectF(rect()).adjusted(.5, .5, -.5, -.5);
    const bool isActive = isAncestorOf(QApplication::focusWidget());

    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(frame, radius, radius);
    painter.fillPath(outline, palette().color(QPalette::Base));
    painter.setPen(isActive ? Palette::over(colours.line, accent, 0.55) : colours.line);
    painter.drawPath(outline);

    painter.save();
    painter.setClipRect(QRectF(0, 0, width(), accentHeight));
    painter.fillPath(outline, accent);
    painter.restore();

    painter.setPen(colours.line);
    const qreal underHeader = m_header->geometry().bottom() + 1.5;
    const qreal overFooter = m_footer->geometry().top() - 0.5;
    painter.drawLine(QPointF(1, underHeader), QPointF(width() - 1, underHeader));
    if (m_chat->role() == Chat::Role::LooksOn)
        return;
    painter.drawLine(QPointF(1, overFooter), QPointF(width() - 1, overFooter));

    const QRectF input = QRectF(m_input->geometry().translated(m_footer->pos())).adjusted(.5, .5, -.5, -.5);
    painter.setPen(m_input->hasFocus() ? accent : colours.line);
    painter.drawRoundedRect(input, 5, 5);
}

} // namespace crosstalk
