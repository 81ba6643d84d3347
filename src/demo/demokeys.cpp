// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demokeys.h"

namespace cutover::demo {

namespace {

DemoError failed(const crypto::CryptoError &error)
{
    return {DemoError::Code::CryptoFailed, crypto::codeName(error.code), error.detail};
}

} // namespace

DemoKeys::DemoKeys(crypto::PrivateKey policy, crypto::PrivateKey evidence)
    : m_policy(std::move(policy))
    , m_evidence(std::move(evidence))
{
}

tl::expected<DemoKeys, DemoError> DemoKeys::generate()
{
    auto policy = crypto::PrivateKey::generate();
    if (!policy)
        return tl::unexpected(failed(policy.error()));
    auto evidence = crypto::PrivateKey::generate();
    if (!evidence)
        return tl::unexpected(failed(evidence.error()));
    return DemoKeys(std::move(*policy), std::move(*evidence));
}

tl::expected<QByteArray, DemoError> privatePem(const crypto::PrivateKey &key)
{
    const auto secret = crypto::Secret::consume(QByteArray(DemoKeys::passphrase));
    const auto pem = key.encryptedPem(secret);
    if (!pem)
        return tl::unexpected(failed(pem.error()));
    return "DEMO ONLY: anybody may know this key and its passphrase. Never trust it outside a demo.\n" + *pem;
}

tl::expected<QByteArray, DemoError> detachedSignature(const crypto::PrivateKey &key, const QByteArray &bytes)
{
    const auto signature = key.sign(bytes);
    if (!signature)
        return tl::unexpected(failed(signature.error()));
    return signature->toBase64() + '\n';
}

tl::expected<QByteArray, DemoError> serviceCertificate(const QString &name, const QDateTime &from, qint64 days)
{
    const auto key = crypto::PrivateKey::generate();
    if (!key)
        return tl::unexpected(failed(key.error()));
    // A few hours more than whole days, so that the countdown starts with the number that was meant.
    const auto certificate = key->selfSignedCertificate(name, {}, from, from.addDays(days).addSecs(6 * 3600));
    if (!certificate)
        return tl::unexpected(failed(certificate.error()));
    return certificate->pem();
}

} // namespace cutover::demo
