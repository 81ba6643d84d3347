// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/sqlitestore.h"

#include <QByteArray>
#include <QString>

namespace cutover::ledger {

/// Turns rows into the JSON Lines of ledgerexport.h, as they are stored: it judges nothing. Pure but for its state.
class ExportWriter
{
public:
    void add(const StoredEntry &row);
    /// Head and lines; size and root are the last row's.
    [[nodiscard]] QByteArray bytes(const QString &ledgerId, const QString &workspaceId) const;

private:
    QByteArray m_lines;
    qint64 m_size = 0;
    QByteArray m_root;
};

} // namespace cutover::ledger
