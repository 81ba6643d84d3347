// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/secretstore.h"

#include <chrono>

namespace cutover::keychain {

/// The operating system's keychain, through QtKeychain and libsecret, with no insecure fallback. Every job first asks
/// the Secret Service over D-Bus, which never prompts, so that locked, absent and missing are told apart.
/// Make it on the thread whose event loop runs the jobs, which must be GLib's: call prepareEnvironment() before the
/// application object is made. Names are kept under the service "Cutover Console".
class OsStore : public SecretStore
{
    Q_OBJECT

public:
    struct Options
    {
        /// How long any one act may take before it is `timed_out`.
        std::chrono::milliseconds timeout{10'000};
        /// How long a person may take at the system's unlock prompt.
        std::chrono::milliseconds promptTimeout{120'000};
        /// Whether read, write and remove may raise the system's own unlock prompt; otherwise they say `locked`.
        bool mayPrompt = false;
    };

    explicit OsStore(QObject *parent = nullptr);
    explicit OsStore(Options options, QObject *parent = nullptr);

    /// Clears QT_NO_GLIB, under which no keychain job ever ends. Before QCoreApplication, in main() alone.
    static void prepareEnvironment();

    [[nodiscard]] AvailabilityJob *availability(QObject *parent) override;
    [[nodiscard]] FoundJob *contains(const QString &name, QObject *parent) override;
    [[nodiscard]] ReadJob *read(const QString &name, QObject *parent) override;
    [[nodiscard]] DoneJob *write(const QString &name, crypto::Secret secret, QObject *parent) override;
    [[nodiscard]] DoneJob *remove(const QString &name, QObject *parent) override;
    [[nodiscard]] DoneJob *unlock(QObject *parent) override;

private:
    Options m_options;
};

} // namespace cutover::keychain
