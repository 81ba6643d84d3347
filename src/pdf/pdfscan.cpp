// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdfscan.h"

#include <QRegularExpression>

#include <algorithm>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

/// Each is parsed by itself; no decision has so many signers.
constexpr qsizetype mostRevisions = 64;

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

bool isDelimiter(char c)
{
    return QByteArrayView("()<>[]{}/%").contains(c);
}

qsizetype endOfLiteral(QByteArrayView text, qsizetype begin)
{
    int depth = 0;
    for (qsizetype at = begin; at < text.size(); ++at) {
        if (text.at(at) == '\\')
            ++at;
        else if (text.at(at) == '(')
            ++depth;
        else if (text.at(at) == ')' && --depth == 0)
            return at + 1;
    }
    return text.size();
}

} // namespace

Token nextToken(QByteArrayView text, qsizetype from)
{
    while (from < text.size() && isBlank(text.at(from)))
        ++from;
    if (from >= text.size())
        return {text.size(), {}};
    const auto token = [&](qsizetype end) { return Token{from, text.sliced(from, end - from)}; };
    const char first = text.at(from);
    const char second = from + 1 < text.size() ? text.at(from + 1) : '\0';
    if (first == '(')
        return token(endOfLiteral(text, from));
    if ((first == '<' || first == '>') && second == first)
        return token(from + 2);
    if (first == '<') {
        const qsizetype end = text.indexOf('>', from);
        return token(end < 0 ? text.size() : end + 1);
    }
    qsizetype end = from + 1;
    if (!isDelimiter(first) || first == '/') {
        while (end < text.size() && !isBlank(text.at(end)) && !isDelimiter(text.at(end)))
            ++end;
    }
    return token(end);
}

QList<Token> tokens(QByteArrayView text)
{
    QList<Token> all;
    for (Token token = nextToken(text, 0); !token.text.isEmpty(); token = nextToken(text, token.end()))
        all.append(token);
    return all;
}

std::optional<qint64> toNumber(QByteArrayView text)
{
    bool ok = false;
    const qint64 number = text.toByteArray().toLongLong(&ok);
    const bool isPlain = ok && number >= 0 && text.size() <= 10;
    return isPlain ? std::optional(number) : std::nullopt;
}

