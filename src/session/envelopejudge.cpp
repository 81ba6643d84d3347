// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/envelopejudge.h"

#include "crypto/certificatechain.h"
#include "crypto/digest.h"
#include "formats/statement.h"
#include "session/attestation.h"
#include "session/revision.h"
#include "session/signerstrust.h"

#include <QJsonObject>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using Authorised = VerifiedSignature::Authorised;

namespace {

constexpr qsizetype shownDigits = 8;

bool verifies(const crypto::PublicKey &key, const QByteArray &message, const QByteArray &signature, EcdsaForm form)
{
    return key.verify(message, signature) || (form == EcdsaForm::DerOrRaw && key.verifyRawEcdsa(message, signature));
}

/// The version that first revoked the key.
int revokedIn(const VerifyRoots &roots, const domain::SignersList &list, const QString &fingerprint)
{
    const auto &links = roots.chain.links;
    const auto first = std::ranges::find_if(links, [&](const SignersLink &link) {
        return link.list.workspaceId == list.workspaceId && link.list.revoked.contains(fingerprint);
    });
    return first == links.end() ? list.version : first->list.version;
}

/// By a list of signers: the role, the certificate, and its days.
Authorisation byList(const domain::SignersList &list, const QString &fingerprint, const QList<QDateTime> &times)
{
    Authorisation result;
    result.answer = Authorised::No;
    const auto *signer = list.find(fingerprint);
    if (!signer) {
        result.problems.append({u"signer_unauthorised"_s, {fingerprint.left(shownDigits), decisionMakerRole}});
        return result;
    }
    result.name = signer->name;
    result.roles = signer->roles;
    const auto certificate = crypto::Certificate::fromPem(signer->certificatePem);
    const bool hasRole = domain::isOfQuorum(list, fingerprint, quorumOf(list));
    const auto isOutside = [&certificate](const QDateTime &time) { return !certificate->isValidAt(time); };
    if (!certificate || certificate->fingerprint() != fingerprint)
        result.problems.append({u"certificate_changed"_s, {signer->name, u"list"_s}});
    else if (!hasRole)
        result.problems.append({u"signer_unauthorised"_s, {signer->name, decisionMakerRole}});
    else if (const auto outside = std::ranges::find_if(times, isOutside); outside != times.end())
        result.problems.append({u"certificate_not_valid_at"_s, {signer->name, outside->toString(Qt::ISODate)}});
    else
        result.answer = Authorised::Yes;
    if (certificate)
        result.certificate = *certificate;
    return result;
}

QList<crypto::Certificate> authoritiesIn(const QList<crypto::Certificate> &given)
{
    QList<crypto::Certificate> authorities;
    std::ranges::copy_if(given, std::back_inserter(authorities), &crypto::Certificate::isAuthority);
    return authorities;
}

/// By an authority that is given, where the signer's certificate is attached and it issued that.
Authorisation byAuthority(const VerifyRoots &roots, const AttachedCertificates &attached, const QString &fingerprint,
                          const QDateTime &time)
{
    Authorisation result;
    result.answer = Authorised::No;
    const auto found = std::ranges::find(attached.signers, fingerprint, &crypto::Certificate::fingerprint);
    if (found == attached.signers.end() || authoritiesIn(roots.certificates).isEmpty()) {
        result.problems.append({u"signer_unauthorised"_s, {fingerprint.left(shownDigits)}});
        return result;
    }
    result.name = found->commonName();
    result.certificate = *found;
    result.isByChain = true;
    if (const auto objection = objectionToChain(*found, attached, roots, time))
        result.problems.append(*objection);
    else
        result.answer = Authorised::Yes;
    return result;
}

Authorisation byCertificate(const VerifyRoots &roots, const AttachedCertificates &attached, const QString &fingerprint,
                            const QDateTime &time)
{
    Authorisation result;
    result.answer = Authorised::No;
    const auto &given = roots.certificates;
    const auto found = std::ranges::find(given, fingerprint, &crypto::Certificate::fingerprint);
    if (found == given.end())
        return byAuthority(roots, attached, fingerprint, time);
    result.name = found->commonName();
    result.certificate = *found;
    if (found->isValidAt(time))
        result.answer = Authorised::Yes;
    else
        result.problems.append({u"certificate_not_valid_at"_s, {result.name, time.toString(Qt::ISODate)}});
    return result;
}

QList<KeyAtHand> keysAtHand(const VerifyRoots &roots, const QList<crypto::Certificate> &attached)
{
    QList<KeyAtHand> keys;
    const auto add = [&keys](const crypto::Certificate &certificate, const QString &name) {
        if (auto key = KeyAtHand::of(certificate, name))
            keys.append(std::move(*key));
    };
    const auto addAll = [&add](const domain::SignersList &list) {
        for (const auto &signer : list.signers)
            if (const auto certificate = crypto::Certificate::fromPem(signer.certificatePem))
                add(*certificate, signer.name);
    };
    for (const TrustedList &trusted : roots.lists)
        addAll(trusted.file.list);
    for (const auto &link : roots.chain.links)
        addAll(link.list);
    for (const auto &certificate : roots.certificates + attached)
        add(certificate, {});
    for (const auto &key : roots.keys)
        keys.append({key, key.fingerprint().left(shownDigits)});
    // Ed25519 signs policies and checkpoints only.
    keys.removeIf([](const KeyAtHand &at) { return at.key.algorithm() == crypto::KeyAlgorithm::Ed25519; });
    return keys;
}

class DecisionJudge
{
public:
    DecisionJudge(const VerifyRoots &roots, const AttachedCertificates &attached)
        : m_roots(roots)
        , m_attached(attached)
    {
    }

