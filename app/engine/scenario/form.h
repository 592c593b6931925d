// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// What a value in a scenario file may look like. One table of these, scenarioForm(), drives the reader, the JSON Schema
// and, through its tests, the documentation, so that the three cannot drift apart.

#include <QString>
#include <QStringList>

#include <vector>

namespace crosstalk::scenario {

struct Key;

struct Form
{
    enum class Kind {
        Text,      ///< Any scalar.
        Word,      ///< One of `words`.
        Flag,      ///< true or false.
        Whole,     ///< A number from `lowest` to `highest`.
        Rate,      ///< "100/s", above 0 and up to `highest` a second.
        Duration,  ///< From `lowest` to `highest` milliseconds, or microseconds where `isFine`.
        Size,      ///< From `lowest` to `highest` bytes; a bare number where `isBare`.
        Record,    ///< A mapping with `keys`.
        Variants,  ///< A mapping that is one of the Records in `forms`. Each is known by its first key; at most the
                   ///< first of them is known by having none of these.
        Map,       ///< A mapping of names, which match `pattern`, to forms[0]; from `lowest` to `highest` of them.
        List,      ///< Of forms[0]; from `lowest` to `highest` of them.
        Either,    ///< One of `forms`.
        Reference, ///< definition(name)
    };
    Kind kind = Kind::Text;
    quint64 lowest = 0;
    quint64 highest = 0;
    bool isBare = false;
    bool isFine = false;
    bool isDefaultFirst = false; ///< Of Variants: the first is known by having no key of the others.
    bool mayBeNothing = false;   ///< Nothing at all is an empty mapping.
    QString name;                ///< Of Reference.
    QString pattern;             ///< Of Map, of its keys.
    QString patternHint;         ///< What it asks for, for people.
    QStringList words;
    std::vector<Key> keys;
    std::vector<Form> forms;
};

struct Key
{
    QString name;
    Form form;
    QString about; ///< In one sentence, for editors.
    bool isRequired = false;
};

/// Of a whole file.
const Form &scenarioForm();
/// What a Reference stands for: "steps", "step", "invariant", "clients".
const Form &definition(const QString &name);
QStringList definitionNames();

/// "a whole number from 1 to 10"
QString expectation(const Form &form);

} // namespace crosstalk::scenario
