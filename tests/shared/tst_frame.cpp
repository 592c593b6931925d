// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "shared/frame.h"

#include <QRandomGenerator>
#include <QTest>

#include <malloc.h>

#if defined(__SANITIZE_ADDRESS__)
// Of <sanitizer/allocator_interface.h>, which Debian's compiler comes without.
extern "C" size_t __sanitizer_get_current_allocated_bytes();
#endif

using namespace crosstalk::ws;

namespace {

constexpr MaskKey key{0x37, 0xFA, 0x21, 0x3D}; // Of the examples in section 5.7.

/// One line per event, to compare and to read.
QByteArray line(const Event &event)
{
    const auto code = [](CloseCode c) { return QByteArray::number(static_cast<int>(c)); };
    struct
    {
        decltype(code) &number;
        QByteArray operator()(const Message &m) const
        {
            return (m.opcode == Opcode::Text ? "text " : "binary ") + m.payload.toPercentEncoding();
        }
        QByteArray operator()(const Ping &p) const { return "ping " + p.payload.toPercentEncoding(); }
        QByteArray operator()(const Pong &p) const { return "pong " + p.payload.toPercentEncoding(); }
        QByteArray operator()(const Close &c) const { return "close " + number(c.code) + ' ' + c.reason; }
        QByteArray operator()(const Violation &v) const { return "violation " + number(v.code) + ' ' + v.reason; }
    } toLine{code};
    return std::visit(toLine, event);
}

/// All events of @p bytes, handed over in pieces of @p pieceSize.
QByteArrayList read(Role role, QByteArrayView bytes, qsizetype pieceSize, qint64 limit = 1024 * 1024)
{
    FrameReader reader(role, limit);
    QByteArrayList lines;
    while (!bytes.isEmpty()) {
        QByteArrayView piece = bytes.first(std::min(pieceSize, bytes.size()));
        bytes = bytes.sliced(piece.size());
        while (const auto event = reader.next(piece))
            lines += line(*event);
        if (!piece.isEmpty())
            lines += "left input behind";
    }
    return lines;
}

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

/// Payload of that size that is text but not the same everywhere.
QByteArray text(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>('a' + (i * 7 + i / 251) % 26);
    return bytes;
}

/// Heap bytes in use, of this process.
size_t heapBytes()
{
#if defined(__SANITIZE_ADDRESS__)
    return __sanitizer_get_current_allocated_bytes();
#else
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
#endif
}

qsizetype below(QRandomGenerator &random, qsizetype bound)
{
    return static_cast<qsizetype>(random.bounded(static_cast<quint32>(bound)));
}

struct Stream
{
    QByteArray bytes;
    QByteArrayList events;
};

/// A few messages in fragments with pings between, then a close; as a client sends it.
Stream randomStream(QRandomGenerator &random)
{
    const QByteArray characters = QStringLiteral("a€é😀z").repeated(8).toUtf8();
    const auto mask = [&random] {
        const quint32 bits = random.generate();
        return MaskKey{quint8(bits), quint8(bits >> 8), quint8(bits >> 16), quint8(bits >> 24)};
    };
    Stream stream;
    for (qsizetype messages = 1 + below(random, 5); messages > 0; --messages) {
        const bool isText = below(random, 2) == 0;
        const QByteArray payload = isText ? characters.repeated(below(random, 3)) + text(below(random, 20))
                                          : characters.first(below(random, characters.size()));
        const qsizetype fragments = 1 + below(random, 4);
        qsizetype from = 0;
        for (qsizetype f = 1; f <= fragments; ++f) {
            if (f > 1 && below(random, 2) == 0) {
                const QByteArray ping = text(below(random, 20));
                stream.bytes += encodeFrame(Opcode::Ping, ping, mask());
                stream.events += line(Ping{ping});
            }
            const qsizetype to = f == fragments ? payload.size() : from + below(random, payload.size() - from + 1);
            const Opcode opcode = f > 1 ? Opcode::Continuation : isText ? Opcode::Text : Opcode::Binary;
            stream.bytes +=
                encodeFrame(opcode, QByteArrayView(payload).sliced(from, to - from), mask(), f == fragments);
            from = to;
        }
        stream.events += line(Message{isText ? Opcode::Text : Opcode::Binary, payload});
    }
    stream.bytes += encodeClose(CloseCode::Normal, "end", mask());
    stream.events += line(Close{CloseCode::Normal, "end"});
    return stream;
}

} // namespace

class TestFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsValidBytes_data();
    void readsValidBytes();
    void refusesInvalidBytes_data();
    void refusesInvalidBytes();
    void refusesAtTheFirstByteThatShowsIt_data() { refusesInvalidBytes_data(); }
    void refusesAtTheFirstByteThatShowsIt();
    void requiresTheMaskOfTheRole();
    void enforcesTheLimit_data();
    void enforcesTheLimit();
    void acceptsEveryCloseCodeOfTheWireAndNoOther();
    void failsTextInTheMiddleOfAFrame();
    void dropsWhatFollowsTheEnd_data();
    void dropsWhatFollowsTheEnd();
    void needsNoHeapWhileIdle();
    void makesRoomOnlyForWhatArrived_data();
    void makesRoomOnlyForWhatArrived();
    void handsItsMemoryOutWithTheMessage();
    void givesTheSameEventsHoweverTheBytesAreSplit();
    void readsWhatItWrote_data();
    void readsWhatItWrote();
    void writesTheExamplesOfTheStandard_data();
    void writesTheExamplesOfTheStandard();
    void cutsCloseReasonsBetweenCharacters();
};

void TestFrame::readsValidBytes_data()
{
    QTest::addColumn<bool>("fromClient");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("events");
    const auto fromServer = [](const char *name, const QByteArray &bytes, const QByteArrayList &events) {
        QTest::newRow(name) << false << bytes << events;
    };
    const auto fromClient = [](const char *name, const QByteArray &bytes, const QByteArrayList &events) {
        QTest::newRow(name) << true << bytes << events;
    };
    fromServer("text", hex("810548656c6c6f"), {"text Hello"});
    fromClient("masked text", hex("818537fa213d7f9f4d5158"), {"text Hello"});
    fromServer("empty text", hex("8100"), {"text "});
    fromClient("empty masked text", hex("818000000000"), {"text "});
    fromServer("binary", hex("8203ff0080"), {"binary %FF%00%80"});
    fromServer("fragments", hex("010348656c80026c6f"), {"text Hello"});
    fromServer("three fragments, one empty", hex("01024865 0000 80036c6c6f"), {"text Hello"});
    fromServer("empty fragments", hex("010000008000"), {"text "});
    fromServer("binary fragments", hex("0201ff8001fe"), {"binary %FF%FE"});
    fromServer("ping between fragments", hex("010348656c 89026869 80026c6f"), {"ping hi", "text Hello"});
    fromServer("pong and ping between fragments", hex("0103 48656c 8a00 890141 80 02 6c6f"),
               {"pong ", "ping A", "text Hello"});
    fromServer("ping before an empty first fragment ends", hex("0100 890141 8001 42"), {"ping A", "text B"});
    fromClient("masked fragments with a ping between",
               encodeFrame(Opcode::Text, "Hel", key, false) + encodeFrame(Opcode::Ping, "ping!", MaskKey{1, 2, 3, 4}) +
                   encodeFrame(Opcode::Continuation, "lo", MaskKey{9, 8, 7, 6}),
               {"ping ping%21", "text Hello"});
    fromServer("close between fragments", hex("010348656c880203e8"), {"close 1000 "});
    fromServer("character split between fragments", hex("0102e282 8001ac"), {"text %E2%82%AC"});
    fromServer("character split by an empty fragment", hex("0102e282 0000 8001ac"), {"text %E2%82%AC"});
    fromServer("character split around a ping", hex("0102e282 8901ff 8001ac"), {"ping %FF", "text %E2%82%AC"});
    fromServer("ping", hex("890548656c6c6f"), {"ping Hello"});
    fromClient("masked pong", hex("8a8537fa213d7f9f4d5158"), {"pong Hello"});
    fromServer("ping of 125 bytes", hex("897d") + text(125), {"ping " + text(125)});
    fromServer("text of 125 bytes", hex("817d") + text(125), {"text " + text(125)});
    fromServer("text of 126 bytes", hex("817e007e") + text(126), {"text " + text(126)});
    fromServer("text of 65535 bytes", hex("817effff") + text(65535), {"text " + text(65535)});
    fromServer("text of 65536 bytes", hex("817f0000000000010000") + text(65536), {"text " + text(65536)});
    fromServer("close", hex("8800"), {"close 1005 "});
    fromServer("close with a code", hex("880203e8"), {"close 1000 "});
    fromServer("close with a reason", hex("880503e9627965"), {"close 1001 bye"});
    fromServer("close with the longest reason", hex("887d0fa0") + text(123), {"close 4000 " + text(123)});
    fromClient("masked close", encodeClose(CloseCode::GoingAway, "bye", key), {"close 1001 bye"});
    fromServer("several", hex("810141 8900 820142 880203e8"), {"text A", "ping ", "binary B", "close 1000 "});
}

