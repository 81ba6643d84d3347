// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/fieldreader.h"

#include "formats/canonicaljson.h"
#include "formats/jsonpointer.h"
#include "formats/rfc3339.h"

#include <QRegularExpression>
#include <algorithm>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;

namespace {

bool looksLikeNumber(const QString &text)
{
    static const QRegularExpression shape(u"\\A-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\z"_s);
    return shape.match(text).hasMatch();
}

QString numberText(double number)
{
    return QString::fromLatin1(canonicalNumber(number));
}

} // namespace

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return u"boolean"_s;
    case QJsonValue::Double:
        return u"number"_s;
    case QJsonValue::String:
        return u"string"_s;
    case QJsonValue::Array:
        return u"array"_s;
    case QJsonValue::Object:
        return u"object"_s;
    case QJsonValue::Undefined:
        break;
    }
    return u"nothing"_s;
}

std::optional<QByteArray> digestFromHex(const QString &hex)
{
    const auto isHexDigit = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    if (hex.size() != 64 || !std::all_of(hex.cbegin(), hex.cend(), isHexDigit))
        return std::nullopt;
    return QByteArray::fromHex(hex.toLatin1());
}

void ErrorList::add(Code code, const QString &pointer, const QStringList &data)
{
    m_errors.append({code, m_file, pointer, m_text->lineOf(pointer), data});
}

DocumentErrors ErrorList::inOrder() const
{
    DocumentErrors sorted = m_errors;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const DocumentError &a, const DocumentError &b) { return a.line < b.line; });
    return sorted;
}

FieldReader::FieldReader(ErrorList *errors, QJsonObject object, QString pointer)
    : m_errors(errors)
    , m_object(std::move(object))
    , m_pointer(std::move(pointer))
{
}

QString FieldReader::pointer(const QString &key) const
{
    return pointerTo(m_pointer, key);
}

FieldReader &FieldReader::require(const QStringList &keys)
{
    for (const QString &key : keys) {
        if (!has(key))
            m_errors->add(Code::MissingKey, pointer(key), {key});
    }
    return *this;
}

FieldReader &FieldReader::allowOnly(const QStringList &keys)
{
    const QStringList present = m_object.keys();
    for (const QString &key : present) {
        if (!keys.contains(key))
            m_errors->add(Code::UnknownKey, pointer(key), {key, nearestKey(key, keys)});
    }
    return *this;
}

std::optional<QJsonValue> FieldReader::typed(const QString &key, QJsonValue::Type type, const QString &wanted)
{
    if (!has(key))
        return std::nullopt;
    const QJsonValue value = m_object.value(key);
    if (value.type() == type)
        return value;
    if (type == QJsonValue::Double && value.isString() && looksLikeNumber(value.toString()))
        m_errors->add(Code::NumberInQuotes, pointer(key), {value.toString()});
    else
        m_errors->add(Code::WrongType, pointer(key), {wanted, typeName(value)});
    return std::nullopt;
}

bool FieldReader::isWithin(const QString &key, double value, double least, double most)
{
    if (value >= least && value <= most)
        return true;
    const auto bound = [](double limit) { return qIsInf(limit) ? QString() : numberText(limit); };
    m_errors->add(Code::OutOfRange, pointer(key), {numberText(value), bound(least), bound(most)});
    return false;
}

std::optional<QString> FieldReader::text(const QString &key)
{
    const auto value = typed(key, QJsonValue::String, u"string"_s);
    return value ? std::optional(value->toString()) : std::nullopt;
}

std::optional<QString> FieldReader::word(const QString &key)
{
    const auto value = text(key);
    if (!value || !value->trimmed().isEmpty())
        return value;
    m_errors->add(Code::Empty, pointer(key));
    return std::nullopt;
}

std::optional<QString> FieldReader::oneOf(const QString &key, const QStringList &allowed)
{
    const auto value = text(key);
    if (!value || allowed.contains(*value))
        return value;
    m_errors->add(Code::UnknownWord, pointer(key), QStringList{*value} + allowed);
    return std::nullopt;
}

std::optional<bool> FieldReader::boolean(const QString &key)
{
    const auto value = typed(key, QJsonValue::Bool, u"boolean"_s);
    return value ? std::optional(value->toBool()) : std::nullopt;
}

std::optional<double> FieldReader::number(const QString &key, double least, double most)
{
    const auto value = typed(key, QJsonValue::Double, u"number"_s);
    if (!value || !isWithin(key, value->toDouble(), least, most))
        return std::nullopt;
    return value->toDouble();
}

std::optional<qint64> FieldReader::integer(const QString &key, qint64 least, qint64 most)
{
    const auto value = typed(key, QJsonValue::Double, u"integer"_s);
    if (!value || !isWithin(key, value->toDouble(), double(least), double(most)))
        return std::nullopt;
    if (value->toVariant().typeId() == QMetaType::LongLong)
        return value->toInteger();
    m_errors->add(Code::WrongType, pointer(key), {u"integer"_s, u"number"_s});
    return std::nullopt;
}

std::optional<QDateTime> FieldReader::time(const QString &key)
{
    const auto value = text(key);
    if (!value)
        return std::nullopt;
    const auto time = parseRfc3339(*value);
    if (!time)
        m_errors->add(Code::BadTime, pointer(key), {*value});
    return time;
}

std::optional<QByteArray> FieldReader::digest(const QString &key)
{
    const auto value = text(key);
    if (!value)
        return std::nullopt;
    const auto bytes = digestFromHex(*value);
    if (!bytes)
        m_errors->add(Code::BadDigest, pointer(key), {*value});
    return bytes;
}

std::optional<QJsonArray> FieldReader::array(const QString &key)
{
    const auto value = typed(key, QJsonValue::Array, u"array"_s);
    return value ? std::optional(value->toArray()) : std::nullopt;
}

std::optional<QStringList> FieldReader::words(const QString &key)
{
    const auto list = array(key);
    if (!list)
        return std::nullopt;
    QStringList texts;
    for (qsizetype i = 0; i < list->size(); ++i) {
        const QJsonValue item = list->at(i);
        const QString at = pointerTo(pointer(key), i);
        if (!item.isString())
            m_errors->add(Code::WrongType, at, {u"string"_s, typeName(item)});
        else if (item.toString().isEmpty())
            m_errors->add(Code::Empty, at);
        else
            texts.append(item.toString());
    }
    return texts;
}

std::optional<FieldReader> FieldReader::child(const QString &key)
{
    const auto value = typed(key, QJsonValue::Object, u"object"_s);
    return value ? std::optional(FieldReader(m_errors, value->toObject(), pointer(key))) : std::nullopt;
}

std::optional<QList<FieldReader>> FieldReader::children(const QString &key)
{
    const auto list = array(key);
    if (!list)
        return std::nullopt;
    QList<FieldReader> readers;
    for (qsizetype i = 0; i < list->size(); ++i) {
        const QString at = pointerTo(pointer(key), i);
        if (list->at(i).isObject())
            readers.append(FieldReader(m_errors, list->at(i).toObject(), at));
        else
            m_errors->add(Code::WrongType, at, {u"object"_s, typeName(list->at(i))});
    }
    return readers;
}

} // namespace cutover::formats
