// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Finds text in the lines of a chat, in slices from the event loop: nobody waits for it, however many there are. Goes
// on with what is said later.

#include <QTimer>

#include <deque>
#include <optional>

namespace crosstalk {

class ChatModel;

class ChatSearch : public QObject
{
    Q_OBJECT
public:
    /// @p model must outlive it.
    explicit ChatSearch(const ChatModel *model, QObject *parent = nullptr);

    /// Lines that contain @p needle, whatever its case. The first to be current is the last one not below row @p from.
    void setNeedle(const QString &needle, int from);
    const QString &needle() const { return m_needle; }
    int count() const { return static_cast<int>(m_found.size()); }
    /// Of the current one among them, from 1 on; 0 where there is none.
    int position() const { return m_current + 1; }
    /// The last step went past the end: on the newest line it went on with the oldest, or the other way round.
    bool hasWrapped() const { return m_hasWrapped; }
    /// All lines there are have been looked at.
    bool isComplete() const { return !m_slice.isActive(); }
    /// The serial of the current line.
    std::optional<quint64> current() const;
    void next() { step(1); }
    void previous() { step(-1); }

Q_SIGNALS:
    /// The count, the position or isComplete() is another.
    void changed();
    /// It is to be shown.
    void currentMoved();

private:
    void lookOn();
    void choose();
    void forgetDropped();
    void step(int by);

    const ChatModel *m_model;
    QString m_needle;
    quint64 m_from = 0;          ///< A serial, as are m_next and those found.
    quint64 m_next = 0;          ///< To be looked at.
    std::deque<quint64> m_found; ///< Ascending.
    int m_current = -1;
    bool m_hasWrapped = false;
    QTimer m_slice;
};

} // namespace crosstalk