    JudgedDecision judge(QByteArrayView bytes)
    {
        const auto envelope = formats::parseEnvelope(bytes);
        if (!envelope) {
            const auto &error = envelope.error();
            const QString cause = error.json ? formats::codeName(error.json->code) : formats::codeName(error.code);
            add({u"envelope_malformed"_s, {cause, error.pointer, QString::number(error.line)}});
            return std::move(m_result);
        }
        if (envelope->payloadType != formats::inTotoPayloadType)
            add({u"wrong_payload_type"_s, {QString::fromUtf8(envelope->payloadType)}});
        const auto matched = matchSignatures(*envelope, keysAtHand(m_roots, m_attached.signers), EcdsaForm::Der);
        for (const auto &problem : matched.problems)
            add(problem);
        m_result.statementSha256 = crypto::sha256(envelope->payload);
        m_origins = m_roots.origins.inEnvelopes(m_result.statementSha256);
        readPayload(envelope->payload);
        judgeSigners(matched, envelope->signatures);
        judgeQuorum();
        return std::move(m_result);
    }

private:
    void add(const VerifyProblem &problem)
    {
        if (!m_result.problems.contains(problem))
            m_result.problems.append(problem);
    }

    void readPayload(const QByteArray &payload)
    {
        // The word DEMO is shown even where the rest cannot be read.
        const auto json = formats::parseStrict(payload);
        const auto predicate = json ? json->root.toObject()[u"predicate"_s].toObject() : QJsonObject();
        m_result.demo = predicate[u"environment"_s].toString() == "Demo"_L1;
        auto statement = formats::readStatement(payload);
        if (!statement) {
            const auto &error = statement.error().first();
            add({u"statement_unreadable"_s,
                 {formats::codeName(error.code), error.pointer, QString::number(error.line)}});
            return;
        }
        m_result.statement = std::move(*statement);
        m_list = m_roots.listOf(m_result.statement->workspaceId);
        if (!m_roots.lists.isEmpty() && !m_list)
            add({u"other_workspace"_s, {m_result.statement->workspaceId}});
    }

    [[nodiscard]] std::optional<SignatureOrigin> originOf(const QByteArray &signature) const
    {
        const auto found = m_origins.constFind(crypto::sha256(signature));
        return found == m_origins.cend() ? std::nullopt : std::optional(*found);
    }

    /// At the time that an authority attests, or else at the one that the statement claims.
    [[nodiscard]] Authorisation authorise(const MatchedSignature &signature,
                                          const std::optional<SignatureOrigin> &origin, const QDateTime &time) const
    {
        if (!m_result.statement || (!m_list && m_roots.certificates.isEmpty()))
            return {};
        return m_list ? authorisationByList(m_roots, m_list->workspaceId, signature.fingerprint, origin, time)
                      : byCertificate(m_roots, m_attached, signature.fingerprint, time);
    }

