// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptoerror.h"
#include "crypto/secret.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QList>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::crypto {

/// One certificate or key of a file, as far as its age and its strength are concerned: not whether it is trusted.
struct KeyFacts
{
    enum class Kind {
        Certificate,
        PublicKey,    ///< tells no date
        EncryptedKey, ///< a private key that stays closed: tells neither date nor strength
    };

    Kind kind = Kind::Certificate;
    QString fingerprint; ///< SHA-256 of the SubjectPublicKeyInfo, 64 lowercase digits; empty for EncryptedKey
    QString name;        ///< a certificate's common name; may be empty
    QString algorithm;   ///< as OpenSSL names it: "RSA", "EC", "ED25519"; empty for EncryptedKey
    int bits = 0;
    QDateTime notBefore; ///< UTC; a certificate's alone
    QDateTime notAfter;  ///< UTC, inclusive

    /// RSA, DSA and DH below 2048 bits, elliptic curves below 256 (Curve25519's 253 are its whole size).
    [[nodiscard]] bool isTooSmall() const;
};

/// Every certificate and key of a file: PEM blocks with any text around them, one DER certificate or public key, or
/// PKCS#12, opened by `password`. At most 1 MiB and 1000 entries, in the file's order.
///
/// All or nothing: too_large, not_a_key (no such file, or a damaged or foreign part in it), trailing_data,
/// unsupported_algorithm, key_unencrypted (a private key in the clear, in any form); of PKCS#12 wrong_passphrase (also
/// where `password` is empty and one is needed) and iterations_out_of_bounds (opening it would take more than some
/// seconds). Opening PKCS#12 derives keys: never on the interface thread.
[[nodiscard]] tl::expected<QList<KeyFacts>, CryptoError> readKeyFile(QByteArrayView bytes, const Secret &password);

} // namespace cutover::crypto
