// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/signingkeys.h"

#include "keychain/certificatejobs.h"
#include "keychain/signingkeyjobs.h"

#include <QStandardPaths>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace cutover::keychain {
namespace {

using Code = KeychainError::Code;

bool isPrefix(const QString &text)
{
    constexpr qsizetype shortest = 8;
    constexpr qsizetype longest = 64;
    return text.size() >= shortest && text.size() <= longest && std::all_of(text.begin(), text.end(), [](QChar digit) {
               return (digit >= u'0' && digit <= u'9') || (digit >= u'a' && digit <= u'f');
           });
}

KeychainError unknownKey(const QString &fingerprint)
{
    return {Code::Missing, fingerprint};
}

} // namespace

SigningKeys::SigningKeys(SecretStore *store, QObject *parent)
    : SigningKeys(store, defaultFolder(), parent)
{
}

SigningKeys::SigningKeys(SecretStore *store, QString folder, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_folder(std::move(folder))
{
}

QString SigningKeys::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/cutover/certificates"_L1;
}

SigningKeys::EnrolJob *SigningKeys::enrol(const QString &name, const QString &email, crypto::Secret passphrase,
                                          QObject *parent)
{
    return new NewKeyJob(m_store, CertificateFolder(m_folder), keyMaker(name, email, std::move(passphrase)), parent);
}

SigningKeys::EnrolJob *SigningKeys::importKey(const QByteArray &pkcs12, crypto::Secret filePassphrase,
                                              crypto::Secret passphrase, const QDateTime &now, QObject *parent)
{
    return new NewKeyJob(m_store, CertificateFolder(m_folder),
                         keyImporter(pkcs12, std::move(filePassphrase), std::move(passphrase), now), parent);
}

SigningKeys::RequestJob *SigningKeys::request(const QString &fingerprint, crypto::Secret passphrase, QObject *parent)
{
    return new RequestCertificateJob(*this, fingerprint, std::move(passphrase), parent);
}

SigningKeys::EnrolJob *SigningKeys::install(const QByteArray &file, const QDateTime &now, QObject *parent)
{
    return new InstallCertificateJob(m_store, CertificateFolder(m_folder), file, now, parent);
}

SigningKeys::EnrolJob *SigningKeys::renew(const QString &fingerprint, crypto::Secret passphrase, QObject *parent)
{
    return new RenewCertificateJob(*this, CertificateFolder(m_folder), fingerprint, std::move(passphrase), parent);
}

SigningKeys::UnlockJob *SigningKeys::unlock(const QString &fingerprint, crypto::Secret passphrase, QObject *parent)
{
    return new UnlockKeyJob(m_store, CertificateFolder(m_folder), fingerprint, std::move(passphrase), parent);
}

SigningKeys::DoneJob *SigningKeys::remove(const QString &fingerprint, QObject *parent)
{
    if (!isFingerprint(fingerprint))
        return new KnownJob<void>(unknownKey(fingerprint), parent);
    return new RemoveKeyJob(m_store, CertificateFolder(m_folder), fingerprint, parent);
}

SigningKeys::FoundJob *SigningKeys::hasKey(const QString &fingerprint, QObject *parent)
{
    return m_store->contains(signingKeyEntry(fingerprint), parent);
}

QList<SigningKey> SigningKeys::list() const
{
    return CertificateFolder(m_folder).all();
}

SigningKeys::Found SigningKeys::find(const QString &prefix) const
{
    const QString digits = prefix.toLower();
    if (!isPrefix(digits))
        return tl::unexpected(KeychainError{Code::PrefixTooShort, prefix});
    QList<SigningKey> matches = list();
    matches.removeIf([&](const SigningKey &key) { return !key.fingerprint.startsWith(digits); });
    if (matches.isEmpty())
        return tl::unexpected(unknownKey(prefix));
    if (matches.size() > 1)
        return tl::unexpected(KeychainError{Code::Ambiguous, prefix});
    return matches.takeFirst();
}

SigningKeys::Found SigningKeys::certificate(const QString &fingerprint) const
{
    return CertificateFolder(m_folder).find(fingerprint);
}

QList<crypto::Certificate> SigningKeys::issuers(const QString &fingerprint) const
{
    return CertificateFolder(m_folder).issuers(fingerprint);
}

} // namespace cutover::keychain
