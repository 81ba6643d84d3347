// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/certificatejobs.h"

#include "crypto/certificatefile.h"
#include "keychain/pooltask.h"
#include "keychain/signingkeyjobs.h"

#include <memory>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace cutover::keychain {
namespace {

using Code = KeychainError::Code;

} // namespace

RequestCertificateJob::RequestCertificateJob(SigningKeys &keys, QString fingerprint, crypto::Secret passphrase,
                                             QObject *parent)
    : ResultJob(parent)
    , m_keys(keys)
    , m_fingerprint(std::move(fingerprint))
    , m_passphrase(std::move(passphrase))
{
}

void RequestCertificateJob::run()
{
    const auto known = m_keys.certificate(m_fingerprint);
    if (!known)
        return finish(tl::unexpected(known.error()));
    m_keys.unlock(m_fingerprint, std::move(m_passphrase), this)
        ->onFinished(this,
                     [this, certificate = known->certificate](SigningKeys::UnlockJob::Result key) {
                         if (hasResult())
                             return;
                         if (!key)
                             return finish(tl::unexpected(key.error()));
                         finish(
                             key->certificateRequest(certificate.commonName(), certificate.email()).map_error(errorOf));
                     })
        ->start();
}

InstallCertificateJob::InstallCertificateJob(SecretStore *store, CertificateFolder folder, QByteArray file,
                                             QDateTime now, QObject *parent)
    : ResultJob(parent)
    , m_store(store)
    , m_folder(std::move(folder))
    , m_file(std::move(file))
    , m_now(std::move(now))
{
}

/// Of several certificates for one key, as after a renewal, the one that is valid longest.
InstallCertificateJob::Read InstallCertificateJob::read(const CertificateFolder &folder, const QByteArray &file,
                                                        const QDateTime &now)
{
    const auto given = crypto::readCertificates(file);
    if (!given)
        return tl::unexpected(KeychainError{Code::NotACertificate, given.error().detail});
    std::optional<crypto::Certificate> own;
    for (const auto &certificate : *given)
        if (folder.contains(certificate.fingerprint()) && (!own || own->notAfter() < certificate.notAfter()))
            own = certificate;
    if (!own)
        return tl::unexpected(KeychainError{Code::OtherKey, given->first().fingerprint()});
    if (const auto judged = judgeForSigning(*own, now); !judged)
        return tl::unexpected(judged.error());
    return Issued{*own, crypto::issuersOf(*own, *given)};
}

void InstallCertificateJob::run()
{
    runOnPool(
        this, [folder = m_folder, file = m_file, now = m_now] { return read(folder, file, now); },
        [this](Read read) {
            if (hasResult())
                return;
            if (read)
                ensureKey(*read);
            else
                finish(tl::unexpected(read.error()));
        });
}

void InstallCertificateJob::ensureKey(const Issued &issued)
{
    const QString fingerprint = issued.certificate.fingerprint();
    m_store->contains(signingKeyEntry(fingerprint), this)
        ->onFinished(this,
                     [this, issued, fingerprint](SecretStore::FoundJob::Result isFound) {
                         if (hasResult())
                             return;
                         if (!isFound)
                             finish(tl::unexpected(isFound.error()));
                         else if (!*isFound)
                             finish(tl::unexpected(KeychainError{Code::Missing, fingerprint}));
                         else
                             keep(issued);
                     })
        ->start();
}

void InstallCertificateJob::keep(const Issued &issued)
{
    runOnPool(
        this, [folder = m_folder, issued] { return folder.replace(issued.certificate, issued.issuers); },
        [this, issued](tl::expected<void, KeychainError> written) {
            finish(written.map([&] { return SigningKey{issued.certificate.fingerprint(), issued.certificate}; }));
        });
}

RenewCertificateJob::RenewCertificateJob(SigningKeys &keys, CertificateFolder folder, QString fingerprint,
                                         crypto::Secret passphrase, QObject *parent)
    : ResultJob(parent)
    , m_keys(keys)
    , m_folder(std::move(folder))
    , m_fingerprint(std::move(fingerprint))
    , m_passphrase(std::move(passphrase))
{
}

void RenewCertificateJob::run()
{
    const auto known = m_keys.certificate(m_fingerprint);
    if (!known)
        return finish(tl::unexpected(known.error()));
    if (!known->certificate.isSelfSigned())
        return finish(tl::unexpected(KeychainError{Code::CertificateIssued, m_fingerprint}));
    m_keys.unlock(m_fingerprint, std::move(m_passphrase), this)
        ->onFinished(this,
                     [this, old = known->certificate](SigningKeys::UnlockJob::Result key) {
                         if (hasResult())
                             return;
                         if (!key)
                             return finish(tl::unexpected(key.error()));
                         const auto renewed = certify(*key, old.commonName(), old.email());
                         if (!renewed)
                             return finish(tl::unexpected(renewed.error()));
                         keep(*renewed);
                     })
        ->start();
}

void RenewCertificateJob::keep(const crypto::Certificate &renewed)
{
    runOnPool(
        this, [folder = m_folder, renewed] { return folder.replace(renewed, {}); },
        [this, renewed](tl::expected<void, KeychainError> written) {
            finish(written.map([&] { return SigningKey{renewed.fingerprint(), renewed}; }));
        });
}

} // namespace cutover::keychain
