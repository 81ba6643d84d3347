// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/verbs.h"
#include "models/words.h"

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Result;
using session::Session;
using session::SignersView;

namespace {

QString signersText(const SignersView &signers)
{
    QString text = u"Version %1, %2\nfingerprint %3\n"_s.arg(signers.list.version)
                       .arg(signers.pinned ? u"pinned"_s : u"not pinned"_s,
                            models::fingerprintText(QString::fromLatin1(signers.digest.toHex()), 16));
    for (const auto &signer : signers.list.signers)
        text += u"  %1  %2  %3\n"_s.arg(signer.fingerprint.left(16), models::oneLine(signer.name),
                                        models::oneLine(signer.roles.join(u',')));
    return text.replace(u'\u00a0', u' ');
}

void answerSigners(Invocation &call, const Result<SignersView> &signers)
{
    if (!signers)
        return call.fail(signers.error());
    call.answer(signersJson(*signers), signersText(*signers), Yes);
}

void found(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption key(u"key"_s, u"A key of yours, with roles."_s, u"FP[=ROLES]"_s);
    const QCommandLineOption member(u"member"_s, u"Another's certificate, with roles."_s, u"CERT.pem=ROLES"_s);
    const QCommandLineOption quorum(u"quorum"_s, u"How many different keys of a role."_s, u"ROLE=N"_s);
    const QCommandLineOption deputy(u"deputy"_s, u"Who may sign for whom."_s, u"FP=FP"_s);
    const QCommandLineOption policyKey(u"policy-key"_s, u"A trusted policy key."_s, u"FILE.pem"_s);
    const QCommandLineOption evidenceKey(u"evidence-key"_s, u"A trusted evidence key."_s, u"FILE.pem"_s);
    const auto passphrase = passphraseOption();
    parser.addOptions({key, member, quorum, deputy, policyKey, evidenceKey, passphrase});
    if (!call.parse(parser, u"signers found"_s, u"Found the list of signers, sign it and pin it here."_s))
        return;
    if (!parser.isSet(key))
        return call.usage(u"signers found needs --key FP."_s);
    session::FoundSigners request;
    request.keys = parser.values(key);
    for (const auto &value : parser.values(member)) {
        if (!value.contains(u'='))
            return call.usage(u"“%1” is no member; write CERT.pem=ROLES."_s.arg(value));
        request.members.append({value.section(u'=', 0, -2), value.section(u'=', -1)});
    }
    for (const auto &value : parser.values(quorum)) {
        const int needed = value.section(u'=', 1).toInt();
        if (needed < 1)
            return call.usage(u"“%1” is no quorum; write ROLE=N."_s.arg(value));
        request.quorum.insert(value.section(u'=', 0, 0), needed);
    }
    for (const auto &value : parser.values(deputy)) {
        if (!value.contains(u'='))
            return call.usage(u"“%1” is no deputy; write FP=FP."_s.arg(value));
        request.deputies.insert(value.section(u'=', 0, 0), value.section(u'=', 1));
    }
    for (const auto &value : request.keys)
        if (!call.key(value.section(u'=', 0, 0)))
            return;
    request.policyKeyFiles = parser.values(policyKey);
    request.evidenceKeyFiles = parser.values(evidenceKey);
    auto secret = call.secret(parser.value(passphrase), u"Passphrase of the administrator's key: "_s);
    if (!secret)
        return;
    auto shared = std::make_shared<crypto::Secret>(std::move(*secret));
    call.withSession([&call, request, shared](Session &session) {
        call.finishFirst(u"The list of signers is being written; that is finished first."_s);
        session.foundSigners(request, std::move(*shared), &call,
                             [&call](const Result<SignersView> &signers) { answerSigners(call, signers); });
    });
}

void show(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"signers show"_s, u"The list of signers and its fingerprint."_s))
        return;
    call.withSession([&call](Session &session) {
        const auto &signers = session.view().signers;
        if (!signers.present)
            return call.fail({session::Failure::Kind::Refused, u"no_signers"_s, {}, {}});
        answerSigners(call, signers);
    });
}

void pin(Invocation &call)
{
    QCommandLineParser parser;
    parser.addPositionalArgument(u"DIGEST"_s, u"The fingerprint that you compared, 64 digits."_s);
    if (!call.parse(parser, u"signers pin"_s, u"Trust this list, after comparing its fingerprint."_s, 1))
        return;
    const QString digest = parser.positionalArguments().value(0);
    if (!isSha256(digest))
        return call.usage(u"signers pin needs the whole fingerprint, 64 hexadecimal digits."_s);
    call.withSession([&call, digest](Session &session) {
        call.finishFirst(u"The list of signers is being pinned; that is finished first."_s);
        session.pinSigners(digest, &call,
                           [&call](const Result<SignersView> &signers) { answerSigners(call, signers); });
    });
}

} // namespace

void signers(Invocation &call)
{
    const QString word = call.takeWord();
    if (word.isEmpty() && call.asksHelp())
        return call.answerText(u"Usage: cutoverctl signers found|show|pin …\n\n"
                               "cutoverctl signers found --help tells what found takes, and so on.\n"_s);
    if (word == "found"_L1)
        return found(call);
    if (word == "show"_L1)
        return show(call);
    if (word == "pin"_L1)
        return pin(call);
    if (word == "propose"_L1 || word == "approve"_L1)
        return call.notAvailable(u"signers "_s + word);
    call.usage(u"signers found, show or pin."_s);
}

} // namespace cutover::cli
