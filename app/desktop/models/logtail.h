// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The last few lines of one source of a log, as they come.

#include "app/desktop/models/logmodel.h"

#include <QObject>
#include <QPointer>

namespace crosstalk {

class LogTail : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype shownLines = 5;

    explicit LogTail(QObject *parent = nullptr);

    /// Null for none. Of lines that are there already the last hundred thousand are looked at.
    void follow(const LogModel *log, const QString &source);
    /// The newest last.
    const QList<LogLine> &lines() const { return m_lines; }

Q_SIGNALS:
    void changed();

private:
    /// The last of them in @p first to @p last.
    QList<LogLine> find(int first, int last) const;
    void take(int first, int last);

    QPointer<const LogModel> m_log;
    QString m_source;
    QList<LogLine> m_lines;
};

} // namespace crosstalk
