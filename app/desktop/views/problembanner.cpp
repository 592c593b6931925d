// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/problembanner.h"

#include "app/desktop/palette.h"
#include "app/desktop/views/brieflabel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace crosstalk {

namespace {

constexpr int hintLines = 2; ///< More would crowd out the chats.

} // namespace

ProblemBanner::ProblemBanner(QWidget *parent)
    : QWidget(parent)
    , m_what(new QLabel(this))
    , m_hint(new BriefLabel(hintLines, this))
    , m_retry(new QPushButton(tr("&Try again"), this))
{
    QFont font = m_what->font();
    font.setWeight(QFont::DemiBold);
    m_what->setFont(font);
    for (QLabel *label : {m_what, static_cast<QLabel *>(m_hint)}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        // So that a command in it can be copied.
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_what->setAccessibleName(tr("What went wrong"));
    m_hint->setAccessibleName(tr("What to try"));
    auto *log = new QPushButton(tr("Show &log"), this);
    auto *dismiss = new QPushButton(tr("Dis&miss"), this);
    connect(log, &QPushButton::clicked, this, &ProblemBanner::logRequested);
    connect(m_retry, &QPushButton::clicked, this, &ProblemBanner::retryRequested);
    connect(dismiss, &QPushButton::clicked, this, &ProblemBanner::dismissed);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(26, 22, 22, 12);
    layout->setSpacing(8);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_what);
    words->addWidget(m_hint);
    layout->addLayout(words, 1);
    layout->addWidget(m_retry, 0, Qt::AlignVCenter);
    layout->addWidget(log, 0, Qt::AlignVCenter);
    layout->addWidget(dismiss, 0, Qt::AlignVCenter);
}

void ProblemBanner::setError(const Error &error, bool canRetry)
{
    m_what->setText(error.what);
    m_hint->setWhole(error.hint);
    m_hint->setVisible(!error.hint.isEmpty());
    m_retry->setVisible(canRetry);
    m_retry->setDefault(canRetry);
}

void ProblemBanner::offerRetry()
{
    // Nobody who writes is torn away from it.
    const QWidget *focus = QApplication::focusWidget();
    if (!m_retry->isHidden() && (!focus || !focus->testAttribute(Qt::WA_InputMethodEnabled)))
        m_retry->setFocus();
}

void ProblemBanner::paintEvent(QPaintEvent *)
{
    const Palette colours = Palette::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.bad);
    painter.setBrush(Palette::over(palette().color(QPalette::Base), colours.bad, 0.08));
    painter.drawRoundedRect(QRectF(rect()).adjusted(10.5, 10.5, -10.5, -0.5), 6, 6);
}

} // namespace crosstalk
