// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/ratebox.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolTip>

namespace crosstalk {

RateBox::RateBox(QWidget *parent)
    : QSpinBox(parent)
{
    connect(lineEdit(), &QLineEdit::textEdited, this, &RateBox::showRange);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *before, const QWidget *now) {
        if (now == this && before)
            m_before = before;
    });
}

void RateBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        setValue(value()); // Over what was typed.
        return leave();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        QSpinBox::keyPressEvent(event);
        return leave();
    default:
        QSpinBox::keyPressEvent(event);
    }
}

void RateBox::leave()
{
    if (m_before)
        m_before->setFocus();
    else
        clearFocus();
}

QValidator::State RateBox::validate(QString &text, int &position) const
{
    const QValidator::State state = QSpinBox::validate(text, position);
    return state == QValidator::Invalid && numberIn(text) ? QValidator::Intermediate : state;
}

void RateBox::fixup(QString &text) const
{
    if (const auto number = numberIn(text))
        text = prefix() + textFromValue(qBound(minimum(), *number, maximum())) + suffix();
    else
        QSpinBox::fixup(text);
}

std::optional<int> RateBox::numberIn(const QString &text) const
{
    QString digits = text;
    if (digits.endsWith(suffix()))
        digits.chop(suffix().size());
    bool isNumber = false;
    const int number = locale().toInt(digits.trimmed(), &isNumber);
    return isNumber && number >= 0 ? std::optional(number) : std::nullopt;
}

void RateBox::showRange(const QString &text)
{
    const auto number = numberIn(text);
    if (number && (*number < minimum() || *number > maximum()))
        QToolTip::showText(mapToGlobal(rect().bottomLeft()),
                           tr("From %1 to %2").arg(locale().toString(minimum()), locale().toString(maximum())), this);
    else
        QToolTip::hideText();
}

} // namespace crosstalk
