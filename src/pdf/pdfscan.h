// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdferror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <tl/expected.hpp>

#include <optional>

namespace cutover::pdf {

/// One token of PDF syntax: a word, a number, a name, a whole string, or a delimiter ('%' too: comments are none of
/// ours). Nothing is looked at behind it.
struct Token
{
    qsizetype begin = 0; ///< in the text it was read from
    QByteArrayView text; ///< empty at the end of the text
    [[nodiscard]] qsizetype end() const { return begin + text.size(); }
};
[[nodiscard]] Token nextToken(QByteArrayView text, qsizetype from);
[[nodiscard]] QList<Token> tokens(QByteArrayView text);

/// A number without sign or point, of at most ten digits.
[[nodiscard]] std::optional<qint64> toNumber(QByteArrayView text);

/// Where a reference "N 0 R" stands in an object's text.
struct Reference
{
    qsizetype begin = 0;
    qsizetype end = 0;
    int number = 0;
};

/// All references of generation 0 in a dictionary's or array's text, those that only look so in strings left out.
[[nodiscard]] QList<Reference> references(QByteArrayView text);

/// The number of the reference that follows `key`; 0 if there is none.
[[nodiscard]] int referenceAfter(QByteArrayView text, QByteArrayView key);

/// One revision of a PDF: a cross-reference table and the end-of-file mark behind its trailer.
struct Revision
{
    qsizetype table = 0; ///< offset of "xref"
    qsizetype end = 0;   ///< offset behind the end-of-file mark and its end of line
};

/// The revisions, oldest first, followed from the last "startxref" through /Prev. Strict: classic tables only, each
/// with its trailer, its own "startxref" and "%%EOF" directly behind, and the last one's at the very end of the bytes.
/// Errors: not_whole_file (something follows the last mark), structure_damaged, structure_unsupported (more than 64 of
/// them, too), encrypted.
[[nodiscard]] tl::expected<QList<Revision>, PdfError> revisions(const QByteArray &pdf);

} // namespace cutover::pdf
