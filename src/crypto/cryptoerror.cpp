// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cryptoerror.h"

using namespace Qt::StringLiterals;

namespace cutover::crypto {

QLatin1StringView codeName(CryptoError::Code code)
{
    using enum CryptoError::Code;
    switch (code) {
    case FileUnreadable:
        return "file_unreadable"_L1;
    case TooLarge:
        return "too_large"_L1;
    case NotAKey:
        return "not_a_key"_L1;
    case NotACertificate:
        return "not_a_certificate"_L1;
    case TrailingData:
        return "trailing_data"_L1;
    case UnsupportedAlgorithm:
        return "unsupported_algorithm"_L1;
    case WeakKey:
        return "weak_key"_L1;
    case KeyUnencrypted:
        return "key_unencrypted"_L1;
    case WeakEncryption:
        return "weak_encryption"_L1;
    case PassphraseTooShort:
        return "passphrase_too_short"_L1;
    case WrongPassphrase:
        return "wrong_passphrase"_L1;
    case IterationsOutOfBounds:
        return "iterations_out_of_bounds"_L1;
    case InvalidName:
        return "invalid_name"_L1;
    case InvalidValidity:
        return "invalid_validity"_L1;
    case CmsMalformed:
        return "cms_malformed"_L1;
    case CmsSignerCount:
        return "cms_signer_count"_L1;
    case CmsCertificateMissing:
        return "cms_certificate_missing"_L1;
    case CmsAttributeMissing:
        return "cms_attribute_missing"_L1;
    case CmsAttributeUnexpected:
        return "cms_attribute_unexpected"_L1;
    case CmsDigestMismatch:
        return "cms_digest_mismatch"_L1;
    case CmsEssMismatch:
        return "cms_ess_mismatch"_L1;
    case TimestampInvalid:
        return "timestamp_invalid"_L1;
    case SignatureInvalid:
        return "signature_invalid"_L1;
    case RandomFailed:
        return "random_failed"_L1;
    case LibraryFailed:
        return "library_failed"_L1;
    }
    return "library_failed"_L1;
}

} // namespace cutover::crypto
