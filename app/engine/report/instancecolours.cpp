// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/report/instancecolours.h"

namespace crosstalk {

namespace {

constexpr qsizetype colours = 8;

} // namespace

InstanceColours::InstanceColours(const Verdict &verdict)
{
    for (const CellFigures &cell : verdict.cells)
        m_names << cell.from << cell.to;
    for (const InvariantVerdict &invariant : verdict.invariants) {
        if (invariant.counterexample)
            m_names << invariant.counterexample->fromInstance << invariant.counterexample->toInstance;
    }
    m_names.removeAll(QString());
    m_names.removeDuplicates();
    m_names.sort();
}

QString InstanceColours::colourClass(const QString &instance) const
{
    // A cluster calls its instances a, b, c …: each keeps its colour where another had no traffic.
    const bool isLetter = instance.size() == 1 && instance[0] >= u'a' && instance[0] <= u'z';
    const qsizetype number =
        isLetter ? instance[0].unicode() - u'a' : std::max<qsizetype>(m_names.indexOf(instance), 0);
    return QStringLiteral("i%1").arg(number % colours);
}

QString InstanceColours::letter(const QString &instance)
{
    return instance.left(2).trimmed().toUpper();
}

void InstanceColours::write(Markup &page, const QString &instance) const
{
    page.leaf("span", letter(instance),
              {{"class", QStringLiteral("badge ") + colourClass(instance)}, {"aria-hidden", QStringLiteral("true")}});
    page.text(QLatin1Char(' ') + instance);
}

} // namespace crosstalk
