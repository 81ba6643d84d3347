// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdffile.h"
#include "pdf/pdfverifier.h"

namespace cutover::pdf {

/// One signature judged by itself: texts, certificate and problems are filled in, `intact` and `coversWholeFile`
/// are the file's to judge. Only this room's .cpp files include it.
struct CheckedSignature
{
    PdfSignature finding;
    qsizetype end = 0; ///< offset behind the last byte that the signature covers; 0 where unreadable
};

[[nodiscard]] CheckedSignature checkSignature(const QByteArray &pdf, QPDFObjectHandle dictionary);

} // namespace cutover::pdf
