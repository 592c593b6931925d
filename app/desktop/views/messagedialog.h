// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/chatline.h"

#include <QDialog>

namespace crosstalk {

/// One message, whole, with all that is known of it; parts of it can be selected and copied.
class MessageDialog : public QDialog
{
    Q_OBJECT
public:
    explicit MessageDialog(const ChatLine &line, QWidget *parent = nullptr);

    /// "bob on b · 12:34:56 · 1.9 ms".
    static QString describe(const ChatLine &line);
};

} // namespace crosstalk
