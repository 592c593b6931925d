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
        const QColor colour = QApplication::palette().color(group, QPalette::WindowText);
        QByteArray drawing = m_drawing;
        QSvgRenderer(drawing.replace("currentColor", colour.name().toLatin1())).render(painter, rect);
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
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "icon", "no such icon is compiled in");
    return isOpen ? QIcon(new LineIconEngine(file.readAll())) : QIcon();
}

} // namespace crosstalk
