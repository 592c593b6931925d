// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/themekeeper.h"

#include "app/desktop/views/style.h"

#include <QApplication>
#include <QEvent>

#include <utility>

namespace crosstalk {

ThemeKeeper *ThemeKeeper::of(QApplication *application)
{
    auto *keeper = application->findChild<ThemeKeeper *>();
    return keeper ? keeper : new ThemeKeeper(application);
}

ThemeKeeper::ThemeKeeper(QApplication *application)
    : QObject(application)
    , m_application(application)
    , m_isFusion(QApplication::style()->name().compare(QLatin1String("fusion"), Qt::CaseInsensitive) == 0)
{
    application->installEventFilter(this);
}

void ThemeKeeper::keep(Theme theme)
{
    m_theme = theme;
    if (m_isFusion && !qobject_cast<QuietStyle *>(QApplication::style()))
        QApplication::setStyle(new QuietStyle);
    apply();
}

/// Each window is told, one after the other.
bool ThemeKeeper::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && m_theme == Theme::System && !std::exchange(m_isStale, true))
        QMetaObject::invokeMethod(this, &ThemeKeeper::apply, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void ThemeKeeper::apply()
{
    m_isStale = false;
    if (m_theme != Theme::System)
        return QApplication::setPalette(themePalette(m_theme));
    // As the desktop brings it, before anything of ours.
    QApplication::setPalette(QPalette());
    const QPalette standard = QApplication::style()->standardPalette();
    const bool isUnthemed = QApplication::palette().color(QPalette::Window) == standard.color(QPalette::Window);
    if (m_isFusion && isUnthemed)
        QApplication::setPalette(themePalette(Palette::isDark(standard) ? Theme::Dark : Theme::Light));
}

} // namespace crosstalk
