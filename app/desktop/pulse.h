// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the harness's own sessions tell of their instances, which are not asked: how much goes through each, and whether
// it has become deaf, that is, keeps its clients but brings them nothing from the others. Values only.

#include "shared/history.h"

#include <QHash>

#include <optional>

namespace crosstalk {

class Pulse
{
public:
    /// @p instanceOf tells where a session is connected; called for each event that matters.
    template<class InstanceOf>
    void apply(const history::Event &event, InstanceOf instanceOf)
    {
        if (const auto *sent = std::get_if<history::Sent>(&event))
            ++m_messages[instanceOf(sent->probe.session)];
        else if (const auto *received = std::get_if<history::Received>(&event))
            take(instanceOf(received->probe.session), instanceOf(received->session), received->at);
        else if (const auto *gone = std::get_if<history::Disconnected>(&event))
            m_deafSince.remove(instanceOf(gone->session));
    }
    /// A message from @p from, sent at @p sentAt, should long be on @p to and is not.
    void missed(const QString &from, const QString &to, qint64 sentAt);

    /// @p instance begins anew: what was sent before @p now and has not come to it is no sign of deafness.
    void forget(const QString &instance, qint64 now);
    /// When the first message was sent that did not come to @p instance while nothing else has; nothing where it hears.
    std::optional<qint64> deafSince(const QString &instance) const;
    /// Sent from and received on @p instance since the last call.
    int takeMessages(const QString &instance) { return m_messages.take(instance); }

private:
    void take(const QString &from, const QString &to, qint64 at);

    QHash<QString, qint64> m_heardAt; ///< Last, from another instance.
    QHash<QString, qint64> m_begunAt;
    QHash<QString, qint64> m_deafSince;
    QHash<QString, int> m_messages;
};

} // namespace crosstalk
