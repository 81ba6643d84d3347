// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "checks/rotationprobe.h"
#include "session/session_p.h"

namespace cutover::session {

void Session::judgeRotation(QObject *guard, Done<checks::RotationReport> done)
{
    const auto inputs = d->runInputs();
    const checks::RotationContext context{d->workspace, inputs.profile.probes.rotation,
                                          inputs.profile.plan(domain::CriterionId::KeyRotation).deadlineS,
                                          inputs.session, inputs.secrets};
    auto *probe = new checks::RotationProbe(context, d->ports.now, this);
    d->tellReport(probe, guard, std::move(done));
}

} // namespace cutover::session
