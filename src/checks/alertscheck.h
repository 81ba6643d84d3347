// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "crypto/secret.h"
#include "domain/profile.h"
#include "keychain/secretstore.h"
#include "notify/messagejob.h"

#include <QPointer>
#include <QProcessEnvironment>

#include <chrono>

namespace cutover::checks {

/// What «Alerts configured» needs.
struct AlertsContext
{
    QList<domain::NotificationTarget> targets;
    QProcessEnvironment session;              ///< the person's own, in which the secrets may stand
    keychain::SecretStore *secrets = nullptr; ///< asked for secret/NAME where the environment has none; may be null
    domain::Row previous;                     ///< the row before this run
    QString environment;
    QString version;
    QString text; ///< what is sent; empty: TEST, the console's name, environment, version. Always marked TEST
    std::chrono::milliseconds timeout{10'000};
};

/// A message marked TEST was accepted by every target, each by its service's own ok; one that was not is the row's
/// cause, with the target's name as its last datum.
///
/// A loopback URL in the profile comes first, then the environment variable, then the keychain. What was accepted
/// within the hour is not sent again while its secret is found and the same: the row keeps the time of its oldest
/// acceptance. A failed one may be tried again at once. With several targets the row's observed value names those that
/// accepted, its limit all. No secret stands in a row, message or log: the row's source is the secrets' names, or the
/// loopback URLs; its pointer has for each target that accepted the start of a SHA-256 over target and secret.
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
    using Found = tl::expected<crypto::Secret, keychain::KeychainError>;
    /// One target's way to its answer.
    struct Part
    {
        domain::NotificationTarget target;
        QPointer<keychain::KeychainJob> read;
        QPointer<notify::MessageJob> message;
        QString mark;    ///< of target and secret
        domain::Row row; ///< status, reason and observed value of this target
        bool isDone = false;
        bool isKept = false; ///< accepted within the hour
    };

    void ask(qsizetype index);
    void onSecretFound(qsizetype index, Found secret);
    void sendUnlessKept(qsizetype index, crypto::Secret secret);
    void send(qsizetype index, crypto::Secret secret);
    void onSent(qsizetype index, const notify::MessageResult &result);
    void settle(qsizetype index, domain::Status status, domain::Cause cause, QStringList data);
    void endIfAllAreDone();
    [[nodiscard]] domain::Row emptyRow() const;
    [[nodiscard]] domain::Row joinedRow() const;
    [[nodiscard]] QStringList acceptedWithinTheHour() const;
    [[nodiscard]] QByteArray payload(domain::NotificationService service) const;

    AlertsContext m_context;
    QList<Part> m_parts;
    QByteArray m_answers; ///< raw: the start of each answer
};

} // namespace cutover::checks
