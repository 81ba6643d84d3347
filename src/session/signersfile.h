// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/failure.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace cutover::session {

/// Puts a version of the list of signers, whose bytes the ledger has, into the workspace, in place of another; never
/// through a link that leads out. Blocks.
[[nodiscard]] std::optional<Failure> writeSignersFile(const QByteArray &bytes, const QString &workspace);

} // namespace cutover::session
