// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises random damage to a valid input, the same for the same seed.
#pragma once

#include <QByteArray>
#include <QRandomGenerator>

namespace cutover::tests {

/// One to four random edits: a byte flipped, dropped, doubled or replaced by one that means something to a reader.
inline QByteArray mutated(QByteArray bytes, QRandomGenerator &random)
{
    static constexpr char literal[] = "{}[]\",:\\/0123456789.-+eEtrufalsn \n\0\xff\xc3\xed";
    static const QByteArray telling(literal, sizeof literal - 1);
    const int edits = 1 + int(random.bounded(4));
    for (int i = 0; i < edits && !bytes.isEmpty(); ++i) {
        const qsizetype at = random.bounded(qint64(bytes.size()));
        switch (random.bounded(5)) {
        case 0:
            bytes[at] = char(bytes[at] ^ (1 << random.bounded(8)));
            break;
        case 1:
            bytes.remove(at, 1 + qsizetype(random.bounded(8)));
            break;
        case 2:
            bytes.insert(at, bytes.mid(at, 1 + qsizetype(random.bounded(12))));
            break;
        case 3:
            bytes[at] = telling[qsizetype(random.bounded(int(telling.size())))];
            break;
        default:
            bytes.truncate(at);
        }
    }
    return bytes;
}

} // namespace cutover::tests
