// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/verbs.h"
#include "formats/atomicfile.h"
#include "formats/reports.h"
#include "models/words.h"
#include "models/wordschanges.h"
#include "models/wordsmends.h"
#include "models/wordssigners.h"

#include <algorithm>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using session::Session;
using Ids = std::set<CriterionId>;

namespace {

/// Runs the rows and goes on once what they found is in the ledger. A signal ends what runs, and the call.
void runAndThen(Invocation &call, Session &session, const Ids &ids, std::function<void()> then)
{
    const auto goOn = [&call, then = std::move(then)] {
        if (call.isInterrupted())
            call.leave(u"Cancelled: the checks that ran were ended."_s);
        else
            then();
    };
    QObject::connect(&session, &Session::checksFinished, &call, goOn, Qt::SingleShotConnection);
    call.onInterrupt([&call, &session] {
        if (!session.view().checksRunning)
            return call.leave();
        call.onInterrupt({});
        call.warn(u"Ending the checks that run."_s);
        session.cancelChecks();
    });
    session.runChecks(ids);
}

/// True if the report was written, or none was asked for; else the call is finished.
bool writeReport(Invocation &call, const QString &file, const QJsonObject &report)
{
    if (file.isEmpty())
        return true;
    const auto written = formats::writeAtomically(file, formats::readableJson(report));
    if (written)
        return true;
    call.fail(written.error(), file);
    return false;
}

/// The report that the present is compared with; nothing: the call is finished.
std::optional<formats::Report> readReport(Invocation &call, const QString &file)
{
    const auto bytes = formats::readBounded(file, formats::largestReport);
    if (!bytes) {
        call.fail(bytes.error(), file);
        return std::nullopt;
    }
    const auto report = formats::readReport(*bytes, file);
    if (report)
        return *report;
    call.fail(report.error());
    return std::nullopt;
}

/// What preflight is asked besides its rows.
struct ReportFiles
{
    QString write;
    QString compare;
    std::optional<formats::Report> then; ///< what `compare` says
};

/// Adds «what changed» to the answer.
QString addChanges(const ReportFiles &files, const Session &session, QJsonObject &document)
{
    if (!files.then)
        return {};
    const auto changes = models::changesSince(*files.then, session.view(), session.now());
    document[u"compared_with"_s] = files.compare;
    document[u"changes"_s] = QJsonValue::Null;
    if (!changes)
        return u"\nThe present makes no report that could be compared.\n"_s;
    document[u"changes"_s] = models::reportChangesJson(*changes);
    return u'\n' + models::reportChangesText(*files.then, *changes);
}

/// Below the checklist's own last line, which is of the automatic rows and says GO without them.
void tellWaiting(Invocation &call, const session::View &view)
{
    for (const auto &key : view.waitingFor) {
        const auto id = domain::criterionFromKey(key);
        const auto &row = view.rows[static_cast<std::size_t>(*id)];
        call.afterwards(u"%1 waits for %2: %3"_s.arg(
            view.preflightGo ? u"These are the automatic rows; the GO still"_s : u"The decision"_s,
            domain::criterion(*id).title, models::oneLine(models::rowReason(row))));
    }
}

std::optional<Ids> idsFrom(const QStringList &words, QString &unknown)
{
    Ids ids;
    for (const auto &word : words)
        for (const auto &key : word.split(u',', Qt::SkipEmptyParts)) {
            const auto id = domain::criterionFromKey(key);
            if (!id) {
                unknown = key;
                return std::nullopt;
            }
            ids.insert(*id);
        }
    return ids;
}

/// The end of what each of these rows printed, where it is not Go: «read its output» is no help without it.
void warnOutput(const Session &session, const Ids &ids)
{
    constexpr qsizetype shownLines = 4;
    constexpr qsizetype shownCharacters = 200; // the whole evidence may stand in one line
    for (const auto id : ids) {
        const auto lines = QString::fromUtf8(session.output(id)).split(u'\n', Qt::SkipEmptyParts);
        if (session.view().rows[static_cast<std::size_t>(id)].isGo() || lines.isEmpty())
            continue;
        Invocation::warn(u"%1 printed:"_s.arg(domain::criterion(id).title));
        for (const auto &line : lines.mid(std::max<qsizetype>(0, lines.size() - shownLines)))
            Invocation::warn("    "_L1 + (line.size() > shownCharacters ? line.left(shownCharacters) + u'…' : line));
    }
}

void answerOnly(Invocation &call, const Session &session, const Ids &ids, const QJsonObject &report,
                const QString &changes)
{
    QString text;
    bool allGo = true;
    for (const auto id : ids) {
        const auto &row = session.view().rows[static_cast<std::size_t>(id)];
        text += rowLine(row);
        allGo = allGo && row.isGo();
    }
    call.answer(report, text + changes, allGo ? Yes : No);
}

} // namespace

