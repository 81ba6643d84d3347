// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdferror.h"

namespace cutover::pdf {

using namespace Qt::StringLiterals;

QLatin1StringView codeName(PdfError::Code code)
{
    using enum PdfError::Code;
    switch (code) {
    case NotAPdf:
        return "not_a_pdf"_L1;
    case TooLarge:
        return "too_large"_L1;
    case StructureDamaged:
        return "structure_damaged"_L1;
    case Encrypted:
        return "encrypted"_L1;
    case StructureUnsupported:
        return "structure_unsupported"_L1;
    case CertificateNotValidAt:
        return "certificate_not_valid_at"_L1;
    case SigningFailed:
        return "signing_failed"_L1;
    case SignatureTooLarge:
        return "signature_too_large"_L1;
    case NoSignature:
        return "no_signature"_L1;
    case SignatureMalformed:
        return "signature_malformed"_L1;
    case SubFilterUnsupported:
        return "sub_filter_unsupported"_L1;
    case ByteRangeInvalid:
        return "byte_range_invalid"_L1;
    case GapNotContents:
        return "gap_not_contents"_L1;
    case PaddingNotZero:
        return "padding_not_zero"_L1;
    case NotAtEndOfFileMark:
        return "not_at_end_of_file_mark"_L1;
    case NotWholeFile:
        return "not_whole_file"_L1;
    case UnexpectedRevision:
        return "unexpected_revision"_L1;
    case DigestMismatch:
        return "digest_mismatch"_L1;
    case SignatureInvalid:
        return "signature_invalid"_L1;
    case CmsInvalid:
        return "cms_invalid"_L1;
    case TimestampInvalid:
        return "timestamp_invalid"_L1;
    case ActiveContent:
        return "active_content"_L1;
    case EnvelopeMissing:
        return "envelope_missing"_L1;
    case EnvelopeAmbiguous:
        return "envelope_ambiguous"_L1;
    case ObjectChanged:
        return "object_changed"_L1;
    case ObjectAdded:
        return "object_added"_L1;
    case ObjectFreed:
        return "object_freed"_L1;
    case TrailerChanged:
        return "trailer_changed"_L1;
    case BytesBetweenObjects:
        return "bytes_between_objects"_L1;
    case FieldMalformed:
        return "field_malformed"_L1;
    case StampMisplaced:
        return "stamp_misplaced"_L1;
    case StampMalformed:
        return "stamp_malformed"_L1;
    case AnnotationUnexpected:
        return "annotation_unexpected"_L1;
    }
    return {};
}

} // namespace cutover::pdf
