// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptoerror.h"
#include "crypto/opensslhandles.h"
#include "crypto/secret.h"

#include <QByteArray>
#include <QByteArrayView>
#include <tl/expected.hpp>

namespace cutover::crypto {

/// PKCS#8 EncryptedPrivateKeyInfo (RFC 5958) in the one form this project writes and takes: PBES2 (RFC 8018),
/// PBKDF2-HMAC-SHA256 or stronger, 600,000 iterations or more, AES-256-CBC. Private to this room.
[[nodiscard]] tl::expected<QByteArray, CryptoError> encryptKey(const EVP_PKEY *key, const Secret &passphrase);

/// Errors: not_a_key, trailing_data, weak_encryption, too_large (iterations no honest file has), wrong_passphrase.
[[nodiscard]] tl::expected<PkeyHandle, CryptoError> decryptKey(QByteArrayView der, const Secret &passphrase);

} // namespace cutover::crypto
