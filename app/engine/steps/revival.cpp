// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/revival.h"

namespace crosstalk {

Revival::Revival(Service *service, QObject *parent)
    : QObject(parent)
    , m_service(service)
{}

void Revival::start()
{
    connect(m_service, &Service::stateChanged, this, &Revival::look, Qt::QueuedConnection);
    connect(m_service, &Service::failed, this, [this](const Error &error) {
        if (m_isStarted && !std::exchange(m_isOver, true))
            Q_EMIT failed(error);
    });
    QMetaObject::invokeMethod(this, &Revival::look, Qt::QueuedConnection);
}

void Revival::look()
{
    if (m_isOver)
        return;
    switch (m_service->state()) {
    case Service::State::Ready:
    case Service::State::Attached:
        m_isOver = true;
        Q_EMIT ready();
        break;
    case Service::State::Frozen:
        m_service->thaw();
        break;
    case Service::State::Stopped:
    case Service::State::Exited:
        // Started once: what ends it afterwards tells failed(), or is somebody else's doing.
        if (!std::exchange(m_isStarted, true))
            m_service->start();
        break;
    case Service::State::Starting:
        m_isStarted = true;
        break;
    case Service::State::Draining:
        break;
    }
}

} // namespace crosstalk
