// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/fileverifier.h"

#include <QJsonObject>

// Words and JSON of verified files. Pure; any thread.
namespace cutover::models {

// One sentence, and what to do about it, for every code that FileVerifier gives.
[[nodiscard]] QString verifyProblemText(const session::VerifyProblem &problem);

// The verdict in a line: «Intact; signer not checked: no root of trust.»
[[nodiscard]] QString verifySummary(const session::FileFinding &finding);

// Who signed, as whom, when, and both answers: «Release manager as decision-maker, 2 Mar 2026 13:41:22 UTC (claimed):
// intact; authorised.»
[[nodiscard]] QString verifiedSignatureText(const session::VerifiedSignature &signature);

// FORMATS.md, `verify --json`. A bundle's verdict stands for its documents.
[[nodiscard]] QJsonObject verifyJson(const QList<session::FileFinding> &findings);

/// What speaks of trust alone: the bytes may be as they were signed.
[[nodiscard]] bool isOfTrust(const session::VerifyProblem &problem);

} // namespace cutover::models
