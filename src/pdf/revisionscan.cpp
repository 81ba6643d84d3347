// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/revisionscan.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace cutover::pdf {

namespace {

using Code = PdfError::Code;
using Offsets = QMap<qsizetype, int>; ///< where an object begins → its number

/// More objects than any reader has to know (ISO 32000-1, annex C).
constexpr qint64 mostObjects = 8'388'607;

PdfError strayAt(qsizetype offset)
{
    return {Code::BytesBetweenObjects, {QString::number(offset)}};
}

/// `revisions` has already measured the table: sections of whole entries, and the trailer behind.
tl::expected<Offsets, PdfError> offsetsOf(const QByteArray &pdf, qsizetype table)
{
    Offsets offsets;
    QSet<qint64> known;
    for (qsizetype at = table + 5; pdf.mid(at, 7) != "trailer";) {
        const qsizetype lineEnd = pdf.indexOf('\n', at);
        const QList<QByteArray> section = pdf.mid(at, lineEnd - at).split(' ');
        const auto first = toNumber(section.value(0));
        const auto count = toNumber(section.value(1));
        if (lineEnd < 0 || section.size() != 2 || !first || !count)
            return tl::unexpected(strayAt(at));
        at = lineEnd + 1;
        for (qint64 number = *first; number < *first + *count; ++number, at += 20) {
            const QByteArray entry = pdf.mid(at, 20);
            const auto offset = toNumber(entry.first(10));
            const bool isPlain = offset && number <= mostObjects && entry.sliced(10) == " 00000 n \n";
            if (!isPlain || known.contains(number) || offsets.contains(*offset))
                return tl::unexpected(PdfError{Code::ObjectFreed, {QString::number(number)}});
            known.insert(number);
            offsets.insert(*offset, static_cast<int>(number));
        }
    }
    return offsets;
}

/// Offset behind the bytes of a stream whose dictionary is `head` and whose word "stream" ends at `from`.
std::optional<qsizetype> endOfStream(QByteArrayView text, qsizetype from, const QList<Token> &head)
{
    for (qsizetype index = 0; index + 1 < head.size(); ++index) {
        const auto length = head.at(index).text == "/Length" ? toNumber(head.at(index + 1).text) : std::nullopt;
        if (length && *length < text.size() - from && text.at(from) == '\n')
            return from + 1 + *length;
    }
    return {};
}

bool isForeign(const Token &token)
{
    static const QList<QByteArrayView> words{{}, "%", "obj", "xref", "trailer", "startxref"};
    return words.contains(token.text);
}

/// Offset behind the one object that `text` must begin with; the unexpected value is that of what is no part of it.
tl::expected<qsizetype, qsizetype> endOfObject(QByteArrayView text, int number)
{
    const QByteArray begin = QByteArray::number(number) + " 0 obj\n";
    if (!text.startsWith(begin))
        return tl::unexpected(qsizetype(0));
    QList<Token> head;
    Token token = nextToken(text, begin.size());
    for (; token.text != "endobj"; token = nextToken(text, token.end())) {
        if (isForeign(token))
            return tl::unexpected(token.begin);
        head.append(token);
        if (token.text != "stream")
            continue;
        const auto end = endOfStream(text, token.end(), head);
        const Token behind = end ? nextToken(text, *end) : Token();
        if (behind.text != "endstream")
            return tl::unexpected(token.begin);
        token = behind;
    }
    if (token.end() >= text.size() || text.at(token.end()) != '\n')
        return tl::unexpected(token.end());
    return token.end() + 1;
}

} // namespace

tl::expected<QList<int>, PdfError> updatedObjects(const QByteArray &pdf, const Revision &before, const Revision &after)
{
    const auto offsets = offsetsOf(pdf, after.table);
    if (!offsets)
        return tl::unexpected(offsets.error());
    qsizetype at = before.end;
    for (auto object = offsets->cbegin(); object != offsets->cend(); ++object) {
        const auto end = object.key() == at && at < after.table
                             ? endOfObject(QByteArrayView(pdf).sliced(at, after.table - at), *object)
                             : tl::unexpected(qsizetype(0));
        if (!end)
            return tl::unexpected(strayAt(at + end.error()));
        at += *end;
    }
    if (at != after.table)
        return tl::unexpected(strayAt(at));
    QList<int> numbers = offsets->values();
    std::ranges::sort(numbers);
    return numbers;
}

} // namespace cutover::pdf
