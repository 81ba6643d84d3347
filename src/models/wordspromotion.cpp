// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordspromotion.h"

#include "models/words.h"

namespace cutover::models {

using namespace Qt::StringLiterals;

namespace {

std::optional<int> percentOf(const domain::StageProgress *stage)
{
    return stage ? std::optional(stage->plan.percent) : std::nullopt;
}

} // namespace

QString failedPromotionText(const domain::RolloutState &rollout)
{
    const auto *next = rollout.next();
    if (!next || next->state != domain::StageState::Failed)
        return {};
    const QString failed = u"Promotion to %1\u00a0% failed"_s.arg(next->plan.percent);
    return next->intendedAt.isValid() ? u"%1, pressed %2"_s.arg(failed, timeText(next->intendedAt)) : failed;
}

QString abortedWhereText(std::optional<int> reached, std::optional<int> next, bool isPromoting)
{
    if (!reached && !next)
        return u"before the first stage"_s;
    if (!reached)
        return (isPromoting ? u"before %1\u00a0%, in its promotion"_s : u"before %1\u00a0%"_s).arg(*next);
    const QString at = u"at %1\u00a0%"_s.arg(*reached);
    return next && isPromoting ? u"%1, promoting to %2\u00a0%"_s.arg(at).arg(*next) : at;
}

QString abortedWhereText(const domain::RolloutState &rollout)
{
    const auto *present = rollout.present();
    const bool isFirst = !present && rollout.hasBegun(); // one that failed may have moved traffic all the same
    return abortedWhereText(percentOf(present), percentOf(rollout.next()), isFirst || rollout.inFlight());
}

const domain::StageProgress *abortedStage(const domain::RolloutState &rollout)
{
    if (const auto *flying = rollout.inFlight())
        return flying;
    if (const auto *present = rollout.present())
        return present;
    return rollout.hasBegun() ? rollout.next() : nullptr;
}

} // namespace cutover::models
