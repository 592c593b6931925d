// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/chatwindow.h"

#include "app/desktop/chat.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/accentbutton.h"
#include "app/desktop/views/badgelabel.h"
#include "app/desktop/views/bulkbar.h"
#include "app/desktop/views/chatinput.h"
#include "app/desktop/views/chatsearchbar.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/elidinglabel.h"
#include "app/desktop/views/icon.h"
#include "app/desktop/views/messagedialog.h"
#include "app/desktop/views/rowactions.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr int accentHeight = 3;
constexpr qreal radius = 6;
constexpr int newestMargin = 3;

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

/// How many messages its lines would make; beyond the most that may be, no more are counted.
int messagesIn(const QTextDocument *document)
{
    int count = 0;
    for (QTextBlock block = document->begin(); block.isValid() && count <= BulkSend::most; block = block.next())
        count += block.text().trimmed().isEmpty() ? 0 : 1;
    return count;
}

} // namespace

ChatWindow::ChatWindow(Chat *chat, QWidget *parent)
    : QWidget(parent)
    , m_chat(chat)
    , m_view(new ChatView(chat->model(), this))
    , m_input(new ChatInput(this))
    , m_sendActions(crosstalk::sendActions(), this)
    , m_send(new AccentButton(tr("Send"), chat->instance().number, this))
    , m_ways(buildWays())
    , m_search(new ChatSearchBar(chat->model(), m_view, this))
    , m_bulk(new BulkBar(chat->bulk(), this))
    , m_outlook(new OutlookLabel(this))
    , m_header(buildHeader())
    , m_footer(buildFooter())
    , m_newest(buildNewest())
{
    nameIt();
    setMinimumSize(200, 150);
    const bool isWritable = chat->role() == Chat::Role::Writes;
    setFocusProxy(isWritable ? static_cast<QWidget *>(m_input) : m_view);
    m_input->setPrompt(chat->hasRooms() ? tr("Message %1…").arg(chat->room()) : tr("Message everybody…"));
    m_view->setPlaceholder(emptyWords());
    m_view->setWritable(isWritable);
    m_send->setAccessibleName(tr("Send the message of %1").arg(chat->name()));
    m_send->setToolTip(tr("Send (Enter; Shift+Enter for a new line)"));
    m_send->setContextMenuPolicy(Qt::CustomContextMenu);
    m_outlook->setAccessibleName(tr("State of the link"));
    m_outlook->setContentsMargins(12, 5, 12, 5);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, accentHeight, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addSpacing(1);
    layout->addWidget(m_search);
    layout->addWidget(m_outlook);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_bulk);
    layout->addSpacing(1);
    layout->addWidget(m_footer);
    setTabOrder(m_input, m_send);
    setTabOrder(m_send, m_ways);
    setTabOrder(m_ways, m_bulk->focusProxy());
    setTabOrder(m_bulk->focusProxy(), m_view);

    connect(m_view, &ChatView::followingChanged, this, &ChatWindow::showNewestButton);
    connect(m_view, &ChatView::resized, this, &ChatWindow::placeNewest);
    connect(m_view, &ChatView::unseenChanged, this, [this](int unseen) {
        showNewestButton();
        Q_EMIT unseenChanged(unseen);
    });
    connect(m_view, &ChatView::wholeRequested, this, &ChatWindow::showWhole);
    connect(m_view, &ChatView::pathRequested, this, &ChatWindow::requestPath);
    connect(m_view, &ChatView::sendAgainRequested, chat, &Chat::resend);
    connect(m_view, &ChatView::sendAllAgainRequested, chat, &Chat::resendAll);
    connect(m_search, &ChatSearchBar::closed, this, &ChatWindow::focusInput);
    connectInput();
    connect(chat, &Chat::linkChanged, this, &ChatWindow::showLink);
    m_countdown.setInterval(100ms);
    connect(&m_countdown, &QTimer::timeout, this, &ChatWindow::showLink);
    connect(qApp, &QApplication::focusChanged, this, [this] { update(); });
    showLink();
}

