// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/policyprobe.h"
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/verbs.h"
#include "formats/rowjson.h"
#include "models/words.h"
#include "session/sealing.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using checks::PolicyReport;
using checks::PolicyVerdict;
using domain::Cause;
using session::PolicySigned;
using session::Result;
using session::Session;

namespace {

/// Policies are named as the profile names them; what is not there may be meant from here.
QString policyPath(const QString &file, const QString &workspace)
{
    const bool isFromHere = !QFileInfo::exists(QDir(workspace).filePath(file)) && QFileInfo::exists(file);
    return isFromHere ? QFileInfo(file).absoluteFilePath() : file;
}

/// A sentence for one policy is that of a row with its cause alone.
QString verdictText(const PolicyVerdict &verdict)
{
    domain::Row row;
    row.id = domain::CriterionId::PolicySignatures;
    row.status = domain::Status::NoGo;
    row.reason = verdict.reason;
    return verdict.isValid() ? QString() : models::rowReason(row);
}

QString verdictLine(const PolicyVerdict &verdict)
{
    const QString policy = models::oneLine(verdict.policy);
    return verdict.isValid() ? u"✓ %1\n"_s.arg(policy)
                             : u"✗ %1: %2\n"_s.arg(policy, models::oneLine(verdictText(verdict)));
}

QJsonObject verdictJson(const PolicyVerdict &verdict)
{
    const auto textOrNull = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    const QString code = verdict.isValid() ? QString() : formats::causeName(verdict.reason.cause);
    return {{u"file"_s, verdict.policy},
            {u"valid"_s, verdict.isValid()},
            {u"code"_s, textOrNull(code)},
            {u"text"_s, textOrNull(verdictText(verdict))},
            {u"signed_by"_s, textOrNull(verdict.signedBy)}};
}

void answerReport(Invocation &call, const PolicyReport &report)
{
    const auto isUnreadable = [](const PolicyVerdict &verdict) {
        return verdict.reason.cause == Cause::FileAbsent || verdict.reason.cause == Cause::FileUnreadable;
    };
    const auto unreadable = std::ranges::find_if(report.policies, isUnreadable);
    if (unreadable != report.policies.end())
        return call.failFile(formats::causeName(unreadable->reason.cause), verdictText(*unreadable),
                             unreadable->policy);
    QJsonArray policies;
    QString text;
    for (const auto &verdict : report.policies) {
        policies.append(verdictJson(verdict));
        text += verdictLine(verdict);
    }
    const bool isGo = report.row.isGo();
    call.answer({{u"valid"_s, isGo}, {u"row"_s, rowJson(report.row)}, {u"policies"_s, policies}},
                isGo ? text + u"All signatures valid\n"_s : text + rowLine(report.row), isGo ? Yes : No);
}

void verifyPolicies(Invocation &call)
{
    QCommandLineParser parser;
    parser.addPositionalArgument(u"FILE"_s, u"Policies; without any, those of the profile."_s, u"[FILE…]"_s);
    if (!call.parse(parser, u"policy verify"_s, u"Verify the detached signatures of policies."_s, Invocation::anyWords))
        return;
    QStringList files;
    for (const auto &file : parser.positionalArguments())
        files.append(policyPath(file, call.workspace()));
    call.onlyLook();
    call.withSession([&call, files](Session &session) {
        session.verifyPolicies(files, &call, [&call](const Result<PolicyReport> &report) {
            if (!report)
                return call.fail(report.error());
            answerReport(call, *report);
        });
    });
}

void answerSigned(Invocation &call, const PolicySigned &done)
{
    if (!done.trusted)
        Invocation::warn(
            u"The list of signers does not trust this key for policies, so the signature does not count yet. A list is "
            "founded with its keys: cutoverctl signers found … --policy-key %1. Changing one comes with a later "
            "version."_s.arg(done.keyFile));
    call.answer({{u"policy"_s, done.policy},
                 {u"file"_s, done.file},
                 {u"fingerprint"_s, done.fingerprint},
                 {u"key_file"_s, done.keyFile},
                 {u"entry"_s, done.entry},
                 {u"trusted"_s, done.trusted}},
                u"Signed %1: %2\n"_s.arg(models::oneLine(done.policy), models::oneLine(done.file)), Yes);
}

void signPolicy(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption key(u"key"_s, u"A key of yours."_s, u"FP"_s);
    const auto passphrase = passphraseOption();
    parser.addOptions({key, passphrase});
    parser.addPositionalArgument(u"FILE"_s, u"The policy, in the workspace."_s);
    if (!call.parse(parser, u"policy sign"_s, u"Sign a policy: write FILE.sig."_s, 1))
        return;
    const QString file = parser.positionalArguments().value(0);
    if (file.isEmpty() || !parser.isSet(key))
        return call.usage(u"policy sign needs FILE and --key FP."_s);
    const auto unlock = call.unlock(parser.value(key), parser.value(passphrase));
    if (!unlock)
        return;
    const QString policy = policyPath(file, call.workspace());
    call.withSession([&call, policy, unlock = *unlock](Session &session) {
        call.finishFirst(u"The policy is being signed; that is finished first."_s);
        session.signPolicy(policy, unlock.fingerprint, std::move(*unlock.passphrase), &call,
                           [&call](const Result<PolicySigned> &done) {
                               if (!done)
                                   return call.fail(done.error());
                               answerSigned(call, *done);
                           });
    });
}

} // namespace

void policy(Invocation &call)
{
    runFamily(call, {{"sign"_L1, signPolicy}, {"verify"_L1, verifyPolicies}});
}

} // namespace cutover::cli
