// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/targetsecret.h"

namespace cutover::checks {

using keychain::KeychainError;

namespace {

tl::expected<crypto::Secret, KeychainError> notBlank(tl::expected<crypto::Secret, KeychainError> secret)
{
    if (secret && secret->view().trimmed().isEmpty())
        return tl::unexpected(KeychainError{KeychainError::Code::Missing, {}});
    return secret;
}

} // namespace

keychain::KeychainJob *findSecret(const QString &name, const QProcessEnvironment &session,
                                  keychain::SecretStore *secrets, QObject *guard, SecretFound found)
{
    const QString own = session.value(name).trimmed();
    if (!own.isEmpty() || !secrets) {
        found(notBlank(crypto::Secret::consume(own.toUtf8())));
        return nullptr;
    }
    auto *read = secrets->read(keychain::secretEntry(name), guard);
    read->onFinished(guard, [read, found = std::move(found)](tl::expected<crypto::Secret, KeychainError> secret) {
        read->deleteLater();
        found(notBlank(std::move(secret)));
    });
    read->start();
    return read;
}

} // namespace cutover::checks
