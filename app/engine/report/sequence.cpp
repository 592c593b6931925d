// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/sequence.h"

#include "app/engine/report/words.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace crosstalk {

namespace {

using Kind = Moment::Kind;

/// From left to right: the way of a message.
enum Lane { Sender, SenderInstance, Broker, ReceiverInstance, Receiver, lanes };

struct Geometry
{
    bool isWide = true;
    double width = 740;
    double head = 66;       ///< Height of the names.
    double row = 32;        ///< Height of a moment.
    double line = 20;       ///< Within it, where the arrow is.
    double first = 132;     ///< Where the first lane is.
    double step = 136;      ///< From lane to lane.
    qsizetype letters = 17; ///< That fit over a lane.
    qsizetype words = 80;   ///< That fit in a row.

    static Geometry of(bool isWide) { return isWide ? Geometry() : Geometry{false, 340, 66, 44, 30, 34, 68, 9, 44}; }
    double x(int lane) const { return first + step * lane; }
};

QString shortened(const QString &text, qsizetype letters)
{
    return text.size() <= letters ? text : text.left(letters - 1) + QChar(0x2026);
}

/// What one row shows.
struct Row
{
    enum class Style { Arrow, Reply, Link, Lost, Note, Fault, Healed, Pause };
    Style style = Style::Note;
    int from = Sender;
    int to = Sender;
    QString time;
    QString text;
    bool isOwn = false; ///< Of the very message.
};

/// Turns moments into rows.
class Rows
{
public:
    explicit Rows(const Counterexample &example)
        : m_example(example)
    {
        const auto &around = example.around;
        // It is the way that the message did not go that explains a loss: shown after the last that is known of it.
        qsizetype last = around.isEmpty() ? -1 : around.size() - 1;
        for (qsizetype i = around.size() - 1; i >= 0; --i) {
            if (around[i].isOfCounterexample) {
                last = i;
                break;
            }
        }
        std::optional<qint64> before;
        for (qsizetype i = 0; i < around.size(); ++i) {
            if (before && around[i].at - *before >= 1'000'000'000)
                m_rows.append(
                    {Row::Style::Pause,
                     Sender,
                     Receiver,
                     {},
                     durationText(std::chrono::nanoseconds(around[i].at - *before)) + QStringLiteral(" later"),
                     false});
            before = around[i].at;
            const qsizetype others = othersFrom(i);
            m_rows.append(others > 1 ? othersRow(i, others) : rowOf(around[i]));
            i += std::max<qsizetype>(others, 1) - 1;
            if (i == last && isLoss())
                m_rows.append(lossRow());
        }
        if (around.isEmpty() && isLoss())
            m_rows.append(lossRow());
    }

    const QList<Row> &all() const { return m_rows; }

private:
    bool isLoss() const { return !m_example.receivedAt && m_example.probe.n > 0 && !m_example.receiver.isEmpty(); }

    /// How many moments from this one on are receipts of one message by sessions that have no lane.
    qsizetype othersFrom(qsizetype first) const
    {
        const auto &around = m_example.around;
        const auto isAnother = [&](const Moment &moment) {
            return moment.kind == Kind::Received && moment.probe == around[first].probe && laneOf(moment) == lanes;
        };
        return std::find_if_not(around.begin() + first, around.end(), isAnother) - (around.begin() + first);
    }
    Row othersRow(qsizetype first, qsizetype count) const
    {
        const Moment &moment = m_example.around[first];
        return {Row::Style::Note,
                Sender,
                Receiver,
                timeText(moment.at),
                QStringLiteral("%1 and %2 more receive %3").arg(moment.session).arg(count - 1).arg(label(moment.probe)),
                moment.isOfCounterexample};
    }

    Row lossRow() const
    {
        const bool wasPublished = m_example.attribution == QLatin1String("published, not delivered");
        const bool isAttributed = !m_example.attribution.isEmpty();
        return {Row::Style::Lost,
                wasPublished ? Broker : SenderInstance,
                isAttributed && !wasPublished ? Broker : Receiver,
                {},
                QStringLiteral("#%1 %2")
                    .arg(m_example.probe.n)
                    .arg(isAttributed && !wasPublished ? QStringLiteral("never published")
                                                       : QStringLiteral("never arrived")),
                true};
    }

    /// The sender's own copy is received on the right.
    int laneOf(const Moment &moment) const
    {
        const bool isReceived = moment.kind == Kind::Received;
        if (moment.session == m_example.receiver && (isReceived || moment.session != m_example.probe.session))
            return Receiver;
        return moment.session == m_example.probe.session ? Sender : lanes;
    }

    /// "#17", and whose and where, unless it is the counterexample's.
    QString label(const history::ProbeId &probe) const
    {
        QString text = QStringLiteral("#%1").arg(probe.n);
        if (probe.session != m_example.probe.session)
            text.prepend(probe.session + QStringLiteral("'s "));
        if (probe.room != m_example.probe.room)
            text += QStringLiteral(" in ") + probe.room;
        return text;
    }

    Row rowOf(const Moment &moment) const
    {
        Row row{Row::Style::Note, Sender, Receiver, timeText(moment.at), describe(moment), moment.isOfCounterexample};
        const auto is = [&row](Row::Style style, int from, int to, const QString &text) {
            row.style = style;
            row.from = from;
            row.to = to;
            row.text = text;
            return row;
        };
        if (moment.kind == Kind::Began || moment.kind == Kind::Healed) {
            row.style = moment.kind == Kind::Began ? Row::Style::Fault : Row::Style::Healed;
            return row;
        }
        const QString number = label(moment.probe);
        if (moment.kind == Kind::Tapped)
            return is(Row::Style::Arrow, SenderInstance, Broker, number);
        const int lane = laneOf(moment);
        if (lane == lanes)
            return row;
        const int own = lane == Sender ? SenderInstance : ReceiverInstance;
        switch (moment.kind) {
        case Kind::Sent:
            return is(Row::Style::Arrow, lane, own, number);
        case Kind::Acked:
            return is(Row::Style::Reply, own, lane, number + QStringLiteral(" taken"));
        case Kind::Refused:
            return is(Row::Style::Reply, own, lane, number + QStringLiteral(" refused"));
        case Kind::Received:
            return is(Row::Style::Arrow, Broker, lane, number);
        case Kind::Joined:
            return is(Row::Style::Link, lane, own, QStringLiteral("joins ") + moment.probe.room);
        case Kind::Left:
            return is(Row::Style::Link, lane, own, QStringLiteral("leaves ") + moment.probe.room);
        case Kind::Connected:
            return is(Row::Style::Link, lane, own, QStringLiteral("connects"));
        case Kind::Disconnected:
            return is(Row::Style::Link, lane, own, QStringLiteral("link breaks"));
        default:
            return row;
        }
    }

    const Counterexample &m_example;
    QList<Row> m_rows;
};

/// Draws rows for one width of screen.
class Drawing
{
public:
    Drawing(Markup &page, const Counterexample &example, const InstanceColours &instances, const QList<Row> &rows,
            bool isWide)
        : m_page(page)
        , m_example(example)
        , m_instances(instances)
        , m_rows(rows)
        , m_size(Geometry::of(isWide))
        , m_height(m_size.head + m_size.row * double(rows.size()) + 14)
    {}

