// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/recoveryprobe.h"

#include "checks/commandjudge.h"
#include "checks/pool.h"
#include "checks/scratchfolder.h"
#include "checks/workspacefile.h"
#include "process/commandline.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Measure;
using domain::Reason;
using domain::Row;
using domain::Status;

namespace {

constexpr qint64 largestManifest = 64 * 1024 * 1024;
constexpr int leftoverAfterDays = 1;

domain::CriterionPlan planOf(const domain::RecoveryOptions &options, domain::CriterionPlan plan)
{
    plan.command = {options.restore, {}};
    plan.expect.clear();
    plan.refuse.clear();
    plan.extract.clear();
    return plan;
}

std::optional<Reason> missingOption(const domain::RecoveryOptions &options)
{
    if (options.restore.isEmpty())
        return Reason{Cause::OptionMissing, {u"/criteria/dr-recovery/restore"_s}};
    if (options.source.isEmpty() && options.manifest.isEmpty())
        return Reason{Cause::OptionMissing, {u"/criteria/dr-recovery/source_folder"_s}};
    return std::nullopt;
}

tl::expected<QString, Reason> sourceFolder(const QString &source, const QString &workspace)
{
    const auto folder = resolvedInWorkspace(source, workspace);
    if (folder && !QFileInfo(*folder).isDir())
        return tl::unexpected(Reason{Cause::FileUnreadable, {source, u"not_a_folder"_s, {}, {}}});
    return folder;
}

/// Not where the restore would write into what is being judged.
tl::expected<std::shared_ptr<ScratchFolder>, Reason> freshScratch(const QString &workspace, const QDateTime &now,
                                                                  QStringList &left)
{
    const QString place = QDir::tempPath();
    if (place.isEmpty()) // TMPDIR names a folder that is not there
        return tl::unexpected(Reason{Cause::FailedToStart, {u"TMPDIR"_s, u"no_scratch_folder"_s}});
    if (resolvedInWorkspace(place, workspace))
        return tl::unexpected(Reason{Cause::FailedToStart, {place, u"scratch_inside_workspace"_s}});
    left = ScratchFolder::removeLeftovers(place, now.addDays(-leftoverAfterDays));
    auto scratch = std::make_shared<ScratchFolder>();
    if (scratch->target().isEmpty())
        return tl::unexpected(Reason{Cause::FailedToStart, {place, u"no_scratch_folder"_s}});
    return scratch;
}

/// Whole milliseconds, so that a quick restore is not told as none, but never onto the limit it is over.
double minutesOf(std::chrono::steady_clock::duration took, double limit)
{
    const double exact = std::chrono::duration<double, std::ratio<60>>(took).count();
    constexpr double msPerMinute = 60'000;
    const double shown = std::round(exact * msPerMinute) / msPerMinute;
    return exact > limit && shown <= limit ? exact : shown;
}

QByteArray leftLine(const QString &folder)
{
    return "left " + QFile::encodeName(folder) + '\n';
}

QByteArray lostLines(const QList<LostFile> &lost)
{
    QByteArray lines;
    for (const auto &file : lost.first(std::min(lost.size(), RecoveryProbe::mostLostNamed))) {
        QByteArray name = file.path;
        std::ranges::replace_if(
            name, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, '?');
        lines += (file.isMissing ? "missing " : "differs ") + name + '\n';
    }
    return lines;
}

/// One that is missing, if there is one.
QByteArray firstLost(const QList<LostFile> &lost)
{
    const auto missing = std::ranges::find(lost, true, &LostFile::isMissing);
    return missing != lost.end() ? missing->path : lost.first().path;
}

/// A copy of production's files that stays is for a person to look at, the more so where they are mounted there.
Row notCleanedUp(Row row, const QString &folder)
{
    row.status = Status::Error;
    row.reason = {Cause::FileUnreadable, {folder, u"not_removed"_s, {}, {}}};
    return row;
}

} // namespace

