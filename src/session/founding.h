// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/signers.h"
#include "keychain/signingkeys.h"
#include "session/session.h"

namespace cutover::session {

/// Version 1 of a list of signers, and the administrator who founds it.
struct Founding
{
    domain::SignersList list;
    QString administrator; ///< fingerprint of the first key with that role
};

/// One of this account's own keys, written FP or FP=ROLES; a bare one has the roles decision-maker, administrator and
/// evidence.
[[nodiscard]] Result<domain::Signer> ownSigner(const QString &argument, const keychain::SigningKeys &keys);
/// Another's certificate file, with ROLES. Blocks for the reading; any thread.
[[nodiscard]] Result<domain::Signer> memberSigner(const QPair<QString, QString> &member);
/// What the files that a request names hold; the fingerprints of their keys.
struct GivenFiles
{
    QList<domain::Signer> members;
    QStringList policyKeys;
    QStringList evidenceKeys;
};
/// Blocks for the reading; any thread.
[[nodiscard]] Result<GivenFiles> readGiven(const FoundSigners &request);
[[nodiscard]] QStringList rolesFrom(const QString &text);
/// Whether somebody who decides or administers could sign by that certificate at `now`.
[[nodiscard]] Result<void> judgeSigner(const domain::Signer &signer, const QDateTime &now);

/// The list that a request asks for. A bare key has the roles decision-maker, administrator and evidence; the founding
/// console is this account's own first key. Failures: key_missing, role_unknown, no_administrator, file errors,
/// signer_twice, quorum_unreachable, certificate_not_valid, certificate_unfit, unsupported_algorithm.
[[nodiscard]] Result<Founding> foundingOf(const FoundSigners &request, const GivenFiles &given,
                                          const keychain::SigningKeys &keys, const QString &workspaceId,
                                          const QDateTime &now);

} // namespace cutover::session
