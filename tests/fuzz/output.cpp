// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a script prints gives Go only with its expected line in it, and canary-health only with three green windows.
#include "fuzz/fuzz.h"

#include "checks/commandjudge.h"
#include "checks/windowsoutput.h"

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::CriterionId;
using tests::require;

namespace {

domain::CriterionPlan planWithNumbers()
{
    auto plan = domain::checklistProfile().criteria[static_cast<std::size_t>(CriterionId::DrRecovery)];
    plan.refuse = {u"FAIL|^WARN.*override"_s};
    plan.extract = {{u"RTO"_s, u"RTO=(-?\\d+)m(?:(\\d+)s)?"_s, domain::Unit::Minutes, 15.0, std::nullopt},
                    {u"days"_s, u"([-0-9.e]+) days"_s, domain::Unit::Days, std::nullopt, 7.0}};
    return plan;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto plan = planWithNumbers();
    process::ChildResult result;
    result.outcome = process::Outcome::Exited;
    result.exitCode = 0;
    result.stdOut = tests::inputOf(data, size).toByteArray();
    const auto row = checks::judgeCommand(CriterionId::DrRecovery, plan, {}, result);
    require(!row.isGo() || checks::withoutEscapes(QString::fromUtf8(result.stdOut)).contains(plan.expect));
    for (const auto &measure : row.measures)
        require(!row.isGo() || (measure.holds() && measure.observed >= 0));
    const auto windows = checks::judgeWindowsOutput(result.stdOut, {});
    require(!windows.isGo() || windows.measures.size() >= 3);
    return 0;
}
