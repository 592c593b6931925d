// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/messagedetails.h"

#include "app/desktop/bench.h"
#include "app/desktop/views/fonts.h"
#include "app/desktop/views/pathview.h"
#include "app/engine/cluster.h"

#include <QLabel>
#include <QVBoxLayout>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

/// Of its text: the chat has all of it.
constexpr qsizetype shownCharacters = 280;

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1);
    return label;
}

QString elided(const QString &text)
{
    return text.size() > shownCharacters ? text.first(shownCharacters) + QStringLiteral("…") : text;
}

/// How many others it has reached: "1 of 2 have received it". The sender's own copy is apart, as in the mark of a chat.
QString summaryOf(const MessagePath &path)
{
    int receivers = 0;
    int reached = 0;
    for (const PathHop &hop : path.hops) {
        const bool isOthers = hop.kind == PathHop::Kind::Receipt && hop.who != path.probe.session;
        receivers += isOthers ? 1 : 0;
        reached += isOthers && hop.at ? 1 : 0;
    }
    if (receivers == 0)
        return MessageDetails::tr("Nobody else was there to receive it");
    return MessageDetails::tr("%1 of %2 have received it").arg(reached).arg(receivers);
}

} // namespace

MessageDetails::MessageDetails(QWidget *parent)
    : QWidget(parent)
    , m_text(makeLabel(this))
    , m_summary(makeLabel(this))
    , m_note(makeLabel(this))
    , m_view(new PathView(&m_path, this))
{
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFocusPolicy(Qt::StrongFocus);
    m_text->setAccessibleName(tr("Text of the message"));
    for (QLabel *label : {m_summary, m_note}) {
        label->setFont(smallFont(font()));
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_note->setText(
        tr("An instance does not say when it forwards: from the broker through an instance to its client is "
           "one time. The broker's is when it was heard there."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (QLabel *label : {m_text, m_summary}) {
        label->setContentsMargins(12, 0, 12, 0);
        layout->addWidget(label);
    }
    layout->addWidget(m_view, 1);
    m_note->setContentsMargins(12, 4, 12, 10);
    layout->addWidget(m_note);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(100ms);
    connect(&m_refresh, &QTimer::timeout, this, &MessageDetails::refresh);
}

MessageDetails::~MessageDetails()
{
    // Before the model that it shows.
    delete m_view;
}

void MessageDetails::setBench(const Bench *bench)
{
    if (m_bench)
        disconnect(m_bench->messageModel(), nullptr, this, nullptr);
    m_bench = bench;
    m_probe = {};
    m_path.setPath({}, {});
    const MessageModel *messages = bench->messageModel();
    connect(messages, &QAbstractItemModel::rowsInserted, this, &MessageDetails::refreshSoon);
    connect(messages, &QAbstractItemModel::dataChanged, this, &MessageDetails::refreshSoon);
}

void MessageDetails::show(const history::ProbeId &probe, const QString &receiver)
{
    const bool isOther = probe != m_probe;
    m_probe = probe;
    m_receiver = receiver;
    if (isOther)
        m_path.setPath({}, {});
    if (!isVisible())
        return; // As soon as it is.
    refresh();
    point();
}

/// At the hop that was asked for, and of a message without, at its beginning.
void MessageDetails::point()
{
    const int row = m_path.rowOf(m_receiver);
    if (row >= 0)
        m_view->setCurrentIndex(m_path.index(row));
    else
        m_view->scrollToTop();
}

void MessageDetails::refreshSoon()
{
    if (m_probe.n > 0 && isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

void MessageDetails::refresh()
{
    if (!m_bench || m_probe.n == 0)
        return;
    const QList<MessageRow> rows = m_bench->messageFeed()->rows(m_probe);
    const bool isKept = !rows.isEmpty();
    if (isKept) {
        const Instance *from = m_bench->cluster()->instance(rows.constFirst().from.name);
        const MessagePath path = messagePath(rows, m_bench->messageFeed()->past(), !from || !from->isAttached());
        const QModelIndex current = m_view->currentIndex();
        const auto pointed = current.isValid() ? std::optional(m_path.path().hops.at(current.row())) : std::nullopt;
        m_path.setPath(path, m_bench->messageModel()->epoch());
        // Receivers change places as they get it.
        if (pointed && !m_view->currentIndex().isValid())
            m_view->setCurrentIndex(m_path.index(m_path.rowOf(pointed->kind, pointed->who)));
    }
    const QString text = elided(m_path.path().text);
    if (!m_text->hasSelectedText() && m_text->text() != text)
        m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_summary->setText(m_path.rowCount() > 0 ? summaryOf(m_path.path())
                                             : tr("Nothing is kept of it: it had no receiver, or it was long ago."));
    m_view->copyAction()->setEnabled(m_path.rowCount() > 0);
    m_view->setVisible(m_path.rowCount() > 0);
    m_note->setVisible(m_path.rowCount() > 0);
}

void MessageDetails::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    point();
}

} // namespace crosstalk
