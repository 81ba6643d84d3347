// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/strictjson.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QList>
#include <tl/expected.hpp>

namespace cutover::formats {

/// One line of a JSON Lines file: its exact bytes without the newline, its value and its number from 1.
struct JsonLine
{
    QByteArray bytes;
    QJsonObject value;
    int line = 1;
};

struct JsonLinesError
{
    enum class Code { InvalidJson, NotAnObject, BlankLine, CutTail };
    Code code = Code::InvalidJson;
    int line = 1;
    JsonError json;
};

[[nodiscard]] QString codeName(JsonLinesError::Code code);

/// Reads JSON Lines strictly: every line one object, the last one ended by a newline (a torn tail is CutTail).
/// `json` holds the strict reader's error, its line already counted from the top of the file.
[[nodiscard]] tl::expected<QList<JsonLine>, JsonLinesError> parseJsonLines(QByteArrayView bytes,
                                                                           const JsonLimits &lineLimits = {});

} // namespace cutover::formats
