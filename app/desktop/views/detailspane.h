// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What is known of what was selected last: a message with its path, the broker or an instance, a cell of the matrix.
// Live while it is shown.

#include "app/desktop/models/logtail.h"
#include "app/desktop/models/pathmodel.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QToolButton;

namespace crosstalk {

class BadgeLabel;
class Bench;
class ElidingLabel;
class FactsView;
class MessageDetails;

class DetailsPane : public QWidget
{
    Q_OBJECT
public:
    explicit DetailsPane(QWidget *parent = nullptr);
    ~DetailsPane() override;

    /// Another is shown: nothing of it is selected. It must outlive its being shown.
    void setBench(Bench *bench);
    /// @p receiver may be empty.
    void showMessage(const history::ProbeId &probe, const QString &receiver);
    /// @p name of an instance; "broker".
    void showService(const QString &name);
    /// From the senders on one instance to the receivers on another.
    void showCell(const QString &from, const QString &to);
    /// Moves the keyboard to what is shown.
    void focusContent();
    /// For the clipboard; empty where nothing is shown.
    QString plainText() const;

Q_SIGNALS:
    void closeRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum class Subject { Nothing, Message, Service, Cell };

    QWidget *buildHeader();
    QToolButton *makeButton(const char *iconName, const QString &name, const QString &toolTip);
    void show(Subject subject, const QString &title);
    void refreshSoon();
    void refresh();
    void refreshService();
    void refreshCell();

    Bench *m_bench = nullptr;
    Subject m_subject = Subject::Nothing;
    QString m_service;
    InstanceTag m_from;
    InstanceTag m_to;
    LogTail m_log;
    QTimer m_refresh;
    QTimer m_tick; ///< While it is seen.
    ElidingLabel *m_title;
    BadgeLabel *m_badge;
    BadgeLabel *m_otherBadge;
    QToolButton *m_copy;
    QLabel *m_nothing;
    MessageDetails *m_message;
    FactsView *m_facts;
    QStackedWidget *m_pages;
};

} // namespace crosstalk
