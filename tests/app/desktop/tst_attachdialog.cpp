// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/attachdialog.h"
#include "app/desktop/workbench.h"
#include "tests/app/engine/oddservers.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocketServer>

using namespace crosstalk;

namespace {

Cluster::Options nothing()
{
    Cluster::Options options;
    options.instances = 0;
    return options;
}

/// A dialog over a workbench that starts nothing.
struct Desk
{
    Desk()
        : workbench(nothing())
        , dialog(&workbench, nullptr, std::chrono::seconds(1))
    {
        dialog.show();
    }
    void type(const QString &address)
    {
        auto *line = field(QStringLiteral("Address of the server"));
        line->selectAll();
        QTest::keyClicks(line, address);
    }
    QLineEdit *field(const QString &name) const
    {
        const auto lines = dialog.findChildren<QLineEdit *>();
        for (QLineEdit *line : lines)
            if (line->accessibleName() == name)
                return line;
        return nullptr;
    }
    QString trouble() const
    {
        const auto labels = dialog.findChildren<QLabel *>();
        for (const QLabel *label : labels)
            if (label->accessibleName().startsWith(QStringLiteral("Why")) && label->isVisible())
                return label->text();
        return {};
    }
    bool isTrying() const { return dialog.findChild<QProgressBar *>()->isVisible(); }
    bool canAttach() const
    {
        const auto buttons = dialog.findChildren<QPushButton *>();
        return std::any_of(buttons.begin(), buttons.end(),
                           [](const QPushButton *button) { return button->isDefault() && button->isEnabled(); });
    }

    Workbench workbench;
    AttachDialog dialog;
};

} // namespace

class tst_attachdialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void asksForAnAddress();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void saysWhatAnswers_data();
    void saysWhatAnswers();
    void saysWhichNamesAreNone();
    void attachesAndOpensAChat();
    void rememberedNextTime();
    void canBeGivenUp();

private:
    QTemporaryDir m_settings;
};

void tst_attachdialog::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Crosstalk"));
    QCoreApplication::setApplicationName(QStringLiteral("tst_attachdialog"));
    QVERIFY(m_settings.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void tst_attachdialog::init()
{
    QSettings().clear();
}

void tst_attachdialog::asksForAnAddress()
{
    Desk desk;
    QVERIFY(!desk.canAttach());
    desk.type(QStringLiteral("ws://127.0.0.1:1/"));
    QVERIFY(desk.canAttach());
    desk.field(QStringLiteral("User name"))->clear();
    QVERIFY(!desk.canAttach());
    // A server of bare text has one room, which nobody names.
    QVERIFY(!desk.field(QStringLiteral("Room"))->isEnabled());
    desk.dialog.findChild<QComboBox *>()->setCurrentIndex(1);
    QVERIFY(desk.field(QStringLiteral("Room"))->isEnabled());
}

void tst_attachdialog::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("word");
    QTest::newRow("web page") << "http://127.0.0.1/"
                              << "ws://";
    QTest::newRow("nobody there") << "ws://127.0.0.1:1/"
                                  << "connection refused, nobody listens there";
    QTest::newRow("no such host") << "ws://no-such-host.invalid/ws"
                                  << "no-such-host.invalid";
    QTest::newRow("no address at all") << "hello world"
                                       << "is not an address of a WebSocket";
    QTest::newRow("of another kind") << "redis://127.0.0.1:6379"
                                     << "is not how a WebSocket's address begins";
}

void tst_attachdialog::saysWhatIsWrong()
{
    QFETCH(QString, address);
    QFETCH(QString, word);
    Desk desk;
    desk.type(address);
    QTest::keyClick(&desk.dialog, Qt::Key_Return);
    QTRY_VERIFY2(desk.trouble().contains(word), qPrintable(desk.trouble()));
    QVERIFY(desk.dialog.isVisible());
    QVERIFY(!desk.isTrying());
    QVERIFY(desk.workbench.cluster()->instances().isEmpty());
    // Typed over, it is not true any more.
    desk.type(QStringLiteral("ws://other"));
    QCOMPARE(desk.trouble(), QString());
}

