// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What another console writes into the ledger of a workspace that a window has open.
#pragma once

#include "domain/profile.h"
#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"

#include <QJsonObject>

namespace cutover::gui::test {

using namespace Qt::StringLiterals;

[[nodiscard]] inline bool record(const QString &workspace, QStringView kind, const QJsonObject &payload)
{
    const auto log = ledger::Ledger::open(workspace + u"/var/cutover/ledger.sqlite"_s, {});
    return log && (*log)->append(kind.toString(), ledger::Actor::ofThisProcess(), payload);
}

/// A GO over these stages.
[[nodiscard]] inline bool recordGo(const QString &workspace, const QList<domain::StagePlan> &stages,
                                   const QString &id = u"d1"_s)
{
    return record(workspace, rollout::kind::decision,
                  {{u"decision"_s, u"GO"_s}, {u"decision_id"_s, id}, {u"stages"_s, rollout::stagesJson(stages)}});
}

/// A stage was reached.
[[nodiscard]] inline bool recordStage(const QString &workspace, int percent, const domain::SeriesMark &mark = {3, {}})
{
    const domain::PromotionEnded ended{percent, domain::PromotionResult::Done, mark, {}};
    return record(workspace, rollout::kind::promotionIntent,
                  rollout::payloadOf(domain::PromotionIntended{percent, {}})) &&
           record(workspace, rollout::kind::promotionOutcome, rollout::payloadOf(ended));
}

} // namespace cutover::gui::test