void TestFrame::readsValidBytes()
{
    QFETCH(bool, fromClient);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, events);
    const Role role = fromClient ? Role::Server : Role::Client;
    QCOMPARE(read(role, bytes, bytes.size()), events);
    QCOMPARE(read(role, bytes, 1), events);
    QCOMPARE(read(role, bytes, 3), events);
}

void TestFrame::refusesInvalidBytes_data()
{
    QTest::addColumn<bool>("fromClient");
    QTest::addColumn<QByteArray>("bytes"); // The last byte is the one that shows the fault.
    QTest::addColumn<QByteArrayList>("events");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &events,
                        bool fromClient = false) { QTest::newRow(name) << fromClient << bytes << events; };
    for (const char *first : {"c1", "a1", "91", "f1"})
        row(qPrintable(QStringLiteral("reserved bit, %1").arg(QLatin1String(first))), hex(first),
            {"violation 1002 reserved bit set"});
    for (const char *first : {"83", "84", "85", "86", "87", "8b", "8c", "8d", "8e", "8f", "03"})
        row(qPrintable(QStringLiteral("reserved opcode, %1").arg(QLatin1String(first))), hex(first),
            {"violation 1002 reserved opcode"});
    row("masked by a server", hex("8180"), {"violation 1002 frame masked"});
    row("masked control by a server", hex("8980"), {"violation 1002 frame masked"});
    row("not masked by a client", hex("8105"), {"violation 1002 frame not masked"}, true);
    row("control not masked by a client", hex("8800"), {"violation 1002 frame not masked"}, true);
    row("fragmented ping", hex("09"), {"violation 1002 fragmented control frame"});
    row("fragmented pong", hex("0a"), {"violation 1002 fragmented control frame"});
    row("fragmented close", hex("08"), {"violation 1002 fragmented control frame"});
    row("long ping", hex("897e"), {"violation 1002 control frame longer than 125 bytes"});
    row("very long pong", hex("8a7f"), {"violation 1002 control frame longer than 125 bytes"});
    row("long close", hex("88fe"), {"violation 1002 control frame longer than 125 bytes"}, true);
    row("continuation of nothing", hex("80"), {"violation 1002 continuation of nothing"});
    row("unfinished continuation of nothing", hex("00"), {"violation 1002 continuation of nothing"});
    row("continuation after the end", hex("010141 800142 80"), {"text AB", "violation 1002 continuation of nothing"});
    row("text inside a fragmented message", hex("010141 81"), {"violation 1002 new message inside a fragmented one"});
    row("binary inside a fragmented message", hex("0200 02"), {"violation 1002 new message inside a fragmented one"});
    row("125 in 16 bits", hex("817e007d"), {"violation 1002 length not in its shortest form"});
    row("0 in 16 bits", hex("827e0000"), {"violation 1002 length not in its shortest form"});
    row("125 in 16 bits, masked", hex("81fe007d"), {"violation 1002 length not in its shortest form"}, true);
    row("65535 in 64 bits", hex("817f000000000000ffff"), {"violation 1002 length not in its shortest form"});
    row("0 in 64 bits", hex("827f0000000000000000"), {"violation 1002 length not in its shortest form"});
    row("top bit of the length", hex("817f80"), {"violation 1002 length with the top bit set"});
    row("top bit of the length, masked", hex("82ffff"), {"violation 1002 length with the top bit set"}, true);
    row("too big", hex("827f0000000000100001"), {"violation 1009 message too big"});
    row("as big as can be", hex("827f7fffffffffffffff"), {"violation 1009 message too big"});
    row("close with half a code", hex("8801"), {"violation 1002 half a close code"});
    row("close with half a code, masked", hex("8881"), {"violation 1002 half a close code"}, true);
    row("close reason not UTF-8", hex("880403e8c328"), {"violation 1007 close reason is not UTF-8"});
    row("close reason ends inside a character", hex("880403e8e282"), {"violation 1007 close reason is not UTF-8"});
    row("text not UTF-8", hex("810a41ff"), {"violation 1007 text is not UTF-8"});
    row("surrogate in text", hex("810aeda0"), {"violation 1007 text is not UTF-8"});
    row("text not UTF-8 in a later fragment", hex("0102e282 007d41"), {"violation 1007 text is not UTF-8"});
    row("text ends inside a character", hex("8102e282"), {"violation 1007 text ends inside a character"});
    row("last fragment ends inside a character", hex("0101e2 800182"), {"violation 1007 text ends inside a character"});
    row("empty last fragment inside a character", hex("0101e2 8000"), {"violation 1007 text ends inside a character"});
    row("after a message", hex("810141 c1"), {"text A", "violation 1002 reserved bit set"});
}

