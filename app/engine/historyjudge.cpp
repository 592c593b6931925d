// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/historyjudge.h"

#include "app/engine/report/words.h"

#include <algorithm>

namespace crosstalk {

namespace {

/// What parse() takes at most; a longer line is not collected to its end first.
constexpr qsizetype lineBytesAtMost = 1024 * 1024;

/// Who writes from several threads may have neighbours in the wrong order. What is farther apart has been put together
/// wrongly.
constexpr qint64 disorderAtMost = 1'000'000'000;
constexpr size_t waitingAtMost = 20'000;

bool isBlank(QByteArrayView line)
{
    return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

} // namespace

tl::unexpected<Error> HistoryJudge::wrong(const Error &error) const
{
    return fail(QStringLiteral("Line %1: %2").arg(m_lines).arg(error.what), error.hint);
}

Result<void> HistoryJudge::feed(QByteArrayView bytes)
{
    while (!bytes.empty()) {
        const qsizetype end = bytes.indexOf('\n');
        if (m_rest.size() + (end < 0 ? bytes.size() : end) > lineBytesAtMost) {
            ++m_lines;
            return wrong({QStringLiteral("The line is longer than 1 MiB"), {}});
        }
        if (end < 0) {
            m_rest.append(bytes.data(), bytes.size());
            break;
        }
        Result<void> taken;
        if (m_rest.isEmpty()) {
            taken = take(bytes.first(end));
        } else {
            m_rest.append(bytes.data(), end);
            taken = take(m_rest);
            m_rest.clear();
        }
        if (!taken)
            return taken;
        bytes = bytes.sliced(end + 1);
    }
    return {};
}

Result<void> HistoryJudge::finish()
{
    const QByteArray rest = std::exchange(m_rest, {});
    if (!isBlank(rest)) {
        // A first line that is torn says nothing about what is to be judged: that is an error like any other.
        m_isTorn = m_judge && !history::parse(rest);
        if (auto taken = m_isTorn ? Result<void>() : take(rest); !taken)
            return taken;
    }
    while (!m_waiting.empty())
        applyFirst();
    if (!m_judge)
        return fail(QStringLiteral("There is nothing in it"), QStringLiteral("A history begins with a “run” event"));
    return {};
}

Result<void> HistoryJudge::take(QByteArrayView line)
{
    ++m_lines;
    if (isBlank(line))
        return {};
    if (!m_judge)
        return begin(line);
    const auto event = history::parse(line);
    if (!event)
        return wrong(event.error());
    if (std::holds_alternative<history::Run>(*event))
        return wrong({QStringLiteral("Another run begins"), QStringLiteral("A file holds one; judge them one by one")});
    if (std::exchange(m_isSettled, m_isSettled || std::holds_alternative<history::Settled>(*event)))
        return wrong({QStringLiteral("Something follows the “settled” event"),
                      QStringLiteral("It is the end: write it last, once")});
    if (const auto *expected = std::get_if<history::Expected>(&*event)) {
        for (const QJsonValue &value : expected->invariants) {
            if (const auto invariant = parseInvariant(value); !invariant)
                return wrong(invariant.error());
        }
    }
    return queue(*event);
}

Result<void> HistoryJudge::queue(const history::Event &event)
{
    const qint64 at = history::timeOf(event);
    if (at < m_appliedAt)
        return wrong({QStringLiteral("It happened at %1, but what happened at %2 stands too far before it")
                          .arg(timeText(at), timeText(m_appliedAt)),
                      QStringLiteral("Events have to be in the order of their times, give or take a second")});
    const auto place = std::upper_bound(m_waiting.begin(), m_waiting.end(), at,
                                        [](qint64 time, const auto &each) { return time < history::timeOf(each); });
    m_waiting.insert(place, event);
    const qint64 latest = history::timeOf(m_waiting.back());
    while (m_waiting.size() > waitingAtMost || history::timeOf(m_waiting.front()) < latest - disorderAtMost)
        applyFirst();
    return {};
}

void HistoryJudge::applyFirst()
{
    m_appliedAt = history::timeOf(m_waiting.front());
    m_judge->apply(m_waiting.front());
    m_waiting.pop_front();
}

Result<void> HistoryJudge::begin(QByteArrayView line)
{
    const auto event = history::parse(line);
    if (!event)
        return wrong(event.error());
    const auto *run = std::get_if<history::Run>(&*event);
    if (!run)
        return wrong({QStringLiteral("A history begins with a “run” event, but this is another"),
                      QStringLiteral("Write what is claimed and what is to be judged into the first line")});
    auto rules = Judge::rulesOf(*run);
    if (!rules)
        return wrong(rules.error());
    m_run = run->run;
    m_judge = std::make_unique<Judge>(*std::move(rules));
    return {};
}

Verdict HistoryJudge::verdict() const
{
    return m_judge ? m_judge->verdict() : Verdict();
}

} // namespace crosstalk
