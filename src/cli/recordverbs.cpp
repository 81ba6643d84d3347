// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "formats/atomicfile.h"
#include "ledger/ledger.h"
#include "models/cutoverreport.h"
#include "models/reportcharts.h"
#include "models/words.h"
#include "models/wordschecklist.h"
#include "models/wordsverify.h"
#include "pdf/decisionreport.h"
#include "session/bundle.h"
#include "session/fileverifier.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Failure;
using session::Result;
using session::Session;

namespace {

void ledgerVerify(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"ledger verify"_s, u"Verify every entry of the ledger and what is remembered of it."_s))
        return;
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

void ledgerExport(Invocation &call)
{
    QCommandLineParser parser;
    parser.addPositionalArgument(u"FILE"_s, u"Where to."_s);
    if (!call.parse(parser, u"ledger export"_s, u"Export the ledger as JSON Lines, which verify checks."_s, 1))
        return;
    const QString file = parser.positionalArguments().value(0);
    if (file.isEmpty())
        return call.usage(u"ledger export needs FILE."_s);
    if (!call.takesOutput(file))
        return;
    call.withSession([&call, file](Session &session) {
        session.exportLedger(file, &call, [&call, file](const Result<qint64> &size) {
            if (!size)
                return call.fail(size.error());
            call.answer({{u"file"_s, file}, {u"entries"_s, *size}}, u"%1 entries in %2.\n"_s.arg(*size).arg(file), Yes);
        });
    });
}

struct ExportRequest
{
    QString id;
    QString pdf;
    QString markdown;
    QString checklist; ///< the template asked for; empty: the workspace's, or our own
};

/// True if written and on record; else the call is finished.
bool writeExport(Invocation &call, Session &session, const QString &file, const QByteArray &bytes, const QString &what)
{
    const auto written = formats::writeAtomically(file, bytes);
    if (!written) {
        call.fail(written.error(), file);
        return false;
    }
    session.appendExport(what, file);
    return true;
}

struct Template
{
    QString file; ///< empty: our own
    QByteArray bytes;
};

/// The one asked for, or the workspace's, or our own. Nothing: the call is finished.
std::optional<Template> readTemplate(Invocation &call, const QString &asked)
{
    QStringList places{asked};
    if (asked.isEmpty()) {
        places = models::checklistPlaces();
        for (auto &place : places)
            place = QDir(call.workspace()).absoluteFilePath(place);
    }
    for (const auto &place : places) {
        const auto bytes = formats::readBounded(place, formats::largestChecklistTemplate);
        if (bytes)
            return Template{place, *bytes};
        if (asked.isEmpty() && bytes.error().code == formats::FileError::Code::NotFound)
            continue;
        call.fail(bytes.error(), place);
        return std::nullopt;
    }
    return Template{{}, models::ownChecklist()};
}

QString filledText(const QString &file, const formats::FilledChecklist &filled)
{
    return u"%1: %2 boxes ticked, %3 not done, %4 unknown and left as they are.\n"_s.arg(models::oneLine(file))
        .arg(filled.ticked)
        .arg(filled.open)
        .arg(filled.untouched);
}

void exportMarkdown(Invocation &call, Session &session, const ExportRequest &request, QJsonObject answer, QString text)
{
    const auto checklist = readTemplate(call, request.checklist);
    if (!checklist)
        return;
    const QString canonical = QFileInfo(request.markdown).canonicalFilePath();
    if (!canonical.isEmpty() && canonical == QFileInfo(checklist->file).canonicalFilePath())
        return call.usage(u"%1 is the checklist itself; name another file."_s.arg(models::oneLine(request.markdown)));
    const auto then = [&call, &session, request, checklist = *checklist, answer,
                       text](const Result<session::DecisionRecords> &records) mutable {
        if (!records)
            return call.fail(records.error());
        const auto filled = formats::fillChecklist(checklist.bytes, checklist.file, models::checklistFilling(*records));
        if (!filled)
            return call.fail(filled.error());
        if (!writeExport(call, session, request.markdown, filled->markdown, u"markdown:"_s + request.id))
            return;
        answer[u"markdown"_s] = request.markdown;
        answer[u"template"_s] = checklist.file.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(checklist.file);
        answer[u"ticked"_s] = filled->ticked;
        answer[u"open"_s] = filled->open;
        answer[u"untouched"_s] = filled->untouched;
        call.answer(answer, text + filledText(request.markdown, *filled), Yes);
    };
    session.decisionRecords(request.id, &call, then);
}

void exportPdf(Invocation &call, Session &session, const ExportRequest &request)
{
    session.decisionPdf(request.id, &call, [&call, &session, request](const Result<QByteArray> &bytes) {
        if (!bytes)
            return call.fail(bytes.error());
        if (!writeExport(call, session, request.pdf, *bytes, u"pdf:"_s + request.id))
            return;
        const QJsonObject answer{{u"id"_s, request.id}, {u"pdf"_s, request.pdf}};
        if (!request.markdown.isEmpty())
            return exportMarkdown(call, session, request, answer, request.pdf + u'\n');
        call.answer(answer, request.pdf + u'\n', Yes);
    });
}

