// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What a message of the harness carries, so that it is recognised whatever a server did to it: wrapped it, re-ordered
// its members, or added fields. Correlation only; what became of the probe is the ledger's business.

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace crosstalk {

/// Identity of one message sent by the harness.
struct Probe
{
    QString run;             ///< Letters and digits; names the harness's run.
    quint32 session = 0;     ///< Number of the sending session in this run.
    quint64 number = 0;      ///< Counts from 1 per session and room.
    qint64 intendedAtNs = 0; ///< Intended send time on the harness's monotonic clock.

    bool operator==(const Probe &) const = default;
};

/// A probe found in a payload, with the text it travelled with.
struct FoundProbe
{
    Probe probe;
    QString text;             ///< What the sender wrote, without the probe; what is left of it where corrupted.
    bool isCorrupted = false; ///< The digest does not fit the text.
};

/// For servers that forward JSON: {"text":"…","_ct":{"run":"…","s":3,"n":17,"t":…,"d":"digest"}}. The digest (FNV-1a,
/// 64 bits, hexadecimal) is over the UTF-8 of the text and nothing else.
QByteArray probeAsJson(const Probe &probe, const QString &text);

/// For servers that forward plain text: the text, followed by a space and an ASCII token in brackets,
/// [ct:RUN:SESSION:NUMBER:TIME:LENGTH:DIGEST]. LENGTH is the text's in UTF-8 bytes, so that what a server puts before
/// it (a name, a time) does no harm.
QString probeAsText(const Probe &probe, const QString &text);

/// The probe in a received payload, whichever form it has and however deep a server wrapped it, in JSON or in JSON
/// within strings of JSON; of several tokens in one text the last. Nothing where there is none. Payloads nested deeper
/// than 32 levels are not searched further.
std::optional<FoundProbe> findProbe(QByteArrayView payload);

} // namespace crosstalk
