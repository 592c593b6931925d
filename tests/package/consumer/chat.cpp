// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// usage: chat CROSSTALK-SERVER     Starts two instances and has a client on one hear what a client on the other says.

#include <crosstalk/app/engine/cluster.h>
#include <crosstalk/client/chatclient.h>

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace crosstalk;
using namespace std::chrono_literals;

static std::unique_ptr<ChatClient> connectTo(const Instance *instance)
{
    ChatClient::Options options;
    options.server = instance->url();
    return std::make_unique<ChatClient>(*makeDialect(QStringLiteral("plain")), options);
}

static void giveUp(const char *why)
{
    std::fprintf(stderr, "chat: %s\n", why);
    QCoreApplication::exit(1);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QTimer::singleShot(60s, &app, [] { giveUp("nothing was heard for a minute"); });

    Cluster::Options options;
    options.instances = 2;
    options.serverProgram = QString::fromLocal8Bit(argv[1]);
    Cluster cluster(options);
    std::unique_ptr<ChatClient> speaker;
    std::unique_ptr<ChatClient> listener;
    const auto speakOnceBothAreOpen = [&] {
        if (speaker->state() == ChatClient::State::Open && listener->state() == ChatClient::State::Open)
            speaker->publish(QString(), "across");
    };
    QObject::connect(&cluster, &Cluster::failed, &app,
                     [](const Error &error) { giveUp(qPrintable(error.toString())); });
    QObject::connect(&cluster, &Cluster::ready, &app, [&] {
        speaker = connectTo(cluster.instances().at(0));
        listener = connectTo(cluster.instances().at(1));
        for (ChatClient *client : {speaker.get(), listener.get()}) {
            QObject::connect(client, &ChatClient::stateChanged, &app, speakOnceBothAreOpen);
            client->open();
        }
        QObject::connect(listener.get(), &ChatClient::received, &cluster, [&](const MessageReceived &message) {
            if (message.payload == "across")
                cluster.stop();
        });
    });
    QObject::connect(&cluster, &Cluster::stopped, &app, [] { QCoreApplication::exit(0); });
    cluster.start();
    return app.exec();
}
