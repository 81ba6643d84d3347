// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/signatureplace.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <optional>

namespace cutover::pdf {

/// QPdfWriter's output in one canonical form: objects numbered in the order in which the document refers to them, the
/// Info dictionary dated `date`, a cross-reference table of our own and an /ID made of the content's digest. QPdfWriter
/// itself orders fonts by a hash whose seed differs in each process, dates by the clock, and gives no /ID.
/// `places` are kept in the catalog: a stamp may stand there and nowhere else (pdf/reservedplaces.h).
/// Nothing where the bytes are not in QPdfWriter's plain form.
/// Source: ISO 32000-1 sections 7.5.4, 7.5.5 and 14.4.
[[nodiscard]] std::optional<QByteArray> canonicalPdf(const QByteArray &written, const QDateTime &date,
                                                     const QList<SignaturePlace> &places = {});

/// "D:20260302134122Z", as dates stand in a PDF.
[[nodiscard]] QByteArray pdfDate(const QDateTime &time);

} // namespace cutover::pdf
