// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonsax.h"

#include "formats/jsonpointer.h"

#include <algorithm>
#include <cmath>

namespace cutover::formats {

namespace {

constexpr qint64 largestSafeInteger = qint64(1) << 53;
constexpr qsizetype linearKeys = 16;
constexpr qsizetype excerptReach = 12;

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-';
}

/// The run of letters, digits and signs around a place, so that "NaN" and "-Infinity" are known by their names.
QByteArray wordAround(const ByteCursor &cursor, qsizetype at)
{
    qsizetype first = at;
    qsizetype last = at;
    while (first > 0 && at - first < excerptReach && isWordByte(cursor.begin[first - 1]))
        --first;
    while (last < cursor.size() && last - at < excerptReach && isWordByte(cursor.begin[last]))
        ++last;
    return QByteArray(cursor.begin + first, last - first).toLower();
}

bool namesNoNumber(QByteArray word)
{
    if (word.startsWith('-') || word.startsWith('+'))
        word.remove(0, 1);
    return word.startsWith("nan") || word.startsWith("inf");
}

QString excerpt(const ByteCursor &cursor, qsizetype at)
{
    const qsizetype first = std::max<qsizetype>(0, at - excerptReach);
    const qsizetype last = std::min(cursor.size(), at + excerptReach);
    QString text = QString::fromUtf8(cursor.begin + first, last - first);
    for (QChar &c : text) {
        if (!c.isPrint())
            c = u' ';
    }
    return text.simplified();
}

bool followsComma(const ByteCursor &cursor, qsizetype at)
{
    if (cursor.begin[at] != ']' && cursor.begin[at] != '}')
        return false;
    qsizetype before = at - 1;
    while (before >= 0 && (QByteArrayView(" \t\r\n").contains(cursor.begin[before])))
        --before;
    return before >= 0 && cursor.begin[before] == ',';
}

/// Whether a place lies within a string; all before the first fault is well formed, so counting quotes is enough.
bool isInsideString(const ByteCursor &cursor, qsizetype at)
{
    bool inside = false;
    for (qsizetype i = 0; i < at; ++i) {
        if (inside && cursor.begin[i] == '\\')
            ++i;
        else if (cursor.begin[i] == '"')
            inside = !inside;
    }
    return inside;
}

int newlinesBefore(const ByteCursor &cursor, qsizetype at)
{
    return int(std::count(cursor.begin, cursor.begin + std::clamp<qsizetype>(at, 0, cursor.size()), '\n'));
}

} // namespace

ByteCursor::ByteCursor(QByteArrayView bytes)
    : begin(bytes.data())
    , end(bytes.data() + bytes.size())
    , position(begin)
    , countedTo(begin)
{
}

int ByteCursor::line()
{
    newlines += int(std::count(countedTo, position, '\n'));
    countedTo = position;
    // A number ends only at the byte after it; every other token ends with its own last byte, never a newline.
    const bool lookedAhead = position != begin && position[-1] == '\n';
    return newlines + 1 - (lookedAhead ? 1 : 0);
}

CountingIterator &CountingIterator::operator++()
{
    ++m_at;
    m_cursor->position = m_at;
    return *this;
}

CountingIterator CountingIterator::operator++(int)
{
    CountingIterator before = *this;
    ++*this;
    return before;
}

JsonSax::JsonSax(ByteCursor *cursor, const JsonLimits &limits, QHash<QString, int> *lines)
    : m_cursor(cursor)
    , m_limits(limits)
    , m_lines(lines)
{
}

QString JsonSax::here() const
{
    QString pointer;
    for (const Frame &frame : m_frames) {
        if (!frame.isObject)
            pointer = pointerTo(pointer, frame.items.size());
        else if (frame.inMember)
            pointer = pointerTo(pointer, frame.key);
    }
    return pointer;
}

void JsonSax::notePlace()
{
    if (m_lines != nullptr)
        m_lines->insert(here(), m_cursor->line());
}

bool JsonSax::accept(const QJsonValue &value)
{
    if (m_frames.isEmpty()) {
        m_root = value;
        m_hasRoot = true;
        return true;
    }
    Frame &frame = m_frames.last();
    if (frame.isObject) {
        frame.members.emplaceBack(frame.key, value);
        frame.inMember = false;
    } else {
        frame.items.append(value);
    }
    return true;
}

bool JsonSax::refuse(JsonError::Code code, const QString &pointer, int line, const QString &detail)
{
    m_error = {code, pointer, line, detail};
    return false;
}

bool JsonSax::null()
{
    notePlace();
    return accept(QJsonValue(QJsonValue::Null));
}

bool JsonSax::boolean(bool value)
{
    notePlace();
    return accept(QJsonValue(value));
}

