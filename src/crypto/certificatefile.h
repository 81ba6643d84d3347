// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"

#include <QByteArrayView>
#include <QList>
#include <tl/expected.hpp>

namespace cutover::crypto {

/// The certificates of a file, in its order: PEM blocks "CERTIFICATE" with any text around them, or one in DER. At most
/// 1 MiB and 32 of them. All or nothing: too_large, not_a_certificate (none, a damaged one, or a block of any other
/// kind: a private key has no business in such a file), trailing_data.
[[nodiscard]] tl::expected<QList<Certificate>, CryptoError> readCertificates(QByteArrayView bytes);

/// From `leaf`'s issuer upwards, as far as `given` reaches: each made by the next. What belongs to no place is left
/// out.
[[nodiscard]] QList<Certificate> issuersOf(const Certificate &leaf, QList<Certificate> given);

} // namespace cutover::crypto
