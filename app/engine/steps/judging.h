// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Steps that do nothing to anybody: `expect` and `note`.

#include "app/engine/steps/steprun.h"

namespace crosstalk {

class ExpectRun : public StepRun
{
    Q_OBJECT
public:
    ExpectRun(const step::Expect &what, int line, Stage *stage);

protected:
    /// Never ends where something does not hold: the stage hears of it, and the run is over.
    void begin() override;

private:
    const step::Expect &m_what;
    int m_line;
};

class NoteRun : public StepRun
{
    Q_OBJECT
public:
    NoteRun(const step::Note &what, Stage *stage)
        : StepRun(stage)
        , m_text(what.text)
    {}

protected:
    void begin() override
    {
        stage()->note(m_text);
        end();
    }

private:
    QString m_text;
};

} // namespace crosstalk
