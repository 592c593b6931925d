// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a newcomer may try, over the chats: write, freeze an instance and see who misses what is written then, thaw it.
// Each step is ticked off when it has been done, in whatever way; the second one no sooner than there is a loss to be
// seen. Gone for good once it has been dismissed; where all have been done, by itself after a while.

#include "app/engine/service.h"

#include <QPointer>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace crosstalk {

class Bench;
class Instance;

class FirstSteps : public QWidget
{
    Q_OBJECT
public:
    explicit FirstSteps(QWidget *parent = nullptr);

    /// Whether it has been dismissed before, in this session or another.
    static bool isKnown();
    static void setKnown();
    /// The one that the steps are about, from the first to the last; empty where there is none.
    QString instance() const;
    void setBench(Bench *bench);

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum Step { Write, Freeze, Thaw, StepCount };
    void watch(Instance *instance);
    void chooseInstance(const Instance *gone = nullptr);
    void onInstanceAboutToBeRemoved(const Instance *instance);
    void onStateChanged(Service::State state);
    void onSaid();
    void onTotalsChanged();
    bool isAnyFrozen() const;
    quint64 wanting() const;
    void tick(Step step);
    void showStep(Step step);
    void showSteps();
    void act();
    bool isBegun() const;
    bool isDone() const;
    void showEnd();

    QPointer<Bench> m_bench;
    QPointer<Instance> m_instance;
    QLabel *m_steps[StepCount];
    QPushButton *m_act;      ///< Freezes, or thaws.
    QLabel *m_end = nullptr; ///< In its place, once all has been done.
    QPushButton *m_dismiss;
    bool m_isDone[StepCount] = {};
    std::optional<quint64> m_wantingBefore; ///< When somebody wrote, first, while an instance was frozen.
};

} // namespace crosstalk
