// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <memory>
#include <tl/expected.hpp>

namespace cutover::formats {

/// What strict reading refused, and where.
///
/// Pure values; the pointer is RFC 6901 ("" is the whole text), lines count from 1. `detail` is data, not a sentence:
/// the key of a duplicate, else the bytes at the fault (at most 24 of them, made printable).
struct JsonError
{
    enum class Code {
        Empty,
        TooLarge,
        ByteOrderMark,
        InvalidUtf8,
        ControlCharacter,
        Truncated,
        TrailingGarbage,
        TrailingComma,
        Comment,
        NotFinite,
        NumberOverflow,
        DuplicateKey,
        TooDeep,
        Syntax
    };
    Code code = Code::Syntax;
    QString pointer;
    int line = 1;
    QString detail;
    friend bool operator==(const JsonError &, const JsonError &) = default;
};

/// The stable snake_case name of a code.
[[nodiscard]] QString codeName(JsonError::Code code);

struct JsonLimits
{
    qsizetype maxBytes = 16 * 1024 * 1024;
    int maxDepth = 64;
};

class JsonLineIndex;

/// A text that was read strictly: its value, and where each value stands.
///
/// Integers that fit 64 bits are kept exactly (QJsonValue::toInteger), all other numbers as the nearest double.
/// `unsafeIntegers` are the pointers of integers beyond 2^53, which canonical JSON refuses. Copies are cheap;
/// safe to read from several threads.
struct JsonText
{
    QJsonValue root;
    QStringList unsafeIntegers;
    std::shared_ptr<const JsonLineIndex> index;

    /// The line on which the value at this pointer begins; for a pointer that is not there, its nearest ancestor's.
    [[nodiscard]] int lineOf(const QString &pointer) const;
};

/// Reads one JSON text as RFC 8259 writes it and nothing else: no duplicate keys, NaN, comments, trailing commas,
/// byte order mark, invalid UTF-8, lone surrogates, overflowing numbers or bytes after the value.
[[nodiscard]] tl::expected<JsonText, JsonError> parseStrict(QByteArrayView bytes, const JsonLimits &limits = {});

} // namespace cutover::formats
