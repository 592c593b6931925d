// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/historywriter.h"

#include <QFile>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

/// So many are worth waking the thread; fewer wait for the interval.
constexpr size_t eventsAtOnce = 512;
constexpr auto interval = 200ms;
/// Some 100 MB, more than a disk is behind by that is worth waiting for.
constexpr size_t eventsAtMost = 400'000;
constexpr auto closeDeadline = 10s;

} // namespace

class HistoryWriter::Worker
{
public:
    explicit Worker(const QString &file)
        : m_file(file)
    {}

    bool open() { return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered); }
    QString reason() const { return m_file.errorString(); }

    static void start(std::shared_ptr<Worker> self)
    {
        std::thread([self = std::move(self)] { self->run(); }).detach();
    }

    /// What went wrong so far.
    std::optional<Error> add(const history::Event &event)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_error && m_events.size() >= eventsAtMost)
            m_error = tooSlow();
        if (m_error)
            return m_error;
        m_events.push_back(event);
        if (m_events.size() == eventsAtOnce)
            m_changed.notify_all();
        return std::nullopt;
    }

    std::optional<Error> close()
    {
        std::unique_lock lock(m_mutex);
        m_isClosing = true;
        m_changed.notify_all();
        if (!m_changed.wait_for(lock, closeDeadline, [this] { return m_isOver; }) && !m_error)
            m_error = tooSlow();
        return m_error;
    }

private:
    void run()
    {
        std::unique_lock lock(m_mutex);
        while (!m_error && !(m_isClosing && m_events.empty())) {
            m_changed.wait_for(lock, interval, [this] { return m_isClosing || m_events.size() >= eventsAtOnce; });
            const auto events = std::exchange(m_events, {});
            lock.unlock();
            QByteArray lines;
            for (const history::Event &event : events)
                lines += history::toLine(event);
            // Unbuffered, write() is all or an error.
            const bool isWritten = m_file.write(lines) == lines.size();
            lock.lock();
            if (!isWritten)
                m_error = Error{QStringLiteral("Cannot write the history %1: %2").arg(m_file.fileName(), reason()),
                                QStringLiteral("Its end is missing; free some space, or name another file")};
        }
        m_file.close();
        m_isOver = true;
        m_changed.notify_all();
    }

    Error tooSlow() const
    {
        return {QStringLiteral("Cannot write the history %1 as fast as the run goes").arg(m_file.fileName()),
                QStringLiteral("Its end is missing; name a file on a faster disk")};
    }

    QFile m_file;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<history::Event> m_events;
    std::optional<Error> m_error;
    bool m_isClosing = false;
    bool m_isOver = false;
};

Result<std::unique_ptr<HistoryWriter>> HistoryWriter::open(const QString &file, QObject *parent)
{
    auto worker = std::make_shared<Worker>(file);
    if (!worker->open())
        return fail(QStringLiteral("Cannot write the history %1: %2").arg(file, worker->reason()),
                    QStringLiteral("Name a file in a folder that exists and can be written"));
    Worker::start(worker);
    return std::unique_ptr<HistoryWriter>(new HistoryWriter(std::move(worker), parent));
}

HistoryWriter::HistoryWriter(std::shared_ptr<Worker> worker, QObject *parent)
    : QObject(parent)
    , m_worker(std::move(worker))
{}

HistoryWriter::~HistoryWriter()
{
    m_worker->close();
}

void HistoryWriter::write(const history::Event &event)
{
    if (m_hasFailed)
        return;
    if (const auto error = m_worker->add(event))
        tell(*error);
}

void HistoryWriter::tell(const Error &error)
{
    if (!std::exchange(m_hasFailed, true))
        Q_EMIT failed(error);
}

Result<void> HistoryWriter::close()
{
    const auto error = m_worker->close();
    if (!error)
        return {};
    tell(*error);
    return tl::unexpected(*error);
}

} // namespace crosstalk
