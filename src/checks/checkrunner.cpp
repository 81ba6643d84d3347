// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/checkrunner.h"

#include "checks/alertscheck.h"
#include "checks/baselinescheck.h"
#include "checks/breakerprobe.h"
#include "checks/canaryhealthprobe.h"
#include "checks/commandcheck.h"
#include "checks/dashboardcheck.h"
#include "checks/evidenceprobe.h"
#include "checks/functioncheck.h"
#include "checks/missingfields.h"
#include "checks/policyprobe.h"
#include "checks/promotionmodeprobe.h"
#include "checks/readyzprobe.h"
#include "checks/recoveryprobe.h"
#include "checks/rehearsalprobe.h"
#include "checks/rotationprobe.h"
#include "crypto/digest.h"
#include "process/environment.h"

#include <utility>

namespace cutover::checks {

using domain::Cause;
using domain::CriterionId;
using domain::CriterionKind;
using domain::Row;
using domain::Status;

namespace {

QMap<QString, QString> passedTo(const RunInputs &inputs)
{
    QMap<QString, QString> passed;
    for (const QString &name : inputs.profile.passEnvironment)
        if (inputs.passedValues.contains(name) || inputs.session.contains(name))
            passed.insert(name, inputs.passedValues.value(name, inputs.session.value(name)));
    return passed;
}

bool mayMissFields(CriterionId id)
{
    return id == CriterionId::Readyz || id == CriterionId::EvidenceIntegrity || id == CriterionId::CanaryHealth;
}

Row rowWith(CriterionId id, Status status, Cause cause, const QStringList &data = {})
{
    Row row;
    row.id = id;
    row.status = status;
    row.reason = {cause, data};
    return row;
}

} // namespace

CheckRunner::CheckRunner(RunInputs inputs, RunRequest request, QObject *parent)
    : QObject(parent)
    , m_inputs(std::move(inputs))
    , m_request(std::move(request))
    , m_evidence{m_inputs.evidence, m_inputs.workspace, m_inputs.profile.pointers, m_inputs.now}
    , m_environment(process::childEnvironment(m_inputs.session, passedTo(m_inputs)))
    , m_redaction(passedTo(m_inputs).values())
    , m_rows(m_inputs.previous)
{
    for (const auto &criterion : domain::criteria())
        m_rows[indexOf(criterion.id)].id = criterion.id;
    plan();
}

CheckRunner::~CheckRunner() = default;

void CheckRunner::plan()
{
    QList<CriterionId> live;
    QList<CriterionId> ids;
    for (const CriterionId id : std::as_const(m_request.ids))
        if (!ids.contains(id))
            ids.append(id);
    for (const CriterionId id : std::as_const(ids))
        if (id != CriterionId::Dashboard && domain::criterion(id).kind != CriterionKind::Drill)
            live.append(id);
    m_waiting.append(live);
    for (const CriterionId id : std::as_const(ids))
        if (domain::criterion(id).kind == CriterionKind::Drill)
            planDrill(id);
    if (ids.contains(CriterionId::Dashboard))
        m_waiting.append({CriterionId::Dashboard});
    m_total = static_cast<int>(m_refused.size());
    for (const auto &group : std::as_const(m_waiting))
        m_total += static_cast<int>(group.size());
}

void CheckRunner::planDrill(CriterionId id)
{
    if (!m_request.rolloutUnderWay && m_request.withDrills)
        m_waiting.append({id});
    else if (m_request.rolloutUnderWay && !m_rows[indexOf(id)].measuredAt.isValid())
        m_refused.append(id);
}

void CheckRunner::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            Q_EMIT progressChanged(m_done, m_total);
            for (const CriterionId id : std::as_const(m_refused))
                announce(rowWith(id, Status::NotRun, Cause::DrillsRefused), {}, {});
            advance();
        },
        Qt::QueuedConnection);
}

void CheckRunner::cancel()
{
    m_isCancelled = true;
    // A copy: an end may come at once and change the table.
    const auto jobs = m_jobs;
    for (CheckJob *job : jobs)
        job->cancel();
}

void CheckRunner::cancel(CriterionId id)
{
    if (CheckJob *job = m_jobs.value(id))
        job->cancel();
    else
        m_dropped.insert(id);
}

void CheckRunner::advance()
{
    while (m_open.isEmpty() && !m_waiting.isEmpty()) {
        const auto group = m_waiting.takeFirst();
        for (const CriterionId id : group) {
            if (m_isCancelled || m_dropped.contains(id))
                --m_total;
            else
                startRow(id);
        }
    }
    if (!m_open.isEmpty() || m_isFinished)
        return;
    m_isFinished = true;
    Q_EMIT progressChanged(m_done, m_total);
    Q_EMIT finished();
}

void CheckRunner::startRow(CriterionId id)
{
    CheckJob *job = makeJob(id);
    m_jobs.insert(id, job);
    m_open.insert(id);
    Row running = rowWith(id, Status::Running, Cause::None);
    running.note = m_rows[indexOf(id)].note;
    m_rows[indexOf(id)] = running;
    connect(job, &CheckJob::outputReceived, this,
            [this, id](const QByteArray &chunk) { say(id, m_redaction.next(chunk, m_heldBack[id])); });
    connect(job, &CheckJob::finished, this, [this, job, id](const Row &row, const QByteArray &rawOutput) {
        say(id, m_heldBack.take(id));
        onJobFinished(job, redacted(row, rawOutput), m_redaction.applied(rawOutput));
    });
    Q_EMIT rowStarted(id);
    job->start();
}

