// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Writes a history to a file beside the run, in a thread of its own, so that a slow disk stalls no event loop. When the
// file cannot be written any more, it says so once and takes no more; the run goes on without it.

#include "shared/history.h"

#include <QObject>

#include <memory>

namespace crosstalk {

class HistoryWriter : public QObject
{
    Q_OBJECT
public:
    /// Replaces what is in @p file.
    static Result<std::unique_ptr<HistoryWriter>> open(const QString &file, QObject *parent = nullptr);
    /// As close().
    ~HistoryWriter() override;

    /// In the order in which they are to be in the file.
    void write(const history::Event &event);
    /// Waits until all is written, 10 s at most. An Error where it is not; failed() has told it by then.
    Result<void> close();

Q_SIGNALS:
    /// From within write() or close(), once.
    void failed(const crosstalk::Error &error);

private:
    class Worker;
    HistoryWriter(std::shared_ptr<Worker> worker, QObject *parent);
    void tell(const Error &error);

    std::shared_ptr<Worker> m_worker; ///< Its thread holds it too, should it have to be left behind.
    bool m_hasFailed = false;         ///< And said so.
};

} // namespace crosstalk
