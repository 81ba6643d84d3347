// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/probereader.h"

#include "formats/profilefields.h"

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;
using domain::CriterionId;

namespace {

constexpr qint64 day = 24 * 3600;

void readReadyz(FieldReader &reader, domain::ReadyzOptions &options)
{
    set(options.url, readWebUrl(reader, u"url"_s));
    set(options.caFile, readInnerPath(reader, u"ca_file"_s));
}

void readEvidence(FieldReader &reader, domain::EvidenceOptions &options)
{
    set(options.folder, readInnerPath(reader, u"folder"_s));
    set(options.pipelineKey, readInnerPath(reader, u"pipeline_key"_s));
}

void readRecovery(FieldReader &reader, domain::RecoveryOptions &options)
{
    set(options.restore, readFilled(reader, u"restore"_s, u"{target}"_s));
    set(options.source, readInnerPath(reader, u"source_folder"_s));
    set(options.manifest, readInnerPath(reader, u"manifest"_s));
    set(options.maxRtoS, reader.integer(u"max_rto_s"_s, 1, day));
    if (const auto files = reader.integer(u"max_rpo_files"_s, 0, 1'000'000))
        options.maxRpoFiles = static_cast<int>(*files);
}

void readRotation(FieldReader &reader, domain::RotationOptions &options)
{
    set(options.files, readInnerPaths(reader, u"files"_s));
    set(options.inventory, readInnerPath(reader, u"inventory"_s));
    set(options.passwordSecret, readSecretName(reader, u"password_secret"_s));
    if (const auto days = reader.integer(u"min_days"_s, 0, 3660))
        options.minDays = static_cast<int>(*days);
}

void readPolicies(FieldReader &reader, domain::PolicyOptions &options)
{
    set(options.files, readInnerPaths(reader, u"files"_s));
    set(options.keys, readInnerPath(reader, u"keys"_s));
}

void readBreaker(FieldReader &reader, domain::BreakerOptions &options)
{
    set(options.url, readWebUrl(reader, u"url"_s));
    set(options.file, readInnerPath(reader, u"file"_s));
    // Of two places that could differ, nobody could say which one was judged.
    if (!options.url.isEmpty() && !options.file.isEmpty())
        reader.errors().add(Code::DuplicateValue, reader.pointer(u"url"_s), {u"file"_s});
    set(options.caFile, readInnerPath(reader, u"ca_file"_s));
    set(options.pointer, readPointer(reader, u"pointer"_s));
    set(options.heartbeatPointer, readPointer(reader, u"heartbeat_pointer"_s));
    set(options.heartbeatMaxS, reader.integer(u"heartbeat_max_s"_s, 1, day));
}

void readPromotionMode(FieldReader &reader, domain::PromotionModeOptions &options)
{
    set(options.file, readInnerPath(reader, u"file"_s));
    set(options.pointer, readPointer(reader, u"pointer"_s));
    if (reader.has(u"manual"_s))
        options.manual = reader.object().value(u"manual"_s);
    if (options.manual.isArray() || options.manual.isObject() || options.manual.isNull())
        reader.errors().add(Code::WrongType, reader.pointer(u"manual"_s), {u"boolean"_s, typeName(options.manual)});
    set(options.line, reader.word(u"line"_s));
    if (!options.pointer.isEmpty() && !options.line.isEmpty())
        reader.errors().add(Code::DuplicateValue, reader.pointer(u"line"_s), {u"pointer"_s});
}

} // namespace

void readProbe(FieldReader &reader, CriterionId id, domain::ProbeOptions &options)
{
    switch (id) {
    case CriterionId::Readyz:
        return readReadyz(reader, options.readyz);
    case CriterionId::EvidenceIntegrity:
        return readEvidence(reader, options.evidence);
    case CriterionId::DrRecovery:
        return readRecovery(reader, options.recovery);
    case CriterionId::KeyRotation:
        return readRotation(reader, options.rotation);
    case CriterionId::PolicySignatures:
        return readPolicies(reader, options.policies);
    case CriterionId::PiiBreaker:
        return readBreaker(reader, options.breaker);
    case CriterionId::ManualPromotion:
        return readPromotionMode(reader, options.promotionMode);
    default: // the others have no options of their own
        break;
    }
}

QStringList probeKeys(CriterionId id)
{
    switch (id) {
    case CriterionId::Readyz:
        return {u"url"_s, u"ca_file"_s};
    case CriterionId::EvidenceIntegrity:
        return {u"folder"_s, u"pipeline_key"_s};
    case CriterionId::DrRecovery:
        return {u"restore"_s, u"source_folder"_s, u"manifest"_s, u"max_rto_s"_s, u"max_rpo_files"_s};
    case CriterionId::KeyRotation:
        return {u"files"_s, u"inventory"_s, u"password_secret"_s, u"min_days"_s};
    case CriterionId::PolicySignatures:
        return {u"files"_s, u"keys"_s};
    case CriterionId::PiiBreaker:
        return {u"url"_s, u"file"_s, u"ca_file"_s, u"pointer"_s, u"heartbeat_pointer"_s, u"heartbeat_max_s"_s};
    case CriterionId::ManualPromotion:
        return {u"file"_s, u"pointer"_s, u"manual"_s, u"line"_s};
    default: // the others have no options of their own
        break;
    }
    return {};
}

} // namespace cutover::formats
