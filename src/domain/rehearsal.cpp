// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rehearsal.h"

#include <algorithm>
#include <array>

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array stepsNeeded{25, 50}; // «cutover_rehearsal.sh --steps "25,50" --abort-drill yes»
constexpr QLatin1String notRehearsed{"not_rehearsed"};

Reason failed(const QString &step, const QString &code)
{
    return {Cause::RehearsalFailed, {step, code}};
}

/// What failed, or was not done of what is needed.
std::optional<Reason> shortcoming(const Rehearsal &rehearsal)
{
    for (const auto &step : rehearsal.steps)
        if (!step.passed)
            return failed(QString::number(step.percent), step.cause);
    for (const int percent : stepsNeeded)
        if (std::ranges::find(rehearsal.steps, percent, &RehearsalStep::percent) == rehearsal.steps.end())
            return failed(QString::number(percent), notRehearsed);
    if (!rehearsal.abortDrill || !rehearsal.abortDrill->passed)
        return failed(u"abort"_s, rehearsal.abortDrill ? rehearsal.abortDrill->cause : QString(notRehearsed));
    return std::nullopt;
}

/// The first that is not in both alike.
std::optional<Reason> outdated(const QMap<QString, QByteArray> &then, const QMap<QString, QByteArray> &now)
{
    QMap<QString, QByteArray> all = then;
    all.insert(now);
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        const auto before = then.value(it.key());
        const auto present = now.value(it.key());
        if (before != present || before.isEmpty())
            return Reason{Cause::RehearsalOutdated,
                          {it.key(), QString::fromLatin1(before.toHex()), QString::fromLatin1(present.toHex())}};
    }
    return std::nullopt;
}

} // namespace

bool Rehearsal::passed() const
{
    return !steps.isEmpty() && std::ranges::all_of(steps, &RehearsalStep::passed) &&
           (!abortDrill || abortDrill->passed);
}

RehearsalVerdict judgeRehearsal(const std::optional<Rehearsal> &rehearsal, const QString &version,
                                const QMap<QString, QByteArray> &productionNow)
{
    if (!rehearsal || !rehearsal->endedAt.isValid())
        return {Status::NoData, {Cause::RehearsalAbsent, {}}};
    if (const auto reason = shortcoming(*rehearsal))
        return {Status::NoGo, *reason};
    if (rehearsal->version != version || version.isEmpty())
        return {Status::NoGo, {Cause::RehearsalOutdated, {u"version"_s, rehearsal->version, version}}};
    if (const auto reason = outdated(rehearsal->production, productionNow))
        return {Status::NoGo, *reason};
    // A rehearsal of no production command says nothing about one.
    if (productionNow.isEmpty())
        return {Status::NoGo, {Cause::RehearsalOutdated, {u"/commands"_s, {}, {}}}};
    return {Status::Go, {Cause::None, {}}};
}

Validation validateRehearsed(int percent, const Series &series, const SeriesMark &mark, const Baseline &baseline,
                             const Limits &limits, bool readyzOk)
{
    auto points = series.points();
    for (auto &point : points)
        point.window.stage.reset();
    return validateStage(percent, Series(std::move(points)), mark, baseline, limits, readyzOk);
}

} // namespace cutover::domain
