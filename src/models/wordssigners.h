// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/view.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace cutover::models {

/// Why a list of signers counts for nothing, by the data of its refusal.
[[nodiscard]] QString signersUntrustedText(const QStringList &data);
/// What one change of a proposed version does: «Adds Ada Demo as decision-maker, key 1a2b 3c4d.»
[[nodiscard]] QString signersChangeText(const domain::SignersChange &change);
/// «Version 3, proposed by Ada Demo: 1 of 2 administrators signed.» Without the count where one administrator is all.
[[nodiscard]] QString proposalText(const session::SignersProposalView &proposal);
/// «Waits for an administrator: Ben Demo (1a2b3c4d).» Of a sole one: that he puts it into force alone.
[[nodiscard]] QString approversText(const session::SignersProposalView &proposal, const domain::SignersList &list);
/// «Revoked: key 1a2b 3c4d; what it signs counts for nothing.» One for each.
[[nodiscard]] QStringList revokedTexts(const domain::SignersList &list);
/// Of the signers of a pinned list: whose certificate expires within 30 days, or has.
[[nodiscard]] QStringList expiringSigners(const session::SignersView &signers, const QDateTime &now);
/// What D-1 should know of a list: one administrator, one key that can decide, certificates that expire within 30 days
/// or have. Nothing of a list that is not pinned.
[[nodiscard]] QStringList signersWarnings(const session::SignersView &signers, const QDateTime &now);

} // namespace cutover::models
