// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/criteriareader.h"

#include "formats/jsonpointer.h"
#include "formats/probereader.h"
#include "formats/profilefields.h"

#include <QRegularExpression>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;

namespace {

constexpr qint64 day = 24 * 3600;
constexpr double infinity = std::numeric_limits<double>::infinity();

bool isRegexSound(ErrorList &errors, const QString &pattern, const QString &pointer, int groups)
{
    const QRegularExpression regex(pattern);
    if (!regex.isValid()) {
        errors.add(Code::InvalidRegex, pointer,
                   {pattern, regex.errorString(), QString::number(regex.patternErrorOffset())});
        return false;
    }
    if (regex.captureCount() >= groups)
        return true;
    errors.add(Code::RegexWithoutGroup, pointer, {pattern});
    return false;
}

void readRefuse(FieldReader &reader, domain::CriterionPlan &plan)
{
    const auto patterns = reader.words(u"refuse"_s);
    if (!patterns)
        return;
    for (qsizetype i = 0; i < patterns->size(); ++i)
        std::ignore = isRegexSound(reader.errors(), patterns->at(i), pointerTo(reader.pointer(u"refuse"_s), i), 0);
    plan.refuse = *patterns;
}

std::optional<domain::Unit> readUnit(FieldReader &reader)
{
    if (!reader.has(u"unit"_s))
        return domain::Unit::None;
    const auto name = reader.text(u"unit"_s);
    if (!name)
        return std::nullopt;
    const auto unit = domain::unitFromName(*name);
    if (!unit)
        reader.errors().add(Code::UnknownWord, reader.pointer(u"unit"_s), {*name});
    return unit;
}

std::optional<domain::Extract> readExtract(FieldReader reader, const QString &name)
{
    reader.require({u"regex"_s}).allowOnly(extractKeys());
    domain::Extract extract;
    extract.name = name;
    const auto regex = reader.word(u"regex"_s);
    const bool sound = regex && isRegexSound(reader.errors(), *regex, reader.pointer(u"regex"_s), 1);
    const auto unit = readUnit(reader);
    extract.max = reader.number(u"max"_s, -infinity, infinity);
    extract.min = reader.number(u"min"_s, -infinity, infinity);
    // A number without a limit would look like a judgement and be none.
    if (!reader.has(u"max"_s) && !reader.has(u"min"_s))
        reader.require({u"max"_s});
    if (!sound || !unit)
        return std::nullopt;
    extract.regex = *regex;
    extract.unit = *unit;
    return extract;
}

void readExtracts(FieldReader &reader, domain::CriterionPlan &plan)
{
    auto list = reader.child(u"extract"_s);
    if (!list)
        return;
    plan.extract.clear();
    for (const QString &name : list->object().keys()) {
        auto item = list->child(name);
        const auto extract = item ? readExtract(*item, name) : std::nullopt;
        if (extract)
            plan.extract.append(*extract);
    }
}

/// A criterion whose command is named is checked by it, unless the source says otherwise; people and webhooks are
/// never a command, because the checklist has none for them.
void readSource(FieldReader &reader, const domain::Criterion &criterion, domain::CriterionPlan &plan)
{
    const bool hasCommand = !criterion.command.isEmpty();
    const QStringList allowed = hasCommand ? QStringList{u"command"_s, u"probe"_s} : QStringList{u"probe"_s};
    const auto source = reader.oneOf(u"source"_s, allowed);
    if (source)
        plan.source = *source == "probe"_L1 ? domain::CheckSource::Probe : domain::CheckSource::Command;
    const auto command = readCommand(reader, u"command"_s);
    if (command && hasCommand)
        plan.command = *command;
    else if (command)
        reader.errors().add(Code::UnknownKey, reader.pointer(u"command"_s), {u"command"_s, QString()});
}

void readCriterion(FieldReader &reader, domain::CriterionId id, domain::Profile &profile)
{
    auto &plan = profile.criteria[std::size_t(id)];
    reader.allowOnly(criterionKeys() + probeKeys(id));
    readProbe(reader, id, profile.probes);
    readSource(reader, domain::criterion(id), plan);
    // An empty expected line would turn «exit 0 and the line» into «exit 0».
    if (const auto expect = reader.word(u"expect"_s))
        plan.expect = *expect;
    readRefuse(reader, plan);
    readExtracts(reader, plan);
    set(plan.inputs, readInnerPaths(reader, u"inputs"_s));
    plan.deadlineS = reader.integer(u"deadline_s"_s, 1, day).value_or(plan.deadlineS);
    plan.staleS = reader.integer(u"stale_s"_s, 1, 366 * day).value_or(plan.staleS);
}

std::optional<domain::CriterionId> criterionOf(FieldReader &list, const QString &key)
{
    const auto id = domain::criterionFromKey(key);
    if (id && std::size_t(*id) < domain::criterionCount)
        return id;
    QStringList known;
    for (const auto &criterion : std::span(domain::criteria()).first(domain::criterionCount))
        known.append(criterion.key);
    list.errors().add(Code::UnknownCriterion, list.pointer(key), {key, nearestKey(key, known)});
    return std::nullopt;
}

} // namespace

const QStringList &criterionKeys()
{
    static const QStringList keys{u"source"_s,  u"command"_s, u"expect"_s,     u"refuse"_s,
                                  u"extract"_s, u"inputs"_s,  u"deadline_s"_s, u"stale_s"_s};
    return keys;
}

const QStringList &extractKeys()
{
    static const QStringList keys{u"regex"_s, u"unit"_s, u"max"_s, u"min"_s};
    return keys;
}

void readCriteria(FieldReader &root, domain::Profile &profile)
{
    auto list = root.child(u"criteria"_s);
    if (!list)
        return;
    for (const QString &key : list->object().keys()) {
        const auto id = criterionOf(*list, key);
        auto reader = id ? list->child(key) : std::nullopt;
        if (reader)
            readCriterion(*reader, *id, profile);
    }
}

} // namespace cutover::formats