bool JsonSax::number_integer(nlohmann::json::number_integer_t value)
{
    notePlace();
    if (value > largestSafeInteger || value < -largestSafeInteger)
        m_unsafeIntegers.append(here());
    return accept(QJsonValue(qint64(value)));
}

bool JsonSax::number_unsigned(nlohmann::json::number_unsigned_t value)
{
    if (value <= nlohmann::json::number_unsigned_t(std::numeric_limits<qint64>::max()))
        return number_integer(nlohmann::json::number_integer_t(value));
    notePlace();
    m_unsafeIntegers.append(here());
    return accept(QJsonValue(double(value)));
}

bool JsonSax::number_float(nlohmann::json::number_float_t value, const std::string &text)
{
    notePlace();
    if (!std::isfinite(value))
        return refuse(JsonError::Code::NumberOverflow, here(), m_cursor->line(), QString::fromStdString(text));
    // nlohmann falls back to a double where an integer fits no 64 bits.
    if (text.find_first_of(".eE") == std::string::npos)
        m_unsafeIntegers.append(here());
    return accept(QJsonValue(double(value)));
}

bool JsonSax::string(std::string &value)
{
    notePlace();
    return accept(QJsonValue(QString::fromUtf8(value.data(), qsizetype(value.size()))));
}

bool JsonSax::binary(nlohmann::json::binary_t &)
{
    return refuse(JsonError::Code::Syntax, here(), m_cursor->line(), {});
}

bool JsonSax::open(bool isObject)
{
    notePlace();
    if (m_frames.size() >= m_limits.maxDepth)
        return refuse(JsonError::Code::TooDeep, here(), m_cursor->line(), QString::number(m_limits.maxDepth));
    Frame frame;
    frame.isObject = isObject;
    m_frames.append(std::move(frame));
    return true;
}

bool JsonSax::start_object(std::size_t)
{
    return open(true);
}

bool JsonSax::start_array(std::size_t)
{
    return open(false);
}

bool JsonSax::isDuplicate(Frame &frame, const QString &name) const
{
    const auto sameKey = [&name](const auto &member) { return member.first == name; };
    if (frame.members.size() < linearKeys)
        return std::any_of(frame.members.cbegin(), frame.members.cend(), sameKey);
    if (frame.keys.isEmpty()) {
        for (const auto &member : frame.members)
            frame.keys.insert(member.first);
    }
    const qsizetype before = frame.keys.size();
    frame.keys.insert(name);
    return frame.keys.size() == before;
}

bool JsonSax::key(std::string &name)
{
    Frame &frame = m_frames.last();
    frame.key = QString::fromUtf8(name.data(), qsizetype(name.size()));
    frame.inMember = true;
    if (isDuplicate(frame, frame.key))
        return refuse(JsonError::Code::DuplicateKey, here(), m_cursor->line(), frame.key);
    return true;
}

bool JsonSax::end_object()
{
    Frame frame = m_frames.takeLast();
    // Sorted first, because QJsonObject keeps its keys in order and inserting in the middle is linear.
    std::sort(frame.members.begin(), frame.members.end(),
              [](const auto &a, const auto &b) { return a.first < b.first; });
    QJsonObject object;
    for (const auto &member : std::as_const(frame.members))
        object.insert(member.first, member.second);
    return accept(object);
}

bool JsonSax::end_array()
{
    const Frame frame = m_frames.takeLast();
    return accept(frame.items);
}

JsonError::Code JsonSax::classify(qsizetype fault, bool pastEnd, bool inString, int id) const
{
    constexpr int outOfRange = 406;
    if (id == outOfRange)
        return JsonError::Code::NumberOverflow;
    if (!inString && namesNoNumber(wordAround(*m_cursor, fault)))
        return JsonError::Code::NotFinite;
    if (pastEnd)
        return JsonError::Code::Truncated;
    const char byte = m_cursor->begin[fault];
    if (!inString && byte == '/')
        return JsonError::Code::Comment;
    if (m_hasRoot)
        return JsonError::Code::TrailingGarbage;
    if (inString && static_cast<unsigned char>(byte) < 0x20)
        return JsonError::Code::ControlCharacter;
    if (!inString && followsComma(*m_cursor, fault))
        return JsonError::Code::TrailingComma;
    return JsonError::Code::Syntax;
}

bool JsonSax::parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &fault)
{
    const bool pastEnd = position > std::size_t(m_cursor->size());
    const qsizetype at = std::clamp<qsizetype>(qsizetype(position) - 1, 0, m_cursor->size() - 1);
    return refuse(classify(at, pastEnd, isInsideString(*m_cursor, at), fault.id), here(),
                  newlinesBefore(*m_cursor, at) + 1, excerpt(*m_cursor, at));
}

} // namespace cutover::formats
