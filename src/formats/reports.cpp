// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/reports.h"

#include "domain/rules.h"
#include "formats/rfc3339.h"
#include "formats/rowjson.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject sourceOf(const domain::Source &source)
{
    return {{u"kind"_s, sourceKindName(source.kind)},
            {u"ref"_s, source.ref},
            {u"pointer"_s, textOrNull(source.pointer)},
            {u"exit_code"_s, source.exitCode ? QJsonValue(*source.exitCode) : QJsonValue(QJsonValue::Null)}};
}

void insertArithmetic(QJsonObject &object, const domain::Row &row)
{
    const domain::Measure *measure = row.decisiveMeasure();
    const bool compared = measure != nullptr && measure->op != domain::Operator::Equal;
    object.insert(u"observed"_s, measure ? QJsonValue(measure->observed) : textOrNull(row.observed));
    object.insert(u"operator"_s, measure ? QJsonValue(domain::operatorSign(measure->op))
                                         : textOrNull(row.limit.isEmpty() ? QString() : u"="_s));
    object.insert(u"limit"_s, measure ? QJsonValue(measure->limit) : textOrNull(row.limit));
    object.insert(u"unit"_s, measure ? textOrNull(domain::unitName(measure->unit)) : QJsonValue(QJsonValue::Null));
    object.insert(u"margin"_s, compared ? QJsonValue(measure->margin().toDouble()) : QJsonValue(QJsonValue::Null));
}

QString verdictWord(bool go)
{
    return go ? u"GO"_s : u"NO-GO"_s;
}

QStringList idsNotGo(std::span<const domain::Row> rows)
{
    QStringList ids;
    for (const domain::CriterionId id : domain::decisionSet()) {
        if (std::size_t(id) >= rows.size() || !rows[std::size_t(id)].isGo())
            ids.append(domain::criterion(id).key);
    }
    return ids;
}

} // namespace

QJsonObject reportRow(const domain::Row &row, const RowWords &words)
{
    const domain::Criterion &criterion = domain::criterion(row.id);
    QJsonObject object{
        {u"id"_s, criterion.key},
        {u"category"_s, criterion.category},
        {u"title"_s, criterion.title},
        {u"status"_s, domain::statusName(row.status)},
        {u"arithmetic"_s, words.arithmetic},
        {u"reason"_s, words.reason},
        {u"source"_s, sourceOf(row.source)},
        {u"measured_at"_s, row.measuredAt.isValid() ? textOrNull(formatRfc3339(row.measuredAt)) : textOrNull({})},
        {u"duration_ms"_s, row.durationMs < 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(row.durationMs)},
        {u"output_sha256"_s, textOrNull(QString::fromLatin1(row.outputSha256.toHex()))},
        {u"note"_s, row.note}};
    insertArithmetic(object, row);
    return object;
}

QJsonObject preflightReport(std::span<const domain::Row> rows, const std::optional<domain::Baseline> &baseline,
                            const QDateTime &generatedAt, const RowWording &wording)
{
    QJsonArray criteria;
    QJsonObject baselines;
    for (const domain::Row &row : rows) {
        const QJsonObject object = reportRow(row, wording(row));
        if (row.id == domain::CriterionId::Baselines)
            baselines = object;
        else
            criteria.append(object);
    }
    baselines.insert(u"p50_ms"_s, baseline ? QJsonValue(baseline->p50Ms) : QJsonValue(QJsonValue::Null));
    baselines.insert(u"p99_ms"_s, baseline ? QJsonValue(baseline->p99Ms) : QJsonValue(QJsonValue::Null));
    baselines.insert(u"captured_at"_s, baseline ? textOrNull(formatRfc3339(baseline->capturedAt)) : textOrNull({}));
    baselines.insert(u"file"_s, baseline ? textOrNull(baseline->file) : textOrNull({}));
    return {{u"verdict"_s, verdictWord(domain::isGo(rows, domain::preflightSet()))},
            {u"decision_verdict"_s, verdictWord(domain::isGo(rows, domain::decisionSet()))},
            {u"waiting_for"_s, QJsonArray::fromStringList(idsNotGo(rows))},
            {u"generated_at"_s, formatRfc3339(generatedAt)},
            {u"rows"_s, criteria},
            {u"baselines"_s, baselines}};
}

QJsonObject preCutoverReport(const QJsonObject &preflight, const QDateTime &opensAt, const QStringList &missing)
{
    QJsonObject report = preflight;
    report.insert(u"opens_at"_s, formatRfc3339(opensAt));
    report.insert(u"missing"_s, QJsonArray::fromStringList(missing));
    return report;
}

QByteArray readableJson(const QJsonObject &document)
{
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

} // namespace cutover::formats
