// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/firststeps.h"

#include "app/desktop/bench.h"
#include "app/desktop/palette.h"
#include "app/engine/cluster.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace crosstalk {

namespace {

QString knownSetting()
{
    return QStringLiteral("window/knowsFirstSteps");
}

} // namespace

FirstSteps::FirstSteps(QWidget *parent)
    : QWidget(parent)
    , m_act(new QPushButton(this))
    , m_dismiss(new QPushButton(this))
{
    setAccessibleName(tr("First steps"));
    auto *words = new QVBoxLayout;
    words->setSpacing(3);
    for (QLabel *&label : m_steps) {
        label = new QLabel(this);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        words->addWidget(label);
    }
    m_end = new QLabel(this);
    m_end->setText(tr("✓  All done"));
    m_end->hide();
    m_dismiss->setText(tr("&Got it"));
    m_dismiss->setToolTip(tr("Close this; Help › First steps brings it back"));
    connect(m_act, &QPushButton::clicked, this, &FirstSteps::act);
    connect(m_dismiss, &QPushButton::clicked, this, [this] {
        setKnown();
        Q_EMIT dismissed();
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(26, 22, 22, 12);
    layout->setSpacing(8);
    layout->addLayout(words, 1);
    layout->addWidget(m_act, 0, Qt::AlignVCenter);
    layout->addWidget(m_end, 0, Qt::AlignVCenter);
    layout->addWidget(m_dismiss, 0, Qt::AlignVCenter);
}

bool FirstSteps::isKnown()
{
    return QSettings().value(knownSetting(), false).toBool();
}

void FirstSteps::setKnown()
{
    QSettings().setValue(knownSetting(), true);
}

void FirstSteps::setBench(Bench *bench)
{
    if (bench == m_bench)
        return;
    if (m_bench) {
        disconnect(m_bench, nullptr, this, nullptr);
        disconnect(m_bench->cluster(), nullptr, this, nullptr);
    }
    m_bench = bench;
    // What the traffic sends does not count: somebody is to see it go.
    const auto hear = [this](const Chat *chat) { connect(chat, &Chat::said, this, &FirstSteps::onSaid); };
    for (const Chat *chat : bench->chats())
        hear(chat);
    connect(bench, &Bench::chatOpened, this, hear);
    connect(bench, &Bench::totalsChanged, this, &FirstSteps::onTotalsChanged);
    const auto instances = bench->cluster()->instances();
    for (Instance *instance : instances)
        watch(instance);
    connect(bench->cluster(), &Cluster::instanceAdded, this, &FirstSteps::watch);
    connect(bench->cluster(), &Cluster::instanceAboutToBeRemoved, this, &FirstSteps::onInstanceAboutToBeRemoved);
    chooseInstance();
    showSteps();
}

/// Since it was hidden, chats may have come and gone.
void FirstSteps::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_bench || isBegun())
        return;
    chooseInstance();
    showSteps();
}

void FirstSteps::watch(Instance *instance)
{
    connect(instance, &Service::stateChanged, this, &FirstSteps::onStateChanged);
}

void FirstSteps::onStateChanged(Service::State state)
{
    if (state == Service::State::Ready && m_isDone[Freeze])
        tick(Thaw);
    if (!isAnyFrozen())
        m_wantingBefore.reset();
    for (const Step step : {Freeze, Thaw})
        showStep(step);
}

void FirstSteps::onSaid()
{
    tick(Write);
    if (isAnyFrozen() && !m_wantingBefore)
        m_wantingBefore = wanting();
}

/// Who has frozen one, and not seen what comes of it, has not done what the step is for.
void FirstSteps::onTotalsChanged()
{
    if (m_wantingBefore && wanting() > *m_wantingBefore)
        tick(Freeze);
}

bool FirstSteps::isAnyFrozen() const
{
    const auto instances = m_bench->cluster()->instances();
    return std::any_of(instances.begin(), instances.end(),
                       [](const Instance *each) { return each->state() == Service::State::Frozen; });
}

quint64 FirstSteps::wanting() const
{
    return m_bench->totals().missing + m_bench->totals().missed;
}

void FirstSteps::tick(Step step)
{
    if (!std::exchange(m_isDone[step], true))
        showStep(step);
    if (isDone())
        showEnd();
}

bool FirstSteps::isBegun() const
{
    return std::any_of(std::begin(m_isDone), std::end(m_isDone), [](bool isDone) { return isDone; });
}

bool FirstSteps::isDone() const
{
    return std::all_of(std::begin(m_isDone), std::end(m_isDone), [](bool isDone) { return isDone; });
}

/// Of the same height, and not hidden: nothing moves under the hands of who has done the last step just now.
void FirstSteps::showEnd()
{
    setKnown();
    m_act->hide();
    m_end->show();
    QPalette good = palette();
    good.setColor(QPalette::WindowText, Palette::of(good).good);
    m_end->setPalette(good);
    m_dismiss->setText(tr("Hide th&is"));
}

QString FirstSteps::instance() const
{
    return m_instance ? m_instance->name() : QString();
}

/// The last of ours that has a chat, or is to get one: that stands at the end, where it is not in the way.
void FirstSteps::chooseInstance(const Instance *gone)
{
    const auto &chats = m_bench->chats();
    const auto hasChat = [&chats](const Instance *instance) {
        return chats.isEmpty() || std::any_of(chats.begin(), chats.end(), [instance](const Chat *chat) {
                   return chat->instance().name == instance->name();
               });
    };
    m_instance = nullptr;
    const auto instances = m_bench->cluster()->instances();
    for (Instance *each : instances)
        if (each != gone && !each->isAttached() && hasChat(each))
            m_instance = each;
}

/// What has been done was done with that one.
void FirstSteps::onInstanceAboutToBeRemoved(const Instance *instance)
{
    if (instance != m_instance || isDone())
        return;
    chooseInstance(instance);
    showSteps();
}

void FirstSteps::showSteps()
{
    for (const Step step : {Write, Freeze, Thaw})
        showStep(step);
}

void FirstSteps::showStep(Step step)
{
    const Instance *instance = m_instance;
    const QString letter = instance ? badgeLetter(instance->name()) : tr("an instance");
    const auto words = [&] {
        switch (step) {
        case Write:
            return tr("Write in a chat: it shows in all, and yours tells how many it has reached.");
        case Freeze:
            return tr("Freeze %1 (F7) and write again: your message and the matrix below tell who misses it.")
                .arg(letter);
        default:
            return tr("Thaw %1 (Shift+F7): what still comes is marked delayed, and what does not, missed.").arg(letter);
        }
    }();
    m_steps[step]->setText((m_isDone[step] ? QStringLiteral("✓  ") : QStringLiteral("%1.  ").arg(step + 1)) + words);
    m_steps[step]->setForegroundRole(m_isDone[step] ? QPalette::PlaceholderText : QPalette::WindowText);

    const bool isFrozen = instance && instance->state() == Service::State::Frozen;
    m_act->setText(isFrozen ? tr("&Thaw %1").arg(letter) : tr("&Freeze %1").arg(letter));
    m_act->setEnabled(instance && (isFrozen || instance->state() == Service::State::Ready));
}

void FirstSteps::act()
{
    if (m_instance)
        m_instance->state() == Service::State::Frozen ? m_instance->thaw() : m_instance->freeze();
}

void FirstSteps::paintEvent(QPaintEvent *)
{
    const Palette colours = Palette::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.line);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(10.5, 10.5, -10.5, -0.5), 6, 6);
}

} // namespace crosstalk
