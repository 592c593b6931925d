// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/messagedialog.h"

#include "app/desktop/models/chatmodel.h"
#include "app/desktop/views/emoji.h"
#include "app/desktop/views/messagetext.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace crosstalk {

QString MessageDialog::describe(const ChatLine &line)
{
    QStringList parts;
    if (line.kind != ChatLine::Kind::Notice) {
        const QString from = line.from.isEmpty() ? tr("somebody") : shownName(line.from);
        parts << (line.via.name.isEmpty() ? from
                                          : tr("%1 on instance %2").arg(from, shownName(instanceWord(line.via))));
    }
    parts << line.at.toString(QStringLiteral("HH:mm:ss"));
    if (line.probe.n > 0)
        parts << tr("message %1").arg(line.probe.n);
    if (line.latency.count() > 0)
        parts << inWords(line.latency);
    if (const QString oddity = ChatModel::oddity(line); !oddity.isEmpty())
        parts << oddity;
    if (!line.mark.text.isEmpty())
        parts << line.mark.inFull();
    return parts.join(QStringLiteral(" · "));
}

MessageDialog::MessageDialog(const ChatLine &line, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(line.kind == ChatLine::Kind::Notice ? tr("Notice") : tr("Message"));
    auto *about = new QLabel(describe(line), this);
    about->setTextFormat(Qt::PlainText);
    about->setWordWrap(true);
    about->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    about->setAccessibleName(tr("About the message"));
    auto *text = new QPlainTextEdit(line.text, this);
    new EmojiHighlighter(text->document());
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(tr("Text of the message"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(about);
    layout->addWidget(text, 1);
    layout->addWidget(buttons);
    resize(520, 320);
    text->setFocus();
}

} // namespace crosstalk