    void write()
    {
        const QString titleId = m_page.uniqueId(QStringLiteral("t"));
        m_page.open("svg", {{"class", m_size.isWide ? QStringLiteral("wide") : QStringLiteral("narrow")},
                            {"viewBox", QStringLiteral("0 0 %1 %2").arg(px(m_size.width), px(m_height))},
                            {"role", QStringLiteral("img")},
                            {"aria-labelledby", titleId}});
        m_page.leaf("title", QStringLiteral("Sequence diagram: ") + m_example.what, {{"id", titleId}});
        writeFaults();
        writeLanes();
        for (qsizetype i = 0; i < m_rows.size(); ++i)
            writeRow(m_rows[i], m_size.head + m_size.row * double(i));
        m_page.close();
        m_page.breakLine();
    }

private:
    /// Shaded from the row that began it to the one that healed it; from the top or to the bottom where that is not in
    /// sight.
    void writeFaults()
    {
        const double end = m_height - 6;
        std::optional<double> from;
        const bool beganBefore =
            std::none_of(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.style == Row::Style::Fault; }) &&
            !m_example.faults.isEmpty();
        if (beganBefore)
            from = m_size.head;
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            const double y = m_size.head + m_size.row * double(i) + m_size.line;
            if (m_rows[i].style == Row::Style::Healed) {
                shade(from.value_or(m_size.head), y);
                from.reset();
            } else if (m_rows[i].style == Row::Style::Fault && !from) {
                from = y;
            }
        }
        if (from)
            shade(*from, end);
    }
    void shade(double from, double to)
    {
        m_page.empty("rect", {{"class", QStringLiteral("band")},
                              {"x", px(m_size.x(Sender) - 20)},
                              {"y", px(from)},
                              {"width", px(m_size.x(Receiver) - m_size.x(Sender) + 40)},
                              {"height", px(std::max(to - from, 1.0))}});
    }

