// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <chrono>

class QNetworkReply;
class QUrl;

namespace cutover::notify {

/// How a webhook took a message. Never holds the URL, which is a secret: only its host.
struct WebhookResult
{
    enum class Error {
        None,        ///< accepted: HTTP 2xx and the body `ok`
        BadUrl,      ///< no http or https URL with a host
        Insecure,    ///< plain http to a host that is not this one
        Unreachable, ///< no HTTP answer; see detail
        TimedOut,
        Refused, ///< an answer, but not the service's own ok; a redirect is one such
        Cancelled,
    };

    Error error = Error::Unreachable;
    int httpStatus = 0;   ///< 0 without an answer
    QByteArray bodyStart; ///< at most 200 bytes of the answer
    QString host;
    QString detail; ///< Qt's name of the network error, never its sentence, which would hold the URL

    [[nodiscard]] bool isAccepted() const { return error == Error::None; }
};

[[nodiscard]] QString codeName(WebhookResult::Error error);

/// `text` as Slack wants it in a message: &, < and > as entities, so that no data becomes a link or a mention.
[[nodiscard]] QString slackEscaped(const QString &text);

/// Posts {"text": …} to an incoming webhook of Slack's shape and tells once whether the service took it.
///
/// Time-out 10 s for the whole exchange; redirects are refused; the URL is logged nowhere.
/// Thread: the one it lives in, whose event loop must run. Single use; finished() comes exactly once, never from within
/// start() or cancel().
class WebhookJob : public QObject
{
    Q_OBJECT

public:
    /// `url` as UTF-8; `text` unescaped.
    WebhookJob(crypto::Secret url, QString text, QObject *parent = nullptr);
    ~WebhookJob() override;

    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    void start();
    void cancel();

Q_SIGNALS:
    void finished(const cutover::notify::WebhookResult &result);

private:
    void send();
    void post(const QUrl &url);
    void onReadyRead();
    void onReplyFinished();
    void end(WebhookResult::Error error, const QString &detail = {});

    crypto::Secret m_url;
    QString m_text;
    std::chrono::milliseconds m_timeout{10'000};
    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
    QTimer m_deadline;
    WebhookResult m_result;
    bool m_isStarted = false;
    bool m_isEnded = false;
};

} // namespace cutover::notify
