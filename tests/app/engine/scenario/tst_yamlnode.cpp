// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario/yamlnode.h"

#include <QTest>

using namespace crosstalk::scenario;

class YamlNodeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesATreeWithPlaces();
    void followsAliases();
    void tellsTextFromWhatLooksLikeSomethingElse();
    void refuses_data();
    void refuses();
    void countsNoMoreThanItsLimits();
    void survivesWhatIsHostile_data();
    void survivesWhatIsHostile();

private:
    /// "1:2: what", places from 0.
    static QString mistakesOf(const QByteArray &yaml, YamlLimits limits = {})
    {
        Mistakes mistakes;
        parseYaml(yaml, 0, mistakes, limits);
        QStringList told;
        for (const Mistake &mistake : mistakes.sorted())
            told << QStringLiteral("%1:%2: %3").arg(mistake.place.line).arg(mistake.place.column).arg(mistake.what);
        return told.join('\n');
    }
};

void YamlNodeTest::makesATreeWithPlaces()
{
    Mistakes mistakes;
    const auto root = parseYaml("a: 1\nb:\n  - x\n  - {c: [y, 'z']}\nd:\n", 7, mistakes);
    QVERIFY(root);
    QVERIFY(mistakes.isEmpty());
    QVERIFY(root->isMap());
    QCOMPARE(root->entries.size(), std::size_t{3});
    QCOMPARE(root->find("a")->text, "1");
    QVERIFY(root->find("a")->place == (Place{7, 0, 3}));
    QVERIFY(root->find("b")->isList());
    const YamlNode &inner = *root->find("b")->items.at(1).find("c");
    QCOMPARE(inner.items.at(0).text, "y");
    QVERIFY(inner.items.at(1).place == (Place{7, 3, 12}));
    QVERIFY(root->find("b")->items.at(1).entries.at(0).key.place == (Place{7, 3, 5}));
    QCOMPARE(root->find("d")->kind, YamlNode::Kind::Nothing);
    QVERIFY(root->find("d")->place == (Place{7, 4, 0}));
    QVERIFY(!root->find("e"));
}

void YamlNodeTest::followsAliases()
{
    Mistakes mistakes;
    const auto root = parseYaml("a: &x {b: 1}\nc: *x\nd: [*x, *x]\n", 0, mistakes);
    QVERIFY(root);
    QVERIFY(mistakes.isEmpty());
    QCOMPARE(root->find("c")->find("b")->text, "1");
    QCOMPARE(root->find("d")->items.size(), std::size_t{2});
    QCOMPARE(root->find("d")->items[1].find("b")->text, "1");
}

void YamlNodeTest::tellsTextFromWhatLooksLikeSomethingElse()
{
    Mistakes mistakes;
    const auto root = parseYaml("[5, '5', \"5\", null, 'null', ~]", 0, mistakes);
    QVERIFY(root);
    QVERIFY(!root->items[0].isQuoted);
    QVERIFY(root->items[1].isQuoted);
    QVERIFY(root->items[2].isQuoted);
    QCOMPARE(root->items[3].kind, YamlNode::Kind::Nothing);
    QCOMPARE(root->items[4].text, "null");
    QCOMPARE(root->items[5].kind, YamlNode::Kind::Nothing);
}

void YamlNodeTest::refuses_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("mistake");
    const auto row = [](const char *name, const QByteArray &yaml, const char *mistake) {
        QTest::newRow(name) << yaml << QString::fromUtf8(mistake);
    };
    row("nothing", "", "0:0: there is nothing in it");
    row("a comment only", "# x\n", "0:0: there is nothing in it");
    row("what has no end", "a: [b\nc: d\n", "1:1: this is no YAML: end of sequence flow not found");
    row("tabs", "a: b\n\tc: d\n", "1:0: this is no YAML: illegal tab when looking for indentation");
    row("unknown anchor", "a: *b\n", "0:3: this is no YAML: the referenced anchor is not defined");
    row("alias to itself", "a: &x [*x]\n", "0:7: this alias stands for what it is a part of");
    row("a second document", "a: b\n---\nc: d\n", "2:0: a second document: a file is one scenario");
    row("a key twice", "a: b\nc: d\na: e\n", "2:0: key “a” for the second time: it is in line 1 already");
    row("a key that is a list", "a: b\n? [c]\n: d\n", "1:2: a key must be text");
    row("a key that is nothing", "a: b\n: d\n", "1:0: a key must be text");
    row("a tag", "a: !!int 5\n", "0:3: tags such as “tag:yaml.org,2002:int” mean nothing here: leave it out");
    row("no UTF-8", "a: b\nc: \xff\n", "1:3: a byte that is no text in UTF-8");
    row("an unfinished character", "a: \xc3", "0:3: a byte that is no text in UTF-8");
    row("a control character", "a: b\x04\n", "0:4: a byte that is no text in UTF-8");
    row("UTF-16", QByteArray("a\0:\0 \0b\0", 8), "0:1: a byte that is no text in UTF-8");
}

void YamlNodeTest::refuses()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, mistake);
    QString told = mistakesOf(yaml);
    // The words are the library's, and its later versions add some of their own.
    if (mistake.contains("this is no YAML"))
        told.truncate(mistake.size());
    QCOMPARE(told, mistake);
}

void YamlNodeTest::countsNoMoreThanItsLimits()
{
    const YamlLimits limits{.nesting = 3, .nodes = 8};
    QCOMPARE(mistakesOf("[[[a]]]", limits), QString());
    QCOMPARE(mistakesOf("[[[[a]]]]", limits), "0:3: nested deeper than 3 levels");
    QCOMPARE(mistakesOf("[a, b, c, d, e, f, g]", limits), QString());
    QCOMPARE(mistakesOf("[a, b, c, d, e, f, g, h]", limits),
             "0:0: more than 8 values, aliases counted as what they stand for");
    // What is behind an alias counts each time, and is as deep as it is.
    QCOMPARE(mistakesOf("[&x [a, b], *x, *x]", {.nesting = 3, .nodes = 9}),
             "0:16: more than 9 values, aliases counted as what they stand for");
    QCOMPARE(mistakesOf("[&x [[a]], [*x]]", limits), "0:12: nested deeper than 3 levels");
}

void YamlNodeTest::survivesWhatIsHostile_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QByteArray bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
    for (char c = 'b'; c < 'k'; ++c) {
        const QByteArray aliases = (QByteArray("*") + char(c - 1) + ',').repeated(10);
        bomb += QByteArray(1, c) + ": &" + c + " [" + aliases + "]\n";
    }
    QTest::newRow("aliases of aliases") << bomb;
    QTest::newRow("lists in lists") << QByteArray("[").repeated(100'000);
    QTest::newRow("mappings in mappings") << QByteArray("{a: ").repeated(50'000);
    QTest::newRow("block lists in block lists") << QByteArray("- ").repeated(100'000);
    QTest::newRow("keys of keys") << QByteArray("? ").repeated(100'000);
    QTest::newRow("many values") << "[" + QByteArray("x,").repeated(300'000) + "]";
}

void YamlNodeTest::survivesWhatIsHostile()
{
    QFETCH(QByteArray, yaml);
    const QString mistake = mistakesOf(yaml);
    QVERIFY2(mistake.contains("more than 200000 values") || mistake.contains("nested deeper than 64 levels"),
             qPrintable(mistake));
}

QTEST_GUILESS_MAIN(YamlNodeTest)
#include "tst_yamlnode.moc"
