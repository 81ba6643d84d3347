// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QMetaType>
#include <QString>

namespace cutover::ledger {

/// Why the ledger refused. Codes are API (FORMATS, refusal codes); `data` names the facts, no sentence for people.
struct LedgerError
{
    enum class Code {
        NotFound,         ///< no such file, and it was not to be created
        NotALedger,       ///< a file of another kind, or of a newer version
        LedgerUnreadable, ///< the file cannot be opened or read; `system` says why
        LedgerInvalid,    ///< does not verify or falls behind what was seen; data: "problem", "first_bad", sizes
        LedgerUnattested, ///< size and root kept outside cannot be read or written; data: "file"
        LedgerUnwritable, ///< nothing was written; data: "cause" = disk_full | read_only | locked | io
        Conflict,         ///< somebody else decided meanwhile; data: "expected", "last_deciding"
        InvalidEntry,     ///< the payload has no canonical form; data: "pointer", "cause"
        NoSuchEntry,      ///< data: "index"
        NoSuchBlob,       ///< data: "sha256"
        NotOpen           ///< the asynchronous face is not open (any more)
    };
    Code code = Code::LedgerUnreadable;
    QString path;
    QString system; ///< the library's own words, for the record
    QJsonObject data;
};

[[nodiscard]] QString codeName(LedgerError::Code code);

/// One thing that is wrong with a ledger or its export.
struct LedgerProblem
{
    enum class Code {
        EntryChanged,   ///< bytes are not those of the recorded leaf
        EntryMissing,   ///< a gap in the numbering; `index` is the first missing one
        EntryMalformed, ///< not canonical JSON of an entry, or its kind column lies
        TreeMismatch,   ///< the recorded size or root is not that of the entries so far
        TailCut,        ///< shorter than what was seen before; data: "size", "attested_size"
        Rewritten,      ///< consistent in itself, but not an extension of what was seen before
        FileReplaced,   ///< another file lies where this ledger was opened
        BlobChanged,    ///< bound bytes do not have their digest; data: "sha256"
        BlobMissing,    ///< an entry binds bytes that are not there; data: "sha256"
        Unattested,     ///< what was seen before cannot be read; data: "file"
        HeaderMismatch, ///< an export's first line does not fit the rest
        Unreadable      ///< the store fails while read; data: "system"
    };
    Code code = Code::Unreadable;
    qint64 index = -1; ///< the entry concerned, else -1
    QJsonObject data;
};

[[nodiscard]] QString codeName(LedgerProblem::Code code);

/// The answer of a verification. `firstBad` is the lowest entry concerned by a problem, -1 where none is.
struct LedgerReport
{
    bool valid = false;
    QString ledgerId;
    QString workspaceId;
    qint64 size = 0;
    QByteArray root; ///< 32 bytes
    qint64 firstBad = -1;
    QList<LedgerProblem> problems;

    /// {"valid", "size", "root", "first_bad", "problems": [{"code", "index", …data}]} (FORMATS, `ledger verify`).
    [[nodiscard]] QJsonObject toJson() const;
};

} // namespace cutover::ledger

Q_DECLARE_METATYPE(cutover::ledger::LedgerError)
