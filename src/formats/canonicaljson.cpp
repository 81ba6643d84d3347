// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/canonicaljson.h"

#include "formats/jsonpointer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestSafeInteger = qint64(1) << 53;

/// Appends to one byte array and stops at the first value without a canonical form.
class CanonicalWriter
{
public:
    [[nodiscard]] std::optional<CanonicalError> write(const QJsonValue &value, const QString &pointer);
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    [[nodiscard]] std::optional<CanonicalError> writeNumber(const QJsonValue &value, const QString &pointer);
    [[nodiscard]] std::optional<CanonicalError> writeString(const QString &text, const QString &pointer);
    [[nodiscard]] std::optional<CanonicalError> writeArray(const QJsonArray &array, const QString &pointer);
    [[nodiscard]] std::optional<CanonicalError> writeObject(const QJsonObject &object, const QString &pointer);

    QByteArray m_bytes;
};

bool hasLoneSurrogate(const QString &text)
{
    return !QStringView(text).isValidUtf16();
}

QByteArray escaped(QChar c)
{
    switch (c.unicode()) {
    case u'"':
        return "\\\"";
    case u'\\':
        return "\\\\";
    case u'\b':
        return "\\b";
    case u'\f':
        return "\\f";
    case u'\n':
        return "\\n";
    case u'\r':
        return "\\r";
    case u'\t':
        return "\\t";
    default:
        return "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
}

bool needsEscape(QChar c)
{
    return c < u' ' || c == u'"' || c == u'\\';
}

std::optional<CanonicalError> CanonicalWriter::writeNumber(const QJsonValue &value, const QString &pointer)
{
    if (value.toVariant().typeId() == QMetaType::LongLong) {
        const qint64 integer = value.toInteger();
        if (integer > largestSafeInteger || integer < -largestSafeInteger)
            return CanonicalError{CanonicalError::Code::UnsafeInteger, pointer};
        m_bytes += QByteArray::number(integer);
        return std::nullopt;
    }
    const double number = value.toDouble();
    if (!std::isfinite(number))
        return CanonicalError{CanonicalError::Code::NotFinite, pointer};
    // Below 10^21 a whole double prints as an integer, and would be read back as one that no double holds for sure.
    if (std::abs(number) > double(largestSafeInteger) && std::abs(number) < 1e21)
        return CanonicalError{CanonicalError::Code::UnsafeInteger, pointer};
    m_bytes += canonicalNumber(number);
    return std::nullopt;
}

std::optional<CanonicalError> CanonicalWriter::writeString(const QString &text, const QString &pointer)
{
    if (hasLoneSurrogate(text))
        return CanonicalError{CanonicalError::Code::LoneSurrogate, pointer};
    m_bytes += '"';
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!needsEscape(text[i]))
            continue;
        m_bytes += QStringView(text).mid(plainFrom, i - plainFrom).toUtf8() + escaped(text[i]);
        plainFrom = i + 1;
    }
    m_bytes += QStringView(text).mid(plainFrom).toUtf8() + '"';
    return std::nullopt;
}

std::optional<CanonicalError> CanonicalWriter::writeArray(const QJsonArray &array, const QString &pointer)
{
    m_bytes += '[';
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (i > 0)
            m_bytes += ',';
        if (auto error = write(array.at(i), pointerTo(pointer, i)))
            return error;
    }
    m_bytes += ']';
    return std::nullopt;
}

std::optional<CanonicalError> CanonicalWriter::writeObject(const QJsonObject &object, const QString &pointer)
{
    QStringList keys = object.keys();
    // QString compares by UTF-16 code units, which is the order that RFC 8785 asks for.
    std::sort(keys.begin(), keys.end());
    m_bytes += '{';
    for (qsizetype i = 0; i < keys.size(); ++i) {
        if (i > 0)
            m_bytes += ',';
        const QString at = pointerTo(pointer, keys[i]);
        if (auto error = writeString(keys[i], at))
            return error;
        m_bytes += ':';
        if (auto error = write(object.value(keys[i]), at))
            return error;
    }
    m_bytes += '}';
    return std::nullopt;
}

std::optional<CanonicalError> CanonicalWriter::write(const QJsonValue &value, const QString &pointer)
{
    switch (value.type()) {
    case QJsonValue::Null:
        m_bytes += "null";
        return std::nullopt;
    case QJsonValue::Bool:
        m_bytes += value.toBool() ? "true" : "false";
        return std::nullopt;
    case QJsonValue::Double:
        return writeNumber(value, pointer);
    case QJsonValue::String:
        return writeString(value.toString(), pointer);
    case QJsonValue::Array:
        return writeArray(value.toArray(), pointer);
    case QJsonValue::Object:
        return writeObject(value.toObject(), pointer);
    case QJsonValue::Undefined:
        break;
    }
    return CanonicalError{CanonicalError::Code::Undefined, pointer};
}

/// ECMAScript's Number::toString from the shortest digits and the decimal exponent n (value = 0.digits × 10^n).
QByteArray laidOut(const QByteArray &digits, int n)
{
    const int k = int(digits.size());
    if (k <= n && n <= 21)
        return digits + QByteArray(n - k, '0');
    if (0 < n && n <= 21)
        return digits.left(n) + '.' + digits.mid(n);
    if (-6 < n && n <= 0)
        return "0." + QByteArray(-n, '0') + digits;
    const int exponent = n - 1;
    const QByteArray mantissa = k == 1 ? digits : digits.left(1) + '.' + digits.mid(1);
    return mantissa + 'e' + (exponent < 0 ? '-' : '+') + QByteArray::number(std::abs(exponent));
}

} // namespace

QString codeName(CanonicalError::Code code)
{
    switch (code) {
    case CanonicalError::Code::UnsafeInteger:
        return u"unsafe_integer"_s;
    case CanonicalError::Code::NotFinite:
        return u"not_finite"_s;
    case CanonicalError::Code::LoneSurrogate:
        return u"lone_surrogate"_s;
    case CanonicalError::Code::Undefined:
        return u"undefined_value"_s;
    }
    Q_UNREACHABLE();
}

QByteArray canonicalNumber(double number)
{
    if (number == 0)
        return "0";
    std::array<char, 32> buffer;
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(number), std::chars_format::scientific)
            .ptr;
    const QByteArray text(buffer.data(), end - buffer.data());
    const qsizetype e = text.indexOf('e');
    const QByteArray digits = text.left(e).replace('.', QByteArrayView());
    const QByteArray plain = laidOut(digits, text.mid(e + 1).toInt() + 1);
    return number < 0 ? '-' + plain : plain;
}

tl::expected<QByteArray, CanonicalError> canonicalJson(const QJsonValue &value)
{
    CanonicalWriter writer;
    if (const auto error = writer.write(value, {}))
        return tl::make_unexpected(*error);
    return writer.bytes();
}

tl::expected<QByteArray, CanonicalError> canonicalJson(const JsonText &text)
{
    if (!text.unsafeIntegers.isEmpty())
        return tl::make_unexpected(CanonicalError{CanonicalError::Code::UnsafeInteger, text.unsafeIntegers.first()});
    return canonicalJson(text.root);
}

} // namespace cutover::formats
