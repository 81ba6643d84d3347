// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"
#include "session/fileverifier.h"

namespace cutover::session {

/// What a time stamp over a signature says to somebody who trusts these authorities.
struct Attestation
{
    QDateTime at; ///< UTC; invalid: the signature's time is its signer's claim
    QList<VerifyProblem> problems;
    QString authority = {}; ///< that attests it, as named in its certificate
};

/// Of a token over a signature's SHA-256. One that does not hold is a problem by its own code (`timestamp_…`); one that
/// holds, of an authority that is not trusted here, only leaves the time a claim: `time_not_attested`, with the cause's
/// code and the authority's name. No token: neither. Any thread.
[[nodiscard]] Attestation attestationOf(const QByteArray &token, const QByteArray &signatureDigest,
                                        const QString &signer, const QList<crypto::Certificate> &anchors);

} // namespace cutover::session
