// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/messagequery.h"

#include "app/desktop/models/messagemodel.h"

#include <algorithm>

namespace crosstalk {

namespace {

bool hasWord(const MessageRow &row, const MessageModel &model, QStringView word)
{
    const auto has = [word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
    return has(row.text) || has(row.probe.session) || has(row.receiver) || has(row.probe.room) ||
           QString::number(row.probe.n) == word || has(MessageModel::words(row)) || has(model.reasonOf(row));
}

} // namespace

bool MessageQuery::matches(const MessageRow &row, const MessageModel &model) const
{
    const auto isWanted = [](const QString &wanted, const QString &actual) {
        return wanted.isEmpty() || wanted == actual;
    };
    if (row.at < since || !(row.classes & classes) || !isWanted(from, row.from.name) || !isWanted(to, row.to.name) ||
        !isWanted(sender, row.probe.session) || !isWanted(receiver, row.receiver))
        return false;
    if (room && *room != row.probe.room)
        return false;
    if (text.isEmpty())
        return true;
    const auto list = QStringView(text).split(u' ', Qt::SkipEmptyParts);
    return std::all_of(list.begin(), list.end(), [&](QStringView word) { return hasWord(row, model, word); });
}

} // namespace crosstalk
