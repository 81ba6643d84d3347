// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rules.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

constexpr int windowsNeeded = 3; // «3+ green windows», «3 consecutive green windows»
constexpr int unreadablePollsThatAbort = 3;
constexpr qint64 blindFloorS = 300;

bool exceeds(double value, double limit)
{
    return !Measure{{}, value, Operator::LessOrEqual, limit, Unit::None}.holds();
}

/// Baseline + per cent as a number, rounded from the exact decimal; NaN-safe callers check the baseline first.
std::optional<Decimal> raised(double baseline, double percent)
{
    const auto base = Decimal::fromDouble(baseline);
    const auto pct = Decimal::fromDouble(percent);
    if (!base || !pct || *base <= Decimal(0))
        return std::nullopt;
    return plusPercent(*base, *pct);
}

bool exceedsBaseline(double value, double baseline, double percent)
{
    const auto limit = raised(baseline, percent);
    const auto observed = Decimal::fromDouble(value);
    return !limit || !observed || *observed > *limit;
}

/// A failed latency as the per cent that explain it: never «+10 > +10», however little is over.
double percentOver(double value, double baseline, double limit)
{
    const double shown = percentAbove(value, baseline);
    const double least = std::nextafter(limit, std::numeric_limits<double>::infinity());
    return shown > limit ? shown : std::max((value / baseline - 1) * 100, least);
}

struct WindowJudgement
{
    bool complete = true;
    std::optional<std::pair<QString, Measure>> failure;
};

void judgeLatency(WindowJudgement &judgement, const QString &name, const std::optional<double> &value, double baseline,
                  double percent)
{
    if (!value) {
        judgement.complete = false;
        return;
    }
    if (!judgement.failure && exceedsBaseline(*value, baseline, percent))
        judgement.failure = {
            name, {name, percentOver(*value, baseline, percent), Operator::LessOrEqual, percent, Unit::Percent}};
}

void judgeErrorRate(WindowJudgement &judgement, const std::optional<double> &rate, double limit)
{
    if (!rate) {
        judgement.complete = false;
        return;
    }
    const Measure measure{u"error_rate"_s, *rate, Operator::Less, limit, Unit::Fraction};
    if (!judgement.failure && !measure.holds())
        judgement.failure = {measure.name, measure};
}

/// What the table of RULES section 4 asks of one window at `percent`.
WindowJudgement judgeWindow(int percent, const SeriesPoint &point, const Baseline &baseline, const Limits &limits)
{
    WindowJudgement judgement;
    judgement.complete = point.window.readable;
    const Measure burst{u"burst"_s, point.window.burst, Operator::LessOrEqual, limits.burst, Unit::Ratio};
    if (!burst.holds())
        judgement.failure = {burst.name, burst};
    else if (!point.window.pass)
        judgement.failure = {u"pass"_s, Measure{u"pass"_s, 0, Operator::Equal, 1, Unit::None}};
    if (percent >= 50)
        judgeLatency(judgement, u"P99"_s, point.p99Ms, baseline.p99Ms, limits.validationP99Pct);
    if (percent >= 100) {
        judgeLatency(judgement, u"P50"_s, point.p50Ms, baseline.p50Ms, limits.validationP99Pct);
        judgeErrorRate(judgement, point.errorRate, limits.sloErrorRate);
    }
    return judgement;
}

/// Judges every number that is there, also of a window that is not wholly readable: when in doubt, abort works. A burst
/// that could not be read stands as 0.
std::optional<Trigger> triggerOf(const SeriesPoint &point, const Baseline &baseline, const Limits &limits)
{
    if (exceeds(point.window.burst, limits.burst))
        return Trigger{TriggerCode::Burst, point.window.burst, limits.burst, point.at()};
    if (point.p99Ms && exceedsBaseline(*point.p99Ms, baseline.p99Ms, limits.abortP99Pct))
        return Trigger{TriggerCode::P99, percentOver(*point.p99Ms, baseline.p99Ms, limits.abortP99Pct),
                       limits.abortP99Pct, point.at()};
    if (point.errorRate && exceeds(*point.errorRate, limits.abortErrorRate))
        return Trigger{TriggerCode::ErrorRate, *point.errorRate, limits.abortErrorRate, point.at()};
    return std::nullopt;
}

