// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/chatsearch.h"

#include "app/desktop/models/chatmodel.h"

#include <QElapsedTimer>

#include <algorithm>

namespace crosstalk {

namespace {

constexpr std::chrono::milliseconds share{8};

} // namespace

ChatSearch::ChatSearch(const ChatModel *model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    m_slice.setSingleShot(true);
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &ChatSearch::lookOn);
    connect(model, &ChatModel::rowsInserted, this, [this] {
        if (!m_needle.isEmpty())
            m_slice.start();
    });
    connect(model, &ChatModel::rowsRemoved, this, &ChatSearch::forgetDropped);
}

void ChatSearch::setNeedle(const QString &needle, int from)
{
    m_needle = needle;
    m_found.clear();
    m_current = -1;
    m_hasWrapped = false;
    m_slice.stop();
    if (m_model->rowCount() > 0) {
        m_next = m_model->serial(0);
        m_from = m_model->serial(qBound(0, from, m_model->rowCount() - 1));
    }
    if (!needle.isEmpty())
        m_slice.start();
    Q_EMIT changed();
}

std::optional<quint64> ChatSearch::current() const
{
    return m_current < 0 ? std::nullopt : std::optional(m_found[static_cast<size_t>(m_current)]);
}

void ChatSearch::lookOn()
{
    QElapsedTimer elapsed;
    elapsed.start();
    int row = m_model->rowCount() > 0 ? m_model->row(qMax(m_next, m_model->serial(0))) : 0;
    for (; row < m_model->rowCount() && !elapsed.hasExpired(share.count()); ++row)
        if (m_model->line(row).text.contains(m_needle, Qt::CaseInsensitive))
            m_found.push_back(m_model->serial(row));
    if (m_model->rowCount() > 0)
        m_next = m_model->serial(0) + static_cast<quint64>(row);
    if (row < m_model->rowCount())
        m_slice.start();
    else if (m_current < 0)
        choose();
    Q_EMIT changed();
}

void ChatSearch::choose()
{
    if (m_found.empty())
        return;
    const auto after = std::upper_bound(m_found.begin(), m_found.end(), m_from);
    m_current = qMax(static_cast<int>(after - m_found.begin()) - 1, 0);
    Q_EMIT currentMoved();
}

void ChatSearch::forgetDropped()
{
    if (m_found.empty())
        return;
    // Called while there may be none left.
    const bool isEmpty = m_model->rowCount() == 0;
    while (!m_found.empty() && (isEmpty || m_model->row(m_found.front()) < 0)) {
        m_found.pop_front();
        m_current = qMax(m_current - 1, -1);
    }
    Q_EMIT changed();
}

void ChatSearch::step(int by)
{
    if (m_found.empty())
        return;
    const int from = m_current < 0 && by < 0 ? 0 : m_current;
    m_current = (from + by + count()) % count();
    m_hasWrapped = m_current != from + by;
    Q_EMIT changed();
    Q_EMIT currentMoved();
}

} // namespace crosstalk
