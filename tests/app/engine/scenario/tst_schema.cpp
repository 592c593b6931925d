// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// Reader, schema and documentation come from one table of keys; what is proved here is that none of them leaves one
// out.

#include "app/engine/scenario/form.h"
#include "app/engine/scenariofile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace crosstalk;

namespace {

QString contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The names of all properties in a schema.
void collectKeys(const QJsonValue &schema, QSet<QString> *keys)
{
    if (schema.isArray()) {
        for (const QJsonValue &each : schema.toArray())
            collectKeys(each, keys);
        return;
    }
    const QJsonObject object = schema.toObject();
    for (auto each = object.begin(); each != object.end(); ++each) {
        if (each.key() == QLatin1String("properties")) {
            for (const QString &name : each.value().toObject().keys())
                keys->insert(name);
        }
        collectKeys(each.value(), keys);
    }
}

QSet<QString> schemaKeys()
{
    QSet<QString> keys;
    collectKeys(QJsonDocument::fromJson(scenarioSchema()).object(), &keys);
    return keys;
}

QString documentation()
{
    return contents(QFINDTESTDATA("../../../../docs/scenarios.md"));
}

/// The text between ```yaml and ``` , one after the other.
QStringList examples()
{
    static const QRegularExpression block("```yaml\\n(.*?)```", QRegularExpression::DotMatchesEverythingOption);
    QStringList found;
    auto matches = block.globalMatch(documentation());
    while (matches.hasNext())
        found << matches.next().captured(1);
    return found;
}

/// An example that is a part of a file is put into one that has all that it speaks of.
QString completed(const QString &example)
{
    const QStringList lines{
        "name: example",
        "broker: {persistence: aof}",
        "instances: {a: {}, b: {}, c: {}, d: {start: false}}",
        "clients: {alice: {on: a}, \"bob[1..5]\": {on: [b, c]}, carol: {on: c}}",
        "steps: [wait: joined, fault: {restart: b}]",
        "invariants: [no-loss]",
    };
    QString file = example;
    for (const QString &line : lines) {
        const QString key = line.section(':', 0, 0);
        if (!QRegularExpression("^" + key + ":", QRegularExpression::MultilineOption).match(example).hasMatch())
            file += line + '\n';
    }
    return file;
}

} // namespace

class SchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWellFormed();
    void knowsTheKeysOfTheReader();
    void everyKeyIsDocumented();
    void everyExampleIsRead_data();
    void everyExampleIsRead();
    void everyKeyHasAnExample();
    void agreesWithTheReader();
};

