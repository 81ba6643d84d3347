// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/sealjudge.h"

#include "crypto/certificate.h"

#include <optional>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;

namespace {

struct KeyAtHand
{
    crypto::PublicKey key;
    bool isTrusted = false;
};

QList<KeyAtHand> keysAtHand(const domain::SignersList &list, const QList<FolderKey> &keys)
{
    QList<KeyAtHand> atHand;
    for (const auto &signer : list.signers) {
        const auto certificate = crypto::Certificate::fromPem(signer.certificatePem);
        if (!certificate || certificate->fingerprint() != signer.fingerprint)
            continue;
        const bool isTrusted = signer.roles.contains(evidenceRole) || list.evidenceKeys.contains(signer.fingerprint);
        if (const auto key = certificate->publicKey())
            atHand.append({*key, isTrusted});
    }
    for (const FolderKey &at : keys)
        if (at.key)
            atHand.append({*at.key, list.evidenceKeys.contains(at.key->fingerprint())});
    atHand.removeIf([](const KeyAtHand &at) { return at.key.algorithm() == crypto::KeyAlgorithm::Ed25519; });
    return atHand;
}

bool isTrusted(const domain::SignersList &list, const QString &fingerprint)
{
    const auto *signer = list.find(fingerprint);
    return list.evidenceKeys.contains(fingerprint) || (signer && signer->roles.contains(evidenceRole));
}

tl::expected<QString, Reason> judgeSignature(const formats::EnvelopeSignature &signature, const QByteArray &message,
                                             const QString &file, const domain::SignersList &list,
                                             const QList<KeyAtHand> &atHand)
{
    bool isAtHand = false;
    std::optional<Reason> untrusted;
    for (const auto &[key, trusted] : atHand) {
        isAtHand = isAtHand || key.fingerprint() == signature.keyid;
        if (!key.verify(message, signature.sig) && !key.verifyRawEcdsa(message, signature.sig))
            continue;
        if (trusted)
            return key.fingerprint();
        untrusted = Reason{Cause::SignerUntrusted, {file, key.fingerprint()}};
    }
    if (untrusted)
        return tl::unexpected(*untrusted);
    const QString code = isAtHand                           ? u"signature_invalid"_s
                         : isTrusted(list, signature.keyid) ? u"key_not_at_hand"_s
                                                            : u"signer_unknown"_s;
    return tl::unexpected(Reason{Cause::ManifestInvalid, {file, code}});
}

} // namespace

tl::expected<QString, Reason> judgeSeal(const formats::Manifest &manifest, const QString &file,
                                        const domain::SignersList &list, const QList<FolderKey> &keys)
{
    const auto message = formats::pae(manifest.envelope.payloadType, manifest.envelope.payload);
    const auto atHand = keysAtHand(list, keys);
    std::optional<Reason> first;
    for (const auto &signature : manifest.envelope.signatures) {
        const auto judged = judgeSignature(signature, message, file, list, atHand);
        if (judged)
            return *judged;
        if (!first)
            first = judged.error();
    }
    return tl::unexpected(first.value_or(Reason{Cause::ManifestInvalid, {file, u"signer_unknown"_s}}));
}

} // namespace cutover::checks
