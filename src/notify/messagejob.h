// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"
#include "domain/notifications.h"
#include "notify/redaction.h"

#include <QByteArray>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <chrono>

class QNetworkProxy;
class QNetworkReply;

namespace cutover::notify {

/// How a service took a message. Never holds the URL or key, which are secrets, also where the answer repeats them:
/// only the host.
struct MessageResult
{
    enum class Error {
        None,        ///< accepted, by the service's own ok
        BadUrl,      ///< no http or https URL with a host, or a URL of the profile that is not this machine's
        BadKey,      ///< not printable ASCII without blanks
        Insecure,    ///< plain http to a host that is not this one
        Unreachable, ///< no HTTP answer; see detail
        TimedOut,
        Refused, ///< an answer, but not the service's own ok; a redirect is one such
        Cancelled,
    };

    Error error = Error::Unreachable;
    int httpStatus = 0;    ///< 0 without an answer
    QByteArray bodyStart;  ///< of the first 1000 bytes of the answer, redacted
    QByteArray retryAfter; ///< that header, redacted
    QString host;
    QString detail; ///< Qt's name of the network error, never its sentence, which would hold the URL

    [[nodiscard]] bool isAccepted() const { return error == Error::None; }
};

[[nodiscard]] QString codeName(MessageResult::Error error);

/// Whether the target's secret has to be found: its URL where the profile has none, or the key of PagerDuty and
/// OpsGenie.
[[nodiscard]] bool needsSecret(const domain::NotificationTarget &target);

/// Posts a payload of payloadFor() to a target and tells once whether the service took it.
///
/// Slack, Teams and webhooks: the secret is the URL. PagerDuty and OpsGenie: it is the routing or API key, the URL is
/// the service's own, in Europe where the secret's name ends in _EU. A loopback URL of the target comes first.
/// Goes by the session's proxy as curl does (https_proxy, no_proxy, the desktop's), to this machine itself by none.
/// Time-out 10 s for the whole exchange; redirects are refused; neither URL nor key is logged anywhere.
/// Thread: the one it lives in, whose event loop must run. Single use; finished() comes exactly once, never from within
/// start() or cancel().
class MessageJob : public QObject
{
    Q_OBJECT

public:
    /// `secret` as UTF-8; empty where needsSecret() says no.
    MessageJob(domain::NotificationTarget target, crypto::Secret secret, QByteArray payload, QObject *parent = nullptr);
    ~MessageJob() override;

    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    void start();
    void cancel();

Q_SIGNALS:
    void finished(const cutover::notify::MessageResult &result);

private:
    void send();
    void post(const QNetworkProxy &proxy);
    void onReadyRead();
    void onReplyFinished();
    [[nodiscard]] bool hasEnough() const;
    void judge();
    void end(MessageResult::Error error, const QString &detail = {});

    domain::NotificationTarget m_target;
    crypto::Secret m_secret;
    QByteArray m_payload;
    std::chrono::milliseconds m_timeout{10'000};
    QNetworkRequest m_request;
    QPointer<QNetworkReply> m_reply;
    QTimer m_deadline;
    Redaction m_redaction;
    QByteArray m_body; ///< as it came
    MessageResult m_result;
    bool m_isStarted = false;
    bool m_isEnded = false;
};

} // namespace cutover::notify
