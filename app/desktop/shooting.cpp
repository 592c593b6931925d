// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shooting.h"

#include "app/desktop/palette.h"
#include "app/desktop/views/chatarea.h"
#include "app/desktop/views/chatview.h"
#include "app/desktop/views/chatwindow.h"
#include "app/desktop/views/clusterview.h"
#include "app/desktop/views/commandpalette.h"
#include "app/desktop/views/deliveryview.h"
#include "app/desktop/views/detailspane.h"
#include "app/desktop/views/logview.h"
#include "app/desktop/views/messagesview.h"
#include "app/desktop/views/rowactions.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QTabWidget>

#include <algorithm>

namespace crosstalk {

using namespace std::chrono_literals;

namespace {

constexpr QSize windowSize{1280, 800};
constexpr std::chrono::milliseconds timePerStep = 60s;
constexpr std::chrono::milliseconds timeBetweenLooks = 10ms;
/// In each cell of the matrix, so that its figures say something.
constexpr quint64 enoughDelivered = 60;
/// Of all pairs together: in the last column of the matrix, some for each sender.
constexpr quint64 enoughMissing = 60;
constexpr QLatin1String alice("alice");
constexpr QLatin1String bob("bob");
constexpr QLatin1String carol("carol");
constexpr QLatin1String frozenInstance("c");

} // namespace

Shooting::Shooting(const Cluster::Options &options, QString folder, QString ending, Range range, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_ending(std::move(ending))
    , m_workbench(options)
    , m_window(&m_workbench)
{
    m_window.resize(windowSize);
    m_check.setInterval(timeBetweenLooks);
    m_deadline.setInterval(timePerStep);
    m_deadline.setSingleShot(true);
    connect(&m_check, &QTimer::timeout, this, &Shooting::checkStep);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        giveUp({QStringLiteral("Waited in vain for %1").arg(m_steps.front().awaited),
                QStringLiteral("A step may take %1 s; is the machine busy?").arg(timePerStep / 1s)});
    });
    connect(&m_workbench, &Workbench::problemChanged, this, [this] {
        if (const Problem *problem = m_workbench.problem())
            giveUp(problem->error);
    });
    connect(&m_workbench, &Workbench::shutDownFinished, this, &Shooting::onShutDown);
    writeScript(range);
}

Shooting::~Shooting() = default;

void Shooting::start()
{
    beginStep();
}

void Shooting::writeScript(Range range)
{
    scriptTalk();
    scriptFault();
    if (range == Range::Documents)
        return;
    scriptPages();
    scriptScenario();
}

void Shooting::scriptTalk()
{
    await(
        QStringLiteral("the chats to be joined"),
        [this] {
            m_window.show();
            m_workbench.start();
        },
        [this] {
            const auto &chats = m_workbench.bench()->chats();
            return m_workbench.cluster()->state() == Cluster::State::Running && chats.size() == 3 &&
                   std::ranges::all_of(chats, [](const Chat *each) { return each->isJoined(); });
        });
    await(
        QStringLiteral("an instance to be selected"), // The tool bar is about it then.
        [this] { tree()->setCurrentIndex(m_workbench.bench()->clusterModel()->instance(frozenInstance)); },
        [this] { return tree()->currentIndex().data(ClusterModel::NameRole) == frozenInstance; });
    say(alice, QStringLiteral("Good morning! Is the new build on all three?"));
    say(bob, QStringLiteral("It is on B since nine, and quiet so far."));
    say(carol, QStringLiteral("Same here on C. I have restarted it twice and nobody noticed."));
    say(alice, QStringLiteral("Then let us freeze C for a moment and see what you miss."));
    say(bob, QStringLiteral("I keep talking meanwhile, and the traffic is on as well."));
    say(carol, QStringLiteral("Go ahead!"));
    await(
        QStringLiteral("figures in the matrix"), [this] { m_workbench.bench()->traffic()->start(); },
        [this] {
            return isInAllCells(enoughDelivered) &&
                   m_workbench.bench()->verdict()->verdict().judgement == Judgement::Pass;
        });
    picture(QStringLiteral("window"));
}

