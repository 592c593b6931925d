// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/redis/adapter.h"

#include <QSocketNotifier>

#include <hiredis/async.h>

namespace crosstalk::redis {
namespace {

void enable(QSocketNotifier *notifier, bool isEnabled)
{
    if (notifier->isEnabled() != isEnabled)
        notifier->setEnabled(isEnabled);
}

} // namespace

Adapter::Adapter(redisAsyncContext *context)
    : m_context(context)
    , m_readNotifier(new QSocketNotifier(context->c.fd, QSocketNotifier::Read, this))
    , m_writeNotifier(new QSocketNotifier(context->c.fd, QSocketNotifier::Write, this))
{
    m_readNotifier->setEnabled(false);
    m_writeNotifier->setEnabled(false);
    connect(m_readNotifier, &QSocketNotifier::activated, this, [this] {
        if (!m_context)
            return;
        redisAsyncHandleRead(m_context); // May free the context, which detaches this.
        Q_EMIT readHandled();
    });
    connect(m_writeNotifier, &QSocketNotifier::activated, this, [this] {
        if (m_context)
            redisAsyncHandleWrite(m_context);
    });

    context->ev.data = this;
    context->ev.addRead = [](void *self) { enable(static_cast<Adapter *>(self)->m_readNotifier, true); };
    context->ev.delRead = [](void *self) { enable(static_cast<Adapter *>(self)->m_readNotifier, false); };
    context->ev.addWrite = [](void *self) { enable(static_cast<Adapter *>(self)->m_writeNotifier, true); };
    context->ev.delWrite = [](void *self) { enable(static_cast<Adapter *>(self)->m_writeNotifier, false); };
    context->ev.cleanup = [](void *self) { static_cast<Adapter *>(self)->detach(); };
}

void Adapter::detach()
{
    m_context = nullptr;
    m_readNotifier->setEnabled(false);
    m_writeNotifier->setEnabled(false);
    deleteLater();
}

} // namespace crosstalk::redis