void SchemaTest::isWellFormed()
{
    QJsonParseError error;
    const QJsonObject schema = QJsonDocument::fromJson(scenarioSchema(), &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(schema.value("$schema").toString(), "https://json-schema.org/draft/2020-12/schema");
    QCOMPARE(schema.value("required").toArray(), (QJsonArray{"name", "instances", "clients", "steps", "invariants"}));
    const QJsonObject definitions = schema.value("$defs").toObject();
    static const QRegularExpression reference("\"#/\\$defs/([a-z]+)\"");
    auto matches = reference.globalMatch(QString::fromUtf8(scenarioSchema()));
    int count = 0;
    for (; matches.hasNext(); ++count)
        QVERIFY(definitions.contains(matches.next().captured(1)));
    QVERIFY(count > 5);
}

/// Every key that the schema has is one that the reader asks for: its name is in the reader's sources, or it is one
/// that parseInvariant() takes.
void SchemaTest::knowsTheKeysOfTheReader()
{
    QString sources;
    for (const char *name : {"reader.cpp", "stepreader.cpp", "backgrounds.cpp"})
        sources += contents(QFINDTESTDATA(QStringLiteral("../../../../app/engine/scenario/") + name));
    QVERIFY(!sources.isEmpty());
    QSet<QString> ofInvariants;
    for (const QString &name : invariantNames()) {
        ofInvariants.insert(name);
        for (const InvariantParameter &parameter : invariantParameters(name))
            ofInvariants.insert(parameter.name);
    }
    for (const QString &key : schemaKeys()) {
        // There is but one kind of broker: what it says is checked, and all there is to it.
        if (key == QLatin1String("kind"))
            continue;
        QVERIFY2(ofInvariants.contains(key) || sources.contains('"' + key + '"'), qPrintable(key));
    }
}

void SchemaTest::everyKeyIsDocumented()
{
    const QString text = documentation();
    QVERIFY(!text.isEmpty());
    for (const QString &key : schemaKeys())
        QVERIFY2(text.contains('`' + key + '`') || text.contains('`' + key + ": "), qPrintable(key));
    for (const QString &name : invariantNames())
        QVERIFY2(text.contains('`' + name + '`'), qPrintable(name));
}

void SchemaTest::everyExampleIsRead_data()
{
    QTest::addColumn<QString>("example");
    int number = 0;
    for (const QString &example : examples())
        QTest::addRow("%d", ++number) << example;
    QVERIFY(number > 15);
}

void SchemaTest::everyExampleIsRead()
{
    QFETCH(QString, example);
    const auto read = readScenario(completed(example).toUtf8());
    QVERIFY2(read, qPrintable(read ? QString() : read.error().first().toString() + '\n' + completed(example)));
}

void SchemaTest::everyKeyHasAnExample()
{
    const QString all = examples().join('\n');
    for (const QString &key : schemaKeys()) {
        const QRegularExpression use("(^|[ {\\[\"-])" + QRegularExpression::escape(key) + "\"?:( |$)",
                                     QRegularExpression::MultilineOption);
        QVERIFY2(use.match(all).hasMatch(), qPrintable(key));
    }
}

/// A validator of somebody else accepts what the reader accepts, and refuses what it refuses for its form.
void SchemaTest::agreesWithTheReader()
{
    QTemporaryDir directory;
    const auto write = [&](const QString &name, const QByteArray &text) {
        QFile file(directory.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(write("schema.json", scenarioSchema()));
    QStringList good;
    int number = 0;
    for (const ShippedScenario &shipped : shippedScenarios()) {
        const auto read = loadScenario(shipped.name);
        QVERIFY(read);
        good << contents(shipped.path) << QString::fromUtf8(toYaml(*read));
    }
    for (const QString &example : examples())
        good << completed(example);
    good << contents(QFINDTESTDATA("../everything.yaml")) << contents(QFINDTESTDATA("odd.yaml"))
         << contents(QFINDTESTDATA("odd-normalised.yaml"));
    for (const QString &text : good)
        QVERIFY(write(QStringLiteral("good-%1.yaml").arg(++number), text.toUtf8()));
    const QStringList bad{"nmae: x",
                          "claims: never",
                          "seed: one",
                          "deadline: 5",
                          "deadline: 5 weeks",
                          "broker: {persistence: all}",
                          "broker: {attach: 'redis://h', persistence: aof}",
                          "instances: {}",
                          "instances: {9x: {}}",
                          "instances: {a: {exec: x, attach: y}}",
                          "instances: {a: {start: 'yes'}}",
                          "clients: {alice: {}}",
                          "clients: {'a b': {on: a}}",
                          "steps: []",
                          "steps: [{}]",
                          "steps: [settle]",
                          "steps: [{wait: joined, note: x}]",
                          "steps: [sned: x]",
                          "steps: [wait: 2]",
                          "steps: [send: {count: 1}]",
                          "steps: [send: {from: alice, count: 0}]",
                          "steps: [send: {from: alice, count: 1, rate: 5}]",
                          "steps: [send: {from: alice, count: 1, size: 1XB}]",
                          "steps: [fault: {kill: a, freeze: b}]",
                          "steps: [fault: {kill: a, for: 1s}]",
                          "steps: [repeat: {times: 2}]",
                          "steps: [parallel: [{note: x}]]",
                          "invariants: [no-los]",
                          "invariants: [latency]",
                          "invariants: [memory: {growth: 64}]",
                          "invariants: [alive: {}]",
                          "invariants: [latency: {p98: 1s}]"};
    for (const QString &text : bad) {
        QVERIFY2(!readScenario(completed(text + '\n').toUtf8()), qPrintable(text));
        QVERIFY(write(QStringLiteral("bad-%1.yaml").arg(++number), completed(text + '\n').toUtf8()));
    }
    QProcess validator;
    validator.setProcessChannelMode(QProcess::MergedChannels);
    // Debian's own, which has the packages; another Python in PATH may not.
    validator.start("/usr/bin/python3", {QFINDTESTDATA("validate.py"), directory.path()});
    QVERIFY2(validator.waitForFinished(60'000), qPrintable(validator.errorString()));
    const QByteArray output = validator.readAll();
    QVERIFY2(validator.exitCode() == 0, output.constData());
    QCOMPARE(output.trimmed(), QStringLiteral("%1 good, %2 bad").arg(good.size()).arg(bad.size()).toUtf8());
}

QTEST_GUILESS_MAIN(SchemaTest)
#include "tst_schema.moc"
