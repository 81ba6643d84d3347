// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdffile.h"
#include "pdf/signatureplace.h"

#include <QList>

#include <optional>

namespace cutover::pdf {

/// The reserved places of a document on which no annotation stands. Only this room's .cpp files include it.
[[nodiscard]] QList<SignaturePlace> freePlacesOf(QPDF &document);

/// Why the stamp of a new signature field on `page` (from 0) may not stand in the document as it was before: it lies
/// outside the places still free, or shows more than letters in outline and a ground. An empty rectangle without an
/// appearance shows nothing and is left alone.
/// Errors: stamp_misplaced, stamp_malformed.
[[nodiscard]] std::optional<PdfError> objectionToStamp(QPDF &before, QPDFObjectHandle widget, int page);

} // namespace cutover::pdf