    void judgeSigners(const MatchedSignatures &matched, const QList<formats::EnvelopeSignature> &made)
    {
        const auto claimed = m_result.statement ? m_result.statement->composedAt : QDateTime();
        for (qsizetype index = 0; index < matched.signatures.size(); ++index) {
            const auto &signature = matched.signatures[index];
            const auto attestation = attestationOf(made[index].timestamp, crypto::sha256(made[index].sig),
                                                   signature.name, m_roots.timestampAnchors);
            const auto time = attestation.at.isValid() ? attestation.at : claimed;
            const auto origin = originOf(made[index].sig);
            auto authorisation = authorise(signature, origin, time);
            for (const auto &problem : authorisation.problems + attestation.problems)
                add(problem);
            if (!signature.intact && authorisation.answer == Authorised::Yes)
                authorisation.answer = Authorised::No;
            if (authorisation.answer == Authorised::Yes)
                tellEnd(signature.fingerprint, authorisation.name);
            VerifiedSignature verified;
            verified.signer = authorisation.name.isEmpty() ? signature.name : authorisation.name;
            verified.role = roleOf(authorisation);
            verified.signedAt = time;
            verified.attested = attestation.at.isValid();
            verified.authority = attestation.authority;
            verified.intact = signature.intact;
            verified.coversWholeFile = signature.intact;
            verified.authorised = authorisation.answer;
            m_result.signatures.append(verified);
            m_result.fingerprints.append(signature.fingerprint);
            m_result.authorisations.append(authorisation);
            m_places.append(origin);
        }
    }

    /// Who was authorised then and is no signer any more.
    void tellEnd(const QString &fingerprint, const QString &name)
    {
        const auto *end = m_roots.chain.links.isEmpty() ? nullptr : m_roots.chain.endOf(fingerprint);
        if (!end || end->list.workspaceId != m_result.statement->workspaceId)
            return;
        const bool isRevoked = m_roots.chain.head()->list.revoked.contains(fingerprint);
        add({isRevoked ? u"signer_revoked_later"_s : u"signer_removed_later"_s,
             {name, QString::number(end->list.version)}});
    }

    QString roleOf(const Authorisation &authorisation) const
    {
        if (!authorisation.roles.isEmpty())
            return authorisation.roles.contains(decisionMakerRole) ? QString(decisionMakerRole)
                                                                   : authorisation.roles.first();
        return m_result.statement && m_result.signatures.isEmpty() ? m_result.statement->signerRole : QString();
    }

    void judgeQuorum()
    {
        if (m_roots.hasNoSigners()) {
            add({u"no_trust_root"_s, {}});
        } else if (m_roots.lists.isEmpty()) {
            add({u"quorum_not_judged"_s, {}});
        } else if (m_list && m_result.statement) {
            m_list = listOfQuorum();
            const auto quorum = neededKeys();
            const auto filled = domain::filledSeats(*m_list, authorisedKeys(), {quorum, m_result.statement->targetAt});
            for (auto need = quorum.begin(); need != quorum.end(); ++need) {
                const auto given = filled.value(need.key());
                if (given < need.value())
                    add({u"quorum_missing"_s, {QString::number(given), QString::number(need.value()), need.key()}});
            }
        }
    }

    /// The list in force when the last of the authorised signatures came: the quorum is there by that one or not at
    /// all. Where no ledger tells, the one that the decision was signed under.
    const domain::SignersList *listOfQuorum()
    {
        std::optional<SignatureOrigin> last;
        for (qsizetype index = 0; index < m_places.size(); ++index) {
            if (m_result.signatures[index].authorised != Authorised::Yes)
                continue;
            if (!m_places[index])
                return boundList();
            if (!last || last->entry < m_places[index]->entry)
                last = m_places[index];
        }
        return last ? m_roots.listAt(m_list->workspaceId, last) : boundList();
    }

    const domain::SignersList *boundList()
    {
        const auto bound = m_result.statement->digestOf(domain::BoundFile::Role::Signers);
        if (const auto *list = m_roots.listIs(m_list->workspaceId, bound))
            return list;
        add({u"quorum_by_other_signers"_s,
             {QString::fromLatin1(bound.toHex()).left(shownDigits), QString::number(m_list->version)}});
        return m_list;
    }

    /// One authorised decision maker is enough for a NO-GO, which opens nothing.
    QMap<QString, int> neededKeys() const
    {
        return needsQuorum(m_result.statement->decision) ? quorumOf(*m_list)
                                                         : QMap<QString, int>{{decisionMakerRole, 1}};
    }

