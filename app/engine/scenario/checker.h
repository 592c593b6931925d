// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Whether a tree has its form: types, units, ranges, words, keys. What the values mean together is the reader's
// business.

#include "app/engine/scenario/form.h"
#include "app/engine/scenario/mistakes.h"
#include "app/engine/scenario/yamlnode.h"

#include <chrono>
#include <optional>

namespace crosstalk::scenario {

class Checker
{
public:
    explicit Checker(Mistakes &mistakes)
        : m_mistakes(mistakes)
    {}

    /// @param subject what the value is called: “count”, an item of “steps”.
    void check(const YamlNode &node, const Form &form, const QString &subject);

private:
    bool matchesKind(const YamlNode &node, const Form &form) const;
    void checkScalar(const YamlNode &node, const Form &form, const QString &subject);
    void checkRecord(const YamlNode &node, const Form &form, const QString &subject, const QStringList &others = {});
    void checkVariants(const YamlNode &node, const Form &form, const QString &subject);
    void checkMap(const YamlNode &node, const Form &form, const QString &subject);
    void checkList(const YamlNode &node, const Form &form, const QString &subject);
    void checkEither(const YamlNode &node, const Form &form, const QString &subject);
    void checkAlone(const YamlNode &node, const Form &form, const QString &subject, const QStringList &all,
                    const QStringList &marks);
    void checkCount(const YamlNode &node, const Form &form, const QString &subject, std::size_t count);
    void unexpected(const YamlNode &node, const Form &form, const QString &subject, const QString &hint = {});

    Mistakes &m_mistakes;
};

// The values of scalars; nothing where they have not the form, which the Checker has told then.
std::optional<bool> flagOf(const YamlNode &node);
std::optional<quint64> wholeOf(const YamlNode &node);
std::optional<double> rateOf(const YamlNode &node); ///< A second.
std::optional<std::chrono::microseconds> durationOf(const YamlNode &node);
std::optional<qint64> sizeOf(const YamlNode &node); ///< Bytes; a bare number, too.

} // namespace crosstalk::scenario
