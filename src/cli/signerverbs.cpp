// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/sealjudge.h"
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/verbs.h"
#include "formats/jsonpointer.h"
#include "models/words.h"
#include "models/wordssigners.h"
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

QString proposalLines(const session::SignersProposalView &proposal)
{
    QString text = u"Proposed: %1\nproposal %2\n"_s.arg(
        models::proposalText(proposal), models::fingerprintText(QString::fromLatin1(proposal.sha256.toHex()), 16));
    for (const auto &change : proposal.changes)
        text += u"  %1\n"_s.arg(models::signersChangeText(change));
    return text.replace(u'\u00a0', u' ');
}

QString waitingText(const session::SignersProposalView &proposal, const domain::SignersList &list)
{
    const QString key = proposal.approvers.size() == 1 ? proposal.approvers.first().left(8) : u"FP"_s;
    return u"%1 After comparing: cutoverctl signers approve --key %2\n"_s.arg(models::approversText(proposal, list),
                                                                              key);
}

void answerSigners(Invocation &call, const Result<SignersView> &signers)
{
    if (!signers)
        return call.fail(signers.error());
    QString text = signersText(*signers);
    if (!signers->pinned)
        text += models::signersUntrustedText(session::signersRefusal(*signers).data) + u'\n';
    if (signers->proposal)
        text += proposalLines(*signers->proposal) + waitingText(*signers->proposal, signers->list);
    call.answer(signersJson(*signers), text, Yes);
}

/// The roles that mean something to the console.
const QStringList &knownRoles()
{
    static const QStringList roles{session::decisionMakerRole, session::administratorRole, checks::evidenceRole,
                                   u"console"_s};
    return roles;
}

