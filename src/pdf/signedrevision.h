// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdfverifier.h"
#include "pdf/signatureplace.h"

namespace cutover::pdf {

/// Whether the revision that brought this signature is the one before with a signature by these very texts, stamped at
/// `place`, and nothing else: drawn again, every byte around the signature is the same. `key`: the certificate's
/// fingerprint as a stamp prints it. False, too, where the bytes cannot be read, or another version drew the stamp.
/// Needs a QGuiApplication; any thread.
[[nodiscard]] bool isAsPrepared(const QByteArray &pdf, const PdfSignature &signature, const SignaturePlace &place,
                                const QString &key);

/// Whether its stamp, in that place, needs letters that our own fonts lack, and that each machine draws with fonts of
/// its own.
[[nodiscard]] bool needsForeignFonts(const PdfSignature &signature, const SignaturePlace &place);

} // namespace cutover::pdf