void CheckRunner::say(CriterionId id, const QByteArray &output)
{
    if (!output.isEmpty())
        Q_EMIT rowOutput(id, output);
}

/// The row without the values that commands were passed, with the digest of the output as it is kept.
Row CheckRunner::redacted(Row row, const QByteArray &rawOutput) const
{
    row.observed = m_redaction.applied(row.observed);
    for (QString &text : row.reason.data)
        text = m_redaction.applied(text);
    if (const QByteArray kept = m_redaction.applied(rawOutput); kept != rawOutput)
        row.outputSha256 = crypto::sha256(kept);
    return row;
}

CheckJob *CheckRunner::makeJob(CriterionId id)
{
    // The prerequisite is no criterion and has no plan.
    if (id == CriterionId::Baselines || m_inputs.profile.plan(id).source == domain::CheckSource::Probe)
        return makeBuiltIn(id);
    return new CommandCheck(id, m_inputs.profile.plan(id), commandContext(), m_inputs.now, this);
}

CommandContext CheckRunner::commandContext() const
{
    return {m_inputs.workspace, m_environment, m_inputs.profile.limits};
}

CheckJob *CheckRunner::makeBuiltIn(CriterionId id)
{
    const auto &profile = m_inputs.profile;
    switch (id) {
    case CriterionId::Readyz:
        return new ReadyzProbe(profile, m_inputs.workspace, m_inputs.now, this);
    case CriterionId::PiiBreaker:
        return new BreakerProbe(profile, m_inputs.workspace, m_inputs.now, this);
    case CriterionId::ManualPromotion:
        return new PromotionModeProbe(profile.probes.promotionMode, m_inputs.workspace, m_inputs.now, this);
    case CriterionId::EvidenceIntegrity:
        return new EvidenceProbe({m_inputs.workspace, profile, m_inputs.signers, m_inputs.lastSeal}, m_inputs.now, this);
    case CriterionId::KeyRotation:
        return new RotationProbe({m_inputs.workspace, profile.probes.rotation, profile.plan(id).deadlineS,
                                  m_inputs.session, m_inputs.secrets},
                                 m_inputs.now, this);
    case CriterionId::PolicySignatures:
        return new PolicyProbe({m_inputs.workspace, profile.probes.policies, m_inputs.signers, {}}, m_inputs.now, this);
    case CriterionId::CanaryHealth:
        return new CanaryHealthProbe(profile, m_evidence, m_inputs.now, this);
    case CriterionId::DrRecovery:
        return new RecoveryProbe(profile.probes.recovery, profile.plan(id), commandContext(), m_inputs.now, this);
    case CriterionId::Rehearsal:
        return new RehearsalProbe(m_inputs.rehearsal, profile, m_inputs.workspace, m_inputs.now, this);
    case CriterionId::Dashboard:
        return new DashboardCheck(m_rows, profile, m_evidence, m_inputs.now, this);
    case CriterionId::Alerts:
        return makeAlerts();
    case CriterionId::TeamReady:
        return new FunctionCheck(
            id, [this] { return judgeTeamReady(m_inputs.profile.contacts, m_inputs.rollCall, m_inputs.now()); },
            m_inputs.now, this);
    case CriterionId::Baselines:
        return new BaselinesCheck(profile, m_inputs.workspace, m_inputs.now, this);
    default: // what a closing is judged by is no row of the matrix
        break;
    }
    Q_UNREACHABLE();
}

CheckJob *CheckRunner::makeAlerts()
{
    const auto &profile = m_inputs.profile;
    AlertsContext context;
    context.targets = profile.notifications.targets;
    context.session = m_inputs.session;
    context.secrets = m_inputs.secrets;
    context.previous = m_inputs.previous[indexOf(CriterionId::Alerts)];
    context.environment = profile.environment;
    context.version = profile.version;
    context.text = m_inputs.testMessage;
    return new AlertsCheck(context, m_inputs.now, this);
}

void CheckRunner::onJobFinished(CheckJob *job, const Row &row, const QByteArray &rawOutput)
{
    m_jobs.remove(row.id);
    job->deleteLater();
    const auto scripts = job->scripts();
    if (!mayMissFields(row.id) || row.reason.cause == Cause::Cancelled) {
        announce(row, rawOutput, scripts);
        advance();
        return;
    }
    m_evidence.read(this, [this, row, rawOutput, scripts](const metrics::EvidenceReading &reading) {
        const bool isRewritten = m_inputs.evidenceRewritten && m_inputs.evidenceRewritten();
        announce(judgedForFields(row, reading, m_inputs.profile, isRewritten), rawOutput, scripts);
        advance();
    });
}

void CheckRunner::announce(Row row, const QByteArray &rawOutput, const FileDigests &scripts)
{
    auto &stored = m_rows[indexOf(row.id)];
    row.note = stored.note;
    stored = row;
    m_open.remove(row.id);
    ++m_done;
    Q_EMIT rowFinished(row, rawOutput, scripts);
    Q_EMIT progressChanged(m_done, m_total);
}

} // namespace cutover::checks
