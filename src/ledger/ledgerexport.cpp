// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledgerexport.h"

#include "crypto/merkle.h"
#include "formats/canonicaljson.h"
#include "formats/strictjson.h"
#include "ledger/logscan.h"

#include <QJsonObject>
#include <QRegularExpression>
#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace cutover::ledger {

namespace {

QByteArrayView firstLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    return end < 0 ? bytes : bytes.first(end);
}

std::optional<QJsonObject> readHead(QByteArrayView line)
{
    const auto text = formats::parseStrict(line, {64 * 1024, 4});
    if (!text || text->root.toObject().value(u"kind"_s).toString() != exportKind)
        return std::nullopt;
    return text->root.toObject();
}

// The exact bytes of the entry lie between a fixed beginning and an end of fixed form.
std::optional<StoredEntry> readLine(QByteArrayView line)
{
    static const QByteArray before = "{\"entry\":";
    static const QRegularExpression after(
        u"\\A,\"index\":(0|[1-9][0-9]{0,14}),\"root\":\"([0-9a-f]{64})\",\"size\":([1-9][0-9]{0,14})\\}\\z"_s);
    const qsizetype end = line.lastIndexOf(QByteArrayView(",\"index\":"));
    if (!line.startsWith(before) || end < before.size())
        return std::nullopt;
    const auto match = after.match(QString::fromLatin1(line.sliced(end)));
    if (!match.hasMatch())
        return std::nullopt;
    const QByteArray bytes = line.sliced(before.size(), end - before.size()).toByteArray();
    return StoredEntry{match.captured(1).toLongLong(),
                       {},
                       bytes,
                       crypto::leafHash(bytes),
                       match.captured(3).toLongLong(),
                       QByteArray::fromHex(match.captured(2).toLatin1())};
}

void scanLines(LogScan &scan, QByteArrayView lines)
{
    while (!lines.isEmpty()) {
        const qsizetype end = lines.indexOf('\n');
        const auto row = end < 0 ? std::nullopt : readLine(lines.first(end));
        if (!row) {
            scan.addProblem(LedgerProblem::Code::EntryMalformed, scan.size(),
                            {{u"cause"_s, end < 0 ? u"cut_line"_s : u"not_a_line"_s}});
            return;
        }
        scan.add(*row, false);
        lines = lines.sliced(end + 1);
    }
}

bool headFits(const QJsonObject &head, const LogScan &scan)
{
    const QJsonObject expected{
        {u"kind"_s, exportKind.toString()}, {u"version"_s, exportVersion},
        {u"ledger_id"_s, scan.ledgerId()},  {u"workspace_id"_s, scan.workspaceId()},
        {u"size"_s, scan.size()},           {u"root"_s, QString::fromLatin1(scan.root().toHex())}};
    return head == expected;
}

} // namespace

bool isLedgerExport(QByteArrayView bytes)
{
    return readHead(firstLine(bytes)).has_value();
}

LedgerReport verifyExport(QByteArrayView bytes)
{
    LogScan scan;
    const QByteArrayView headLine = firstLine(bytes);
    const auto head = readHead(headLine);
    const qsizetype rest = headLine.size() + 1;
    if (head && rest <= bytes.size())
        scanLines(scan, bytes.sliced(rest));
    // Size and root in the head are what a cut tail of whole lines is found by.
    const bool isCanonical = head && formats::canonicalJson(*head).value_or(QByteArray()) == headLine;
    if (!isCanonical || scan.size() == 0 || !headFits(*head, scan))
        scan.addProblem(LedgerProblem::Code::HeaderMismatch, head && scan.isSound() ? scan.size() : -1);
    return scan.report();
}

std::optional<Attested> exportedHead(QByteArrayView bytes)
{
    const auto head = readHead(firstLine(bytes));
    if (!head)
        return std::nullopt;
    return Attested{head->value(u"size"_s).toInteger(), digestIn(*head, u"root"_s)};
}

QList<Entry> exportedEntries(QByteArrayView bytes)
{
    QList<Entry> entries;
    QByteArrayView lines = bytes.sliced(std::min(firstLine(bytes).size() + 1, bytes.size()));
    while (!lines.isEmpty()) {
        const QByteArrayView line = firstLine(lines);
        const auto row = readLine(line);
        auto entry = row ? readEntry(row->index, row->bytes) : tl::unexpected(LedgerError{});
        if (entry)
            entries.append(std::move(*entry));
        lines = lines.sliced(std::min(line.size() + 1, lines.size()));
    }
    return entries;
}

} // namespace cutover::ledger
