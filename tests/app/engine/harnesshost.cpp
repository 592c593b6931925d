// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// A harness for tests to kill: starts a cluster of two, freezes instance b and, where told to, the broker; prints one
// line with the ids of its processes; and goes on until it is killed. harnesshost SERVER [freeze-broker]

#include "app/engine/cluster.h"

#include <QCoreApplication>

#include <cstdio>

using namespace crosstalk;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    Cluster::Options options;
    options.instances = 2;
    options.serverProgram = arguments.value(1);
    Cluster cluster(options);
    QObject::connect(&cluster, &Cluster::ready, &app, [&] {
        const qint64 broker = cluster.broker()->pid();
        cluster.instance(QStringLiteral("b"))->freeze();
        if (arguments.contains(QStringLiteral("freeze-broker")))
            cluster.broker()->freeze();
        std::printf("PIDS %lld %lld %lld\n", static_cast<long long>(broker),
                    static_cast<long long>(cluster.instances().at(0)->pid()),
                    static_cast<long long>(cluster.instances().at(1)->pid()));
        std::fflush(stdout);
    });
    QObject::connect(&cluster, &Cluster::failed, &app, [](const Error &error) {
        std::fprintf(stderr, "%s\n", qPrintable(error.toString()));
        QCoreApplication::exit(1);
    });
    cluster.start();
    return QCoreApplication::exec();
}
