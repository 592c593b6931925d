// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/palette.h"

#include <QObject>

class QApplication;

namespace crosstalk {

/// Sets style and palette of the application, also while windows are open. System follows the desktop, whenever that
/// changes; where that has no say, our own style and palette stand in, light or dark as the toolkit has it.
class ThemeKeeper : public QObject
{
    Q_OBJECT
public:
    /// Of @p application, and ended with it.
    static ThemeKeeper *of(QApplication *application);

    void keep(Theme theme);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit ThemeKeeper(QApplication *application);
    void apply();

    QApplication *m_application;
    bool m_isFusion; ///< Another style, the desktop or the user has chosen.
    Theme m_theme = Theme::System;
    bool m_isStale = false; ///< The desktop has changed since it was applied.
};

} // namespace crosstalk
