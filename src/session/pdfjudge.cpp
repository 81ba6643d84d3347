// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pdfjudge.h"

#include "pdf/pdfverifier.h"
#include "session/attestation.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using Authorised = VerifiedSignature::Authorised;

namespace {

constexpr qsizetype shownDigits = 8;

QString signerOf(const pdf::PdfSignature &signature)
{
    if (!signature.certificate)
        return signature.name;
    const QString name = signature.certificate->commonName();
    return name.isEmpty() ? signature.certificate->fingerprint().left(shownDigits) : name;
}

VerifyProblem problemOf(const pdf::PdfError &error, const QString &signer)
{
    // The certificate is not the one that the signature itself names.
    if (error.code == pdf::PdfError::Code::CmsInvalid && error.data.value(0) == "cms_ess_mismatch"_L1)
        return {u"certificate_changed"_s, {signer, u"pdf"_s}};
    return {QString(pdf::codeName(error.code)), QStringList{signer} + error.data};
}

AttachedCertificates certificatesOf(const pdf::PdfFindings &found)
{
    AttachedCertificates attached;
    for (const auto &signature : found.signatures) {
        if (signature.certificate) {
            attached.signers.append(*signature.certificate);
            attached.times.insert(signature.certificate->fingerprint(), signature.time);
        }
        attached.issuers += signature.others;
    }
    return attached;
}

class PdfJudge
{
public:
    PdfJudge(const VerifyRoots &roots, const PageGround &ground, FileFinding &finding)
        : m_roots(roots)
        , m_ground(ground)
        , m_finding(finding)
    {
    }

    JudgedDecision judge(const QByteArray &bytes, const StoredEnvelope &storedFor)
    {
        const auto found = pdf::verifyPdf(bytes);
        for (const auto &error : found.problems)
            add(problemOf(error, {}));
        for (const auto &signature : found.signatures)
            for (const auto &error : signature.problems)
                add(problemOf(error, signerOf(signature)));
        m_attached = certificatesOf(found);
        for (const auto &timestamp : found.timestamps)
            for (const auto &error : timestamp.problems)
                add(problemOf(error, {}));
        const auto stored = storedFor && !found.envelope.isEmpty() ? storedFor(found.envelope) : QByteArray();
        if (!stored.isEmpty())
            compareEnvelopes(found.envelope, stored);
        const auto &envelope = stored.isEmpty() ? found.envelope : stored;
        if (!envelope.isEmpty())
            m_decision = judgeDecision(envelope, m_roots, m_attached);
        for (const auto &problem : m_decision.problems)
            add(problem);
        if (m_roots.hasNoSigners())
            add({u"no_trust_root"_s, {}});
        m_finding.demo = m_decision.demo;
        m_finding.says = m_decision.statement;
        if (m_roots.chain.links.size() > 1)
            m_origins = m_roots.origins.inPdfs(m_decision.statementSha256);
        for (qsizetype index = 0; index < found.signatures.size(); ++index) {
            const auto &signature = found.signatures[index];
            auto verified = judgedByEnvelope(signature);
            if (signature.intact)
                attest(signature, attestationFor(found, index, verified.signer), verified);
            m_finding.signatures.append(verified);
        }
        compareSigners(found);
        comparePages(bytes, found);
        return std::move(m_decision);
    }

private:
    void add(const VerifyProblem &problem)
    {
        if (!m_finding.problems.contains(problem))
            m_finding.problems.append(problem);
    }

    void compareEnvelopes(const QByteArray &attachedBytes, const QByteArray &storedBytes)
    {
        const auto attached = formats::parseEnvelope(attachedBytes);
        const auto stored = formats::parseEnvelope(storedBytes);
        if (!attached || !stored || attached->payload != stored->payload ||
            attached->payloadType != stored->payloadType)
            return add({u"other_statement"_s, {}});
        for (const auto &signature : attached->signatures)
            if (!formats::bears(*stored, signature))
                add({u"attached_signature_unknown"_s, {signature.keyid.left(shownDigits)}});
    }

    [[nodiscard]] qsizetype envelopeIndex(const pdf::PdfSignature &signature) const
    {
        return signature.certificate ? m_decision.fingerprints.indexOf(signature.certificate->fingerprint()) : -1;
    }

    /// By the signature's own time stamp, or else by the first of the document behind it.
    [[nodiscard]] Attestation attestationFor(const pdf::PdfFindings &found, qsizetype index,
                                             const QString &signer) const
    {
        const auto &signature = found.signatures[index];
        auto first = attestationOf(signature.token, signature.signatureDigest, signer, m_roots.timestampAnchors);
        for (const auto &timestamp : found.timestamps) {
            if (first.at.isValid() || !timestamp.intact || timestamp.signatures <= index)
                continue;
            auto later = attestationOf(timestamp.token, timestamp.imprint, signer, m_roots.timestampAnchors);
            if (later.at.isValid() && isTooLate(later.at, signature, signer))
                later = {{}, {{u"time_not_attested"_s, {signer, u"certificate_ended"_s, {}}}}};
            if (later.at.isValid() || first.problems.isEmpty())
                first = later;
        }
        return first;
    }

    /// A document's time stamp behind the end of what the signature rests on. Anybody may add one, at any time: it
    /// shows what it covers to be older, and nothing against it.
    [[nodiscard]] bool isTooLate(const QDateTime &at, const pdf::PdfSignature &signature, const QString &signer) const
    {
        const auto &certificate = *signature.certificate;
        if (at > certificate.notAfter())
            return true;
        return signature.time.isValid() && signature.time < at && objectionAt(at, certificate, signer) &&
               !objectionAt(signature.time, certificate, signer);
    }

