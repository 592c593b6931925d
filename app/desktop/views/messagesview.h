// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The messages, one row for each receiver, with their filter. Follows the newest unless the reader has scrolled away.

#include "app/desktop/models/messagefilter.h"

#include <QPointer>
#include <QWidget>

namespace crosstalk {

class MessageFilterBar;
class MessageModel;
class TailTable;

class MessagesView : public QWidget
{
    Q_OBJECT
public:
    explicit MessagesView(QWidget *parent = nullptr);
    ~MessagesView() override;

    void setMessages(MessageModel *model);
    void setQuery(const MessageQuery &query);
    /// Selects the row of this probe and @p receiver, with what was around it; where it is gone, shows what is left.
    void showMessage(const history::ProbeId &probe, const QString &receiver);
    void focusFilter();
    /// Takes the keyboard to the newest row, as soon as there is one.
    void focusNewest();
    /// Signals once more what is selected, where the keyboard is among the messages.
    void tellSelected();

Q_SIGNALS:
    /// By the mouse or the keyboard.
    void messageSelected(const crosstalk::history::ProbeId &probe, const QString &receiver);
    /// By Enter or a double click.
    void pathRequested(const crosstalk::history::ProbeId &probe, const QString &receiver);

private:
    void addPathAction();
    void select(const QModelIndex &source);
    void showPathOf(const QModelIndex &index);
    void showCounts();
    void showEmptyWords(bool areSomeGone);

    QPointer<MessageModel> m_model;
    MessageFilter m_filtered;
    MessageFilterBar *m_bar;
    TailTable *m_table;
};

} // namespace crosstalk
