// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/checklistmarkdown.h"
#include "session/decisionrecords.h"

#include <QByteArray>
#include <QStringList>

namespace cutover::models {

/// What a checklist is filled with, from the signed statement and the ledger's entries of its attempt: each box with
/// value, person and time, or why it is not done. Pure.
[[nodiscard]] formats::ChecklistFilling checklistFilling(const session::DecisionRecords &records);

/// The checklist of our own, for a workspace that has none.
[[nodiscard]] QByteArray ownChecklist();

/// Where a workspace keeps its checklist, in the order looked at.
[[nodiscard]] QStringList checklistPlaces();

} // namespace cutover::models
