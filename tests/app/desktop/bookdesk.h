// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/messagebook.h"
#include "app/desktop/models/messagemodel.h"
#include "shared/ledger.h"

#include <QAbstractItemModelTester>

namespace crosstalk::test {

inline constexpr qint64 ms = 1'000'000;
inline constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

inline QString at(const char *word)
{
    return QString::fromLatin1(word);
}

/// A ledger and a book over the same history: alice on a, bob on b and carol on c, all in the lobby, with echo.
struct BookDesk
{
    explicit BookDesk(qsizetype limit = MessageModel::keptRows)
        : model(nullptr, limit)
        , tester(&model, fatal)
        , book(&model, [](const QString &name) {
            return InstanceTag{name, name.at(0).unicode() - 'a'};
        })
    {
        enter("alice", "a");
        enter("bob", "b");
        enter("carol", "c");
    }
    void play(const history::Event &event)
    {
        ledger.apply(event);
        book.apply(event, ledger);
    }
    void enter(const char *session, const char *instance)
    {
        play(history::Connected{now, at(session), at(instance)});
        play(history::Joined{now, at(session), at("lobby"), true});
    }
    static history::ProbeId probe(quint64 n) { return {at("alice"), at("lobby"), n}; }
    void send(quint64 n) { play(history::Sent{now, now, probe(n), true}); }
    void ack(quint64 n) { play(history::Acked{now, probe(n)}); }
    void receive(const char *session, quint64 n, bool isCorrupted = false)
    {
        play(history::Received{now, at(session), probe(n), isCorrupted});
    }
    void flush() { book.flush(now, ledger); }
    /// The row that has the moments of message @p n.
    MessageRow first(quint64 n) const { return book.rows(probe(n)).first(); }
    /// What became of message @p n for this session, in words; empty where there is no row of it.
    QString outcome(const char *session, quint64 n)
    {
        flush();
        const int row = model.rowOf(probe(n), at(session));
        return row < 0 ? QString() : model.index(row, MessageModel::ClassColumn).data().toString();
    }

    qint64 now = 0;
    Ledger ledger;
    MessageModel model;
    QAbstractItemModelTester tester;
    MessageBook book;
};

} // namespace crosstalk::test
