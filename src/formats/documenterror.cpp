// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/documenterror.h"

namespace cutover::formats {

using namespace Qt::StringLiterals;

QString codeName(DocumentError::Code code)
{
    using Code = DocumentError::Code;
    switch (code) {
    case Code::InvalidJson:
        return u"invalid_json"_s;
    case Code::UnknownKey:
        return u"unknown_key"_s;
    case Code::MissingKey:
        return u"missing_key"_s;
    case Code::WrongType:
        return u"wrong_type"_s;
    case Code::NumberInQuotes:
        return u"number_in_quotes"_s;
    case Code::OutOfRange:
        return u"out_of_range"_s;
    case Code::Empty:
        return u"empty"_s;
    case Code::UnknownWord:
        return u"unknown_word"_s;
    case Code::UnknownCriterion:
        return u"unknown_criterion"_s;
    case Code::DuplicateValue:
        return u"duplicate_value"_s;
    case Code::InvalidRegex:
        return u"invalid_regex"_s;
    case Code::RegexWithoutGroup:
        return u"regex_without_group"_s;
    case Code::BadTime:
        return u"bad_time"_s;
    case Code::FutureTime:
        return u"future_time"_s;
    case Code::BadUrl:
        return u"bad_url"_s;
    case Code::NotLoopback:
        return u"not_loopback"_s;
    case Code::BadPointer:
        return u"bad_pointer"_s;
    case Code::PathOutside:
        return u"path_outside"_s;
    case Code::PlaceholderMissing:
        return u"placeholder_missing"_s;
    case Code::ForbiddenVariable:
        return u"forbidden_variable"_s;
    case Code::BadName:
        return u"bad_name"_s;
    case Code::BadDigest:
        return u"bad_digest"_s;
    case Code::StagesIncomplete:
        return u"stages_incomplete"_s;
    case Code::NotCanonical:
        return u"not_canonical"_s;
    case Code::WrongPayloadType:
        return u"wrong_payload_type"_s;
    case Code::InvalidEnvelope:
        return u"invalid_envelope"_s;
    case Code::UnsafeInteger:
        return u"unsafe_integer"_s;
    case Code::NotChecklist:
        return u"not_a_checklist"_s;
    }
    Q_UNREACHABLE();
}

DocumentError documentError(const JsonError &error, const QString &file)
{
    return {DocumentError::Code::InvalidJson, file, error.pointer, error.line, {codeName(error.code), error.detail}};
}

} // namespace cutover::formats
