// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"
#include "keychain/keychainjob.h"

#include <QObject>
#include <QString>

namespace cutover::keychain {

enum class Availability {
    Ready,        ///< unlocked: entries can be read and written without anybody being asked
    Locked,       ///< there, but locked
    NoCollection, ///< a service without a default keyring: the first write makes one, and asks for its password
    Absent,       ///< no session bus, or no Secret Service
};

/// Where secrets are kept: the operating system's keychain, or a fake in tests of other rooms. Each call makes a job
/// that the caller starts; a job ends with its parent. Names: `signing-key/<fingerprint>` and `secret/<NAME>`.
/// Errors: locked, absent, denied, missing, cancelled, timed_out, failed. Never prompts unless unlock() asks it to.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    using ReadJob = ResultJob<crypto::Secret>;
    using DoneJob = ResultJob<void>;
    using FoundJob = ResultJob<bool>;
    using AvailabilityJob = ResultJob<Availability>;

    using QObject::QObject;

    [[nodiscard]] virtual AvailabilityJob *availability(QObject *parent) = 0;
    /// Whether an entry of that name is there, locked or not; the secret itself is not touched.
    [[nodiscard]] virtual FoundJob *contains(const QString &name, QObject *parent) = 0;
    [[nodiscard]] virtual ReadJob *read(const QString &name, QObject *parent) = 0;
    /// Writes the entry, replacing one of the same name.
    [[nodiscard]] virtual DoneJob *write(const QString &name, crypto::Secret secret, QObject *parent) = 0;
    /// `missing` if there is none.
    [[nodiscard]] virtual DoneJob *remove(const QString &name, QObject *parent) = 0;
    /// Asks the person, through the system's own prompt, to unlock the default keyring. `cancelled` when dismissed.
    [[nodiscard]] virtual DoneJob *unlock(QObject *parent) = 0;
};

/// Entry name of a webhook URL, token or password called `name`.
[[nodiscard]] QString secretEntry(const QString &name);
/// Entry name of the signing key with this fingerprint.
[[nodiscard]] QString signingKeyEntry(const QString &fingerprint);

} // namespace cutover::keychain
