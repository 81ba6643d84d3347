// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"

#include <functional>

namespace cutover::checks {

/// A criterion whose row is known at once: the roll-call.
class FunctionCheck : public CheckJob
{
    Q_OBJECT

public:
    FunctionCheck(domain::CriterionId id, std::function<domain::Row()> judge, Clock now, QObject *parent = nullptr);

protected:
    void run() override;

private:
    std::function<domain::Row()> m_judge;
};

} // namespace cutover::checks
