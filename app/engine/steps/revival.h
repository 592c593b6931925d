// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Brings a service back: starts it, as soon as the process it had is gone, and tells when it is ready.

#include "app/engine/service.h"

namespace crosstalk {

class Revival : public QObject
{
    Q_OBJECT
public:
    explicit Revival(Service *service, QObject *parent = nullptr);

    /// ready() or failed() follows, never before this returns. A frozen service is thawed.
    void start();

Q_SIGNALS:
    void ready();
    void failed(const crosstalk::Error &error);

private:
    void look();

    Service *m_service;
    bool m_isStarted = false;
    bool m_isOver = false;
};

} // namespace crosstalk
