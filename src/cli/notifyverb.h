// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cutover::cli {

class Invocation;

/// `confirm stakeholders --notify`: sends «cutover starts» and answers {"entry", "receipt"} with the first target that
/// took it, or `not_delivered` with {"targets": [{"target", "status", "code", "http_status", "attempts", "text"}]} once
/// all refused or 30 s went by. An interrupted call leaves what waits in the outbox.
void notifyStakeholders(Invocation &call);

} // namespace cutover::cli
