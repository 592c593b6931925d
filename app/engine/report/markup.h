// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Writes HTML with SVG in it that is well-formed XML as well: every element is closed, every text and attribute escaped
// and made printable. Nothing from outside can become an element.

#include <QByteArray>
#include <QString>
#include <QXmlStreamWriter>

#include <initializer_list>
#include <utility>

namespace crosstalk {

class Markup
{
public:
    using Attributes = std::initializer_list<std::pair<const char *, QString>>;

    Markup();
    Markup(const Markup &) = delete;
    Markup &operator=(const Markup &) = delete;

    void open(const char *element, Attributes attributes = {});
    void close();
    void text(const QString &text);
    /// An element with nothing but text in it.
    void leaf(const char *element, const QString &text, Attributes attributes = {});
    /// A void element of HTML, or one of SVG without content.
    void empty(const char *element, Attributes attributes);
    /// The content of <style>, which HTML takes as it is: must not hold any of < > & ".
    void style(const QString &css);
    /// A line break where a reader of the source is glad of it.
    void breakLine();

    /// A name that no other element of the page has: @p what with a number.
    QString uniqueId(const QString &what);

    /// The whole page, once all is closed.
    QByteArray page() const { return "<!DOCTYPE html>\n" + m_bytes + '\n'; }

private:
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
    int m_ids = 0;
};

/// A length or place in a drawing, to a tenth.
QString px(double value);

} // namespace crosstalk
