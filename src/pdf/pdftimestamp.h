// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdferror.h"

#include <QByteArray>
#include <tl/expected.hpp>

namespace cutover::pdf {

/// SHA-256 of the last signature's value in a PDF that is intact: what a time stamp of it is asked for.
/// Errors: the first problem of a file that is not intact.
[[nodiscard]] tl::expected<QByteArray, PdfError> signatureDigestOf(const QByteArray &pdfBytes);

/// `pdfBytes` with the token put into its last signature (PAdES B-T), in the room reserved for it: nothing that any
/// signature covers changes, nor does the size. Only before somebody countersigns, whose signature covers that room.
/// Errors: the first problem of a file that is not intact; not_whole_file (a document time stamp is behind it already);
/// timestamp_invalid (not intact, or over something else); cms_invalid (there is one already); signature_too_large. Any
/// thread. Source: ETSI EN 319 142-1.
[[nodiscard]] tl::expected<QByteArray, PdfError> withTimestamp(const QByteArray &pdfBytes, const QByteArray &token);

/// SHA-256 of all that a document time stamp behind this PDF's last revision covers: what one is asked for.
/// Errors: not_a_pdf, too_large, structure_damaged, encrypted, structure_unsupported.
[[nodiscard]] tl::expected<QByteArray, PdfError> documentDigestOf(const QByteArray &pdfBytes);

/// `pdfBytes` with the token as a document time stamp (PAdES-T by DocTimeStamp), an incremental update of its own: for
/// signatures whose own room somebody signed over meanwhile. Not a byte before it changes.
/// Errors: as above; timestamp_invalid (not intact, or over something else); signature_too_large. Any thread.
/// Source: ETSI EN 319 142-1 section 5.4.
[[nodiscard]] tl::expected<QByteArray, PdfError> withDocumentTimestamp(const QByteArray &pdfBytes,
                                                                       const QByteArray &token);

} // namespace cutover::pdf
