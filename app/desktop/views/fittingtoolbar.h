// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QToolBar>

class QToolButton;

namespace crosstalk {

/// A tool bar that suits its width: texts beside icons while all fits; then of the buttons between its first and its
/// last separator as many as have to are icons, from the left, which have the text in their tips; and only then goes
/// what is at its end into the extension.
class FittingToolBar : public QToolBar
{
    Q_OBJECT
public:
    explicit FittingToolBar(const QString &title, QWidget *parent = nullptr);

    /// Its button has room for each of @p words, so that those beside it stay where they are when one takes another's
    /// place.
    void keepRoomFor(QAction *action, const QStringList &words);
    /// How many of those in the middle are icons now.
    int icons() const { return m_icons; }

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// The tips of icons.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    void setIcons(int icons);
    QList<QToolButton *> middle() const;
    /// What each of these takes more with its text.
    QList<int> widthsOfTexts(const QList<QToolButton *> &buttons);
    /// With the longest of its words.
    int widthOf(const QToolButton *button, Qt::ToolButtonStyle style);

    QToolButton *m_measure;                      ///< Never shown.
    QHash<const QAction *, QStringList> m_words; ///< Of those that change theirs.
    int m_icons = 0;
};

} // namespace crosstalk
