// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/envelopejudge.h"
#include "session/pagesjudge.h"

#include <functional>

namespace cutover::session {

/// Judges a decision PDF into `finding`: structure and signatures, the attached envelope, and that both were signed by
/// the same certificates; where all signatures are intact and one is authorised, whether the pages show what is signed.
/// Answers what it
/// found of the envelope; without a statement where the PDF has none.
///
/// `stored` is the envelope with the countersigners' signatures too, from the ledger or from beside the PDF: its
/// payload is the attached one's (else `other_statement`), which has only the first signature of them (else
/// `attached_signature_unknown`). Without it the attached envelope has to name every signer.
///
/// Data of the codes of pdf/pdferror.h begin with the signer's name, or "" where the file as a whole is meant.
/// Source: FORMATS «The signed decision».
using StoredEnvelope = std::function<QByteArray(const QByteArray &attached)>;
JudgedDecision judgePdf(const QByteArray &bytes, const VerifyRoots &roots, const PageGround &ground,
                        FileFinding &finding, const StoredEnvelope &stored = {});

} // namespace cutover::session
