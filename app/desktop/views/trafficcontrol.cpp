// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/trafficcontrol.h"

#include "app/desktop/views/icon.h"
#include "app/desktop/views/ratebox.h"
#include "app/engine/traffic.h"

#include <QCoreApplication>
#include <QSettings>
#include <QStatusTipEvent>

namespace crosstalk {

namespace {

QString settingName()
{
    return QStringLiteral("traffic/rate");
}

} // namespace

TrafficControl::TrafficControl(QObject *window)
    : QObject(window)
    , m_toggle(new QAction(icon(QStringLiteral("traffic")), tr("Traff&ic"), this))
    , m_editRate(new QAction(icon(QStringLiteral("rate")), tr("Traffic &rate…"), this))
    , m_rate(new RateBox)
{
    const QString tip = tr("Keep messages flowing between all chats, so that the matrix is never stale");
    m_toggle->setCheckable(true);
    m_toggle->setShortcut(Qt::CTRL | Qt::Key_T);
    m_toggle->setStatusTip(tip);
    m_toggle->setToolTip(tr("%1 (%2)").arg(tip, m_toggle->shortcut().toString(QKeySequence::NativeText)));
    connect(m_toggle, &QAction::triggered, this, &TrafficControl::take);

    m_editRate->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_T);
    m_editRate->setStatusTip(tr("Say how many messages a second, of all chats together"));
    m_editRate->setToolTip(
        tr("%1 (%2)").arg(m_editRate->statusTip(), m_editRate->shortcut().toString(QKeySequence::NativeText)));
    connect(m_editRate, &QAction::triggered, this, [this] {
        m_rate->setFocus(Qt::ShortcutFocusReason);
        m_rate->selectAll();
    });

    m_rate->setRange(Traffic::minRate, Traffic::maxRate);
    m_rate->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_rate->setSuffix(tr("/s"));
    m_rate->setKeyboardTracking(false);
    m_rate->setAccessibleName(tr("Traffic, messages a second"));
    m_rate->setToolTip(
        tr("Messages a second, of all chats together: %1 to %2")
            .arg(m_rate->locale().toString(m_rate->minimum()), m_rate->locale().toString(m_rate->maximum())));
    m_rate->setStatusTip(m_rate->toolTip());
    m_rate->setValue(QSettings().value(settingName(), Traffic::defaultRate).toInt());
    connect(m_rate, &QSpinBox::valueChanged, this, [this](int perSecond) {
        QSettings().setValue(settingName(), perSecond);
        if (m_traffic)
            m_traffic->setRate(perSecond);
    });
    show();
}

void TrafficControl::setTraffic(Traffic *traffic)
{
    if (m_traffic)
        disconnect(m_traffic, nullptr, this, nullptr);
    m_traffic = traffic;
    if (traffic) {
        traffic->setRate(m_rate->value());
        connect(traffic, &Traffic::runningChanged, this, &TrafficControl::show);
    }
    show();
}

void TrafficControl::take(bool isWanted)
{
    if (!m_traffic)
        return;
    isWanted ? m_traffic->start() : m_traffic->stop();
    if (!isWanted || m_traffic->canFlow())
        return;
    // As a tip of the window: nothing is wrong.
    QStatusTipEvent tip(tr("Traffic flows as soon as a chat has a link: start the cluster (Ctrl+R), or open a chat "
                           "(Ctrl+N)"));
    if (parent())
        QCoreApplication::sendEvent(parent(), &tip);
}

void TrafficControl::show()
{
    m_toggle->setEnabled(m_traffic);
    m_editRate->setEnabled(m_traffic);
    m_rate->setEnabled(m_traffic);
    m_toggle->setChecked(m_traffic && m_traffic->isRunning());
}

} // namespace crosstalk
