// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

namespace cutover::session {

/// Drafts of this user, kept for ten minutes under the state folder: what `sign --dry-run` showed is what a later call
/// signs, with the evidence that it bound. Only their owner can read them. Blocking.
class Drafts
{
public:
    explicit Drafts(const QString &stateFolder);

    [[nodiscard]] Result<void> keep(const Draft &draft) const;
    /// draft_unknown, or draft_expired where it is older than ten minutes at `now`; those are removed.
    [[nodiscard]] Result<Draft> recall(const QByteArray &sha256, const QDateTime &now) const;
    /// Once a decision is in the ledger: removes the draft it was signed from, and whatever has lapsed at `now`.
    void clear(const QByteArray &signedOne, const QDateTime &now) const;

private:
    [[nodiscard]] QString file(const QByteArray &sha256) const;
    [[nodiscard]] QString evidenceFile(const QByteArray &sha256) const;
    void remove(const QByteArray &sha256) const;
    QString m_folder;
};

} // namespace cutover::session
