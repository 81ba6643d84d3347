// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/attestation.h"

#include "crypto/timestamp.h"

namespace cutover::session {

using namespace Qt::StringLiterals;

Attestation attestationOf(const QByteArray &token, const QByteArray &signatureDigest, const QString &signer,
                          const QList<crypto::Certificate> &anchors)
{
    Attestation result;
    if (token.isEmpty())
        return result;
    const auto found = crypto::verifyTimestamp(token, {signatureDigest, {}, {}}, anchors);
    if (!found) {
        result.problems.append({crypto::codeName(found.error().code), {signer, found.error().detail}});
    } else if (!found->intact) {
        const auto &first = found->problems.first();
        result.problems.append({crypto::codeName(first.code), {signer, first.detail}});
    } else if (!found->trusted) {
        const QString authority = found->authority ? found->authority->commonName() : QString();
        const QString cause = anchors.isEmpty() ? u"no_anchor"_s : crypto::codeName(found->problems.first().code);
        result.problems.append({u"time_not_attested"_s, {signer, cause, authority}});
    } else {
        result.at = found->time;
        result.authority = found->authority ? found->authority->commonName() : QString();
    }
    return result;
}

} // namespace cutover::session
