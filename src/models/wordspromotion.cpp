// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordspromotion.h"

#include "models/words.h"
#include "rollout/stagefile.h"

namespace cutover::models {

using namespace Qt::StringLiterals;

namespace {

std::optional<int> percentOf(const domain::StageProgress *stage)
{
    return stage ? std::optional(stage->plan.percent) : std::nullopt;
}

} // namespace

const domain::StageProgress *failedPromotion(const domain::RolloutState &rollout)
{
    const auto *next = rollout.next();
    return next && next->state == domain::StageState::Failed ? next : nullptr;
}

QString failedPromotionText(const domain::RolloutState &rollout)
{
    const auto *stage = failedPromotion(rollout);
    if (!stage)
        return {};
    const QString failed = u"Promotion to %1\u00a0% failed"_s.arg(stage->plan.percent);
    return stage->intendedAt.isValid() ? u"%1, pressed %2"_s.arg(failed, timeText(stage->intendedAt)) : failed;
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

QString stageFileText(const QString &found, const QString &expected)
{
    if (found == rollout::stageFolder)
        return u"desired_stage.txt is a folder: remove it"_s;
    if (found == "?"_L1)
        return u"desired_stage.txt cannot be read, or is longer than a stage"_s;
    const QString reads = u"desired_stage.txt reads “%1”"_s.arg(oneLine(found));
    return expected.isEmpty() ? reads : u"%1, not %2"_s.arg(reads, expected);
}

QString driftText(const QString &found, const QString &expected)
{
    const bool isText = found != rollout::stageFolder && found != "?"_L1;
    return isText
               ? u"desired_stage.txt says “%1”, the ledger %2: put %2 back, or abort."_s.arg(oneLine(found), expected)
               : u"%1. The ledger says %2: put %2 back, or abort."_s.arg(stageFileText(found, expected), expected);
}

QString stageTextToPutBack(const domain::RolloutState &rollout)
{
    return rollout.expectedStageText().value_or(u"0"_s);
}

QString unaskedAbortText()
{
    return u"The ledger could not say in time whether anything was promoted, and an abort waits for none: the abort "
           "command was run, where nothing may have been to abort."_s;
}

} // namespace cutover::models
