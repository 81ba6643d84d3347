// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptoerror.h"

#include <QByteArray>
#include <tl/expected.hpp>

namespace cutover::crypto {

/// `count` bytes from the system's cryptographic generator; never fewer. `random_failed` when it refuses.
[[nodiscard]] tl::expected<QByteArray, CryptoError> randomBytes(qsizetype count);

} // namespace cutover::crypto
