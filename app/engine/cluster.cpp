// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/cluster.h"

#include "app/engine/programpath.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QStandardPaths>

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

/// What is promised is 10 s; what is killed then still has to be reaped.
constexpr auto stopDeadline = 9s;

void endService(Service *service)
{
    // Nobody waits for a frozen one to be thawed and to say good-bye when all are to go.
    if (service->state() == Service::State::Frozen)
        service->kill();
    else if (service->state() != Service::State::Draining)
        service->drain();
}

} // namespace

Cluster::Cluster(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_broker(new Broker(m_options.broker, this))
{
    m_stopDeadline.setSingleShot(true);
    m_stopDeadline.setInterval(stopDeadline);
    connect(&m_stopDeadline, &QTimer::timeout, this, &Cluster::killAll);
    connect(m_broker, &Broker::line, this,
            [this](const QString &text) { Q_EMIT line(QStringLiteral("broker"), text); });
    connect(m_broker, &Broker::stateChanged, this, &Cluster::onBrokerChanged);
    connect(m_broker, &Broker::failed, this, [this](const Error &error) { failStart(error, m_broker); });
    for (int i = 0; i < m_options.instances; ++i) {
        m_nextNumber = qMax(m_nextNumber, m_options.numbers.value(i, m_nextNumber));
        addInstance();
    }
}

Cluster::~Cluster() = default;

Result<QString> Cluster::findServer(const QString &wanted)
{
    if (!wanted.isEmpty()) {
        const QString found = programPath(wanted);
        if (found.isEmpty())
            return fail(tr("Cannot find the server's program %1").arg(wanted), tr("Name a program that can be run"));
        return found;
    }
    const QString name = QStringLiteral("crosstalk-server");
    const QString here = QCoreApplication::applicationDirPath();
    for (const QStringList &paths : {QStringList{here}, QStringList()}) {
        const QString found = QStandardPaths::findExecutable(name, paths);
        if (!found.isEmpty())
            return found;
    }
    return fail(tr("Cannot find crosstalk-server, neither in %1 nor in PATH").arg(here),
                tr("Build it, or say where it is"));
}

QStringList Cluster::instanceNames() const
{
    QStringList names;
    for (const Instance *instance : m_instances)
        names.append(instance->name());
    return names;
}

Instance *Cluster::instance(const QString &name) const
{
    const auto found = std::find_if(m_instances.begin(), m_instances.end(),
                                    [&](const Instance *instance) { return instance->name() == name; });
    return found == m_instances.end() ? nullptr : *found;
}

void Cluster::start()
{
    if (m_state != State::Stopped)
        return;
    enter(State::Starting);
    QMetaObject::invokeMethod(this, &Cluster::launch, Qt::QueuedConnection);
}

void Cluster::launch()
{
    if (m_state != State::Starting)
        return;
    const bool needsServer = std::any_of(m_instances.begin(), m_instances.end(),
                                         [](const Instance *instance) { return instance->isOurs(); });
    if (const auto server = findServer(m_options.serverProgram); needsServer && !server)
        return failStart(server.error(), nullptr);
    m_awaited.clear();
    for (Instance *instance : std::as_const(m_instances)) {
        if (instance->startsWithCluster())
            m_awaited.insert(instance);
    }
    if (needsBroker())
        m_awaited.insert(m_broker);
    if (m_broker->state() == Broker::State::Ready || !needsBroker())
        launchInstances();
    else
        m_broker->start();
}

/// A broker is no use to servers that others run.
bool Cluster::needsBroker() const
{
    const bool areOthers = !m_instances.isEmpty() && std::all_of(m_instances.begin(), m_instances.end(),
                                                                 [](const Instance *i) { return i->isAttached(); });
    return !m_broker->isAttached() && !areOthers;
}

void Cluster::launchInstances()
{
    const auto instances = m_instances;
    for (Instance *instance : instances) {
        instance->setRedisUrl(m_broker->url());
        if (instance->startsWithCluster())
            instance->start();
    }
    checkReady();
}

void Cluster::stop()
{
    if (m_state == State::Stopping)
        return;
    m_awaited.clear();
    enter(State::Stopping);
    m_stopDeadline.start();
    const auto instances = m_instances;
    for (Instance *instance : instances)
        endService(instance);
    QMetaObject::invokeMethod(this, &Cluster::continueStop, Qt::QueuedConnection);
}

/// The broker goes last: instances that drain still deliver.
void Cluster::continueStop()
{
    if (m_state != State::Stopping)
        return;
    if (std::any_of(m_instances.begin(), m_instances.end(), [](const Instance *i) { return i->isRunning(); }))
        return;
    if (m_broker->isRunning())
        return endService(m_broker);
    m_stopDeadline.stop();
    const QPointer<Cluster> self(this);
    enter(State::Stopped);
    if (self)
        Q_EMIT stopped();
}

void Cluster::killAll()
{
    const auto instances = m_instances;
    for (Instance *instance : instances)
        instance->kill();
    m_broker->kill();
}

Instance *Cluster::addInstance(const QString &name, const QStringList &arguments, const QString &dialect)
{
    const int number = m_nextNumber++;
    const auto server = findServer(m_options.serverProgram);
    Instance::Launch launch;
    // Where it is not found, starting the instance will say so.
    launch.program = server.value_or(m_options.serverProgram.isEmpty() ? QStringLiteral("crosstalk-server")
                                                                       : m_options.serverProgram);
    launch.prefix = m_options.prefix;
    launch.plainChannel = m_options.plainChannel;
    launch.arguments = m_options.serverArguments + arguments;
    launch.dialect = dialect;
    launch.port = m_options.firstPort > 0 ? m_options.firstPort + number : 0;
    return add(new Instance(nameFor(name, number), number, launch, this));
}

Instance *Cluster::addProgram(const Instance::Program &program, const QString &name)
{
    const int number = m_nextNumber++;
    return add(new Instance(nameFor(name, number), number, program, this));
}

Instance *Cluster::attach(const QUrl &url, const QString &dialect, const QString &name, int number)
{
    const bool isTaken = std::any_of(m_instances.begin(), m_instances.end(),
                                     [number](const Instance *each) { return each->number() == number; });
    if (number < 0 || isTaken)
        number = m_nextNumber;
    m_nextNumber = qMax(m_nextNumber, number + 1);
    return add(new Instance(nameFor(name, number), number, Instance::Attachment{url, dialect}, this));
}

QString Cluster::nameFor(const QString &wanted, int number) const
{
    QString name = wanted.isEmpty() ? Instance::nameOf(number) : wanted;
    for (int next = number; instance(name); ++next)
        name = Instance::nameOf(next);
    return name;
}

Instance *Cluster::add(Instance *instance)
{
    const auto after = std::find_if(m_instances.begin(), m_instances.end(),
                                    [&](const Instance *other) { return other->number() > instance->number(); });
    m_instances.insert(after, instance);
    instance->setRedisUrl(m_broker->url());
    connect(instance, &Instance::line, this,
            [this, instance](const QString &text) { Q_EMIT line(instance->name(), text); });
    connect(instance, &Instance::stateChanged, this, [this, instance] { onInstanceChanged(instance); });
    connect(instance, &Instance::failed, this, [this, instance](const Error &error) { failStart(error, instance); });
    Q_EMIT instanceAdded(instance);
    return instance;
}

void Cluster::removeInstance(Instance *instance)
{
    // Something of it may be on the call stack.
    if (auto taken = takeInstance(instance))
        taken.release()->deleteLater();
}

std::unique_ptr<Instance> Cluster::takeInstance(Instance *instance)
{
    if (!m_instances.contains(instance))
        return nullptr;
    Q_EMIT instanceAboutToBeRemoved(instance);
    m_instances.removeOne(instance);
    m_awaited.remove(instance);
    instance->disconnect(this);
    instance->kill();
    instance->setParent(nullptr);
    if (m_state == State::Starting)
        QMetaObject::invokeMethod(this, &Cluster::checkReady, Qt::QueuedConnection);
    else
        QMetaObject::invokeMethod(this, &Cluster::continueStop, Qt::QueuedConnection);
    return std::unique_ptr<Instance>(instance);
}

Instance *Cluster::putBack(std::unique_ptr<Instance> instance)
{
    instance->setParent(this);
    return add(instance.release());
}

void Cluster::enter(State next)
{
    if (next == m_state)
        return;
    m_state = next;
    Q_EMIT stateChanged(next);
}

void Cluster::onBrokerChanged()
{
    // Its port is picked when it starts.
    for (Instance *instance : std::as_const(m_instances))
        instance->setRedisUrl(m_broker->url());
    if (m_state == State::Stopping)
        return continueStop();
    if (m_state != State::Starting)
        return;
    if (m_broker->state() == Broker::State::Ready && m_awaited.remove(m_broker))
        launchInstances();
    else if (hasEndedTooSoon(m_broker))
        failStart({tr("The broker ended before the instances were ready: %1").arg(m_broker->exitedHow()), {}},
                  m_broker);
}

void Cluster::onInstanceChanged(Instance *instance)
{
    if (m_state == State::Stopping)
        continueStop();
    else if (m_state == State::Starting && hasEndedTooSoon(instance))
        failStart({tr("%1 ended before all were ready: %2").arg(instance->label(), instance->exitedHow()), {}},
                  instance);
    else
        checkReady();
}

/// One that never was ready says more with failed().
bool Cluster::hasEndedTooSoon(Service *service) const
{
    return service->state() == Service::State::Stopped ||
           (service->state() == Service::State::Exited && !m_awaited.contains(service));
}

void Cluster::checkReady()
{
    if (m_state != State::Starting)
        return;
    m_awaited.removeIf(
        [](const Service *service) { return service->state() == Service::State::Ready || service->isAttached(); });
    if (!m_awaited.isEmpty())
        return;
    const QPointer<Cluster> self(this);
    enter(State::Running);
    if (self)
        Q_EMIT ready();
}

void Cluster::failStart(const Error &error, Service *service)
{
    if (m_state != State::Starting)
        return; // Of a part that was started on its own: those who did so watch it.
    m_awaited.clear();
    const bool isAnyRunning = m_broker->isRunning() || std::any_of(m_instances.begin(), m_instances.end(),
                                                                   [](const Instance *i) { return i->isRunning(); });
    const QPointer<Cluster> self(this);
    enter(isAnyRunning ? State::Running : State::Stopped);
    if (self)
        Q_EMIT failed(error, service);
}

} // namespace crosstalk
