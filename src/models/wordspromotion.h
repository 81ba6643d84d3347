// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout.h"

#include <QString>

namespace cutover::models {

/// The stage that comes next, where its last promotion failed; else null.
[[nodiscard]] const domain::StageProgress *failedPromotion(const domain::RolloutState &rollout);
/// «Promotion to 25 % failed, pressed 12:45 UTC», of the stage that comes next; empty where its last one did not fail.
[[nodiscard]] QString failedPromotionText(const domain::RolloutState &rollout);
/// «at 25 %», «at 25 %, promoting to 50 %», «before 10 %, in its promotion»: where an abort finds the rollout.
/// `reached` and `next` are stages in per cent; nothing: there is none.
[[nodiscard]] QString abortedWhereText(std::optional<int> reached, std::optional<int> next, bool isPromoting);
[[nodiscard]] QString abortedWhereText(const domain::RolloutState &rollout);
/// The stage that those words name, for a mark of its own: one in flight, else the last reached, else the first
/// pressed. Null before the first press.
[[nodiscard]] const domain::StageProgress *abortedStage(const domain::RolloutState &rollout);

/// «desired_stage.txt reads “25”, not abort», «desired_stage.txt is a folder: remove it»: what was found where
/// `expected` should be, as rollout::readStageFile() tells it. Empty: what it reads may be right.
[[nodiscard]] QString stageFileText(const QString &found, const QString &expected = {});
/// The same of a stage drift, with the way out.
[[nodiscard]] QString driftText(const QString &found, const QString &expected);
/// What a drift is settled by putting back: by the ledger, and `0` before the first stage.
[[nodiscard]] QString stageTextToPutBack(const domain::RolloutState &rollout);

/// Of an abort whose command was run though nothing may have been there to abort.
[[nodiscard]] QString unaskedAbortText();

} // namespace cutover::models
