// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/scenariopanel.h"

#include "app/desktop/models/deliverymark.h"
#include "app/desktop/scenariorun.h"
#include "app/desktop/views/elidinglabel.h"
#include "app/desktop/views/fonts.h"
#include "app/desktop/views/markedtree.h"
#include "app/desktop/views/scenarioactions.h"
#include "app/desktop/views/verdictpill.h"

#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace crosstalk {

namespace {

QToolButton *makeButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setIconSize({16, 16});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

/// A list under its heading, as one of a splitter's parts.
QWidget *makeSection(const QString &heading, QWidget *list)
{
    auto *section = new QWidget;
    auto *layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(2);
    auto *label = new QLabel(heading, section);
    QFont font = smallFont(label->font());
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(10, 0, 0, 0);
    label->setBuddy(list);
    layout->addWidget(label);
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(4, 0, 0, 0);
    inset->addWidget(list);
    layout->addLayout(inset, 1);
    return section;
}

/// How many held.
QString outcomeWords(const Verdict &verdict)
{
    const auto count = [&verdict](Judgement judgement) {
        return std::count_if(verdict.invariants.begin(), verdict.invariants.end(),
                             [judgement](const InvariantVerdict &each) { return each.judgement == judgement; });
    };
    const auto all = verdict.invariants.size();
    if (const auto failed = count(Judgement::Fail); failed > 0)
        return ScenarioPanel::tr("%1 of %2 did not hold").arg(failed).arg(all);
    const auto unknown = count(Judgement::Unknown);
    if (verdict.interrupted || (unknown == 0 && !verdict.reason.isEmpty()))
        return verdict.reason;
    return unknown > 0 ? ScenarioPanel::tr("%1 of %2 could not be judged").arg(unknown).arg(all)
                       : ScenarioPanel::tr("everything held");
}

/// What goes on, in a few words.
QString stateWords(const ScenarioRun &run)
{
    using State = ScenarioRun::State;
    if (!run.mistakes().isEmpty())
        return run.mistakes().size() == 1 ? ScenarioPanel::tr("The file has a mistake")
                                          : ScenarioPanel::tr("The file has %1 mistakes").arg(run.mistakes().size());
    if (run.failure())
        return run.failure()->toString();
    if (run.report())
        return ScenarioPanel::tr("Ended after %1: %2")
            .arg(inWords(run.report()->duration), outcomeWords(run.report()->verdict));
    switch (run.state()) {
    case State::Starting:
        return ScenarioPanel::tr("Starting the broker, the instances and the clients…");
    case State::Running:
        return ScenarioPanel::tr("Running");
    case State::Paused:
        return ScenarioPanel::tr("Paused: no further step is taken");
    case State::Stopping:
        return ScenarioPanel::tr("Ending its processes…");
    case State::Idle:
    case State::Finished:
        break;
    }
    return ScenarioPanel::tr("Ready to run · claims %1").arg(run.scenario()->claims);
}

} // namespace

ScenarioPanel::ScenarioPanel(ScenarioActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_pill(new VerdictPill(this))
    , m_title(new ElidingLabel(this))
    , m_state(new QLabel(this))
    , m_mistakes(new MarkedTree(this))
    , m_lists(new QSplitter(Qt::Vertical, this))
    , m_steps(new MarkedTree(this))
    , m_verdicts(new MarkedTree(this))
    , m_notes(new MarkedTree(this))
{
    buildLists();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader(actions));
    m_mistakesSection = makeSection(tr("Mistakes"), m_mistakes);
    layout->addWidget(m_mistakesSection, 1);
    layout->addWidget(m_lists, 1);
    refresh();
}

ScenarioPanel::~ScenarioPanel()
{
    // Before the rows that they show.
    delete m_mistakes;
    delete m_notes;
}

