// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can go wrong from outside is answered in words in the window, and takes nothing from it that was shown already.
#include "app/desktop/recentclusters.h"
#include "app/desktop/views/deliveryactions.h"
#include "app/desktop/views/logview.h"
#include "app/desktop/views/problembanner.h"
#include "tests/app/desktop/desk.h"
#include "tests/app/engine/wireserver.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

#include <sys/resource.h>

using namespace crosstalk;
using namespace crosstalk::test;

namespace {

/// A server that says that it is older, and then does this.
class OtherVersion
{
public:
    explicit OtherVersion(const QByteArray &deed)
    {
        QFile program(path());
        if (!program.open(QIODevice::WriteOnly))
            qFatal("Cannot write %s", qPrintable(path()));
        program.write("#!/bin/sh\ntest \"$1\" = --version && echo crosstalk-server 0.0.7 && exit\n" + deed + '\n');
        program.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    }

    Cluster::Options options() const
    {
        Cluster::Options result = test::options();
        result.serverProgram = path();
        return result;
    }

private:
    QString path() const { return m_folder.filePath(QStringLiteral("crosstalk-server")); }

    QTemporaryDir m_folder;
};

} // namespace

class tst_mainwindow_failures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void missingProgramIsToldInWords_data();
    void missingProgramIsToldInWords();
    void takenPortIsToldInWords_data();
    void takenPortIsToldInWords();
    void onlyWhatDidNotStartIsTriedAgain();
    void otherVersionIsToldInWords();
    void otherVersionIsAHintWhereItDoesNotStart();
    void whatEndsUnaskedIsAnnounced_data();
    void whatEndsUnaskedIsAnnounced();
    void anAnnouncementTakesNoFocusAndGoesWithItsCause();
    void severalTroublesAreToldOneAfterTheOther();
    void fullDiskIsToldInWords();
    void whatCannotBeKeptIsAskedAbout();
    void garbageOfAServerIsToldInWords();

private:
    static ProblemBanner *banner(const Desk &desk) { return desk.window.findChild<ProblemBanner *>(); }
    static QString said(const Desk &desk)
    {
        QString text;
        const auto labels = banner(desk)->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            text += label->text() + QLatin1Char('\n');
        return text;
    }
    static bool hasLogged(Desk &desk, const QString &text)
    {
        const LogModel *log = desk.workbench.bench()->logModel();
        return !log->match(log->index(0, LogModel::TextColumn), Qt::DisplayRole, text, 1, Qt::MatchExactly).isEmpty();
    }

    TemporarySettings m_settings{QStringLiteral("tst_mainwindow_failures")};
};

void tst_mainwindow_failures::missingProgramIsToldInWords_data()
{
    QTest::addColumn<QString>("broker");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("advice");
    const QString server = options().serverProgram;
    const QString nowhere = QStringLiteral("/nowhere/at-all");
    QTest::newRow("broker") << nowhere << server << nowhere << "Preferences… (Ctrl+,), as the broker program";
    QTest::newRow("server") << QString() << nowhere << nowhere << "Preferences… (Ctrl+,), as the server program";
    QTest::newRow("no program at all") << QStringLiteral("/etc/passwd") << server << QStringLiteral("/etc/passwd")
                                       << "Preferences… (Ctrl+,)";
    QTest::newRow("broker that ends at once")
        << QStringLiteral("/bin/false") << server << QStringLiteral("broker") << "";
}

