// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/rehearsalprobe.h"

#include "checks/commandfiles.h"
#include "checks/plandigest.h"
#include "checks/pool.h"
#include "crypto/digest.h"
#include "formats/rehearsalrecord.h"
#include "formats/reports.h"
#include "process/commandline.h"

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;
using domain::Row;
using domain::Status;

namespace {

const QString needed = u"25, 50, abort"_s;

QString readBy(const domain::Rehearsal &rehearsal)
{
    QStringList passed;
    for (const auto &step : rehearsal.steps)
        if (step.passed)
            passed.append(QString::number(step.percent));
    if (rehearsal.abortDrill && rehearsal.abortDrill->passed)
        passed.append(u"abort"_s);
    return passed.join(u", "_s);
}

QByteArray digestAfresh(const QString &path)
{
    return crypto::sha256File(path).value_or(QByteArray());
}

} // namespace

tl::expected<FileDigests, Reason> productionDigests(const domain::Profile &profile, const QString &workspace,
                                                    const DigestOf &digestOf)
{
    FileDigests digests;
    const auto digest = digestOf ? digestOf : DigestOf(digestAfresh);
    for (const auto &[pointer, command] : {std::pair(u"/commands/stage"_s, profile.stageCommand),
                                           std::pair(u"/commands/abort"_s, profile.abortCommand)}) {
        digests[pointer] = crypto::sha256(process::displayCommand(command).toUtf8());
        if (command.isEmpty())
            continue;
        const auto files = commandFiles(command, {}, workspace);
        if (!files)
            return tl::unexpected(files.error());
        for (const auto &file : *files) {
            digests[file] = digest(workspace + u'/' + file);
            if (digests.value(file).isEmpty())
                return tl::unexpected(Reason{Cause::ScriptMissing, {file}});
        }
    }
    // A rehearsal under laxer limits, or by other commands, rehearsed another cutover.
    digests[u"/limits"_s] = limitsDigest(profile);
    digests[u"/rehearsal"_s] = rehearsalPlanDigest(profile);
    return digests;
}

Row judgeRehearsal(const std::optional<domain::Rehearsal> &rehearsal, const domain::Profile &profile,
                   const QString &workspace, const DigestOf &digestOf)
{
    Row row;
    row.id = domain::CriterionId::Rehearsal;
    row.source = {domain::Source::Kind::File, u"var/rehearsal/latest.json"_s, {}, std::nullopt};
    row.limit = needed;
    const auto digests = productionDigests(profile, workspace, digestOf);
    const auto verdict = domain::judgeRehearsal(rehearsal, profile.version, digests.value_or(FileDigests()));
    row.status = verdict.status;
    row.reason = verdict.reason;
    if (!digests && rehearsal) { // what is missing says more than that something changed
        row.status = Status::Error;
        row.reason = digests.error();
    }
    if (rehearsal) {
        row.observed = readBy(*rehearsal);
        row.measuredAt = rehearsal->endedAt;
        row.durationMs = rehearsal->startedAt.msecsTo(rehearsal->endedAt);
        row.outputSha256 = crypto::sha256(formats::readableJson(formats::rehearsalToJson(*rehearsal)));
    }
    return row;
}

RehearsalProbe::RehearsalProbe(std::optional<domain::Rehearsal> rehearsal, domain::Profile profile, QString workspace,
                               Clock now, QObject *parent)
    : CheckJob(domain::CriterionId::Rehearsal, std::move(now), parent)
    , m_rehearsal(std::move(rehearsal))
    , m_profile(std::move(profile))
    , m_workspace(std::move(workspace))
{
}

void RehearsalProbe::run()
{
    const auto judge = [rehearsal = m_rehearsal, profile = m_profile, workspace = m_workspace] {
        return judgeRehearsal(rehearsal, profile, workspace);
    };
    onPool(this, judge, [this](const Row &row) {
        end(row, m_rehearsal ? formats::readableJson(formats::rehearsalToJson(*m_rehearsal)) : QByteArray());
    });
}

} // namespace cutover::checks
