// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/bulkbar.h"

#include "app/desktop/bulksend.h"
#include "app/desktop/views/elidinglabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

namespace crosstalk {

BulkBar::BulkBar(const BulkSend *bulk, QWidget *parent)
    : QWidget(parent)
    , m_bulk(bulk)
    , m_words(new ElidingLabel(this))
    , m_button(new QToolButton(this))
{
    m_words->setAccessibleName(tr("Sending of several messages"));
    m_button->setFocusPolicy(Qt::TabFocus);
    setFocusProxy(m_button);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 2, 10, 2);
    layout->addWidget(m_words, 1);
    layout->addStretch();
    layout->addWidget(m_button);
    connect(m_button, &QToolButton::clicked, this,
            [this] { m_bulk->isUnderWay() ? Q_EMIT cancelRequested() : Q_EMIT sendEachRequested(); });
    connect(bulk, &BulkSend::progressed, this, &BulkBar::update);
    update();
}

QString BulkBar::tooMuchWords() const
{
    return tr("More than %1 lines: too many to send one by one").arg(locale().toString(BulkSend::most));
}

QString BulkBar::offerWords(int messages)
{
    return tr("Send as %1 messages").arg(QLocale().toString(messages));
}

void BulkBar::offer(int messages)
{
    m_offered = messages;
    update();
}

void BulkBar::update()
{
    const bool isUnderWay = m_bulk->isUnderWay();
    const bool isTooMuch = m_offered > BulkSend::most;
    if (isUnderWay)
        m_words->setText(
            tr("Sending %1 of %2…").arg(locale().toString(m_bulk->done()), locale().toString(m_bulk->total())));
    else if (isTooMuch)
        m_words->setText(tooMuchWords());
    else
        m_words->setText(tr("Enter sends one message"));
    m_button->setText(isUnderWay ? tr("Cancel") : offerWords(m_offered));
    m_button->setToolTip(isUnderWay ? tr("Sends no more; what is left comes back into the input")
                                    : tr("Each line a message of its own (Ctrl+Shift+Enter)"));
    m_button->setAccessibleName(m_button->text());
    m_button->setVisible(isUnderWay || !isTooMuch);
    m_words->setToolTip(isTooMuch && !isUnderWay ? tooMuchWords() : m_words->text());
    setVisible(isUnderWay || m_offered > 1);
    fit();
}

/// In a narrow chat the button is shorter, and where it speaks for itself, alone.
void BulkBar::fit()
{
    const bool isTooMuch = !m_bulk->isUnderWay() && m_offered > BulkSend::most;
    const bool isOffer = !m_bulk->isUnderWay() && !isTooMuch;
    const int room = layout()->contentsRect().width();
    if (isTooMuch) {
        m_words->setText(tooMuchWords());
        if (m_words->sizeHint().width() > room)
            m_words->setText(tr("Too many: %1 at most").arg(locale().toString(BulkSend::most)));
    }
    if (isOffer) {
        m_button->setText(offerWords(m_offered));
        if (m_button->sizeHint().width() > room)
            m_button->setText(tr("Send each"));
    }
    const int both = m_button->sizeHint().width() + layout()->spacing() + m_words->sizeHint().width();
    m_words->setVisible(!isOffer || both <= room);
}

void BulkBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace crosstalk
