// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/reportreader.h"

#include "domain/rules.h"
#include "formats/fieldreader.h"
#include "formats/rowjson.h"

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;
using domain::CriterionId;

namespace {

constexpr JsonLimits reportLimits{largestReport, 16};
constexpr double anyNumber = std::numeric_limits<double>::max();

const QStringList &rowKeys()
{
    static const QStringList keys{u"id"_s,          u"category"_s,    u"title"_s,         u"status"_s,
                                  u"observed"_s,    u"operator"_s,    u"limit"_s,         u"unit"_s,
                                  u"margin"_s,      u"arithmetic"_s,  u"reason"_s,        u"source"_s,
                                  u"measured_at"_s, u"duration_ms"_s, u"output_sha256"_s, u"note"_s};
    return keys;
}

const QStringList &baselineOwnKeys()
{
    static const QStringList keys{u"p50_ms"_s, u"p99_ms"_s, u"captured_at"_s, u"file"_s};
    return keys;
}

const QStringList &reportKeys()
{
    static const QStringList keys{u"verdict"_s, u"decision_verdict"_s, u"waiting_for"_s, u"generated_at"_s,
                                  u"rows"_s,    u"baselines"_s};
    return keys;
}

const QStringList &preCutoverKeys()
{
    static const QStringList keys{u"opens_at"_s, u"missing"_s};
    return keys;
}

bool isNull(const FieldReader &reader, const QString &key)
{
    return reader.object().value(key).isNull();
}

QString textOrNull(FieldReader &reader, const QString &key)
{
    return isNull(reader, key) ? QString() : reader.text(key).value_or(QString());
}

/// Number, text or null.
QJsonValue scalar(FieldReader &reader, const QString &key)
{
    const QJsonValue value = reader.object().value(key);
    if (value.isArray() || value.isObject() || value.isBool())
        reader.errors().add(Code::WrongType, reader.pointer(key), {u"number"_s, typeName(value)});
    return value;
}

QStringList statusNames()
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(domain::Status::NotRun); ++i)
        names.append(domain::statusName(static_cast<domain::Status>(i)));
    return names;
}

QStringList sourceKinds()
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(domain::Source::Kind::Rollup); ++i)
        names.append(sourceKindName(static_cast<domain::Source::Kind>(i)));
    return names;
}

domain::Source readSource(FieldReader &row)
{
    domain::Source source;
    auto reader = row.child(u"source"_s);
    if (!reader)
        return source;
    const QStringList keys{u"kind"_s, u"ref"_s, u"pointer"_s, u"exit_code"_s};
    reader->require(keys).allowOnly(keys);
    if (const auto kind = reader->oneOf(u"kind"_s, sourceKinds()))
        source.kind = *sourceKindFromName(*kind);
    source.ref = reader->text(u"ref"_s).value_or(QString());
    source.pointer = textOrNull(*reader, u"pointer"_s);
    if (!isNull(*reader, u"exit_code"_s))
        if (const auto code = reader->integer(u"exit_code"_s, -1, std::numeric_limits<int>::max()))
            source.exitCode = static_cast<int>(*code);
    return source;
}

ReportedRow readRow(FieldReader &reader, CriterionId id)
{
    ReportedRow row;
    row.id = id;
    std::ignore = reader.oneOf(u"id"_s, {domain::criterion(id).key});
    for (const QString &key : {u"category"_s, u"title"_s, u"note"_s})
        std::ignore = reader.text(key);
    if (const auto status = reader.oneOf(u"status"_s, statusNames()))
        row.status = *domain::statusFromName(*status);
    row.observed = scalar(reader, u"observed"_s);
    row.limit = scalar(reader, u"limit"_s);
    std::ignore = scalar(reader, u"margin"_s);
    row.op = textOrNull(reader, u"operator"_s);
    row.unit = textOrNull(reader, u"unit"_s);
    row.arithmetic = reader.text(u"arithmetic"_s).value_or(QString());
    row.reason = reader.text(u"reason"_s).value_or(QString());
    row.source = readSource(reader);
    if (!isNull(reader, u"measured_at"_s))
        row.measuredAt = reader.time(u"measured_at"_s).value_or(QDateTime());
    if (!isNull(reader, u"duration_ms"_s))
        std::ignore = reader.integer(u"duration_ms"_s, 0, std::numeric_limits<qint64>::max());
    if (!isNull(reader, u"output_sha256"_s))
        row.outputSha256 = reader.digest(u"output_sha256"_s).value_or(QByteArray());
    return row;
}

