// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/certificatefolder.h"

#include "crypto/certificatefile.h"
#include "formats/atomicfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace cutover::keychain {
namespace {

using Code = KeychainError::Code;

constexpr qint64 maximumSize = 64 * 1024;

tl::unexpected<KeychainError> fileFailure(const formats::FileError &error)
{
    return tl::unexpected(
        KeychainError{Code::FileFailed, error.path + u": "_s + formats::codeName(error.code) + u' ' + error.system});
}

} // namespace

bool isFingerprint(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar digit) {
               return (digit >= u'0' && digit <= u'9') || (digit >= u'a' && digit <= u'f');
           });
}

CertificateFolder::CertificateFolder(QString path)
    : m_path(std::move(path))
{
}

QString CertificateFolder::fileOf(const QString &fingerprint) const
{
    return m_path + u'/' + fingerprint + ".pem"_L1;
}

QString CertificateFolder::issuersFileOf(const QString &fingerprint) const
{
    return m_path + u'/' + fingerprint + ".issuers.pem"_L1;
}

QList<SigningKey> CertificateFolder::all() const
{
    QList<SigningKey> keys;
    const QStringList names = QDir(m_path).entryList({u"*.pem"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        if (auto key = find(name.chopped(4)))
            keys.append(std::move(*key));
    }
    std::stable_sort(keys.begin(), keys.end(), [](const SigningKey &left, const SigningKey &right) {
        return left.certificate.commonName() < right.certificate.commonName();
    });
    return keys;
}

tl::expected<SigningKey, KeychainError> CertificateFolder::find(const QString &fingerprint) const
{
    if (!contains(fingerprint))
        return tl::unexpected(KeychainError{Code::Missing, fingerprint});
    const auto bytes = formats::readBounded(fileOf(fingerprint), maximumSize);
    if (!bytes)
        return fileFailure(bytes.error());
    auto certificate = crypto::Certificate::fromPem(*bytes);
    if (!certificate)
        return tl::unexpected(KeychainError{Code::FileFailed, fileOf(fingerprint) + u": "_s +
                                                                  crypto::codeName(certificate.error().code)});
    if (certificate->fingerprint() != fingerprint)
        return tl::unexpected(KeychainError{Code::FileFailed, fileOf(fingerprint) + u": another key's"_s});
    return SigningKey{fingerprint, std::move(*certificate)};
}

bool CertificateFolder::contains(const QString &fingerprint) const
{
    return isFingerprint(fingerprint) && QFileInfo(fileOf(fingerprint)).exists();
}

tl::expected<void, KeychainError> CertificateFolder::add(const crypto::Certificate &certificate,
                                                         const QList<crypto::Certificate> &issuers) const
{
    const QString path = fileOf(certificate.fingerprint());
    if (QFileInfo(path).exists() || QFileInfo(path).isSymLink())
        return tl::unexpected(KeychainError{Code::Exists, path});
    return replace(certificate, issuers);
}

tl::expected<void, KeychainError> CertificateFolder::replace(const crypto::Certificate &certificate,
                                                             const QList<crypto::Certificate> &issuers) const
{
    if (const auto written = writeIssuers(certificate.fingerprint(), issuers); !written)
        return written;
    const auto written = formats::writeAtomically(fileOf(certificate.fingerprint()), certificate.pem());
    if (!written)
        return fileFailure(written.error());
    return {};
}

tl::expected<void, KeychainError> CertificateFolder::writeIssuers(const QString &fingerprint,
                                                                  const QList<crypto::Certificate> &issuers) const
{
    const QString path = issuersFileOf(fingerprint);
    if (issuers.isEmpty()) {
        QFile::remove(path);
        return {};
    }
    QByteArray pem;
    for (const auto &issuer : issuers)
        pem += issuer.pem();
    const auto written = formats::writeAtomically(path, pem);
    if (!written)
        return fileFailure(written.error());
    return {};
}

QList<crypto::Certificate> CertificateFolder::issuers(const QString &fingerprint) const
{
    const auto own = find(fingerprint);
    const auto bytes =
        own ? formats::readBounded(issuersFileOf(fingerprint), maximumSize) : tl::unexpected(formats::FileError{});
    const auto given = bytes ? crypto::readCertificates(*bytes) : tl::unexpected(crypto::CryptoError{});
    // A chain that another certificate left behind is none of this one's.
    return given ? crypto::issuersOf(own->certificate, *given) : QList<crypto::Certificate>();
}

tl::expected<void, KeychainError> CertificateFolder::remove(const QString &fingerprint) const
{
    if (!contains(fingerprint))
        return tl::unexpected(KeychainError{Code::Missing, fingerprint});
    QFile file(fileOf(fingerprint));
    if (!file.remove())
        return tl::unexpected(KeychainError{Code::FileFailed, file.fileName() + u": "_s + file.errorString()});
    QFile::remove(issuersFileOf(fingerprint));
    const auto synced = formats::syncFolder(m_path);
    if (!synced)
        return fileFailure(synced.error());
    return {};
}

} // namespace cutover::keychain
