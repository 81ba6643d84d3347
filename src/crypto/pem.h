// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptoerror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <tl/expected.hpp>

namespace cutover::crypto {

/// The bytes of the one PEM block with this label (RFC 7468): no text before, between or after, no headers, nothing
/// that is not base64. `missing` is the code for anything else than such a block, `trailing_data` for what follows it.
[[nodiscard]] tl::expected<QByteArray, CryptoError> decodePem(QByteArrayView pem, QByteArrayView label, qsizetype limit,
                                                              CryptoError::Code missing);

/// A PEM block with lines of 64 characters and a final newline.
[[nodiscard]] QByteArray encodePem(QByteArrayView der, QByteArrayView label);

} // namespace cutover::crypto
