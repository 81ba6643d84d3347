// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/signing.h"
#include "cli/verbs.h"
#include "models/reportcharts.h"
#include "models/words.h"

#include <algorithm>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Draft;
using session::Failure;
using session::Result;
using session::Session;
using session::SignRequest;

namespace {

/// What one `sign` was asked.
struct Order
{
    SignRequest request;
    QString key;
    QStringList acknowledged;
    QByteArray statementSha256;
    QString passphraseFile;
    bool dryRun = false;
};

void signDraft(Invocation &call, Session &session, const Draft &draft, const Order &order)
{
    // Told before the passphrase is asked; the session judges it again.
    for (const auto &change : draft.changes)
        if (!order.acknowledged.contains(change.code))
            return call.fail({Failure::Kind::Refused, u"changes_unacknowledged"_s, {change.code}, {}});
    auto secret = call.secret(order.passphraseFile, u"Passphrase of key %1: "_s.arg(draft.keyFingerprint.left(8)));
    if (!secret)
        return;
    call.finishFirst(u"The decision is being signed; that is finished first."_s);
    session.sign(draft, order.acknowledged, std::move(*secret), models::reportCharts(session.view()), &call,
                 [&call](const Result<session::Signed> &done) {
                     if (!done)
                         return call.fail(done.error());
                     answerSigned(call, *done);
                 });
}

/// A draft is signed as it was shown, or not at all.
bool isSameOrder(const Draft &draft, const SignRequest &request)
{
    const auto &statement = draft.statement;
    const auto closing = statement.closing.value_or(domain::Closing());
    return statement.decision == request.kind && draft.keyFingerprint == request.keyFingerprint &&
           statement.reason == request.reason && (request.meaning.isEmpty() || statement.meaning == request.meaning) &&
           closing.outcome == request.closing.outcome && closing.deviations == request.closing.deviations;
}

void signRecalled(Invocation &call, Session &session, const Order &order)
{
    session.recallDraft(order.statementSha256, &call, [&call, &session, order](const Result<Draft> &draft) {
        if (!draft)
            return call.fail(draft.error());
        if (!isSameOrder(*draft, order.request))
            return call.fail({Failure::Kind::Refused, u"statement_changed"_s, {}, {}});
        signDraft(call, session, *draft, order);
    });
}

void signComposed(Invocation &call, Session &session, const Order &order)
{
    session.compose(order.request, &call, [&call, &session, order](const Result<Draft> &draft) {
        if (!draft)
            return call.fail(draft.error());
        if (order.dryRun)
            return answerDraft(call, *draft);
        if (!draft->refusals.isEmpty())
            return call.fail({Failure::Kind::Refused, u"refused"_s, {}, draft->refusals});
        if (const auto &faults = draft->closingRefusals; !faults.isEmpty())
            return call.fail({Failure::Kind::Refused, domain::closingFaultName(faults[0].fault), faults[0].data, {}});
        call.warn(draftText(*draft));
        if (asksForDigits(call, *draft))
            signDraft(call, session, *draft, order);
    });
}

std::optional<domain::DecisionKind> kindOf(const QString &word)
{
    if (word == "go"_L1)
        return domain::DecisionKind::Go;
    if (word == "no-go"_L1)
        return domain::DecisionKind::NoGo;
    return word == "closing"_L1 ? std::optional(domain::DecisionKind::Closing) : std::nullopt;
}

/// TEXT;OWNER;DATE from the right, as a sentence may hold a semicolon. Nothing: the call is finished.
std::optional<domain::Deviation> deviationFrom(Invocation &call, const QString &argument)
{
    const auto parts = argument.split(u';');
    const auto due = QDate::fromString(parts.last().trimmed(), Qt::ISODate);
    const QString owner = parts.value(parts.size() - 2).trimmed();
    const QString text = parts.mid(0, std::max<qsizetype>(0, parts.size() - 2)).join(u';').trimmed();
    if (due.isValid() && !owner.isEmpty() && !text.isEmpty())
        return domain::Deviation{text, owner, due};
    call.usage(
        u"“%1” is no deviation; write TEXT;OWNER;DATE, the date like 2026-03-09."_s.arg(models::oneLine(argument)));
    return std::nullopt;
}

/// Nothing: the call is finished.
std::optional<domain::Closing> closingFrom(Invocation &call, const QString &word, const QStringList &deviations)
{
    const auto outcome = domain::outcomeFromName(word);
    if (!outcome) {
        call.usage(u"sign closing --outcome validated|deviations|rolled-back [--deviation 'TEXT;OWNER;DATE']… "
                   "--key FP --reason TEXT."_s);
        return std::nullopt;
    }
    if (!call.takesText(deviations))
        return std::nullopt;
    domain::Closing closing{*outcome, {}, {}};
    for (const auto &argument : deviations) {
        const auto deviation = deviationFrom(call, argument);
        if (!deviation)
            return std::nullopt;
        closing.deviations.append(*deviation);
    }
    return closing;
}

} // namespace

