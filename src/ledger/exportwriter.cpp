// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/exportwriter.h"

#include "formats/canonicaljson.h"
#include "ledger/ledgerexport.h"

using namespace Qt::StringLiterals;

namespace cutover::ledger {

void ExportWriter::add(const StoredEntry &row)
{
    // Put together by hand, so that the entry's own bytes stand in the line; the keys are in canonical order.
    m_lines += "{\"entry\":" + row.bytes + ",\"index\":" + QByteArray::number(row.index) + ",\"root\":\"" +
               row.root.toHex() + "\",\"size\":" + QByteArray::number(row.size) + "}\n";
    m_size = row.size;
    m_root = row.root;
}

QByteArray ExportWriter::bytes(const QString &ledgerId, const QString &workspaceId) const
{
    const QJsonObject head{{u"kind"_s, exportKind.toString()},
                           {u"version"_s, exportVersion},
                           {u"ledger_id"_s, ledgerId},
                           {u"workspace_id"_s, workspaceId},
                           {u"size"_s, m_size},
                           {u"root"_s, QString::fromLatin1(m_root.toHex())}};
    return formats::canonicalJson(head).value_or(QByteArray("{}")) + '\n' + m_lines;
}

} // namespace cutover::ledger