    void writeLanes()
    {
        for (int lane = Sender; lane < lanes; ++lane) {
            const bool isInstance = lane == SenderInstance || lane == ReceiverInstance;
            const QString &instance = lane == SenderInstance ? m_example.fromInstance : m_example.toInstance;
            m_page.empty("line", {{"class", isInstance ? QStringLiteral("life ") + m_instances.colourClass(instance)
                                                       : QStringLiteral("life")},
                                  {"x1", px(m_size.x(lane))},
                                  {"x2", px(m_size.x(lane))},
                                  {"y1", px(m_size.head - 8)},
                                  {"y2", px(m_height - 6)}});
        }
        writeSession(Sender, m_example.probe.session, QStringLiteral("sends"));
        writeInstance(SenderInstance, m_example.fromInstance);
        writeName(Broker, QStringLiteral("broker"), QStringLiteral("name"), 44);
        writeInstance(ReceiverInstance, m_example.toInstance);
        writeSession(Receiver, m_example.receiver, QStringLiteral("receives"));
    }
    void writeSession(int lane, const QString &session, const QString &role)
    {
        writeName(lane, role, QStringLiteral("role"), 22);
        writeName(lane, session.isEmpty() ? QStringLiteral("nobody") : session, QStringLiteral("name strong"), 44);
    }
    void writeInstance(int lane, const QString &instance)
    {
        if (instance.isEmpty()) {
            writeName(lane, QStringLiteral("instance?"), QStringLiteral("role"), 44);
            return;
        }
        const double x = m_size.x(lane);
        m_page.empty("circle", {{"class", QStringLiteral("plate ") + m_instances.colourClass(instance)},
                                {"cx", px(x)},
                                {"cy", QStringLiteral("17")},
                                {"r", QStringLiteral("13")}});
        m_page.leaf("text", InstanceColours::letter(instance),
                    {{"class", QStringLiteral("on middle")}, {"x", px(x)}, {"y", QStringLiteral("21.5")}});
        writeName(lane, instance, QStringLiteral("name"), 44);
    }
    void writeName(int lane, const QString &name, const QString &style, double y)
    {
        m_page.leaf("text", shortened(name, m_size.letters),
                    {{"class", style + QStringLiteral(" middle")}, {"x", px(m_size.x(lane))}, {"y", px(y)}});
    }

    void writeRow(const Row &row, double top)
    {
        const double y = top + m_size.line;
        const bool isArrow = row.style == Row::Style::Arrow || row.style == Row::Style::Reply ||
                             row.style == Row::Style::Link || row.style == Row::Style::Lost;
        if (isArrow)
            writeArrow(row, y);
        writeTexts(row, top, isArrow);
    }

