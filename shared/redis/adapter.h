// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Drives one hiredis context from the Qt event loop. The notifiers are created once and only enabled and disabled:
// hiredis asks for reading and writing often. Not part of the library's interface.

#include <QObject>

struct redisAsyncContext;
class QSocketNotifier;

namespace crosstalk::redis {

class Adapter : public QObject
{
    Q_OBJECT
public:
    /// Attaches itself to @p context, which must have a descriptor. When hiredis frees the context the adapter stops
    /// watching at once and deletes itself later, for it may be on the call stack.
    explicit Adapter(redisAsyncContext *context);

Q_SIGNALS:
    /// All replies that one read of the socket brought have been handled. The context may be gone by now.
    void readHandled();

private:
    void detach();

    redisAsyncContext *m_context;
    QSocketNotifier *m_readNotifier;
    QSocketNotifier *m_writeNotifier;
};

} // namespace crosstalk::redis
