// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What is worth a line in a chat of what becomes of its instance, though that runs, and of the broker. Values only; the
// caller brings the time.

#include "app/desktop/models/clustersnapshot.h"

#include <QHash>

#include <optional>

namespace crosstalk {

struct ChatNotice
{
    QString text;
    bool isGood = false; ///< All is well again.
};

/// An instance that becomes deaf, not ready or unreachable, and well again. What lasts is told, for it may turn out to
/// be another's doing, and one that comes and goes no more than once in a while, and then how often it has been so.
class InstanceNews
{
public:
    static constexpr std::chrono::seconds lasting{1};
    static constexpr std::chrono::seconds quiet{30};

    /// To be called again and again, also where nothing has changed: what was held back may be due.
    std::optional<ChatNotice> take(const ServiceRow &row, qint64 nowNs);

private:
    Ailment m_now = Ailment::None;
    qint64 m_sinceNs = 0;
    Ailment m_told = Ailment::None; ///< That it is ill, and not yet that it is well.
    int m_turns = 0;                ///< Since it was told last.
    QHash<Ailment, qint64> m_toldAt;
};

/// A broker that is frozen or has ended, and is back.
class BrokerNews
{
public:
    std::optional<ChatNotice> take(const Service &broker, qint64 nowNs);

private:
    std::optional<qint64> m_downSince;
};

} // namespace crosstalk
