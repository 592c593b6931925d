// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The lines of one chat, the last 100,000 of them. Fed with values, in batches where many come at once.

#include "app/desktop/models/boundedrows.h"
#include "app/desktop/models/chatline.h"

#include <QAbstractListModel>
#include <QHash>

namespace crosstalk {

class ChatModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr qsizetype keptLines = 100'000;
    enum Role {
        LineRole = Qt::UserRole, ///< ChatLine
        SerialRole,              ///< quint64, the line's for life.
    };

    explicit ChatModel(QObject *parent = nullptr, qsizetype limit = keptLines);

    void append(const QList<ChatLine> &lines);
    /// Of one's own line with this probe; nothing where it is gone or says so already.
    void setMark(const history::ProbeId &probe, const DeliveryMark &mark);
    void setMark(int row, const DeliveryMark &mark);
    /// Of one's own line with this probe; Kind::None where it is gone.
    DeliveryMark mark(const history::ProbeId &probe) const;
    /// There is a line of one's own with this probe.
    bool hasOwn(const history::ProbeId &probe) const { return ownRow(probe) >= 0; }
    /// There is more than notices.
    bool hasMessages() const;
    const ChatLine &line(int row) const { return m_rows.at(row); }
    /// Of the line in this row, for life.
    quint64 serial(int row) const { return m_rows.serial(row); }
    /// -1 where it is gone.
    int row(quint64 serial) const { return m_rows.row(serial); }
    /// There are lines of one's own that can be sent again.
    bool hasUnsent() const { return m_unsent > 0; }
    /// These, from the oldest on.
    QList<int> unsentRows() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// As text to be pasted elsewhere: "alice: good morning", notices with their time.
    static QString plainText(const ChatLine &line);
    /// What is odd about how this came: "again, 20 s later", "corrupted"; empty where nothing is.
    static QString oddity(const ChatLine &line);

private:
    static QString accessibleText(const ChatLine &line);
    int ownRow(const history::ProbeId &probe) const;
    void remember(int row);
    void forget(const ChatLine &line);

    BoundedRows<ChatLine> m_rows;
    QHash<history::ProbeId, quint64> m_own; ///< Probe → serial of the line.
    int m_unsent = 0;
};

} // namespace crosstalk
