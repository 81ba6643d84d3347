// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verifysight.h"

#include "models/words.h"
#include "models/wordsverify.h"

#include <QLocale>

#include <algorithm>

namespace cutover::models {

using namespace Qt::StringLiterals;
using session::FileFinding;
using session::VerifiedSignature;
using session::VerifyProblem;
using Authorised = VerifiedSignature::Authorised;
using Mark = VerifySight::Mark;

namespace {

QString momentText(const QDateTime &time)
{
    return time.isValid() ? QLocale(QLocale::English).toString(time.toUTC(), u"d MMM yyyy HH:mm:ss"_s) : u"not told"_s;
}

QString kindText(const QString &kind)
{
    if (kind == "pdf"_L1)
        return u"decision PDF with envelope"_s;
    if (kind == "envelope"_L1)
        return u"decision envelope"_s;
    if (kind == "manifest"_L1)
        return u"manifest of sealed evidence"_s;
    if (kind == "ledger_export"_L1)
        return u"export of a ledger"_s;
    if (kind == "signers"_L1)
        return u"list of signers"_s;
    return kind == "bundle"_L1 ? u"bundle of a decision"_s : u"not recognised"_s;
}

bool hasCode(const FileFinding &finding, QLatin1StringView code)
{
    return std::ranges::any_of(finding.problems, [&](const VerifyProblem &problem) { return problem.code == code; });
}

bool isUnread(const FileFinding &finding)
{
    return finding.missing || hasCode(finding, "unknown_kind"_L1) || hasCode(finding, "file_too_large"_L1);
}

/// Nothing says that a byte was changed, and nothing is amiss but that nobody is trusted.
bool lacksTrustAlone(const FileFinding &finding)
{
    return hasCode(finding, "no_trust_root"_L1) &&
           std::ranges::all_of(finding.problems, [](const VerifyProblem &problem) {
               return problem.code == "no_trust_root"_L1 || session::isInformation(problem);
           });
}

VerifySight::Line intactLine(const VerifiedSignature &signature)
{
    if (signature.intact)
        return {Mark::Good, u"Yes"_s};
    return signature.authorised == Authorised::Unknown ? VerifySight::Line{Mark::Unsure, u"Not checked"_s}
                                                       : VerifySight::Line{Mark::Bad, u"No"_s};
}

VerifySight::Line authorisedLine(const VerifiedSignature &signature)
{
    switch (signature.authorised) {
    case Authorised::Yes:
        return {Mark::Good, u"Yes"_s};
    case Authorised::No:
        return {Mark::Bad, u"No"_s};
    case Authorised::Unknown:
        return {Mark::Unsure, u"Not known"_s};
    }
    Q_UNREACHABLE();
}

/// Bad if one is, else unsure if one is.
Mark worstOf(const QList<VerifySight::Line> &lines)
{
    const auto has = [&lines](Mark mark) {
        return std::ranges::any_of(lines, [mark](const auto &line) { return line.mark == mark; });
    };
    return has(Mark::Bad) ? Mark::Bad : has(Mark::Unsure) || lines.isEmpty() ? Mark::Unsure : Mark::Good;
}

QList<VerifySight::Line> problemLines(const FileFinding &finding, bool ofTrust)
{
    QList<VerifySight::Line> lines;
    for (const auto &problem : finding.problems) {
        if (isOfTrust(problem) != ofTrust)
            continue;
        const bool isMild = session::isInformation(problem) || problem.code == "no_trust_root"_L1;
        lines.append({isMild ? Mark::Unsure : Mark::Bad, verifyProblemText(problem)});
    }
    return lines;
}

VerifySight::Axis intactAxis(const FileFinding &finding)
{
    VerifySight::Axis axis;
    axis.lines = problemLines(finding, false);
    const bool isBroken = worstOf(axis.lines) == Mark::Bad;
    int number = 0;
    for (const auto &signature : finding.signatures) {
        ++number;
        if (signature.intact)
            axis.lines.append(
                {Mark::Good, u"Signature %1, by %2, matches its bytes."_s.arg(number).arg(oneLine(signature.signer))});
    }
    if (finding.kind == "pdf"_L1 && !isBroken && !finding.signatures.isEmpty() &&
        finding.signatures.last().coversWholeFile)
        axis.lines.append({Mark::Good, u"Every byte is covered, to the end of the file; no revision adds anything but "
                                       u"its own signature."_s});
    const bool isConsistent = finding.kind == "ledger_export"_L1 || finding.kind == "bundle"_L1;
    if (isConsistent && !isBroken)
        axis.lines.append({Mark::Good, u"Every entry is the one that its root was made of."_s});
    const bool isAllIntact = isConsistent || (!finding.signatures.isEmpty() &&
                                              std::ranges::all_of(finding.signatures, &VerifiedSignature::intact));
    axis.mark = isBroken || isUnread(finding) ? Mark::Bad : isAllIntact ? Mark::Good : Mark::Unsure;
    axis.answer = isUnread(finding)         ? u"Not read"_s
                  : axis.mark == Mark::Bad  ? u"No, not intact"_s
                  : axis.mark == Mark::Good ? u"Yes, intact"_s
                                            : u"Not checked"_s;
    return axis;
}

/// «No, 1 of 2»: of those needed where that is the matter, else of those that signed.
QString shortfall(const FileFinding &finding, qsizetype authorised)
{
    const auto quorum = std::ranges::find(finding.problems, u"quorum_missing"_s, &VerifyProblem::code);
    if (quorum != finding.problems.end())
        return u"No, %1 of %2"_s.arg(quorum->data.value(0), quorum->data.value(1));
    const auto count = finding.signatures.size();
    return count > 0 ? u"No, %1 of %2"_s.arg(authorised).arg(count) : u"No"_s;
}

VerifySight::Axis trustedAxis(const FileFinding &finding)
{
    VerifySight::Axis axis;
    axis.lines = problemLines(finding, true);
    int authorised = 0;
    for (const auto &signature : finding.signatures) {
        authorised += signature.authorised == Authorised::Yes ? 1 : 0;
        if (signature.authorised == Authorised::Yes)
            axis.lines.append({Mark::Good, u"%1 is authorised as %2."_s.arg(
                                               oneLine(signature.signer),
                                               signature.role.isEmpty() ? u"signer"_s : oneLine(signature.role))});
    }
    const auto count = finding.signatures.size();
    const bool isClaimed = std::ranges::any_of(finding.signatures, std::not_fn(&VerifiedSignature::attested));
    for (const auto &signature : finding.signatures)
        if (signature.attested)
            axis.lines.append({Mark::Good, u"%1 attested the time of %2's signature."_s.arg(
                                               signature.authority.isEmpty() ? u"A time stamp authority"_s
                                                                             : oneLine(signature.authority),
                                               oneLine(signature.signer))});
    if (count > 0 && isClaimed)
        axis.lines.append({Mark::Unsure, u"Signing times are claimed by the signers' machines, not attested."_s});
    const bool isAll = count > 0 && authorised == count;
    axis.mark = isUnread(finding)                                   ? Mark::Unsure
                : hasCode(finding, "no_trust_root"_L1)              ? Mark::Unsure
                : worstOf(problemLines(finding, true)) == Mark::Bad ? Mark::Bad
                : isAll || (count == 0 && finding.valid)            ? Mark::Good
                                                                    : Mark::Bad;
    axis.answer = axis.mark == Mark::Unsure ? u"Not checked"_s
                  : axis.mark == Mark::Good ? u"Yes"_s
                                            : shortfall(finding, authorised);
    return axis;
}

QString toDoText(const FileFinding &finding, const VerifySight &sight)
{
    if (finding.valid)
        return u"You may rely on it, for what it says and for nothing else."_s;
    if (isUnread(finding))
        return u"Nothing was judged. Name another file."_s;
    if (sight.intact.mark == Mark::Bad)
        return u"Do not rely on this file. Ask for the original from where the ledger is kept, and find out who "
               u"changed it."_s;
    if (lacksTrustAlone(finding))
        return u"Name whom you trust: the list of signers or a signer's certificate, from a source other than whoever "
               u"gave you this file. Until then, “intact” says only that nobody changed it since."_s;
    if (hasCode(finding, "quorum_missing"_L1))
        return u"Do not promote on this file. Ask for the decision with all its signatures."_s;
    return u"Do not rely on this file before what is said above is settled with its signers and their "
           u"administrator."_s;
}

VerifySight::Facts saysOf(const FileFinding &finding)
{
    VerifySight::Facts says{{u"Kind"_s, kindText(finding.kind)}};
    if (!finding.says)
        return says;
    const auto &statement = *finding.says;
    const auto goes = std::ranges::count_if(statement.rows,
                                            [](const auto &stated) { return stated.row.status == domain::Status::Go; });
    says.append({u"Decision"_s, domain::decisionWord(statement.decision)});
    says.append({u"Environment"_s, oneLine(statement.environment)});
    says.append({u"Version"_s, oneLine(statement.version)});
    if (!statement.change.isEmpty())
        says.append({u"Change"_s, oneLine(statement.change)});
    says.append({u"Target"_s, momentText(statement.targetAt) + u" UTC"_s});
    says.append({u"Composed"_s, momentText(statement.composedAt) + u" UTC"_s});
    says.append({u"Decision id"_s, fingerprintText(statement.id, 4)});
    says.append({u"Rows"_s, u"%1 of %2 Go"_s.arg(goes).arg(statement.rows.size())});
    says.append({u"Reason"_s, oneLine(statement.reason)});
    return says;
}

} // namespace

VerifySight verifySight(const FileFinding &finding)
{
    VerifySight sight;
    auto plain = finding;
    plain.demo = false;
    sight.headline = verifySummary(plain);
    sight.intact = intactAxis(finding);
    sight.trusted = trustedAxis(finding);
    sight.mark = finding.valid ? Mark::Good : lacksTrustAlone(finding) ? Mark::Unsure : Mark::Bad;
    sight.verdict = finding.valid ? u"VALID"_s : sight.mark == Mark::Bad ? u"NOT VALID"_s : u"NOT CHECKED"_s;
    for (const auto &signature : finding.signatures)
        sight.signatures.append({oneLine(signature.signer), oneLine(signature.role), momentText(signature.signedAt),
                                 signature.attested ? u"attested"_s : u"claimed"_s,
                                 signature.coversWholeFile ? u"the whole file"_s : u"its revision"_s,
                                 intactLine(signature), authorisedLine(signature)});
    sight.toDo = toDoText(finding, sight);
    sight.says = saysOf(finding);
    return sight;
}

VerifySight::Facts trustFacts(const QList<session::UsedTrust> &used)
{
    using Kind = session::UsedTrust::Kind;
    VerifySight::Facts facts;
    for (const auto &root : used) {
        const QString digest = fingerprintText(QString::fromLatin1(root.digest.toHex()), 4);
        if (root.kind == Kind::List)
            facts.append({u"List of signers"_s, u"version %1, %2"_s.arg(root.version).arg(digest)});
        else
            facts.append({root.kind == Kind::Certificate ? u"Certificate"_s : u"Public key"_s,
                          (root.name.isEmpty() ? QString() : oneLine(root.name) + u", "_s) + digest});
    }
    if (facts.isEmpty())
        facts.append({u"Roots"_s, u"none: nothing is pinned here, and none was named"_s});
    facts.append({u"Not used"_s, u"anything inside the file itself"_s});
    return facts;
}

} // namespace cutover::models