std::optional<Trigger> triggerOf(const LiveSignals &live)
{
    if (live.readyz == u"degraded"_s)
        return Trigger{TriggerCode::ReadyzDegraded, 1, 0, live.readyzAt};
    if (live.readyz == u"error"_s || live.unreadablePolls >= unreadablePollsThatAbort)
        return Trigger{TriggerCode::ReadyzError, 1, 0, live.readyzAt};
    if (live.tampered == true)
        return Trigger{TriggerCode::Tampered, 1, 0, live.evidenceAt};
    return std::nullopt;
}

/// Where in the list the windows that are judged stand: the last that saw a request, or do not tell.
QList<qsizetype> lastThatCount(const QList<Window> &windows)
{
    QList<qsizetype> places;
    for (auto i = windows.size(); i-- > 0 && places.size() < windowsNeeded;)
        if (windows.at(i).requests != 0)
            places.prepend(i);
    return places;
}

} // namespace

bool isGo(std::span<const Row> rows, std::span<const CriterionId> set)
{
    return std::ranges::all_of(set, [rows](CriterionId id) {
        const auto index = static_cast<std::size_t>(id);
        return index < rows.size() && rows[index].id == id && rows[index].isGo();
    });
}

bool isGreen(const Window &window, const Limits &limits)
{
    return window.readable && window.pass && !exceeds(window.burst, limits.burst);
}

double percentAbove(double value, double baseline)
{
    const double percent = (value / baseline - 1) * 100;
    // One digit more than any screen shows, so that +20.04 is never told as «+20 > +20».
    return std::round(percent * 1000) / 1000;
}

CanaryHealth judgeCanaryHealth(const QList<Window> &windows, const Limits &limits, const QString &windowsPointer)
{
    CanaryHealth health;
    const auto places = lastThatCount(windows);
    if (places.size() < windowsNeeded) {
        health.status = windows.isEmpty() ? Status::NoData : Status::NoGo;
        health.reason = windows.isEmpty() ? Reason{Cause::NoWindows, {windowsPointer}}
                                          : Reason{Cause::TooFewWindows,
                                                   {QString::number(places.size()), QString::number(windowsNeeded)}};
        return health;
    }
    health.status = Status::Go;
    health.reason = {Cause::None, {}};
    for (const auto i : places) {
        const auto &window = windows.at(i);
        const QString pointer = u"%1/%2"_s.arg(windowsPointer).arg(i);
        if (!window.readable) {
            health.status = Status::NoData;
            health.reason = {Cause::FieldInvalid, {{}, pointer, {}}};
            return health;
        }
        health.bursts.append(window.burst);
        health.measures.append({u"burst"_s, window.burst, Operator::LessOrEqual, limits.burst, Unit::Ratio});
        if (!isGreen(window, limits) && health.status == Status::Go) {
            health.status = Status::NoGo;
            health.reason = {Cause::WindowNotGreen, {pointer, window.pass ? u"burst"_s : u"pass"_s}};
        }
    }
    return health;
}

QList<SeriesPoint> pointsAfter(const Series &series, const SeriesMark &mark, std::optional<int> stage)
{
    QList<SeriesPoint> result;
    for (qsizetype i = mark.length; i < series.points().size(); ++i) {
        const auto &point = series.points().at(i);
        const bool later = !point.window.endedAt.isValid() || point.window.endedAt > mark.at;
        const bool counts =
            point.window.requests != 0 && (!stage || !point.window.stage || point.window.stage == stage);
        if (later && counts)
            result.append(point);
    }
    return result;
}

