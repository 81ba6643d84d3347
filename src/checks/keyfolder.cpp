// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/keyfolder.h"

#include "formats/atomicfile.h"

#include <QDir>

namespace cutover::checks {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestKeyFile = 64 * 1024;

} // namespace

QList<FolderKey> keysInFolder(const QString &folder)
{
    QList<FolderKey> keys;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.pem"_s}, QDir::Files, QDir::Name)) {
        const auto bytes = formats::readBounded(dir.filePath(name), largestKeyFile);
        if (bytes)
            keys.append({name, crypto::PublicKey::fromPem(*bytes)});
        else
            keys.append({name, tl::unexpected(crypto::CryptoError{crypto::CryptoError::Code::FileUnreadable, name})});
    }
    return keys;
}

} // namespace cutover::checks
