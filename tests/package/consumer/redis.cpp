// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// Links Crosstalk::Redis, and hiredis through it, and no more: a connection to where nobody listens must say so.

#include <crosstalk/shared/redis/connection.h>

#include <QCoreApplication>

using namespace crosstalk;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    redis::Connection connection(redis::Url::parse(QStringLiteral("unix:///nowhere/redis.sock")).value());
    QObject::connect(&connection, &redis::Connection::ready, &app, [] { QCoreApplication::exit(1); });
    QObject::connect(&connection, &redis::Connection::lost, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    connection.open();
    return QCoreApplication::exec();
}
