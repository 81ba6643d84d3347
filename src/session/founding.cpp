// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/founding.h"

#include "crypto/publickey.h"
#include "domain/signersversion.h"
#include "formats/atomicfile.h"
#include "session/signerstrust.h"

#include <utility>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestKeyFile = 64 * 1024;

Result<QByteArray> readKeyFile(const QString &file)
{
    auto bytes = formats::readBounded(file, largestKeyFile);
    if (!bytes)
        return tl::unexpected(Failure{
            Failure::Kind::File, formats::codeName(bytes.error().code), {file, {}, {}, bytes.error().system}, {}});
    return std::move(*bytes);
}

Result<QStringList> keyDigests(const QStringList &files)
{
    QStringList digests;
    for (const auto &file : files) {
        const auto bytes = readKeyFile(file);
        if (!bytes)
            return tl::unexpected(bytes.error());
        const auto key = crypto::PublicKey::fromPem(*bytes);
        if (!key)
            return tl::unexpected(
                Failure{Failure::Kind::File, crypto::codeName(key.error().code), {file, {}, {}, {}}, {}});
        digests.append(key->fingerprint());
    }
    return digests;
}

} // namespace

QStringList rolesFrom(const QString &text)
{
    QStringList roles;
    for (const auto &role : text.split(u','))
        roles.append(role.trimmed());
    roles.removeAll(QString());
    return roles.isEmpty() ? QStringList{decisionMakerRole, administratorRole, u"evidence"_s} : roles;
}

Result<domain::Signer> ownSigner(const QString &argument, const keychain::SigningKeys &keys)
{
    const QString prefix = argument.section(u'=', 0, 0);
    const auto key = keys.find(prefix);
    if (!key)
        return tl::unexpected(
            Failure{Failure::Kind::Keychain, keychain::codeName(key.error().code), {prefix, key.error().detail}, {}});
    return domain::Signer{key->fingerprint, key->certificate.commonName(), rolesFrom(argument.section(u'=', 1)),
                          key->certificate.pem()};
}

Result<domain::Signer> memberSigner(const QPair<QString, QString> &member)
{
    const auto bytes = readKeyFile(member.first);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto certificate = crypto::Certificate::fromPem(*bytes);
    if (!certificate)
        return tl::unexpected(
            Failure{Failure::Kind::File, crypto::codeName(certificate.error().code), {member.first, {}, {}, {}}, {}});
    return domain::Signer{certificate->fingerprint(), certificate->commonName(), rolesFrom(member.second),
                          certificate->pem()};
}

Result<GivenFiles> readGiven(const FoundSigners &request)
{
    GivenFiles given;
    for (const auto &member : request.members) {
        auto signer = memberSigner(member);
        if (!signer)
            return tl::unexpected(signer.error());
        given.members.append(std::move(*signer));
    }
    auto policyKeys = keyDigests(request.policyKeyFiles);
    auto evidenceKeys = keyDigests(request.evidenceKeyFiles);
    if (!policyKeys || !evidenceKeys)
        return tl::unexpected(policyKeys ? evidenceKeys.error() : policyKeys.error());
    given.policyKeys = std::move(*policyKeys);
    given.evidenceKeys = std::move(*evidenceKeys);
    return given;
}

Result<void> judgeSigner(const domain::Signer &signer, const QDateTime &now)
{
    if (!signer.roles.contains(decisionMakerRole) && !signer.roles.contains(administratorRole))
        return {};
    const auto certificate = crypto::Certificate::fromPem(signer.certificatePem);
    const auto key = certificate ? certificate->publicKey() : tl::unexpected(certificate.error());
    if (!key)
        return tl::unexpected(refused(crypto::codeName(key.error().code), {signer.name}));
    if (key->algorithm() == crypto::KeyAlgorithm::Ed25519)
        return tl::unexpected(refused(u"unsupported_algorithm"_s, {signer.name, u"ed25519"_s}));
    if (!certificate->isValidAt(now))
        return tl::unexpected(
            refused(u"certificate_not_valid"_s, {signer.name, certificate->notAfter().toString(Qt::ISODate)}));
    if (!certificate->isForSigning())
        return tl::unexpected(refused(u"certificate_unfit"_s, {signer.name}));
    return {};
}

Result<Founding> foundingOf(const FoundSigners &request, const GivenFiles &given, const keychain::SigningKeys &keys,
                            const QString &workspaceId, const QDateTime &now)
{
    Founding founding;
    auto &list = founding.list;
    list.workspaceId = workspaceId;
    for (const auto &key : request.keys) {
        auto signer = ownSigner(key, keys);
        if (!signer)
            return tl::unexpected(signer.error());
        if (founding.administrator.isEmpty() && signer->roles.contains(administratorRole))
            founding.administrator = signer->fingerprint;
        list.signers.append(std::move(*signer));
    }
    list.signers += given.members;
    if (founding.administrator.isEmpty())
        return tl::unexpected(refused(u"no_administrator"_s));
    list.policyKeys = given.policyKeys;
    list.evidenceKeys = given.evidenceKeys;
    list.quorum = request.quorum.isEmpty() ? QMap<QString, int>{{decisionMakerRole, 1}} : request.quorum;
    list.deputies = request.deputies;
    if (const auto fault = domain::faultOf(list); fault != domain::SignersFault::None)
        return tl::unexpected(refused(domain::signersFaultName(fault)));
    for (const auto &signer : std::as_const(list.signers))
        if (const auto judged = judgeSigner(signer, now); !judged)
            return tl::unexpected(judged.error());
    return founding;
}

} // namespace cutover::session