    /// Wide: the time in a column of its own, the text over its arrow. Narrow: both in a line above.
    void writeTexts(const Row &row, double top, bool isArrow)
    {
        QString style = row.isOwn ? QStringLiteral("label strong") : QStringLiteral("label");
        if (row.style == Row::Style::Lost)
            style += QStringLiteral(" wrong");
        if (row.style == Row::Style::Fault || row.style == Row::Style::Healed)
            style += QStringLiteral(" strong");
        if (!m_size.isWide) {
            m_page.open("text", {{"class", style}, {"x", QStringLiteral("2")}, {"y", px(top + m_size.line - 12)}});
            if (!row.time.isEmpty())
                m_page.leaf("tspan", row.time + QStringLiteral("  "), {{"class", QStringLiteral("time")}});
            m_page.text(shortened(row.text, m_size.words));
            m_page.close();
            return;
        }
        const double y = top + m_size.line;
        if (!row.time.isEmpty())
            m_page.leaf("text", row.time,
                        {{"class", QStringLiteral("time end")}, {"x", px(m_size.x(Sender) - 40)}, {"y", px(y + 4)}});
        // Over an arrow there is no more room than it is long, and a little.
        const qsizetype words = isArrow ? qsizetype(m_size.step * std::abs(row.to - row.from) / 7) + 3 : m_size.words;
        const double middle = (m_size.x(row.from) + m_size.x(row.to)) / 2;
        m_page.leaf(
            "text", shortened(row.text, words),
            {{"class", style + QStringLiteral(" middle")}, {"x", px(middle)}, {"y", px(isArrow ? y - 6 : y + 4)}});
    }

    void writeArrow(const Row &row, double y)
    {
        QString style = QStringLiteral("way");
        if (row.isOwn)
            style += QStringLiteral(" own");
        if (row.style == Row::Style::Reply || row.style == Row::Style::Link)
            style += QStringLiteral(" dashed");
        if (row.style == Row::Style::Lost)
            style += QStringLiteral(" dashed wrong");
        const double from = m_size.x(row.from);
        // A message that does not arrive gets no further than half the last stretch.
        const double whole = m_size.x(row.to);
        const double to = row.style == Row::Style::Lost ? whole - m_size.step / 2 : whole;
        const double forward = to > from ? 1 : -1;
        m_page.empty("path", {{"class", style}, {"d", QStringLiteral("M%1 %2H%3").arg(px(from), px(y), px(to))}});
        const bool isCut = row.style == Row::Style::Lost || row.text == QLatin1String("link breaks");
        if (isCut) {
            const double x = row.style == Row::Style::Lost ? to : (from + to) / 2;
            m_page.empty("path", {{"class", QStringLiteral("way own wrong")},
                                  {"d", QStringLiteral("M%1 %2l12 12m0 -12l-12 12").arg(px(x - 6), px(y - 6))}});
        } else {
            m_page.empty("path", {{"class", style + QStringLiteral(" tip")},
                                  {"d", QStringLiteral("M%1 %2l%3 -4.5v9z").arg(px(to), px(y), px(-9 * forward))}});
        }
        // Where it passes an instance on its way.
        for (int lane = std::min(row.from, row.to) + 1; lane < std::max(row.from, row.to); ++lane) {
            if (row.style != Row::Style::Lost)
                m_page.empty("circle", {{"class", QStringLiteral("via")},
                                        {"cx", px(m_size.x(lane))},
                                        {"cy", px(y)},
                                        {"r", QStringLiteral("3")}});
        }
    }

    Markup &m_page;
    const Counterexample &m_example;
    const InstanceColours &m_instances;
    const QList<Row> &m_rows;
    Geometry m_size;
    double m_height;
};

} // namespace

void writeSequence(Markup &page, const Counterexample &example, const InstanceColours &instances)
{
    const Rows rows(example);
    for (const bool isWide : {true, false})
        Drawing(page, example, instances, rows.all(), isWide).write();
}

} // namespace crosstalk
