// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/strictjson.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QSet>
#include <nlohmann/json.hpp>
#include <string>

namespace cutover::formats {

/// How far the parser has read; shared by the copies that nlohmann makes of the iterator.
struct ByteCursor
{
    const char *begin = nullptr;
    const char *end = nullptr;
    const char *position = nullptr;
    const char *countedTo = nullptr;
    int newlines = 0;

    explicit ByteCursor(QByteArrayView bytes);
    /// The line of the token that was scanned last.
    [[nodiscard]] int line();
    [[nodiscard]] qsizetype size() const { return end - begin; }
};

/// An input iterator that tells its cursor about every byte taken: nlohmann's SAX reports no places of its own.
class CountingIterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    CountingIterator(ByteCursor *cursor, const char *at)
        : m_cursor(cursor)
        , m_at(at)
    {
    }
    reference operator*() const { return *m_at; }
    CountingIterator &operator++();
    CountingIterator operator++(int);
    friend bool operator==(const CountingIterator &a, const CountingIterator &b) { return a.m_at == b.m_at; }
    friend bool operator!=(const CountingIterator &a, const CountingIterator &b) { return a.m_at != b.m_at; }

private:
    ByteCursor *m_cursor;
    const char *m_at;
};

/// nlohmann's SAX events made into a QJsonValue, or into one JsonError. Used by strictjson.cpp alone.
class JsonSax
{
public:
    JsonSax(ByteCursor *cursor, const JsonLimits &limits, QHash<QString, int> *lines = nullptr);

    bool null();
    bool boolean(bool value);
    bool number_integer(nlohmann::json::number_integer_t value);
    bool number_unsigned(nlohmann::json::number_unsigned_t value);
    bool number_float(nlohmann::json::number_float_t value, const std::string &text);
    bool string(std::string &value);
    bool binary(nlohmann::json::binary_t &value);
    bool start_object(std::size_t count);
    bool key(std::string &name);
    bool end_object();
    bool start_array(std::size_t count);
    bool end_array();
    bool parse_error(std::size_t position, const std::string &token, const nlohmann::detail::exception &fault);

    [[nodiscard]] const QJsonValue &root() const { return m_root; }
    [[nodiscard]] const JsonError &error() const { return m_error; }
    [[nodiscard]] const QStringList &unsafeIntegers() const { return m_unsafeIntegers; }

private:
    struct Frame
    {
        bool isObject = false;
        bool inMember = false;
        QString key;
        QList<std::pair<QString, QJsonValue>> members;
        QSet<QString> keys;
        QJsonArray items;
    };

    [[nodiscard]] QString here() const;
    [[nodiscard]] bool isDuplicate(Frame &frame, const QString &name) const;
    void notePlace();
    bool accept(const QJsonValue &value);
    bool open(bool isObject);
    bool refuse(JsonError::Code code, const QString &pointer, int line, const QString &detail);
    [[nodiscard]] JsonError::Code classify(qsizetype fault, bool pastEnd, bool inString, int id) const;

    ByteCursor *m_cursor;
    JsonLimits m_limits;
    QHash<QString, int> *m_lines;
    QList<Frame> m_frames;
    QJsonValue m_root = QJsonValue::Undefined;
    bool m_hasRoot = false;
    QStringList m_unsafeIntegers;
    JsonError m_error;
};

} // namespace cutover::formats
