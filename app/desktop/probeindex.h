// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Which rows, by their serials, are about a probe. Sixteen bytes for each row: a million of them are kept.

#include "shared/history.h"

#include <QHash>

#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace crosstalk {

class ProbeIndex
{
public:
    /// @p serial is greater than any before.
    void add(const history::ProbeId &probe, quint64 serial);
    bool contains(const history::ProbeId &probe) const { return first(probe).has_value(); }
    /// The lowest; none where there is none.
    std::optional<quint64> first(const history::ProbeId &probe) const;
    /// Ascending.
    std::vector<quint64> serials(const history::ProbeId &probe) const;
    /// The rows of this probe before @p serial are gone.
    void forget(const history::ProbeId &probe, quint64 serial);

private:
    struct Entry
    {
        quint64 n;
        quint64 serial;
        auto operator<=>(const Entry &) const = default;
    };
    /// Of one sender in one room, sorted. They come in order but for strays, and go from the front.
    using Stream = std::deque<Entry>;
    using Key = std::pair<QString, QString>;

    static std::pair<Stream::const_iterator, Stream::const_iterator> range(const Stream &stream, quint64 n);
    const Stream *find(const history::ProbeId &probe) const;

    QHash<Key, Stream> m_streams; ///< By session and room; none is empty.
};

} // namespace crosstalk
