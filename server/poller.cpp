// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/poller.h"

#include "server/connection.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <sys/epoll.h>
#include <unistd.h>

namespace crosstalk::server {
namespace {

int createEpoll()
{
    const int descriptor = ::epoll_create1(EPOLL_CLOEXEC);
    if (descriptor < 0)
        throw std::system_error(errno, std::generic_category(), "epoll_create1");
    return descriptor;
}

} // namespace

Poller::Poller(QObject *parent)
    : QObject(parent)
    , m_descriptor(createEpoll())
    , m_notifier(m_descriptor, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &Poller::poll);
}

Poller::~Poller()
{
    m_notifier.setEnabled(false);
    ::close(m_descriptor);
}

void Poller::add(int descriptor, Connection *connection)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = connection;
    if (::epoll_ctl(m_descriptor, EPOLL_CTL_ADD, descriptor, &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

void Poller::remove(int descriptor, Connection *connection)
{
    ::epoll_ctl(m_descriptor, EPOLL_CTL_DEL, descriptor, nullptr);
    std::erase(m_toFlush, connection);
    std::erase(m_parked, connection);
}

void Poller::watch(int descriptor, Connection *connection, bool wantsRead, bool wantsWrite)
{
    epoll_event event{};
    event.events = (wantsRead ? EPOLLIN : 0U) | (wantsWrite ? EPOLLOUT : 0U);
    event.data.ptr = connection;
    ::epoll_ctl(m_descriptor, EPOLL_CTL_MOD, descriptor, &event);
}

// A closed connection outlives the turn in which it closed (see Instance), so the events of one call never name a
// deleted one.
void Poller::poll()
{
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(m_descriptor, events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i) {
        auto *connection = static_cast<Connection *>(events[static_cast<size_t>(i)].data.ptr);
        const auto what = events[static_cast<size_t>(i)].events;
        if (what & EPOLLOUT)
            connection->flush();
        if (what & (EPOLLHUP | EPOLLERR)) {
            connection->read();
        } else if (what & EPOLLIN) {
            if (m_holds == 0) {
                connection->read();
            } else {
                connection->park(true);
                m_parked.push_back(connection);
            }
        }
    }
    flush();
}

void Poller::flush()
{
    while (!m_toFlush.empty()) {
        Connection *connection = m_toFlush.back();
        m_toFlush.pop_back();
        connection->flush();
    }
}

void Poller::release(Hold why)
{
    m_holds &= static_cast<quint8>(~static_cast<quint8>(why));
    if (m_holds != 0)
        return;
    for (Connection *connection : std::exchange(m_parked, {}))
        connection->park(false);
}

} // namespace crosstalk::server
