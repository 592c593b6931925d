// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/probeindex.h"

#include <algorithm>
#include <limits>

namespace crosstalk {

void ProbeIndex::add(const history::ProbeId &probe, quint64 serial)
{
    Stream &stream = m_streams[{probe.session, probe.room}];
    const Entry entry{probe.n, serial};
    if (stream.empty() || stream.back() < entry)
        stream.push_back(entry);
    else
        stream.insert(std::upper_bound(stream.begin(), stream.end(), entry), entry);
}

const ProbeIndex::Stream *ProbeIndex::find(const history::ProbeId &probe) const
{
    const auto stream = m_streams.constFind({probe.session, probe.room});
    return stream == m_streams.cend() ? nullptr : &*stream;
}

std::pair<ProbeIndex::Stream::const_iterator, ProbeIndex::Stream::const_iterator>
ProbeIndex::range(const Stream &stream, quint64 n)
{
    return {std::lower_bound(stream.begin(), stream.end(), Entry{n, 0}),
            std::upper_bound(stream.begin(), stream.end(), Entry{n, std::numeric_limits<quint64>::max()})};
}

std::optional<quint64> ProbeIndex::first(const history::ProbeId &probe) const
{
    const Stream *stream = find(probe);
    if (!stream)
        return {};
    const auto found = std::lower_bound(stream->begin(), stream->end(), Entry{probe.n, 0});
    return found != stream->end() && found->n == probe.n ? std::optional(found->serial) : std::nullopt;
}

std::vector<quint64> ProbeIndex::serials(const history::ProbeId &probe) const
{
    std::vector<quint64> result;
    if (const Stream *stream = find(probe)) {
        const auto [first, end] = range(*stream, probe.n);
        std::transform(first, end, std::back_inserter(result), [](const Entry &entry) { return entry.serial; });
    }
    return result;
}

void ProbeIndex::forget(const history::ProbeId &probe, quint64 serial)
{
    const auto stream = m_streams.find({probe.session, probe.room});
    if (stream == m_streams.end())
        return;
    const auto first = std::lower_bound(stream->begin(), stream->end(), Entry{probe.n, 0});
    const auto end = std::lower_bound(stream->begin(), stream->end(), Entry{probe.n, serial});
    stream->erase(first, end);
    if (stream->empty())
        m_streams.erase(stream);
}

} // namespace crosstalk
