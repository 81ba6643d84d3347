// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/missingfields.h"

#include "formats/jsonpointer.h"
#include "metrics/prometheusround.h"

#include <algorithm>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::Evidence;
using domain::EvidenceFault;
using domain::Reason;
using domain::Status;
using metrics::EvidenceError;

namespace {

constexpr qsizetype windowsJudged = 3; // «3+ green windows»

Reason reasonOf(const EvidenceError &error, const QString &file)
{
    using Code = EvidenceError::Code;
    const QStringList place{file, error.name, error.pointer, QString::number(error.line)};
    switch (error.code) {
    case Code::Absent:
        return {Cause::EvidenceAbsent, {file}};
    case Code::Unreadable:
    case Code::Malformed:
        return {Cause::EvidenceUnreadable, place};
    case Code::Unreachable:
        return {Cause::Unreachable, {file, error.name}};
    case Code::TlsRefused:
        return {Cause::TlsRefused, {file, error.name}};
    case Code::HttpStatus:
        return {Cause::HttpStatus, {file, error.name}};
    case Code::AnswerMalformed:
        return {Cause::AnswerUnreadable, place};
    case Code::SecretMissing:
        return {Cause::SecretMissing, {error.name}};
    }
    Q_UNREACHABLE();
}

Reason reasonOf(const domain::EvidenceIssue &issue, const QString &file)
{
    if (issue.fault == EvidenceFault::Absent)
        return {Cause::FieldAbsent, {file, issue.pointer}};
    return {Cause::FieldInvalid, {file, issue.pointer, domain::faultName(issue.fault)}};
}

bool isBelow(const QString &pointer, const QString &parent)
{
    return pointer == parent || pointer.startsWith(parent + u'/');
}

bool hasIssueAt(const Evidence &evidence, const QString &pointer, EvidenceFault fault)
{
    return std::any_of(evidence.issues.cbegin(), evidence.issues.cend(), [&](const domain::EvidenceIssue &issue) {
        return issue.pointer == pointer && issue.fault == fault;
    });
}

/// Whether a fault at this place touches what is judged: older windows are history.
bool isJudged(const QString &pointer, const Evidence &evidence, const domain::EvidencePointers &pointers)
{
    const auto isAbsent = [&](const QString &place) { return hasIssueAt(evidence, place, EvidenceFault::Absent); };
    if (pointer == pointers.tampered || pointer == pointers.readyzStatus)
        return false;
    // Windows may bring all that `perf` would have.
    if (pointer == pointers.perf && isAbsent(pointer))
        return false;
    if (!pointer.startsWith(pointers.windows + u'/'))
        return true;
    const auto size = evidence.windows.size();
    for (qsizetype i = std::max<qsizetype>(0, size - windowsJudged); i < size; ++i)
        if (isBelow(pointer, formats::pointerTo(pointers.windows, i)))
            return true;
    return false;
}

template <typename Value>
bool isInLastWindows(const QList<domain::Window> &windows, Value domain::Window::*field)
{
    const auto judged = windows.last(std::min(windowsJudged, windows.size()));
    return !judged.isEmpty() && std::all_of(judged.cbegin(), judged.cend(), [field](const domain::Window &window) {
        return (window.*field).has_value();
    });
}

/// What validations and triggers will need of each window, from itself or from `perf`.
std::optional<QString> missingNumber(const Evidence &evidence, const domain::EvidencePointers &pointers)
{
    using domain::Window;
    if (!evidence.perf.p50Ms && !isInLastWindows(evidence.windows, &Window::p50Ms))
        return pointers.perf + pointers.p50;
    if (!evidence.perf.p99Ms && !isInLastWindows(evidence.windows, &Window::p99Ms))
        return pointers.perf + pointers.p99;
    if (!evidence.perf.errorRate && !isInLastWindows(evidence.windows, &Window::errorRate))
        return pointers.perf + pointers.errorRate;
    return std::nullopt;
}

std::optional<RowObjection> againstCanaryHealth(const Evidence &evidence, const QString &file,
                                                const domain::EvidencePointers &pointers)
{
    if (evidence.windows.isEmpty() && !hasIssueAt(evidence, pointers.windows, EvidenceFault::WrongType))
        return RowObjection{Status::NoData, {Cause::NoWindows, {file, pointers.windows}}};
    for (const auto &issue : evidence.issues)
        if (isJudged(issue.pointer, evidence, pointers))
            return RowObjection{Status::NoData, reasonOf(issue, file)};
    if (const auto pointer = missingNumber(evidence, pointers))
        return RowObjection{Status::NoData, {Cause::FieldAbsent, {file, *pointer}}};
    return std::nullopt;
}

/// Green windows of long ago say nothing of what is served now. One that does not tell its end is as old as the file.
std::optional<RowObjection> againstAge(const metrics::EvidenceReading &reading, qint64 maxAgeS)
{
    const auto &windows = reading.evidence->windows;
    const auto last =
        std::find_if(windows.crbegin(), windows.crend(), [](const auto &window) { return window.requests != 0; });
    const bool tells = last != windows.crend() && last->endedAt.isValid();
    const qint64 ageS = (tells ? last->endedAt : reading.newestAt).secsTo(reading.readAt);
    if (ageS <= maxAgeS)
        return std::nullopt;
    return RowObjection{Status::Stale,
                        {Cause::TooOld, {QString::number(ageS), QString::number(maxAgeS), reading.file}}};
}

/// `pointer` is where the evidence has `tampered`; `file` and `place` where a person finds it.
std::optional<RowObjection> againstIntegrity(const Evidence &evidence, const QString &pointer, const QString &file,
                                             const QString &place)
{
    for (auto issue : evidence.issues)
        if (issue.pointer == pointer) {
            issue.pointer = place;
            return RowObjection{Status::NoData, reasonOf(issue, file)};
        }
    if (!evidence.tampered)
        return RowObjection{Status::NoData, {Cause::FieldAbsent, {file, place}}};
    if (*evidence.tampered)
        return RowObjection{Status::NoGo, {Cause::FieldInvalid, {file, place, u"true"_s}}};
    return std::nullopt;
}

/// A command over evidence that is broken says so with an exit code, if at all; the strict reader knows the place.
bool explainsMore(const RowObjection &objection, const domain::Row &row)
{
    const Cause cause = row.reason.cause;
    const bool isVague = cause == Cause::ExitCode || cause == Cause::OutputUnreadable || cause == Cause::NoWindows;
    return row.id == CriterionId::CanaryHealth && isVague && objection.reason.cause != Cause::FieldAbsent;
}

} // namespace

