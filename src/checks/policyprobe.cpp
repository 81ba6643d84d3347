// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/policyprobe.h"

#include "checks/detachedsignature.h"
#include "checks/pool.h"
#include "checks/workspacefile.h"
#include "crypto/certificate.h"
#include "crypto/digest.h"
#include "formats/rowjson.h"
#include "formats/visibletext.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;
using domain::Status;

namespace {

constexpr qint64 largestPolicy = 64 * 1024 * 1024;
const QString signersFile = u"configs/cutover/signers.dsse.json"_s;

QList<FolderKey> keysAtHand(const PolicyContext &context)
{
    QList<FolderKey> keys;
    if (resolvedInWorkspace(context.options.keys, context.workspace))
        keys = keysInFolder(context.workspace + u'/' + context.options.keys);
    for (const auto &signer : context.signers->signers) {
        const auto certificate = crypto::Certificate::fromPem(signer.certificatePem);
        if (certificate && certificate->fingerprint() == signer.fingerprint)
            keys.append({signer.name, certificate->publicKey()});
    }
    return keys;
}

Reason reasonOf(const DetachedJudgement &judged, const QString &policy)
{
    switch (judged.code) {
    case DetachedJudgement::Code::Valid:
        return {Cause::None, {}};
    case DetachedJudgement::Code::Untrusted:
        return {Cause::SignerUntrusted, {policy, judged.fingerprint}};
    case DetachedJudgement::Code::WeakKey:
        return {Cause::KeyTooWeak, {judged.file, judged.detail}};
    case DetachedJudgement::Code::Malformed:
    case DetachedJudgement::Code::Raw:
    case DetachedJudgement::Code::NoKey:
    case DetachedJudgement::Code::Invalid:
        break;
    }
    return {Cause::PolicyInvalid, {policy, codeName(judged.code)}};
}

Reason judgeSignature(const QString &policy, QByteArrayView bytes, const PolicyContext &context,
                      const QList<FolderKey> &keys, QString &signedBy)
{
    const auto signature = readInWorkspace(policy + signatureSuffix, context.workspace, largestSignatureFile);
    if (!signature && signature.error().cause == Cause::FileAbsent)
        return {Cause::PolicyUnsigned, {policy}};
    if (!signature)
        return signature.error();
    if (!context.signers)
        return {Cause::SignersUntrusted, {signersFile}};
    const auto judged = judgeDetached(bytes, *signature, keys, context.signers->policyKeys);
    if (judged.code == DetachedJudgement::Code::Valid)
        signedBy = judged.fingerprint;
    return reasonOf(judged, policy);
}

PolicyVerdict judgePolicy(const QString &policy, const PolicyContext &context, const QList<FolderKey> &keys)
{
    PolicyVerdict verdict{policy, {Cause::None, {}}, {}, {}};
    if (const auto bytes = readInWorkspace(policy, context.workspace, largestPolicy)) {
        verdict.sha256 = crypto::sha256(*bytes);
        verdict.reason = judgeSignature(policy, *bytes, context, keys, verdict.signedBy);
    } else {
        verdict.reason = bytes.error();
    }
    return verdict;
}

void refuseCopies(QList<PolicyVerdict> &verdicts)
{
    QHash<QByteArray, QStringList> policies; // the valid ones, by their bytes
    for (const auto &verdict : std::as_const(verdicts))
        if (verdict.isValid())
            policies[verdict.sha256].append(QDir::cleanPath(verdict.policy));
    for (auto &verdict : verdicts) {
        QStringList others = policies[verdict.sha256];
        others.removeAll(QDir::cleanPath(verdict.policy)); // a person may name one twice
        if (!verdict.isValid() || others.isEmpty())
            continue;
        verdict.reason = {Cause::PolicyCopied, {verdict.policy, others.first()}};
        verdict.signedBy.clear();
    }
}

/// The policies of the globs: files alone, and not the signatures, which a wide glob matches too.
tl::expected<QStringList, Reason> policiesOf(const PolicyContext &context)
{
    if (!context.files.isEmpty())
        return context.files;
    if (context.options.files.isEmpty())
        return tl::unexpected(Reason{Cause::OptionMissing, {u"/criteria/policy-signatures/files"_s}});
    auto found = globsInWorkspace(context.options.files, context.workspace);
    if (!found)
        return found;
    found->removeIf([&](const QString &path) {
        return path.endsWith(signatureSuffix) || QFileInfo(context.workspace + u'/' + path).isDir();
    });
    if (found->isEmpty())
        return tl::unexpected(Reason{Cause::GlobUnmatched, {context.options.files.first()}});
    return found;
}

Status statusOf(Cause cause)
{
    switch (cause) {
    case Cause::None:
        return Status::Go;
    case Cause::PolicyUnsigned:
    case Cause::PolicyInvalid:
    case Cause::PolicyCopied:
    case Cause::SignerUntrusted:
    case Cause::KeyTooWeak:
        return Status::NoGo;
    default:
        return Status::Error;
    }
}

QByteArray lineOf(const PolicyVerdict &verdict)
{
    const QString path = formats::visibleLine(verdict.policy);
    if (verdict.isValid())
        return "valid " + path.toUtf8() + " by " + verdict.signedBy.toUtf8() + '\n';
    return "invalid " + path.toUtf8() + ": " + formats::causeName(verdict.reason.cause).toUtf8() + '\n';
}

} // namespace

PolicyReport judgePolicies(const PolicyContext &context)
{
    PolicyReport report;
    auto &row = report.row;
    row.id = domain::CriterionId::PolicySignatures;
    row.source = {domain::Source::Kind::File, context.options.files.join(u' '), {}, std::nullopt};
    row.reason = {Cause::None, {}};
    const auto policies = policiesOf(context);
    if (!policies) {
        row.status = Status::Error;
        row.reason = policies.error();
        return report;
    }
    const auto keys = context.signers ? keysAtHand(context) : QList<FolderKey>();
    for (const QString &policy : *policies)
        report.policies.append(judgePolicy(policy, context, keys));
    refuseCopies(report.policies);
    for (const auto &verdict : std::as_const(report.policies))
        report.output += lineOf(verdict);
    const auto valid = std::ranges::count_if(report.policies, &PolicyVerdict::isValid);
    row.measures = {{u"valid"_s, static_cast<double>(valid), domain::Operator::Equal,
                     static_cast<double>(report.policies.size()), domain::Unit::Files}};
    if (const auto bad = std::ranges::find_if_not(report.policies, &PolicyVerdict::isValid);
        bad != report.policies.end())
        row.reason = bad->reason;
    row.status = statusOf(row.reason.cause);
    return report;
}

PolicyProbe::PolicyProbe(PolicyContext context, Clock now, QObject *parent)
    : CheckJob(domain::CriterionId::PolicySignatures, std::move(now), parent)
    , m_context(std::move(context))
{
}

void PolicyProbe::run()
{
    onPool(
        this, [context = m_context] { return judgePolicies(context); },
        [this](const PolicyReport &report) {
            m_report = report;
            end(report.row, report.output);
        });
}

} // namespace cutover::checks