void tst_attachdialog::saysWhatAnswers_data()
{
    using Manner = testing::OddServer::Manner;
    QTest::addColumn<Manner>("manner");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("advised");
    const QByteArray missing = QByteArrayLiteral("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("a Redis") << Manner::Says << QByteArray("-NOAUTH Authentication required.\r\n") << "ws"
                             << "is a Redis, not a WebSocket server"
                             << "Attach a WebSocket server that uses it";
    QTest::newRow("no HTTP") << Manner::Says << QByteArray("220 smtp.example.org ESMTP\r\n") << "ws"
                             << "speaks no HTTP: it says “220 smtp.example.org ESMTP”"
                             << "check the port";
    QTest::newRow("not found") << Manner::Closes << missing << "ws"
                               << "answers “404 Not Found”"
                               << "check the path";
    QTest::newRow("no TLS") << Manner::Closes << missing << "wss"
                            << "No TLS is spoken"
                            << "Write ws://";
    QTest::newRow("garbage") << Manner::Upgrades << testing::binaryFrame() << "ws"
                             << "is not text"
                             << "whether it is the right server";
    QTest::newRow("no answer") << Manner::Mute << QByteArray() << "ws"
                               << "within 1 s"
                               << "whether the server is stuck";
}

void tst_attachdialog::saysWhatAnswers()
{
    QFETCH(testing::OddServer::Manner, manner);
    QFETCH(QByteArray, words);
    QFETCH(QString, scheme);
    QFETCH(QString, told);
    QFETCH(QString, advised);
    const testing::OddServer server(manner, words);
    Desk desk;
    desk.type(server.url(scheme).toString());
    QTest::keyClick(&desk.dialog, Qt::Key_Return);
    QVERIFY(desk.isTrying());
    QTRY_VERIFY(!desk.isTrying());
    QVERIFY2(desk.trouble().contains(told), qPrintable(desk.trouble()));
    QVERIFY2(desk.trouble().contains(advised), qPrintable(desk.trouble()));
    QVERIFY(desk.dialog.isVisible());
    QVERIFY(desk.canAttach()); // Once more, or another one.
    QVERIFY(desk.workbench.cluster()->instances().isEmpty());
}

void tst_attachdialog::saysWhichNamesAreNone()
{
    Desk desk;
    desk.type(QStringLiteral("ws://127.0.0.1:9001/"));
    QVERIFY(desk.canAttach());
    QLineEdit *user = desk.field(QStringLiteral("User name"));
    const QString name = user->text();
    user->clear();
    QVERIFY2(desk.trouble().contains(QStringLiteral("no user name")), qPrintable(desk.trouble()));
    QVERIFY(!desk.canAttach());
    user->setText(name);
    QCOMPARE(desk.trouble(), QString());
    QVERIFY(desk.canAttach());
}

void tst_attachdialog::attachesAndOpensAChat()
{
    QWebSocketServer server(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Desk desk;
    QSignalSpy attached(&desk.dialog, &AttachDialog::attached);
    desk.type(server.serverUrl().toString());
    QTest::keyClick(&desk.dialog, Qt::Key_Return);
    QTRY_COMPARE(attached.size(), 1);
    QVERIFY(!desk.dialog.isVisible());
    const Instance *instance = desk.workbench.cluster()->instances().constFirst();
    QVERIFY(instance->isAttached());
    QCOMPARE(instance->dialect(), QStringLiteral("plain"));
    QTRY_VERIFY(desk.workbench.bench()->chats().constFirst()->isJoined());
}

void tst_attachdialog::rememberedNextTime()
{
    QWebSocketServer server(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString address = server.serverUrl().toString();
    {
        Desk desk;
        desk.type(address);
        QTest::keyClick(&desk.dialog, Qt::Key_Return);
        QTRY_VERIFY(!desk.dialog.isVisible());
    }
    Desk desk;
    QCOMPARE(desk.field(QStringLiteral("Address of the server"))->text(), address);
    QVERIFY(desk.canAttach());
}

void tst_attachdialog::canBeGivenUp()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Desk desk;
    desk.type(QStringLiteral("ws://127.0.0.1:%1/").arg(silent.serverPort()));
    QTest::keyClick(&desk.dialog, Qt::Key_Return);
    QVERIFY(desk.isTrying());
    QVERIFY(!desk.canAttach());
    // Once to give up, once more to close.
    QTest::keyClick(&desk.dialog, Qt::Key_Escape);
    QVERIFY(!desk.isTrying());
    QVERIFY(desk.canAttach());
    QVERIFY(desk.dialog.isVisible());
    QTest::keyClick(&desk.dialog, Qt::Key_Escape);
    QVERIFY(!desk.dialog.isVisible());
}

QTEST_MAIN(tst_attachdialog)
#include "tst_attachdialog.moc"
