// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"
#include "session/failure.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace cutover::session {

/// The user's own trust file: which list of signers a person compared and pinned, by ledger id (RULES section 3), and
/// whom he believes about the time.
///
/// `{"ledgers": {ID: {"signers_sha256": HEX}}, "timestamp_anchors": [BASE64 of a certificate's DER]}`. The anchors
/// stand here whole: no file that somebody else may write says which authority it is. Read at the moment of use; a file
/// that cannot be read trusts nobody, and is never replaced, as it may hold what a person pinned before.
class TrustStore
{
public:
    explicit TrustStore(QString file);
    /// `$XDG_CONFIG_HOME/cutover/trust.json`, by default `~/.config/cutover/trust.json`.
    [[nodiscard]] static QString defaultFile();

    /// 32 bytes, or empty where nothing is pinned.
    [[nodiscard]] QByteArray pinnedSigners(const QString &ledgerId) const;
    /// Fails with the file (and its line) where that cannot be read or written; a symbolic link is `not_regular`.
    [[nodiscard]] Result<void> pinSigners(const QString &ledgerId, const QByteArray &sha256);

    /// Authorities whose time stamps count, or the roots of such; one that cannot be read is left out.
    [[nodiscard]] QList<crypto::Certificate> timestampAnchors() const;
    /// All of them anew; the rest of the file stays. Fails as pinSigners does.
    Result<void> setTimestampAnchors(const QList<crypto::Certificate> &anchors);

private:
    QString m_file;
};

} // namespace cutover::session
