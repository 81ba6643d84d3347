// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/keychainerror.h"

using namespace Qt::StringLiterals;

namespace cutover::keychain {

QLatin1StringView codeName(KeychainError::Code code)
{
    using enum KeychainError::Code;
    switch (code) {
    case Locked:
        return "keychain_locked"_L1;
    case Absent:
        return "keychain_absent"_L1;
    case Denied:
        return "keychain_denied"_L1;
    case Missing:
        return "key_missing"_L1;
    case Cancelled:
        return "cancelled"_L1;
    case TimedOut:
        return "timed_out"_L1;
    case Failed:
        return "keychain_failed"_L1;
    case WrongPassphrase:
        return "wrong_passphrase"_L1;
    case PassphraseTooShort:
        return "passphrase_too_short"_L1;
    case InvalidName:
        return "invalid_name"_L1;
    case Ambiguous:
        return "key_ambiguous"_L1;
    case PrefixTooShort:
        return "key_prefix_invalid"_L1;
    case Exists:
        return "key_exists"_L1;
    case KeyInvalid:
        return "key_invalid"_L1;
    case FileFailed:
        return "file_failed"_L1;
    case NotAKeyFile:
        return "not_a_key"_L1;
    case KeyUnencrypted:
        return "key_unencrypted"_L1;
    case TooManyIterations:
        return "iterations_out_of_bounds"_L1;
    case WeakKey:
        return "weak_key"_L1;
    case UnsupportedKey:
        return "unsupported_algorithm"_L1;
    case NotACertificate:
        return "not_a_certificate"_L1;
    case OtherKey:
        return "certificate_other_key"_L1;
    case CertificateNotValid:
        return "certificate_not_valid"_L1;
    case CertificateIssued:
        return "certificate_issued"_L1;
    case CertificateUnfit:
        return "certificate_unfit"_L1;
    }
    return "keychain_failed"_L1;
}

} // namespace cutover::keychain
