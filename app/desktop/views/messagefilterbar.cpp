// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/messagefilterbar.h"

#include "app/desktop/views/facetlist.h"
#include "app/desktop/views/icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QResizeEvent>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolButton>

namespace crosstalk {

namespace {

void fill(QComboBox *list, const QStringList &words)
{
    removeOtherFacets(list, [&](const QString &word) { return words.contains(word); });
    for (const QString &word : words)
        if (list->findData(word) < 0)
            list->addItem(word.isEmpty() ? MessageFilterBar::tr("(no rooms)") : word, word);
}

} // namespace

MessageFilterBar::MessageFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_from(makeList(tr("From any"), tr("Instance of the sender")))
    , m_sender(makeList(tr("Any sender"), tr("Sender")))
    , m_to(makeList(tr("To any"), tr("Instance of the receiver")))
    , m_receiver(makeList(tr("Any receiver"), tr("Receiver")))
    , m_room(makeList(tr("Any room"), tr("Room")))
    , m_class(makeList(tr("Any outcome"), tr("Outcome")))
    , m_reset(new QToolButton(this))
    , m_counts(new QLabel(this))
    , m_first(new QHBoxLayout)
    , m_second(new QHBoxLayout)
{
    m_class->setItemData(0, MessageRow::any);
    m_class->addItem(tr("Wrong, missed or delayed"), int(MessageRow::wanting));
    m_class->insertSeparator(m_class->count());
    for (int single = MessageRow::OnItsWay; single <= MessageRow::Excused; single <<= 1)
        m_class->addItem(MessageModel::words(MessageRow::Classes(single)), single);

    m_text->setPlaceholderText(tr("Filter by name, number, outcome or text"));
    m_text->setAccessibleName(tr("Filter of the messages"));
    m_text->setClearButtonEnabled(true);
    connect(m_text, &QLineEdit::textChanged, this, &MessageFilterBar::tell);
    connect(m_text, &QLineEdit::returnPressed, this, &MessageFilterBar::tableRequested);
    new QShortcut(Qt::Key_Down, m_text, this, &MessageFilterBar::tableRequested, Qt::WidgetShortcut);
    m_reset->setIcon(icon(QStringLiteral("close")));
    m_reset->setIconSize({12, 12});
    m_reset->setAutoRaise(true);
    m_reset->setToolTip(tr("Show all messages again"));
    m_reset->setAccessibleName(m_reset->toolTip());
    connect(m_reset, &QToolButton::clicked, this, [this] { setQuery({}); });
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    m_counts->setAccessibleName(tr("Messages shown"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(6);
    for (QHBoxLayout *row : {m_first, m_second}) {
        row->setSpacing(6);
        layout->addLayout(row);
    }
    m_first->addWidget(m_text, 1);
    m_first->addWidget(m_reset);
    m_first->addWidget(m_counts);
    arrange(false);
    setCounts(0, 0);
    m_reset->setEnabled(false);
}

void MessageFilterBar::arrange(bool isNarrow)
{
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    const QList<QWidget *> lists{m_from, m_sender, m_to, m_receiver, m_room};
    int place = m_first->indexOf(m_text) + 1;
    for (QWidget *list : lists) {
        if (isNarrow)
            m_second->addWidget(list, 1);
        else
            m_first->insertWidget(place++, list);
    }
    m_first->insertWidget(place, m_class);
    // The keyboard goes as the eye does.
    const QList<QWidget *> outcome{m_class, m_reset};
    QWidget *before = m_text;
    for (QWidget *next : isNarrow ? outcome + lists : lists + outcome) {
        setTabOrder(before, next);
        before = next;
    }
}

void MessageFilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Its words are few and known: they are never cut.
    m_class->setFixedWidth(m_class->sizeHint().width());
    int needed = fontMetrics().horizontalAdvance(m_text->placeholderText()) + m_counts->sizeHint().width() + 80;
    for (const QComboBox *list : {m_from, m_sender, m_to, m_receiver, m_room, m_class})
        needed += list->sizeHint().width() + 6;
    arrange(width() < needed);
}

QComboBox *MessageFilterBar::makeList(const QString &all, const QString &accessibleName)
{
    QComboBox *list = makeFacetList(this, all, accessibleName);
    list->setToolTip(tr("Show only messages of this: %1").arg(accessibleName.toLower()));
    connect(list, &QComboBox::currentIndexChanged, this, &MessageFilterBar::tell);
    return list;
}

MessageQuery MessageFilterBar::query() const
{
    MessageQuery query;
    query.text = m_text->text().simplified();
    query.from = m_from->currentData().toString();
    query.sender = m_sender->currentData().toString();
    query.to = m_to->currentData().toString();
    query.receiver = m_receiver->currentData().toString();
    if (m_room->currentIndex() > 0)
        query.room = m_room->currentData().toString();
    query.classes = MessageRow::Classes(m_class->currentData().toInt());
    query.since = m_since;
    return query;
}

void MessageFilterBar::setQuery(const MessageQuery &query)
{
    const auto orAny = [](const QString &word) { return word.isEmpty() ? QVariant() : QVariant(word); };
    {
        // One change, told once.
        const QSignalBlocker blocker(this);
        m_since = query.since;
        m_text->setText(query.text);
        chooseFacet(m_from, orAny(query.from));
        chooseFacet(m_sender, orAny(query.sender));
        chooseFacet(m_to, orAny(query.to));
        chooseFacet(m_receiver, orAny(query.receiver));
        chooseFacet(m_room, query.room ? QVariant(*query.room) : QVariant());
        m_class->setCurrentIndex(m_class->findData(static_cast<int>(query.classes.toInt())));
    }
    tell();
}

void MessageFilterBar::setFacets(const MessageFacets &facets)
{
    const QSignalBlocker blocker(this);
    fill(m_sender, facets.senders);
    fill(m_receiver, facets.receivers);
    fill(m_room, facets.rooms);
    fillWithTags(m_from, facets.instances, tr("From %1"));
    fillWithTags(m_to, facets.instances, tr("To %1"));
}

void MessageFilterBar::setCounts(int shown, int all, const QString &since)
{
    const QLocale locale;
    const QString counts = shown == all ? tr("%1 rows").arg(locale.toString(all))
                                        : tr("%1 of %2 rows").arg(locale.toString(shown), locale.toString(all));
    m_counts->setText(since.isEmpty() ? counts : tr("%1 · sent since %2").arg(counts, since));
}

void MessageFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void MessageFilterBar::tell()
{
    const MessageQuery wanted = query();
    m_reset->setEnabled(!wanted.isEverything());
    Q_EMIT queryChanged(wanted);
}

} // namespace crosstalk
