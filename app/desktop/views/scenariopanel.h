// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// An open scenario: its steps and how far they have got, what was told on the way, and what it came to. Where its file
// could not be read, the mistakes.

#include "shared/history.h"

#include <QStandardItemModel>
#include <QWidget>

class QLabel;
class QSplitter;

namespace crosstalk {

class ElidingLabel;
class MarkedTree;
class ScenarioActions;
class ScenarioRun;
class VerdictPill;

class ScenarioPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ScenarioPanel(ScenarioActions *actions, QWidget *parent = nullptr);
    ~ScenarioPanel() override;

    /// Null for none.
    void setRun(ScenarioRun *run);
    /// To its steps; to what did not hold, once it has ended.
    void focusSteps();

Q_SIGNALS:
    /// By a click or Enter on a counterexample, or on a moment around it. @p receiver may be empty.
    void messageChosen(const crosstalk::history::ProbeId &probe, const QString &receiver);

private:
    QWidget *buildHeader(ScenarioActions *actions);
    void buildLists();
    void refresh();
    void showMistakes();
    void showState();
    void showNotes();
    void addNote(const QString &text);
    void showTrouble();
    void followStep();
    void expandFailures();
    void choose(const QModelIndex &index);

    ScenarioRun *m_run = nullptr;
    VerdictPill *m_pill;
    ElidingLabel *m_title;
    QLabel *m_state;
    QStandardItemModel m_mistakeRows;
    MarkedTree *m_mistakes;
    QWidget *m_mistakesSection = nullptr;
    QSplitter *m_lists;
    MarkedTree *m_steps;
    MarkedTree *m_verdicts;
    QStandardItemModel m_noteRows;
    MarkedTree *m_notes;
    QWidget *m_notesSection = nullptr; ///< Only where there is something to be told.
};

} // namespace crosstalk