void sign(Invocation &call)
{
    const QString word = call.takeWord();
    const auto kind = kindOf(word);
    QCommandLineParser parser;
    const QCommandLineOption key(u"key"_s, u"The signing key, 8 or more digits."_s, u"FP"_s);
    const QCommandLineOption reason(u"reason"_s, u"Why, at least 10 characters."_s, u"TEXT"_s);
    const QCommandLineOption meaning(u"meaning"_s, u"The meaning of this signature."_s, u"TEXT"_s);
    const QCommandLineOption dryRun(u"dry-run"_s, u"Compose and show the statement; keep it for 10 min."_s);
    const QCommandLineOption sha(u"statement-sha256"_s, u"Sign exactly this draft."_s, u"HEX"_s);
    const QCommandLineOption acknowledge(u"acknowledge"_s, u"Acknowledge a change since the last decision."_s,
                                         u"CODE"_s);
    const auto passphrase = passphraseOption();
    const QCommandLineOption outcome(u"outcome"_s, u"How it ended: validated, deviations or rolled-back."_s, u"WORD"_s);
    const QCommandLineOption deviation(u"deviation"_s, u"A deviation, its owner and the day it is due, 2026-03-09."_s,
                                       u"TEXT;OWNER;DATE"_s);
    parser.addOptions({key, reason, meaning, dryRun, sha, acknowledge, passphrase});
    const bool isClosing = kind == domain::DecisionKind::Closing;
    if (isClosing)
        parser.addOptions({outcome, deviation});
    if (!call.parse(parser, u"sign "_s + word, u"Sign the decision GO or NO-GO, or the closing of a cutover."_s))
        return;
    if (!kind || !parser.isSet(key) || !parser.isSet(reason))
        return call.usage(u"sign go|no-go --key FP --reason TEXT, or sign closing --outcome WORD --key FP …."_s);
    const auto closing = isClosing ? closingFrom(call, parser.value(outcome), parser.values(deviation))
                                   : std::optional(domain::Closing());
    if (!closing)
        return;
    if (!call.takesText({parser.value(reason), parser.value(meaning)}))
        return;
    if (parser.isSet(sha) && !isSha256(parser.value(sha)))
        return call.usage(u"--statement-sha256 takes the 64 hexadecimal digits that --dry-run printed."_s);
    if (!parser.isSet(dryRun) && !parser.isSet(sha) && !isSeen())
        return call.usage(unseenText());
    const auto found = call.key(parser.value(key));
    if (!found)
        return;
    Order order;
    order.request = {*kind, found->fingerprint, parser.value(reason), parser.value(meaning), *closing};
    order.acknowledged = parser.values(acknowledge);
    order.statementSha256 = QByteArray::fromHex(parser.value(sha).toLatin1());
    order.passphraseFile = parser.value(passphrase);
    order.dryRun = parser.isSet(dryRun);
    if (order.request.reason.trimmed().size() < domain::minimalReasonLength)
        return call.fail({Failure::Kind::Refused, u"reason_too_short"_s, {}, {}});
    call.withSession([&call, order](Session &session) {
        if (order.statementSha256.isEmpty())
            signComposed(call, session, order);
        else
            signRecalled(call, session, order);
    });
}

} // namespace cutover::cli