void tst_mainwindow_failures::missingProgramIsToldInWords()
{
    QFETCH(QString, broker);
    QFETCH(QString, server);
    QFETCH(QString, words);
    Cluster::Options broken = options();
    broken.broker.program = broker;
    broken.serverProgram = server;
    Desk desk(broken);
    QTRY_VERIFY_WITH_TIMEOUT(banner(desk)->isVisible(), startTimeout);
    QVERIFY2(said(desk).contains(words, Qt::CaseInsensitive), qPrintable(said(desk)));
    QFETCH(QString, advice);
    QVERIFY2(said(desk).contains(advice), qPrintable(said(desk)));
    QVERIFY(desk.workbench.bench()->chats().isEmpty());

    // Trying again is one key away, and says so again where nothing has changed.
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    auto *again = qobject_cast<QPushButton *>(QApplication::focusWidget());
    QVERIFY(again);
    QSignalSpy changed(&desk.workbench, &Workbench::problemChanged);
    QTest::keyClick(again, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(changed.size() >= 2 && desk.workbench.problem(), startTimeout);
    QVERIFY2(said(desk).contains(words, Qt::CaseInsensitive), qPrintable(said(desk)));
}

void tst_mainwindow_failures::takenPortIsToldInWords_data()
{
    QTest::addColumn<bool>("isBroker");
    QTest::newRow("of the broker") << true;
    QTest::newRow("of an instance") << false;
}

void tst_mainwindow_failures::takenPortIsToldInWords()
{
    QFETCH(bool, isBroker);
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    Cluster::Options broken = options();
    broken.instances = 1;
    if (isBroker)
        broken.broker.port = taken.serverPort();
    else
        broken.firstPort = taken.serverPort();
    Desk desk(broken);
    QTRY_VERIFY_WITH_TIMEOUT(banner(desk)->isVisible(), startTimeout);
    const QString port = QString::number(taken.serverPort());
    QVERIFY2(said(desk).contains(port), qPrintable(said(desk)));
    // By whom, and what can be done about it from here.
    const QString holder = QStringLiteral("(process %1) has taken it").arg(QCoreApplication::applicationPid());
    QVERIFY2(said(desk).contains(holder), qPrintable(said(desk)));
    QVERIFY2(said(desk).contains(QStringLiteral("set another port in Preferences…")), qPrintable(said(desk)));
    QVERIFY2(!said(desk).contains(QStringLiteral("--listen")), qPrintable(said(desk)));
    // Its row says already whose reason that is.
    const ClusterModel *tree = desk.workbench.bench()->clusterModel();
    const QModelIndex row = isBroker ? tree->broker() : tree->instance(QStringLiteral("a"));
    QTRY_VERIFY(row.data(ClusterModel::DetailRole).toString().startsWith(QStringLiteral("cannot have port ") + port));

    taken.close();
    banner(desk)->findChild<QPushButton *>()->click();
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench.bench()->chats().size(), 1, startTimeout);
    QTRY_VERIFY(!banner(desk)->isVisible());
}

void tst_mainwindow_failures::onlyWhatDidNotStartIsTriedAgain()
{
    // A has its port, B and C do not.
    QTcpServer a;
    QTcpServer b;
    QTcpServer c;
    const auto listens = [](QTcpServer &server, int port) {
        server.close();
        return server.listen(QHostAddress::LocalHost, static_cast<quint16>(port));
    };
    while (!listens(a, 0) || !listens(b, a.serverPort() + 1) || !listens(c, a.serverPort() + 2))
        ;
    Cluster::Options broken = options();
    broken.firstPort = a.serverPort();
    a.close();
    Desk desk(broken);
    QTRY_VERIFY_WITH_TIMEOUT(desk.workbench.problems() == 2, startTimeout);
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench.bench()->chats().size(), 1, startTimeout);
    Chat *alice = desk.workbench.bench()->chats().at(0);
    QTRY_VERIFY(alice->isJoined());
    alice->say(QStringLiteral("before the others"));
    QTRY_COMPARE(desk.workbench.bench()->totals().delivered, 1u);
    const QList<qint64> pids = desk.pids().mid(0, 2);

    b.close();
    c.close();
    banner(desk)->findChild<QPushButton *>()->click();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(!banner(desk)->isVisible());
    QCOMPARE(desk.pids().mid(0, 2), pids);
    QVERIFY(desk.hasLine(QStringLiteral("alice"), QStringLiteral("before the others")));
    QCOMPARE(desk.workbench.bench()->totals().sent, 1u);
}

void tst_mainwindow_failures::otherVersionIsToldInWords()
{
    const OtherVersion program("exec " + options().serverProgram.toUtf8() + " \"$@\"");
    Desk desk(program.options());
    QTRY_VERIFY(banner(desk)->isVisible());
    QVERIFY2(said(desk).contains(QStringLiteral("version 0.0.7")), qPrintable(said(desk)));
    const auto buttons = banner(desk)->findChildren<QPushButton *>();
    QVERIFY(!buttons.at(0)->isVisible()); // Trying again is of no use.
    // It is used all the same.
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    buttons.constLast()->click();
    QVERIFY(!banner(desk)->isVisible());
}