void preflight(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption only(u"only"_s, u"Run these rows alone: %1."_s.arg(rowIds()), u"ID"_s);
    const QCommandLineOption noDrills(u"no-drills"_s, u"Leave restore drill, rehearsal and the TEST message out."_s);
    const QCommandLineOption report(u"report"_s, u"Write the JSON document to FILE too."_s, u"FILE"_s);
    const QCommandLineOption compare(u"compare"_s, u"Say what changed since this report."_s, u"FILE"_s);
    parser.addOptions({only, noDrills, report, compare});
    parser.addPositionalArgument(u"ID"_s, u"Further rows for --only."_s, u"[ID…]"_s);
    if (!call.parse(parser, u"preflight"_s, u"Run the pre-flight checks."_s, Invocation::anyWords))
        return;
    if (!parser.isSet(only) && !parser.positionalArguments().isEmpty())
        return call.usage(u"“%1” is unexpected; rows are named by --only."_s.arg(parser.positionalArguments().first()));
    QString unknown;
    const auto asked = idsFrom(parser.values(only) + parser.positionalArguments(), unknown);
    if (!asked)
        return call.usage(u"There is no row “%1”; the rows are %2."_s.arg(unknown, rowIds()));
    const auto ids = !asked->empty() ? *asked : parser.isSet(noDrills) ? Session::liveRows() : Session::allRows();
    ReportFiles files{parser.value(report), parser.value(compare), std::nullopt};
    if (!call.takesOutput(files.write))
        return;
    if (parser.isSet(compare)) {
        files.then = readReport(call, files.compare); // before --report may replace it
        if (!files.then)
            return;
    }
    call.withSession([&call, ids, onlyAsked = !asked->empty(), files](Session &session) {
        runAndThen(call, session, ids, [&call, &session, ids, onlyAsked, files] {
            const auto &view = session.view();
            auto document = models::reportDocument(view, session.now());
            if (!writeReport(call, files.write, document))
                return;
            const QString changes = addChanges(files, session, document);
            warnOutput(session, ids);
            if (onlyAsked)
                return answerOnly(call, session, ids, document, changes);
            tellWaiting(call, view);
            for (const auto &warning : models::signersWarnings(view.signers, session.now()))
                Invocation::warn(warning);
            call.answer(document, models::preflightSummary(view.rows) + changes, view.preflightGo ? Yes : No);
        });
    });
}

namespace {

void answerPreCutover(Invocation &call, const Session &session, const QString &file)
{
    const auto &view = session.view();
    const auto &check = view.preCutover;
    const auto document = models::preCutoverDocument(view, session.now());
    if (!writeReport(call, file, document))
        return;
    const bool isOpen = check.opensAt <= session.now();
    QString text = (isOpen ? u"Open since %1.\n"_s : u"Opens at %1.\n"_s).arg(models::timeText(check.opensAt));
    for (const auto &what : check.missing)
        text += u"✗ %1 %2\n"_s.arg(models::refusalText({domain::RefusalCode::PrecheckMissing, {what}}),
                                   models::nextStep(domain::Refusal{domain::RefusalCode::PrecheckMissing, {what}}));
    if (check.missing.isEmpty())
        text += u"✓ Pre-cutover validation: done\n"_s;
    call.answer(document, text, check.missing.isEmpty() ? Yes : No);
}

/// Rows that are not Go, or older than 30 min for live ones.
Ids rowsTooOld(const Session &session)
{
    constexpr qint64 freshS = 1800;
    Ids ids;
    for (const auto id : Session::allRows()) {
        if (id == CriterionId::Baselines)
            continue;
        const auto &row = session.view().rows[static_cast<std::size_t>(id)];
        const bool isLive = domain::criterion(id).kind == domain::CriterionKind::Live;
        const bool old = isLive && row.measuredAt.secsTo(session.now()) > freshS;
        if (!row.isGo() || old)
            ids.insert(id);
    }
    return ids;
}

} // namespace

void preCutover(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption report(u"report"_s, u"Write the JSON document to FILE too."_s, u"FILE"_s);
    parser.addOption(report);
    if (!call.parse(parser, u"pre-cutover"_s, u"The validation at T-30 min: re-runs what is too old."_s))
        return;
    if (!call.takesOutput(parser.value(report)))
        return;
    call.withSession([&call, file = parser.value(report)](Session &session) {
        const auto ids = rowsTooOld(session);
        if (ids.empty())
            return answerPreCutover(call, session, file);
        runAndThen(call, session, ids, [&call, &session, ids, file] {
            warnOutput(session, ids);
            answerPreCutover(call, session, file);
        });
    });
}

void dashboard(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"dashboard"_s, u"The roll-up: the ten automatic rows, and the verdict."_s))
        return;
    call.withSession([&call](Session &session) {
        runAndThen(call, session, Session::liveRows(), [&call, &session] {
            const auto &view = session.view();
            warnOutput(session, Session::liveRows());
            QString text =
                u"%1 %2 at %3\n"_s.arg(models::oneLine(view.profile.environment), models::oneLine(view.profile.version),
                                       models::timeText(session.now()));
            for (const auto id : domain::preflightSet())
                text += rowLine(view.rows[static_cast<std::size_t>(id)]);
            text += u"Go/No-Go: %1\n"_s.arg(view.preflightGo ? u"GO"_s : u"NO-GO"_s);
            call.answer(dashboardJson(view, session.now()), text, view.preflightGo ? Yes : No);
        });
    });
}

} // namespace cutover::cli
