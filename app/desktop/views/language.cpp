// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

namespace crosstalk {

namespace {

bool install(const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    return translator->load(locale, name, QStringLiteral("_"), folder) &&
           QCoreApplication::installTranslator(translator);
}

} // namespace

bool speak(const QLocale &locale)
{
    if (!install(locale, QStringLiteral("crosstalk-desktop"), QStringLiteral(":/translations")))
        return false;
    // Half a window in another language would be worse than none: the toolkit's texts come along, or stay English.
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    return true;
}

} // namespace crosstalk
