// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signerstrust.h"

#include "crypto/certificate.h"
#include "crypto/digest.h"
#include "formats/atomicfile.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestSignersFile = 4 * 1024 * 1024;

bool verifies(const domain::Signer &signer, QByteArrayView message, const QByteArray &signature)
{
    const auto certificate = crypto::Certificate::fromPem(signer.certificatePem);
    if (!certificate || certificate->fingerprint() != signer.fingerprint)
        return false;
    const auto key = certificate->publicKey();
    return key && key->verify(message, signature);
}

} // namespace

domain::Refusal signersRefusal(const SignersView &view)
{
    return {domain::RefusalCode::SignersUntrusted, view.present ? QStringList() : QStringList{u"absent"_s}};
}

QMap<QString, int> quorumOf(const domain::SignersList &list)
{
    auto quorum = list.quorum;
    if (!quorum.contains(decisionMakerRole))
        quorum.insert(decisionMakerRole, 1);
    return quorum;
}

bool isSignedByAdministrator(const formats::SignersFile &file)
{
    const auto message = formats::pae(file.envelope.payloadType, file.envelope.payload);
    return std::ranges::any_of(file.envelope.signatures, [&](const formats::EnvelopeSignature &signature) {
        const auto *signer = file.list.find(signature.keyid);
        return signer && signer->roles.contains(administratorRole) && verifies(*signer, message, signature.sig);
    });
}

TrustedSigners readTrustedSigners(const QString &workspace, const Records &records, const QString &ledgerId,
                                  const TrustStore &trust)
{
    TrustedSigners result;
    const auto bytes = formats::readBounded(u"%1/%2"_s.arg(workspace, signersFilePath), largestSignersFile);
    if (!bytes)
        return result;
    result.bytes = *bytes;
    result.view.present = true;
    result.view.digest = crypto::sha256(*bytes);
    const auto file = formats::readSignersFile(*bytes, signersFilePath.toString());
    if (!file)
        return result;
    result.view.list = file->list;
    result.intact = isSignedByAdministrator(*file);
    result.view.pinned = result.intact && !ledgerId.isEmpty() && records.pinnedSigners == result.view.digest &&
                         trust.pinnedSigners(ledgerId) == result.view.digest;
    return result;
}

} // namespace cutover::session
