// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/strictjson.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::formats {

/// Why a value has no canonical form; the pointer says which one.
struct CanonicalError
{
    enum class Code { UnsafeInteger, NotFinite, LoneSurrogate, Undefined };
    Code code = Code::Undefined;
    QString pointer;
    friend bool operator==(const CanonicalError &, const CanonicalError &) = default;
};

[[nodiscard]] QString codeName(CanonicalError::Code code);

/// The RFC 8785 bytes of a value: shortest round-trip numbers as ECMAScript prints them, keys by UTF-16 code units.
///
/// Integers beyond 2^53 are refused, because a reader with doubles would see another number than the writer meant.
[[nodiscard]] tl::expected<QByteArray, CanonicalError> canonicalJson(const QJsonValue &value);

/// The same of a text just read, which also knows the integers that did not even fit 64 bits.
[[nodiscard]] tl::expected<QByteArray, CanonicalError> canonicalJson(const JsonText &text);

/// One finite number as ECMAScript's Number::toString prints it.
[[nodiscard]] QByteArray canonicalNumber(double number);

} // namespace cutover::formats
