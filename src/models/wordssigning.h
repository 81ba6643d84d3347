// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QString>

namespace cutover::models {

/// «1 of 2 given, waiting for: security (Demo security) since 13:41 UTC.» Empty where nobody is awaited.
[[nodiscard]] QString quorumText(int given, int needed, const QList<domain::AwaitedSeats> &awaited,
                                 const QDateTime &since = {});
/// What a signature led to: «Signed, 2 of 2: GO holds, the first promotion opens 14:00 UTC.»
[[nodiscard]] QString signedText(const session::Signed &done, const domain::Statement &statement);
/// «Demo lead as decision-maker at 13:41 UTC: “All rows are Go.” (approves GO)»
[[nodiscard]] QString signerText(const session::SignedBy &signer);
/// «On-Call Rotation said no-go to Alerts configured (Bo Lind, 13:41 UTC).»
[[nodiscard]] QString objectionText(const domain::CeremonyAnswer &answer);
/// Every row is Go, and no station's no-go stands: what a signature of GO lacks then is the signer's.
[[nodiscard]] bool isGoSignable(const session::View &view);
/// Whether an authority attested the time, by session::Signed::timestamp; empty where none was asked.
[[nodiscard]] QString timestampText(const QString &timestamp);

} // namespace cutover::models
