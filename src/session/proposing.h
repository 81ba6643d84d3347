// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/founding.h"
#include "session/signerschain.h"

namespace cutover::session {

/// The version after the one in force, and the administrator who proposes it.
struct Proposing
{
    domain::SignersList list;
    QString administrator; ///< fingerprint of the first key with that role in the version in force
};

/// `given`: what the files of the request hold. Failures as Session::proposeSigners() names them.
[[nodiscard]] Result<Proposing> proposingOf(const ProposeSigners &request, const GivenFiles &given,
                                            const keychain::SigningKeys &keys, const SignersLink &head,
                                            const QDateTime &now);

} // namespace cutover::session
