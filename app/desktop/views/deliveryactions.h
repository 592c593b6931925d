// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What can be done with the delivery matrix: looked into, copied, saved, counted anew. The owner puts them into menus.

#include <QAction>
#include <QLabel>
#include <QObject>

namespace crosstalk {

class Bench;
class DeliveryView;

class DeliveryActions : public QObject
{
    Q_OBJECT
public:
    /// @param window for dialogs.
    DeliveryActions(DeliveryView *view, QWidget *window);

    /// Of the current cell.
    QAction *listMessages() const { return m_listMessages; }
    QAction *details() const { return m_details; }
    QAction *nextBad() const { return m_nextBad; }
    QAction *copy() const { return m_copy; }
    QAction *save() const { return m_save; }
    QAction *reset() const { return m_reset; }
    QAction *undoReset() const { return m_undoReset; }
    /// That bad cells are out of sight, with a way there, and since when the matrix counts, with a way back; for beside
    /// the matrix, which takes it over. Mostly empty.
    QLabel *note() const { return m_note; }

    void setBench(Bench *bench);
    /// As the theme changes.
    void refresh();

Q_SIGNALS:
    /// Of the current cell, which the view has told once more.
    void detailsRequested();
    /// To be shown before one of its cells is gone to.
    void matrixRequested();

private:
    void setUpNote();
    QString table(QChar separator) const;
    void chooseFile();
    void write(const QString &file, const QByteArray &csv);
    void goToNextBad();
    QString noteOfBad() const;
    QString noteOfReset() const;

    QWidget *m_window;
    DeliveryView *m_view;
    Bench *m_bench = nullptr;
    QAction *m_listMessages;
    QAction *m_details;
    QAction *m_nextBad;
    QAction *m_copy;
    QAction *m_save;
    QAction *m_reset;
    QAction *m_undoReset;
    QLabel *m_note;
};

} // namespace crosstalk
