// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace crosstalk {

/// Plain text that wraps, over so many lines and no more. What is cut is told by a tooltip.
class BriefLabel : public QLabel
{
    Q_OBJECT
public:
    explicit BriefLabel(int lines, QWidget *parent = nullptr);

    void setWhole(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QString cutTo(int width) const;
    void fit();

    int m_lines;
    QString m_whole;
};

} // namespace crosstalk
