// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdffile.h"
#include "pdf/pdfverifier.h"

namespace cutover::pdf {

/// One signature, or document time stamp, judged by itself: texts, certificate and problems are filled in, `intact` and
/// `coversWholeFile` are the file's to judge. Only this room's .cpp files include it.
struct CheckedSignature
{
    PdfSignature finding;
    qsizetype end = 0;        ///< offset behind the last byte that the signature covers; 0 where unreadable
    bool isTimestamp = false; ///< then of `finding` its token, problems and `signatureDigest`, the imprint, are filled
};

[[nodiscard]] bool isDocumentTimestamp(QPDFObjectHandle dictionary);
[[nodiscard]] CheckedSignature checkSignature(const QByteArray &pdf, QPDFObjectHandle dictionary);

} // namespace cutover::pdf
