// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/commandline.h"

#include <QtTest>

using namespace crosstalk;

class tst_CommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void splitsAsAShellDoes_data();
    void splitsAsAShellDoes();
    void takesAssignmentsForTheEnvironment();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    const QMap<QString, QString> m_variables{{"port", "8080"}, {"name", "a b"}, {"redis", "redis://127.0.0.1:6379"}};
};

void tst_CommandLine::splitsAsAShellDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *name, const char *text, const QStringList &words) {
        QTest::newRow(name) << QString(text) << words;
    };
    row("words", "  server  --fast\t-v ", {"server", "--fast", "-v"});
    row("variables", "server --listen=:${port} ${redis}", {"server", "--listen=:8080", "redis://127.0.0.1:6379"});
    row("values are not split", "server ${name}", {"server", "a b"});
    row("double quotes", R"(server "a  'b' \"c\" \x")", {"server", "a  'b' \"c\" \\x"});
    row("single quotes", R"(server 'a  "b" \x')", {"server", "a  \"b\" \\x"});
    row("variables in quotes", R"(sh -c 'serve ${port}' "${port}")", {"sh", "-c", "serve 8080", "8080"});
    row("escapes", R"(ser\ ver \"a \$ \${port})", {"ser ver", "\"a", "$", "${port}"});
    row("parts of a word", R"(server a"b c"'d e'f)", {"server", "ab cd ef"});
    row("empty words", R"(server "" '')", {"server", "", ""});
    row("not a shell", "server $HOME *.js | cat > x", {"server", "$HOME", "*.js", "|", "cat", ">", "x"});
    row("equals in an argument", "server A=b", {"server", "A=b"});
    row("a backslash at the end", "server \\", {"server", "\\"});
}

void tst_CommandLine::splitsAsAShellDoes()
{
    QFETCH(QString, text);
    const auto line = parseCommandLine(text, m_variables);
    QVERIFY2(line, line ? "" : qPrintable(line.error().toString()));
    QTEST(QStringList{line->program} + line->arguments, "words");
    QVERIFY(line->environment.isEmpty());
}

void tst_CommandLine::takesAssignmentsForTheEnvironment()
{
    const auto line = parseCommandLine("PORT=${port} NAME=\"x=y z\" EMPTY= node server.js", m_variables);
    QVERIFY(line);
    QCOMPARE(line->environment, (QMap<QString, QString>{{"PORT", "8080"}, {"NAME", "x=y z"}, {"EMPTY", ""}}));
    QCOMPARE(line->program, QStringLiteral("node"));
    QCOMPARE(line->arguments, QStringList{"server.js"});
}

void tst_CommandLine::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    QTest::newRow("nothing") << " " << QStringLiteral("“ ” names no program");
    QTest::newRow("assignments only") << "A=b" << QStringLiteral("“A=b” names no program");
    QTest::newRow("open quote") << "a 'b" << QStringLiteral("A quote (') is not closed in “a 'b”");
    QTest::newRow("near a variable") << "a ${prot}"
                                     << QStringLiteral(
                                            "Unknown variable ${prot} in “a ${prot}”. Did you mean ${port}?");
    QTest::newRow("no variable") << "a ${zzzzzzzz}"
                                 << QStringLiteral("Unknown variable ${zzzzzzzz} in “a ${zzzzzzzz}”. Use one of "
                                                   "${name}, ${port}, ${redis}");
    QTest::newRow("open variable") << "a ${port" << QStringLiteral("${ is not closed in “a ${port”");
}

void tst_CommandLine::saysWhatIsWrong()
{
    QFETCH(QString, text);
    const auto line = parseCommandLine(text, m_variables);
    QVERIFY(!line);
    QTEST(line.error().toString(), "error");
}

QTEST_APPLESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
