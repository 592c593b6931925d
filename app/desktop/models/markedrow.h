// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace crosstalk {

/// What models tell a MarkedDelegate of a row, besides its text: a mark before it, and words below.
struct MarkedRow
{
    Q_GADGET
public:
    enum Role {
        MarkRole = Qt::UserRole + 100, ///< One letter: ✓, ✗, ●.
        ToneRole,                      ///< Tone of the mark.
        DetailRole,                    ///< In smaller letters below; may be empty.
        WeightRole,                    ///< Weight of the text.
    };
    enum class Tone { Muted, Good, Bad, Doubtful, Active };
    Q_ENUM(Tone)
    enum class Weight { Light, Normal, Strong };
    Q_ENUM(Weight)
};

} // namespace crosstalk
