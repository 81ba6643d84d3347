// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledger.h"
#include "session/failure.h"

#include <QMap>
#include <QString>

namespace cutover::session {

/// \file Everything an auditor needs of one decision, as a folder that `verify` judges with nothing else but a root of
/// trust:
///
///     bundle.json            canonical JSON: kind, version, decision_id, ledger_id, size, root, files {path: SHA-256}
///     ledger.jsonl           the whole ledger, as `ledger export` writes it
///     decisions/ID.dsse.json, ID.pdf     every signed document of the ledger, its last revision
///     store/SHA256           every byte that an entry binds
///     signers.dsse.json      the list in force; a copy to compare by its digest, no root of trust by lying here
///
/// Nothing in it vouches for bundle.json: what counts is that signatures, ledger and digests fit each other.

inline constexpr QLatin1StringView bundleKind{"cutover-bundle"};
inline constexpr int bundleVersion = 1;
inline constexpr QLatin1StringView bundleIndex{"bundle.json"};
inline constexpr QLatin1StringView bundleLedger{"ledger.jsonl"};
inline constexpr QLatin1StringView bundleStore{"store/"};
inline constexpr QLatin1StringView bundleDecisions{"decisions/"};

/// A signed document as the ledger knows it.
struct SignedDocument
{
    struct Revision
    {
        QByteArray envelopeSha256;
        QByteArray pdfSha256;
        qsizetype signatures = 0; ///< so many; a time stamp that came later is none
    };
    qint64 entry = -1;         ///< of its first signature
    QList<Revision> revisions; ///< in order; the last is the document
};

/// Decision id → document, from all entries in their order.
[[nodiscard]] QMap<QString, SignedDocument> signedDocuments(const QList<ledger::Entry> &entries);

struct BundleSummary
{
    qint64 files = 0;
    qint64 bytes = 0;
    qint64 entries = 0; ///< of the ledger
};

/// Writes the bundle of the decision or closing with this id into a folder that is not there yet, or is empty: whole or
/// not at all. Refused: `no_decision`; `folder_not_empty` with its path; `ledger_invalid` where bound bytes are not
/// those that were bound. Blocks: the ledger's thread.
[[nodiscard]] Result<BundleSummary> writeBundle(const ledger::Ledger &ledger, const QString &id, const QString &folder);

} // namespace cutover::session
