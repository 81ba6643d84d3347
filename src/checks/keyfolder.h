// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/publickey.h"

#include <QList>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::checks {

/// Public keys that lie in a folder of the workspace, where anybody may put one: what is there may have made a
/// signature, and is trusted by its digest alone.
struct FolderKey
{
    QString file; ///< name in the folder
    tl::expected<crypto::PublicKey, crypto::CryptoError> key;
};

/// Every *.pem of the folder, by name; none where there is no such folder. Blocks for the reading: thread pool.
[[nodiscard]] QList<FolderKey> keysInFolder(const QString &folder);

/// Where a workspace keeps the public keys of its evidence.
inline constexpr QStringView evidenceKeyFolder = u"configs/cutover/keys";

} // namespace cutover::checks
