// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Keeps the run's clock and numbers its probes; turns what sessions see into history events, feeds the Ledger with them
// and says what changed. One per cluster.

#include "shared/ledger.h"
#include "shared/probe.h"

#include <QObject>

namespace crosstalk {

class Recorder : public QObject
{
    Q_OBJECT
public:
    explicit Recorder(QObject *parent = nullptr);

    /// Nanoseconds since this recorder was made; monotonic.
    qint64 now() const;
    QString run() const;
    const Ledger &ledger() const;

    void record(const history::Event &event);

Q_SIGNALS:
    void recorded(const crosstalk::history::Event &event);
    /// Something about this probe changed: acknowledged, refused, delivered once more.
    void deliveryChanged(const crosstalk::history::ProbeId &probe);
};

} // namespace crosstalk
