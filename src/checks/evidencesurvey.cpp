// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/evidencesurvey.h"

#include "checks/detachedsignature.h"
#include "checks/evidencefolder.h"
#include "checks/sealjudge.h"
#include "checks/workspacefile.h"
#include "crypto/digest.h"

#include <algorithm>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;
using formats::ManifestError;

namespace {

constexpr qint64 largestManifest = 16 * 1024 * 1024;
constexpr qint64 nsPerMs = 1'000'000;
const QString signersFile = u"configs/cutover/signers.dsse.json"_s;

Reason reasonOf(const ManifestError &error, const QString &file)
{
    const bool hasPlace =
        error.code == ManifestError::Code::EnvelopeMalformed || error.code == ManifestError::Code::PayloadUnreadable;
    if (hasPlace)
        return {Cause::FileUnreadable, {file, error.detail, error.pointer, QString::number(error.line)}};
    return {Cause::ManifestInvalid, {file, formats::codeName(error.code)}};
}

/// Genuine, but not the last: it would hide what was sealed after it.
bool isPutBack(const formats::Manifest &manifest, const QByteArray &bytes, const std::optional<LastSeal> &last)
{
    const bool isNewer = last && manifest.sealedAt.isValid() && manifest.sealedAt > last->at;
    return last && !isNewer && crypto::sha256(bytes) != last->manifestSha256;
}

tl::expected<formats::Manifest, Reason> manifestIn(const EvidenceContext &context, const QDateTime &now)
{
    const QString file = manifestOf(context.profile.probes.evidence.folder);
    const auto bytes = readInWorkspace(file, context.workspace, largestManifest);
    if (!bytes && bytes.error().cause == Cause::FileAbsent)
        return tl::unexpected(Reason{Cause::ManifestAbsent, {file}});
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto manifest = formats::readManifest(*bytes);
    if (!manifest)
        return tl::unexpected(reasonOf(manifest.error(), file));
    if (formats::isSealedAhead(*manifest, now))
        return tl::unexpected(Reason{Cause::ManifestInvalid, {file, u"sealed_ahead"_s}});
    if (isPutBack(*manifest, *bytes, context.lastSeal))
        return tl::unexpected(Reason{Cause::ManifestInvalid, {file, u"older_than_last_seal"_s}});
    return std::move(*manifest);
}

std::optional<Reason> producerFault(const EvidenceContext &context, const metrics::EvidenceReading &live)
{
    const QString &keyFile = context.profile.probes.evidence.pipelineKey;
    if (keyFile.isEmpty())
        return std::nullopt;
    if (!context.signers)
        return Reason{Cause::SignersUntrusted, {signersFile}};
    const QString signatureFile = live.file + signatureSuffix;
    const auto fault = [&](const QString &code) { return Reason{Cause::ProducerUnsigned, {signatureFile, code}}; };
    const auto pem = readInWorkspace(keyFile, context.workspace, largestSignatureFile);
    if (!pem)
        return pem.error();
    const QList<FolderKey> keys{{keyFile, crypto::PublicKey::fromPem(*pem)}};
    if (const auto &key = keys.first().key; !key)
        return Reason{Cause::FileUnreadable, {keyFile, crypto::codeName(key.error().code), {}, {}}};
    if (const auto fingerprint = keys.first().key->fingerprint(); !context.signers->evidenceKeys.contains(fingerprint))
        return Reason{Cause::SignerUntrusted, {keyFile, fingerprint}};
    const auto text = readInWorkspace(signatureFile, context.workspace, largestSignatureFile);
    if (!text)
        return text.error().cause == Cause::FileAbsent ? fault(u"not_signed"_s) : text.error();
    const auto judged = judgeDetached(live.bytes, *text, keys, context.signers->evidenceKeys);
    return judged.code == DetachedJudgement::Code::Valid ? std::nullopt : std::optional(fault(codeName(judged.code)));
}

} // namespace

EvidenceSurvey surveyEvidence(const EvidenceContext &context, const QDateTime &now)
{
    EvidenceSurvey survey;
    const auto manifest = manifestIn(context, now);
    const QString &folder = context.profile.probes.evidence.folder;
    const auto files = listEvidence(folder, context.workspace);
    if (manifest)
        survey.manifest = *manifest;
    if (!manifest || !files) {
        survey.fault = manifest ? files.error() : manifest.error();
        return survey;
    }
    const QString file = manifestOf(folder);
    const auto keys = keysInFolder(u"%1/%2"_s.arg(context.workspace, evidenceKeyFolder));
    const auto sealedBy = context.signers ? judgeSeal(*manifest, file, *context.signers, keys)
                                          : tl::unexpected(Reason{Cause::SignersUntrusted, {signersFile}});
    if (sealedBy)
        survey.sealedBy = *sealedBy;
    else
        survey.fault = sealedBy.error();
    // Anybody can set the file's date back, and what came before the seal would pass for newer.
    const qint64 claimedNs = manifest->sealedAt.isValid() ? manifest->sealedAt.toMSecsSinceEpoch() * nsPerMs : 0;
    const qint64 sealedNs = std::max(changedNs(context.workspace + u'/' + file), claimedNs);
    for (const auto &[path, changed] : *files) {
        if (manifest->files.contains(path))
            continue;
        const auto resolved = resolvedInWorkspace(path, context.workspace);
        if (!resolved && resolved.error().cause == Cause::PathOutside)
            survey.outside.append(path);
        else
            (changed > sealedNs ? survey.unsealed : survey.unlisted).append(path);
    }
    return survey;
}

LiveEvidence readLiveEvidence(const EvidenceContext &context, const QDateTime &now)
{
    LiveEvidence live;
    live.reading = metrics::readEvidence(metrics::evidencePath(context.workspace), context.profile.pointers, now);
    live.reading.file = metrics::evidencePath({}).mid(1);
    live.fault = producerFault(context, live.reading);
    return live;
}

} // namespace cutover::checks
