// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/messagefeed.h"

#include "app/desktop/messagepath.h"
#include "app/desktop/models/messagemodel.h"
#include "app/engine/cluster.h"
#include "app/engine/recorder.h"

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

MessageFeed::MessageFeed(const Cluster *cluster, const Recorder *recorder, MessageModel *model, const RunPast *past,
                         std::chrono::nanoseconds deadline, QObject *parent)
    : QObject(parent)
    , m_book(model,
             [cluster](const QString &name) {
                 const Instance *instance = cluster->instance(name);
                 return InstanceTag{name, instance ? instance->number() : -1};
             },
             {.lost = std::min<std::chrono::nanoseconds>(1s, deadline), .deadline = deadline})
    , m_past(past)
{
    model->setReasons([past](const MessageRow &row) { return reasonOf(row, *past); });
    model->setEpoch(QDateTime::currentDateTime().addMSecs(-recorder->now() / 1'000'000));
    connect(recorder, &Recorder::recorded, this,
            [this, recorder](const history::Event &event) { m_book.apply(event, recorder->ledger()); });
    connect(recorder, &Recorder::hearsBrokerChanged, this, [this](bool hears) { m_book.setHearsBroker(hears); });
    m_book.setHearsBroker(recorder->hearsBroker());
    connect(&m_tick, &QTimer::timeout, this, [this, recorder] { m_book.flush(recorder->now(), recorder->ledger()); });
    m_tick.start(100ms);
}

Hindsight MessageFeed::hindsight(const history::ProbeId &probe) const
{
    return hindsightOf(rows(probe), *m_past);
}

std::optional<MessageRow> MessageFeed::row(const history::ProbeId &probe, const QString &receiver) const
{
    const auto all = rows(probe);
    const auto found =
        std::find_if(all.begin(), all.end(), [&receiver](const MessageRow &row) { return row.receiver == receiver; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace crosstalk
