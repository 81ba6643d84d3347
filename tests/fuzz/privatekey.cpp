// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An encrypted key is opened by its passphrase or refused, whatever was done to it.
#include "fuzz/fuzz.h"

#include "crypto/privatekey.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto passphrase = crypto::Secret::consume(QByteArray("a passphrase for nothing"));
    const auto key = crypto::PrivateKey::fromEncryptedPem(tests::inputOf(data, size), passphrase);
    if (key)
        require(key->sign("anything").has_value());
    else
        require(!crypto::codeName(key.error().code).isEmpty());
    return 0;
}
