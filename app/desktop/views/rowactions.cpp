// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/rowactions.h"

#include <QCoreApplication>

namespace crosstalk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RowActions)
};

} // namespace

QList<LocalActions::Spec> rowActions()
{
    return {
        {"copy", Words::tr("&Copy"), {QKeySequence::Copy}, Words::tr("Copy the selected lines or rows")},
        {"select",
         Words::tr("Select &all"),
         {QKeySequence::SelectAll},
         Words::tr("Select all lines or rows that are shown")},
        {"whole",
         Words::tr("Show the &whole message…"),
         {Qt::Key_Return, Qt::Key_Enter},
         Words::tr("Show all of the current message, to copy a part of it")},
        {"path",
         Words::tr("&Path of the message"),
         {Qt::Key_P},
         Words::tr("Show the path of the current message, hop by hop")},
        {"newest",
         Words::tr("Go to the &newest"),
         {QKeySequence::MoveToEndOfDocument},
         Words::tr("Show the newest line or row, and those to come")},
    };
}

QList<LocalActions::Spec> resendActions()
{
    return {
        {"again",
         Words::tr("Send a&gain"),
         {Qt::Key_R},
         Words::tr("Send the current line once more, which was not sent")},
        {"allagain",
         Words::tr("Send all unsent aga&in"),
         {Qt::SHIFT | Qt::Key_R},
         Words::tr("Send all lines of the chat once more that were not sent")},
    };
}

QList<LocalActions::Spec> sendActions()
{
    return {
        {"send", Words::tr("Send the &message"), {Qt::Key_Return}, Words::tr("Send what is written in the chat")},
        {"sendeach",
         Words::tr("Send each &line as a message"),
         {Qt::CTRL | Qt::SHIFT | Qt::Key_Return},
         Words::tr("Send each line of what is written in the chat as a message of its own")},
        {"sendall",
         Words::tr("Send from &all chats"),
         {Qt::CTRL | Qt::Key_Return},
         Words::tr("Send what is written in the chat from all chats at once")},
    };
}

} // namespace crosstalk
