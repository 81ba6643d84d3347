// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QLatin1StringView>
#include <QList>
#include <QString>
#include <tl/expected.hpp>

#include <optional>

namespace cutover::crypto {

/// Why a time stamp was not given, or does not hold: a stable code and an untranslated detail for logs.
struct TimestampError
{
    enum class Code {
        TooLarge,            ///< beyond `largestTimestamp`
        Malformed,           ///< no RFC 3161 response or token in DER; detail: where
        NotGranted,          ///< the authority refused; detail: its status and failure names, "rejection bad_alg"
        ImprintMismatch,     ///< over other bytes, or by another digest than SHA-256
        NonceMismatch,       ///< an answer to another request
        PolicyMismatch,      ///< under another policy than the one asked for; detail: the token's
        SignerCount,         ///< not exactly one SignerInfo; detail: how many
        CertificateMissing,  ///< the authority's certificate is not embedded
        UnsupportedAlgorithm,       ///< a digest other than SHA-256, 384 or 512, or a key neither RSA nor elliptic
        EssMismatch,         ///< signing-certificate names another certificate, or is not there
        SignatureInvalid,    ///< the authority's signature does not verify
        WrongPurpose,        ///< extended key usage is not timeStamping, critical and alone
        AuthorityNotValidAt, ///< the authority's certificate did not hold at the time that the token states
        AuthorityUntrusted,  ///< no chain to a trusted anchor; detail: OpenSSL's reason
        LibraryFailed,       ///< OpenSSL failed where it should not
    };

    Code code = Code::LibraryFailed;
    QString detail;

    friend bool operator==(const TimestampError &, const TimestampError &) = default;
};

/// The code's stable snake_case name, as JSON and tests use it ("timestamp_imprint_mismatch").
[[nodiscard]] QLatin1StringView codeName(TimestampError::Code code);

/// The largest response or token that is read, in bytes.
inline constexpr qsizetype largestTimestamp = 64 * 1024;

struct TimestampRequest
{
    QByteArray der;
    QByteArray nonce; ///< 16 random bytes, as they stand in the token that answers it
};

/// A request for a token over a SHA-256 (32 bytes), with a nonce, the authority's certificate asked for, and a policy
/// (dotted) where one is named. Errors: imprint_mismatch (not 32 bytes), policy_mismatch (no identifier),
/// library_failed. Source: RFC 3161 section 2.4.1.
[[nodiscard]] tl::expected<TimestampRequest, TimestampError> makeTimestampRequest(QByteArrayView imprint,
                                                                                  const QString &policy = {});

/// The token, as it stands, that a response brings; it is still to be judged.
/// Errors: too_large, malformed, not_granted. Source: RFC 3161 section 2.4.2.
[[nodiscard]] tl::expected<QByteArray, TimestampError> tokenOf(QByteArrayView response);

/// What a token must be about.
struct TimestampExpectation
{
    QByteArray imprint; ///< SHA-256 of the bytes that it is said to attest
    QByteArray nonce;   ///< of the request; empty where that is long past
    QString policy;     ///< dotted; empty: any
};

/// What a token says, on two axes: whether it is intact, and whether its authority is trusted.
struct Timestamp
{
    QDateTime time;                       ///< UTC, whole seconds, rounded down
    std::optional<qint64> accuracyMs;     ///< the authority's own claim, rounded up
    QString policy;                       ///< dotted
    QString serial;                       ///< lowercase hexadecimal
    std::optional<Certificate> authority; ///< absent where it is not embedded
    bool intact = false;                  ///< structure, imprint, nonce, policy, ESS hash and signature all hold
    bool trusted = false;                 ///< intact, purpose, validity at `time`, and chain to a given anchor
    QList<TimestampError> problems;       ///< empty exactly when intact and trusted

    [[nodiscard]] bool isAttested() const { return intact && trusted; }
};

/// Judges a token by itself and against the anchors given, which may be an authority's root, an issuer between or its
/// own certificate; none of the system's is asked. The chain is judged at the time that the token states; revocation is
/// not asked for. Any thread.
/// An error where the token says nothing that can be read (too_large, malformed); else a finding.
/// Source: RFC 3161 sections 2.3 and 2.4.2, RFC 5816.
[[nodiscard]] tl::expected<Timestamp, TimestampError>
verifyTimestamp(QByteArrayView token, const TimestampExpectation &expected, const QList<Certificate> &anchors);

} // namespace cutover::crypto
