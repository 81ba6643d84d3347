// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <initializer_list>
#include <optional>

namespace cutover::crypto::der {

/// The little of ITU-T X.690 that a CMS needs: elements with tags of one byte and definite, shortest lengths.

enum Tag : unsigned char {
    Integer = 0x02,
    OctetString = 0x04,
    Null = 0x05,
    ObjectIdentifier = 0x06,
    Sequence = 0x30,
    Set = 0x31,
    Context0 = 0xA0, ///< [0], constructed
    Context1 = 0xA1, ///< [1], constructed
};

struct Element
{
    unsigned char tag = 0;
    QByteArrayView content;
    QByteArrayView whole; ///< tag, length and content
};

/// The element that `bytes` begin with; nullopt unless it is DER and wholly there.
[[nodiscard]] std::optional<Element> first(QByteArrayView bytes);

/// All elements side by side in `content`, at most `limit`; nullopt if a byte is left over.
[[nodiscard]] std::optional<QList<Element>> elements(QByteArrayView content, qsizetype limit = 16);

/// An element over the joined contents.
[[nodiscard]] QByteArray make(unsigned char tag, std::initializer_list<QByteArray> contents);
/// A SET OF, its members in the order DER asks for.
[[nodiscard]] QByteArray makeSetOf(unsigned char tag, QList<QByteArray> members);

} // namespace cutover::crypto::der
