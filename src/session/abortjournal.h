// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledger.h"

#include <QJsonObject>
#include <QString>

namespace cutover::session {

/// What an abort could not write into its ledger in time, in files of the user's own, merged later and marked `late`
/// (RULES section 5). Blocking: the ledger's thread.
class AbortJournal
{
public:
    explicit AbortJournal(const QString &stateFolder);

    /// Notes an intent; the name of its file, empty where even that failed. `ledgerId` may be unknown, thus empty.
    [[nodiscard]] QString note(const QString &workspace, const QString &ledgerId, const QString &reason,
                               const QDateTime &at) const;
    void forget(const QString &file) const;
    /// Appends what lies here for this ledger, or for this workspace where the note knows no ledger: the intent, and as
    /// its outcome what the stage file reads now.
    void mergeInto(ledger::Ledger &ledger, const QString &workspace) const;

private:
    QString m_folder;
};

} // namespace cutover::session
