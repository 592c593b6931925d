// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/redis/url.h"

#include <QUrl>
#include <QUrlQuery>

namespace crosstalk::redis {
namespace {

const QString form = QStringLiteral("Write redis://[user:password@]host[:port][/database] or unix:///path/to/socket");

/// The text without what stands between "://" and "@", for messages.
QString withoutSecrets(const QString &text)
{
    const qsizetype start = text.indexOf(QLatin1String("://"));
    const qsizetype at = text.lastIndexOf(u'@');
    return start >= 0 && at > start ? text.first(start + 3) + text.sliced(at + 1) : text;
}

tl::unexpected<Error> bad(const QString &text, const QString &why)
{
    return fail(QStringLiteral("Bad Redis URL \"%1\": %2").arg(withoutSecrets(text), why), form);
}

/// A database number, 0 where @p text is empty; -1 where it is none.
int databaseFrom(const QString &text)
{
    if (text.isEmpty())
        return 0;
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber && number >= 0 ? number : -1;
}

} // namespace

Result<Url> Url::parse(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid())
        return bad(text, QStringLiteral("it cannot be read"));
    if (url.scheme() == u"rediss")
        return bad(text, QStringLiteral("TLS to the broker is not supported"));
    const bool isUnix = url.scheme() == u"unix";
    if (url.scheme() != u"redis" && !isUnix)
        return bad(text, QStringLiteral("the scheme must be redis or unix"));

    Url result;
    result.user = url.userName(QUrl::FullyDecoded);
    result.password = url.password(QUrl::FullyDecoded);
    const QString path = url.path(QUrl::FullyDecoded);
    if (isUnix) {
        if (path.isEmpty() || path == u"/" || !url.host().isEmpty())
            return bad(text, QStringLiteral("a unix URL needs the absolute path of a socket"));
        result.socketPath = path;
        result.database = databaseFrom(QUrlQuery(url).queryItemValue(QStringLiteral("db")));
    } else {
        if (!url.host().isEmpty())
            result.host = url.host();
        if (url.port() == 0)
            return bad(text, QStringLiteral("port 0 cannot be connected to"));
        result.port = static_cast<quint16>(url.port(6379));
        result.database = databaseFrom(path.startsWith(u'/') ? path.sliced(1) : path);
    }
    if (result.database < 0)
        return bad(text, QStringLiteral("the database must be a number"));
    return result;
}

QString Url::display() const
{
    const QString who = user.isEmpty() ? QString() : user + u'@';
    if (!socketPath.isEmpty())
        return QStringLiteral("unix://") + who + socketPath;
    const QString place = host.contains(u':') ? u'[' + host + u']' : host;
    return QStringLiteral("redis://%1%2:%3").arg(who, place).arg(port) +
           (database == 0 ? QString() : QStringLiteral("/%1").arg(database));
}

} // namespace crosstalk::redis
