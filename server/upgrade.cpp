// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "server/upgrade.h"

#include "shared/message.h"
#include "shared/utf8.h"

#include <QHash>
#include <QUrl>
#include <QUrlQuery>

namespace crosstalk::server {
namespace {

using Headers = QHash<QByteArray, QByteArray>; ///< By lower-case name; values of one name joined by commas.

tl::unexpected<Refusal> refuse(int status, QByteArray why, QByteArray extraHeader = {})
{
    return tl::unexpected<Refusal>(Refusal{status, std::move(why), std::move(extraHeader)});
}

QByteArray phraseOf(int status)
{
    switch (status) {
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 426:
        return "Upgrade Required";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Bad Request";
    }
}

std::optional<Headers> parseHeaders(const QByteArrayList &lines)
{
    Headers headers;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 1 || line.first(colon).contains(' '))
            return {};
        QByteArray &value = headers[line.first(colon).toLower()];
        value += (value.isEmpty() ? "" : ",") + line.sliced(colon + 1).trimmed();
    }
    return headers;
}

bool hasToken(const QByteArray &list, QByteArrayView token)
{
    for (const QByteArray &item : list.split(',')) {
        if (item.trimmed().compare(token, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

/// Section 4.2.1, points 2 to 6.
std::optional<Refusal> checkHeaders(const Headers &headers)
{
    if (headers.value("host").isEmpty())
        return Refusal{400, "The Host header is missing", {}};
    if (!hasToken(headers.value("upgrade"), "websocket") || !hasToken(headers.value("connection"), "upgrade"))
        return Refusal{426, "Only WebSockets are served here", "Upgrade: websocket"};
    if (headers.value("sec-websocket-version") != "13")
        return Refusal{426, "Only version 13 of the WebSocket protocol is spoken here", "Sec-WebSocket-Version: 13"};
    const auto key =
        QByteArray::fromBase64Encoding(headers.value("sec-websocket-key"), QByteArray::AbortOnBase64DecodingErrors);
    if (!key || key.decoded.size() != 16)
        return Refusal{400, "Sec-WebSocket-Key must be 16 bytes in base64", {}};
    return {};
}

tl::expected<UpgradeRequest, Refusal> parseTarget(const QByteArray &target, QByteArrayView path)
{
    const QUrl url = QUrl::fromEncoded(target, QUrl::StrictMode);
    if (!url.isValid())
        return refuse(400, "The request target cannot be read");
    if (url.path(QUrl::FullyEncoded).toLatin1() != path)
        return refuse(404, "WebSockets are served at " + path.toByteArray());
    const QString encoded = QUrlQuery(url).queryItemValue(QStringLiteral("user"), QUrl::FullyEncoded);
    const QByteArray user = QByteArray::fromPercentEncoding(encoded.toUtf8());
    Utf8Validator validator;
    const bool isText = validator.feed(user) && validator.isComplete();
    if (!isText || (!user.isEmpty() && !v1::isValidName(QString::fromUtf8(user))))
        return refuse(400, "The user name must be 1 to 128 bytes of UTF-8 without control characters");
    return UpgradeRequest{QString::fromUtf8(user), 0};
}

tl::expected<UpgradeRequest, Refusal> parse(const QByteArray &header, QByteArrayView path)
{
    QByteArrayList lines = header.split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    const QByteArrayList request = lines.takeFirst().split(' ');
    if (request.size() != 3 || !request[2].startsWith("HTTP/"))
        return refuse(400, "The request line cannot be read");
    if (request[0] != "GET")
        return refuse(405, "Only GET is answered here", "Allow: GET");
    if (request[2] != "HTTP/1.1")
        return refuse(505, "Only HTTP/1.1 can be upgraded");
    const auto headers = parseHeaders(lines);
    if (!headers)
        return refuse(400, "A header line cannot be read");
    const auto target = parseTarget(request[1], path);
    if (!target)
        return target;
    if (auto refusal = checkHeaders(*headers))
        return tl::unexpected<Refusal>(std::move(*refusal));
    return target;
}

} // namespace

QByteArray Refusal::toHttp() const
{
    const QByteArray body = why + ".\n";
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + phraseOf(status) +
           "\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: " + QByteArray::number(body.size()) +
           (extraHeader.isEmpty() ? QByteArray() : "\r\n" + extraHeader) + "\r\n\r\n" + body;
}

std::optional<tl::expected<UpgradeRequest, Refusal>> parseUpgrade(QByteArrayView bytes, QByteArrayView path)
{
    const qsizetype end = bytes.indexOf(QByteArrayView("\r\n\r\n"));
    if ((end < 0 && bytes.size() >= maxHeaderBytes) || end + 4 > maxHeaderBytes)
        return refuse(431, "The request header is longer than 8 KiB");
    if (end < 0)
        return {};
    return parse(bytes.first(end).toByteArray(), path).map([end](UpgradeRequest request) {
        request.headerBytes = end + 4;
        return request;
    });
}

} // namespace crosstalk::server