void TestFrame::refusesInvalidBytes()
{
    QFETCH(bool, fromClient);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, events);
    const Role role = fromClient ? Role::Server : Role::Client;
    const QByteArray more = bytes + QByteArray(200, '\0');
    for (const QByteArray &input : {bytes, more}) {
        QCOMPARE(read(role, input, input.size()), events);
        QCOMPARE(read(role, input, 1), events);
        QCOMPARE(read(role, input, 7), events);
    }
}

void TestFrame::refusesAtTheFirstByteThatShowsIt()
{
    QFETCH(bool, fromClient);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, events);
    const Role role = fromClient ? Role::Server : Role::Client;
    events.removeLast();
    QCOMPARE(read(role, QByteArrayView(bytes).chopped(1), 1), events);
}

void TestFrame::requiresTheMaskOfTheRole()
{
    const QByteArray masked = encodeFrame(Opcode::Text, "x", key);
    const QByteArray unmasked = encodeFrame(Opcode::Text, "x");
    QCOMPARE(read(Role::Server, masked, 99), QByteArrayList{"text x"});
    QCOMPARE(read(Role::Client, unmasked, 99), QByteArrayList{"text x"});
    QCOMPARE(read(Role::Server, unmasked, 99), QByteArrayList{"violation 1002 frame not masked"});
    QCOMPARE(read(Role::Client, masked, 99), QByteArrayList{"violation 1002 frame masked"});
}

void TestFrame::enforcesTheLimit_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("events");
    const QByteArrayList tooBig{"violation 1009 message too big"};
    QTest::newRow("at the limit") << qint64{3} << hex("8103414243") << QByteArrayList{"text ABC"};
    QTest::newRow("one above") << qint64{3} << hex("8104") << tooBig;
    QTest::newRow("fragments at the limit") << qint64{3} << hex("01024142 800143") << QByteArrayList{"text ABC"};
    QTest::newRow("fragments one above") << qint64{3} << hex("01024142 8002") << tooBig;
    QTest::newRow("fragments below, then above") << qint64{3} << hex("010141 000142 0002") << tooBig;
    QTest::newRow("control frames do not count")
        << qint64{3} << hex("01024142 890548656c6c6f 800143") << QByteArrayList{"ping Hello", "text ABC"};
    QTest::newRow("each message counts anew")
        << qint64{3} << hex("8103414243 8103444546") << QByteArrayList{"text ABC", "text DEF"};
    QTest::newRow("nothing but empty") << qint64{0} << hex("8100 8101") << QByteArrayList{"text ", tooBig.first()};
    QTest::newRow("one byte above in 64 bits") << qint64{65535} << hex("827f0000000000010000") << tooBig;
}

void TestFrame::enforcesTheLimit()
{
    QFETCH(qint64, limit);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, events);
    QCOMPARE(read(Role::Client, bytes, bytes.size(), limit), events);
    QCOMPARE(read(Role::Client, bytes, 1, limit), events);
}

