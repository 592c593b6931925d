// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/tcpconnections.h"

#include <QScopeGuard>
#include <QtEndian>

#include <array>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace crosstalk {

namespace {

struct Request
{
    nlmsghdr header;
    inet_diag_req_v2 body;
};

bool ask(int kernel, int family)
{
    Request request{};
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    request.body.sdiag_family = static_cast<quint8>(family);
    request.body.sdiag_protocol = IPPROTO_TCP;
    request.body.idiag_states = 1u << TCP_ESTABLISHED;
    return ::send(kernel, &request, sizeof request, 0) == sizeof request;
}

/// One connection each, in as many messages as it takes. False where it ends otherwise than it should.
template<class Visit>
bool hear(int kernel, Visit visit)
{
    alignas(nlmsghdr) std::array<char, 32 * 1024> buffer; // What the kernel fills at most at a time: netlink(7).
    for (;;) {
        const ssize_t length = ::recv(kernel, buffer.data(), buffer.size(), 0);
        if (length <= 0)
            return false;
        auto left = static_cast<unsigned>(length);
        for (auto *each = reinterpret_cast<nlmsghdr *>(buffer.data()); NLMSG_OK(each, left);
             each = NLMSG_NEXT(each, left)) {
            if (each->nlmsg_type != SOCK_DIAG_BY_FAMILY)
                return each->nlmsg_type == NLMSG_DONE;
            visit(*static_cast<const inet_diag_msg *>(NLMSG_DATA(each)));
        }
    }
}

} // namespace

std::optional<QHash<quint16, int>> connectionsTo(const QSet<quint16> &ports)
{
    const int kernel = ::socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (kernel < 0)
        return {};
    const auto closing = qScopeGuard([kernel] { ::close(kernel); });
    QHash<quint16, int> result;
    const auto count = [&](const inet_diag_msg &connection) {
        const auto port = qFromBigEndian(static_cast<quint16>(connection.id.idiag_sport));
        if (ports.contains(port))
            ++result[port];
    };
    for (const int family : {AF_INET, AF_INET6})
        if (!ask(kernel, family) || !hear(kernel, count))
            return {};
    return result;
}

} // namespace crosstalk
