// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#include "app/engine/scenario/checker.h"

#include "shared/units.h"

#include <QRegularExpression>

#include <algorithm>

namespace crosstalk::scenario {

namespace {

using Kind = Form::Kind;
using namespace std::chrono_literals;

bool isOfDigits(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QString found(const YamlNode &node)
{
    switch (node.kind) {
    case YamlNode::Kind::Nothing:
        return QStringLiteral("nothing");
    case YamlNode::Kind::Scalar: {
        constexpr qsizetype shown = 60;
        const QString text =
            node.text.size() > shown ? node.text.first(shown) + QStringLiteral("…") : QString(node.text);
        return QStringLiteral("“%1”").arg(text.simplified());
    }
    case YamlNode::Kind::List:
        return QStringLiteral("a list");
    case YamlNode::Kind::Map:
        return QStringLiteral("a mapping");
    }
    Q_ASSERT(false);
    return {};
}

const Form &resolved(const Form &form)
{
    return form.kind == Kind::Reference ? definition(form.name) : form;
}

/// The key by which a variant is known.
const QString &mark(const Form &variant)
{
    return variant.keys.front().name;
}

/// The keys by which the variants are known, where they are.
QStringList marksOf(const Form &form)
{
    QStringList marks;
    if (form.kind == Kind::Variants) {
        for (auto each = form.forms.begin() + (form.isDefaultFirst ? 1 : 0); each != form.forms.end(); ++each)
            marks << mark(*each);
    }
    return marks;
}

QStringList keyNames(const Form &record)
{
    QStringList names;
    for (const Key &key : record.keys)
        names << key.name;
    return names;
}

} // namespace

std::optional<bool> flagOf(const YamlNode &node)
{
    if (!node.isScalar() || node.isQuoted)
        return {};
    if (node.text == QLatin1String("true"))
        return true;
    return node.text == QLatin1String("false") ? std::optional(false) : std::nullopt;
}

std::optional<quint64> wholeOf(const YamlNode &node)
{
    if (!node.isScalar() || node.isQuoted || !isOfDigits(node.text))
        return {};
    bool fits = false;
    const quint64 number = node.text.toULongLong(&fits);
    return fits ? std::optional(number) : std::nullopt;
}

std::optional<double> rateOf(const YamlNode &node)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]+(\\.[0-9]+)?)/(s|min)$"));
    const auto match = node.isScalar() ? form.match(node.text) : QRegularExpressionMatch();
    if (!match.hasMatch())
        return {};
    return match.captured(1).toDouble() / (match.captured(3) == QLatin1String("s") ? 1 : 60);
}

std::optional<std::chrono::microseconds> durationOf(const YamlNode &node)
{
    const auto duration = node.isScalar() ? parseDuration(node.text) : fail({});
    return duration ? std::optional(*duration) : std::nullopt;
}

std::optional<qint64> sizeOf(const YamlNode &node)
{
    if (!node.isScalar())
        return {};
    if (isOfDigits(node.text) && !node.isQuoted) {
        bool fits = false;
        const qint64 bytes = node.text.toLongLong(&fits);
        return fits ? std::optional(bytes) : std::nullopt;
    }
    const auto size = parseSize(node.text);
    return size ? std::optional(*size) : std::nullopt;
}

void Checker::unexpected(const YamlNode &node, const Form &form, const QString &subject, const QString &hint)
{
    m_mistakes.add(node.place,
                   QStringLiteral("%1 must be %2, not %3%4").arg(subject, expectation(form), found(node), hint));
}

bool Checker::matchesKind(const YamlNode &node, const Form &wanted) const
{
    const Form &form = resolved(wanted);
    switch (form.kind) {
    case Kind::Record:
    case Kind::Variants:
    case Kind::Map:
        return node.isMap() || (form.mayBeNothing && node.kind == YamlNode::Kind::Nothing);
    case Kind::List:
        return node.isList();
    case Kind::Either:
        return std::any_of(form.forms.begin(), form.forms.end(),
                           [&](const Form &each) { return matchesKind(node, each); });
    default:
        return node.isScalar();
    }
}

