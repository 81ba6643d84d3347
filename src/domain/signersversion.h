// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/signers.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace cutover::domain {

/// How a list of signers may follow another (RULES section 3, Signers). Pure.

/// Keys with the role `administrator`, in the list's order.
[[nodiscard]] QStringList administratorsOf(const SignersList &list);

/// How many different administrators of `list` must sign the version after it: two, or the only one.
[[nodiscard]] int approvalsNeeded(const SignersList &list);

/// What keeps a list from counting, whoever signed it.
enum class SignersFault {
    None,
    OtherWorkspace,
    WrongVersion,      ///< not the one after
    OtherPredecessor,  ///< it follows another list
    NoAdministrator,   ///< nobody could ever change it again
    QuorumUnreachable, ///< more keys are needed than the list has
    SignerTwice,       ///< one key under two names
    RevokedSigner,     ///< a revoked key is listed, or one that was revoked is not called so any more
};
/// The fault's stable name: "no_administrator".
[[nodiscard]] QString signersFaultName(SignersFault fault);

/// Of a list by itself.
[[nodiscard]] SignersFault faultOf(const SignersList &list);
/// Of `next` as the version after `before`, the SHA-256 of whose file is `beforeSha256`.
[[nodiscard]] SignersFault successionFault(const SignersList &before, const QByteArray &beforeSha256,
                                           const SignersList &next);

/// One thing that a version does: a code, with names and keys as data.
struct SignersChange
{
    QString code;
    QStringList data;
    friend bool operator==(const SignersChange &, const SignersChange &) = default;
};
/// In the order of the lists: signer_added (name, roles, key), signer_removed (name, key), signer_revoked (name, key),
/// name_changed (name, former, key), roles_changed (name, roles, former), certificate_changed (name, key),
/// quorum_changed (role, needed, former), deputy_changed (name, deputy's name or nothing), policy_key_added,
/// policy_key_removed, evidence_key_added, evidence_key_removed (key).
[[nodiscard]] QList<SignersChange> changesBetween(const SignersList &before, const SignersList &next);

} // namespace cutover::domain
