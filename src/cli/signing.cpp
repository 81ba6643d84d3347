// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/signing.h"

#include "cli/invocation.h"
#include "cli/json.h"
#include "crypto/digest.h"
#include "formats/reports.h"
#include "formats/statement.h"
#include "models/words.h"
#include "models/wordsclosing.h"
#include "models/wordssigning.h"
#include "models/wordsstatement.h"

#include <QCommandLineParser>
#include <QJsonArray>

#include <unistd.h>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using crypto::hex;
using session::Draft;

namespace {

constexpr int typedDigits = 8;

QJsonArray changesJson(const QList<Draft::Change> &changes)
{
    QJsonArray array;
    for (const auto &change : changes)
        array.append(QJsonObject{{u"code"_s, change.code}, {u"text"_s, models::changeText(change)}});
    return array;
}

QJsonArray closingRefusalsJson(const QList<domain::ClosingRefusal> &refusals)
{
    QJsonArray array;
    for (const auto &refusal : refusals)
        array.append(QJsonObject{{u"code"_s, models::closingRefusalCode(refusal)},
                                 {u"text"_s, models::closingRefusalText(refusal)}});
    return array;
}

QStringList closingRefusalLines(const QList<domain::ClosingRefusal> &refusals)
{
    QStringList lines;
    for (const auto &refusal : refusals)
        lines.append(u"✗ %1 [%2]"_s.arg(models::oneLine(models::closingRefusalText(refusal)),
                                        models::closingRefusalCode(refusal)));
    return lines;
}

QJsonArray draftRefusalsJson(const Draft &draft)
{
    auto array = refusalsJson(draft.refusals);
    for (const auto &refusal : closingRefusalsJson(draft.closingRefusals))
        array.append(refusal);
    return array;
}

/// Nothing where the profile names no authority.
QString timestampLine(const QString &timestamp)
{
    return timestamp.isEmpty() ? QString() : models::timestampText(timestamp) + u'\n';
}

} // namespace

QString draftText(const Draft &draft)
{
    // The whole statement is pages long: what it decides stands beside it, next to the prompt.
    QString text = QString::fromUtf8(formats::readableJson(formats::statementToJson(draft.statement))) +
                   u"\nThe statement above, in short:\n"_s + models::statementSummary(draft.statement) +
                   u"\nSHA-256 %1\n"_s.arg(hex(draft.sha256));
    for (const auto &change : draft.changes)
        text += u"change: %1 [%2]\n"_s.arg(models::oneLine(models::changeText(change)), change.code);
    text += refusalLines(draft.refusals);
    for (const auto &line : closingRefusalLines(draft.closingRefusals))
        text += line + u'\n';
    return text;
}

QJsonObject draftJson(const Draft &draft)
{
    return {{u"statement_sha256"_s, hex(draft.sha256)},
            {u"statement"_s, formats::statementToJson(draft.statement)},
            {u"changes"_s, changesJson(draft.changes)},
            {u"refusals"_s, draftRefusalsJson(draft)}};
}

QStringList unacknowledged(const Draft &draft, const QStringList &acknowledged)
{
    QStringList codes;
    for (const auto &change : draft.changes)
        if (!acknowledged.contains(change.code))
            codes.append(change.code);
    return codes;
}

void answerDraft(Invocation &call, const Draft &draft, const QStringList &acknowledged)
{
    const auto open = unacknowledged(draft, acknowledged);
    const QString text =
        draftText(draft) +
        (open.isEmpty()
             ? QString()
             : models::failureText({session::Failure::Kind::Refused, u"changes_unacknowledged"_s, open, {}}) + u'\n');
    call.answer(draftJson(draft), text, draft.isSignable() && open.isEmpty() ? Yes : No);
}

void failClosing(Invocation &call, const QList<domain::ClosingRefusal> &faults)
{
    call.failWith(domain::closingFaultName(faults.first().fault), closingRefusalLines(faults).join(u'\n'),
                  {{u"refusals"_s, closingRefusalsJson(faults)}}, No);
}

QString quorumText(int given, int needed, const QList<domain::AwaitedSeats> &awaited)
{
    if (awaited.isEmpty())
        return {};
    return u"%1 of %2 signatures given; waiting for: %3.\n"_s.arg(QString::number(given), QString::number(needed),
                                                                  models::awaitedTexts(awaited).join(u", "_s));
}

void answerSigned(Invocation &call, const session::Signed &done)
{
    const auto fileOrNull = [](const QString &file) { return file.isEmpty() ? QJsonValue() : QJsonValue(file); };
    if (done.envelopeFile.isEmpty() || done.pdfFile.isEmpty())
        call.warn(u"Signed and in the ledger, but var/cutover/decisions could not be written. Write the PDF elsewhere: "
                  u"cutoverctl export %1 --pdf FILE"_s.arg(done.id));
    QJsonObject json{{u"id"_s, done.id},
                     {u"file"_s, fileOrNull(done.envelopeFile)},
                     {u"pdf"_s, fileOrNull(done.pdfFile)},
                     {u"statement_sha256"_s, hex(done.statementSha256)},
                     {u"quorum"_s, quorumJson(done.quorumGiven, done.quorumNeeded, done.awaited)}};
    if (!done.timestamp.isEmpty())
        json[u"timestamp"_s] = done.timestamp;
    call.answer(json,
                u"Signed %1.\n%2\n%3\n"_s.arg(done.id, done.envelopeFile, done.pdfFile) +
                    quorumText(done.quorumGiven, done.quorumNeeded, done.awaited) + timestampLine(done.timestamp),
                Yes);
}

QString unseenFault(const QCommandLineParser &parser)
{
    const QString sha = u"statement-sha256"_s;
    if (parser.isSet(sha))
        return isSha256(parser.value(sha))
                   ? QString()
                   : u"--statement-sha256 takes the 64 hexadecimal digits that --dry-run printed."_s;
    // It is shown on standard error, and typed for on standard input.
    const bool isShown = Input::isTerminal() && ::isatty(STDERR_FILENO) == 1;
    if (isShown || parser.isSet(u"dry-run"_s))
        return {};
    return u"Without a terminal it takes two calls, because what is signed must have been seen: the same with "
           u"--dry-run prints its SHA-256; the same with --statement-sha256 HEX --passphrase-file FILE signs it."_s;
}

bool asksForDigits(Invocation &call, const Draft &draft)
{
    const auto typed = call.ask(u"Type the first 8 digits of the SHA-256 to sign: "_s);
    if (!typed)
        return false;
    if (typed->toLower() == hex(draft.sha256).left(typedDigits))
        return true;
    call.fail(u"cancelled"_s, u"Those are not its first 8 digits. Nothing was signed."_s, KeychainProblem);
    return false;
}

} // namespace cutover::cli
