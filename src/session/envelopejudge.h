// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "formats/dsse.h"
#include "session/verifyroots.h"

#include <optional>

namespace cutover::session {

/// A key that may have made a signature. That it is at hand says nothing about trust.
struct KeyAtHand
{
    crypto::PublicKey key;
    QString name;

    /// Nothing for a certificate whose key cannot be used.
    [[nodiscard]] static std::optional<KeyAtHand> of(const crypto::Certificate &certificate, const QString &name = {});
};

/// The signatures of an envelope, in its order, against the keys at hand: which key made each, if one did.
struct MatchedSignature
{
    QString fingerprint; ///< of the key that made it, else the `keyid` as it stands
    QString name;        ///< the key's, else the first digits of `keyid`
    bool intact = false;
};
struct MatchedSignatures
{
    QList<MatchedSignature> signatures;
    QList<VerifyProblem> problems; ///< keyid_mismatch, signature_invalid; none for a key that is not at hand
};

/// `keyid` must be the fingerprint of the very key that verifies. Foreign envelopes may carry ECDSA as raw r ‖ s.
enum class EcdsaForm { Der, DerOrRaw };
[[nodiscard]] MatchedSignatures matchSignatures(const formats::Envelope &envelope, const QList<KeyAtHand> &keys,
                                                EcdsaForm form);

/// Whether a key may sign decisions, and by which certificate.
struct Authorisation
{
    VerifiedSignature::Authorised answer = VerifiedSignature::Authorised::Unknown;
    QString name; ///< by list or certificate; empty where neither knows the key
    QStringList roles;
    std::optional<crypto::Certificate> certificate;
    bool isByChain = false; ///< not itself given: an authority that is given issued it
    QList<VerifyProblem> problems;
};

/// What is found beside an envelope, in its PDF: certificates show what is intact, and who issued them may be trusted.
struct AttachedCertificates
{
    QList<crypto::Certificate> signers = {};
    QList<crypto::Certificate> issuers = {}; ///< for chains
    QHash<QString, QDateTime> times = {};    ///< fingerprint → when he says that he signed
};

/// By the list that was in force where the ledger holds the signature, at `time` and at the entry's.
[[nodiscard]] Authorisation authorisationByList(const VerifyRoots &roots, const QString &workspaceId,
                                                const QString &fingerprint,
                                                const std::optional<SignatureOrigin> &origin, const QDateTime &time);

/// Why the certificate does not lead to one of the authorities given, at that time; nothing where it does.
[[nodiscard]] std::optional<VerifyProblem> objectionToChain(const crypto::Certificate &certificate,
                                                            const AttachedCertificates &attached,
                                                            const VerifyRoots &roots, const QDateTime &time);

/// A decision's envelope as judged: signatures in its order, with the keys that made them.
struct JudgedDecision
{
    std::optional<domain::Statement> statement;
    QByteArray statementSha256; ///< of the payload, whether or not it could be read
    bool demo = false;
    QStringList fingerprints; ///< parallel to `signatures`
    QList<VerifiedSignature> signatures;
    QList<Authorisation> authorisations; ///< parallel to `signatures`
    QList<VerifyProblem> problems;
};

/// Each signature is judged by the list of signers that was in force at the entry which brought it, the quorum by the
/// last of these: a revocation counts from its place in the ledger. What no ledger at hand holds is judged by the
/// newest. With certificates alone as roots, a signature counts by one that is given, or by an attached one that leads
/// to an authority given. A list of signers names certificates by itself.
[[nodiscard]] JudgedDecision judgeDecision(QByteArrayView envelope, const VerifyRoots &roots,
                                           const AttachedCertificates &attached);

} // namespace cutover::session
