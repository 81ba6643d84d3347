// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate or public key that is read has one form in DER and one in PEM, and both read back.
#include "fuzz/fuzz.h"

#include "crypto/certificate.h"

using namespace cutover;
using crypto::Certificate;
using crypto::PublicKey;
using tests::require;

namespace {

void look(const Certificate &certificate)
{
    require(Certificate::fromDer(certificate.der()) == certificate);
    require(Certificate::fromPem(certificate.pem()) == certificate);
    require(certificate.fingerprint().size() == 64);
    std::ignore = certificate.commonName() + certificate.email() + certificate.serial();
    std::ignore = certificate.issuerDer() + certificate.serialDer();
    std::ignore = certificate.isValidAt(certificate.notBefore());
    std::ignore = certificate.isSelfSigned();
    if (const auto key = certificate.publicKey())
        require(key->fingerprint() == certificate.fingerprint());
}

void look(const PublicKey &key, QByteArrayView signature)
{
    require(PublicKey::fromDer(key.der()) == key && PublicKey::fromPem(key.pem()) == key);
    require(!key.verify("never signed", signature) && !key.verifyRawEcdsa("never signed", signature));
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = tests::inputOf(data, size);
    for (const auto &certificate : {Certificate::fromDer(input), Certificate::fromPem(input)}) {
        if (certificate)
            look(*certificate);
    }
    for (const auto &key : {PublicKey::fromDer(input), PublicKey::fromPem(input)}) {
        if (key)
            look(*key, input.first(input.size() / 2));
    }
    return 0;
}
