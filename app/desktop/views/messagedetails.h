// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One message: its text and its path, live while it is under way. What has been shown stays, even where the bench keeps
// the message no longer.

#include "app/desktop/models/pathmodel.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace crosstalk {

class Bench;
class PathView;

class MessageDetails : public QWidget
{
    Q_OBJECT
public:
    explicit MessageDetails(QWidget *parent = nullptr);
    ~MessageDetails() override;

    /// Where messages come from; it must outlive its being shown. Forgets the message before.
    void setBench(const Bench *bench);
    /// @p receiver whose hop is to be pointed at; empty for none.
    void show(const history::ProbeId &probe, const QString &receiver);
    const history::ProbeId &probe() const { return m_probe; }
    PathView *path() const { return m_view; }
    QString plainText() const { return m_path.plainText(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refreshSoon();
    void refresh();
    void point();

    const Bench *m_bench = nullptr;
    history::ProbeId m_probe;
    QString m_receiver;
    PathModel m_path;
    QLabel *m_text;
    QLabel *m_summary;
    QLabel *m_note;
    PathView *m_view;
    QTimer m_refresh;
};

} // namespace crosstalk
