// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/evidenceprobe.h"

#include "checks/missingfields.h"
#include "checks/pool.h"

#include <QTimer>

#include <algorithm>
#include <chrono>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;
using domain::Status;

namespace {

/// The pipeline replaces evidence and signature one after the other: what does not fit is read again.
constexpr int mostLiveReadings = 4;
constexpr std::chrono::milliseconds betweenReadings{250};

/// Names go into lines: none may make one of its own.
QByteArray lines(const char *word, const QStringList &paths)
{
    QByteArray text;
    for (QString path : paths)
        text += QByteArray(word) + ' ' + path.replace(u'\n', "\\n"_L1).toUtf8() + '\n';
    return text;
}

QByteArray outputOf(const EvidenceReport &report)
{
    return "manifest " + report.manifest.toUtf8() + " sealed by " +
           (report.sealedBy.isEmpty() ? QByteArray("no trusted key") : report.sealedBy.toUtf8()) + '\n' +
           lines("match", report.matching) + lines("changed", report.changed) + lines("missing", report.missing) +
           lines("unlisted", report.unlisted) + lines("unsealed", report.unsealed) + lines("outside", report.outside) +
           lines("unreadable", report.unreadable);
}

Reason differ(const QString &what, const QStringList &paths)
{
    return {Cause::FilesDiffer, {what, QString::number(paths.size()), paths.first()}};
}

using Fault = std::pair<Status, Reason>;

/// What the folder says, the worst first; nothing where all match.
std::optional<Fault> folderFault(const EvidenceReport &report)
{
    if (!report.outside.isEmpty())
        return Fault(Status::Error, Reason{Cause::PathOutside, {report.outside.first()}});
    if (!report.changed.isEmpty())
        return Fault(Status::NoGo, differ(u"changed"_s, report.changed));
    if (!report.missing.isEmpty())
        return Fault(Status::NoGo, differ(u"missing"_s, report.missing));
    if (!report.unlisted.isEmpty())
        return Fault(Status::NoGo, differ(u"unlisted"_s, report.unlisted));
    if (!report.unreadable.isEmpty())
        return Fault(Status::Error,
                     Reason{Cause::FileUnreadable, {report.unreadable.first(), u"read_failed"_s, {}, {}}});
    return std::nullopt;
}

Status statusOf(const Reason &fault)
{
    switch (fault.cause) {
    case Cause::ManifestAbsent:
    case Cause::FileAbsent:
        return Status::NoData;
    case Cause::ManifestInvalid:
    case Cause::SignerUntrusted:
    case Cause::ProducerUnsigned:
        return Status::NoGo;
    default:
        return Status::Error;
    }
}

domain::Measure measure(const QString &name, qsizetype observed, domain::Operator op, qsizetype limit)
{
    return {name, static_cast<double>(observed), op, static_cast<double>(limit), domain::Unit::Files};
}

} // namespace

EvidenceProbe::EvidenceProbe(EvidenceContext context, Clock now, QObject *parent)
    : CheckJob(domain::CriterionId::EvidenceIntegrity, std::move(now), parent)
    , m_context(std::move(context))
{
    connect(&m_hashing, &QFutureWatcherBase::finished, this, &EvidenceProbe::compare);
}

EvidenceProbe::~EvidenceProbe()
{
    stopHashing();
}

void EvidenceProbe::run()
{
    const qint64 seconds = m_context.profile.plan(id()).deadlineS;
    QTimer::singleShot(std::chrono::seconds(seconds), this, [this, seconds] { giveUp(seconds); });
    onPool(
        this, [context = m_context, at = now()] { return surveyEvidence(context, at); },
        [this](const EvidenceSurvey &survey) { hash(survey); });
}

void EvidenceProbe::giveUp(qint64 seconds)
{
    if (hasEnded())
        return;
    stopHashing();
    m_report.row.status = Status::TimedOut;
    m_report.row.reason = {Cause::DeadlinePassed, {QString::number(seconds)}};
    m_report.row.source = {
        domain::Source::Kind::File, manifestOf(m_context.profile.probes.evidence.folder), {}, std::nullopt};
    end(m_report.row);
}

void EvidenceProbe::abandon()
{
    stopHashing();
    endCancelled();
}

void EvidenceProbe::stopHashing()
{
    m_stop.request_stop();
    m_hashing.cancel();
}

void EvidenceProbe::hash(const EvidenceSurvey &survey)
{
    if (hasEnded())
        return;
    m_survey = survey;
    m_report.manifest = manifestOf(m_context.profile.probes.evidence.folder);
    m_report.sealedBy = survey.sealedBy;
    m_report.unlisted = survey.unlisted;
    m_report.unsealed = survey.unsealed;
    m_report.outside = survey.outside;
    const auto listed = survey.manifest ? survey.manifest->files.keys() : QStringList();
    m_hashing.setFuture(hashFiles(listed, m_context.workspace, m_stop.get_token()));
}

void EvidenceProbe::compare()
{
    if (hasEnded() || m_hashing.isCanceled())
        return;
    for (const FileDigest &file : m_hashing.future().results()) {
        if (file.sha256 && *file.sha256 == m_survey.manifest->files.value(file.path))
            m_report.matching.append(file.path);
        else if (file.sha256)
            m_report.changed.append(file.path);
        else if (file.sha256.error() == Cause::PathOutside)
            m_report.outside.append(file.path);
        else if (file.sha256.error() == Cause::FileAbsent)
            m_report.missing.append(file.path);
        else
            m_report.unreadable.append(file.path);
    }
    m_report.outside.sort();
    readLive();
}

void EvidenceProbe::readLive()
{
    if (hasEnded())
        return;
    ++m_liveReadings;
    onPool(
        this, [context = m_context, at = now()] { return readLiveEvidence(context, at); },
        [this](const LiveEvidence &live) {
            if (live.fault && live.reading.evidence && m_liveReadings < mostLiveReadings)
                QTimer::singleShot(betweenReadings, this, &EvidenceProbe::readLive);
            else
                judge(live);
        });
}

void EvidenceProbe::judge(const LiveEvidence &live)
{
    if (hasEnded())
        return;
    const auto &evidence = live.reading.evidence;
    auto &row = m_report.row;
    row.id = id();
    row.source = {domain::Source::Kind::File, m_report.manifest, {}, std::nullopt};
    if (m_survey.manifest)
        row.measures.append(measure(u"match"_s, m_report.matching.size(), domain::Operator::Equal,
                                    m_survey.manifest->files.size() + m_report.unlisted.size()));
    if (!m_report.unsealed.isEmpty())
        row.measures.append(
            measure(u"not sealed yet"_s, m_report.unsealed.size(), domain::Operator::GreaterOrEqual, 0));
    const Fault none{Status::Go, {Cause::None, {}}};
    auto fault =
        m_survey.fault ? Fault{statusOf(*m_survey.fault), *m_survey.fault} : folderFault(m_report).value_or(none);
    if (fault == none && evidence && evidence->tampered.value_or(false))
        fault = {Status::NoGo, {Cause::EvidenceTampered, {live.reading.file, m_context.profile.pointers.tampered}}};
    // Evidence that cannot be read is said by its own name below.
    if (fault == none && live.fault && evidence)
        fault = {statusOf(*live.fault), *live.fault};
    std::tie(row.status, row.reason) = fault;
    auto ofFile = m_context.profile;
    ofFile.prometheus.reset(); // this reading is the file's
    row = judgedForFields(row, live.reading, ofFile, false);
    m_report.output = outputOf(m_report);
    end(row, m_report.output);
}

} // namespace cutover::checks
