// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/strictjson.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace cutover::formats {

/// One thing wrong in a document that people or programs wrote: what, in which file, at which pointer and line.
///
/// `data` belongs to the code, in the order its comment names; nothing in it is a sentence.
struct DocumentError
{
    enum class Code {
        InvalidJson,        ///< the JsonError's code name, its detail
        UnknownKey,         ///< the key, the nearest known key or ""
        MissingKey,         ///< the key
        WrongType,          ///< type wanted, type found: "string", "number", "integer", "boolean", "array", "object"…
        NumberInQuotes,     ///< the number, as it would stand without quotes
        OutOfRange,         ///< value, least, most ("" where open)
        Empty,              ///< nothing; a text, list or object that must not be empty
        UnknownWord,        ///< the word, then the words allowed
        UnknownCriterion,   ///< the id, the nearest known id or ""
        DuplicateValue,     ///< the value
        InvalidRegex,       ///< the pattern, the engine's words, the offset
        RegexWithoutGroup,  ///< the pattern
        BadTime,            ///< the text; "checklist" where date and time stand apart
        FutureTime,         ///< the text
        BadUrl,             ///< nothing: a URL may hold a secret
        NotLoopback,        ///< nothing: a URL may hold a secret
        BadPointer,         ///< the text
        PathOutside,        ///< the path
        PlaceholderMissing, ///< the placeholder
        ForbiddenVariable,  ///< the name
        BadName,            ///< the text
        BadDigest,          ///< the text
        StagesIncomplete,   ///< the percentages found, comma-separated
        NotCanonical,       ///< nothing: the bytes are not the canonical form of what they say
        WrongPayloadType,   ///< the type found, the type wanted
        InvalidEnvelope,    ///< the DsseError's code name
        UnsafeInteger,      ///< nothing
        NotChecklist,       ///< nothing, or "invalid_utf8": no field of the checklist's head was found
    };
    Code code = Code::InvalidJson;
    QString file; ///< as the caller named it
    QString pointer;
    int line = 1;
    QStringList data;
    friend bool operator==(const DocumentError &, const DocumentError &) = default;
};

using DocumentErrors = QList<DocumentError>;

/// The stable snake_case name of a code.
[[nodiscard]] QString codeName(DocumentError::Code code);

/// A strict reader's error as a document's.
[[nodiscard]] DocumentError documentError(const JsonError &error, const QString &file);

} // namespace cutover::formats