    /// An attested time stands for the claimed one, also where it shows that the certificate held no more.
    void attest(const pdf::PdfSignature &signature, const Attestation &attestation, VerifiedSignature &verified)
    {
        for (const auto &problem : attestation.problems)
            add(problem);
        if (!attestation.at.isValid())
            return;
        verified.attested = true;
        verified.authority = attestation.authority;
        verified.signedAt = attestation.at;
        const auto objection = objectionAt(attestation.at, *signature.certificate, verified.signer);
        if (!objection)
            return;
        add(*objection);
        if (verified.authorised == Authorised::Yes)
            verified.authorised = Authorised::No;
    }

    [[nodiscard]] std::optional<VerifyProblem>
    objectionAt(const QDateTime &time, const crypto::Certificate &certificate, const QString &signer) const
    {
        if (!certificate.isValidAt(time))
            return VerifyProblem{u"certificate_not_valid_at"_s, {signer, time.toString(Qt::ISODate)}};
        const auto index = m_decision.fingerprints.indexOf(certificate.fingerprint());
        return index >= 0 && m_decision.authorisations[index].isByChain
                   ? objectionToChain(certificate, m_attached, m_roots, time)
                   : std::nullopt;
    }

    VerifiedSignature judgedByEnvelope(const pdf::PdfSignature &signature)
    {
        VerifiedSignature verified;
        verified.signer = signerOf(signature);
        verified.role = signature.role;
        verified.signedAt = signature.time;
        verified.intact = signature.intact;
        verified.coversWholeFile = signature.coversWholeFile;
        verified.authorised = m_roots.hasNoSigners() ? Authorised::Unknown : Authorised::No;
        const auto index = envelopeIndex(signature);
        if (index < 0)
            return verified;
        const auto &inEnvelope = m_decision.signatures[index];
        const auto &authorisation = m_decision.authorisations[index];
        verified.signer = inEnvelope.signer;
        verified.role = authorisation.roles.isEmpty() ? signature.role : inEnvelope.role;
        // One key may stand in several certificates; the one that is trusted must be the one that signed.
        if (authorisation.certificate && *authorisation.certificate != *signature.certificate)
            add({u"certificate_changed"_s, {verified.signer, u"trust"_s}});
        else if (signature.intact || inEnvelope.authorised != Authorised::Yes)
            verified.authorised = inEnvelope.authorised;
        judgeByItsPlace(signature, verified);
        return verified;
    }

    /// A key that was revoked since can sign another PDF over the same envelope.
    void judgeByItsPlace(const pdf::PdfSignature &signature, VerifiedSignature &verified)
    {
        const auto workspace = m_decision.statement ? m_decision.statement->workspaceId : QString();
        if (verified.authorised != Authorised::Yes || !m_roots.listOf(workspace))
            return;
        const auto found = m_origins.constFind(signature.signatureDigest);
        const auto origin = found == m_origins.cend() ? std::nullopt : std::optional(*found);
        const auto placed =
            authorisationByList(m_roots, workspace, signature.certificate->fingerprint(), origin, signature.time);
        for (const auto &problem : placed.problems)
            add(problem);
        verified.authorised = placed.answer;
    }

    /// Every PDF signer has a signature in the envelope, every signer of the envelope one in the PDF.
    void compareSigners(const pdf::PdfFindings &found)
    {
        if (m_decision.signatures.isEmpty())
            return;
        for (const auto &signature : found.signatures) {
            const auto index = envelopeIndex(signature);
            if (index < 0 || !m_decision.signatures[index].intact)
                add({u"pdf_signer_not_in_envelope"_s, {signerOf(signature)}});
        }
        for (qsizetype index = 0; index < m_decision.fingerprints.size(); ++index) {
            const auto &fingerprint = m_decision.fingerprints[index];
            if (!std::ranges::any_of(m_attached.signers, [&](const auto &c) { return c.fingerprint() == fingerprint; }))
                add({u"envelope_signer_not_in_pdf"_s, {m_decision.signatures[index].signer}});
        }
        if (found.signatures.size() > m_decision.signatures.size())
            add({u"more_signatures_than_envelope"_s,
                 {QString::number(found.signatures.size()), QString::number(m_decision.signatures.size())}});
    }

    /// What a damaged document shows is beside the point, and so is one that nobody vouches for: anybody can state
    /// texts that take long to draw.
    void comparePages(const QByteArray &bytes, const pdf::PdfFindings &found)
    {
        const bool isVouchedFor = std::ranges::any_of(
            m_finding.signatures, [](const auto &signature) { return signature.authorised == Authorised::Yes; });
        if (isVouchedFor && m_decision.statement && std::ranges::all_of(found.signatures, &pdf::PdfSignature::intact))
            for (const auto &problem : judgePages(bytes, found, m_ground))
                add(problem);
    }

    const VerifyRoots &m_roots;
    const PageGround &m_ground;
    FileFinding &m_finding;
    AttachedCertificates m_attached;
    JudgedDecision m_decision;
    SignatureOrigins::Found m_origins; ///< of PDFs; none where one list alone was ever in force
};

} // namespace

JudgedDecision judgePdf(const QByteArray &bytes, const VerifyRoots &roots, const PageGround &ground,
                        FileFinding &finding, const StoredEnvelope &stored)
{
    return PdfJudge(roots, ground, finding).judge(bytes, stored);
}

} // namespace cutover::session