struct RecoveryProbe::Prepared
{
    FileDigests scripts;
    QString source;
    ExpectedFiles expected;
    std::shared_ptr<ScratchFolder> scratch;
    QStringList left; ///< by earlier drills
};

struct RecoveryProbe::Compared
{
    tl::expected<QList<LostFile>, Reason> lost;
    std::chrono::steady_clock::duration took;
    tl::expected<FileDigests, Reason> scripts;
};

RecoveryProbe::RecoveryProbe(domain::RecoveryOptions options, domain::CriterionPlan plan, CommandContext context,
                             Clock now, QObject *parent)
    : CheckJob(domain::CriterionId::DrRecovery, std::move(now), parent)
    , m_options(std::move(options))
    , m_plan(planOf(m_options, std::move(plan)))
    , m_context(std::move(context))
    , m_cancelled(std::make_shared<std::atomic<bool>>(false))
{
}

RecoveryProbe::~RecoveryProbe()
{
    *m_cancelled = true;
    delete m_child; // before what it writes to
    if (m_scratch)  // a big tree is not removed on this thread
        std::ignore = QtConcurrent::run([scratch = std::move(m_scratch)] { scratch->remove(); });
}

void RecoveryProbe::run()
{
    if (const auto missing = missingOption(m_options)) {
        Row row;
        row.status = Status::Error;
        row.reason = *missing;
        return end(std::move(row));
    }
    const auto prepare = [options = m_options, plan = m_plan, workspace = m_context.workspace, cancelled = m_cancelled,
                          at = now()]() -> tl::expected<Prepared, Reason> {
        Prepared prepared;
        const auto scripts = commandDigests(plan, workspace);
        if (!scripts)
            return tl::unexpected(scripts.error());
        prepared.scripts = *scripts;
        tl::expected<ExpectedFiles, Reason> expected;
        if (!options.manifest.isEmpty()) {
            expected =
                readInWorkspace(options.manifest, workspace, largestManifest).and_then([&](const QByteArray &bytes) {
                    return readChecksums(bytes, options.manifest);
                });
        } else if (const auto source = sourceFolder(options.source, workspace)) {
            prepared.source = *source;
            expected = filesBelow(*source, options.source, *cancelled);
        } else {
            expected = tl::unexpected(source.error());
        }
        if (!expected)
            return tl::unexpected(expected.error());
        prepared.expected = *expected;
        const auto scratch = freshScratch(workspace, at, prepared.left);
        if (!scratch)
            return tl::unexpected(scratch.error());
        prepared.scratch = *scratch;
        return prepared;
    };
    onPool(this, prepare, [this](const tl::expected<Prepared, Reason> &prepared) { onPrepared(prepared); });
}

void RecoveryProbe::abandon()
{
    *m_cancelled = true;
    if (m_child)
        m_child->cancel();
    // Else what runs on the pool ends early, and its answer ends this.
}

void RecoveryProbe::onPrepared(const tl::expected<Prepared, Reason> &prepared)
{
    Row row;
    if (!prepared) {
        row.status = prepared.error().cause == Cause::FileAbsent ? Status::NoData : Status::Error;
        row.reason = prepared.error();
        return cleanUpAndEnd(std::move(row));
    }
    m_scratch = prepared->scratch;
    for (const auto &folder : prepared->left)
        say(leftLine(folder));
    m_source = prepared->source;
    m_expected = prepared->expected;
    setScripts(prepared->scripts);
    const auto arguments = process::renderCommand(m_plan.command, {{u"target"_s, m_scratch->target()}});
    if (!arguments) {
        row.status = Status::Error;
        row.reason = {Cause::FailedToStart, {arguments.error().argument, codeName(arguments.error().code)}};
        return cleanUpAndEnd(std::move(row));
    }
    if (*m_cancelled)
        return cleanUpAndEnd(std::move(row));
    process::ChildSpec spec;
    spec.arguments = *arguments;
    spec.workingFolder = m_context.workspace;
    spec.environment = m_context.environment;
    spec.deadline = std::chrono::seconds(m_plan.deadlineS);
    m_child = new process::ChildJob(spec, this);
    connect(m_child, &process::ChildJob::outputReceived, this, &RecoveryProbe::say);
    connect(m_child, &process::ChildJob::finished, this, &RecoveryProbe::onRestored);
    m_begunAt = std::chrono::steady_clock::now();
    m_child->start();
}