void Shooting::scriptFault()
{
    const auto state = [this] { return m_workbench.cluster()->instance(frozenInstance)->state(); };
    await(
        QStringLiteral("instance C to be frozen"),
        [this] { m_workbench.cluster()->instance(frozenInstance)->freeze(); },
        [state] { return state() == Service::State::Frozen; });
    sayIntoTheVoid(alice, QStringLiteral("C is frozen now. Carol, do you read us?"));
    sayIntoTheVoid(bob, QStringLiteral("No answer. It still looks connected, though."));
    await(QStringLiteral("messages to be missed"), {},
          [this] { return m_workbench.bench()->totals().missing >= enoughMissing; });
    picture(QStringLiteral("frozen"));
    scriptPath();
    await(
        QStringLiteral("what was held up to arrive"),
        [this] { m_workbench.cluster()->instance(frozenInstance)->thaw(); },
        [this, state] {
            return state() == Service::State::Ready && m_workbench.bench()->totals().missing == 0 &&
                   markOfLast(bob).kind == DeliveryMark::Kind::Delayed;
        });
    say(carol, QStringLiteral("Now I do: all of it came at once."));
}

void Shooting::scriptPath()
{
    auto *details = m_window.findChild<DetailsPane *>();
    await(
        QStringLiteral("the path of a message"), [this] { showPathOfLast(alice); },
        [details] { return details->isVisible() && details->plainText().contains(QStringLiteral("not received")); });
    picture(QStringLiteral("path"));
    await(
        QStringLiteral("the path to be gone"), [details] { Q_EMIT details->closeRequested(); },
        [details] { return !details->isVisible(); });
}

void Shooting::scriptPages()
{
    await(
        QStringLiteral("messages in the table"), [this] { showPage(m_window.findChild<MessagesView *>()); },
        [this] { return m_workbench.bench()->messageModel()->rowCount() > 0; });
    picture(QStringLiteral("messages"));
    await(
        QStringLiteral("lines in the log"), [this] { showPage(m_window.findChild<LogView *>()); },
        [this] { return m_workbench.bench()->logModel()->rowCount() > 0; });
    picture(QStringLiteral("log"));
    await(
        QStringLiteral("the list of actions"),
        [this] {
            showPage(m_window.findChild<DeliveryView *>());
            const auto actions = m_window.findChildren<QAction *>();
            const auto find = std::ranges::find_if(
                actions, [](const QAction *each) { return each->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_K); });
            if (find != actions.end())
                (*find)->trigger();
        },
        [this] {
            auto *palette = m_window.findChild<CommandPalette *>();
            if (palette && palette->isVisible())
                palette->findChild<QLineEdit *>()->setText(QStringLiteral("inst"));
            return palette && palette->isVisible();
        });
    picture(QStringLiteral("palette"));
    await(
        QStringLiteral("the list of actions to be gone"), [this] { m_window.findChild<CommandPalette *>()->close(); },
        [this] { return !m_window.findChild<CommandPalette *>(); });
}

void Shooting::scriptScenario()
{
    await(
        QStringLiteral("the scenario to end"),
        [this] {
            m_workbench.openScenario(QStringLiteral("broker-restart"));
            if (m_workbench.scenario()->scenario())
                m_workbench.runScenario();
            else
                giveUp({m_workbench.scenario()->mistakes().constFirst().toString(), {}});
        },
        [this] {
            const ScenarioRun *run = m_workbench.scenario();
            if (run->failure())
                giveUp(*run->failure());
            return run->report().has_value() && showsTheEnd();
        });
    picture(QStringLiteral("scenario"));
}

void Shooting::await(const QString &awaited, std::function<void()> act, std::function<bool()> hasCome)
{
    m_steps.push_back({awaited, std::move(act), std::move(hasCome)});
}

void Shooting::say(const QString &user, const QString &text)
{
    await(
        QStringLiteral("everybody to read “%1”").arg(text), [this, user, text] { chat(user)->say(text); },
        [this, user, text] { return hasEverybody(text) && markOfLast(user).kind == DeliveryMark::Kind::Delivered; });
}

void Shooting::sayIntoTheVoid(const QString &user, const QString &text)
{
    await(
        QStringLiteral("somebody to miss “%1”").arg(text), [this, user, text] { chat(user)->say(text); },
        [this, user] { return markOfLast(user).kind == DeliveryMark::Kind::Missing; });
}

void Shooting::picture(const QString &name)
{
    // What has changed is laid out in a turn of the event loop of its own.
    await(QStringLiteral("the window to be laid out"), {}, [] { return true; });
    await(
        QStringLiteral("the picture"), [this, name] { take(name); }, [] { return true; });
}