    QList<domain::Signing> authorisedKeys() const
    {
        QList<domain::Signing> keys;
        for (qsizetype index = 0; index < m_result.signatures.size(); ++index)
            if (m_result.signatures[index].authorised == Authorised::Yes)
                keys.append({m_result.fingerprints[index], timeOf(index)});
        return keys;
    }

    /// Whether a deputy's hour had come. An envelope says of no signature when it was made: the ledger does, where one
    /// holds it (a time that has not come is none), or the deputy himself in the PDF. Else nobody can tell.
    [[nodiscard]] QDateTime timeOf(qsizetype index) const
    {
        const auto late = m_result.statement->targetAt.addYears(1);
        if (const auto &signature = m_result.signatures[index]; signature.attested)
            return signature.signedAt;
        return m_places[index] ? std::min(m_places[index]->at, QDateTime::currentDateTimeUtc())
                               : m_attached.times.value(m_result.fingerprints[index], late);
    }

    const VerifyRoots &m_roots;
    const AttachedCertificates &m_attached;
    const domain::SignersList *m_list = nullptr; ///< the workspace's newest
    SignatureOrigins::Found m_origins;
    QList<std::optional<SignatureOrigin>> m_places; ///< parallel to the signatures
    JudgedDecision m_result;
};

} // namespace

std::optional<KeyAtHand> KeyAtHand::of(const crypto::Certificate &certificate, const QString &name)
{
    auto key = certificate.publicKey();
    if (!key)
        return std::nullopt;
    return KeyAtHand{std::move(*key), name.isEmpty() ? certificate.commonName() : name};
}

Authorisation authorisationByList(const VerifyRoots &roots, const QString &workspaceId, const QString &fingerprint,
                                  const std::optional<SignatureOrigin> &origin, const QDateTime &time)
{
    const auto *list = roots.listAt(workspaceId, origin);
    if (!list)
        return {};
    if (!list->find(fingerprint) && list->revoked.contains(fingerprint)) {
        // Without a ledger nothing shows that the signature is older than its revocation: its time is a claim.
        Authorisation result;
        result.answer = Authorised::No;
        QStringList data{fingerprint.left(shownDigits), QString::number(revokedIn(roots, *list, fingerprint))};
        if (origin)
            data.append(QString::number(origin->entry));
        result.problems.append({u"signer_revoked"_s, data});
        return result;
    }
    return byList(*list, fingerprint, origin ? QList{time, origin->at} : QList{time});
}

MatchedSignatures matchSignatures(const formats::Envelope &envelope, const QList<KeyAtHand> &keys, EcdsaForm form)
{
    MatchedSignatures result;
    const auto message = formats::pae(envelope.payloadType, envelope.payload);
    for (const auto &signature : envelope.signatures) {
        const auto named =
            std::ranges::find(keys, signature.keyid, [](const auto &at) { return at.key.fingerprint(); });
        const auto makes = [&](const KeyAtHand &at) { return verifies(at.key, message, signature.sig, form); };
        if (named != keys.end() && makes(*named)) {
            result.signatures.append({signature.keyid, named->name, true});
            continue;
        }
        const auto maker = std::ranges::find_if(keys, makes);
        if (maker != keys.end()) {
            result.signatures.append({maker->key.fingerprint(), maker->name, true});
            result.problems.append({u"keyid_mismatch"_s, {maker->name, signature.keyid.left(shownDigits)}});
        } else {
            const QString name = named != keys.end() ? named->name : signature.keyid.left(shownDigits);
            result.signatures.append({signature.keyid, name, false});
            if (named != keys.end())
                result.problems.append({u"signature_invalid"_s, {name, u"envelope"_s}});
        }
    }
    return result;
}

std::optional<VerifyProblem> objectionToChain(const crypto::Certificate &certificate,
                                              const AttachedCertificates &attached, const VerifyRoots &roots,
                                              const QDateTime &time)
{
    const auto judged = crypto::verifyChain(certificate, attached.issuers, authoritiesIn(roots.certificates), time);
    if (judged)
        return std::nullopt;
    return VerifyProblem{crypto::codeName(judged.error().code),
                         {certificate.commonName(), judged.error().detail, time.toUTC().toString(Qt::ISODate)}};
}

JudgedDecision judgeDecision(QByteArrayView envelope, const VerifyRoots &roots, const AttachedCertificates &attached)
{
    return DecisionJudge(roots, attached).judge(envelope);
}

} // namespace cutover::session