void RecoveryProbe::onRestored(const process::ChildResult &result)
{
    m_child->deleteLater();
    m_child = nullptr;
    auto judged = result;
    judged.stdOut.clear(); // its exit code alone counts: a list of file names need not be UTF-8
    const Row row = judgeCommand(id(), m_plan, m_context, judged);
    if (!row.isGo() || *m_cancelled)
        return cleanUpAndEnd(row);
    const auto compare = [expected = m_expected, source = m_source, target = m_scratch->target(),
                          cancelled = m_cancelled, begun = m_begunAt, scripts = scripts(),
                          workspace = m_context.workspace] {
        auto lost = lostFiles(expected, source, target, *cancelled);
        const auto took = std::chrono::steady_clock::now() - begun;
        return Compared{std::move(lost), took, digestFiles(scripts.keys(), workspace)};
    };
    onPool(this, compare, [this, row](const Compared &compared) { onCompared(compared, row); });
}

void RecoveryProbe::onCompared(const Compared &compared, Row row)
{
    row.observed.clear();
    row.limit.clear();
    if (!compared.lost) {
        row.status = Status::Error;
        row.reason = compared.lost.error();
        return cleanUpAndEnd(std::move(row));
    }
    say(lostLines(*compared.lost));
    const double longest = static_cast<double>(m_options.maxRtoS) / 60;
    row.measures = {Measure{u"RTO"_s, minutesOf(compared.took, longest), domain::Operator::LessOrEqual, longest,
                            domain::Unit::Minutes},
                    Measure{u"RPO"_s, static_cast<double>(compared.lost->size()), domain::Operator::LessOrEqual,
                            static_cast<double>(m_options.maxRpoFiles), domain::Unit::Files}};
    row.status = Status::Go;
    row.reason = {Cause::None, {}};
    const auto over = std::ranges::find_if(row.measures, [](const Measure &measure) { return !measure.holds(); });
    if (over != row.measures.end()) {
        row.status = Status::NoGo;
        row.reason = {Cause::OverLimit, {over->name}};
    }
    if (compared.lost->size() == m_expected.size()) { // where there is one file, «RPO ≤ 1 file» would let it pass
        row.status = Status::NoGo;
        row.reason = {Cause::FileAbsent, {QFile::decodeName(firstLost(*compared.lost))}};
    }
    if (compared.scripts)
        row = judgedForScripts(std::move(row), scripts(), *compared.scripts);
    else
        row.reason = {Cause::ScriptChanged, compared.scripts.error().data};
    if (!compared.scripts)
        row.status = Status::Error;
    cleanUpAndEnd(std::move(row));
}

/// The end of every way: cancelled ones too.
void RecoveryProbe::cleanUpAndEnd(Row row)
{
    row.source.kind = domain::Source::Kind::Command;
    row.source.ref = process::displayCommand(m_plan.command);
    const auto remove = [scratch = m_scratch] { return scratch ? scratch->remove() : QString(); };
    onPool(this, remove, [this, row](const QString &left) {
        m_scratch = nullptr;
        if (!left.isEmpty())
            say(leftLine(left));
        if (*m_cancelled)
            endCancelled();
        else
            end(left.isEmpty() || !row.isGo() ? row : notCleanedUp(row, left), m_output);
    });
}

void RecoveryProbe::say(const QByteArray &chunk)
{
    if (chunk.isEmpty())
        return;
    m_output += chunk;
    Q_EMIT outputReceived(chunk);
}

} // namespace cutover::checks
