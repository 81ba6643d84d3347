// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/verifyroots.h"

namespace cutover::session {

/// Judges a decision PDF into `finding`: structure and signatures, the attached envelope, and that both were signed by
/// the same certificates. Any thread.
///
/// Data of the codes of pdf/pdferror.h begin with the signer's name, or "" where the file as a whole is meant.
/// Source: FORMATS «The signed decision».
void judgePdf(const QByteArray &bytes, const VerifyRoots &roots, FileFinding &finding);

} // namespace cutover::session
