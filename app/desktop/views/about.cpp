// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/about.h"

#include "shared/redis/connection.h"

#include <QApplication>
#include <QMessageBox>

namespace crosstalk {

void showAboutDialog(const QString &broker, QWidget *parent)
{
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, QApplication::translate("About", "About Crosstalk"),
                        QApplication::translate("About", "Crosstalk %1").arg(QApplication::applicationVersion()),
                        QMessageBox::Ok, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(QApplication::windowIcon().pixmap(64));
    box->setInformativeText(
        QApplication::translate("About",
                                "Chat across several WebSocket servers behind one Redis broker, and see what reaches "
                                "whom.\n\nRuns with Qt %1, built with Qt %2 and hiredis %3; the broker is %4.\n\nThis "
                                "program is free software under the "
                                "GNU General Public License, version 3 or later.")
            .arg(QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR), redis::clientVersion(),
                 broker.isEmpty() ? QApplication::translate("About", "not running") : broker));
    box->open();
}

} // namespace crosstalk