QMap<CriterionId, RowObjection> missingFields(const metrics::EvidenceReading &reading, const domain::Profile &profile)
{
    QMap<CriterionId, RowObjection> objections;
    if (profile.readyzUrl.isEmpty())
        objections.insert(CriterionId::Readyz,
                          {Status::NoData, {Cause::FieldAbsent, {u"cutover.json"_s, u"/readyz_url"_s}}});
    if (!reading.evidence) {
        const RowObjection unreadable{Status::NoData, reasonOf(reading.evidence.error(), reading.file)};
        objections.insert(CriterionId::CanaryHealth, unreadable);
        objections.insert(CriterionId::EvidenceIntegrity, unreadable);
        return objections;
    }
    const auto places = metrics::placesOf(profile);
    if (const auto found = againstCanaryHealth(*reading.evidence, reading.file, places))
        objections.insert(CriterionId::CanaryHealth, *found);
    else if (const auto old = againstAge(reading, profile.plan(CriterionId::CanaryHealth).staleS))
        objections.insert(CriterionId::CanaryHealth, *old);
    // No server knows `tampered`: it is the file's, whatever gives the series.
    const QString file = profile.prometheus ? metrics::evidencePath({}).mid(1) : reading.file;
    if (const auto found = againstIntegrity(*reading.evidence, places.tampered, file, profile.pointers.tampered))
        objections.insert(CriterionId::EvidenceIntegrity, *found);
    return objections;
}

domain::Row judgedForFields(domain::Row row, const metrics::EvidenceReading &reading, const domain::Profile &profile,
                            bool isRewritten)
{
    auto objections = missingFields(reading, profile);
    if (isRewritten && !objections.contains(CriterionId::CanaryHealth))
        objections.insert(CriterionId::CanaryHealth, {Status::NoGo, {Cause::EvidenceRewritten, {reading.file}}});
    const auto found = objections.constFind(row.id);
    if (found == objections.cend())
        return row;
    if (row.isGo() || explainsMore(*found, row)) {
        row.status = found->status;
        row.reason = found->reason;
    }
    return row;
}

} // namespace cutover::checks
