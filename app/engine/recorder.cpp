// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/recorder.h"

#include "app/engine/historywriter.h"

#include <QPointer>
#include <QRandomGenerator>

namespace crosstalk {

namespace {

constexpr int runLength = 8;

QString randomRun()
{
    static constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString run;
    for (int i = 0; i < runLength; ++i)
        run.append(QLatin1Char(letters[QRandomGenerator::system()->bounded(int(sizeof letters) - 1)]));
    return run;
}

/// The probe an event is about, or null.
struct ProbeOf
{
    const history::ProbeId *operator()(const history::Sent &event) const { return &event.probe; }
    const history::ProbeId *operator()(const history::Acked &event) const { return &event.probe; }
    const history::ProbeId *operator()(const history::Refused &event) const { return &event.probe; }
    const history::ProbeId *operator()(const history::Received &event) const { return &event.probe; }
    template<class Other>
    const history::ProbeId *operator()(const Other &) const
    {
        return nullptr;
    }
};

} // namespace

Recorder::Recorder(Judge::Rules rules, QObject *parent)
    : QObject(parent)
    , m_run(randomRun())
    , m_rules(std::move(rules))
    , m_judge(m_rules)
{
    m_clock.start();
}

Recorder::~Recorder() = default;

qint64 Recorder::now() const
{
    return m_clock.nsecsElapsed();
}

quint32 Recorder::sessionNumber(const QString &name)
{
    quint32 &number = m_numbers[name];
    if (number == 0) {
        m_names.append(name);
        number = static_cast<quint32>(m_names.size());
    }
    return number;
}

QString Recorder::sessionName(quint32 number) const
{
    return m_names.value(qsizetype(number) - 1);
}

void Recorder::setHearsBroker(bool hears)
{
    if (std::exchange(m_hearsBroker, hears) != hears)
        Q_EMIT hearsBrokerChanged(hears);
}

Result<void> Recorder::writeHistory(const QString &file)
{
    auto opened = HistoryWriter::open(file);
    if (!opened)
        return tl::unexpected(opened.error());
    m_history = std::move(*opened);
    connect(m_history.get(), &HistoryWriter::failed, this, &Recorder::historyFailed);
    m_history->write(Judge::runOf(m_rules, m_run));
    return {};
}

Result<void> Recorder::closeHistory()
{
    const auto history = std::exchange(m_history, nullptr);
    return history ? history->close() : Result<void>();
}

void Recorder::record(const history::Event &event)
{
    if (const auto *connected = std::get_if<history::Connected>(&event))
        m_instances.insert(connected->session, connected->instance);
    m_judge.apply(event);
    const QPointer<Recorder> self(this);
    if (m_history)
        m_history->write(event);
    if (!self)
        return;
    Q_EMIT recorded(event);
    const auto *probe = std::visit(ProbeOf{}, event);
    if (probe && self)
        Q_EMIT deliveryChanged(*probe);
}

} // namespace crosstalk
