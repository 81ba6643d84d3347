// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledger.h"
#include "rollout/commandgroup.h"

#include <QJsonObject>
#include <QString>

namespace cutover::session {

/// What an abort could not write into its ledger in time, in files of the user's own, merged later and marked `late`
/// (RULES section 5). Blocking: any thread but the interface's.
class AbortJournal
{
public:
    explicit AbortJournal(const QString &stateFolder);

    /// An abort as it is pressed; what a console knows only from its ledger may be unknown, thus empty.
    struct Press
    {
        QString workspace;
        QString ledgerId;
        QString attemptId;
        QString reason;
        QDateTime at;
        rollout::CommandGroup console = {}; ///< that pressed; while it lives it enters the abort itself
    };

    /// Notes an intent; the name of its file, empty where even that failed.
    [[nodiscard]] QString note(const Press &press) const;
    void forget(const QString &file) const;
    /// What mergeInto() would append, as entries that are in no ledger yet, to be looked at.
    [[nodiscard]] QList<ledger::Entry> pending(const ledger::Ledger &ledger, const QString &workspace) const;
    /// Appends what lies here for this ledger, or for this workspace where the note knows no ledger: the intent, and as
    /// its outcome what the stage file reads now. False where one stays: the ledger refused it, or its console lives
    /// and enters it itself.
    [[nodiscard]] bool mergeInto(ledger::Ledger &ledger, const QString &workspace) const;

private:
    struct Note
    {
        QString file;
        QJsonObject intent;
        QJsonObject outcome;
        bool isAnothers = false; ///< and that still runs
    };
    [[nodiscard]] QList<Note> notesFor(const ledger::Ledger &ledger, const QString &workspace) const;

    QString m_folder;
};

} // namespace cutover::session