void TestFrame::acceptsEveryCloseCodeOfTheWireAndNoOther()
{
    for (int code = 0; code <= 0xFFFF; ++code) {
        const bool isValid =
            (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
        const QByteArray frame = hex("8802") + static_cast<char>(code >> 8) + static_cast<char>(code & 0xFF);
        const QByteArray expected =
            isValid ? "close " + QByteArray::number(code) + ' ' : QByteArray("violation 1002 invalid close code");
        if (read(Role::Client, frame, frame.size()) != QByteArrayList{expected})
            QFAIL(QByteArray::number(code).constData());
    }
}

void TestFrame::failsTextInTheMiddleOfAFrame()
{
    // Four bytes of a frame of 1 MiB, the last of them wrong: no need for the rest.
    const QByteArray start = hex("817f0000000000100000") + "abc\xC0";
    QCOMPARE(read(Role::Client, start, start.size()), QByteArrayList{"violation 1007 text is not UTF-8"});
}

void TestFrame::dropsWhatFollowsTheEnd_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("close") << hex("880203e8");
    QTest::newRow("close in a fragmented message") << hex("010141 8800");
    QTest::newRow("violation") << hex("83");
}

void TestFrame::dropsWhatFollowsTheEnd()
{
    QFETCH(QByteArray, end);
    FrameReader reader(Role::Client);
    const QByteArray bytes = end + hex("810141");
    QByteArrayView input(bytes);
    QVERIFY(!reader.isFinished());
    QVERIFY(reader.next(input));
    QVERIFY(reader.isFinished());
    QVERIFY(!reader.next(input));
    QVERIFY(input.isEmpty());
    input = bytes;
    QVERIFY(!reader.next(input));
    QVERIFY(input.isEmpty());
}

void TestFrame::needsNoHeapWhileIdle()
{
    std::vector<FrameReader> readers;
    readers.reserve(1000);
    const QByteArray pong = encodeFrame(Opcode::Pong, text(100), key);
    const QByteArray fragments =
        encodeFrame(Opcode::Text, text(100), key, false) + pong + encodeFrame(Opcode::Continuation, text(100), key);
    const size_t before = heapBytes();
    for (int i = 0; i < 1000; ++i) {
        readers.emplace_back(Role::Server);
        for (const QByteArray &bytes : {pong, fragments, pong.first(5)}) {
            QByteArrayView input(bytes);
            while (readers.back().next(input))
                ;
        }
        QVERIFY(readers.back().isInFrame());
    }
    QVERIFY2(heapBytes() < before + 4096, qPrintable(QString::number(heapBytes() - before)));
}

void TestFrame::makesRoomOnlyForWhatArrived_data()
{
    QTest::addColumn<QByteArray>("arrived");
    QTest::newRow("the header of 1 MiB") << hex("81ff000000000010000037fa213d");
    QTest::newRow("one byte of 1 MiB") << hex("81ff000000000010000037fa213d56");
    QTest::newRow("1 KiB of 1 MiB") << encodeFrame(Opcode::Text, text(1024 * 1024), key).first(1024);
    QTest::newRow("a ping, then the header of 1 MiB")
        << encodeFrame(Opcode::Ping, text(125), key) + hex("81ff000000000010000037fa213d");
}

void TestFrame::makesRoomOnlyForWhatArrived()
{
    QFETCH(QByteArray, arrived);
    FrameReader reader(Role::Server);
    const size_t before = heapBytes();
    for (qsizetype at = 0; at < arrived.size(); ++at) {
        QByteArrayView input = QByteArrayView(arrived).sliced(at, 1);
        reader.next(input);
    }
    QVERIFY(reader.isInFrame());
    QVERIFY2(heapBytes() < before + 16 * 1024, qPrintable(QString::number(heapBytes() - before)));
}

void TestFrame::handsItsMemoryOutWithTheMessage()
{
    FrameReader reader(Role::Server);
    const QByteArray frame = encodeFrame(Opcode::Text, text(1024 * 1024), key);
    const size_t before = heapBytes();
    QByteArrayView start = QByteArrayView(frame).chopped(1);
    QVERIFY(!reader.next(start));
    QVERIFY(heapBytes() > before + 1024 * 1024);
    QByteArrayView end = QByteArrayView(frame).last(1);
    QVERIFY(reader.next(end));
    QVERIFY2(heapBytes() < before + 4096, qPrintable(QString::number(heapBytes() - before)));
}

