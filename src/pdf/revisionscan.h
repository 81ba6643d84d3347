// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdfscan.h"

namespace cutover::pdf {

/// The numbers of the objects that the revision `after`, which follows `before`, adds or writes again, in ascending
/// order. Strict: each is of generation 0 and stands once; together they fill the bytes between the revision before and
/// the new table without a gap, each from "N 0 obj" to its one "endobj", without a comment, so that no reader finds
/// another object there, whatever it recovers.
/// Errors: object_freed, bytes_between_objects. Source: ISO 32000-1 sections 7.3.10 and 7.5.6.
[[nodiscard]] tl::expected<QList<int>, PdfError> updatedObjects(const QByteArray &pdf, const Revision &before,
                                                                const Revision &after);

} // namespace cutover::pdf
