// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The HTTP request that asks for a WebSocket, looked at before QWebSocketServer gets it: Qt answers most bad requests
// by hanging up, which tells nobody what was wrong. Pure.

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <tl/expected.hpp>

namespace crosstalk::server {

/// Longest request header, terminating empty line included.
inline constexpr qsizetype maxHeaderBytes = 8 * 1024;

/// What the server needs of a good request.
struct UpgradeRequest
{
    QString user;              ///< Member user of the query, decoded; empty where there is none.
    qsizetype headerBytes = 0; ///< Its length, with the empty line at its end; what follows are frames.
};

/// A bad request: how to answer it.
struct Refusal
{
    int status = 400;
    QByteArray why;         ///< One ASCII sentence, for the body.
    QByteArray extraHeader; ///< A whole header line without its end; may be empty.

    /// The whole response, which asks to close.
    QByteArray toHttp() const;
};

/// Nothing while @p bytes hold no complete header. GET @p path over HTTP/1.1 with what RFC 6455 section 4.2.1 requires,
/// else the refusal: 400, 404, 405, 426, 431 or 505.
std::optional<tl::expected<UpgradeRequest, Refusal>> parseUpgrade(QByteArrayView bytes, QByteArrayView path);

} // namespace crosstalk::server
