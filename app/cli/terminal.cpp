// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/cli/terminal.h"

#include <cstdio>

#include <sys/ioctl.h>
#include <unistd.h>

namespace crosstalk {

Terminal::Terminal()
{
    const QByteArray kind = qgetenv("TERM");
    m_isTerminal = isatty(STDOUT_FILENO) != 0 && !kind.isEmpty() && kind != "dumb";
    // https://no-color.org: set, and not empty.
    m_hasColour = m_isTerminal && qEnvironmentVariableIsEmpty("NO_COLOR");
}

bool Terminal::canRedraw(int width, qsizetype lines) const
{
    winsize size{};
    return m_isTerminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && width <= size.ws_col && lines < size.ws_row;
}

void Terminal::print(const QString &line)
{
    m_drawnLines = 0;
    write(line + QLatin1Char('\n'));
}

void Terminal::redraw(const QStringList &block)
{
    QString text;
    if (m_drawnLines > 0)
        text += QStringLiteral("\x1b[%1A\x1b[J").arg(m_drawnLines);
    for (const QString &line : block)
        text += line + QLatin1Char('\n');
    write(text);
    m_drawnLines = block.size();
}

void Terminal::write(const QString &text)
{
    const QByteArray bytes = text.toLocal8Bit();
    if (std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout) !=
            static_cast<size_t>(bytes.size()) ||
        std::fflush(stdout) != 0)
        m_isBroken = true;
}

} // namespace crosstalk
