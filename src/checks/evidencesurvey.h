// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "domain/row.h"
#include "domain/signers.h"
#include "formats/manifest.h"
#include "metrics/evidencereading.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace cutover::checks {

/// The last sealing of this folder that the ledger tells of.
struct LastSeal
{
    QByteArray manifestSha256; ///< 32 raw bytes
    QDateTime at;              ///< UTC
};

struct EvidenceContext
{
    QString workspace; ///< absolute
    domain::Profile profile;
    std::optional<domain::SignersList> signers; ///< the pinned list; nothing: nobody is trusted
    /// A manifest that is not newer than this, and is not this one, was put back: ManifestInvalid,
    /// older_than_last_seal.
    std::optional<LastSeal> lastSeal;
};

/// What the manifest and the folder around it say before a sealed file is read.
struct EvidenceSurvey
{
    std::optional<formats::Manifest> manifest;
    QString sealedBy;                    ///< fingerprint of the trusted key; empty where none sealed it
    std::optional<domain::Reason> fault; ///< of manifest, list of signers or folder
    QStringList unlisted;                ///< not newer than manifest or seal, which do not list them
    QStringList unsealed;                ///< newer
    QStringList outside;                 ///< unlisted links that lead out of the workspace
};

/// Blocks for looking and reading: thread pool.
[[nodiscard]] EvidenceSurvey surveyEvidence(const EvidenceContext &context, const QDateTime &now);

/// The live evidence file, whatever gives the series, and what keeps it from being its producer's.
struct LiveEvidence
{
    metrics::EvidenceReading reading; ///< its file is a path in the workspace
    /// Nothing where it is signed, and where the profile names no pipeline key. ProducerUnsigned, SignersUntrusted,
    /// SignerUntrusted, or why the key cannot be read.
    std::optional<domain::Reason> fault;
};

/// Blocks for the reading: thread pool.
[[nodiscard]] LiveEvidence readLiveEvidence(const EvidenceContext &context, const QDateTime &now);

} // namespace cutover::checks
