// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/attestation.h"
#include "ledger/ledgerentry.h"
#include "ledger/ledgererror.h"

#include <QByteArrayView>
#include <QList>
#include <QStringView>

#include <optional>

namespace cutover::ledger {

/// A ledger as JSON Lines: a head {"kind": "cutover-ledger-export", "ledger_id", "root", "size", "version",
/// "workspace_id"}, then one line an entry: {"entry": …, "index", "root", "size"}, size and root as after that entry.
///
/// Every line is canonical JSON, so the exact bytes of an entry stand in its line and nothing is written anew to check
/// them. Pure; any thread.

inline constexpr QStringView exportKind = u"cutover-ledger-export";
inline constexpr int exportVersion = 1;

/// True if the first line is the head of such an export, of whatever version.
[[nodiscard]] bool isLedgerExport(QByteArrayView bytes);

/// Recomputes every leaf and root. It proves that the export is whole and consistent, not whose it is: compare
/// `ledgerId`, `size` and `root` with what is known otherwise.
[[nodiscard]] LedgerReport verifyExport(QByteArrayView bytes);

/// Size and root as the head tells them; nothing where there is none. What they are worth, verifyExport says.
[[nodiscard]] std::optional<Attested> exportedHead(QByteArrayView bytes);

/// The entries of an export that verifies; of another one those that can be read.
[[nodiscard]] QList<Entry> exportedEntries(QByteArrayView bytes);

} // namespace cutover::ledger
