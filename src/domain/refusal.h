// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace cutover::domain {

/// Why a promotion is not allowed; the order is the API's (FORMATS, `status --json`). Data of each in its comment.
enum class RefusalCode {
    NoDecision,
    NotInLedger,
    SignatureInvalid,       ///< name
    SignerUnauthorised,     ///< name, role
    SignersUntrusted,       ///< "absent" where there is no list
    QuorumMissing,          ///< given, needed, role, since (ISO)
    TooEarly,               ///< opens at (ISO), seconds left
    DecisionExpired,        ///< lapsed at (ISO)
    DecisionVoid,           ///< cause
    Superseded,             ///< at (ISO), "no_go", "stand_down", "closing" or "go"
    OtherVersion,           ///< signed, present
    OtherEnvironment,       ///< signed, present
    ProfileChanged,         ///< pointer
    ScriptChanged,          ///< path
    SealedFileChanged,      ///< path
    SignerRemoved,          ///< name
    BaselinesMissing,       ///< pointer
    PrecheckMissing,        ///< WHAT
    FreezeBroken,           ///< commit at the freeze, commit now; or digest then, digest now, artefact
    OutOfOrder,             ///< the percent that comes next; empty when none does
    AlreadyPromoted,        ///< percent, at (ISO)
    HoldRunning,            ///< percent, seconds left
    ValidationFailed,       ///< name, observed, limit, at (ISO)
    ValidationInconclusive, ///< have, need, since (ISO)
    TriggerActive,          ///< code, observed, limit
    Blind,                  ///< seconds without evidence; seconds and "ahead" or "window_ahead": its time, its newest
                            ///< window's lies in the future; nothing when unreadable; "" and "window": that one is
    Paused,                 ///< by, at (ISO)
    StageDrift,             ///< found, expected
    Aborted,                ///< at (ISO); behind it, of a promotion whose command an abort met, who pressed, the reason,
                            ///< and "stopped" or "ended": so was the command
    PromotionInFlight,      ///< percent
    OutcomeUnknown,         ///< percent; the host, where only a console there can settle it
    NoWatcher,        ///< seconds without a heartbeat, since the last press at most; nothing where none was ever heard
    LedgerInvalid,    ///< first bad entry
    LedgerUnattested, ///< size, size seen
    LedgerUnwritable, ///< system's words
    RowNotGo,         ///< id, status; of a station that said no-go in the poll also the station, who spoke for it
};

struct Refusal
{
    RefusalCode code = RefusalCode::NoDecision;
    QStringList data;
    friend bool operator==(const Refusal &, const Refusal &) = default;
};

using Refusals = QList<Refusal>;

/// The API's code, with its suffix: "hold_running", "precheck_missing:freeze", "row_not_go:readyz".
[[nodiscard]] QString refusalName(const Refusal &refusal);

} // namespace cutover::domain
