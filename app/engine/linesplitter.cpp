// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/linesplitter.h"

namespace crosstalk {

QStringList LineSplitter::feed(QByteArrayView bytes)
{
    QStringList lines;
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n')) {
        keep(bytes.first(end));
        lines.append(take());
        bytes = bytes.sliced(end + 1);
    }
    keep(bytes);
    return lines;
}

QStringList LineSplitter::finish()
{
    return m_line.isEmpty() ? QStringList() : QStringList(take());
}

void LineSplitter::keep(QByteArrayView bytes)
{
    // One byte more than is given out, so that the CR of a line end does not count.
    m_line.append(bytes.first(qMin(bytes.size(), maxLineBytes + 1 - m_line.size())));
}

QString LineSplitter::take()
{
    if (m_line.endsWith('\r'))
        m_line.chop(1);
    const QString line = QString::fromUtf8(m_line.first(qMin(m_line.size(), maxLineBytes)));
    m_line.clear();
    return line;
}

} // namespace crosstalk