/// A command's file as this decision bound it; nothing: it bound none of that name.
const domain::BoundFile *boundScript(const domain::Statement &statement, const QString &path)
{
    using Role = domain::BoundFile::Role;
    const auto found = std::ranges::find_if(statement.files, [&path](const domain::BoundFile &file) {
        const bool isRun = file.role == Role::Script || file.role == Role::Stage || file.role == Role::Abort ||
                           file.role == Role::Smoke;
        return isRun && file.path == path;
    });
    return found == statement.files.end() ? nullptr : &*found;
}

/// To be compared and put in place by a person: what stands there is never written over.
void exportScript(Invocation &call, const QString &asked, const QString &path, const QString &target)
{
    if (!call.takesOutput(target))
        return;
    const auto write = [&call, path, target](Session &session, const QString &id, const Result<QByteArray> &bytes) {
        if (!bytes)
            return call.fail(bytes.error());
        if (!writeExport(call, session, target, *bytes, u"script:"_s + id))
            return;
        call.answer({{u"id"_s, id}, {u"script"_s, path}, {u"file"_s, target}},
                    u"%1: %2 as it was signed.\n"_s.arg(models::oneLine(target), models::oneLine(path)), Yes);
    };
    call.withDecision(asked, [&call, path, write](Session &session, const QString &id) {
        session.decisionRecords(id, &call, [&, path, id, write](const Result<session::DecisionRecords> &records) {
            if (!records)
                return call.fail(records.error());
            const auto *bound = boundScript(records->statement, path);
            if (!bound)
                return call.fail(u"not_bound"_s,
                                 u"This decision bound no script “%1”; name it as the refusal does, from the "
                                 "workspace on."_s.arg(models::oneLine(path)),
                                 No);
            session.keptOutput(bound->sha256, &call,
                               [&session, id, write](const Result<QByteArray> &bytes) { write(session, id, bytes); });
        });
    });
}

/// The signed closing's where there is one: a draft beside it would say that nothing is closed.
void writeCutover(Invocation &call, Session &session, const session::DecisionRecords &records, const QString &file)
{
    if (records.closing)
        return exportPdf(call, session, {records.closing->statement.id, file, {}, {}});
    auto content = models::cutoverDraft(records, session.view(), session.now());
    for (const auto &chart : models::reportCharts(session.view()))
        content.charts.append(pdf::chartImage(chart));
    if (!writeExport(call, session, file, pdf::composeDecision(content), u"cutover:"_s + records.timeline.attemptId))
        return;
    call.answer({{u"id"_s, QJsonValue(QJsonValue::Null)}, {u"pdf"_s, file}}, file + u'\n', Yes);
}

void exportCutover(Invocation &call, const QString &file)
{
    if (file.isEmpty())
        return call.usage(u"export --cutover FILE stands for itself, without ID."_s);
    if (!call.takesOutput(file))
        return;
    call.withSession([&call, file](Session &session) {
        session.decisionRecords(session.view().rollout.attemptId, &call,
                                [&call, &session, file](const Result<session::DecisionRecords> &records) {
                                    if (!records)
                                        return call.fail(records.error());
                                    writeCutover(call, session, *records, file);
                                });
    });
}

QString findingText(const session::FileFinding &finding)
{
    const QString summary = models::verifySummary(finding);
    const QString file = models::oneLine(finding.file);
    const QString found = models::oneLine(summary);
    QString text = found.startsWith(file) ? found + u'\n' : u"%1: %2\n"_s.arg(file, found);
    for (const auto &signature : finding.signatures)
        text += u"  signed by %1\n"_s.arg(models::oneLine(models::verifiedSignatureText(signature)));
    for (const auto &problem : finding.problems)
        if (const auto words = models::verifyProblemText(problem); words != summary)
            text += u"  %1 [%2]\n"_s.arg(models::oneLine(words), problem.code);
    return text;
}

/// What is missing or too much.
QString exportFault(const ExportRequest &request, bool isBundle)
{
    if (isBundle && !request.id.isEmpty())
        return u"--bundle stands alone: it holds PDF and all. Run export once more for --pdf or --markdown."_s;
    if (request.id.isEmpty())
        return u"export needs ID, the decision's (cutoverctl status names the last one), and what: --pdf FILE, "
               "--markdown FILE or --bundle DIR. Without ID: export --cutover FILE."_s;
    return u"Say what of it: export ID --pdf FILE, --markdown FILE [--template CHECKLIST.md], or --bundle DIR."_s;
}

void exportBundle(Invocation &call, const QString &asked, const QString &folder)
{
    if (!call.takesOutput(folder))
        return;
    call.withDecision(asked, [&call, folder](Session &session, const QString &id) {
        session.exportBundle(
            id, folder, &call, [&call, &session, id, folder](const Result<session::BundleSummary> &made) {
                if (!made)
                    return call.fail(made.error());
                session.appendExport(u"bundle:"_s + id, folder);
                call.answer({{u"id"_s, id},
                             {u"bundle"_s, folder},
                             {u"files"_s, made->files},
                             {u"bytes"_s, made->bytes},
                             {u"entries"_s, made->entries}},
                            u"%1: %2 files, %3 bytes, %4 entries of the ledger. Anybody checks it by: cutoverctl "
                            "verify --trust SIGNERS %1\n"_s.arg(models::oneLine(folder))
                                .arg(made->files)
                                .arg(made->bytes)
                                .arg(made->entries),
                            Yes);
            });
    });
}

} // namespace

