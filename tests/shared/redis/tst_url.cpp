// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/redis/url.h"

#include <QTest>

using namespace crosstalk::redis;

namespace {

Url tcp(const char *host, quint16 port, const char *user = {}, const char *password = {}, int database = 0)
{
    return {host, port, {}, user, password, database};
}

Url local(const char *path, const char *user = {}, const char *password = {}, int database = 0)
{
    return {"localhost", 6379, path, user, password, database};
}

} // namespace

class UrlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsMeant_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Url>("expected");
        const auto row = [](const char *text, const Url &url) {
            QTest::newRow(text) << QString::fromUtf8(text) << url;
        };
        row("redis://localhost:6379", tcp("localhost", 6379));
        row("redis://", tcp("localhost", 6379));
        row("redis://example.org", tcp("example.org", 6379));
        row("redis://10.0.0.1:7000/3", tcp("10.0.0.1", 7000, {}, {}, 3));
        row("redis://[::1]:7000", tcp("::1", 7000));
        row("redis://:secret@host", tcp("host", 6379, {}, "secret"));
        row("redis://bob:s%40cr%3Aet%2F@host/", tcp("host", 6379, "bob", "s@cr:et/"));
        row("unix:///run/redis.sock", local("/run/redis.sock"));
        row("unix://bob:pw@/run/redis.sock?db=2", local("/run/redis.sock", "bob", "pw", 2));
    }
    void readsWhatIsMeant()
    {
        QFETCH(QString, text);
        QFETCH(Url, expected);
        const auto url = Url::parse(text);
        QVERIFY2(url.has_value(), url ? "" : qPrintable(url.error().toString()));
        QCOMPARE(url->display(), expected.display());
        QCOMPARE(url->password, expected.password);
        QVERIFY(*url == expected);
    }

    void refusesWhatCannotBeMeant_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "localhost:6379", "http://localhost", "rediss://localhost", "redis://host:0", "redis://host:99999",
              "redis://host/first", "redis://host/-1", "unix://", "unix:///", "unix://host/path", "unix:///path?db=x"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void refusesWhatCannotBeMeant()
    {
        QFETCH(QString, text);
        const auto url = Url::parse(text);
        QVERIFY(!url);
        QVERIFY(url.error().what.contains(text));
        QVERIFY(!url.error().hint.isEmpty());
    }

    void keepsThePasswordToItself()
    {
        QCOMPARE(Url::parse("redis://bob:secret@host/2")->display(), "redis://bob@host:6379/2");
        QCOMPARE(Url::parse("unix://:secret@/a/b")->display(), "unix:///a/b");
        QVERIFY(!Url::parse("redis://bob:secret@host/x").error().toString().contains("secret"));
        QVERIFY(!Url::parse("rediss://bob:se@cret@host").error().toString().contains("cret"));
    }
};

QTEST_APPLESS_MAIN(UrlTest)
#include "tst_url.moc"
