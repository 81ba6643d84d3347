// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/evidenceprobe.h"
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/verbs.h"
#include "models/words.h"
#include "session/sealing.h"

namespace cutover::cli {

using namespace Qt::StringLiterals;
using checks::EvidenceReport;
using domain::Cause;
using session::Result;
using session::Sealed;
using session::Session;

namespace {

QString lines(const QString &word, const QStringList &paths)
{
    QString text;
    for (const auto &path : paths)
        text += u"  %1 %2\n"_s.arg(word, models::oneLine(path));
    return text;
}

QString namesOf(const QStringList &paths)
{
    constexpr qsizetype shown = 3;
    QString text = models::oneLine(paths.first(shown < paths.size() ? shown : paths.size()).join(u", "_s));
    return paths.size() > shown ? u"%1 and %2 more"_s.arg(text).arg(paths.size() - shown) : text;
}

/// What a seal makes legitimate, or cannot make good: said beside the answer, and in it.
QList<QPair<QString, QString>> warningsOf(const Sealed &sealed)
{
    QList<QPair<QString, QString>> warnings;
    if (!sealed.changed.isEmpty())
        warnings.append(
            {u"resealed_changed"_s, u"Sealed with other bytes than before: %1."_s.arg(namesOf(sealed.changed))});
    if (!sealed.dropped.isEmpty())
        warnings.append(
            {u"resealed_missing"_s, u"Sealed before and not there any more: %1."_s.arg(namesOf(sealed.dropped))});
    if (!sealed.decisionId.isEmpty())
        warnings.append(
            {u"decision_void"_s, u"The signed GO %1 binds other bytes of %2 and is void; sign a new decision."_s.arg(
                                     sealed.decisionId, namesOf(sealed.unbound))});
    return warnings;
}

void answerSealed(Invocation &call, const Sealed &sealed)
{
    QJsonArray warnings;
    for (const auto &[code, text] : warningsOf(sealed)) {
        warnings.append(QJsonObject{{u"code"_s, code}, {u"text"_s, text}});
        Invocation::warn(text);
    }
    call.answer({{u"file"_s, sealed.file},
                 {u"sha256"_s, QString::fromLatin1(sealed.sha256.toHex())},
                 {u"fingerprint"_s, sealed.fingerprint},
                 {u"entry"_s, sealed.entry},
                 {u"files"_s, QJsonArray::fromStringList(sealed.files)},
                 {u"added"_s, QJsonArray::fromStringList(sealed.added)},
                 {u"warnings"_s, warnings}},
                u"Sealed in %1: %2 %3, %4 of them new.\n"_s.arg(sealed.file)
                    .arg(sealed.files.size())
                    .arg(sealed.files.size() == 1 ? u"file"_s : u"files"_s)
                    .arg(sealed.added.size()),
                Yes);
}

void seal(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption key(u"key"_s, u"Your key with the role evidence."_s, u"FP"_s);
    const auto passphrase = passphraseOption();
    parser.addOptions({key, passphrase});
    if (!call.parse(parser, u"evidence seal"_s, u"Seal every file of the evidence folder as it is now."_s))
        return;
    if (!parser.isSet(key))
        return call.usage(u"evidence seal needs --key FP."_s);
    const auto unlock = call.unlock(parser.value(key), parser.value(passphrase));
    if (!unlock)
        return;
    call.withSession([&call, unlock = *unlock](Session &session) {
        call.finishFirst(u"The evidence is being sealed; that is finished first."_s);
        session.sealEvidence(unlock.fingerprint, std::move(*unlock.passphrase), &call,
                             [&call](const Result<Sealed> &sealed) {
                                 if (!sealed)
                                     return call.fail(sealed.error());
                                 answerSealed(call, *sealed);
                             });
    });
}

/// The manifest itself cannot be read: exit 3, as with every file.
bool isUnreadable(const EvidenceReport &report)
{
    const auto &reason = report.row.reason;
    return reason.cause == Cause::ManifestAbsent ||
           (reason.cause == Cause::FileUnreadable && reason.data.value(0) == report.manifest);
}

void answerReport(Invocation &call, const EvidenceReport &report)
{
    const auto &row = report.row;
    if (isUnreadable(report)) {
        const bool isAbsent = row.reason.cause == Cause::ManifestAbsent;
        const QString name = isAbsent ? u"manifest_absent"_s : row.reason.data.value(1);
        return call.failFile(name, models::rowReason(row), report.manifest);
    }
    call.answer({{u"valid"_s, row.isGo()},
                 {u"row"_s, rowJson(row)},
                 {u"manifest"_s, report.manifest},
                 {u"sealed_by"_s, report.sealedBy.isEmpty() ? QJsonValue() : QJsonValue(report.sealedBy)},
                 {u"matching"_s, report.matching.size()},
                 {u"changed"_s, QJsonArray::fromStringList(report.changed)},
                 {u"missing"_s, QJsonArray::fromStringList(report.missing)},
                 {u"unlisted"_s, QJsonArray::fromStringList(report.unlisted)},
                 {u"unsealed"_s, QJsonArray::fromStringList(report.unsealed)},
                 {u"outside"_s, QJsonArray::fromStringList(report.outside)},
                 {u"unreadable"_s, QJsonArray::fromStringList(report.unreadable)}},
                rowLine(row) + lines(u"changed"_s, report.changed) + lines(u"missing"_s, report.missing) +
                    lines(u"unlisted"_s, report.unlisted) + lines(u"not sealed yet"_s, report.unsealed) +
                    lines(u"outside"_s, report.outside) + lines(u"unreadable"_s, report.unreadable),
                row.isGo() ? Yes : No);
}

void verifyEvidence(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"evidence verify"_s, u"Compare the evidence with its sealed manifest."_s))
        return;
    call.onlyLook();
    call.withSession([&call](Session &session) {
        session.verifyEvidence(&call, [&call](const Result<EvidenceReport> &report) {
            if (!report)
                return call.fail(report.error());
            answerReport(call, *report);
        });
    });
}

} // namespace

void evidence(Invocation &call)
{
    runFamily(call, {{"seal"_L1, seal}, {"verify"_L1, verifyEvidence}});
}

} // namespace cutover::cli
