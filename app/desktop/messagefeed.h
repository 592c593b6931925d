// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Keeps a MessageModel true to what a Recorder records, ten times a second.

#include "app/desktop/messagebook.h"
#include "app/desktop/models/deliverymark.h"
#include "app/desktop/runpast.h"

#include <QObject>
#include <QTimer>

namespace crosstalk {

class Cluster;
class Recorder;

class MessageFeed : public QObject
{
    Q_OBJECT
public:
    /// All of them must outlive it.
    MessageFeed(const Cluster *cluster, const Recorder *recorder, MessageModel *model, const RunPast *past,
                std::chrono::nanoseconds deadline = std::chrono::seconds(5), QObject *parent = nullptr);

    void setText(const history::ProbeId &probe, const QString &text) { m_book.setText(probe, text); }

    /// See MessageBook.
    QList<MessageRow> rows(const history::ProbeId &probe) const { return m_book.rows(probe); }
    /// What has become of @p probe copy by copy, as the account of messages has it.
    Hindsight hindsight(const history::ProbeId &probe) const;
    /// Likewise to @p receiver; nothing where that is not kept.
    std::optional<MessageRow> row(const history::ProbeId &probe, const QString &receiver) const;
    const RunPast &past() const { return *m_past; }

private:
    MessageBook m_book;
    const RunPast *m_past;
    QTimer m_tick;
};

} // namespace crosstalk