void ledger(Invocation &call)
{
    runFamily(call, {{"verify"_L1, ledgerVerify}, {"export"_L1, ledgerExport}});
}

void exportDecision(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption pdf(u"pdf"_s, u"The decision's PDF."_s, u"FILE"_s);
    const QCommandLineOption bundle(u"bundle"_s, u"Everything an auditor needs, into a new folder."_s, u"DIR"_s);
    const QCommandLineOption markdown(u"markdown"_s, u"The checklist, every box with value, person and time."_s,
                                      u"FILE"_s);
    const QCommandLineOption cutover(
        u"cutover"_s, u"In place of ID: the cutover's report, a DRAFT until its closing is signed."_s, u"FILE"_s);
    const QCommandLineOption checklist(u"template"_s, u"For --markdown: the checklist that is filled."_s, u"FILE"_s);
    const QCommandLineOption script(u"script"_s, u"With --to: a command's file as it was signed."_s, u"PATH"_s);
    const QCommandLineOption to(u"to"_s, u"For --script: where it is written."_s, u"FILE"_s);
    parser.addOptions({pdf, bundle, markdown, cutover, checklist, script, to});
    parser.addPositionalArgument(u"ID"_s, u"The decision: its id, or 8 or more digits of it."_s);
    if (!call.parse(
            parser, u"export"_s,
            u"Export a signed decision. --pdf and --markdown go together; --bundle and --cutover stand alone."_s, 1))
        return;
    const bool namesADecision =
        !parser.positionalArguments().isEmpty() || parser.isSet(pdf) || parser.isSet(markdown) || parser.isSet(bundle);
    if (parser.isSet(cutover))
        return exportCutover(call, namesADecision ? QString() : parser.value(cutover));
    const ExportRequest request{parser.positionalArguments().value(0), parser.value(pdf), parser.value(markdown),
                                parser.value(checklist)};
    if (parser.isSet(script) || parser.isSet(to)) {
        const bool isWhole = !parser.value(script).isEmpty() && !parser.value(to).isEmpty() && !request.id.isEmpty();
        const bool isAlone = request.pdf.isEmpty() && request.markdown.isEmpty() && !parser.isSet(bundle);
        if (!isWhole || !isAlone)
            return call.usage(u"export ID --script PATH --to FILE stands alone."_s);
        return exportScript(call, request.id, parser.value(script), parser.value(to));
    }
    if (parser.isSet(bundle) && !request.id.isEmpty() && request.pdf.isEmpty() && request.markdown.isEmpty())
        return exportBundle(call, request.id, parser.value(bundle));
    if (parser.isSet(bundle) || request.id.isEmpty() || (request.pdf.isEmpty() && request.markdown.isEmpty()))
        return call.usage(exportFault(request, parser.isSet(bundle)));
    if (parser.isSet(checklist) && request.markdown.isEmpty())
        return call.usage(u"--template is for --markdown FILE."_s);
    if (!call.takesOutput(request.pdf) || !call.takesOutput(request.markdown))
        return;
    call.withDecision(request.id, [&call, request = request](Session &session, const QString &id) mutable {
        request.id = id;
        if (request.pdf.isEmpty())
            return exportMarkdown(call, session, request, {{u"id"_s, request.id}}, {});
        exportPdf(call, session, request);
    });
}

void verify(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption trust(u"trust"_s, u"A root of trust: certificate or signers file."_s, u"FILE"_s);
    const QCommandLineOption time(u"trust-time"_s, u"A time stamp authority's certificate, or its root's."_s,
                                  u"FILE.pem"_s);
    parser.addOptions({trust, time});
    parser.addPositionalArgument(u"FILE"_s, u"Envelopes, PDFs, manifests, ledger exports, bundles."_s, u"FILE…"_s);
    if (!call.parse(parser, u"verify"_s, u"Is it intact, and is the signer authorised?"_s, Invocation::anyWords))
        return;
    if (parser.positionalArguments().isEmpty())
        return call.usage(u"verify FILE…"_s);
    const session::FileVerifier verifier(
        {parser.values(trust), call.workspace(), call.ports().trustFile, call.ports().stateFolder, parser.values(time)},
        models::recordWording());
    QList<session::FileFinding> findings;
    QString text;
    int worst = Yes;
    const auto given = parser.positionalArguments();
    for (const auto &file : given) {
        for (const auto &finding : verifier.verifyAll(file, given)) {
            text += findingText(finding);
            if (!finding.isMember)
                worst = std::max<int>(worst, finding.missing ? FileUnreadable : finding.valid ? Yes : No);
            findings.append(finding);
        }
    }
    call.answer(models::verifyJson(findings), text, worst);
}

} // namespace cutover::cli
