// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "formats/atomicfile.h"
#include "ledger/ledger.h"
#include "models/words.h"
#include "models/wordsverify.h"
#include "session/fileverifier.h"

#include <QDir>

#include <algorithm>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Failure;
using session::Result;
using session::Session;

namespace {

void ledgerVerify(Invocation &call)
{
    ledger::OpenOptions options;
    options.mode = ledger::OpenOptions::Mode::Inspect;
    options.stateFolder = call.ports().stateFolder;
    options.now = call.ports().now;
    const QString file = QDir(call.workspace()).absoluteFilePath(u"var/cutover/ledger.sqlite"_s);
    const auto log = ledger::Ledger::open(file, options);
    if (!log)
        return call.fail(
            {Failure::Kind::File, ledger::codeName(log.error().code), {file, {}, {}, log.error().system}, {}});
    const auto report = (*log)->verify();
    const QString text = report.valid ? u"The ledger verifies: %1 entries, root %2.\n"_s.arg(report.size)
                                            .arg(QString::fromLatin1(report.root.toHex()))
                                      : u"The ledger does not verify; first bad entry: %1.\n"_s.arg(report.firstBad);
    call.answer(report.toJson(), text, report.valid ? Yes : No);
}

} // namespace

void ledger(Invocation &call)
{
    const QString word = call.takeWord();
    QCommandLineParser parser;
    parser.addPositionalArgument(u"FILE"_s, u"For export: where to."_s, u"[FILE]"_s);
    const bool verifies = word == "verify"_L1;
    if (!call.parse(parser, u"ledger "_s + word, u"Verify the ledger, or export it as JSON Lines."_s, verifies ? 0 : 1))
        return;
    const QString file = parser.positionalArguments().value(0);
    if (verifies)
        return ledgerVerify(call);
    if (word != "export"_L1 || file.isEmpty())
        return call.usage(u"ledger verify, or ledger export FILE."_s);
    call.withSession([&call, file](Session &session) {
        session.exportLedger(file, &call, [&call, file](const Result<qint64> &size) {
            if (!size)
                return call.fail(size.error());
            call.answer({{u"file"_s, file}, {u"entries"_s, *size}}, u"%1 entries in %2.\n"_s.arg(*size).arg(file), Yes);
        });
    });
}

void exportDecision(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption pdf(u"pdf"_s, u"The decision's PDF."_s, u"FILE"_s);
    const QCommandLineOption bundle(u"bundle"_s, u"Not available yet."_s, u"DIR"_s);
    const QCommandLineOption markdown(u"markdown"_s, u"Not available yet."_s, u"FILE"_s);
    parser.addOptions({pdf, bundle, markdown});
    parser.addPositionalArgument(u"ID"_s, u"The decision."_s);
    if (!call.parse(parser, u"export"_s, u"Export a signed decision."_s, 1))
        return;
    if (parser.isSet(bundle) || parser.isSet(markdown))
        return call.notAvailable(u"export --bundle and --markdown"_s);
    const QString id = parser.positionalArguments().value(0);
    if (id.isEmpty() || !parser.isSet(pdf))
        return call.usage(u"export ID --pdf FILE."_s);
    call.withSession([&call, id, file = parser.value(pdf)](Session &session) {
        session.decisionPdf(id, &call, [&call, &session, id, file](const Result<QByteArray> &bytes) {
            if (!bytes && bytes.error().name == "no_decision"_L1)
                return call.fail(bytes.error().name,
                                 u"This ledger has no decision %1; cutoverctl status names the last one."_s.arg(id),
                                 No);
            if (!bytes)
                return call.fail(bytes.error());
            const auto written = formats::writeAtomically(file, *bytes);
            if (!written)
                return call.fail({Failure::Kind::File,
                                  formats::codeName(written.error().code),
                                  {file, {}, {}, written.error().system},
                                  {}});
            session.appendExport(u"pdf:"_s + id, file);
            call.answer({{u"id"_s, id}, {u"pdf"_s, file}}, file + u'\n', Yes);
        });
    });
}

void verify(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption trust(u"trust"_s, u"A root of trust: certificate or signers file."_s, u"FILE"_s);
    parser.addOption(trust);
    parser.addPositionalArgument(u"FILE"_s, u"Envelopes, PDFs, manifests, ledger exports."_s, u"FILE…"_s);
    if (!call.parse(parser, u"verify"_s, u"Is it intact, and is the signer authorised?"_s, Invocation::anyWords))
        return;
    if (parser.positionalArguments().isEmpty())
        return call.usage(u"verify FILE…"_s);
    const session::FileVerifier verifier(
        {parser.values(trust), call.workspace(), call.ports().trustFile, call.ports().stateFolder});
    QList<session::FileFinding> findings;
    QString text;
    int worst = Yes;
    for (const auto &file : parser.positionalArguments()) {
        findings.append(verifier.verify(file));
        const auto &finding = findings.last();
        const QString summary = models::verifySummary(finding);
        text += u"%1: %2\n"_s.arg(models::oneLine(file), models::oneLine(summary));
        for (const auto &problem : finding.problems)
            if (const auto words = models::verifyProblemText(problem); words != summary)
                text += u"  %1 [%2]\n"_s.arg(models::oneLine(words), problem.code);
        worst = std::max<int>(worst, finding.missing ? FileUnreadable : finding.valid ? Yes : No);
    }
    call.answer(models::verifyJson(findings), text, worst);
}

} // namespace cutover::cli