Validation validateStage(int percent, const Series &series, const SeriesMark &mark, const Baseline &baseline,
                         const Limits &limits, bool readyzOk)
{
    Validation validation;
    validation.need = percent <= 10 ? 1 : windowsNeeded;
    const auto points = pointsAfter(series, mark, percent);
    const auto first = std::max<qsizetype>(0, points.size() - validation.need);
    bool complete = true;
    for (qsizetype i = first; i < points.size(); ++i) {
        const auto judgement = judgeWindow(percent, points.at(i), baseline, limits);
        if (judgement.failure) {
            validation.state = ValidationState::Failed;
            std::tie(validation.failedName, validation.failed) = *judgement.failure;
            validation.failedAt = points.at(i).at();
            validation.have = 0; // what is counted must be consecutive
            continue;
        }
        complete = complete && judgement.complete;
        validation.have += judgement.complete ? 1 : 0;
    }
    if (validation.state == ValidationState::Failed)
        return validation;
    const bool readyzJudged = percent > 10 && percent < 100;
    if (!readyzJudged && !readyzOk) {
        validation.state = ValidationState::Failed;
        validation.failedName = u"readyz"_s;
    } else if (complete && validation.have >= validation.need) {
        validation.state = ValidationState::Green;
    }
    return validation;
}

QString triggerName(TriggerCode code)
{
    switch (code) {
    case TriggerCode::ReadyzDegraded:
        return u"readyz_degraded"_s;
    case TriggerCode::ReadyzError:
        return u"readyz_error"_s;
    case TriggerCode::Burst:
        return u"burst"_s;
    case TriggerCode::P99:
        return u"p99"_s;
    case TriggerCode::ErrorRate:
        return u"error_rate"_s;
    case TriggerCode::Tampered:
        return u"tampered"_s;
    }
    return {};
}

QString abortReason(const Trigger &trigger)
{
    const QString name = triggerName(trigger.code).replace(u'_', u'-');
    const bool isNumber = trigger.code == TriggerCode::Burst || trigger.code == TriggerCode::P99 ||
                          trigger.code == TriggerCode::ErrorRate;
    if (!isNumber)
        return u"auto-"_s + name;
    return u"auto-%1-%2-over-%3"_s.arg(name, QString::number(trigger.observed, 'g', 15),
                                       QString::number(trigger.limit, 'g', 15));
}

std::optional<TriggerCode> triggerFromName(const QString &name)
{
    for (const auto code : {TriggerCode::ReadyzDegraded, TriggerCode::ReadyzError, TriggerCode::Burst, TriggerCode::P99,
                            TriggerCode::ErrorRate, TriggerCode::Tampered})
        if (triggerName(code) == name)
            return code;
    return std::nullopt;
}

std::optional<Trigger> activeTrigger(const Series &series, const SeriesMark &mark, const Baseline &baseline,
                                     const Limits &limits, const LiveSignals &live)
{
    const auto &points = series.points();
    for (qsizetype i = mark.length; i < points.size(); ++i)
        if (points.at(i).window.requests != 0)
            if (const auto trigger = triggerOf(points.at(i), baseline, limits))
                return trigger;
    return triggerOf(live);
}

bool isJudgeable(const Series &series)
{
    const auto &points = series.points();
    const auto last = std::find_if(points.crbegin(), points.crend(),
                                   [](const SeriesPoint &point) { return point.window.requests != 0; });
    return last == points.crend() || (last->window.readable && last->p99Ms && last->errorRate);
}

qint64 blindAfterS(const Series &series)
{
    return std::max(blindFloorS, 2 * series.windowLengthS());
}

bool isBlind(const Series &series, const LiveSignals &live, const QDateTime &now)
{
    // A clock that was set back must not keep evidence fresh for longer than it may be silent.
    const qint64 ageS = live.evidenceAt.secsTo(now);
    return !live.evidenceReadable || series.isRewritten() || !isJudgeable(series) || !live.evidenceAt.isValid() ||
           ageS > blindAfterS(series) || ageS < -clockToleranceS;
}

} // namespace cutover::domain
