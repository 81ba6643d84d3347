// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/strictjson.h"

#include "formats/jsonsax.h"

#include <QUtf8StringView>
#include <mutex>

namespace cutover::formats {

using namespace Qt::StringLiterals;

/// Lines are asked for only where something is wrong, so they are counted in a second pass, once, when first asked.
class JsonLineIndex
{
public:
    JsonLineIndex(QByteArray bytes, const JsonLimits &limits)
        : m_bytes(std::move(bytes))
        , m_limits(limits)
    {
    }

    [[nodiscard]] int lineOf(QString pointer) const
    {
        std::call_once(m_once, [this] { fill(); });
        for (;;) {
            const auto found = m_lines.constFind(pointer);
            if (found != m_lines.cend())
                return *found;
            if (pointer.isEmpty())
                return 1;
            pointer.truncate(std::max<qsizetype>(0, pointer.lastIndexOf(u'/')));
        }
    }

private:
    void fill() const
    {
        ByteCursor cursor(m_bytes);
        JsonSax sax(&cursor, m_limits, &m_lines);
        nlohmann::json::sax_parse(CountingIterator(&cursor, cursor.begin), CountingIterator(&cursor, cursor.end), &sax);
    }

    QByteArray m_bytes;
    JsonLimits m_limits;
    mutable std::once_flag m_once;
    mutable QHash<QString, int> m_lines;
};

namespace {

JsonError plainError(JsonError::Code code, QByteArrayView bytes, qsizetype at, const QString &detail = {})
{
    return {code, {}, int(std::count(bytes.data(), bytes.data() + at, '\n')) + 1, detail};
}

qsizetype firstInvalidUtf8(QByteArrayView bytes)
{
    // Only whole sequences count: the longest valid prefix ends where the fault begins.
    qsizetype valid = 0;
    qsizetype step = bytes.size();
    while (step > 0) {
        if (valid + step <= bytes.size() && QUtf8StringView(bytes.data() + valid, step).isValidUtf8())
            valid += step;
        else
            step /= 2;
    }
    return valid;
}

std::optional<JsonError> refusedUnread(QByteArrayView bytes, const JsonLimits &limits)
{
    if (bytes.size() > limits.maxBytes)
        return JsonError{JsonError::Code::TooLarge, {}, 1, QString::number(limits.maxBytes)};
    if (bytes.startsWith("\xEF\xBB\xBF") || bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF"))
        return plainError(JsonError::Code::ByteOrderMark, bytes, 0);
    if (bytes.trimmed().isEmpty())
        return plainError(JsonError::Code::Empty, bytes, 0);
    if (!QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8()) {
        const qsizetype at = firstInvalidUtf8(bytes);
        return plainError(JsonError::Code::InvalidUtf8, bytes, at,
                          QString::fromLatin1(QByteArray(1, bytes[std::min(at, bytes.size() - 1)]).toHex()));
    }
    // nlohmann takes a NUL for the end of the text, so that anything could hide behind it.
    if (const qsizetype nul = bytes.indexOf('\0'); nul >= 0)
        return plainError(JsonError::Code::ControlCharacter, bytes, nul, u"00"_s);
    return std::nullopt;
}

} // namespace

QString codeName(JsonError::Code code)
{
    switch (code) {
    case JsonError::Code::Empty:
        return u"empty"_s;
    case JsonError::Code::TooLarge:
        return u"too_large"_s;
    case JsonError::Code::ByteOrderMark:
        return u"byte_order_mark"_s;
    case JsonError::Code::InvalidUtf8:
        return u"invalid_utf8"_s;
    case JsonError::Code::ControlCharacter:
        return u"control_character"_s;
    case JsonError::Code::Truncated:
        return u"truncated"_s;
    case JsonError::Code::TrailingGarbage:
        return u"trailing_garbage"_s;
    case JsonError::Code::TrailingComma:
        return u"trailing_comma"_s;
    case JsonError::Code::Comment:
        return u"comment"_s;
    case JsonError::Code::NotFinite:
        return u"not_finite"_s;
    case JsonError::Code::NumberOverflow:
        return u"number_overflow"_s;
    case JsonError::Code::DuplicateKey:
        return u"duplicate_key"_s;
    case JsonError::Code::TooDeep:
        return u"too_deep"_s;
    case JsonError::Code::Syntax:
        return u"syntax"_s;
    }
    Q_UNREACHABLE();
}

int JsonText::lineOf(const QString &pointer) const
{
    return index ? index->lineOf(pointer) : 1;
}

tl::expected<JsonText, JsonError> parseStrict(QByteArrayView bytes, const JsonLimits &limits)
{
    if (const auto refused = refusedUnread(bytes, limits))
        return tl::make_unexpected(*refused);
    ByteCursor cursor(bytes);
    JsonSax sax(&cursor, limits);
    if (!nlohmann::json::sax_parse(CountingIterator(&cursor, cursor.begin), CountingIterator(&cursor, cursor.end),
                                   &sax))
        return tl::make_unexpected(sax.error());
    return JsonText{sax.root(), sax.unsafeIntegers(),
                    std::make_shared<const JsonLineIndex>(bytes.toByteArray(), limits)};
}

} // namespace cutover::formats