void Shooting::beginStep()
{
    if (m_steps.empty())
        return finish();
    m_deadline.start();
    m_check.start();
    if (const auto act = m_steps.front().act)
        act();
}

void Shooting::checkStep()
{
    if (!m_steps.front().hasCome() || m_failure)
        return;
    m_check.stop();
    m_deadline.stop();
    m_steps.pop_front();
    beginStep();
}

void Shooting::take(const QString &name)
{
    m_pictures.emplace_back(QDir(m_folder).filePath(QStringLiteral("%1-%2.png").arg(name, m_ending)), image());
}

void Shooting::finish()
{
    for (const auto &[file, picture] : m_pictures) {
        if (!picture.save(file))
            return giveUp({QStringLiteral("%1 cannot be written").arg(file),
                           QStringLiteral("Is there such a folder, and room in it?")});
        Q_EMIT taken(file);
    }
    m_window.close();
}

QPixmap Shooting::image()
{
    QPixmap result = m_window.grab();
    // What has a window of its own lies upon it, with the frame that the desktop would give it.
    const auto dialogs = m_window.findChildren<QDialog *>();
    for (QDialog *dialog : dialogs) {
        if (!dialog->isVisible())
            continue;
        QPainter painter(&result);
        const QRect area(m_window.mapFromGlobal(dialog->mapToGlobal(QPoint())), dialog->size());
        painter.drawPixmap(area.topLeft(), dialog->grab());
        if (dialog->windowFlags().testFlag(Qt::FramelessWindowHint))
            continue; // It has one of its own.
        painter.setPen(Palette::of(m_window.palette()).muted);
        painter.drawRect(area.adjusted(-1, -1, 0, 0));
    }
    return result;
}

void Shooting::giveUp(const Error &error)
{
    if (m_failure)
        return;
    m_failure = error;
    m_check.stop();
    m_deadline.stop();
    m_window.close();
}

void Shooting::onShutDown()
{
    if (!m_steps.empty())
        giveUp({QStringLiteral("The window was closed before the end"), {}});
    if (m_failure)
        Q_EMIT failed(*m_failure);
    else
        Q_EMIT finished();
}

ClusterView *Shooting::tree()
{
    return m_window.findChild<ClusterView *>();
}

Chat *Shooting::chat(const QString &user)
{
    const auto &chats = m_workbench.bench()->chats();
    return *std::ranges::find_if(chats, [&](const Chat *each) { return each->user() == user; });
}

DeliveryMark Shooting::markOfLast(const QString &user)
{
    const ChatModel *lines = chat(user)->model();
    for (int row = lines->rowCount() - 1; row >= 0; --row)
        if (lines->line(row).kind == ChatLine::Kind::Own)
            return lines->line(row).mark;
    return {};
}

void Shooting::showPathOfLast(const QString &user)
{
    ChatWindow *window = m_window.findChild<ChatArea *>()->windowOf(chat(user));
    auto *lines = window->findChild<ChatView *>();
    int row = chat(user)->model()->rowCount() - 1;
    while (row > 0 && chat(user)->model()->line(row).kind != ChatLine::Kind::Own)
        --row;
    lines->setCurrentIndex(chat(user)->model()->index(row));
    lines->rowActions()->at(ShowPathOfRow)->trigger();
}

bool Shooting::hasEverybody(const QString &text)
{
    return std::ranges::all_of(m_workbench.bench()->chats(), [&](Chat *each) {
        const ChatModel *lines = each->model();
        return lines->rowCount() > 0 && lines->line(lines->rowCount() - 1).text == text;
    });
}

bool Shooting::isInAllCells(quint64 delivered)
{
    const auto &cells = m_workbench.bench()->deliveryModel()->snapshot().cells;
    return std::ranges::all_of(cells, [&](const DeliveryCell &cell) { return cell.delivered >= delivered; });
}

bool Shooting::showsTheEnd()
{
    Bench *bench = m_workbench.bench();
    const ClusterModel *tree = bench->clusterModel();
    const QModelIndex section = tree->section(ClusterModel::Cluster);
    for (int row = 0; row < tree->rowCount(section); ++row)
        if (tree->index(row, 0, section).data(ClusterModel::StateRole).value<Service::State>() !=
            Service::State::Stopped)
            return false;
    return bench->totals().missing == bench->recorder()->ledger().total().missing();
}

void Shooting::showPage(QWidget *page)
{
    m_window.findChild<QTabWidget *>()->setCurrentWidget(page);
}

} // namespace crosstalk
