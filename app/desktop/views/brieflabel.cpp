// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/brieflabel.h"

#include <QTextLayout>

namespace crosstalk {

BriefLabel::BriefLabel(int lines, QWidget *parent)
    : QLabel(parent)
    , m_lines(lines)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

void BriefLabel::setWhole(const QString &text)
{
    m_whole = text.simplified();
    setAccessibleDescription(m_whole);
    fit();
}

void BriefLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    fit();
}

void BriefLabel::fit()
{
    const QString text = cutTo(contentsRect().width());
    setText(text);
    setToolTip(text == m_whole ? QString() : m_whole);
}

QString BriefLabel::cutTo(int width) const
{
    QTextLayout layout(m_whole, font());
    layout.beginLayout();
    for (int i = 1;; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            return m_whole;
        line.setLineWidth(width);
        if (i < m_lines)
            continue;
        const QString last = m_whole.mid(line.textStart());
        return m_whole.left(line.textStart()) + fontMetrics().elidedText(last, Qt::ElideRight, width);
    }
}

} // namespace crosstalk
