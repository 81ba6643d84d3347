// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/signingkeyjobs.h"

#include "crypto/identityfile.h"
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

KeychainError errorOf(const crypto::CryptoError &error)
{
    using enum crypto::CryptoError::Code;
    switch (error.code) {
    case PassphraseTooShort:
        return {Code::PassphraseTooShort, {}};
    case InvalidName:
        return {Code::InvalidName, error.detail};
    case WrongPassphrase:
        return {Code::WrongPassphrase, u"file"_s};
    case NotAKey:
    case TooLarge:
    case TrailingData:
        return {Code::NotAKeyFile, error.detail};
    case KeyUnencrypted:
        return {Code::KeyUnencrypted, {}};
    case IterationsOutOfBounds:
        return {Code::TooManyIterations, {}};
    case WeakKey:
        return {Code::WeakKey, error.detail};
    case UnsupportedAlgorithm:
        return {Code::UnsupportedKey, error.detail};
    case NotACertificate:
        return {Code::NotACertificate, error.detail};
    default:
        return {Code::Failed, crypto::codeName(error.code) + u' ' + error.detail};
    }
}

tl::expected<crypto::Certificate, KeychainError> certify(const crypto::PrivateKey &key, const QString &name,
                                                         const QString &email)
{
    const QDateTime now = QDateTime::fromSecsSinceEpoch(QDateTime::currentSecsSinceEpoch(), Qt::UTC);
    return key.selfSignedCertificate(name, email, now.addSecs(-clockSlackSeconds), now.addYears(validYears))
        .map_error(errorOf);
}

tl::expected<void, KeychainError> judgeForSigning(const crypto::Certificate &certificate, const QDateTime &now)
{
    if (now < certificate.notBefore())
        return tl::unexpected(KeychainError{Code::CertificateNotValid, certificate.notBefore().toString(Qt::ISODate)});
    if (!certificate.isValidAt(now))
        return tl::unexpected(KeychainError{Code::CertificateNotValid, certificate.notAfter().toString(Qt::ISODate)});
    if (!certificate.isForSigning())
        return tl::unexpected(KeychainError{Code::CertificateUnfit, {}});
    return {};
}

MakeKey keyMaker(const QString &name, const QString &email, crypto::Secret passphrase)
{
    auto secret = std::make_shared<crypto::Secret>(std::move(passphrase));
    return [name, email, secret]() -> MadeKey {
        const auto key = crypto::PrivateKey::generate();
        if (!key)
            return tl::unexpected(errorOf(key.error()));
        auto certificate = certify(*key, name, email);
        if (!certificate)
            return tl::unexpected(certificate.error());
        auto pem = key->encryptedPem(*secret);
        if (!pem)
            return tl::unexpected(errorOf(pem.error()));
        return KeyMaterial{std::move(*certificate), {}, crypto::Secret::consume(std::move(*pem))};
    };
}

MakeKey keyImporter(const QByteArray &pkcs12, crypto::Secret filePassphrase, crypto::Secret passphrase,
                    const QDateTime &now)
{
    auto opening = std::make_shared<crypto::Secret>(std::move(filePassphrase));
    auto closing = std::make_shared<crypto::Secret>(std::move(passphrase));
    return [pkcs12, opening, closing, now]() -> MadeKey {
        const auto identity = crypto::readIdentity(pkcs12, *opening);
        if (!identity)
            return tl::unexpected(errorOf(identity.error()));
        if (const auto judged = judgeForSigning(identity->certificate, now); !judged)
            return tl::unexpected(judged.error());
        auto pem = identity->key.encryptedPem(*closing);
        if (!pem)
            return tl::unexpected(errorOf(pem.error()));
        return KeyMaterial{identity->certificate, identity->issuers, crypto::Secret::consume(std::move(*pem))};
    };
}

NewKeyJob::NewKeyJob(SecretStore *store, CertificateFolder folder, MakeKey make, QObject *parent)
    : ResultJob(parent)
    , m_store(store)
    , m_folder(std::move(folder))
    , m_make(std::move(make))
{
}

void NewKeyJob::run()
{
    runOnPool(
        this, [make = std::exchange(m_make, {})]() mutable { return std::exchange(make, {})(); },
        [this](MadeKey made) {
            if (hasResult())
                return;
            if (made)
                ensureNew(std::move(*made));
            else
                finish(tl::unexpected(made.error()));
        });
}

// A new key has a new name; should that ever not hold, the old one is worth more than the new.
void NewKeyJob::ensureNew(KeyMaterial material)
{
    const QString fingerprint = material.certificate.fingerprint();
    if (m_folder.contains(fingerprint))
        return finish(tl::unexpected(KeychainError{Code::Exists, fingerprint}));
    auto kept = std::make_shared<KeyMaterial>(std::move(material));
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

void NewKeyJob::writeKey(KeyMaterial material)
{
    m_isWriting = true;
    auto *job =
        m_store->write(signingKeyEntry(material.certificate.fingerprint()), std::move(material.encryptedKey), this);
    job->onFinished(this, [this, certificate = material.certificate,
                           issuers = material.issuers](SecretStore::DoneJob::Result written) {
        if (written)
            writeCertificate(certificate, issuers);
        else
            finish(tl::unexpected(written.error()));
    });
    job->start();
}

void NewKeyJob::writeCertificate(const crypto::Certificate &certificate, const QList<crypto::Certificate> &issuers)
{
    runOnPool(
        this, [folder = m_folder, certificate, issuers] { return folder.add(certificate, issuers); },
        [this, certificate](tl::expected<void, KeychainError> added) {
            if (added)
                finish(SigningKey{certificate.fingerprint(), certificate});
            else
                takeBack(certificate.fingerprint(), added.error());
        });
}

void NewKeyJob::takeBack(const QString &fingerprint, KeychainError cause)
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
