// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/failure.h"

#include <QSet>

namespace cutover::session {

/// The one decision that a person means by `given`: its whole id, or at least 8 leading digits of it. Pure.
///
/// Refused: `decision_ambiguous` (the digits, then every id that begins with them, in order). What is none of
/// `known` comes back as it is: whoever looks it up says `no_decision`.
[[nodiscard]] Result<QString> decisionIdFrom(const QString &given, const QSet<QString> &known);

} // namespace cutover::session
