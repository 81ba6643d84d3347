// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/secretstore.h"

namespace cutover::keychain {

QString secretEntry(const QString &name)
{
    return QStringLiteral("secret/") + name;
}

QString signingKeyEntry(const QString &fingerprint)
{
    return QStringLiteral("signing-key/") + fingerprint;
}

} // namespace cutover::keychain