void ChatWindow::connectInput()
{
    connect(m_input, &ChatInput::submitted, this, &ChatWindow::send);
    connect(m_input, &ChatInput::submittedEach, this, &ChatWindow::sendEach);
    connect(m_input, &ChatInput::submittedToAll, this, &ChatWindow::sendToAll);
    connect(m_send, &QPushButton::clicked, this, &ChatWindow::send);
    connect(m_send, &QWidget::customContextMenuRequested, this, &ChatWindow::offerWays);
    connect(m_bulk, &BulkBar::sendEachRequested, this, &ChatWindow::sendEach);
    connect(m_bulk, &BulkBar::cancelRequested, m_chat, &Chat::cancelBulk);
    connect(m_input, &QPlainTextEdit::textChanged, this, [this] {
        updateSendActions();
        m_chat->setDraft(m_input->toPlainText());
    });
    connect(m_chat, &Chat::draftChanged, this, &ChatWindow::showDraft);
    connectSendActions();
    showDraft();
}

void ChatWindow::connectSendActions()
{
    connect(m_sendActions.at(SendMessage), &QAction::triggered, this, &ChatWindow::send);
    connect(m_sendActions.at(SendEachLine), &QAction::triggered, this, &ChatWindow::sendEach);
    connect(m_sendActions.at(SendFromAll), &QAction::triggered, this, &ChatWindow::sendToAll);
    updateSendActions();
}

void ChatWindow::updateSendActions()
{
    const int messages = messagesIn(m_input->document());
    m_sendActions.at(SendMessage)->setEnabled(hasText());
    m_sendActions.at(SendEachLine)->setEnabled(messages > 1 && messages <= BulkSend::most);
    m_sendActions.at(SendFromAll)->setEnabled(hasText());
    m_send->setEnabled(hasText());
    m_ways->setEnabled(hasText());
    m_bulk->offer(messages);
}

void ChatWindow::showDraft()
{
    if (m_chat->draft() == m_input->toPlainText())
        return;
    m_input->setPlainText(m_chat->draft());
    m_input->moveCursor(QTextCursor::End);
}

QToolButton *ChatWindow::buildNewest()
{
    auto *newest = new QToolButton(m_view);
    newest->setIcon(icon(QStringLiteral("newest")));
    newest->setToolTip(tr("Go to the newest message"));
    newest->hide();
    connect(newest, &QToolButton::clicked, m_view, &ChatView::scrollToNewest);
    return newest;
}

QToolButton *ChatWindow::buildWays()
{
    auto *ways = new QToolButton(this);
    ways->setIcon(icon(QStringLiteral("down")));
    ways->setIconSize({12, 12});
    ways->setAutoRaise(true);
    ways->setFocusPolicy(Qt::TabFocus);
    ways->setToolTip(tr("Other ways to send"));
    ways->setAccessibleName(tr("Other ways to send the message of %1").arg(m_chat->name()));
    connect(ways, &QToolButton::clicked, this, &ChatWindow::offerWays);
    return ways;
}

void ChatWindow::offerWays()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_sendActions.all());
    menu->popup(m_ways->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

QWidget *ChatWindow::buildHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(12, 7, 6, 7);
    layout->setSpacing(5);
    auto *user = new ElidingLabel(m_chat->name(), header);
    user->setTextFormat(Qt::PlainText);
    user->setToolTip(m_chat->name() == m_chat->user()
                         ? m_chat->name()
                         : tr("%1, whom the server knows as %2").arg(m_chat->name(), m_chat->user()));
    QFont font = user->font();
    font.setWeight(QFont::DemiBold);
    user->setFont(font);
    auto *room = new MutedLabel(m_chat->place(), header);
    room->setToolTip(m_chat->hasRooms() ? tr("Room %1").arg(m_chat->room()) : tr("This server has no rooms"));
    auto *close = new QToolButton(header);
    close->setIcon(icon(QStringLiteral("close")));
    close->setIconSize({12, 12});
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);
    close->setToolTip(tr("Close this chat (Ctrl+W)"));
    close->setAccessibleName(tr("Close the chat of %1").arg(m_chat->name()));
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
    // Its frame is painted round it, so that nothing of it, such as a scroll bar, is in the way of that.
    m_inputFrame = new QWidget(footer);
    auto *inFrame = new QVBoxLayout(m_inputFrame);
    inFrame->setContentsMargins(2, 2, 2, 2);
    inFrame->addWidget(m_input);
    layout->addWidget(m_inputFrame, 1, Qt::AlignBottom);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_send);
    buttons->addWidget(m_ways, 0, Qt::AlignVCenter);
    layout->addLayout(buttons);
    layout->setAlignment(buttons, Qt::AlignBottom);
    return footer;
}