void Checker::check(const YamlNode &node, const Form &wanted, const QString &subject)
{
    const Form &form = resolved(wanted);
    if (!matchesKind(node, form))
        return unexpected(node, form, subject);
    switch (form.kind) {
    case Kind::Record:
        return checkRecord(node, form, subject);
    case Kind::Variants:
        return checkVariants(node, form, subject);
    case Kind::Map:
        return checkMap(node, form, subject);
    case Kind::List:
        return checkList(node, form, subject);
    case Kind::Either:
        return checkEither(node, form, subject);
    default:
        return checkScalar(node, form, subject);
    }
}

void Checker::checkScalar(const YamlNode &node, const Form &form, const QString &subject)
{
    const auto outOfRange = [&](const QString &lowest, const QString &highest) {
        m_mistakes.add(node.place,
                       QStringLiteral("%1 must be from %2 to %3, not %4").arg(subject, lowest, highest, found(node)));
    };
    const auto isOutside = [&form](quint64 value) { return value < form.lowest || value > form.highest; };
    switch (form.kind) {
    case Kind::Text:
        if (node.text.isEmpty())
            m_mistakes.add(node.place, QStringLiteral("%1 is empty").arg(subject));
        return;
    case Kind::Word:
        if (!form.words.contains(node.text))
            unexpected(node, form, subject, didYouMean(node.text, form.words));
        return;
    case Kind::Flag:
        if (!flagOf(node))
            unexpected(node, form, subject);
        return;
    case Kind::Whole:
        if (const auto number = wholeOf(node); !number || isOutside(*number))
            unexpected(node, form, subject);
        return;
    case Kind::Rate:
        if (const auto rate = rateOf(node); !rate)
            unexpected(node, form, subject);
        else if (*rate <= 0 || *rate > double(form.highest))
            m_mistakes.add(node.place, QStringLiteral("%1 must be above 0 and up to %2/s, not %3")
                                           .arg(subject, QString::number(form.highest), found(node)));
        return;
    case Kind::Duration: {
        const auto duration = durationOf(node);
        if (!duration)
            return unexpected(node, form, subject, QStringLiteral(": the units are us, ms, s, min, h"));
        const auto unit = form.isFine ? 1us : std::chrono::microseconds(1ms);
        if (duration->count() % unit.count() != 0)
            m_mistakes.add(node.place,
                           QStringLiteral("%1 must be whole milliseconds, not %2").arg(subject, found(node)));
        else if (isOutside(quint64(*duration / unit)))
            outOfRange(formatDuration(qint64(form.lowest) * unit), formatDuration(qint64(form.highest) * unit));
        return;
    }
    case Kind::Size: {
        const auto size = sizeOf(node);
        if (!size || (!form.isBare && isOfDigits(node.text)))
            return unexpected(node, form, subject, QStringLiteral(": the units are B, KiB, MiB, GiB, kB, MB, GB"));
        if (isOutside(quint64(*size)))
            outOfRange(formatSize(qint64(form.lowest)), formatSize(qint64(form.highest)));
        return;
    }
    default:
        Q_ASSERT(false);
    }
}

void Checker::checkRecord(const YamlNode &node, const Form &form, const QString &subject, const QStringList &others)
{
    for (const auto &[key, value] : node.entries) {
        const auto known = std::find_if(form.keys.begin(), form.keys.end(),
                                        [&name = key.text](const Key &each) { return each.name == name; });
        if (known == form.keys.end())
            m_mistakes.add(
                key.place,
                QStringLiteral("unknown key “%1”%2").arg(key.text, suggestion(key.text, keyNames(form) + others)));
        else
            check(value, known->form, QStringLiteral("“%1”").arg(key.text));
    }
    for (const Key &key : form.keys) {
        if (key.isRequired && !node.find(key.name))
            m_mistakes.add(node.place,
                           QStringLiteral("%1 needs “%2” (%3)").arg(subject, key.name, expectation(key.form)));
    }
}

