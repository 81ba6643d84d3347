// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/random.h"

#include "crypto/opensslhandles.h"

#include <openssl/rand.h>

namespace cutover::crypto {

tl::expected<QByteArray, CryptoError> randomBytes(qsizetype count)
{
    const ErrorScope scope;
    QByteArray bytes(qMax<qsizetype>(count, 0), '\0');
    if (count < 0 || count > INT_MAX ||
        RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(count)) != 1)
        return fail(CryptoError::Code::RandomFailed);
    return bytes;
}

} // namespace cutover::crypto
