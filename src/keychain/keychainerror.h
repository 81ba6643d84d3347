// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QString>

namespace cutover::keychain {

/// Why a secret or a signing key could not be had: a stable code and an untranslated detail without any secret.
struct KeychainError
{
    enum class Code {
        Locked,             ///< keychain_locked: there, but nobody has unlocked it
        Absent,             ///< keychain_absent: no session bus, or no Secret Service on it
        Denied,             ///< keychain_denied: the service refused
        Missing,            ///< key_missing: reachable and unlocked, and there is no such entry
        Cancelled,          ///< cancelled: by the person at the prompt, or by cancel()
        TimedOut,           ///< timed_out: no answer in time
        Failed,             ///< keychain_failed: anything else; see detail
        WrongPassphrase,    ///< wrong_passphrase: the entry is there, its key did not open
        PassphraseTooShort, ///< passphrase_too_short
        InvalidName,        ///< invalid_name: a name or e-mail address that no certificate can carry
        Ambiguous,          ///< key_ambiguous: several certificates begin with these digits
        PrefixTooShort,     ///< key_prefix_invalid: fewer than 8 digits, or not hexadecimal
        Exists,             ///< key_exists: nothing is overwritten
        KeyInvalid,         ///< key_invalid: the entry holds no acceptable key, or another's key
        FileFailed,         ///< file_failed: a certificate file could not be read, written or removed
        // Of a file that is imported or installed:
        NotAKeyFile,         ///< not_a_key: no PKCS#12 file with exactly one key
        KeyUnencrypted,      ///< key_unencrypted: its key is closed by no passphrase
        TooManyIterations,   ///< iterations_out_of_bounds: nobody would wait until it opens
        WeakKey,             ///< weak_key: RSA below 3072 bits
        UnsupportedKey,      ///< unsupported_algorithm: neither ECDSA P-256 nor RSA, or closed in a way not supported
        NotACertificate,     ///< not_a_certificate: none, or a damaged one
        OtherKey,            ///< certificate_other_key: for no key of this account
        CertificateNotValid, ///< certificate_not_valid: expired or not valid yet; detail: until or from when
        CertificateIssued,   ///< certificate_issued: by an authority, so it alone can renew it
        CertificateUnfit,    ///< certificate_unfit: its usages leave out signing documents
    };

    Code code = Code::Failed;
    QString detail;

    friend bool operator==(const KeychainError &, const KeychainError &) = default;
};

/// The code's stable name, as JSON and tests use it (FORMATS.md, exit code 4).
[[nodiscard]] QLatin1StringView codeName(KeychainError::Code code);

} // namespace cutover::keychain
