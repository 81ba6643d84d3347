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

/// The list that a request asks for. A bare key has the roles decision-maker, administrator and evidence; the founding
/// console is this account's own first key. Failures: key_missing, role_unknown, no_administrator, file errors,
/// quorum_unreachable.
[[nodiscard]] Result<Founding> foundingOf(const FoundSigners &request, const keychain::SigningKeys &keys,
                                          const QString &workspaceId);

} // namespace cutover::session
