// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario/stepreader.h"

#include <QMap>

namespace crosstalk::scenario {

namespace {

/// Walks the steps in the order in which they are taken, and keeps account of what goes on beside them.
class Walk
{
public:
    explicit Walk(Mistakes &mistakes)
        : m_mistakes(mistakes)
    {}

    void take(const YamlNode &steps)
    {
        for (const YamlNode &item : steps.items) {
            for (const auto &[key, value] : item.entries) {
                if (key.text == QLatin1String("send"))
                    start(value);
                else if (key.text == QLatin1String("join") && value.isScalar())
                    join(value);
                else if (key.text == QLatin1String("repeat") && value.find(QStringLiteral("steps")))
                    repeat(value);
                else if (key.text == QLatin1String("parallel"))
                    branch(value);
            }
        }
    }

    void end()
    {
        for (const Running &running : std::as_const(m_running)) {
            if (!running.hasEnd)
                m_mistakes.add(
                    running.place,
                    QStringLiteral("“%1” never ends: join it, or say “count” or “duration”").arg(running.name));
        }
    }

private:
    struct Running
    {
        QString name;
        Place place;
        bool hasEnd = true;
    };

    void start(const YamlNode &send)
    {
        const YamlNode *name = send.find(QStringLiteral("background"));
        if (!name || !name->isScalar() || name->text.isEmpty())
            return;
        if (m_running.contains(name->text))
            m_mistakes.add(
                name->place,
                QStringLiteral("“%1” may still be going on when it is started again: join it first").arg(name->text));
        m_running.insert(name->text, {name->text, name->place,
                                      send.find(QStringLiteral("count")) || send.find(QStringLiteral("duration"))});
    }

    void join(const YamlNode &name)
    {
        if (m_running.remove(name.text) == 0)
            m_mistakes.add(name.place, QStringLiteral("nothing goes on in the background as “%1” here%2")
                                           .arg(name.text, didYouMean(name.text, m_running.keys())));
    }

    /// Twice is enough to see what the end of one round means to the beginning of the next.
    void repeat(const YamlNode &node)
    {
        const YamlNode *times = node.find(QStringLiteral("times"));
        const int rounds = times && wholeOf(*times).value_or(1) > 1 ? 2 : 1;
        // A repeat in a repeat in a repeat … is walked once only, beyond a depth that nobody writes.
        constexpr int deepest = 6;
        ++m_depth;
        for (int round = 0; round < (m_depth > deepest ? 1 : rounds); ++round)
            take(*node.find(QStringLiteral("steps")));
        --m_depth;
    }

    /// Each branch knows what went on before, and what it started itself.
    void branch(const YamlNode &branches)
    {
        const QMap<QString, Running> before = m_running;
        QMap<QString, Running> after = before;
        for (const YamlNode &each : branches.items) {
            m_running = before;
            take(each);
            for (const Running &running : before) {
                if (!m_running.contains(running.name))
                    after.remove(running.name);
            }
            for (const Running &running : std::as_const(m_running)) {
                if (before.contains(running.name))
                    continue;
                if (after.contains(running.name))
                    m_mistakes.add(running.place,
                                   QStringLiteral("“%1” is started by another branch, too").arg(running.name));
                after.insert(running.name, running);
            }
        }
        m_running = after;
    }

    Mistakes &m_mistakes;
    QMap<QString, Running> m_running;
    int m_depth = 0;
};

} // namespace

void checkBackgrounds(const YamlNode &steps, Mistakes &mistakes)
{
    Walk walk(mistakes);
    walk.take(steps);
    walk.end();
}

} // namespace crosstalk::scenario
