// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Incremental UTF-8 validation after RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.

#include <QByteArrayView>

#include <cstring>

namespace crosstalk {

/// Feed it pieces of one text; a character may be split between them.
class Utf8Validator
{
public:
    /// False from the first byte on that cannot be part of UTF-8, wherever the pieces were cut, until reset().
    bool feed(QByteArrayView bytes);
    /// True where no character is unfinished.
    bool isComplete() const { return m_pending == 0; }
    void reset() { *this = {}; }

private:
    static const char *skipAscii(const char *at, const char *end);
    bool take(quint8 byte);

    quint8 m_pending = 0;   ///< Continuation bytes still due.
    quint8 m_lowest = 0x80; ///< Range of the next continuation byte.
    quint8 m_highest = 0xBF;
};

inline bool Utf8Validator::feed(QByteArrayView bytes)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    while (at != end) {
        if (m_pending == 0) {
            at = skipAscii(at, end);
            if (at == end)
                return true;
        }
        if (!take(static_cast<quint8>(*at++)))
            return false;
    }
    return true;
}

/// Most text is ASCII: eight bytes at a time.
inline const char *Utf8Validator::skipAscii(const char *at, const char *end)
{
    while (end - at >= 8) {
        quint64 word;
        std::memcpy(&word, at, sizeof word);
        if ((word & Q_UINT64_C(0x8080808080808080)) != 0)
            break;
        at += sizeof word;
    }
    while (at != end && static_cast<quint8>(*at) < 0x80)
        ++at;
    return at;
}

/// A byte that is not ASCII, or the next of an unfinished character: RFC 3629, section 4.
inline bool Utf8Validator::take(quint8 byte)
{
    if (m_pending > 0 && byte >= m_lowest && byte <= m_highest) {
        --m_pending;
        m_lowest = 0x80;
        m_highest = 0xBF;
    } else if (m_pending == 0 && byte >= 0xC2 && byte <= 0xDF) {
        m_pending = 1;
    } else if (m_pending == 0 && byte >= 0xE0 && byte <= 0xEF) {
        m_pending = 2;
        m_lowest = byte == 0xE0 ? 0xA0 : 0x80;
        m_highest = byte == 0xED ? 0x9F : 0xBF;
    } else if (m_pending == 0 && byte >= 0xF0 && byte <= 0xF4) {
        m_pending = 3;
        m_lowest = byte == 0xF0 ? 0x90 : 0x80;
        m_highest = byte == 0xF4 ? 0x8F : 0xBF;
    } else {
        m_pending = 1; // An empty range: nothing can follow.
        m_lowest = 0xFF;
        m_highest = 0;
        return false;
    }
    return true;
}

} // namespace crosstalk
