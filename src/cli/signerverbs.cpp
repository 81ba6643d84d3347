// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/sealjudge.h"
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/verbs.h"
#include "formats/jsonpointer.h"
#include "models/words.h"
#include "session/signerstrust.h"

#include <QRegularExpression>

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

/// The roles that mean something to the console.
const QStringList &knownRoles()
{
    static const QStringList roles{session::decisionMakerRole, session::administratorRole, checks::evidenceRole,
                                   u"console"_s};
    return roles;
}

/// A list is founded once, so a word that is almost a role is taken for a slip, and one of the team's own is said to be
/// that before anything is signed. False: the call is finished.
bool takesRoles(Invocation &call, const QStringList &roles)
{
    for (const auto &role : roles) {
        if (knownRoles().contains(role))
            continue;
        const QString meant = formats::nearestKey(role.toLower(), knownRoles());
        if (!meant.isEmpty()) {
            call.usage(u"There is no role “%1”; did you mean %2? Nothing was founded."_s.arg(role, meant));
            return false;
        }
        Invocation::warn(u"“%1” is a word of your own: it signs nothing by itself. The console's roles are %2."_s.arg(
            models::oneLine(role), knownRoles().join(u", "_s)));
    }
    return true;
}

/// The roles behind the last «=», each without blanks; none where there is no «=».
QStringList rolesOf(const QString &value)
{
    QStringList roles;
    if (value.contains(u'='))
        for (const auto &role : value.section(u'=', -1).split(u','))
            roles.append(role.trimmed());
    roles.removeAll(QString());
    return roles;
}

/// What the options ask for; nothing: one is wrong, and the call is finished.
std::optional<session::FoundSigners> foundingOf(Invocation &call, const QCommandLineParser &parser)
{
    session::FoundSigners request;
    request.keys = parser.values(u"key"_s);
    request.policyKeyFiles = parser.values(u"policy-key"_s);
    request.evidenceKeyFiles = parser.values(u"evidence-key"_s);
    const auto wrong = [&call](const QString &text) {
        call.usage(text);
        return std::nullopt;
    };
    for (const auto &value : parser.values(u"member"_s)) {
        if (rolesOf(value).isEmpty())
            return wrong(u"“%1” is no member; write CERT.pem=ROLES."_s.arg(value));
        request.members.append({value.section(u'=', 0, -2), value.section(u'=', -1)});
    }
    for (const auto &value : parser.values(u"quorum"_s)) {
        const int needed = value.section(u'=', 1).toInt();
        if (needed < 1)
            return wrong(u"“%1” is no quorum; write ROLE=N."_s.arg(value));
        request.quorum.insert(value.section(u'=', 0, 0), needed);
    }
    for (const auto &value : parser.values(u"deputy"_s)) {
        if (!value.contains(u'='))
            return wrong(u"“%1” is no deputy; write FP=FP."_s.arg(value));
        request.deputies.insert(value.section(u'=', 0, 0), value.section(u'=', 1));
    }
    QStringList roles;
    for (const auto &value : parser.values(u"key"_s) + parser.values(u"member"_s))
        roles += rolesOf(value);
    roles.removeDuplicates();
    if (!takesRoles(call, roles))
        return std::nullopt;
    for (const auto &value : std::as_const(request.keys))
        if (!call.key(value.section(u'=', 0, 0)))
            return std::nullopt;
    return request;
}

void found(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption key(
        u"key"_s,
        u"A key of yours, with its roles: decision-maker, administrator, evidence, console. Without any it has the "
        "first three."_s,
        u"FP[=ROLE,…]"_s);
    const QCommandLineOption member(u"member"_s, u"Another's certificate, with its roles."_s, u"CERT.pem=ROLE,…"_s);
    const QCommandLineOption quorum(u"quorum"_s, u"How many different keys of a role; decision-maker=1 unless told."_s,
                                    u"ROLE=N"_s);
    const QCommandLineOption deputy(u"deputy"_s, u"Who may sign for whom."_s, u"FP=FP"_s);
    const QCommandLineOption policyKey(u"policy-key"_s, u"A trusted policy key."_s, u"FILE.pem"_s);
    const QCommandLineOption evidenceKey(u"evidence-key"_s, u"A trusted evidence key."_s, u"FILE.pem"_s);
    const auto passphrase = passphraseOption();
    parser.addOptions({key, member, quorum, deputy, policyKey, evidenceKey, passphrase});
    if (!call.parse(parser, u"signers found"_s,
                    u"Found the list of signers, sign it and pin it here. Once: name "
                    "everybody now."_s))
        return;
    if (!parser.isSet(key))
        return call.usage(u"signers found needs --key FP."_s);
    const auto request = foundingOf(call, parser);
    if (!request)
        return;
    auto secret = call.secret(parser.value(passphrase), u"Passphrase of the administrator's key: "_s);
    if (!secret)
        return;
    auto shared = std::make_shared<crypto::Secret>(std::move(*secret));
    call.withSession([&call, request, shared](Session &session) {
        call.finishFirst(u"The list of signers is being written; that is finished first."_s);
        session.foundSigners(*request, std::move(*shared), &call,
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
    parser.addPositionalArgument(u"DIGEST"_s, u"The fingerprint that you compared: 64 digits, in groups or not."_s,
                                 u"DIGEST…"_s);
    if (!call.parse(parser, u"signers pin"_s, u"Trust this list, after comparing its fingerprint."_s,
                    Invocation::anyWords))
        return;
    // As `signers show` prints it and people read it out: groups, whatever blanks are between them.
    static const QRegularExpression blanks(u"\\s+"_s, QRegularExpression::UseUnicodePropertiesOption);
    const QString digest = parser.positionalArguments().join(QString()).remove(blanks);
    if (!isSha256(digest))
        return call.usage(u"signers pin needs the whole fingerprint, 64 hexadecimal digits, not %1."_s.arg(
            digest.isEmpty() ? u"none"_s : u"“%1”"_s.arg(models::oneLine(digest))));
    call.withSession([&call, digest](Session &session) {
        call.finishFirst(u"The list of signers is being pinned; that is finished first."_s);
        session.pinSigners(digest, &call,
                           [&call](const Result<SignersView> &signers) { answerSigners(call, signers); });
    });
}

} // namespace

void signers(Invocation &call)
{
    runFamily(call, {{"found"_L1, found}, {"show"_L1, show}, {"pin"_L1, pin}, {"propose"_L1}, {"approve"_L1}});
}

} // namespace cutover::cli
