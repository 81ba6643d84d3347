// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonlines.h"

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

tl::expected<JsonLine, JsonLinesError> readLine(QByteArrayView bytes, int number, const JsonLimits &limits)
{
    if (bytes.trimmed().isEmpty())
        return tl::make_unexpected(JsonLinesError{JsonLinesError::Code::BlankLine, number, {}});
    const auto text = parseStrict(bytes, limits);
    if (!text) {
        JsonError error = text.error();
        error.line = number;
        return tl::make_unexpected(JsonLinesError{JsonLinesError::Code::InvalidJson, number, error});
    }
    if (!text->root.isObject())
        return tl::make_unexpected(JsonLinesError{JsonLinesError::Code::NotAnObject, number, {}});
    return JsonLine{bytes.toByteArray(), text->root.toObject(), number};
}

} // namespace

QString codeName(JsonLinesError::Code code)
{
    switch (code) {
    case JsonLinesError::Code::InvalidJson:
        return u"invalid_json"_s;
    case JsonLinesError::Code::NotAnObject:
        return u"not_an_object"_s;
    case JsonLinesError::Code::BlankLine:
        return u"blank_line"_s;
    case JsonLinesError::Code::CutTail:
        return u"cut_tail"_s;
    }
    Q_UNREACHABLE();
}

tl::expected<QList<JsonLine>, JsonLinesError> parseJsonLines(QByteArrayView bytes, const JsonLimits &lineLimits)
{
    QList<JsonLine> lines;
    qsizetype from = 0;
    while (from < bytes.size()) {
        const int number = int(lines.size()) + 1;
        const qsizetype newline = bytes.indexOf('\n', from);
        if (newline < 0)
            return tl::make_unexpected(JsonLinesError{JsonLinesError::Code::CutTail, number, {}});
        auto line = readLine(bytes.sliced(from, newline - from), number, lineLimits);
        if (!line)
            return tl::make_unexpected(line.error());
        lines.append(*std::move(line));
        from = newline + 1;
    }
    return lines;
}

} // namespace cutover::formats
