// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/opensslhandles.h"
#include "crypto/secret.h"

#include <openssl/pkcs12.h>

#include <vector>

namespace cutover::crypto {

/// What lies in a PKCS#12 file, in its order. Only this room's .cpp files include it.
struct Pkcs12Contents
{
    std::vector<CertificateHandle> certificates;
    bool hasKey = false;          ///< one at least, closed by the password
    std::vector<PkeyHandle> keys; ///< where they were to be opened
};

/// Whether private keys stay closed, so that their own iteration counts cost nothing.
enum class Pkcs12Keys { StayClosed, Open };

/// Opens the file: its certificates, and its keys where those are asked for.
///
/// not_a_key (no MAC, or damaged inside), iterations_out_of_bounds (MAC and encrypted parts together above five
/// million, or a count below 1; told before any key is derived), wrong_passphrase, key_unencrypted (a key that no
/// password closes), unsupported_algorithm (a part or a bag that cannot be looked into, a derivation other than PBKDF2
/// and those of PKCS#5 v1.5 and PKCS#12), too_large (over `maximum` certificates).
[[nodiscard]] tl::expected<Pkcs12Contents, CryptoError>
openPkcs12(PKCS12 *file, const Secret &password, qsizetype maximum, Pkcs12Keys keys = Pkcs12Keys::StayClosed);

} // namespace cutover::crypto