void readRows(FieldReader &root, Report &report)
{
    const auto rows = root.children(u"rows"_s);
    if (!rows)
        return;
    if (rows->size() != static_cast<qsizetype>(domain::criterionCount)) {
        const QString wanted = QString::number(domain::criterionCount);
        root.errors().add(Code::OutOfRange, root.pointer(u"rows"_s), {QString::number(rows->size()), wanted, wanted});
        return;
    }
    for (std::size_t i = 0; i < domain::criterionCount; ++i) {
        auto row = rows->at(static_cast<qsizetype>(i));
        row.require(rowKeys()).allowOnly(rowKeys());
        report.rows[i] = readRow(row, domain::criteria()[i].id);
    }
}

void readBaselines(FieldReader &root, Report &report)
{
    auto reader = root.child(u"baselines"_s);
    if (!reader)
        return;
    reader->require(rowKeys() + baselineOwnKeys()).allowOnly(rowKeys() + baselineOwnKeys());
    report.rows[static_cast<std::size_t>(CriterionId::Baselines)] = readRow(*reader, CriterionId::Baselines);
    if (isNull(*reader, u"p50_ms"_s))
        return;
    const auto p50 = reader->number(u"p50_ms"_s, 0, anyNumber);
    const auto p99 = reader->number(u"p99_ms"_s, 0, anyNumber);
    const auto captured = reader->time(u"captured_at"_s);
    const auto file = reader->text(u"file"_s);
    if (p50 && p99 && captured && file)
        report.baseline = domain::Baseline{*p50, *p99, *captured, *file};
}

/// A verdict that is not the one of the rows was not written by this program.
bool readVerdict(FieldReader &root, const QString &key, const Report &report, std::span<const CriterionId> set)
{
    bool isGo = true;
    for (const auto id : set)
        isGo = isGo && report.rows[static_cast<std::size_t>(id)].status == domain::Status::Go;
    std::ignore = root.oneOf(key, {isGo ? u"GO"_s : u"NO-GO"_s});
    return isGo;
}

} // namespace

tl::expected<Report, DocumentErrors> readReport(QByteArrayView bytes, const QString &file)
{
    const auto text = parseStrict(bytes, reportLimits);
    if (!text)
        return tl::make_unexpected(DocumentErrors{documentError(text.error(), file)});
    ErrorList errors(&*text, file);
    if (!text->root.isObject()) {
        errors.add(Code::WrongType, {}, {u"object"_s, typeName(text->root)});
        return tl::make_unexpected(errors.inOrder());
    }
    Report report;
    FieldReader root(&errors, text->root.toObject(), {});
    const bool isPreCutover = root.has(u"opens_at"_s) || root.has(u"missing"_s);
    const QStringList keys = isPreCutover ? reportKeys() + preCutoverKeys() : reportKeys();
    root.require(keys).allowOnly(keys);
    report.generatedAt = root.time(u"generated_at"_s).value_or(QDateTime());
    std::ignore = root.words(u"waiting_for"_s);
    if (isPreCutover) {
        std::ignore = root.time(u"opens_at"_s);
        report.missing = root.words(u"missing"_s);
    }
    readRows(root, report);
    readBaselines(root, report);
    if (errors.isEmpty()) {
        report.isGo = readVerdict(root, u"verdict"_s, report, domain::preflightSet());
        report.isDecisionGo = readVerdict(root, u"decision_verdict"_s, report, domain::decisionSet());
    }
    if (!errors.isEmpty())
        return tl::make_unexpected(errors.inOrder());
    return report;
}

} // namespace cutover::formats
