// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// The faults of a run: which are about, what heals them, and the record of when each began and was healed.

#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace crosstalk {

class Service;
class Stage;

/// Whose losses are to be expected while a fault is about; see history::FaultBegan.
enum class Excuses {
    All,
    Target, ///< The client's own.
    None,   ///< A server must get through it without any.
};

/// One fault from the moment it is applied until it is healed.
class ActiveFault : public QObject
{
    Q_OBJECT
public:
    /// Records its beginning. @p target is an instance, a client, or "broker".
    ActiveFault(const QString &what, const QString &target, Excuses excuses, Stage *stage);

    const QString &target() const { return m_target; }
    /// It will be over without anybody's doing.
    bool healsByItself() const { return m_healsByItself; }
    void setHealsByItself() { m_healsByItself = true; }
    /// What ends it before its time; nothing where that is a start, see FaultBook::down().
    void setUndo(std::function<void()> undo) { m_undo = std::move(undo); }
    void undo();
    /// Records that it is over. It is deleted later.
    void heal();
    bool isHealed() const { return m_isHealed; }

Q_SIGNALS:
    void healed();

private:
    Stage *m_stage;
    QString m_id;
    QString m_what;
    QString m_target;
    std::function<void()> m_undo;
    bool m_healsByItself = false;
    bool m_isHealed = false;
};

class FaultBook : public QObject
{
    Q_OBJECT
public:
    explicit FaultBook(Stage *stage);
    ~FaultBook() override;

    ActiveFault *begin(const QString &what, const QString &target, Excuses excuses = Excuses::All);
    /// Of @p target; of all, where it is empty.
    QList<ActiveFault *> active(const QString &target = {}) const;
    /// Some fault will be over without anybody's doing: it is worth waiting for.
    bool isHealing() const;

    /// A service that a fault has ended; a heal starts it again.
    void addDown(Service *service) { m_down.append(service); }
    void removeDown(Service *service) { m_down.removeAll(service); }
    const QList<Service *> &down() const { return m_down; }

    /// From now on nothing is recorded: the run has been judged, and ends.
    void close() { m_isClosed = true; }
    bool isClosed() const { return m_isClosed; }

    QString nextId() { return QStringLiteral("f%1").arg(++m_lastId); }

Q_SIGNALS:
    void changed();

private:
    Stage *m_stage;
    QList<ActiveFault *> m_active;
    QList<Service *> m_down;
    int m_lastId = 0;
    bool m_isClosed = false;
};

} // namespace crosstalk
