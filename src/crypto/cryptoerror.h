// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QString>

namespace cutover::crypto {

/// Why a cryptographic operation was refused or failed: a stable code and an untranslated detail for logs.
/// The detail never holds key material or a passphrase.
struct CryptoError
{
    enum class Code {
        FileUnreadable,         ///< not there, not a regular file, or reading it failed
        TooLarge,               ///< beyond the bound of its kind, refused before parsing
        NotAKey,                ///< no key of the expected form
        NotACertificate,        ///< no X.509 certificate
        TrailingData,           ///< something follows the one object that may be there
        UnsupportedAlgorithm,   ///< neither ECDSA P-256, RSA nor Ed25519, or not allowed in this place
        WeakKey,                ///< RSA below 3072 bits, or with exponent 1 or an even one
        KeyUnencrypted,         ///< a private key without a passphrase
        WeakEncryption,         ///< not PBES2 with PBKDF2-HMAC-SHA256 of at least 600,000 iterations and AES-256-CBC
        PassphraseTooShort,     ///< fewer than 12 characters
        WrongPassphrase,        ///< the key did not open
        IterationsOutOfBounds,  ///< deriving the key would take longer than anybody waits, refused before it is begun
        InvalidName,            ///< a name or an e-mail address that no certificate can carry
        InvalidValidity,        ///< not after is not later than not before
        CmsMalformed,           ///< not DER, or not the structure of a detached SignedData
        CmsSignerCount,         ///< not exactly one SignerInfo
        CmsCertificateMissing,  ///< the SignerInfo names no certificate that is embedded (or more than one)
        CmsAttributeMissing,    ///< contentType, messageDigest or signing-certificate-v2 is not there
        CmsAttributeUnexpected, ///< an attribute that PAdES forbids, that is there twice, or that nothing covers
        CmsDigestMismatch,      ///< the digest signed is not the content's
        CmsEssMismatch,         ///< signing-certificate-v2 names another certificate
        TimestampInvalid,       ///< a time stamp over it that does not hold; detail: TimestampError's code name
        SignatureInvalid,       ///< the signature does not verify
        RandomFailed,           ///< the random generator refused
        LibraryFailed,          ///< OpenSSL failed where it should not (memory, missing provider)
    };

    Code code = Code::LibraryFailed;
    QString detail;

    friend bool operator==(const CryptoError &, const CryptoError &) = default;
};

/// The code's stable snake_case name, as JSON and tests use it ("wrong_passphrase").
[[nodiscard]] QLatin1StringView codeName(CryptoError::Code code);

} // namespace cutover::crypto
