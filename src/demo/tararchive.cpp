// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/tararchive.h"

#include <numeric>

namespace cutover::demo {

namespace {

constexpr qsizetype blockSize = 512;

QByteArray octal(qint64 value, qsizetype digits)
{
    return QByteArray::number(value, 8).rightJustified(digits, '0');
}

/// One header block (POSIX.1-1988, ustar): fixed offsets, octal numbers, the checksum over itself with blanks for it.
QByteArray header(const QByteArray &name, qint64 size, qint64 modifiedAtS)
{
    QByteArray block(blockSize, '\0');
    const auto put = [&block](qsizetype at, const QByteArray &text) { block.replace(at, text.size(), text); };
    put(0, name);
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    put(124, octal(size, 11));
    put(136, octal(modifiedAtS, 11));
    put(148, "        ");
    put(156, "0");
    put(257, QByteArray("ustar\0"
                        "00",
                        8));
    const auto add = [](int sum, char byte) { return sum + static_cast<unsigned char>(byte); };
    put(148, octal(std::accumulate(block.cbegin(), block.cend(), 0, add), 6) + '\0' + ' ');
    return block;
}

} // namespace

void TarArchive::add(const QString &name, const QByteArray &content, const QDateTime &modifiedAt)
{
    const QByteArray bytes = name.toUtf8();
    Q_ASSERT(bytes.size() <= 100);
    const qsizetype padding = (blockSize - content.size() % blockSize) % blockSize;
    m_entries += header(bytes, content.size(), modifiedAt.toSecsSinceEpoch()) + content + QByteArray(padding, '\0');
}

QByteArray TarArchive::bytes() const
{
    return m_entries + QByteArray(2 * blockSize, '\0');
}

} // namespace cutover::demo
