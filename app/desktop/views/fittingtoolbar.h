// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

class QToolButton;

namespace crosstalk {

/// A tool bar that suits its width: texts beside icons while all fits; then the buttons between its first and its last
/// separator are icons, which have the text in their tips; and only then goes what is at its end into the extension.
class FittingToolBar : public QToolBar
{
    Q_OBJECT
public:
    explicit FittingToolBar(const QString &title, QWidget *parent = nullptr);

    /// Whether those in the middle are icons now.
    bool isNarrow() const { return m_isNarrow; }

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// The tips of icons.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    void setNarrow(bool isNarrow);
    QList<QToolButton *> middle() const;
    /// What all would take with their texts.
    int fullWidth();
    int widthWithText(const QToolButton *button);

    QToolButton *m_measure; ///< Never shown.
    bool m_isNarrow = false;
};

} // namespace crosstalk
