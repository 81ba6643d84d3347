// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"
#include "crypto/privatekey.h"
#include "crypto/secret.h"

#include <QByteArrayView>
#include <QList>
#include <tl/expected.hpp>

namespace cutover::crypto {

/// A person's key as an organisation hands it over: the private half, its certificate, and who issued that.
struct Identity
{
    PrivateKey key;
    Certificate certificate;
    QList<Certificate> issuers; ///< from the certificate's issuer upwards, as far as the file has them
};

/// The one key of a PKCS#12 file with the certificate for it, at most 1 MiB. How the file is closed on its way does not
/// matter: it is closed anew, and stronger, where it is kept.
///
/// Errors: too_large, not_a_key (no such file, no key in it, or several), wrong_passphrase, iterations_out_of_bounds,
/// key_unencrypted, weak_key, unsupported_algorithm (another curve; a derivation that cannot be looked into; Ed25519,
/// which no PDF reader verifies), not_a_certificate (none for the key). Derives keys: never on the interface thread.
[[nodiscard]] tl::expected<Identity, CryptoError> readIdentity(QByteArrayView pkcs12, const Secret &password);

} // namespace cutover::crypto
