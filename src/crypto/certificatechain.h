// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"

#include <QLatin1StringView>
#include <QList>

namespace cutover::crypto {

/// Why a signer's certificate does not lead to anybody who is trusted.
struct ChainError
{
    enum class Code {
        Incomplete, ///< an issuer is not at hand, or none of them is trusted; detail: whose is missing
        NotValidAt, ///< one of the certificates did not hold at the time; detail: whose
        Unfit,      ///< one may not do what it does: sign documents, issue, issue so deep; detail: whose
        Invalid,    ///< anything else, a signature by another key or a weak one; detail: OpenSSL's reason
    };
    Code code = Code::Incomplete;
    QString detail;

    friend bool operator==(const ChainError &, const ChainError &) = default;
};

/// The code's stable snake_case name ("chain_incomplete").
[[nodiscard]] QLatin1StringView codeName(ChainError::Code code);

/// Whether `leaf` may sign documents and leads by way of `between` to one of the anchors (roots, or issuers trusted by
/// hand), all of them valid at `time`; none of the system's is asked, nor is revocation. Whoever issues says that it
/// may (Certificate::isAuthority), an anchor too, and does it with another key than the leaf's; a leaf that is itself
/// an anchor needs no issuer. Of several anchors the one that answers best counts. Any thread. Source: RFC 5280 section
/// 6, by OpenSSL, and stricter.
[[nodiscard]] tl::expected<void, ChainError> verifyChain(const Certificate &leaf, const QList<Certificate> &between,
                                                         const QList<Certificate> &anchors, const QDateTime &time);

} // namespace cutover::crypto
