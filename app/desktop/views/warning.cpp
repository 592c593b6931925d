// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/warning.h"

#include <QMessageBox>

namespace crosstalk {

void warn(QWidget *window, const QString &title, const Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, title, error.what, QMessageBox::Ok, window);
    box->setInformativeText(error.hint);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace crosstalk
