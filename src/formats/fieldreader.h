// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/documenterror.h"
#include "formats/strictjson.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <limits>
#include <optional>

namespace cutover::formats {

/// Where the problems of one document gather, each with its line.
class ErrorList
{
public:
    ErrorList(const JsonText *text, QString file)
        : m_text(text)
        , m_file(std::move(file))
    {
    }
    void add(DocumentError::Code code, const QString &pointer, const QStringList &data = {});
    [[nodiscard]] bool isEmpty() const { return m_errors.isEmpty(); }
    /// By line, as a reader of the file meets them.
    [[nodiscard]] DocumentErrors inOrder() const;

private:
    const JsonText *m_text;
    QString m_file;
    DocumentErrors m_errors;
};

/// Reads the members of one object by type and range. A member that is absent gives nothing; one that is wrong gives
/// nothing and adds its problem; `require` makes absence a problem too. Nothing is ever converted or guessed.
class FieldReader
{
public:
    FieldReader(ErrorList *errors, QJsonObject object, QString pointer);

    [[nodiscard]] bool has(const QString &key) const { return m_object.contains(key); }
    [[nodiscard]] QString pointer(const QString &key) const;
    [[nodiscard]] const QJsonObject &object() const { return m_object; }
    [[nodiscard]] ErrorList &errors() const { return *m_errors; }

    FieldReader &require(const QStringList &keys);
    FieldReader &allowOnly(const QStringList &keys);

    [[nodiscard]] std::optional<QString> text(const QString &key);
    /// A text that is not empty.
    [[nodiscard]] std::optional<QString> word(const QString &key);
    /// One of these words.
    [[nodiscard]] std::optional<QString> oneOf(const QString &key, const QStringList &words);
    [[nodiscard]] std::optional<bool> boolean(const QString &key);
    [[nodiscard]] std::optional<double> number(const QString &key, double least, double most);
    [[nodiscard]] std::optional<qint64> integer(const QString &key, qint64 least, qint64 most);
    [[nodiscard]] std::optional<QDateTime> time(const QString &key);
    /// 32 bytes, from 64 lower-case hex digits.
    [[nodiscard]] std::optional<QByteArray> digest(const QString &key);
    [[nodiscard]] std::optional<QJsonArray> array(const QString &key);
    /// Each element a text that is not empty.
    [[nodiscard]] std::optional<QStringList> words(const QString &key);
    [[nodiscard]] std::optional<FieldReader> child(const QString &key);
    /// The objects of an array; an element that is none is a problem and left out.
    [[nodiscard]] std::optional<QList<FieldReader>> children(const QString &key);

private:
    [[nodiscard]] std::optional<QJsonValue> typed(const QString &key, QJsonValue::Type type, const QString &wanted);
    [[nodiscard]] bool isWithin(const QString &key, double value, double least, double most);

    ErrorList *m_errors;
    QJsonObject m_object;
    QString m_pointer;
};

/// "null", "boolean", "number", "string", "array", "object".
[[nodiscard]] QString typeName(const QJsonValue &value);

/// 32 bytes from exactly 64 lower-case hex digits.
[[nodiscard]] std::optional<QByteArray> digestFromHex(const QString &hex);

} // namespace cutover::formats
