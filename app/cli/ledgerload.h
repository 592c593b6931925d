// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// A run that never was, as history events: what the ledger is measured with. Four senders, three instances, twelve
// receivers in one room; ten thousand messages a second, a copy to each receiver 2 ms after the send. One copy in a
// thousand is missing, one comes twice. Always the same.

#include "shared/history.h"

#include <deque>
#include <functional>
#include <vector>

namespace crosstalk {

class LedgerLoad
{
public:
    static constexpr int senders = 4;
    static constexpr int receivers = 12;

    using Take = std::function<void(const history::Event &)>;

    /// Everybody connects and joins.
    void begin(const Take &take);
    /// One message more is sent, and the copies of an earlier one are received.
    void step(const Take &take);
    /// What is on its way arrives, and the run settles.
    void end(const Take &take);

    quint64 sent() const { return m_sent; }
    quint64 received() const { return m_received; } ///< Copies.
    quint64 lost() const { return m_lost; }
    quint64 duplicate() const { return m_duplicate; }

private:
    struct OnItsWay
    {
        int sender = 0;
        quint64 n = 0;
    };

    void send(const Take &take);
    void receive(const Take &take);

    // Events that are changed and used again: what is measured is the account, not the making of strings.
    std::vector<history::Event> m_sends;                 ///< By sender.
    std::vector<history::Event> m_acks;                  ///< By sender.
    std::vector<std::vector<history::Event>> m_receipts; ///< By sender, by receiver.
    std::deque<OnItsWay> m_onTheirWay;
    qint64 m_at = 0;
    quint64 m_copies = 0; ///< That were due so far.
    quint64 m_sent = 0;
    quint64 m_received = 0;
    quint64 m_lost = 0;
    quint64 m_duplicate = 0;
};

} // namespace crosstalk
