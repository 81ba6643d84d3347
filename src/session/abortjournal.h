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
        QString by = {};                    ///< stated; empty: nobody's name
        bool isUnasked = false;             ///< as AbortOrder has it
    };

    /// Notes an intent; the name of its file, empty where even that failed.
    [[nodiscard]] QString note(const Press &press) const;
    /// Notes how it ended; a note that is forgotten stays so.
    void conclude(const QString &file, const QJsonObject &outcome) const;
    void forget(const QString &file) const;
    /// What mergeInto() would append, as entries that are in no ledger yet, to be looked at.
    [[nodiscard]] QList<ledger::Entry> pending(const ledger::Ledger &ledger, const QString &workspace) const;
    /// Appends what lies here for this ledger, or for this workspace where the note knows no ledger: the intent, and
    /// the outcome where it was noted; the stage file's word is none. False where one stays: the ledger refused it, or
    /// its console lives and enters it itself. `refused` are the notes of this process that its ledger did not take.
    [[nodiscard]] bool mergeInto(ledger::Ledger &ledger, const QString &workspace, const QStringList &refused) const;

private:
    struct Note
    {
        QString file;
        QJsonObject intent;
        QJsonObject outcome;   ///< empty: it is not known
        ledger::Actor actor;   ///< with the person that was stated
        bool isLiving = false; ///< the console that pressed
    };
    [[nodiscard]] QList<Note> notesFor(const ledger::Ledger &ledger, const QString &workspace) const;

    QString m_folder;
};

} // namespace cutover::session
