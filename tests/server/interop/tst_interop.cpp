// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// The server among programs that nobody here has written: WebSocket clients of Python's websockets, and a program in a
// few lines of Python that shares nothing with the server but the name of a Redis channel.

#include "app/engine/cluster.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>
#include <memory>

using namespace crosstalk;

namespace {

constexpr int timeoutMs = 30'000;

/// One of the scripts beside this file: takes texts, and tells in JSON lines what it hears.
class Script : public QObject
{
public:
    Script(const QString &name, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        connect(&m_process, &QProcess::readyReadStandardOutput, this, &Script::read);
        m_process.start(QStringLiteral(PYTHON), QStringList{QStringLiteral(SCRIPTS "/") + name} + arguments);
    }
    ~Script() override
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void say(const QString &text) { say(QJsonArray{text}); }
    /// One message in several frames.
    void say(const QJsonArray &fragments)
    {
        m_process.write(QJsonDocument(fragments).toJson(QJsonDocument::Compact) + '\n');
    }
    void hangUp() { m_process.closeWriteChannel(); }

    /// The texts heard so far, since the last forget().
    const QStringList &heard() const { return m_heard; }
    void forget() { m_heard.clear(); }
    /// What it told under @p key besides; undefined until then.
    QJsonValue told(const QString &key) const { return m_told.value(key); }
    bool isDone() const { return m_process.state() == QProcess::NotRunning; }
    int exitCode() const { return m_process.exitCode(); }

private:
    void read()
    {
        while (m_process.canReadLine()) {
            const QJsonDocument line = QJsonDocument::fromJson(m_process.readLine());
            if (line.isArray()) {
                m_heard << line.array().at(0).toString();
                continue;
            }
            const QJsonObject told = line.object();
            for (const QString &key : told.keys())
                m_told.insert(key, told.value(key));
        }
    }

    QProcess m_process;
    QStringList m_heard;
    QJsonObject m_told;
};

} // namespace

