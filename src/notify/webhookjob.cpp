// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/webhookjob.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>

namespace cutover::notify {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype bodyBytesKept = 200;

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

QNetworkRequest requestFor(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept-Encoding", "identity");
    return request;
}

/// An HTTP status of 4xx or 5xx is an error to Qt, but an answer to us; one that broke off is none.
bool isAnswer(QNetworkReply::NetworkError code)
{
    // 400 comes as ProtocolInvalidOperationError.
    return code == QNetworkReply::NoError ||
           (code >= QNetworkReply::ContentAccessDenied && code != QNetworkReply::ProtocolUnknownError &&
            code != QNetworkReply::ProtocolFailure);
}

} // namespace

QString codeName(WebhookResult::Error error)
{
    switch (error) {
    case WebhookResult::Error::None:
        return u"none"_s;
    case WebhookResult::Error::BadUrl:
        return u"bad_url"_s;
    case WebhookResult::Error::Insecure:
        return u"insecure"_s;
    case WebhookResult::Error::Unreachable:
        return u"unreachable"_s;
    case WebhookResult::Error::TimedOut:
        return u"timed_out"_s;
    case WebhookResult::Error::Refused:
        return u"refused"_s;
    case WebhookResult::Error::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

QString slackEscaped(const QString &text)
{
    QString escaped = text;
    return escaped.replace(u'&', "&amp;"_L1).replace(u'<', "&lt;"_L1).replace(u'>', "&gt;"_L1);
}

WebhookJob::WebhookJob(crypto::Secret url, QString text, QObject *parent)
    : QObject(parent)
    , m_url(std::move(url))
    , m_text(std::move(text))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { end(WebhookResult::Error::TimedOut); });
}

WebhookJob::~WebhookJob()
{
    // The reply would tell its abortion to an object half gone.
    if (m_reply)
        m_reply->disconnect(this);
}

void WebhookJob::start()
{
    if (m_isStarted || m_isEnded)
        return;
    m_isStarted = true;
    send();
}

void WebhookJob::cancel()
{
    end(WebhookResult::Error::Cancelled);
}

void WebhookJob::send()
{
    const QUrl url(QString::fromUtf8(m_url.view()).trimmed(), QUrl::StrictMode);
    m_url.wipe();
    m_result.host = url.host();
    const bool isHttps = url.scheme() == "https"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!isHttps && url.scheme() != "http"_L1))
        end(WebhookResult::Error::BadUrl);
    else if (!isHttps && !isLoopback(url.host()))
        end(WebhookResult::Error::Insecure);
    else
        post(url);
}

void WebhookJob::post(const QUrl &url)
{
    const QJsonObject message{{u"text"_s, slackEscaped(m_text)}};
    m_deadline.start(m_timeout);
    m_reply = m_network.post(requestFor(url), QJsonDocument(message).toJson(QJsonDocument::Compact));
    m_reply->setReadBufferSize(bodyBytesKept);
    connect(m_reply, &QNetworkReply::readyRead, this, &WebhookJob::onReadyRead);
    connect(m_reply, &QNetworkReply::finished, this, &WebhookJob::onReplyFinished);
}

void WebhookJob::onReadyRead()
{
    if (m_isEnded)
        return;
    const QByteArray chunk = m_reply->readAll();
    m_result.bodyStart += chunk.left(bodyBytesKept - m_result.bodyStart.size());
    m_result.httpStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // Longer than any «ok»: nothing that follows can make it one.
    if (m_result.bodyStart.size() == bodyBytesKept)
        end(WebhookResult::Error::Refused);
}

void WebhookJob::onReplyFinished()
{
    onReadyRead();
    if (m_isEnded)
        return;
    m_result.httpStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto code = m_reply->error();
    if (m_result.httpStatus == 0 || !isAnswer(code)) {
        end(WebhookResult::Error::Unreachable,
            QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(code)));
        return;
    }
    const bool isSuccess = m_result.httpStatus >= 200 && m_result.httpStatus < 300;
    const bool isOk = m_result.bodyStart.trimmed() == "ok";
    end(isSuccess && isOk ? WebhookResult::Error::None : WebhookResult::Error::Refused);
}

void WebhookJob::end(WebhookResult::Error error, const QString &detail)
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    m_deadline.stop();
    m_url.wipe();
    m_result.error = error;
    m_result.detail = detail;
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
    }
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(m_result); }, Qt::QueuedConnection);
}

} // namespace cutover::notify
