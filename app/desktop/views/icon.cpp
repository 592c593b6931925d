// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/icon.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace crosstalk {

namespace {

QByteArray drawingOf(const QString &name)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "icon", "no such icon is compiled in");
    return isOpen ? file.readAll() : QByteArray();
}

void render(QPainter *painter, const QRectF &area, QByteArray drawing, const QColor &colour)
{
    QSvgRenderer(drawing.replace("currentColor", colour.name().toLatin1())).render(painter, area);
}

/// Paints in the palette of the moment, so that a change of theme needs no new icons.
class LineIconEngine : public QIconEngine
{
public:
    explicit LineIconEngine(QByteArray drawing)
        : m_drawing(std::move(drawing))
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        render(painter, rect, m_drawing, QApplication::palette().color(group, QPalette::WindowText));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, result.rect(), mode, state);
        return result;
    }

    QIconEngine *clone() const override { return new LineIconEngine(m_drawing); }

private:
    QByteArray m_drawing;
};

} // namespace

QIcon icon(const QString &name)
{
    return QIcon(new LineIconEngine(drawingOf(name)));
}

void paintIcon(QPainter *painter, const QRectF &area, const QString &name, const QColor &colour)
{
    render(painter, area, drawingOf(name), colour);
}

} // namespace crosstalk