class tst_Interop : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<Script> m_onA; ///< Plain clients, one on each instance.
    std::unique_ptr<Script> m_onB;
    std::unique_ptr<Script> m_foreign;

    QString url(const QString &instance) const { return m_cluster->instance(instance)->url().toString(); }
    std::unique_ptr<Script> client(const QString &instance, const QStringList &subprotocol = {}) const
    {
        return std::make_unique<Script>(QStringLiteral("client.py"), QStringList{url(instance)} + subprotocol);
    }
    std::unique_ptr<Script> peer() const
    {
        return std::make_unique<Script>(QStringLiteral("peer.py"),
                                        QStringList{QStringLiteral("127.0.0.1"),
                                                    QString::number(m_cluster->broker()->port()),
                                                    QStringLiteral("chat_channel")});
    }
    static bool isOpen(const Script &client) { return client.told(QStringLiteral("opened")).isObject(); }
    static QString opened(const Script &client, const QString &member)
    {
        return client.told(QStringLiteral("opened")).toObject().value(member).toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        Cluster::Options options;
        options.instances = 2;
        options.serverProgram = qEnvironmentVariable("CROSSTALK_BIN") + QStringLiteral("/crosstalk-server");
        m_cluster = std::make_unique<Cluster>(options);
        const QSignalSpy ready(m_cluster.get(), &Cluster::ready);
        const QSignalSpy failed(m_cluster.get(), &Cluster::failed);
        m_cluster->start();
        QTRY_VERIFY_WITH_TIMEOUT(!ready.isEmpty() || !failed.isEmpty(), timeoutMs);
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).value<Error>().toString()));
        m_onA = client(QStringLiteral("a"));
        m_onB = client(QStringLiteral("b"));
        m_foreign = peer();
        QTRY_VERIFY_WITH_TIMEOUT(
            isOpen(*m_onA) && isOpen(*m_onB) && m_foreign->told(QStringLiteral("subscribed")).isString(), timeoutMs);
    }
    void cleanupTestCase()
    {
        m_onA.reset();
        m_onB.reset();
        m_foreign.reset();
        m_cluster->stop();
        QTRY_COMPARE_WITH_TIMEOUT(m_cluster->state(), Cluster::State::Stopped, timeoutMs);
    }

    void everybodyHearsTheSameText_data()
    {
        QTest::addColumn<QJsonArray>("fragments");
        const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << QJsonArray{text}; };
        row("words", QStringLiteral("hello from another make"));
        row("empty", QString());
        row("emoji", QStringLiteral("👩‍👩‍👧‍👦 🇩🇪 \U0010ffff é ä"));
        row("NUL", QString(QChar(0)) + QStringLiteral("a") + QChar(0));
        row("line ends", QStringLiteral("\r\n\n\r\u2028"));
        row("JSON", QStringLiteral(R"({"op":"join", "room" : "lobby","n":1.50})"));
        row("RESP", QStringLiteral("*1\r\n$4\r\nPING\r\n"));
        row("1 MiB", QString(1024 * 1024, u'x'));
        row("1 MiB of emoji", QStringLiteral("🚀").repeated(256 * 1024));
        QTest::newRow("fragments") << QJsonArray{QStringLiteral("in "), QStringLiteral("three "), QString(),
                                                 QStringLiteral("frames 🚀")};
    }
    void everybodyHearsTheSameText()
    {
        QFETCH(QJsonArray, fragments);
        QString text;
        for (const QJsonValue &fragment : std::as_const(fragments))
            text += fragment.toString();

        // In turn, so that all must hear the same list; the text comes back to who said it, too.
        const std::array all{m_onA.get(), m_onB.get(), m_foreign.get()};
        for (Script *listener : all)
            listener->forget();
        QStringList wanted;
        const auto allHaveHeard = [&] {
            return std::ranges::all_of(all, [&](const Script *listener) { return listener->heard() == wanted; });
        };
        for (Script *speaker : all) {
            wanted << text;
            if (speaker == m_foreign.get())
                speaker->say(text);
            else
                speaker->say(fragments);
            QTRY_VERIFY_WITH_TIMEOUT(allHaveHeard(), timeoutMs);
        }
    }

    void declinesCompression()
    {
        // The client has offered permessage-deflate; what it says after that the other rows have shown to arrive.
        QCOMPARE(opened(*m_onA, QStringLiteral("extensions")), QString());
    }

    void answersTheClosingHandshake()
    {
        const auto client = this->client(QStringLiteral("b"));
        QTRY_VERIFY_WITH_TIMEOUT(isOpen(*client), timeoutMs);
        client->hangUp();
        QTRY_VERIFY_WITH_TIMEOUT(client->isDone(), timeoutMs);
        QCOMPARE(client->told(QStringLiteral("closed")).toInt(), 1000);
        QCOMPARE(client->exitCode(), 0);
    }

    void speaksRoomsWithClientsOfAnotherMake()
    {
        const QString subprotocol = QStringLiteral("crosstalk.v1");
        const auto onA = client(QStringLiteral("a"), {subprotocol});
        const auto onB = client(QStringLiteral("b"), {subprotocol});
        const auto ops = [](const Script &client) {
            QStringList found;
            for (const QString &text : client.heard())
                found << QJsonDocument::fromJson(text.toUtf8()).object().value(QStringLiteral("op")).toString();
            return found;
        };
        QTRY_VERIFY_WITH_TIMEOUT(ops(*onA) == QStringList{QStringLiteral("welcome")} && ops(*onB) == ops(*onA),
                                 timeoutMs);
        QCOMPARE(opened(*onA, QStringLiteral("subprotocol")), subprotocol);

        m_onB->forget();
        const QString join = QStringLiteral(R"({"op":"join","room":"lobby"})");
        onA->say(join);
        onB->say(join);
        QTRY_VERIFY_WITH_TIMEOUT(ops(*onA).contains(QStringLiteral("joined")) && ops(*onB) == ops(*onA), timeoutMs);
        onA->say(QStringLiteral(R"({"op":"publish","room":"lobby","id":"1","data":{"text":"héllo 👋","n":[1,2]}})"));
        QTRY_COMPARE_WITH_TIMEOUT(ops(*onB).last(), QStringLiteral("message"), timeoutMs);
        const QJsonObject message = QJsonDocument::fromJson(onB->heard().last().toUtf8()).object();
        QCOMPARE(message.value(QStringLiteral("data")).toObject(),
                 (QJsonObject{{QStringLiteral("text"), QStringLiteral("héllo 👋")},
                              {QStringLiteral("n"), QJsonArray{1, 2}}}));
        QCOMPARE(message.value(QStringLiteral("via")).toString(), QStringLiteral("a"));
        QTRY_VERIFY_WITH_TIMEOUT(
            ops(*onA).contains(QStringLiteral("ack")) && ops(*onA).contains(QStringLiteral("message")), timeoutMs);

        // Rooms are none of the plain clients' business: what comes next is all that one hears.
        m_onA->say(QStringLiteral("still here"));
        QTRY_COMPARE_WITH_TIMEOUT(m_onB->heard(), QStringList{QStringLiteral("still here")}, timeoutMs);
    }

    void servesACrowd()
    {
        Script crowd(QStringLiteral("crowd.py"),
                     {QStringLiteral("200"), url(QStringLiteral("a")), url(QStringLiteral("b"))});
        QTRY_VERIFY_WITH_TIMEOUT(crowd.isDone(), 90'000);
        QCOMPARE(crowd.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_Interop)
#include "tst_interop.moc"
