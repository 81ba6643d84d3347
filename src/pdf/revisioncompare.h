// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdferror.h"
#include "pdf/pdfscan.h"

namespace cutover::pdf {

/// What each revision of `chain` holds that it may not, in its order; an empty list where nothing is objected to.
///
/// The first, which nobody signed yet, may hold neither form nor annotation: they could hide what a page shows. Each
/// later one may add one signature of ours to the document as it was before and nothing else: the signature's
/// dictionary, its field at the end of the form's, its widget at the end of one page's annotations, its stamp in a
/// reserved place that was still free, the trailer's /Size, /Prev and second /ID. Or, behind a signature, one document
/// time stamp: the same, invisible, on the first page, with no word of anybody. Every other object must be the same,
/// in number and bytes: pages, what they show, fonts, attachment, catalog.
/// Any thread. Source: FINDINGS «PDF and signatures»; ISO 32000-1 sections 7.5.6, 12.7 and 12.8.
[[nodiscard]] QList<QList<PdfError>> objectionsToRevisions(const QByteArray &pdf, const QList<Revision> &chain);

} // namespace cutover::pdf
