// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/atomicfile.h"

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

namespace cutover::session {

/// The user's own trust file: which list of signers a person compared and pinned, by ledger id (RULES section 3).
///
/// `{"ledgers": {ID: {"signers_sha256": HEX}}}`. Read at the moment of use; a file that cannot be read trusts nobody.
class TrustStore
{
public:
    explicit TrustStore(QString file);
    /// `$XDG_CONFIG_HOME/cutover/trust.json`, by default `~/.config/cutover/trust.json`.
    [[nodiscard]] static QString defaultFile();

    /// 32 bytes, or empty where nothing is pinned.
    [[nodiscard]] QByteArray pinnedSigners(const QString &ledgerId) const;
    [[nodiscard]] tl::expected<void, formats::FileError> pinSigners(const QString &ledgerId, const QByteArray &sha256);

private:
    QString m_file;
};

} // namespace cutover::session