void TestFrame::givesTheSameEventsHoweverTheBytesAreSplit()
{
    constexpr quint32 seed = 20'240'607;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int i = 0; i < 100; ++i) {
        const Stream stream = randomStream(random);
        for (int split = 0; split < 100; ++split) {
            FrameReader reader(Role::Server);
            QByteArrayList lines;
            const qsizetype longest = 1 + below(random, split % 2 == 0 ? 16 : stream.bytes.size());
            for (qsizetype at = 0; at < stream.bytes.size();) {
                const qsizetype size = std::min(1 + below(random, longest), stream.bytes.size() - at);
                QByteArrayView piece = QByteArrayView(stream.bytes).sliced(at, size);
                at += size;
                while (const auto event = reader.next(piece))
                    lines += line(*event);
                QVERIFY(piece.isEmpty());
            }
            QCOMPARE(lines, stream.events);
        }
    }
}

void TestFrame::readsWhatItWrote_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {0, 1, 7, 8, 9, 124, 125, 126, 127, 65534, 65535, 65536, 1024 * 1024})
        QTest::addRow("%lld", static_cast<long long>(size)) << size;
}

void TestFrame::readsWhatItWrote()
{
    QFETCH(qsizetype, size);
    const QByteArray payload = text(size);
    for (const Role role : {Role::Server, Role::Client}) {
        const auto mask = role == Role::Server ? std::optional(key) : std::nullopt;
        for (const Opcode opcode : {Opcode::Text, Opcode::Binary}) {
            const QByteArray frame = encodeFrame(opcode, payload, mask);
            const qsizetype header = (size < 126 ? 2 : size < 65536 ? 4 : 10) + (mask ? 4 : 0);
            QCOMPARE(frame.size(), header + size);
            FrameReader reader(role);
            QByteArrayView input(frame);
            const auto event = reader.next(input);
            QVERIFY(event && std::holds_alternative<Message>(*event));
            QCOMPARE(std::get<Message>(*event).opcode, opcode);
            QVERIFY(std::get<Message>(*event).payload == payload);
            QVERIFY(input.isEmpty());
            QVERIFY(!reader.isFinished());
        }
    }
}

void TestFrame::writesTheExamplesOfTheStandard_data()
{
    // RFC 6455 section 5.7.
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("unmasked text") << encodeFrame(Opcode::Text, "Hello") << hex("810548656c6c6f");
    QTest::newRow("masked text") << encodeFrame(Opcode::Text, "Hello", key) << hex("818537fa213d7f9f4d5158");
    QTest::newRow("first fragment") << encodeFrame(Opcode::Text, "Hel", {}, false) << hex("010348656c");
    QTest::newRow("last fragment") << encodeFrame(Opcode::Continuation, "lo") << hex("80026c6f");
    QTest::newRow("ping") << encodeFrame(Opcode::Ping, "Hello") << hex("890548656c6c6f");
    QTest::newRow("masked pong") << encodeFrame(Opcode::Pong, "Hello", key) << hex("8a8537fa213d7f9f4d5158");
    QTest::newRow("256 bytes") << encodeFrame(Opcode::Binary, text(256)) << hex("827e0100") + text(256);
    QTest::newRow("64 KiB") << encodeFrame(Opcode::Binary, text(65536)) << hex("827f0000000000010000") + text(65536);
    QTest::newRow("close without a code") << encodeClose(CloseCode::NoStatus, "dropped") << hex("8800");
    QTest::newRow("close") << encodeClose(CloseCode::SlowReader) << hex("88020fa2");
    QTest::newRow("close with a reason") << encodeClose(CloseCode::Normal, "bye") << hex("880503e8627965");
}

void TestFrame::writesTheExamplesOfTheStandard()
{
    QFETCH(QByteArray, frame);
    QFETCH(QByteArray, bytes);
    QCOMPARE(frame, bytes);
}

void TestFrame::cutsCloseReasonsBetweenCharacters()
{
    for (int before = 118; before <= 126; ++before) {
        const QByteArray reason = text(before) + QByteArray("😀😀");
        const QByteArray frame = encodeClose(CloseCode::Normal, reason);
        QVERIFY(frame.size() <= 2 + 125);
        const QByteArrayList events = read(Role::Client, frame, frame.size());
        const qsizetype kept = before >= 123 ? 123 : before + (123 - before) / 4 * 4;
        QCOMPARE(events, QByteArrayList{"close 1000 " + reason.first(kept)});
    }
}

QTEST_APPLESS_MAIN(TestFrame)
#include "tst_frame.moc"
