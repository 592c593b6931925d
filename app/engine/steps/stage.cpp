// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/steps/stage.h"

#include "app/engine/steps/background.h"
#include "app/engine/steps/faultbook.h"

namespace crosstalk {

Stage::Stage(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_random(static_cast<quint32>(parts.seed ^ (parts.seed >> 32)))
    , m_faults(new FaultBook(this))
    , m_background(new Background(this))
{}

Stage::~Stage() = default;

void Stage::add(Session *session)
{
    m_sessions.append(session);
    m_byName.insert(session->name(), session);
    const auto changed = [this, session] { Q_EMIT sessionChanged(session); };
    connect(session, &Session::stateChanged, this, changed);
    connect(session, &Session::joined, this, changed);
    connect(session->client(), &ChatClient::left, this, changed);
    connect(session->client(), &ChatClient::joinRefused, this, changed);
}

QList<Session *> Stage::sessions(const QStringList &names) const
{
    QList<Session *> result;
    for (const QString &name : names) {
        if (Session *const found = session(name))
            result.append(found);
    }
    return result;
}

QString Stage::troubleOf(const QList<Session *> &sessions)
{
    constexpr int shownAtMost = 3;
    QStringList troubles;
    int more = 0;
    for (const Session *session : sessions) {
        const QString trouble = session->trouble();
        if (trouble.isEmpty())
            continue;
        if (troubles.size() < shownAtMost)
            troubles.append(trouble);
        else
            ++more;
    }
    if (more > 0)
        troubles.append(QStringLiteral("and %1 more").arg(more));
    return troubles.join(QStringLiteral(", "));
}

void Stage::setPaused(bool isPaused)
{
    if (std::exchange(m_isPaused, isPaused) != isPaused)
        Q_EMIT pausedChanged(isPaused);
}

} // namespace crosstalk
