// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/refusal.h"

#include <array>

namespace cutover::domain {

namespace {

constexpr std::array names{
    "no_decision",
    "not_in_ledger",
    "signature_invalid",
    "signer_unauthorised",
    "signers_untrusted",
    "quorum_missing",
    "too_early",
    "decision_expired",
    "decision_void",
    "superseded",
    "other_version",
    "other_environment",
    "profile_changed",
    "script_changed",
    "sealed_file_changed",
    "signer_removed",
    "baselines_missing",
    "precheck_missing",
    "freeze_broken",
    "out_of_order",
    "already_promoted",
    "hold_running",
    "validation_failed",
    "validation_inconclusive",
    "trigger_active",
    "blind",
    "paused",
    "stage_drift",
    "aborted",
    "promotion_in_flight",
    "outcome_unknown",
    "no_watcher",
    "ledger_invalid",
    "ledger_unattested",
    "ledger_unwritable",
    "row_not_go",
};

} // namespace

QString refusalName(const Refusal &refusal)
{
    const QString name = QLatin1String(names[static_cast<std::size_t>(refusal.code)]);
    const bool suffixed = refusal.code == RefusalCode::PrecheckMissing || refusal.code == RefusalCode::RowNotGo;
    return suffixed && !refusal.data.isEmpty() ? name + u':' + refusal.data.first() : name;
}

} // namespace cutover::domain
