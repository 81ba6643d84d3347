// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/signersversion.h"
#include "formats/signersfile.h"
#include "ledger/ledger.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <functional>
#include <optional>

namespace cutover::session {

/// What the ledger's entries say of lists of signers; they are claims, which chainOf() judges.
struct SignersRecords
{
    struct Pin
    {
        qint64 entry = -1;
        QByteArray sha256; ///< of the file
    };
    struct Proposal
    {
        qint64 entry = -1;
        QDateTime at;
        QByteArray payloadSha256;  ///< what it is called by: of the canonical list, whoever signed it
        QByteArray envelopeSha256; ///< of the bound bytes
        QByteArray previousSha256; ///< of the file that it follows
    };
    QList<Pin> pins;
    std::optional<Proposal> proposal; ///< the last one; a later one supersedes it

    void fold(const ledger::Entry &entry);
};

/// One version that counts, and from which entry on.
struct SignersLink
{
    qint64 entry = -1;
    QByteArray sha256; ///< of the file
    QByteArray bytes;
    domain::SignersList list;
};

/// The versions of the list of signers in one ledger: the first that it pinned, and what follows from it.
struct SignersChain
{
    QList<SignersLink> links; ///< oldest first

    [[nodiscard]] const SignersLink *head() const { return links.isEmpty() ? nullptr : &links.constLast(); }
    [[nodiscard]] const SignersLink *find(const QByteArray &sha256) const;
    /// The version that was in force when that entry was written; null before the first.
    [[nodiscard]] const SignersLink *inForceAt(qint64 entry) const;
    /// The version that first revoked the key, or first left it out (again); null for one that still stands.
    [[nodiscard]] const SignersLink *endOf(const QString &fingerprint) const;
};

/// An entry that does not chain changes nothing: it is no version, whoever wrote it, and what was in force stays so. Of
/// two that follow the same version the earlier entry counts. Reads the bound bytes; blocks.
[[nodiscard]] SignersChain chainOf(const SignersRecords &records, const ledger::Ledger &ledger);
/// The same of bytes that lie elsewhere, by their SHA-256; nothing for those that are not there.
using BoundBytes = std::function<std::optional<QByteArray>(const QByteArray &sha256)>;
[[nodiscard]] SignersChain chainOf(const SignersRecords &records, const BoundBytes &bytesOf);
/// Those of a ledger, which has to outlive it.
[[nodiscard]] BoundBytes boundIn(const ledger::Ledger &ledger);

/// Different administrators of `by` who signed this envelope, by the certificates in `by`.
[[nodiscard]] QStringList administratorsWhoSigned(const formats::Envelope &envelope, const domain::SignersList &by);

/// True for a first version that one of its own administrators signed.
[[nodiscard]] bool isRoot(const formats::SignersFile &file);
/// True for the version after `before`, signed by as many of its administrators as that needs.
[[nodiscard]] bool follows(const formats::SignersFile &file, const SignersLink &before);

} // namespace cutover::session
