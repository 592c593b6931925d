// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/messagemodel.h"
#include "app/desktop/models/messagequery.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace crosstalk {

/// Lets a reader put a MessageQuery together: a line to type into, and a list each for instances, people, room,
/// outcome.
class MessageFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit MessageFilterBar(QWidget *parent = nullptr);

    MessageQuery query() const;
    void setQuery(const MessageQuery &query);
    /// What there is to choose from; what is chosen stays.
    void setFacets(const MessageFacets &facets);
    /// How many rows are shown, of how many; and @p since when, for people, where the query says that.
    void setCounts(int shown, int all, const QString &since = {});
    void focusText();

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void queryChanged(const crosstalk::MessageQuery &query);
    /// By Enter or the arrow down in the line.
    void tableRequested();

private:
    /// In one row, or in two where there is no room.
    void arrange(bool isNarrow);
    QComboBox *makeList(const QString &all, const QString &accessibleName);
    void tell();

    QLineEdit *m_text;
    QComboBox *m_from;
    QComboBox *m_sender;
    QComboBox *m_to;
    QComboBox *m_receiver;
    QComboBox *m_room;
    QComboBox *m_class;
    QToolButton *m_reset;
    QLabel *m_counts;
    qint64 m_since = 0; ///< Of the query: nothing to be chosen here.
    QHBoxLayout *m_first;
    QHBoxLayout *m_second;
    bool m_isNarrow = true;
};

} // namespace crosstalk
