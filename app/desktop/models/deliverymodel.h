// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The delivery matrix: a row per instance that senders were on, a column per instance that receivers are on. Fed with
// snapshots; it signals the cells that differ.

#include "app/desktop/badge.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QList>

#include <chrono>
#include <optional>

namespace crosstalk {

struct DeliveryCell
{
    /// What can be wrong, the worst first.
    enum class Fault {
        Lost,
        Phantom,
        Twice,
        OutOfOrder,
        Corrupted,
        Refused,
        NotSent,
        Unanswered,
        Missed,
        Delayed,
    };

    quint64 due = 0;       ///< Or has arrived although it was not any more.
    quint64 delivered = 0; ///< Of what is due, in time or delayed.
    quint64 lost = 0; ///< Not delivered for longer than a second; less than due − delivered while some are under way.
    quint64 missed = 0;  ///< Not due, for a fault was about or the receiver was coming or going, and never received.
    quint64 delayed = 0; ///< Received, but only after they had been counted as lost or missed.
    quint64 twice = 0;
    quint64 outOfOrder = 0;
    quint64 corrupted = 0;
    std::chrono::nanoseconds p50{0};
    std::chrono::nanoseconds p99{0};
    // Sends on the instance of the sender, whoever they were for: due to nobody, and so the same in all of its row.
    quint64 refused = 0;    ///< By its server.
    quint64 notSent = 0;    ///< Have not left this program.
    quint64 unanswered = 0; ///< For longer than a second, or for good: whether the server took them nobody knows.
    quint64 phantoms = 0;   ///< Received here though nobody sent them, or their receiver should not have got them.
    /// What is wrong with an instance of it, or the broker, or was when it did what worst() says: "C is frozen", "C was
    /// frozen"; of what is refused, else, what the server says. Empty where nobody knows.
    QString why{};
    QDateTime since{};           ///< Of that, or else of what is lost; invalid where there is neither.
    QDateTime until{};           ///< Of what is over; else invalid.
    bool hasMoreReasons = false; ///< That is but the latest.

    /// Whatever was due has come, but not all in time, or not all would have been expected to.
    bool isMarred() const { return (missed > 0 || delayed > 0) && !isBad(); }
    /// Nothing that was due is wrong, but not all that was to be sent was taken.
    bool isBlocked() const { return (refused > 0 || notSent > 0 || unanswered > 0) && !isBad(); }
    /// Nothing wrong has come so far of what is wrong now, but it is as good as sure to.
    bool isThreatened() const { return !why.isEmpty() && !until.isValid() && !isBad() && !isBlocked(); }
    bool isBad() const { return lost > 0 || phantoms > 0 || twice > 0 || outOfOrder > 0 || corrupted > 0; }
    /// Of what has arrived after all there are no latencies.
    bool isMeasured() const { return p99.count() > 0; }
    quint64 count(Fault fault) const;
    /// Those of which there are any.
    QList<Fault> faults() const;
    /// By which it is called; nothing where nothing is wrong.
    std::optional<Fault> worst() const;
    bool operator==(const DeliveryCell &) const = default;
};

/// "C is frozen since 12:04:31", "C was frozen 12:04:31 – 12:04:39 and other reasons"; "since 12:04:31" where nobody
/// knows why; empty where there is nothing to tell.
QString reasonInWords(const DeliveryCell &cell);

/// What a cell has to say. Each list but that of the others has the same in ever briefer forms.
struct CellWords
{
    QStringList headlines; ///< "412 / 412", "412"; or what is wrong: "61 lost".
    QStringList others;    ///< What is wrong besides, the worst first: "7 missed", "21 delayed".
    QStringList figures;   ///< "351 / 412 · p50 1.4 · p99 3.0 ms", "351 / 412 · p99 3.0 ms", "351 / 412".
    QStringList reasons;   ///< "C was frozen 12:04:31 – 12:04:39 and others", "C was frozen".
};

CellWords wordsOf(const DeliveryCell &cell);

struct DeliverySnapshot
{
    QList<InstanceTag> instances;
    QList<DeliveryCell> cells; ///< Row by row: instances.size() squared.
};

class DeliveryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        CellRole = Qt::UserRole, ///< DeliveryCell
        TagRole,                 ///< InstanceTag of a header.
    };

    explicit DeliveryModel(QObject *parent = nullptr);

    void setSnapshot(const DeliverySnapshot &snapshot);
    const DeliverySnapshot &snapshot() const { return m_snapshot; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString sentence(int row, int column) const;

    DeliverySnapshot m_snapshot;
};

} // namespace crosstalk