void tst_mainwindow_failures::otherVersionIsAHintWhereItDoesNotStart()
{
    const OtherVersion program("sleep 1; echo 'no such option' >&2; exit 3"); // By then its version is known.
    Desk desk(program.options());
    QTRY_VERIFY_WITH_TIMEOUT(said(desk).contains(QStringLiteral("ended before")), startTimeout);
    QVERIFY2(said(desk).contains(QStringLiteral("version 0.0.7")), qPrintable(said(desk)));
    QVERIFY2(said(desk).contains(QStringLiteral("no such option")), qPrintable(said(desk)));
}

void tst_mainwindow_failures::whatEndsUnaskedIsAnnounced_data()
{
    QTest::addColumn<bool>("isBroker");
    QTest::addColumn<QString>("what");
    QTest::newRow("an instance") << false << "Instance C has ended unasked: killed by signal 9 (SIGKILL)";
    QTest::newRow("the broker") << true << "The broker has ended unasked: killed by signal 9 (SIGKILL)";
}

void tst_mainwindow_failures::whatEndsUnaskedIsAnnounced()
{
    QFETCH(bool, isBroker);
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    QPointer<QWidget> writing = QApplication::focusWidget();
    Service *service = isBroker ? static_cast<Service *>(desk.workbench.cluster()->broker())
                                : desk.workbench.cluster()->instance(QStringLiteral("c"));
    desk.workbench.bench()->chats().at(0)->say(QStringLiteral("before the end"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("carol"), QStringLiteral("before the end")));
    ::kill(static_cast<pid_t>(service->pid()), SIGKILL);
    const auto *banner = this->banner(desk);
    QTRY_VERIFY(banner->isVisible());
    const auto labels = banner->findChildren<QLabel *>();
    QTEST(labels.constFirst()->text(), "what");
    // What it said as it came up has nothing to do with its end.
    if (isBroker)
        QCOMPARE(labels.at(1)->text(), QString());
    QCOMPARE(QApplication::focusWidget(), writing.data());
    QTRY_VERIFY(hasLogged(desk, QStringLiteral("killed by signal 9 (SIGKILL)")));
    // In the words of the window: a letter, and the time on the wall.
    const auto verdict = [&desk] { return desk.workbench.bench()->verdict()->verdict().reason; };
    static const QRegularExpression ended(QStringLiteral("^instance C ended unasked at \\d\\d:\\d\\d:\\d\\d$"));
    if (!isBroker)
        QTRY_VERIFY2(verdict().contains(ended), qPrintable(verdict()));

    const auto press = [banner](const QString &text) {
        for (QPushButton *button : banner->findChildren<QPushButton *>())
            if (button->text() == text)
                QTest::mouseClick(button, Qt::LeftButton);
    };
    press(QStringLiteral("Show &log"));
    QVERIFY(desk.window.findChild<LogView *>()->isVisible());
    press(QStringLiteral("&Try again"));
    QTRY_COMPARE_WITH_TIMEOUT(service->state(), Service::State::Ready, startTimeout);
    QVERIFY(!banner->isVisible());
    for (const Chat *chat : desk.workbench.bench()->chats())
        QVERIFY(desk.hasLine(chat->user(), QStringLiteral("before the end")));
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
}

void tst_mainwindow_failures::anAnnouncementTakesNoFocusAndGoesWithItsCause()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    QVERIFY(QTest::qWaitForWindowActive(&desk.window));
    desk.select(QStringLiteral("c"));
    const QPointer<QWidget> tree = QApplication::focusWidget();
    Instance *c = desk.workbench.cluster()->instance(QStringLiteral("c"));
    ::kill(static_cast<pid_t>(c->pid()), SIGKILL);
    QTRY_VERIFY(banner(desk)->isVisible());
    QCOMPARE(QApplication::focusWidget(), tree.data());

    for (QPushButton *button : banner(desk)->findChildren<QPushButton *>())
        if (button->text() == QStringLiteral("Show &log"))
            QTest::mouseClick(button, Qt::LeftButton);
    QStringList sources;
    for (const QComboBox *list : desk.window.findChild<LogView *>()->findChildren<QComboBox *>())
        sources << list->currentData().toString();
    QVERIFY2(sources.contains(QStringLiteral("c")), qPrintable(sources.join(u'|')));

    c->start();
    QTRY_COMPARE_WITH_TIMEOUT(c->state(), Service::State::Ready, startTimeout);
    QVERIFY(!desk.workbench.problem());
    QVERIFY(!banner(desk)->isVisible());
}

