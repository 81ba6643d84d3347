// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/signingkeyjobs.h"

#include "keychain/pooltask.h"

#include <QDateTime>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace cutover::keychain {
namespace {

using Code = KeychainError::Code;

constexpr int validYears = 2;
// A signature made at once, on a machine whose clock is a little behind, must not precede its certificate.
constexpr qint64 clockSlackSeconds = 60;

KeychainError enrolError(const crypto::CryptoError &error)
{
    using enum crypto::CryptoError::Code;
    const QString detail = crypto::codeName(error.code) + u' ' + error.detail;
    if (error.code == PassphraseTooShort)
        return {Code::PassphraseTooShort, {}};
    if (error.code == InvalidName)
        return {Code::InvalidName, error.detail};
    return {Code::Failed, detail};
}

KeychainError openError(const crypto::CryptoError &error)
{
    if (error.code == crypto::CryptoError::Code::WrongPassphrase)
        return {Code::WrongPassphrase, {}};
    return {Code::KeyInvalid, crypto::codeName(error.code) + u' ' + error.detail};
}

tl::expected<crypto::PrivateKey, KeychainError> openKey(const crypto::Secret &pem, const crypto::Secret &passphrase,
                                                        const QString &fingerprint)
{
    auto key = crypto::PrivateKey::fromEncryptedPem(pem.view(), passphrase);
    if (!key)
        return tl::unexpected(openError(key.error()));
    if (key->fingerprint() != fingerprint)
        return tl::unexpected(KeychainError{Code::KeyInvalid, u"another key: "_s + key->fingerprint()});
    return std::move(*key);
}

} // namespace

EnrolKeyJob::EnrolKeyJob(SecretStore *store, CertificateFolder folder, QString name, QString email,
                         crypto::Secret passphrase, QObject *parent)
    : ResultJob(parent)
    , m_store(store)
    , m_folder(std::move(folder))
    , m_name(std::move(name))
    , m_email(std::move(email))
    , m_passphrase(std::move(passphrase))
{
}

void EnrolKeyJob::run()
{
    runOnPool(
        this,
        [name = m_name, email = m_email, passphrase = std::move(m_passphrase)] {
            return make(name, email, passphrase);
        },
        [this](Made made) {
            if (hasResult())
                return;
            if (made)
                ensureNew(std::move(*made));
            else
                finish(tl::unexpected(made.error()));
        });
}

EnrolKeyJob::Made EnrolKeyJob::make(const QString &name, const QString &email, const crypto::Secret &passphrase)
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(QDateTime::currentSecsSinceEpoch(), Qt::UTC);
    const auto key = crypto::PrivateKey::generate();
    if (!key)
        return tl::unexpected(enrolError(key.error()));
    auto certificate =
        key->selfSignedCertificate(name, email, now.addSecs(-clockSlackSeconds), now.addYears(validYears));
    if (!certificate)
        return tl::unexpected(enrolError(certificate.error()));
    auto pem = key->encryptedPem(passphrase);
    if (!pem)
        return tl::unexpected(enrolError(pem.error()));
    return Material{std::move(*certificate), crypto::Secret::consume(std::move(*pem))};
}

// A new key has a new name; should that ever not hold, the old one is worth more than the new.
void EnrolKeyJob::ensureNew(Material material)
{
    const QString fingerprint = material.certificate.fingerprint();
    if (m_folder.contains(fingerprint))
        return finish(tl::unexpected(KeychainError{Code::Exists, fingerprint}));
    auto kept = std::make_shared<Material>(std::move(material));
    auto *job = m_store->contains(signingKeyEntry(fingerprint), this);
    job->onFinished(this, [this, kept, fingerprint](SecretStore::FoundJob::Result isFound) {
        if (hasResult())
            return;
        if (!isFound)
            finish(tl::unexpected(isFound.error()));
        else if (*isFound)
            finish(tl::unexpected(KeychainError{Code::Exists, fingerprint}));
        else
            writeKey(std::move(*kept));
    });
    job->start();
}

void EnrolKeyJob::writeKey(Material material)
{
    m_isWriting = true;
    auto *job =
        m_store->write(signingKeyEntry(material.certificate.fingerprint()), std::move(material.encryptedKey), this);
    job->onFinished(this, [this, certificate = material.certificate](SecretStore::DoneJob::Result written) {
        if (written)
            writeCertificate(certificate);
        else
            finish(tl::unexpected(written.error()));
    });
    job->start();
}

void EnrolKeyJob::writeCertificate(const crypto::Certificate &certificate)
{
    runOnPool(
        this, [folder = m_folder, certificate] { return folder.add(certificate); },
        [this, certificate](tl::expected<void, KeychainError> added) {
            if (added)
                finish(SigningKey{certificate.fingerprint(), certificate});
            else
                takeBack(certificate.fingerprint(), added.error());
        });
}

void EnrolKeyJob::takeBack(const QString &fingerprint, KeychainError cause)
{
    auto *job = m_store->remove(signingKeyEntry(fingerprint), this);
    job->onFinished(this, [this, cause](const SecretStore::DoneJob::Result &) { finish(tl::unexpected(cause)); });
    job->start();
}

UnlockKeyJob::UnlockKeyJob(SecretStore *store, CertificateFolder folder, QString fingerprint, crypto::Secret passphrase,
                           QObject *parent)
    : ResultJob(parent)
    , m_store(store)
    , m_folder(std::move(folder))
    , m_fingerprint(std::move(fingerprint))
    , m_passphrase(std::move(passphrase))
{
}

void UnlockKeyJob::run()
{
    if (const auto known = m_folder.find(m_fingerprint); !known)
        return finish(tl::unexpected(known.error()));
    auto *job = m_store->read(signingKeyEntry(m_fingerprint), this);
    job->onFinished(this, [this](SecretStore::ReadJob::Result secret) {
        if (hasResult())
            return;
        if (secret)
            open(std::move(*secret));
        else
            finish(tl::unexpected(secret.error()));
    });
    job->start();
}

void UnlockKeyJob::open(crypto::Secret encryptedKey)
{
    runOnPool(
        this,
        [pem = std::move(encryptedKey), passphrase = std::move(m_passphrase), fingerprint = m_fingerprint] {
            return openKey(pem, passphrase, fingerprint);
        },
        [this](Result key) { finish(std::move(key)); });
}

RemoveKeyJob::RemoveKeyJob(SecretStore *store, CertificateFolder folder, QString fingerprint, QObject *parent)
    : ResultJob(parent)
    , m_store(store)
    , m_folder(std::move(folder))
    , m_fingerprint(std::move(fingerprint))
{
}

void RemoveKeyJob::run()
{
    auto *job = m_store->remove(signingKeyEntry(m_fingerprint), this);
    job->onFinished(this, [this](const SecretStore::DoneJob::Result &removed) {
        if (hasResult())
            return;
        if (removed || removed.error().code == Code::Missing)
            removeCertificate(removed.has_value());
        else
            finish(tl::unexpected(removed.error()));
    });
    job->start();
}

void RemoveKeyJob::removeCertificate(bool hadKey)
{
    runOnPool(
        this, [folder = m_folder, fingerprint = m_fingerprint] { return folder.remove(fingerprint); },
        [this, hadKey](Result removed) {
            if (hadKey && !removed && removed.error().code == Code::Missing)
                finish({});
            else
                finish(std::move(removed));
        });
}

} // namespace cutover::keychain
