// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/factsview.h"

#include "app/desktop/views/fonts.h"
#include "app/desktop/views/markeddelegate.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace crosstalk {

namespace {

QLabel *makeLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

QLabel *makeSmall(const QString &text, QWidget *parent)
{
    QLabel *label = makeLabel(text, parent);
    label->setFont(smallFont(label->font()));
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel *makeValue(const Fact &fact, QWidget *parent)
{
    QLabel *label = makeLabel({}, parent);
    label->setForegroundRole(QPalette::Text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::StrongFocus);
    label->setObjectName(fact.name);
    // Or a long word, as a URL is, would make the pane as wide as it is.
    label->setMinimumWidth(1);
    return label;
}

} // namespace

FactsView::FactsView(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void FactsView::setFacts(const Facts &facts)
{
    const bool isSame =
        std::equal(facts.begin(), facts.end(), m_facts.begin(), m_facts.end(), [](const Fact &a, const Fact &b) {
            return a.name == b.name && a.isList == b.isList && a.meaning == b.meaning;
        });
    m_facts = facts;
    if (!isSame)
        build();
    for (qsizetype at = 0; at < m_facts.size(); ++at)
        show(at);
}

void FactsView::build()
{
    auto *page = new QWidget;
    auto *layout = new QGridLayout(page);
    layout->setContentsMargins(12, 4, 12, 12);
    layout->setHorizontalSpacing(12);
    layout->setVerticalSpacing(3);
    layout->setColumnStretch(1, 1);
    m_values.clear();
    int row = 0;
    for (const Fact &fact : std::as_const(m_facts)) {
        QLabel *name = makeSmall(fact.name, page);
        QLabel *value = makeValue(fact, page);
        m_values << value;
        if (fact.isList) {
            name->setContentsMargins(0, 8, 0, 0);
            layout->addWidget(name, row++, 0, 1, 2);
            layout->addWidget(value, row++, 0, 1, 2);
        } else {
            name->setContentsMargins(0, 2, 0, 0); // Smaller letters on the same line.
            layout->addWidget(name, row, 0);
            layout->addWidget(value, row++, 1);
        }
        if (!fact.meaning.isEmpty()) {
            QLabel *meaning = makeSmall(fact.meaning, page);
            meaning->setContentsMargins(0, 0, 0, 6);
            layout->addWidget(meaning, row++, 0, 1, 2);
        }
    }
    layout->setRowStretch(row, 1);
    page->setBackgroundRole(QPalette::Base);
    setWidget(page);
    page->setAutoFillBackground(true);
}

void FactsView::show(qsizetype at)
{
    QLabel *label = m_values.at(at);
    const Fact &fact = m_facts.at(at);
    const QString text = fact.value.isEmpty() ? QStringLiteral("–") : fact.value;
    colour(at);
    if (label->hasSelectedText() || label->text() == text)
        return;
    label->setText(text);
    label->setAccessibleName(tr("%1: %2").arg(fact.name, text));
    label->setAccessibleDescription(fact.meaning);
}

void FactsView::colour(qsizetype at)
{
    const MarkedRow::Tone tone = m_facts.at(at).tone;
    QPalette colours = palette();
    if (tone == MarkedRow::Tone::Bad || tone == MarkedRow::Tone::Doubtful)
        colours.setColor(QPalette::Text, toneColour(tone, palette()));
    if (m_values.at(at)->palette() != colours)
        m_values.at(at)->setPalette(colours);
}

void FactsView::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        for (qsizetype at = 0; at < m_values.size(); ++at)
            colour(at);
}

} // namespace crosstalk