void tst_mainwindow_failures::severalTroublesAreToldOneAfterTheOther()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    for (const auto &name : {"a", "b"}) {
        const Instance *instance = desk.workbench.cluster()->instance(QString::fromLatin1(name));
        ::kill(static_cast<pid_t>(instance->pid()), SIGKILL);
        QTRY_COMPARE(instance->state(), Service::State::Exited);
    }
    QTRY_VERIFY2(said(desk).contains(QStringLiteral("Instance B has ended unasked")), qPrintable(said(desk)));
    QVERIFY2(said(desk).contains(QStringLiteral("(and 1 more)")), qPrintable(said(desk)));
    const auto buttons = banner(desk)->findChildren<QPushButton *>();
    buttons.constLast()->click();
    QVERIFY2(said(desk).contains(QStringLiteral("Instance A has ended unasked")), qPrintable(said(desk)));
    buttons.constLast()->click();
    QVERIFY(!banner(desk)->isVisible());
}

void tst_mainwindow_failures::fullDiskIsToldInWords()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("There is no device that is always full");
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    desk.window.findChild<DeliveryActions *>()->save()->trigger();
    auto *dialog = desk.window.findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(QStringLiteral("/dev/full"));
    auto *box = desk.window.findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY2(box->text().contains(QStringLiteral("No space left")), qPrintable(box->text()));
    QVERIFY(desk.isReady());
}

/// What a cluster is made of, and what was written and not sent, goes nowhere unasked.
void tst_mainwindow_failures::whatCannotBeKeptIsAskedAbout()
{
    Cluster::Options one = options();
    one.instances = 1;
    Desk desk(one);
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench.bench()->chats().size(), 1, startTimeout);
    QSignalSpy ended(&desk.workbench, &Workbench::shutDownFinished);
    signal(SIGXFSZ, SIG_IGN); // A limit of the size of files stands for a disk that is full.
    rlimit before;
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{10, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    desk.window.close();
    auto *question = desk.window.findChild<QMessageBox *>();
    QVERIFY(question);
    QVERIFY2(question->text().contains(QSettings().fileName()), qPrintable(question->text()));
    desk.answer(QMessageBox::Cancel);
    QVERIFY(desk.window.isVisible());
    desk.window.close();
    setrlimit(RLIMIT_FSIZE, &before);
    desk.window.findChild<QMessageBox *>()->button(QMessageBox::Retry)->click();
    QVERIFY(!desk.window.isVisible());
    QVERIFY(!recentClusters().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, startTimeout);
}

void tst_mainwindow_failures::garbageOfAServerIsToldInWords()
{
    testing::WireServer server(false);
    Cluster::Options one = options();
    one.instances = 1;
    Desk desk(one);
    QTRY_COMPARE_WITH_TIMEOUT(desk.workbench.bench()->chats().size(), 1, startTimeout);
    desk.workbench.attach(server.url(), server.dialect());
    const auto chat = desk.workbench.openChat(
        {QStringLiteral("b"), QStringLiteral("lobby"), QStringLiteral("bob"), server.dialect()});
    QVERIFY(chat);
    QTRY_VERIFY((*chat)->isJoined());
    (*chat)->say(QStringLiteral("before"));
    for (int i = 0; i < 100; ++i)
        server.broadcast(QStringLiteral("{\"op\": ]]"));
    QTRY_VERIFY(desk.hasLine(QStringLiteral("bob"), QStringLiteral("what B sent cannot be understood")));
    (*chat)->say(QStringLiteral("after"));
    QTRY_VERIFY(desk.markOfLast(QStringLiteral("bob")).startsWith(QStringLiteral("✓")));
    QVERIFY(desk.hasLine(QStringLiteral("bob"), QStringLiteral("before")));
    QVERIFY((*chat)->isJoined());
    QVERIFY(desk.lines(QStringLiteral("bob"))->rowCount() < 10); // It is said once, not a hundred times.
}

QTEST_MAIN(tst_mainwindow_failures)
#include "tst_mainwindow_failures.moc"
