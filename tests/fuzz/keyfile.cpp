// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is read from a file of certificates and keys is never nothing, and a certificate always has its dates.
#include "fuzz/fuzz.h"

#include "crypto/keyfile.h"

using namespace cutover;
using crypto::KeyFacts;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto entries = crypto::readKeyFile(tests::inputOf(data, size), crypto::Secret::consume("sesame"));
    require(!entries || !entries->isEmpty());
    for (const auto &facts : entries.value_or(QList<KeyFacts>())) {
        require((facts.kind == KeyFacts::Kind::Certificate) == facts.notAfter.isValid());
        require(facts.notBefore.isValid() == facts.notAfter.isValid());
        require((facts.kind == KeyFacts::Kind::EncryptedKey) == facts.fingerprint.isEmpty());
    }
    return 0;
}
