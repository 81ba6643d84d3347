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
    if (const auto open = unacknowledged(draft, order.acknowledged); !open.isEmpty())
        return call.fail({Failure::Kind::Refused, u"changes_unacknowledged"_s, open, {}});
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
            return answerDraft(call, *draft, order.acknowledged);
        if (!draft->refusals.isEmpty())
            return call.fail({Failure::Kind::Refused, u"refused"_s, {}, draft->refusals});
        if (!draft->closingRefusals.isEmpty())
            return failClosing(call, draft->closingRefusals);
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

QString outcomeWords()
{
    return u"validated, deviations or rolled-back"_s;
}

/// The options that `sign` still needs, each with what it takes; empty: none.
QStringList missingOptions(const QCommandLineParser &parser, bool isClosing)
{
    QStringList missing;
    if (isClosing && !parser.isSet(u"outcome"_s))
        missing.append(u"--outcome (%1)"_s.arg(outcomeWords()));
    if (!parser.isSet(u"key"_s))
        missing.append(u"--key FP (cutoverctl keys list shows yours)"_s);
    if (!parser.isSet(u"reason"_s))
        missing.append(u"--reason TEXT"_s);
    return missing;
}

/// What is wrong with the words and options, apart from their values; empty: nothing.
QString usageFault(const QCommandLineParser &parser, const QString &word)
{
    const auto kind = kindOf(word);
    if (!kind)
        return word.isEmpty() ? u"sign needs go, no-go or closing behind it."_s
                              : u"“%1” is nothing to sign; it is go, no-go or closing."_s.arg(models::oneLine(word));
    const bool isClosing = kind == domain::DecisionKind::Closing;
    if (const auto missing = missingOptions(parser, isClosing); !missing.isEmpty())
        return u"sign %1 needs %2."_s.arg(word, missing.join(u", "_s));
    if (!isClosing && (parser.isSet(u"outcome"_s) || parser.isSet(u"deviation"_s)))
        return u"--outcome and --deviation are for sign closing; a %1 has none."_s.arg(word);
    return {};
}

/// Nothing: the call is finished.
std::optional<domain::Closing> closingFrom(Invocation &call, const QString &word, const QStringList &deviations)
{
    const auto outcome = domain::outcomeFromName(word);
    if (!outcome) {
        call.usage(u"“%1” is no outcome; --outcome takes %2."_s.arg(models::oneLine(word), outcomeWords()));
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
    QCommandLineParser parser;
    const QCommandLineOption key(u"key"_s, u"The signing key, 8 or more digits."_s, u"FP"_s);
    const QCommandLineOption reason(u"reason"_s, u"Why, at least 10 characters."_s, u"TEXT"_s);
    const QCommandLineOption meaning(u"meaning"_s, u"The meaning of this signature."_s, u"TEXT"_s);
    const QCommandLineOption dryRun(u"dry-run"_s, u"Compose and show the statement; keep it for 10 min."_s);
    const QCommandLineOption sha(u"statement-sha256"_s, u"Sign exactly this draft."_s, u"HEX"_s);
    const QCommandLineOption acknowledge(u"acknowledge"_s,
                                         u"Acknowledge a change since the last decision, as --dry-run "
                                         "names it: signers_changed, script_changed:PATH, loosened:RULE."_s,
                                         u"CODE"_s);
    const auto passphrase = passphraseOption();
    const QCommandLineOption outcome(u"outcome"_s, u"Closing: how it ended: %1."_s.arg(outcomeWords()), u"WORD"_s);
    const QCommandLineOption deviation(u"deviation"_s,
                                       u"Closing: a deviation, its owner and the day it is due, "
                                       "2026-03-09; once for each row that is not Go, whose key or title begins "
                                       "its text: smoke-tests: one of 40 fails."_s,
                                       u"TEXT;OWNER;DATE"_s);
    parser.addOptions({key, reason, outcome, deviation, meaning, dryRun, sha, acknowledge, passphrase});
    if (word.isEmpty())
        parser.addPositionalArgument(u"go|no-go|closing"_s, u"What is signed: the decision, or how it ended."_s);
    if (!call.parse(parser, u"sign "_s + word, u"Sign the decision GO or NO-GO, or the closing of a cutover."_s))
        return;
    if (const QString fault = usageFault(parser, word); !fault.isEmpty())
        return call.usage(fault);
    const auto kind = kindOf(word);
    const auto closing = kind == domain::DecisionKind::Closing
                             ? closingFrom(call, parser.value(outcome), parser.values(deviation))
                             : std::optional(domain::Closing());
    if (!closing)
        return;
    if (!call.takesText({parser.value(reason), parser.value(meaning)}))
        return;
    if (const QString fault = unseenFault(parser); !fault.isEmpty())
        return call.usage(fault);
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
