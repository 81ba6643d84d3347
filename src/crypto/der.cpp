// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/der.h"

#include <algorithm>

namespace cutover::crypto::der {
namespace {

struct Length
{
    qsizetype value = 0;
    qsizetype bytesUsed = 0;
};

// Lengths up to 2^24 - 1 (three bytes): more than any CMS of ours may have.
std::optional<Length> readLength(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return std::nullopt;
    const auto head = static_cast<unsigned char>(bytes[0]);
    if (head < 0x80)
        return Length{head, 1};
    const qsizetype count = head & 0x7F;
    if (count < 1 || count > 3 || bytes.size() < 1 + count)
        return std::nullopt;
    qsizetype value = 0;
    for (qsizetype index = 1; index <= count; ++index)
        value = (value << 8) | static_cast<unsigned char>(bytes[index]);
    // DER: the shortest form only.
    if (value < 0x80 || (count > 1 && value < (qsizetype(1) << (8 * (count - 1)))))
        return std::nullopt;
    return Length{value, 1 + count};
}

QByteArray lengthOf(qsizetype size)
{
    if (size < 0x80)
        return QByteArray(1, static_cast<char>(size));
    QByteArray digits;
    for (qsizetype rest = size; rest > 0; rest >>= 8)
        digits.prepend(static_cast<char>(rest & 0xFF));
    return QByteArray(1, static_cast<char>(0x80 | digits.size())) + digits;
}

} // namespace

std::optional<Element> first(QByteArrayView bytes)
{
    constexpr unsigned char longTag = 0x1F;
    if (bytes.isEmpty() || (static_cast<unsigned char>(bytes[0]) & longTag) == longTag)
        return std::nullopt;
    const auto length = readLength(bytes.sliced(1));
    if (!length || length->value > bytes.size() - 1 - length->bytesUsed)
        return std::nullopt;
    const qsizetype header = 1 + length->bytesUsed;
    return Element{static_cast<unsigned char>(bytes[0]), bytes.sliced(header, length->value),
                   bytes.first(header + length->value)};
}

std::optional<QList<Element>> elements(QByteArrayView content, qsizetype limit)
{
    QList<Element> found;
    while (!content.isEmpty()) {
        const auto element = first(content);
        if (!element || found.size() == limit)
            return std::nullopt;
        found.append(*element);
        content = content.sliced(element->whole.size());
    }
    return found;
}

QByteArray make(unsigned char tag, std::initializer_list<QByteArray> contents)
{
    QByteArray content;
    for (const QByteArray &part : contents)
        content += part;
    return QByteArray(1, static_cast<char>(tag)) + lengthOf(content.size()) + content;
}

QByteArray makeSetOf(unsigned char tag, QList<QByteArray> members)
{
    std::sort(members.begin(), members.end(), [](const QByteArray &left, const QByteArray &right) {
        return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
            return static_cast<unsigned char>(a) < static_cast<unsigned char>(b);
        });
    });
    QByteArray content;
    for (const QByteArray &member : std::as_const(members))
        content += member;
    return make(tag, {content});
}

} // namespace cutover::crypto::der
