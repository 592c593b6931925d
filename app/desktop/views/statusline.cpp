// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/views/statusline.h"

#include "app/desktop/models/deliverymark.h"
#include "app/desktop/palette.h"
#include "app/desktop/views/elidinglabel.h"
#include "app/desktop/views/verdictpill.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMessageBox>

namespace crosstalk {

namespace {

constexpr int leastSummary = 36; ///< Letters.
constexpr int gap = 12;          ///< Between summary and figures.

} // namespace

StatusLine::StatusLine(QObject *parent)
    : QObject(parent)
    , m_pill(new VerdictPill)
    , m_summary(new ElidingLabel)
    , m_figures(new ElidingLabel)
{
    m_summary->setAccessibleName(tr("Summary of the run"));
    m_figures->setAccessibleName(tr("Figures of the run"));
    m_figures->setObjectName(QStringLiteral("figures"));
    m_figures->setContentsMargins(0, 0, 10, 0);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_summary->installEventFilter(this);
    refresh();
}

QWidget *StatusLine::pill() const
{
    return m_pill;
}

QLabel *StatusLine::summary() const
{
    return m_summary;
}

QLabel *StatusLine::figures() const
{
    return m_figures;
}

bool StatusLine::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
        shareRoom();
        break;
    case QEvent::Resize:
        shareRoom();
        showWhetherCut();
        break;
    case QEvent::MouseButtonRelease:
        if (m_summary->isCut())
            showWhole();
        break;
    case QEvent::KeyPress:
        if (const int key = static_cast<QKeyEvent *>(event)->key();
            key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) {
            showWhole();
            return true;
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

/// The figures have what they need, but never so much that a tip, or the beginning of the summary, cannot be read.
void StatusLine::shareRoom()
{
    const QFontMetrics metrics = m_summary->fontMetrics();
    const int whole = metrics.horizontalAdvance(m_summary->text());
    const int wanted = m_tip.isEmpty() ? qMin(whole, metrics.averageCharWidth() * leastSummary) : whole;
    const int room = m_figures->geometry().right() - m_summary->geometry().left() - gap;
    m_figures->setMaximumWidth(qMax(m_figures->minimumSizeHint().width(), room - wanted));
}

/// Only then is there something to be opened.
void StatusLine::showWhetherCut()
{
    const bool isCut = m_summary->isCut();
    m_summary->setFocusPolicy(isCut ? Qt::TabFocus : Qt::NoFocus);
    if (isCut)
        m_summary->setCursor(Qt::PointingHandCursor);
    else
        m_summary->unsetCursor();
}

void StatusLine::showWhole()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Summary of the run"), summaryText(), QMessageBox::Close,
                                m_summary->window());
    box->setTextFormat(Qt::PlainText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void StatusLine::showTotals(const DeliveryTotals &totals)
{
    m_totals = totals;
    refresh();
}

void StatusLine::showVerdict(const RunningVerdict &verdict)
{
    m_verdict = verdict;
    refresh();
}

void StatusLine::showTip(const QString &tip)
{
    m_tip = tip;
    refresh();
}

QString StatusLine::summaryText() const
{
    const auto number = [](quint64 value) { return QLocale().toString(value); };
    if (!m_verdict.reason.isEmpty())
        return undecided() > 0 ? tr("%1 lost, %2 of them not decided yet · %3")
                                     .arg(number(m_totals.missing), number(undecided()), m_verdict.reason)
                               : m_verdict.reason;
    const QStringList notTaken = untaken();
    const QString list = notTaken.join(QStringLiteral(", "));
    if (m_verdict.isFinal)
        return notTaken.isEmpty() ? tr("Everything held") : tr("Everything held; %1").arg(list);
    if (m_totals.missing > 0)
        return (QStringList{tr("%1 lost").arg(number(m_totals.missing))} + notTaken).join(QStringLiteral(", "));
    if (!notTaken.isEmpty())
        return list;
    if (m_totals.sent == 0)
        return tr("Nothing sent yet");
    if (m_totals.phantoms > 0)
        return tr("%1 phantom").arg(number(m_totals.phantoms));
    if (m_totals.twice > 0 || m_totals.outOfOrder > 0)
        return tr("All delivered, but not once and in order");
    if (m_totals.delivered < m_totals.due)
        return tr("%1 under way").arg(number(m_totals.due - m_totals.delivered));
    if (m_totals.missed > 0 && m_totals.delayed > 0)
        return tr("All that was due delivered; %1 missed in faults, %2 delayed")
            .arg(number(m_totals.missed), number(m_totals.delayed));
    if (m_totals.missed > 0)
        return tr("All that was due delivered; %1 missed in faults").arg(number(m_totals.missed));
    if (m_totals.delayed > 0)
        return tr("All delivered, %1 delayed").arg(number(m_totals.delayed));
    return tr("All delivered");
}

/// Lost, but its deadline is not over: a running verdict does not count it yet.
quint64 StatusLine::undecided() const
{
    return m_verdict.isFinal || m_totals.missing <= m_verdict.lost ? 0 : m_totals.missing - m_verdict.lost;
}

QStringList StatusLine::untaken() const
{
    const QLocale locale;
    QStringList parts;
    if (m_totals.refused > 0)
        parts << tr("%1 refused").arg(locale.toString(m_totals.refused));
    if (m_totals.notSent > 0)
        parts << tr("%1 not sent").arg(locale.toString(m_totals.notSent));
    if (m_totals.unanswered > 0)
        parts << tr("%1 unanswered").arg(locale.toString(m_totals.unanswered));
    return parts;
}

bool StatusLine::isWrong() const
{
    if (m_verdict.judgement == Judgement::Fail || m_verdict.isFinal)
        return m_verdict.judgement == Judgement::Fail;
    return m_totals.missing > 0 || m_totals.refused > 0 || m_totals.phantoms > 0 || m_totals.twice > 0 ||
           m_totals.outOfOrder > 0;
}

/// What was not sent is nobody's fault but the link's; what has no answer may have arrived.
bool StatusLine::isDoubtful() const
{
    return m_verdict.reason.isEmpty() && !m_verdict.isFinal && (m_totals.notSent > 0 || m_totals.unanswered > 0);
}

void StatusLine::refresh()
{
    // What is missing leaves a running verdict open until its deadline; what should not have come, until it is judged.
    const bool isInDoubt = !m_verdict.isFinal && (m_totals.missing > 0 || m_totals.phantoms > 0);
    const Judgement judgement =
        m_verdict.judgement == Judgement::Pass && isInDoubt ? Judgement::Unknown : m_verdict.judgement;
    // A run that has ended is called what its report calls it.
    const bool isPartial = !m_verdict.isFinal && !untaken().isEmpty();
    m_pill->show(judgement, !m_verdict.isFinal, isPartial);
    const QString summary = m_tip.isEmpty() ? summaryText() : m_tip;
    m_summary->setText(summary);
    m_summary->setToolTip(summary);
    showWhetherCut();

    // The roles stay the theme's; only the state's colour is ours.
    const Palette colours = Palette::of(QApplication::palette());
    QPalette palette;
    if (m_tip.isEmpty() && isWrong())
        palette.setColor(QPalette::WindowText, colours.bad);
    else if (m_tip.isEmpty() && isDoubtful())
        palette.setColor(QPalette::WindowText, colours.warning);
    m_summary->setPalette(palette);

    const QLocale locale;
    const auto number = [&](quint64 value) { return locale.toString(value); };
    QStringList figures{
        tr("%1 sent").arg(number(m_totals.sent)),           tr("%1 due").arg(number(m_totals.due)),
        tr("%1 delivered").arg(number(m_totals.delivered)), tr("%1 lost").arg(number(m_totals.missing)),
        tr("%1 twice").arg(number(m_totals.twice)),         tr("%1 out of order").arg(number(m_totals.outOfOrder))};
    if (m_totals.phantoms > 0)
        figures << tr("%1 phantom").arg(number(m_totals.phantoms));
    if (m_totals.missed > 0)
        figures << tr("%1 missed in faults").arg(number(m_totals.missed));
    if (m_totals.delayed > 0)
        figures << tr("%1 delayed").arg(number(m_totals.delayed));
    figures << untaken();
    if (m_totals.p99.count() > 0)
        figures << tr("p99 %1").arg(inWords(m_totals.p99));
    m_figures->setText(figures.join(QStringLiteral(" · ")));
    m_figures->setToolTip(m_figures->text());
    shareRoom();
}

} // namespace crosstalk
