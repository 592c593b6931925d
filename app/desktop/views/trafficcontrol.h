// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QPointer>

class QSpinBox;

namespace crosstalk {

class Traffic;

/// The switch and the rate of a bench's traffic, for menus and a tool bar.
class TrafficControl : public QObject
{
    Q_OBJECT
public:
    /// @param window shows its tips.
    explicit TrafficControl(QObject *window = nullptr);

    /// Null where there is none to control. The rate stays what it is here.
    void setTraffic(Traffic *traffic);
    QAction *toggle() const { return m_toggle; }
    /// Moves to the rate.
    QAction *editRate() const { return m_editRate; }
    /// For a tool bar, which takes it over.
    QSpinBox *rate() const { return m_rate; }

private:
    void take(bool isWanted);
    void show();

    QPointer<Traffic> m_traffic;
    QAction *m_toggle;
    QAction *m_editRate;
    QSpinBox *m_rate;
};

} // namespace crosstalk