QWidget *ScenarioPanel::buildHeader(ScenarioActions *actions)
{
    auto *header = new QWidget(this);
    auto *layout = new QVBoxLayout(header);
    // The icons of the buttons stand below the title's first letter.
    constexpr int ofButton = 6;
    layout->setContentsMargins(10 - ofButton, 8, 6, 4);
    layout->setSpacing(4);
    auto *first = new QHBoxLayout;
    first->setContentsMargins(ofButton, 0, 0, 0);
    m_title->setFont(titleFont(m_title->font()));
    first->addWidget(m_title, 1);
    first->addWidget(m_pill);
    first->addWidget(makeButton(actions->close(), header));
    layout->addLayout(first);
    m_state->setContentsMargins(ofButton, 0, 0, 0);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setAccessibleName(tr("State of the scenario"));
    layout->addWidget(m_state);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    for (QAction *action : {actions->run(), actions->hold(), actions->stop(), actions->reload(), actions->report()}) {
        QToolButton *button = makeButton(action, header);
        const bool isFirst = action == actions->run();
        button->setToolButtonStyle(isFirst || action == actions->report() ? Qt::ToolButtonTextBesideIcon
                                                                          : Qt::ToolButtonIconOnly);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout->addLayout(buttons);
    return header;
}

void ScenarioPanel::buildLists()
{
    m_mistakes->setModel(&m_mistakeRows);
    m_mistakes->setRootIsDecorated(false);
    m_mistakes->setAccessibleName(tr("Mistakes in the scenario's file"));
    m_steps->setAccessibleName(tr("Steps of the scenario"));
    m_verdicts->setAccessibleName(tr("What must hold, and whether it does"));
    m_lists->addWidget(makeSection(tr("Steps"), m_steps));
    m_lists->addWidget(makeSection(tr("What must hold"), m_verdicts));
    m_notes->setModel(&m_noteRows);
    m_notes->setAccessibleName(tr("What was told on the way"));
    m_notesSection = makeSection(tr("On the way"), m_notes);
    m_lists->addWidget(m_notesSection);
    m_lists->setStretchFactor(0, 4);
    m_lists->setStretchFactor(1, 4);
    m_lists->setStretchFactor(2, 1);
    m_lists->setChildrenCollapsible(false);
    connect(m_verdicts, &QAbstractItemView::clicked, this, &ScenarioPanel::choose);
    connect(m_verdicts, &QAbstractItemView::activated, this, &ScenarioPanel::choose);
}

void ScenarioPanel::setRun(ScenarioRun *run)
{
    if (m_run) {
        disconnect(m_run, nullptr, this, nullptr);
        disconnect(m_run->steps(), nullptr, this, nullptr);
        disconnect(m_run->verdicts(), nullptr, this, nullptr);
    }
    m_run = run;
    m_steps->setModel(run ? run->steps() : nullptr);
    m_verdicts->setModel(run ? run->verdicts() : nullptr);
    if (run) {
        connect(run, &ScenarioRun::changed, this, &ScenarioPanel::refresh);
        connect(run, &ScenarioRun::noted, this, &ScenarioPanel::addNote);
        connect(run->steps(), &QAbstractItemModel::dataChanged, this, &ScenarioPanel::followStep);
        connect(run->verdicts(), &QAbstractItemModel::rowsInserted, this, &ScenarioPanel::expandFailures);
        connect(run->verdicts(), &QAbstractItemModel::modelReset, this, &ScenarioPanel::expandFailures);
    }
    refresh();
}

void ScenarioPanel::focusSteps()
{
    if (m_run && m_run->report() && m_run->verdicts()->firstTrouble().isValid())
        return m_verdicts->setFocus(Qt::ShortcutFocusReason);
    QWidget *list = m_mistakes->isVisible() ? static_cast<QWidget *>(m_mistakes) : m_steps;
    list->setFocus(Qt::ShortcutFocusReason);
}

void ScenarioPanel::refresh()
{
    if (!m_run)
        return;
    m_title->setText(m_run->title());
    m_title->setToolTip(m_run->file());
    m_title->setAccessibleName(tr("Scenario %1").arg(m_run->title()));
    showMistakes();
    showState();
    m_steps->expandAll();
    showNotes();
    expandFailures();
    if (m_run->report())
        showTrouble();
}

void ScenarioPanel::showNotes()
{
    // A new run has told nothing yet.
    if (m_noteRows.rowCount() > m_run->notes().size())
        m_noteRows.clear();
    m_notesSection->setVisible(m_run->isRunning() || m_noteRows.rowCount() > 0);
}

void ScenarioPanel::addNote(const QString &text)
{
    auto *row = new QStandardItem(text);
    row->setToolTip(text);
    row->setData(QStringLiteral("·"), MarkedRow::MarkRole);
    row->setData(QVariant::fromValue(MarkedRow::Tone::Muted), MarkedRow::ToneRole);
    row->setData(QVariant::fromValue(MarkedRow::Weight::Normal), MarkedRow::WeightRole);
    m_noteRows.appendRow(row);
    m_notes->scrollToBottom();
}

/// Brings it into sight, and puts the keyboard's place there: on the example where there is one.
void ScenarioPanel::showTrouble()
{
    const QModelIndex trouble = m_run->verdicts()->firstTrouble();
    if (!trouble.isValid())
        return;
    const QModelIndex example = m_run->verdicts()->index(0, 0, trouble);
    m_verdicts->setCurrentIndex(example.isValid() ? example : trouble);
    m_verdicts->scrollTo(trouble, QAbstractItemView::PositionAtTop);
}

void ScenarioPanel::showMistakes()
{
    const auto &mistakes = m_run->mistakes();
    m_mistakeRows.clear();
    for (const ScenarioError &mistake : mistakes) {
        auto *row = new QStandardItem(mistake.what);
        row->setToolTip(mistake.toString());
        row->setData(mistake.toString(), Qt::AccessibleTextRole);
        row->setData(QStringLiteral("✗"), MarkedRow::MarkRole);
        row->setData(QVariant::fromValue(MarkedRow::Tone::Bad), MarkedRow::ToneRole);
        row->setData(QVariant::fromValue(MarkedRow::Weight::Normal), MarkedRow::WeightRole);
        if (mistake.line > 0)
            row->setData(tr("line %1, column %2").arg(mistake.line).arg(mistake.column), MarkedRow::DetailRole);
        m_mistakeRows.appendRow(row);
    }
    m_mistakesSection->setVisible(!mistakes.isEmpty());
    m_lists->setVisible(mistakes.isEmpty());
}

void ScenarioPanel::showState()
{
    m_state->setText(stateWords(*m_run));
    const auto &report = m_run->report();
    const bool isBad = m_run->failure() || !m_run->mistakes().isEmpty();
    m_pill->setVisible(report || m_run->isRunning() || m_run->failure());
    if (report)
        m_pill->show(report->verdict.judgement, false);
    else
        m_pill->show(Judgement::Unknown, !isBad);
}

void ScenarioPanel::followStep()
{
    if (const QModelIndex current = m_run->steps()->current(); current.isValid())
        m_steps->scrollTo(current);
}

/// What failed shows its counterexample; the others have nothing below them.
void ScenarioPanel::expandFailures()
{
    m_verdicts->expandAll();
}

void ScenarioPanel::choose(const QModelIndex &index)
{
    const auto probe = index.data(VerdictModel::ProbeRole).value<history::ProbeId>();
    if (probe.n > 0)
        Q_EMIT messageChosen(probe, index.data(VerdictModel::ReceiverRole).toString());
}

} // namespace crosstalk
