// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/invariant.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace crosstalk;
using namespace std::chrono_literals;

class InvariantTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsItsWords();
    void hasALabelAndAForm_data();
    void hasALabelAndAForm();
    void readsLatency();
    void readsMemoryAndReconverges();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void readsEveryParameterOfTheTable();

private:
    /// A JSON value need not be an object or an array; QJsonDocument wants one.
    static QJsonValue json(const QByteArray &text) { return QJsonDocument::fromJson("[" + text + "]").array().at(0); }
};

void InvariantTest::knowsItsWords()
{
    QCOMPARE(invariantNames(), (QStringList{"no-loss", "no-acknowledged-loss", "no-duplicates", "no-phantoms",
                                            "no-corruption", "sender-order", "same-order", "latency", "reconverges",
                                            "presence-agrees", "memory", "alive"}));
    for (const QString &name : invariantNames()) {
        if (!neededParameters(name).isEmpty())
            continue;
        const auto invariant = parseInvariant(name);
        QVERIFY2(invariant, qPrintable(name));
        QCOMPARE(invariant->name(), name);
        QVERIFY(parseInvariant(QJsonObject{{name, QJsonObject{}}}));
    }
}

void InvariantTest::hasALabelAndAForm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QByteArray>("normalised");
    const auto row = [](const char *text, const char *label, const char *normalised = nullptr) {
        QTest::newRow(text) << QByteArray(text) << QString(label) << QByteArray(normalised ? normalised : text);
    };
    row(R"("no-loss")", "no-loss");
    row(R"({"no-loss":{}})", "no-loss", R"("no-loss")");
    row(R"({"latency":{"p99":"50ms"}})", "latency: p99 at most 50 ms");
    row(R"({"latency":{"outside":"faults","p99.9":"1500ms"}})", "latency: p99.9 at most 1.5 s outside faults",
        R"({"latency":{"outside":"faults","p99.9":"1.5s"}})");
    row(R"({"latency":{"from":"a","inside":"faults","max":"1h","per":"cell","to":"b"}})",
        "latency: max at most 1 h in each cell from a to b inside faults");
    row(R"("reconverges")", "reconverges: within 5 s", R"({"reconverges":{"within":"5s"}})");
    row(R"({"reconverges":{"within":"300ms"}})", "reconverges: within 300 ms");
    row(R"({"memory":{"growth":"65536KiB"}})", "memory: each instance grows at most 64 MiB",
        R"({"memory":{"growth":"64MiB"}})");
    row(R"({"memory":{"growth":"1MB","instance":"a"}})", "memory: a grows at most 1000000 B",
        R"({"memory":{"growth":"1000000B","instance":"a"}})");
}

void InvariantTest::hasALabelAndAForm()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, normalised);
    const auto invariant = parseInvariant(json(text));
    QVERIFY2(invariant, qPrintable(invariant ? QString() : invariant.error().toString()));
    QTEST(invariant->label(), "label");
    QCOMPARE(invariant->toJson(), json(normalised));
    const auto again = parseInvariant(invariant->toJson());
    QVERIFY(again);
    QCOMPARE(again->toJson(), invariant->toJson());
}

void InvariantTest::readsLatency()
{
    const auto invariant =
        parseInvariant(json(R"({"latency":{"p90":"20us","outside":"faults","per":"cell","from":"a","to":"b"}})"));
    QVERIFY(invariant);
    QCOMPARE(invariant->kind, Invariant::Kind::Latency);
    QCOMPARE(invariant->quantile, 0.9);
    QVERIFY(invariant->bound == 20us);
    QCOMPARE(invariant->faults, Invariant::Faults::Outside);
    QVERIFY(invariant->isPerCell);
    QCOMPARE(invariant->from, QStringLiteral("a"));
    QCOMPARE(invariant->to, QStringLiteral("b"));
}

void InvariantTest::readsMemoryAndReconverges()
{
    const auto memory = parseInvariant(json(R"({"memory":{"growth":"2MiB","instance":"c"}})"));
    QVERIFY(memory);
    QCOMPARE(memory->growthBytes, qint64{2} * 1024 * 1024);
    QCOMPARE(memory->instance, QStringLiteral("c"));
    const auto reconverges = parseInvariant(json(R"({"reconverges":{"within":"3s"}})"));
    QVERIFY(reconverges);
    QVERIFY(reconverges->within == 3s);
}

void InvariantTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *text, const char *message, const char *member = "") {
        QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(message) << QString(member);
    };
    const char form[] = "An invariant is a word, or a word with its parameters. Write no-loss, or "
                        R"({"latency": {"p99": "50ms"}})";
    row("7", form);
    row("null", form);
    row("[]", form);
    row("{}", form);
    row(R"({"no-loss":{},"alive":{}})", form);
    row(R"("no-los")", "Unknown invariant “no-los”. Did you mean “no-loss”?");
    row(R"("fast")", "Unknown invariant “fast”. There are no-loss, no-acknowledged-loss, no-duplicates, no-phantoms, "
                     "no-corruption, sender-order, same-order, latency, reconverges, presence-agrees, memory, alive");
    row(R"({"no-loss":{"p99":"50ms"}})", "no-loss takes no parameters. Write the word alone", "p99");
    row(R"({"latency":"50ms"})", "The parameters of latency are no object");
    row(R"("latency")", "latency needs a bound. Say p50, p90, p95, p99, p99.9, max, with a unit");
    row(R"({"latency":{"per":"cell"}})", "latency needs a bound. Say p50, p90, p95, p99, p99.9, max, with a unit");
    row(R"({"latency":{"p98":"50ms"}})", "Unknown parameter of latency “p98”. Did you mean “p90”?", "p98");
    row(R"({"latency":{"p99":50}})",
        "“p99” of latency is no text. Write a number with a unit, such as “50ms” or “64MiB”", "p99");
    row(R"({"latency":{"p99":"50"}})", "\"50\" is no number with a unit. Units are us, ms, s, min, h", "p99");
    row(R"({"latency":{"p99":"0s"}})", "Nothing is done within no time", "p99");
    row(R"({"latency":{"p50":"5ms","p99":"50ms"}})", "More than one bound. Write a latency of its own for each", "p99");
    row(R"({"latency":{"p99":"5ms","inside":"faluts"}})", "Unknown time “faluts”. Did you mean “faults”?", "inside");
    row(R"({"latency":{"p99":"5ms","inside":"faults","outside":"faults"}})",
        "Both inside and outside faults. Leave both out to mean any time", "outside");
    row(R"({"latency":{"p99":"5ms","per":"instance"}})", "Unknown part “instance”. There are cell", "per");
    row(R"({"latency":{"p99":"5ms","from":""}})", "“from” names no instance", "from");
    row(R"({"latency":{"p99":"5ms","from":1}})", "“from” of latency is no text", "from");
    row(R"("memory")", "memory needs a bound. Say growth, with a unit");
    row(R"({"memory":{"growth":"64"}})", "\"64\" is no number with a unit. Units are B, KiB, MiB, GiB, kB, MB, GB",
        "growth");
    row(R"({"memory":{"growth":"0B"}})", "No process keeps within a growth of 0", "growth");
    row(R"({"reconverges":{"in":"3s"}})", "Unknown parameter of reconverges “in”. There are within", "in");
}

void InvariantTest::saysWhatIsWrong()
{
    QFETCH(QByteArray, text);
    QString member;
    const auto invariant = parseInvariant(json(text), &member);
    QVERIFY(!invariant);
    QTEST(invariant.error().toString(), "message");
    QTEST(member, "member");
}

void InvariantTest::readsEveryParameterOfTheTable()
{
    const auto valueOf = [](InvariantParameter::Type type) -> QString {
        switch (type) {
        case InvariantParameter::Type::Duration:
            return "1s";
        case InvariantParameter::Type::Size:
            return "1MiB";
        case InvariantParameter::Type::Name:
            return "a";
        case InvariantParameter::Type::Faults:
            return "faults";
        case InvariantParameter::Type::Cell:
            return "cell";
        }
        return {};
    };
    int tried = 0;
    for (const QString &name : invariantNames()) {
        const QStringList needed = neededParameters(name);
        for (const InvariantParameter &parameter : invariantParameters(name)) {
            QJsonObject parameters{{parameter.name, valueOf(parameter.type)}};
            if (!needed.isEmpty() && !needed.contains(parameter.name))
                parameters.insert(needed.last(), name == QLatin1String("memory") ? "1MiB" : "1s");
            const auto invariant = parseInvariant(QJsonObject{{name, parameters}});
            QVERIFY2(invariant, qPrintable(invariant ? QString() : invariant.error().toString()));
            QCOMPARE(invariant->toJson().toObject().value(name).toObject(), parameters);
            ++tried;
        }
    }
    QCOMPARE(tried, 14);
}

QTEST_APPLESS_MAIN(InvariantTest)
#include "tst_invariant.moc"
