// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Facts, one below the other, each of them text that can be selected and copied. While a value is being selected it
// stays as it is; the others go on.

#include "app/desktop/models/fact.h"

#include <QScrollArea>

class QLabel;

namespace crosstalk {

class FactsView : public QScrollArea
{
    Q_OBJECT
public:
    explicit FactsView(QWidget *parent = nullptr);

    void setFacts(const Facts &facts);
    const Facts &facts() const { return m_facts; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void show(qsizetype at);
    void colour(qsizetype at);

    Facts m_facts;
    QList<QLabel *> m_values;
};

} // namespace crosstalk
