// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/signing.h"
#include "cli/verbs.h"
#include "formats/rfc3339.h"
#include "models/words.h"

#include <QJsonArray>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Countersigning;
using session::CountersignRequest;
using session::Failure;
using session::Result;
using session::Session;

namespace {

struct Order
{
    CountersignRequest request;
    QByteArray statementSha256;
    QString passphraseFile;
    bool dryRun = false;
};

/// Who has signed before, each on a line, and who is awaited.
QString reviewText(const Countersigning &review)
{
    QString text = draftText(review.draft);
    for (const auto &signer : review.signers)
        text += u"signed by %1 as %2, %3: %4 (%5)\n"_s.arg(models::oneLine(signer.name), models::oneLine(signer.role),
                                                           models::timeText(signer.at), models::oneLine(signer.reason),
                                                           models::oneLine(signer.meaning));
    text += quorumText(review.quorumGiven, review.quorumNeeded, review.awaited);
    if (!review.seat.role.isEmpty())
        text += u"You sign as %1%2.\n"_s.arg(
            review.seat.role,
            review.seat.principal.isEmpty() ? QString() : u", deputy of "_s + models::oneLine(review.seat.principal));
    if (review.objection)
        text += u"✗ %1 [%2]\n"_s.arg(models::oneLine(models::failureText(*review.objection)), review.objection->name);
    return text;
}

QJsonObject reviewJson(const Countersigning &review)
{
    auto json = draftJson(review.draft);
    QJsonArray signers;
    for (const auto &signer : review.signers)
        signers.append(QJsonObject{{u"name"_s, signer.name},
                                   {u"role"_s, signer.role},
                                   {u"meaning"_s, signer.meaning},
                                   {u"reason"_s, signer.reason},
                                   {u"fingerprint"_s, signer.fingerprint},
                                   {u"signed_at"_s, formats::formatRfc3339(signer.at)}});
    json[u"signers"_s] = signers;
    json[u"quorum"_s] = quorumJson(review.quorumGiven, review.quorumNeeded, review.awaited);
    json[u"role"_s] = review.seat.role.isEmpty() ? QJsonValue() : QJsonValue(review.seat.role);
    if (!review.seat.principal.isEmpty())
        json[u"deputy_for"_s] = review.seat.principal;
    if (!review.objection)
        return json;
    auto refusals = json[u"refusals"_s].toArray();
    refusals.prepend(
        QJsonObject{{u"code"_s, review.objection->name}, {u"text"_s, models::failureText(*review.objection)}});
    json[u"refusals"_s] = refusals;
    return json;
}

void countersignReviewed(Invocation &call, Session &session, const Order &order)
{
    auto secret =
        call.secret(order.passphraseFile, u"Passphrase of key %1: "_s.arg(order.request.keyFingerprint.left(8)));
    if (!secret)
        return;
    call.finishFirst(u"The decision is being signed; that is finished first."_s);
    session.countersign(order.request, order.statementSha256, std::move(*secret), &call,
                        [&call](const Result<session::Signed> &done) {
                            if (!done)
                                return call.fail(done.error());
                            answerSigned(call, *done);
                        });
}

/// Refused before the passphrase is asked; the session judges it again.
bool isRefused(Invocation &call, const Countersigning &review)
{
    if (review.objection)
        call.fail(*review.objection);
    else if (!review.draft.refusals.isEmpty())
        call.fail({Failure::Kind::Refused, u"refused"_s, {}, review.draft.refusals});
    else if (!review.draft.closingRefusals.isEmpty())
        failClosing(call, review.draft.closingRefusals);
    return !review.isSignable();
}

void onReviewed(Invocation &call, Session &session, const Countersigning &review, Order order)
{
    if (order.dryRun)
        return call.answer(reviewJson(review), reviewText(review), review.isSignable() ? Yes : No);
    if (!order.statementSha256.isEmpty() && order.statementSha256 != review.draft.sha256)
        return call.fail({Failure::Kind::Refused, u"statement_changed"_s, {}, {}});
    if (isRefused(call, review))
        return;
    const auto &seat = review.seat;
    if (!order.request.role.isEmpty() && (order.request.role != seat.role || order.request.principal != seat.principal))
        return call.fail({Failure::Kind::Refused, u"statement_changed"_s, {seat.role, seat.principal}, {}});
    order.request.role = seat.role;
    order.request.principal = seat.principal;
    if (order.statementSha256.isEmpty()) {
        call.warn(reviewText(review));
        if (!asksForDigits(call, review.draft))
            return;
    }
    order.statementSha256 = review.draft.sha256;
    countersignReviewed(call, session, order);
}

} // namespace

void countersign(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption key(u"key"_s, u"The signing key, 8 or more digits."_s, u"FP"_s);
    const QCommandLineOption reason(u"reason"_s, u"Why, at least 10 characters."_s, u"TEXT"_s);
    const QCommandLineOption meaning(
        u"meaning"_s, u"The meaning of this signature; that you approve or close it as your role unless told."_s,
        u"TEXT"_s);
    const QCommandLineOption role(u"role"_s, u"Sign as this role alone, as --dry-run printed it."_s, u"ROLE"_s);
    const QCommandLineOption deputyFor(u"deputy-for"_s, u"With --role: sign as this one's deputy alone."_s, u"NAME"_s);
    const QCommandLineOption dryRun(u"dry-run"_s, u"Verify and show what would be signed."_s);
    const QCommandLineOption sha(u"statement-sha256"_s, u"Sign exactly this statement."_s, u"HEX"_s);
    const auto passphrase = passphraseOption();
    parser.addOptions({key, reason, meaning, role, deputyFor, dryRun, sha, passphrase});
    parser.addPositionalArgument(u"ID"_s, u"The decision, as status names it: its id, or 8 or more digits of it."_s);
    if (!call.parse(parser, u"countersign"_s, u"Add a signature to a decision that waits for its quorum."_s, 1))
        return;
    if (parser.positionalArguments().size() != 1 || !parser.isSet(key) || !parser.isSet(reason))
        return call.usage(u"countersign ID --key FP --reason TEXT [--meaning TEXT]."_s);
    if (!call.takesText({parser.value(reason), parser.value(meaning)}))
        return;
    if (parser.isSet(deputyFor) && !parser.isSet(role))
        return call.usage(u"--deputy-for goes with --role."_s);
    if (const QString fault = unseenFault(parser); !fault.isEmpty())
        return call.usage(fault);
    const auto found = call.key(parser.value(key));
    if (!found)
        return;
    Order order{{parser.positionalArguments().first(), found->fingerprint, parser.value(reason), parser.value(meaning),
                 parser.value(role), parser.value(deputyFor)},
                QByteArray::fromHex(parser.value(sha).toLatin1()),
                parser.value(passphrase),
                parser.isSet(dryRun)};
    if (order.request.reason.trimmed().size() < domain::minimalReasonLength)
        return call.fail({Failure::Kind::Refused, u"reason_too_short"_s, {}, {}});
    call.withDecision(order.request.decisionId, [&call, order](Session &session, const QString &id) mutable {
        order.request.decisionId = id;
        session.reviewDecision(order.request, &call, [&call, &session, order](const Result<Countersigning> &review) {
            if (!review)
                return call.fail(review.error());
            onReviewed(call, session, *review, order);
        });
    });
}

} // namespace cutover::cli
