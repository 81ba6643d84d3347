// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "crypto/secret.h"
#include "domain/profile.h"
#include "keychain/secretstore.h"
#include "notify/webhookjob.h"

#include <QPointer>
#include <QProcessEnvironment>

#include <chrono>

namespace cutover::checks {

/// What «Alerts configured» needs.
struct AlertsContext
{
    domain::NotificationTarget target;
    QProcessEnvironment session;              ///< the person's own, in which the webhook may stand
    keychain::SecretStore *secrets = nullptr; ///< asked for secret/NAME where the environment has none; may be null
    domain::Row previous;                     ///< the row before this run
    QStringList about;                        ///< what the message names besides: environment, version, …
    std::chrono::milliseconds timeout{10'000};
};

/// The webhook's secret is set, and a message marked TEST was accepted by the service's own ok.
///
/// A loopback URL in the profile comes first, then the environment variable, then the keychain. One that was accepted
/// within the hour is not sent again: the row keeps its result and age. A failed one may be tried again at once. The
/// secret stands in no row, message or log: the row's source is its name, or the loopback URL.
class AlertsCheck : public CheckJob
{
    Q_OBJECT

public:
    AlertsCheck(AlertsContext context, Clock now, QObject *parent = nullptr);
    ~AlertsCheck() override;

protected:
    void run() override;
    void abandon() override;

private:
    void askKeychain();
    void onSecretRead(tl::expected<crypto::Secret, keychain::KeychainError> secret);
    void sendUnlessRecent(crypto::Secret url);
    void onSent(const notify::WebhookResult &result);
    [[nodiscard]] domain::Row emptyRow() const;
    [[nodiscard]] bool wasAcceptedWithinTheHour() const;
    void endWithoutSecret(domain::Status status, const QStringList &data);

    AlertsContext m_context;
    QPointer<keychain::KeychainJob> m_read;
    QPointer<notify::WebhookJob> m_message;
};

} // namespace cutover::checks
