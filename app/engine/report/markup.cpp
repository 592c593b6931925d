// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/markup.h"

#include "app/engine/report/words.h"

#include <cmath>

namespace crosstalk {

Markup::Markup()
    : m_xml(&m_bytes)
{}

void Markup::open(const char *element, Attributes attributes)
{
    m_xml.writeStartElement(QLatin1String(element));
    for (const auto &[name, value] : attributes)
        m_xml.writeAttribute(QLatin1String(name), printable(value));
}

void Markup::close()
{
    // So that an element without content is <p></p>: HTML takes <p/> for <p>.
    m_xml.writeCharacters({});
    m_xml.writeEndElement();
}

void Markup::text(const QString &text)
{
    m_xml.writeCharacters(printable(text));
}

void Markup::leaf(const char *element, const QString &text, Attributes attributes)
{
    open(element, attributes);
    this->text(text);
    close();
}

void Markup::empty(const char *element, Attributes attributes)
{
    m_xml.writeEmptyElement(QLatin1String(element));
    for (const auto &[name, value] : attributes)
        m_xml.writeAttribute(QLatin1String(name), printable(value));
}

void Markup::style(const QString &css)
{
    Q_ASSERT(!css.contains(QLatin1Char('<')) && !css.contains(QLatin1Char('>')) && !css.contains(QLatin1Char('&')) &&
             !css.contains(QLatin1Char('"')));
    leaf("style", css);
}

void Markup::breakLine()
{
    m_xml.writeCharacters(QStringLiteral("\n"));
}

QString Markup::uniqueId(const QString &what)
{
    return what + QString::number(++m_ids);
}

QString px(double value)
{
    return QString::number(std::round(value * 10) / 10);
}

} // namespace crosstalk