void Checker::checkVariants(const YamlNode &node, const Form &form, const QString &subject)
{
    const QStringList marks = marksOf(form);
    const Form *chosen = form.isDefaultFirst ? &form.forms.front() : nullptr;
    QString first;
    for (const auto &[key, value] : node.entries) {
        if (!marks.contains(key.text))
            continue;
        if (!first.isEmpty())
            return m_mistakes.add(key.place,
                                  QStringLiteral("%1 is either “%2” or “%3”, not both").arg(subject, first, key.text));
        first = key.text;
        chosen = &*std::find_if(form.forms.begin(), form.forms.end(),
                                [&](const Form &each) { return mark(each) == key.text; });
    }
    if (chosen)
        return checkRecord(node, *chosen, subject, first.isEmpty() ? marks : QStringList());
    if (node.entries.empty())
        m_mistakes.add(node.place, QStringLiteral("%1 is empty%2").arg(subject, suggestion({}, marks)));
    else
        m_mistakes.add(node.entries.front().key.place,
                       QStringLiteral("unknown key “%1”%2")
                           .arg(node.entries.front().key.text, suggestion(node.entries.front().key.text, marks)));
}

void Checker::checkCount(const YamlNode &node, const Form &form, const QString &subject, std::size_t count)
{
    if (count < form.lowest)
        m_mistakes.add(node.place, QStringLiteral("%1 is empty").arg(subject));
    else if (count > form.highest)
        m_mistakes.add(node.place,
                       QStringLiteral("%1 has %2 entries, more than %3").arg(subject).arg(count).arg(form.highest));
}

void Checker::checkMap(const YamlNode &node, const Form &form, const QString &subject)
{
    checkCount(node, form, subject, node.entries.size());
    const QRegularExpression pattern(form.pattern);
    for (const auto &[key, value] : node.entries) {
        if (!pattern.match(key.text).hasMatch())
            m_mistakes.add(
                key.place,
                QStringLiteral("“%1” is no name for one of %2: %3").arg(key.text, subject, form.patternHint));
        check(value, form.forms.front(), QStringLiteral("“%1”").arg(key.text));
    }
}

void Checker::checkList(const YamlNode &node, const Form &form, const QString &subject)
{
    checkCount(node, form, subject, node.items.size());
    // Of the steps in "parallel", it is the item of an item that is meant.
    const QString item = subject.startsWith(u'“') ? QStringLiteral("an item of ") + subject : subject;
    for (const YamlNode &each : node.items)
        check(each, form.forms.front(), item);
}

void Checker::checkEither(const YamlNode &node, const Form &form, const QString &subject)
{
    QList<const Form *> fitting;
    QStringList words;
    QStringList marks; // words that cannot stand alone
    for (const Form &wanted : form.forms) {
        const Form &each = resolved(wanted);
        if (matchesKind(node, each))
            fitting << &each;
        words << each.words;
        marks << marksOf(each);
    }
    QStringList all = words + marks;
    all.removeDuplicates();
    if (node.isMap() && node.entries.size() == 1 && words.contains(node.entries.front().key.text) &&
        !marks.contains(node.entries.front().key.text))
        return m_mistakes.add(node.entries.front().key.place,
                              QStringLiteral("“%1” has nothing more to be told: write the word alone")
                                  .arg(node.entries.front().key.text));
    // No two forms of one value are mappings, or lists; scalars may be several.
    if (!node.isScalar() || fitting.size() == 1)
        return checkAlone(node, *fitting.first(), subject, all, marks);
    for (const Form *each : fitting) {
        Mistakes tried;
        Checker(tried).check(node, *each, subject);
        if (tried.isEmpty())
            return;
        // A duration it is meant to be: then it is told what is wrong with it.
        if (each->kind == Kind::Duration && node.text.front().isDigit())
            return check(node, *each, subject);
    }
    unexpected(node, form, subject, didYouMean(node.text, all));
}

/// Of several forms that a value may have, it is meant to have this one.
void Checker::checkAlone(const YamlNode &node, const Form &form, const QString &subject, const QStringList &all,
                         const QStringList &marks)
{
    if (form.kind != Kind::Word || form.words.contains(node.text))
        return check(node, form, subject);
    if (marks.contains(node.text))
        return m_mistakes.add(node.place, QStringLiteral("“%1” needs to be told more: write %1: {…}").arg(node.text));
    m_mistakes.add(node.place,
                   QStringLiteral("%1 cannot be “%2”%3").arg(subject, node.text, suggestion(node.text, all)));
}

} // namespace crosstalk::scenario
