// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/functioncheck.h"

namespace cutover::checks {

FunctionCheck::FunctionCheck(domain::CriterionId id, std::function<domain::Row()> judge, Clock now, QObject *parent)
    : CheckJob(id, std::move(now), parent)
    , m_judge(std::move(judge))
{
}

void FunctionCheck::run()
{
    end(m_judge());
}

} // namespace cutover::checks
