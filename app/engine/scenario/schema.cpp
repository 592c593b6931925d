// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT

// The table of forms as a JSON Schema (2020-12). It says what a reader of single values can say; references, and what
// makes sense together, only the reader checks.

#include "app/engine/scenario/form.h"
#include "app/engine/scenariofile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace crosstalk {

namespace scenario {
namespace {

using Kind = Form::Kind;

QJsonObject schemaOf(const Form &form);

QJsonArray array(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

/// @param marks the keys by which the record is known among others.
QJsonObject recordSchema(const Form &form, const QStringList &marks = {})
{
    QJsonObject properties;
    QStringList required = marks;
    for (const Key &key : form.keys) {
        QJsonObject property = schemaOf(key.form);
        property.insert(QStringLiteral("description"), key.about);
        properties.insert(key.name, property);
        if (key.isRequired && !required.contains(key.name))
            required << key.name;
    }
    QJsonObject schema{{QStringLiteral("type"), QStringLiteral("object")},
                       {QStringLiteral("properties"), properties},
                       {QStringLiteral("additionalProperties"), false}};
    if (!required.isEmpty())
        schema.insert(QStringLiteral("required"), array(required));
    return schema;
}

QJsonObject variantsSchema(const Form &form)
{
    // Where each has but the key by which it is known, they are one object with one of these.
    if (std::all_of(form.forms.begin(), form.forms.end(), [](const Form &each) { return each.keys.size() == 1; })) {
        Form joined;
        joined.kind = Kind::Record;
        for (const Form &each : form.forms)
            joined.keys.push_back(each.keys.front());
        QJsonObject schema = recordSchema(joined);
        schema.insert(QStringLiteral("minProperties"), 1);
        schema.insert(QStringLiteral("maxProperties"), 1);
        return schema;
    }
    QJsonArray variants;
    for (auto each = form.forms.begin(); each != form.forms.end(); ++each) {
        const bool isDefault = form.isDefaultFirst && each == form.forms.begin();
        variants << recordSchema(*each, isDefault ? QStringList() : QStringList{each->keys.front().name});
    }
    return {{QStringLiteral("oneOf"), variants}};
}

/// Text with a unit. What such a number alone may be, `bareFrom` to `bareTo`, is added for those that need none.
QJsonObject unitSchema(const QString &units, qint64 bareTo)
{
    return {{QStringLiteral("type"), QJsonArray{QStringLiteral("string"), QStringLiteral("integer")}},
            {QStringLiteral("pattern"), QStringLiteral("^ *[0-9.]+ *(%1) *$|^ *0 *$").arg(units)},
            {QStringLiteral("minimum"), 0},
            {QStringLiteral("maximum"), bareTo}};
}

QJsonObject mapSchema(const Form &form)
{
    return {{QStringLiteral("type"), QStringLiteral("object")},
            {QStringLiteral("minProperties"), qint64(form.lowest)},
            {QStringLiteral("maxProperties"), qint64(form.highest)},
            {QStringLiteral("propertyNames"), QJsonObject{{QStringLiteral("pattern"), form.pattern}}},
            {QStringLiteral("additionalProperties"), schemaOf(form.forms.front())}};
}

QJsonObject withoutNothing(const Form &form)
{
    const auto type = [](const char *name) { return QJsonObject{{QStringLiteral("type"), QLatin1String(name)}}; };
    switch (form.kind) {
    case Kind::Text:
        return {{QStringLiteral("type"),
                 QJsonArray{QStringLiteral("string"), QStringLiteral("number"), QStringLiteral("boolean")}},
                {QStringLiteral("minLength"), 1}};
    case Kind::Word:
        return {{QStringLiteral("enum"), array(form.words)}};
    case Kind::Flag:
        return type("boolean");
    case Kind::Whole:
        return {{QStringLiteral("type"), QStringLiteral("integer")},
                {QStringLiteral("minimum"), double(form.lowest)},
                {QStringLiteral("maximum"), double(form.highest)}};
    case Kind::Rate:
        return {{QStringLiteral("type"), QStringLiteral("string")},
                {QStringLiteral("pattern"), QStringLiteral("^[0-9]+(\\.[0-9]+)?/(s|min)$")}};
    case Kind::Duration:
        return unitSchema(QStringLiteral("us|ms|s|min|h"), 0);
    case Kind::Size:
        return unitSchema(QStringLiteral("B|KiB|MiB|GiB|kB|MB|GB"), form.isBare ? qint64(form.highest) : 0);
    case Kind::Record:
        return recordSchema(form);
    case Kind::Variants:
        return variantsSchema(form);
    case Kind::Map:
        return mapSchema(form);
    case Kind::List:
        return {{QStringLiteral("type"), QStringLiteral("array")},
                {QStringLiteral("minItems"), qint64(form.lowest)},
                {QStringLiteral("maxItems"), qint64(form.highest)},
                {QStringLiteral("items"), schemaOf(form.forms.front())}};
    case Kind::Either: {
        QJsonArray all;
        for (const Form &each : form.forms)
            all << schemaOf(each);
        return {{QStringLiteral("anyOf"), all}};
    }
    case Kind::Reference:
        return {{QStringLiteral("$ref"), QStringLiteral("#/$defs/%1").arg(form.name)}};
    }
    Q_ASSERT(false);
    return {};
}

QJsonObject schemaOf(const Form &form)
{
    const QJsonObject schema = withoutNothing(form);
    if (!form.mayBeNothing)
        return schema;
    return {
        {QStringLiteral("anyOf"), QJsonArray{schema, QJsonObject{{QStringLiteral("type"), QStringLiteral("null")}}}}};
}

} // namespace
} // namespace scenario

QByteArray scenarioSchema()
{
    QJsonObject schema = scenario::schemaOf(scenario::scenarioForm());
    QJsonObject definitions;
    for (const QString &name : scenario::definitionNames())
        definitions.insert(name, scenario::schemaOf(scenario::definition(name)));
    schema.insert(QStringLiteral("$schema"), QStringLiteral("https://json-schema.org/draft/2020-12/schema"));
    schema.insert(QStringLiteral("title"), QStringLiteral("Crosstalk scenario"));
    schema.insert(QStringLiteral("$defs"), definitions);
    return QJsonDocument(schema).toJson();
}

} // namespace crosstalk
