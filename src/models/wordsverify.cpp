// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordsverify.h"

#include "formats/rfc3339.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <array>

namespace cutover::models {

using namespace Qt::StringLiterals;
using session::FileFinding;
using session::VerifiedSignature;
using session::VerifyProblem;

namespace {

bool hasCode(const FileFinding &finding, QLatin1StringView code)
{
    return std::ranges::any_of(finding.problems, [&](const auto &problem) { return problem.code == code; });
}

QString validSummary(const FileFinding &finding)
{
    QStringList names;
    for (const auto &signature : finding.signatures)
        names.append(signature.signer);
    names.removeDuplicates();
    const QString signers = names.join(u", "_s);
    if (finding.kind == "ledger_export"_L1)
        return u"Whole and consistent; it is the ledger that is known here."_s;
    if (finding.kind == "bundle"_L1)
        return u"Whole: ledger, signed documents and all that they bind; signed by %1."_s.arg(signers);
    if (finding.kind == "manifest"_L1)
        return hasCode(finding, "files_not_compared"_L1)
                   ? u"The manifest is intact, sealed by %1, trusted for evidence; not all files were compared."_s.arg(
                         signers)
                   : u"Intact; sealed by %1, trusted for evidence."_s.arg(signers);
    if (finding.kind == "signers"_L1)
        return u"Intact; signed by %1, and trusted here."_s.arg(signers);
    if (hasCode(finding, "quorum_by_other_signers"_L1))
        return u"Intact; signed by %1; whether they were enough is not known: it was signed under another list."_s.arg(
            signers);
    if (hasCode(finding, "pages_not_compared"_L1))
        return u"Intact; signed by %1; whether its pages show what is signed was not compared."_s.arg(signers);
    return hasCode(finding, "quorum_not_judged"_L1)
               ? u"Intact; signed by %1 with a given certificate; quorum not judged."_s.arg(signers)
               : u"Intact; signed by %1, quorum reached."_s.arg(signers);
}

/// Bytes as they were signed, but somebody's right to sign is in doubt.
QString untrustedSummary(const FileFinding &finding, const VerifyProblem &first)
{
    const bool isChecked = std::ranges::any_of(finding.signatures, &VerifiedSignature::intact);
    if (finding.kind == "ledger_export"_L1)
        return first.code == "no_trust_root"_L1
                   ? u"Consistent in itself; whose ledger it is was not checked: no root of trust."_s
                   : u"Consistent in itself, but: "_s + verifyProblemText(first);
    if (first.code == "no_trust_root"_L1)
        return isChecked ? u"Intact; signer not checked: no root of trust."_s : u"Not checked: no root of trust."_s;
    if (first.code == "quorum_missing"_L1)
        return u"Intact, but only %1 of %2 needed signatures %3 authorised."_s.arg(
            first.data.value(0), first.data.value(1), first.data.value(0) == "1"_L1 ? u"is"_s : u"are"_s);
    return (isChecked ? u"Intact, but: "_s : u"Not checked: "_s) + verifyProblemText(first);
}

QJsonObject signatureJson(const VerifiedSignature &signature)
{
    const auto authorised = [&]() -> QJsonValue {
        switch (signature.authorised) {
        case VerifiedSignature::Authorised::Yes:
            return true;
        case VerifiedSignature::Authorised::No:
            return false;
        case VerifiedSignature::Authorised::Unknown:
            return u"unknown"_s;
        }
        Q_UNREACHABLE();
    };
    const QJsonValue signedAt = signature.signedAt.isValid() ? QJsonValue(formats::formatRfc3339(signature.signedAt))
                                                             : QJsonValue(QJsonValue::Null);
    return {{u"signer"_s, signature.signer},
            {u"role"_s, signature.role},
            {u"signed_at"_s, signedAt},
            {u"time"_s, signature.attested ? u"attested"_s : u"claimed"_s},
            {u"intact"_s, signature.intact},
            {u"authorised"_s, authorised()},
            {u"covers_whole_file"_s, signature.coversWholeFile}};
}

} // namespace

bool isOfTrust(const VerifyProblem &problem)
{
    // Of a document in a bundle: if all that is wrong with it is.
    if (problem.code == "bundle_document_invalid"_L1)
        return problem.data.size() > 1 && std::ranges::all_of(problem.data.sliced(1), [](const QString &code) {
                   return isOfTrust({code, {}});
               });
    constexpr std::array codes{"no_trust_root"_L1,          "quorum_not_judged"_L1,        "quorum_missing"_L1,
                               "signers_untrusted"_L1,      "other_workspace"_L1,          "trust_unreadable"_L1,
                               "trust_not_intact"_L1,       "key_not_at_hand"_L1,          "other_ledger"_L1,
                               "signer_unauthorised"_L1,    "certificate_not_valid_at"_L1, "signer_revoked"_L1,
                               "signer_revoked_later"_L1,   "signer_removed_later"_L1,     "signers_older"_L1,
                               "signers_not_approved"_L1,   "earlier_revision"_L1,         "stamped_later"_L1,
                               "chain_incomplete"_L1,       "chain_not_valid_at"_L1,       "chain_unfit"_L1,
                               "chain_invalid"_L1,          "ledger_not_compared"_L1,      "decision_unfinished"_L1,
                               "quorum_by_other_signers"_L1};
    const bool isOfDecision = problem.data.size() > 1; // else of a bundle's file, which was changed
    return std::ranges::find(codes, problem.code) != codes.end() ||
           (problem.code == "not_in_ledger"_L1 && isOfDecision) ||
           (problem.code == "certificate_changed"_L1 && problem.data.value(1) == "trust"_L1);
}

QString verifySummary(const FileFinding &finding)
{
    const QString demo = finding.demo ? u"DEMO. "_s : QString();
    if (finding.valid)
        return demo + validSummary(finding);
    auto problems = finding.problems;
    problems.removeIf(session::isInformation);
    if (problems.isEmpty())
        return demo + u"Not valid: it bears no signature that counts."_s;
    const auto broken = std::ranges::find_if_not(problems, isOfTrust);
    if (finding.missing || hasCode(finding, "unknown_kind"_L1) || hasCode(finding, "file_too_large"_L1))
        return verifyProblemText(problems.last());
    if (broken != problems.end())
        return demo + u"Not intact: "_s + verifyProblemText(*broken);
    // A missing quorum follows from an unauthorised signer, who is the one to name.
    return demo + untrustedSummary(finding, problems.first());
}

QString verifiedSignatureText(const VerifiedSignature &signature)
{
    const auto authorised = [&signature] {
        switch (signature.authorised) {
        case VerifiedSignature::Authorised::Yes:
            return u"authorised"_s;
        case VerifiedSignature::Authorised::No:
            return u"not authorised"_s;
        case VerifiedSignature::Authorised::Unknown:
            return u"signer not checked"_s;
        }
        Q_UNREACHABLE();
    };
    const bool isUnchecked = !signature.intact && signature.authorised == VerifiedSignature::Authorised::Unknown;
    const QString role = signature.role.isEmpty() ? QString() : u" as "_s + signature.role;
    const QString when =
        signature.signedAt.isValid()
            ? u", %1 UTC (%2)"_s.arg(
                  QLocale(QLocale::English).toString(signature.signedAt.toUTC(), u"d MMM yyyy HH:mm:ss"_s),
                  signature.attested ? u"attested"_s : u"claimed"_s)
            : u", at a time that is not told"_s;
    return signature.signer + role + when +
           u": %1; %2."_s.arg(signature.intact ? u"intact"_s
                              : isUnchecked    ? u"not checked"_s
                                               : u"not intact"_s,
                              authorised());
}

QJsonObject verifyJson(const QList<FileFinding> &findings)
{
    QJsonArray files;
    bool valid = !findings.isEmpty();
    for (const auto &finding : findings) {
        QJsonArray signatures;
        for (const auto &signature : finding.signatures)
            signatures.append(signatureJson(signature));
        QJsonArray problems;
        for (const auto &problem : finding.problems)
            problems.append(QJsonObject{{u"code"_s, problem.code}, {u"text"_s, verifyProblemText(problem)}});
        files.append(QJsonObject{{u"file"_s, finding.file},
                                 {u"kind"_s, finding.kind},
                                 {u"valid"_s, finding.valid},
                                 {u"demo"_s, finding.demo},
                                 {u"signatures"_s, signatures},
                                 {u"problems"_s, problems}});
        valid = valid && (finding.valid || finding.isMember);
    }
    return {{u"valid"_s, valid}, {u"files"_s, files}};
}

} // namespace cutover::models
