// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Judges a recorded history, ours or anybody's, line by line: of what it reads it keeps what is needed to bring
// neighbours into the order of their times, and what the Judge keeps, however long the file.

#include "shared/judge.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <deque>
#include <memory>

namespace crosstalk {

class HistoryJudge
{
public:
    /// The next bytes of the history. An Error names the line that is wrong; then nothing more may be fed.
    Result<void> feed(QByteArrayView bytes);
    /// The history has ended. What follows its last line break is a line, unless it is the torn beginning of one: see
    /// isTorn().
    Result<void> finish();

    /// The last line is cut off in its middle: who wrote it was stopped, or the file was copied too early. The rest is
    /// judged as a run that was not seen to its end.
    bool isTorn() const { return m_isTorn; }
    /// Lines read so far.
    quint64 lines() const { return m_lines; }
    /// As the history calls itself.
    QString run() const { return m_run; }
    /// Only after finish().
    Verdict verdict() const;

private:
    Result<void> take(QByteArrayView line);
    Result<void> begin(QByteArrayView line);
    Result<void> queue(const history::Event &event);
    void applyFirst();
    tl::unexpected<Error> wrong(const Error &error) const;

    std::unique_ptr<Judge> m_judge; ///< Once the first line has said what is judged.
    QString m_run;
    QByteArray m_rest; ///< Of a line whose end is still to come.
    quint64 m_lines = 0;
    std::deque<history::Event> m_waiting; ///< By time: something earlier may still come.
    qint64 m_appliedAt = 0;
    bool m_isSettled = false;
    bool m_isTorn = false;
};

} // namespace crosstalk