/// A word that is almost a role is taken for a slip, and one of the team's own that has no seat in the quorum is said
/// to sign nothing before anything is signed. False: the call is finished.
bool takesRoles(Invocation &call, const QStringList &roles, const QStringList &seated, const QString &undone)
{
    for (const auto &role : roles) {
        if (knownRoles().contains(role))
            continue;
        const QString meant = formats::nearestKey(role.toLower(), knownRoles());
        if (!meant.isEmpty()) {
            call.usage(u"There is no role “%1”; did you mean %2? Nothing was %3."_s.arg(role, meant, undone));
            return false;
        }
        if (!seated.contains(role))
            Invocation::warn(
                u"The role “%1” is your team's own and has no seat in the quorum named here. Unless the "
                "list has one, who has it signs nothing; to ask for one signature of it: --quorum %1=1. "
                "The console's own roles are %2."_s.arg(models::oneLine(role), knownRoles().join(u", "_s)));
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

enum class Asked { Founding, Proposal };

/// What the options ask for; nothing: one is wrong, and the call is finished.
std::optional<session::FoundSigners> foundingOf(Invocation &call, const QCommandLineParser &parser, Asked asked)
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
        bool isNumber = false;
        const int needed = value.section(u'=', 1).toInt(&isNumber);
        if (!isNumber || needed < (asked == Asked::Proposal ? 0 : 1))
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
    if (!takesRoles(call, roles, request.quorum.keys(), asked == Asked::Proposal ? u"proposed"_s : u"founded"_s))
        return std::nullopt;
    for (const auto &value : std::as_const(request.keys))
        if (!call.key(value.section(u'=', 0, 0)))
            return std::nullopt;
    return request;
}

/// What founding and proposing have in common.
struct ListOptions
{
    QCommandLineOption key{
        u"key"_s,
        u"A key of yours, with its roles: decision-maker, administrator, evidence, console. Without any it has the "
        "first three, or keeps those that it has."_s,
        u"FP[=ROLE,…]"_s};
    QCommandLineOption member{u"member"_s, u"Another's certificate, with its roles."_s, u"CERT.pem=ROLE,…"_s};
    QCommandLineOption quorum{u"quorum"_s, u"How many different keys of a role; decision-maker=1 unless told."_s,
                              u"ROLE=N"_s};
    QCommandLineOption deputy{u"deputy"_s, u"Who may sign for whom."_s, u"FP=FP"_s};
    QCommandLineOption policyKey{u"policy-key"_s, u"A trusted policy key."_s, u"FILE.pem"_s};
    QCommandLineOption evidenceKey{u"evidence-key"_s, u"A trusted evidence key."_s, u"FILE.pem"_s};
    QCommandLineOption passphrase = passphraseOption();

    [[nodiscard]] QList<QCommandLineOption> all() const
    {
        return {key, member, quorum, deputy, policyKey, evidenceKey, passphrase};
    }
};

void found(Invocation &call)
{
    QCommandLineParser parser;
    const ListOptions options;
    parser.addOptions(options.all());
    if (!call.parse(parser, u"signers found"_s,
                    u"Found the list of signers, sign it and pin it here. Later versions come by proposal."_s))
        return;
    if (!parser.isSet(options.key))
        return call.usage(u"signers found needs --key FP."_s);
    const auto request = foundingOf(call, parser, Asked::Founding);
    if (!request)
        return;
    auto secret = call.secret(parser.value(options.passphrase), u"Passphrase of the administrator's key: "_s);
    if (!secret)
        return;
    auto shared = std::make_shared<crypto::Secret>(std::move(*secret));
    call.withSession([&call, request, shared](Session &session) {
        call.finishFirst(u"The list of signers is being written; that is finished first."_s);
        session.foundSigners(*request, std::move(*shared), &call,
                             [&call](const Result<SignersView> &signers) { answerSigners(call, signers); });
    });
}

void propose(Invocation &call)
{
    QCommandLineParser parser;
    const ListOptions options;
    const QCommandLineOption removed(u"remove"_s, u"A signer, policy or evidence key to leave out from now on."_s,
                                     u"FP"_s);
    const QCommandLineOption revoked(
        u"revoke"_s, u"A signer whose key is lost or stolen: what it signs from now on never counts."_s, u"FP"_s);
    parser.addOptions(options.all());
    parser.addOptions({removed, revoked});
    if (!call.parse(parser, u"signers propose"_s,
                    u"Propose the next version of the list of signers; another administrator approves it."_s))
        return;
    if (!parser.isSet(options.key))
        return call.usage(u"signers propose needs --key FP, an administrator's."_s);
    const auto given = foundingOf(call, parser, Asked::Proposal);
    if (!given)
        return;
    const session::ProposeSigners request{*given, parser.values(removed), parser.values(revoked)};
    auto secret = call.secret(parser.value(options.passphrase), u"Passphrase of the administrator's key: "_s);
    if (!secret)
        return;
    auto shared = std::make_shared<crypto::Secret>(std::move(*secret));
    call.withSession([&call, request, shared](Session &session) {
        call.finishFirst(u"The proposal is being written; that is finished first."_s);
        session.proposeSigners(request, std::move(*shared), &call,
                               [&call](const Result<SignersView> &signers) { answerSigners(call, signers); });
    });
}

void approve(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption key(u"key"_s, u"Your key, an administrator's."_s, u"FP"_s);
    const QCommandLineOption proposal(
        u"proposal"_s, u"The proposal that you read, 64 digits: what came after it is not approved."_s, u"DIGEST"_s);
    const auto passphrase = passphraseOption();
    parser.addOptions({key, proposal, passphrase});
    if (!call.parse(parser, u"signers approve"_s,
                    u"Sign what is proposed for the list of signers, and put it into force."_s))
        return;
    if (!parser.isSet(key))
        return call.usage(u"signers approve needs --key FP."_s);
    if (parser.isSet(proposal) && !isSha256(parser.value(proposal)))
        return call.usage(u"“%1” is no proposal; give its 64 digits."_s.arg(models::oneLine(parser.value(proposal))));
    const auto digest = QByteArray::fromHex(parser.value(proposal).toLatin1());
    const auto own = call.key(parser.value(key));
    if (!own)
        return;
    const QString passphraseFile = parser.value(passphrase);
    call.withSession([&call, digest, own, passphraseFile](Session &session) {
        // Whoever signs has read what: it stands above the question for the passphrase.
        const auto &proposed = session.view().signers.proposal;
        if (proposed)
            Invocation::warn(proposalLines(*proposed).trimmed());
        const auto shown = proposed && digest.isEmpty() ? proposed->sha256 : digest;
        auto secret = call.secret(passphraseFile, u"Passphrase of your key: "_s);
        if (!secret)
            return;
        call.finishFirst(u"The list of signers is being written; that is finished first."_s);
        session.approveSigners(own->fingerprint, shown, std::move(*secret), &call,
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
        for (const auto &warning : models::signersWarnings(signers, session.now()))
            Invocation::warn(warning);
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
    runFamily(
        call,
        {{"found"_L1, found}, {"show"_L1, show}, {"pin"_L1, pin}, {"propose"_L1, propose}, {"approve"_L1, approve}});
}

} // namespace cutover::cli
