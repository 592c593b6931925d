// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/messagefeed.h"

#include "app/desktop/models/messagemodel.h"
#include "app/engine/cluster.h"
#include "app/engine/recorder.h"

namespace crosstalk {

using namespace std::chrono_literals;

MessageFeed::MessageFeed(const Cluster *cluster, const Recorder *recorder, MessageModel *model,
                         std::chrono::nanoseconds deadline, QObject *parent)
    : QObject(parent)
    , m_book(model,
             [cluster](const QString &name) {
                 const Instance *instance = cluster->instance(name);
                 return InstanceTag{name, instance ? instance->number() : -1};
             },
             {.lost = std::min<std::chrono::nanoseconds>(1s, deadline), .deadline = deadline})
{
    model->setEpoch(QDateTime::currentDateTime().addMSecs(-recorder->now() / 1'000'000));
    connect(recorder, &Recorder::recorded, this, [this, recorder](const history::Event &event) {
        m_past.apply(event);
        m_book.apply(event, recorder->ledger());
    });
    connect(recorder, &Recorder::hearsBrokerChanged, this, [this](bool hears) { m_book.setHearsBroker(hears); });
    m_book.setHearsBroker(recorder->hearsBroker());
    connect(&m_tick, &QTimer::timeout, this, [this, recorder] { m_book.flush(recorder->now(), recorder->ledger()); });
    m_tick.start(100ms);
}

} // namespace crosstalk
