// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is meant by a few letters.
#include "app/desktop/commandmatcher.h"

#include <QTest>

using namespace crosstalk;

class tst_commandmatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksTheLettersTyped_data();
    void marksTheLettersTyped();
    void doesNotMatchEverything_data();
    void doesNotMatchEverything();
    void bestComesFirst_data();
    void bestComesFirst();
    void restIsSearchedForWholeWords();
    void nothingWantedMatchesAll();

private:
    /// The name with what matches in capitals, the others small.
    static QString marked(const QString &wanted, const QString &name)
    {
        const auto match = CommandMatcher(wanted).match(name, {});
        if (!match)
            return {};
        QString result = name.toLower();
        for (const qsizetype at : match->letters)
            result[at] = result.at(at).toUpper();
        return result;
    }
};

void tst_commandmatcher::marksTheLettersTyped_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("marked");
    const auto row = [](const char *wanted, const char *name, const char *marked) {
        QTest::addRow("%s", wanted) << QString::fromUtf8(wanted) << QString::fromUtf8(name)
                                    << QString::fromUtf8(marked);
    };
    row("fre", "Freeze", "FREeze");
    row("eez", "Freeze", "frEEZe");
    row("nc", "New chat…", "New Chat…");
    row("nwc", "New chat…", "NeW Chat…");
    row("newc", "New chat…", "NEW Chat…");
    row("chat new", "New chat…", "NEW CHAT…");
    row("NC", "New chat…", "New Chat…");
    row("br", "broker-restart", "BRoker-restart");
    row("bre", "broker-restart", "Broker-REstart");
    row("gd", "Go to delivery", "Go to Delivery");
    row("god", "Go to details", "GO to Details");
    row("nch", "Neuer Chat…", "Neuer CHat…");
    row("loschen", "Verlauf löschen", "verlauf LÖSCHEN");
    row("über", "Über Crosstalk", "ÜBER crosstalk");
    // The beginning of a word is better than the first place.
    row("st", "Last start", "last STart");
}

void tst_commandmatcher::marksTheLettersTyped()
{
    QFETCH(QString, wanted);
    QFETCH(QString, name);
    QTEST(marked(wanted, name), "marked");
}

void tst_commandmatcher::doesNotMatchEverything_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::newRow("a letter that is not there") << "frx";
    QTest::newRow("the wrong order") << "zfe";
    QTest::newRow("scattered from the middle of a word on") << "rz";
    QTest::newRow("one of two words") << "fre chat";
    QTest::newRow("more letters than there are") << "freezee";
}

void tst_commandmatcher::doesNotMatchEverything()
{
    QFETCH(QString, wanted);
    QVERIFY(!CommandMatcher(wanted).match(QStringLiteral("Freeze"), {}));
}

void tst_commandmatcher::bestComesFirst_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("names"); ///< The best first.
    QTest::newRow("one letter") << "s" << QStringList{"Start", "Go to steps", "Messages"};
    QTest::newRow("several letters") << "sta"
                                     << QStringList{"Start cluster", "Restart and start", "Restart", "Slow beta"};
    QTest::newRow("beginnings before what is scattered") << "nc" << QStringList{"New chat", "Next chat", "Pinch"};
    QTest::newRow("scattered") << "fz" << QStringList{"Fast zoom", "Freeze"};
}

void tst_commandmatcher::bestComesFirst()
{
    QFETCH(QString, wanted);
    QFETCH(QStringList, names);
    const CommandMatcher matcher(wanted);
    std::optional<CommandMatcher::Match> before;
    for (const QString &name : std::as_const(names)) {
        const auto match = matcher.match(name, {});
        QVERIFY2(match, qPrintable(name));
        if (before)
            QVERIFY2(std::pair(before->kind, before->score) >= std::pair(match->kind, match->score), qPrintable(name));
        before = match;
    }
}

void tst_commandmatcher::restIsSearchedForWholeWords()
{
    const CommandMatcher matcher(QStringLiteral("fre where"));
    const auto match = matcher.match(QStringLiteral("Freeze"), QStringLiteral("Stop it where it stands"));
    QVERIFY(match);
    QCOMPARE(match->kind, CommandMatcher::Kind::Told);
    QCOMPARE(match->letters, (QList<qsizetype>{0, 1, 2}));
    QVERIFY(!matcher.match(QStringLiteral("Freeze"), QStringLiteral("w h e r e")));
    // What is in the rest as it is means more than letters here and there.
    const auto thaw =
        CommandMatcher(QStringLiteral("fz")).match(QStringLiteral("Freeze"), QStringLiteral("of z and fz"));
    QVERIFY(thaw);
    QCOMPARE(thaw->kind, CommandMatcher::Kind::Told);
}

void tst_commandmatcher::nothingWantedMatchesAll()
{
    const CommandMatcher matcher(QStringLiteral("  "));
    QVERIFY(matcher.isEmpty());
    QVERIFY(matcher.match(QStringLiteral("Freeze"), {}));
}

QTEST_APPLESS_MAIN(tst_commandmatcher)
#include "tst_commandmatcher.moc"
