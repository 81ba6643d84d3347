// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledgererror.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>
#include <tl/expected.hpp>

namespace cutover::ledger {

/// Size and root of a ledger as last seen by this user.
struct Attested
{
    qint64 size = 0;
    QByteArray root; ///< 32 bytes
    friend bool operator==(const Attested &, const Attested &) = default;
};

/// Remembers, outside the workspace, how long a ledger was and what its root was, so that a cut tail, a whole rewrite
/// and a restored backup are seen (RULES section 7).
///
/// Files: `<state folder>/<ledger id>.json` (size and root, replaced atomically), `.leaves` beside it (32 bytes an
/// entry, only to name the first entry that differs; believed only if it hashes to the attested root) and `.lock`.
/// Written after the append: may lag, never leads, never goes back. Blocking; any thread; several processes may share
/// the folder.
class Attestation
{
public:
    Attestation(QString stateFolder, const QString &ledgerId);

    /// `$XDG_STATE_HOME/cutover`, by default `~/.local/state/cutover`.
    [[nodiscard]] static QString defaultStateFolder();

    /// Nothing at first sight; LedgerUnattested where a file is there but cannot be read.
    [[nodiscard]] tl::expected<std::optional<Attested>, LedgerError> read() const;

    /// Records a log that extends what was recorded: its leaf hashes from 0. A shorter one leaves the record alone;
    /// one that is no extension is LedgerInvalid, and the record stays.
    [[nodiscard]] tl::expected<void, LedgerError> record(const Attested &seen, const QList<QByteArray> &leaves,
                                                         const QList<QByteArray> &roots);

    /// The first index at which these leaves differ from those seen, the shorter one's end included; nothing where the
    /// leaves seen are not known.
    [[nodiscard]] std::optional<qint64> firstDifference(const QList<QByteArray> &leaves) const;

    [[nodiscard]] const QString &file() const { return m_file; }

private:
    [[nodiscard]] std::optional<QList<QByteArray>> leavesSeen(const Attested &attested) const;
    void extendLeaves(qint64 from, const QList<QByteArray> &leaves) const;
    [[nodiscard]] LedgerError unattested(const QString &system) const;

    QString m_folder;
    QString m_file;
    QString m_leavesFile;
    QString m_lockFile;
};

} // namespace cutover::ledger
