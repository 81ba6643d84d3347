// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QStringList>

namespace cutover::pdf {

/// Why a PDF was not signed, or what does not hold in a signed one: a stable code, and the data its comment names.
/// The words for it stand in models/.
struct PdfError
{
    enum class Code {
        NotAPdf,          ///< no PDF header at the first byte
        TooLarge,         ///< size, largest size in bytes
        StructureDamaged, ///< the parser's own words; nothing is repaired
        Encrypted,
        StructureUnsupported,  ///< what: a cross-reference stream, a hybrid file, a page that is not there
        CertificateNotValidAt, ///< time of the signature, not before, not after
        SigningFailed,         ///< crypto code, its detail
        SignatureTooLarge,     ///< bytes needed, bytes reserved
        NoSignature,
        SignatureMalformed,   ///< key of the signature dictionary, or "field"
        SubFilterUnsupported, ///< the sub-filter found
        ByteRangeInvalid,     ///< the four numbers, as found
        GapNotContents,       ///< offset of the first byte that does not belong to the hexadecimal string
        PaddingNotZero,       ///< offset of the first such byte
        NotAtEndOfFileMark,   ///< offset where a signed range ends
        NotWholeFile,         ///< bytes covered, size of the file
        UnexpectedRevision,   ///< revisions found, revisions expected
        DigestMismatch,       ///< the bytes are not those that were signed
        SignatureInvalid,     ///< crypto code, its detail: the digest holds, the signature does not
        CmsInvalid,           ///< crypto code, its detail
        TimestampInvalid,     ///< time stamp code: a token over the signature that does not hold
        ActiveContent,        ///< key: JavaScript, an open action, a form that runs
        EnvelopeMissing,
        EnvelopeAmbiguous,    ///< number of attached files
        ObjectChanged,        ///< kind, page or object number: what a signature's own revision may not touch
        ObjectAdded,          ///< kind, object number: what belongs to no signature
        ObjectFreed,          ///< object number: taken away, or renumbered
        TrailerChanged,       ///< key
        BytesBetweenObjects,  ///< offset of the first byte that belongs to no object
        FieldMalformed,       ///< key of the signature's form field
        StampMisplaced,       ///< page, counted from 1: outside every place that is reserved and free
        StampMalformed,       ///< key of the stamp, or the operator in its drawing
        AnnotationUnexpected, ///< page, counted from 1, or 0 for a form: there before anyone signed
    };

    Code code = Code::StructureDamaged;
    QStringList data;

    friend bool operator==(const PdfError &, const PdfError &) = default;
};

/// The code's stable snake_case name, as JSON and tests use it ("digest_mismatch").
[[nodiscard]] QLatin1StringView codeName(PdfError::Code code);

} // namespace cutover::pdf
