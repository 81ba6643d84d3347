// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/commandcheck.h"

#include "checks/commandjudge.h"
#include "checks/pool.h"
#include "process/commandline.h"

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;
using domain::Row;
using domain::Status;

namespace {

/// The row, unless one of the files that were run is not what it was before.
Row judgedAfterwards(Row row, const FileDigests &before, const QString &workspace)
{
    const auto after = digestFiles(before.keys(), workspace);
    if (!after) {
        row.status = Status::Error;
        row.reason = {Cause::ScriptChanged, after.error().data};
        return row;
    }
    return judgedForScripts(std::move(row), before, *after);
}

} // namespace

CommandCheck::CommandCheck(domain::CriterionId id, domain::CriterionPlan plan, CommandContext context, Clock now,
                           QObject *parent)
    : CheckJob(id, std::move(now), parent)
    , m_plan(std::move(plan))
    , m_context(std::move(context))
{
}

CommandCheck::~CommandCheck() = default;

void CommandCheck::run()
{
    const auto arguments = process::renderCommand(m_plan.command);
    if (!arguments) {
        endRefused({Cause::FailedToStart, {arguments.error().argument, codeName(arguments.error().code)}});
        return;
    }
    m_arguments = *arguments;
    const auto digests = [plan = m_plan, workspace = m_context.workspace] { return commandDigests(plan, workspace); };
    onPool(this, digests, [this](const tl::expected<FileDigests, Reason> &found) { startChild(found); });
}

void CommandCheck::abandon()
{
    if (m_child)
        m_child->cancel();
    else
        endCancelled();
}

void CommandCheck::startChild(const tl::expected<FileDigests, Reason> &digests)
{
    if (hasEnded())
        return;
    if (!digests) {
        endRefused(digests.error());
        return;
    }
    setScripts(*digests);
    process::ChildSpec spec;
    spec.arguments = m_arguments;
    spec.workingFolder = m_context.workspace;
    spec.environment = m_context.environment;
    spec.deadline = std::chrono::seconds(m_plan.deadlineS);
    m_child = new process::ChildJob(spec, this);
    connect(m_child, &process::ChildJob::outputReceived, this, [this](const QByteArray &chunk) {
        m_output += chunk;
        Q_EMIT outputReceived(chunk);
    });
    connect(m_child, &process::ChildJob::finished, this, &CommandCheck::onChildFinished);
    m_child->start();
}

void CommandCheck::onChildFinished(const process::ChildResult &result)
{
    m_child->deleteLater();
    const auto judge = [id = id(), plan = m_plan, context = m_context, scripts = scripts(), result] {
        const Row row = judgeCommand(id, plan, context, result);
        return result.outcome == process::Outcome::Cancelled ? row : judgedAfterwards(row, scripts, context.workspace);
    };
    onPool(this, judge, [this, durationMs = result.durationMs](Row row) {
        row.source.kind = domain::Source::Kind::Command;
        row.source.ref = process::displayCommand(m_arguments);
        row.durationMs = durationMs;
        end(std::move(row), m_output);
    });
}

void CommandCheck::endRefused(const Reason &reason)
{
    Row row;
    row.status = Status::Error;
    row.reason = reason;
    row.source.ref = process::displayCommand(m_arguments.isEmpty() ? m_plan.command.arguments : m_arguments);
    end(std::move(row));
}

} // namespace cutover::checks
