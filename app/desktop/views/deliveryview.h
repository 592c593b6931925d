// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QTableView>

namespace crosstalk {

class DeliveryModel;

/// The delivery matrix: what is good is quiet, what is not cannot be missed.
class DeliveryView : public QTableView
{
    Q_OBJECT
public:
    explicit DeliveryView(QWidget *parent = nullptr);

    void setMatrix(DeliveryModel *model);

Q_SIGNALS:
    /// By a click or Enter. @p isBad: something is wrong in it, or missed.
    void cellChosen(const QString &from, const QString &to, bool isBad);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void choose(const QModelIndex &index);

    QLabel *m_corner;
};

} // namespace crosstalk
