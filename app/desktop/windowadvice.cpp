// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/windowadvice.h"

namespace crosstalk {

Error WindowAdvice::on(const Error &error, const Cluster &cluster, const Cluster::Options &options)
{
    if (const QString advice = onPrograms(error, options); !advice.isEmpty())
        return {error.what, advice};
    QList<const Service *> services{cluster.broker()};
    for (const Instance *instance : cluster.instances())
        services << instance;
    for (const Service *service : std::as_const(services))
        if (service->hasFailedToStart() && service->isPortTaken() && service->exitedHow() == error.what)
            return {error.what, onPort(*service, options)};
    return error;
}

QString WindowAdvice::onPrograms(const Error &error, const Cluster::Options &options)
{
    if (const auto found = Cluster::findServer(options.serverProgram); !found && found.error().what == error.what)
        return tr("Name one that can be run in Preferences… (Ctrl+,), as the server program of the next cluster");
    const auto found = Broker::findProgram(options.broker.program);
    if (found || found.error().what != error.what)
        return {};
    // The command that installs one is worth more than what the preferences can do.
    return options.broker.program.isEmpty()
               ? tr("%1, or name one in Preferences… (Ctrl+,), as the broker program of the next cluster")
                     .arg(error.hint)
               : tr("Name one that can be run in Preferences… (Ctrl+,), as the broker program of the next cluster");
}

QString WindowAdvice::onPort(const Service &service, const Cluster::Options &options)
{
    const bool isBroker = qobject_cast<const Instance *>(&service) == nullptr;
    const bool isChosen = isBroker ? options.broker.port > 0 : options.firstPort > 0;
    if (isChosen)
        return tr("End what has it and try again, or set another port in Preferences… (Ctrl+,) for the next cluster");
    return isBroker ? tr("End what has it and try again, or open a new cluster, whose broker takes a port that is free")
                    : tr("End what has it and try again, or remove this instance and add one, which takes a port that "
                         "is free");
}

} // namespace crosstalk