namespace {

PdfError damaged(QLatin1StringView what)
{
    return {PdfError::Code::StructureDamaged, {what}};
}

/// Trailer dictionary's entries that matter for the chain of revisions.
struct Trailer
{
    std::optional<qint64> previous;
    qsizetype end = 0;
};

tl::expected<Trailer, PdfError> readTrailer(const QByteArray &pdf, qsizetype from)
{
    const qsizetype end = pdf.indexOf("startxref", from);
    const QByteArrayView text = QByteArrayView(pdf).sliced(from, end < 0 ? 0 : end - from);
    const QList<Token> all = tokens(text);
    // A comment would say another thing to a parser than to this scan.
    const bool isCommented = std::ranges::any_of(all, [](const Token &token) { return token.text == "%"; });
    if (all.size() < 3 || all.first().text != "trailer" || all.at(1).text != "<<" || all.last().text != ">>" ||
        isCommented)
        return tl::unexpected(damaged("trailer"_L1));
    Trailer trailer{{}, end};
    for (qsizetype index = 2; index + 1 < all.size(); ++index) {
        const QByteArrayView key = all.at(index).text;
        if (key == "/Encrypt")
            return tl::unexpected(PdfError{PdfError::Code::Encrypted, {}});
        if (key == "/XRefStm")
            return tl::unexpected(PdfError{PdfError::Code::StructureUnsupported, {u"XRefStm"_s}});
        if (key != "/Prev")
            continue;
        if (trailer.previous || !toNumber(all.at(index + 1).text))
            return tl::unexpected(damaged("Prev"_L1));
        trailer.previous = toNumber(all.at(index + 1).text);
    }
    return trailer;
}

/// Offset behind the table's last entry.
tl::expected<qsizetype, PdfError> endOfTable(const QByteArray &pdf, qsizetype table)
{
    static const QRegularExpression section(u"^(\\d{1,10}) (\\d{1,10})\\n"_s);
    if (pdf.mid(table, 5) != "xref\n") {
        const bool isStream = tokens(QByteArrayView(pdf).sliced(table).first(qMin(pdf.size() - table, 64))).size() > 2;
        const auto code = isStream ? PdfError::Code::StructureUnsupported : PdfError::Code::StructureDamaged;
        return tl::unexpected(PdfError{code, {u"xref"_s}});
    }
    qsizetype at = table + 5;
    for (;;) {
        const auto match = section.match(QString::fromLatin1(pdf.mid(at, 24)));
        if (!match.hasMatch())
            return at;
        const qint64 entries = match.captured(2).toLongLong();
        if (entries > (pdf.size() - at) / 20)
            return tl::unexpected(damaged("xref"_L1));
        at += match.capturedLength() + 20 * entries;
    }
}

struct Link
{
    Revision revision;
    std::optional<qint64> previous;
};

tl::expected<Link, PdfError> readRevision(const QByteArray &pdf, qsizetype table)
{
    const auto tableEnd = endOfTable(pdf, table);
    if (!tableEnd)
        return tl::unexpected(tableEnd.error());
    const auto trailer = readTrailer(pdf, *tableEnd);
    if (!trailer)
        return tl::unexpected(trailer.error());
    const QByteArray mark = "startxref\n" + QByteArray::number(table) + "\n%%EOF\n";
    if (pdf.mid(trailer->end, mark.size()) != mark)
        return tl::unexpected(damaged("startxref"_L1));
    return Link{{table, trailer->end + mark.size()}, trailer->previous};
}

} // namespace

QList<Reference> references(QByteArrayView text)
{
    const QList<Token> all = tokens(text);
    QList<Reference> found;
    for (qsizetype index = 2; index < all.size(); ++index) {
        const Token &last = all.at(index);
        const auto number = toNumber(all.at(index - 2).text);
        if (last.text == "R" && all.at(index - 1).text == "0" && number)
            found.append({all.at(index - 2).begin, last.begin + 1, static_cast<int>(*number)});
    }
    return found;
}

int referenceAfter(QByteArrayView text, QByteArrayView key)
{
    const qsizetype at = text.indexOf(key);
    const QList<Reference> found = at < 0 ? QList<Reference>() : references(text.sliced(at));
    return found.isEmpty() ? 0 : found.first().number;
}

tl::expected<QList<Revision>, PdfError> revisions(const QByteArray &pdf)
{
    const qsizetype mark = pdf.lastIndexOf("%%EOF\n");
    if (mark < 0)
        return tl::unexpected(damaged("%%EOF"_L1));
    const qsizetype end = mark + 6;
    if (end != pdf.size()) {
        const QStringList sizes{QString::number(end), QString::number(pdf.size())};
        return tl::unexpected(PdfError{PdfError::Code::NotWholeFile, sizes});
    }
    const qsizetype start = pdf.lastIndexOf("startxref\n", mark);
    std::optional<qint64> table =
        start < 0 ? std::nullopt : toNumber(pdf.sliced(start + 10, mark - start - 10).trimmed());
    QList<Revision> chain;
    while (table) {
        if (*table >= pdf.size() || (!chain.isEmpty() && *table >= chain.first().table))
            return tl::unexpected(damaged("xref"_L1));
        const auto link = readRevision(pdf, *table);
        if (!link)
            return tl::unexpected(link.error());
        chain.prepend(link->revision);
        if (chain.size() > mostRevisions)
            return tl::unexpected(PdfError{PdfError::Code::StructureUnsupported, {u"revisions"_s}});
        table = link->previous;
    }
    if (chain.isEmpty() || chain.last().end != pdf.size())
        return tl::unexpected(damaged("startxref"_L1));
    return chain;
}

} // namespace cutover::pdf
