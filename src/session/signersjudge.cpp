// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signersjudge.h"

#include "crypto/digest.h"
#include "domain/person.h"
#include "session/envelopejudge.h"
#include "session/signerstrust.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using Authorised = VerifiedSignature::Authorised;

namespace {

class SignersJudge
{
public:
    SignersJudge(const VerifyRoots &roots, FileFinding &finding)
        : m_roots(roots)
        , m_finding(finding)
    {
    }

    void judge(const QByteArray &bytes)
    {
        const auto file = formats::readSignersFile(bytes, m_finding.file);
        if (!file) {
            const auto &error = file.error().first();
            m_finding.problems.append(
                {u"signers_malformed"_s, {formats::codeName(error.code), error.pointer, QString::number(error.line)}});
        }
        const auto envelope =
            file ? tl::expected<formats::Envelope, formats::DsseError>(file->envelope) : formats::parseEnvelope(bytes);
        if (!envelope)
            return;
        m_digest = crypto::sha256(bytes);
        m_before = file ? m_roots.predecessorOf(file->list) : std::nullopt;
        if (file)
            addKeys(file->list);
        // Version by version, each is signed by the administrators of the one before; where that is not at hand, its
        // own are all that can be looked at.
        if (m_before)
            addKeys(m_before->list);
        if (file)
            m_administrators = domain::administratorsOf(m_before ? m_before->list : file->list);
        if (file && m_before)
            judgeSuccession(*file);
        if (const auto *link = m_roots.chain.find(m_digest); link && link != m_roots.chain.head())
            m_finding.problems.append(
                {u"signers_older"_s,
                 {QString::number(link->list.version), QString::number(m_roots.chain.head()->list.version)}});
        for (const auto &certificate : m_roots.certificates) {
            if (auto key = KeyAtHand::of(certificate))
                m_keys.append(std::move(*key));
        }
        const bool isListKnown = file && isKnown();
        judgeSigners(*envelope, isListKnown);
        // How many administrators a later version takes, and which, the one before says.
        if (file && file->list.version > 1 && !m_before && !isListKnown && !m_roots.certificates.isEmpty())
            m_finding.problems.append({u"quorum_not_judged"_s, {}});
    }

private:
    void addKeys(const domain::SignersList &list)
    {
        for (const auto &signer : list.signers) {
            const auto certificate = crypto::Certificate::fromPem(signer.certificatePem);
            auto key = certificate ? KeyAtHand::of(*certificate, signer.name) : std::nullopt;
            if (!key || key->key.fingerprint() != signer.fingerprint) {
                m_finding.problems.append({u"certificate_changed"_s, {signer.name, u"list"_s}});
                continue;
            }
            m_keys.append(std::move(*key));
        }
    }

    void judgeSuccession(const formats::SignersFile &file)
    {
        m_isSuccessor = follows(file, *m_before);
        if (m_isSuccessor)
            return;
        const auto fault = domain::successionFault(m_before->list, m_before->sha256, file.list);
        const auto given = domain::peopleAmong(m_before->list, administratorsWhoSigned(file.envelope, m_before->list));
        m_finding.problems.append({u"signers_not_approved"_s,
                                   {domain::signersFaultName(fault), QString::number(given),
                                    QString::number(domain::approvalsNeeded(m_before->list))}});
    }

    [[nodiscard]] bool isKnown() const
    {
        return m_isSuccessor || m_roots.pinnedDigests.contains(m_digest) || m_roots.chain.find(m_digest) ||
               std::ranges::any_of(m_roots.lists,
                                   [&](const TrustedList &trusted) { return trusted.digest == m_digest; });
    }

    [[nodiscard]] bool isGiven(const QString &fingerprint) const
    {
        return std::ranges::any_of(m_roots.certificates,
                                   [&](const auto &certificate) { return certificate.fingerprint() == fingerprint; });
    }

    void judgeSigners(const formats::Envelope &envelope, bool isListKnown)
    {
        const auto matched = matchSignatures(envelope, m_keys, EcdsaForm::Der);
        m_finding.problems += matched.problems;
        const bool hasRoot = isListKnown || !m_roots.hasNoSigners() || !m_roots.pinnedDigests.isEmpty();
        for (const auto &signature : matched.signatures) {
            const bool isAdministrator = m_administrators.contains(signature.fingerprint);
            const bool isTrusted =
                isAdministrator && signature.intact && (isListKnown || isGiven(signature.fingerprint));
            VerifiedSignature verified;
            verified.signer = signature.name;
            verified.role = isAdministrator ? QString(administratorRole) : QString();
            verified.intact = signature.intact;
            verified.coversWholeFile = signature.intact;
            if (hasRoot)
                verified.authorised = isTrusted ? Authorised::Yes : Authorised::No;
            m_finding.signatures.append(verified);
            if (!isAdministrator)
                m_finding.problems.append({u"signer_unauthorised"_s, {signature.name, administratorRole}});
            else if (hasRoot && !isTrusted && signature.intact)
                m_isForeign = true;
        }
        if (!hasRoot)
            m_finding.problems.append({u"no_trust_root"_s, {}});
        else if (m_isForeign)
            m_finding.problems.append({u"signers_untrusted"_s, {QString::fromLatin1(m_digest.toHex())}});
    }

    const VerifyRoots &m_roots;
    FileFinding &m_finding;
    QByteArray m_digest;
    QList<KeyAtHand> m_keys;
    QStringList m_administrators;
    std::optional<SignersLink> m_before;
    bool m_isSuccessor = false;
    bool m_isForeign = false;
};

} // namespace

void judgeSignersFile(const QByteArray &bytes, const VerifyRoots &roots, FileFinding &finding)
{
    SignersJudge(roots, finding).judge(bytes);
}

} // namespace cutover::session