QString ChatWindow::title() const
{
    const QString letter = badgeLetter(m_chat->instance().name);
    return m_chat->hasRooms() ? tr("%1 on instance %2, room %3").arg(m_chat->name(), letter, m_chat->room())
                              : tr("%1 on instance %2, %3").arg(m_chat->name(), letter, m_chat->place());
}

QString ChatWindow::emptyWords() const
{
    const bool isWritable = m_chat->role() == Chat::Role::Writes;
    const QString letter = badgeLetter(m_chat->instance().name);
    if (!m_chat->hasRooms())
        return isWritable ? tr("Nobody has said anything yet. What you write goes through %1 to everybody.").arg(letter)
                          : tr("Nobody has said anything yet.");
    return isWritable
               ? tr("Nobody has said anything in %1 yet. What you write goes through %2 to everybody in the room.")
                     .arg(m_chat->room(), letter)
               : tr("Nobody has said anything in %1 yet.").arg(m_chat->room());
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

bool ChatWindow::isBeingWritten() const
{
    return hasText() && m_input->document()->isModified();
}

void ChatWindow::openSearch()
{
    m_search->open();
}

int ChatWindow::unseen() const
{
    return m_view->unseen();
}

void ChatWindow::keyPressEvent(QKeyEvent *event)
{
    const bool isWritable = m_chat->role() == Chat::Role::Writes;
    if (event->key() == Qt::Key_Escape && isWritable && !m_input->hasFocus())
        focusInput();
    else if (event->key() != Qt::Key_F3 || !m_search->isVisible())
        QWidget::keyPressEvent(event);
    else if (event->modifiers().testFlag(Qt::ShiftModifier))
        m_search->previous();
    else
        m_search->next();
}

QString ChatWindow::takeText()
{
    const QString text = m_input->toPlainText();
    m_input->clear();
    return text;
}

void ChatWindow::send()
{
    if (!hasText())
        return;
    m_chat->say(takeText());
    m_view->scrollToNewest();
    m_view->dismissDivider();
}

void ChatWindow::sendEach()
{
    const int messages = messagesIn(m_input->document());
    if (messages == 0 || messages > BulkSend::most)
        return;
    m_chat->sayEach(BulkSend::messagesIn(takeText()));
    m_view->scrollToNewest();
    m_view->dismissDivider();
}

void ChatWindow::sendToAll()
{
    if (!hasText())
        return;
    const QString text = takeText();
    m_view->scrollToNewest();
    m_view->dismissDivider();
    Q_EMIT sendToAllRequested(text);
}

void ChatWindow::showWhole(int row)
{
    auto *dialog = new MessageDialog(m_chat->model()->line(row), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

/// Of one that came here, the way to here is pointed at.
void ChatWindow::requestPath(int row)
{
    const ChatLine &line = m_chat->model()->line(row);
    if (line.probe.n > 0)
        Q_EMIT pathRequested(line.probe, line.kind == ChatLine::Kind::Received ? m_chat->name() : QString());
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

void ChatWindow::showNewestButton()
{
    const int unseen = m_view->unseen();
    m_newest->setText(unseen > 0 ? locale().toString(unseen) : QString());
    m_newest->setToolButtonStyle(unseen > 0 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    m_newest->setAccessibleName(unseen > 0 ? tr("Go to the newest message, %1 unseen").arg(locale().toString(unseen))
                                           : m_newest->toolTip());
    m_newest->setVisible(!m_view->isFollowing());
    m_view->setRoomBelow(m_view->isFollowing() ? 0 : m_newest->sizeHint().height() + 2 * newestMargin);
    placeNewest();
}

void ChatWindow::placeNewest()
{
    m_newest->resize(m_newest->sizeHint());
    const QRect area = m_view->viewport()->geometry();
    m_newest->move(area.right() - m_newest->width() - 8, area.bottom() + 1 + newestMargin);
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

    const QRectF input = QRectF(m_inputFrame->geometry().translated(m_footer->pos())).adjusted(.5, .5, -.5, -.5);
    painter.setPen(m_input->hasFocus() ? accent : colours.line);
    painter.drawRoundedRect(input, 5, 5);
}

} // namespace crosstalk
