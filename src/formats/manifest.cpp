// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/manifest.h"

#include "domain/row.h"
#include "formats/canonicaljson.h"
#include "formats/fieldreader.h"
#include "formats/jsonpointer.h"
#include "formats/rfc3339.h"
#include "formats/statement.h"

#include <QJsonArray>
#include <QJsonObject>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = ManifestError::Code;

namespace {

const QString subjectKey = u"subject"_s;

tl::unexpected<ManifestError> fail(Code code, const QString &pointer = {}, int line = 0, const QString &detail = {})
{
    return tl::unexpected(ManifestError{code, pointer, line, detail});
}

tl::expected<QMap<QString, QByteArray>, ManifestError> filesOf(const QJsonObject &statement)
{
    const QString pointer = pointerTo({}, subjectKey);
    const auto subjects = readSubjects(statement[subjectKey]);
    if (!subjects || subjects->isEmpty())
        return fail(Code::NoSubjects, pointer);
    QMap<QString, QByteArray> files;
    for (qsizetype i = 0; i < subjects->size(); ++i) {
        const auto &subject = subjects->at(i);
        if (subject.name.isEmpty() || subject.sha256.isEmpty())
            return fail(Code::SubjectMalformed, pointerTo(pointer, i));
        if (files.contains(subject.name))
            return fail(Code::DuplicateSubject, pointerTo(pointer, i));
        files.insert(subject.name, subject.sha256);
    }
    return files;
}

} // namespace

QString codeName(ManifestError::Code code)
{
    switch (code) {
    case Code::EnvelopeMalformed:
        return u"envelope_malformed"_s;
    case Code::WrongPayloadType:
        return u"wrong_payload_type"_s;
    case Code::PayloadUnreadable:
        return u"payload_unreadable"_s;
    case Code::NotAManifest:
        return u"not_a_manifest"_s;
    case Code::NoSubjects:
        return u"no_subjects"_s;
    case Code::SubjectMalformed:
        return u"subject_malformed"_s;
    case Code::DuplicateSubject:
        return u"duplicate_subject"_s;
    case Code::BadTime:
        return u"bad_time"_s;
    }
    return {};
}

std::optional<QList<ManifestSubject>> readSubjects(const QJsonValue &subjects)
{
    if (!subjects.isArray())
        return std::nullopt;
    QList<ManifestSubject> read;
    for (const auto &value : subjects.toArray()) {
        const auto digest = digestFromHex(value[u"digest"_s][u"sha256"_s].toString());
        read.append({value[u"name"_s].toString(), digest.value_or(QByteArray())});
    }
    return read;
}

tl::expected<Manifest, ManifestError> readManifest(QByteArrayView bytes)
{
    auto envelope = parseEnvelope(bytes);
    if (!envelope) {
        const auto &error = envelope.error();
        return fail(Code::EnvelopeMalformed, error.pointer, error.line,
                    error.json ? codeName(error.json->code) : codeName(error.code));
    }
    if (envelope->payloadType != inTotoPayloadType)
        return fail(Code::WrongPayloadType, u"/payloadType"_s);
    const auto text = parseStrict(envelope->payload);
    if (!text)
        return fail(Code::PayloadUnreadable, text.error().pointer, text.error().line, codeName(text.error().code));
    const auto statement = text->root.toObject();
    if (statement[u"_type"_s].toString() != QLatin1String(statementType) ||
        statement[u"predicateType"_s].toString() != manifestPredicateType)
        return fail(Code::NotAManifest, u"/predicateType"_s);
    auto files = filesOf(statement);
    if (!files)
        return tl::unexpected(files.error());
    const auto predicate = statement[u"predicate"_s].toObject();
    const auto told = predicate[u"sealed_at"_s];
    const auto sealedAt = parseRfc3339(told.toString());
    if (!sealedAt && !told.isUndefined())
        return fail(Code::BadTime, u"/predicate/sealed_at"_s);
    return Manifest{std::move(*envelope), std::move(*files), sealedAt.value_or(QDateTime()),
                    predicate[u"environment"_s].toString()};
}

bool isSealedAhead(const Manifest &manifest, const QDateTime &now)
{
    return manifest.sealedAt.isValid() && manifest.sealedAt > now.addSecs(domain::clockToleranceS);
}

QByteArray manifestPayload(const QMap<QString, QByteArray> &files, const QString &environment,
                           const QDateTime &sealedAt)
{
    QJsonArray subjects;
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        subjects.append(QJsonObject{
            {u"name"_s, it.key()}, {u"digest"_s, QJsonObject{{u"sha256"_s, QString::fromLatin1(it.value().toHex())}}}});
    const QJsonObject statement{
        {u"_type"_s, QLatin1String(statementType)},
        {subjectKey, subjects},
        {u"predicateType"_s, manifestPredicateType},
        {u"predicate"_s, QJsonObject{{u"environment"_s, environment}, {u"sealed_at"_s, formatRfc3339(sealedAt)}}}};
    // Texts alone: there is nothing in it that could have no canonical form but a name with a lone surrogate.
    return canonicalJson(QJsonValue(statement)).value_or(QByteArray());
}

} // namespace cutover::formats
