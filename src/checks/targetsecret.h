// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"
#include "keychain/secretstore.h"

#include <QProcessEnvironment>
#include <QString>

#include <functional>

namespace cutover::checks {

using SecretFound = std::function<void(tl::expected<crypto::Secret, keychain::KeychainError>)>;

/// The URL or key of a target: the person's environment variable of that name first, then the keychain's secret/NAME.
///
/// Code Missing where neither has one that is not blank; `secrets` may be null. `found` is called once, from within
/// this call where the keychain is not asked, else while `guard` lives. Returns the keychain's job, which may be
/// cancelled; null where it is not asked.
keychain::KeychainJob *findSecret(const QString &name, const QProcessEnvironment &session,
                                  keychain::SecretStore *secrets, QObject *guard, SecretFound found);

} // namespace cutover::checks
