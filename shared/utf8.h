// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Incremental UTF-8 validation after RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.

#include <QByteArrayView>

namespace crosstalk {

/// Feed it pieces of one text; a character may be split between them.
class Utf8Validator
{
public:
    /// False from the first byte on that cannot be part of UTF-8, wherever the pieces were cut.
    bool feed(QByteArrayView bytes);
    /// True where no character is unfinished.
    bool isComplete() const { return m_pending == 0; }
    void reset() { *this = {}; }

private:
    quint8 m_pending = 0;   ///< Continuation bytes still due.
    quint8 m_lowest = 0x80; ///< Range of the next continuation byte.
    quint8 m_highest = 0xBF;
};

inline bool Utf8Validator::feed(QByteArrayView bytes)
{
    for (const char c : bytes) {
        const auto byte = static_cast<quint8>(c);
        if (m_pending > 0) {
            if (byte < m_lowest || byte > m_highest)
                return false;
            --m_pending;
            m_lowest = 0x80;
            m_highest = 0xBF;
        } else if (byte >= 0x80) {
            if (byte >= 0xC2 && byte <= 0xDF) {
                m_pending = 1;
            } else if (byte >= 0xE0 && byte <= 0xEF) {
                m_pending = 2;
                m_lowest = byte == 0xE0 ? 0xA0 : 0x80;
                m_highest = byte == 0xED ? 0x9F : 0xBF;
            } else if (byte >= 0xF0 && byte <= 0xF4) {
                m_pending = 3;
                m_lowest = byte == 0xF0 ? 0x90 : 0x80;
                m_highest = byte == 0xF4 ? 0x8F : 0xBF;
            } else {
                return false;
            }
        }
    }
    return true;
}

} // namespace crosstalk
