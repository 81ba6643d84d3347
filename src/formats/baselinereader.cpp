// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/baselinereader.h"

#include "formats/evidencereader.h"
#include "formats/fieldreader.h"
#include "formats/jsonpointer.h"
#include "formats/reports.h"
#include "formats/rfc3339.h"

#include <QDate>
#include <QFileInfo>
#include <QJsonObject>
#include <QRegularExpression>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;

namespace {

constexpr JsonLimits fileLimits{1024 * 1024, 32};

QDate dateInName(const QString &file)
{
    static const QRegularExpression shape(u"\\Abaselines-([0-9]{8})\\.json\\z"_s);
    const auto match = shape.match(QFileInfo(file).fileName());
    return match.hasMatch() ? QDate::fromString(match.captured(1), u"yyyyMMdd"_s) : QDate();
}

double positiveAt(ErrorList &errors, const QJsonValue &root, const QString &pointer, double most)
{
    const auto value = resolvePointer(root, pointer);
    if (!value) {
        errors.add(Code::MissingKey, pointer, {pointer.section(u'/', -1)});
        return 0;
    }
    // Read as a member of a one-key object, so that a quoted number gets the same mend as everywhere.
    const QString parent = pointer.section(u'/', 0, -2);
    FieldReader reader(&errors, QJsonObject{{pointer.section(u'/', -1), *value}}, parent);
    constexpr double aboveZero = 1e-15;
    return reader.number(pointer.section(u'/', -1), aboveZero, most).value_or(0);
}

QDateTime capturedAt(ErrorList &errors, const QJsonObject &object, const QString &file, const QDateTime &now)
{
    const QString key = u"captured_at"_s;
    FieldReader reader(&errors, object, {});
    if (reader.has(key)) {
        const auto own = reader.time(key);
        if (own && now.secsTo(*own) > domain::clockToleranceS)
            errors.add(Code::FutureTime, reader.pointer(key), {formatRfc3339(*own)});
        return own.value_or(QDateTime());
    }
    const QDate date = dateInName(file);
    if (!date.isValid()) {
        reader.require({key});
        return {};
    }
    constexpr qint64 furthestZoneS = 14 * 3600;
    const QDateTime midnight = date.startOfDay(Qt::UTC);
    if (now.secsTo(midnight) > furthestZoneS)
        errors.add(Code::FutureTime, {}, {formatRfc3339(midnight)});
    return std::min(midnight, now);
}

} // namespace

const QStringList &baselineKeys()
{
    static const QStringList keys{u"captured_at"_s, u"p50_ms"_s, u"p99_ms"_s, u"error_rate"_s};
    return keys;
}

tl::expected<domain::Baseline, DocumentErrors>
readBaseline(QByteArrayView bytes, const QString &file, const domain::EvidencePointers &pointers, const QDateTime &now)
{
    const auto text = parseStrict(bytes, fileLimits);
    if (!text)
        return tl::make_unexpected(DocumentErrors{documentError(text.error(), file)});
    ErrorList errors(&*text, file);
    if (!text->root.isObject()) {
        errors.add(Code::WrongType, {}, {u"object"_s, typeName(text->root)});
        return tl::make_unexpected(errors.inOrder());
    }
    domain::Baseline baseline;
    baseline.file = file;
    constexpr double anyLatency = 1e15;
    baseline.p99Ms = positiveAt(errors, text->root, pointers.p99, anyLatency);
    // No half of all requests is slower than all but a hundredth: the two were exchanged, and every limit with them.
    baseline.p50Ms = positiveAt(errors, text->root, pointers.p50, baseline.p99Ms > 0 ? baseline.p99Ms : anyLatency);
    baseline.capturedAt = capturedAt(errors, text->root.toObject(), file, now);
    if (!errors.isEmpty())
        return tl::make_unexpected(errors.inOrder());
    return baseline;
}

tl::expected<QByteArray, DocumentErrors> captureBaseline(QByteArrayView evidence, const QString &file,
                                                         const domain::EvidencePointers &pointers, const QDateTime &now)
{
    const auto text = parseStrict(evidence);
    if (!text)
        return tl::make_unexpected(DocumentErrors{documentError(text.error(), file)});
    const auto perf = resolvePointer(text->root, pointers.perf);
    if (!perf || !perf->isObject()) {
        ErrorList errors(&*text, file);
        errors.add(perf ? Code::WrongType : Code::MissingKey, pointers.perf,
                   perf ? QStringList{u"object"_s, typeName(*perf)} : QStringList{pointers.perf});
        return tl::make_unexpected(errors.inOrder());
    }
    QJsonObject object = perf->toObject();
    object.insert(u"captured_at"_s, formatRfc3339(now));
    const QByteArray bytes = readableJson(object);
    const auto read = readBaseline(bytes, file, pointers, now);
    if (!read)
        return tl::make_unexpected(read.error());
    return bytes;
}

QString baselineFileName(const QDateTime &capturedAt)
{
    return u"baselines-%1.json"_s.arg(capturedAt.toUTC().toString(u"yyyyMMdd"_s));
}

QString newestBaselineFile(const QStringList &names)
{
    QString newest;
    for (const QString &name : names) {
        if (dateInName(name).isValid() && (newest.isEmpty() || dateInName(name) > dateInName(newest)))
            newest = name;
    }
    return newest;
}

} // namespace cutover::formats
