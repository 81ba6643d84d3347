// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/baselinescheck.h"

#include "checks/filefinder.h"
#include "checks/pool.h"
#include "formats/atomicfile.h"
#include "formats/baselinereader.h"

#include <QDir>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;
using domain::Row;
using domain::Status;

namespace {

constexpr qint64 maxBytes = 1024 * 1024;
const auto s_folder = "var/cutover"_L1;

QString baselinesFile(const domain::Profile &profile, const QString &workspace)
{
    if (!profile.baselinesFile.isEmpty())
        return profile.baselinesFile;
    const QString newest = formats::newestBaselineFile(QDir(workspace + u'/' + s_folder).entryList(QDir::Files));
    return newest.isEmpty() ? QString() : s_folder + u'/' + newest;
}

bool leavesWorkspace(const QString &file, const QString &workspace)
{
    FileFinder finder(workspace);
    finder.takeInputs({file});
    const auto found = finder.result();
    return !found && found.error().cause == Cause::PathOutside;
}

Reason reasonOf(const formats::FileError &error, const QString &file)
{
    if (error.code == formats::FileError::Code::NotFound)
        return {Cause::BaselineAbsent, {file}};
    return {Cause::BaselineInvalid, {file, {}, formats::codeName(error.code)}};
}

Reason reasonOf(const formats::DocumentErrors &errors, const QString &file)
{
    const auto &first = errors.first();
    const bool isJson = first.code == formats::DocumentError::Code::InvalidJson && !first.data.isEmpty();
    return {Cause::BaselineInvalid, {file, first.pointer, isJson ? first.data.first() : formats::codeName(first.code)}};
}

void judge(BaselineReading &reading, const domain::Limits &limits, const QDateTime &now)
{
    const auto &baseline = *reading.baseline;
    const qint64 ageS = baseline.capturedAt.secsTo(now);
    Row &row = reading.row;
    row.measures = {{u"age"_s, static_cast<double>(ageS), domain::Operator::LessOrEqual,
                     static_cast<double>(limits.baselineAgeS), domain::Unit::Seconds}};
    const auto number = [](double value) { return QString::number(value, 'g', QLocale::FloatingPointShortest); };
    row.observed = u"P50 %1, P99 %2"_s.arg(number(baseline.p50Ms), number(baseline.p99Ms));
    if (row.measures.first().holds()) {
        row.status = Status::Go;
        row.reason = {Cause::None, {}};
        return;
    }
    row.status = Status::Stale;
    row.reason = {Cause::BaselineTooOld, {baseline.file, QString::number(ageS), QString::number(limits.baselineAgeS)}};
}

void read(BaselineReading &reading, const QString &file, const domain::Profile &profile, const QString &workspace,
          const QDateTime &now)
{
    if (leavesWorkspace(file, workspace)) {
        reading.row.status = Status::Error;
        reading.row.reason = {Cause::PathOutside, {file}};
        return;
    }
    const auto bytes = formats::readBounded(workspace + u'/' + file, maxBytes);
    if (!bytes) {
        reading.row.reason = reasonOf(bytes.error(), file);
        return;
    }
    reading.bytes = *bytes;
    const auto baseline = formats::readBaseline(*bytes, file, profile.pointers, now);
    if (!baseline) {
        reading.row.reason = reasonOf(baseline.error(), file);
        return;
    }
    reading.baseline = *baseline;
    judge(reading, profile.limits, now);
}

} // namespace

BaselineReading readBaselines(const domain::Profile &profile, const QString &workspace, const QDateTime &now)
{
    BaselineReading reading;
    const QString file = baselinesFile(profile, workspace);
    reading.row.id = domain::CriterionId::Baselines;
    reading.row.status = Status::NoData;
    reading.row.source = {domain::Source::Kind::File, file.isEmpty() ? s_folder : file, {}, std::nullopt};
    if (file.isEmpty())
        reading.row.reason = {Cause::BaselineAbsent, {s_folder}};
    else
        read(reading, file, profile, workspace, now);
    return reading;
}

BaselinesCheck::BaselinesCheck(domain::Profile profile, QString workspace, Clock now, QObject *parent)
    : CheckJob(domain::CriterionId::Baselines, std::move(now), parent)
    , m_profile(std::move(profile))
    , m_workspace(std::move(workspace))
{
}

void BaselinesCheck::run()
{
    const auto work = [profile = m_profile, workspace = m_workspace, at = now()] {
        return readBaselines(profile, workspace, at);
    };
    onPool(this, work, [this](const BaselineReading &reading) { end(reading.row, reading.bytes); });
}

} // namespace cutover::checks
