// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/messagejob.h"

#include "domain/loopback.h"
#include "notify/message.h"
#include "web/proxylookup.h"
#include "web/servernetwork.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QUrl>

#include <algorithm>
#include <memory>

namespace cutover::notify {

using namespace Qt::StringLiterals;
using domain::NotificationService;
using domain::NotificationTarget;

namespace {

constexpr qsizetype bodyBytesKept = 1000;

bool hasKey(NotificationService service)
{
    return service == NotificationService::PagerDuty || service == NotificationService::OpsGenie;
}

QString endpointOf(const NotificationTarget &target)
{
    const QString region = target.secretName.endsWith("_EU"_L1) ? u"eu."_s : QString();
    if (target.service == NotificationService::PagerDuty)
        return u"https://events.%1pagerduty.com/v2/enqueue"_s.arg(region);
    return u"https://api.%1opsgenie.com/v2/alerts"_s.arg(region);
}

QUrl urlOf(const NotificationTarget &target, const crypto::Secret &secret)
{
    QString text = target.loopbackUrl;
    if (text.isEmpty())
        text = hasKey(target.service) ? endpointOf(target) : QString::fromUtf8(secret.view()).trimmed();
    return QUrl(text, QUrl::StrictMode);
}

/// A key that could end its header or its JSON is none.
bool isKey(QByteArrayView key)
{
    return !key.isEmpty() && std::ranges::all_of(key, [](char c) { return c > ' ' && c < 0x7f; });
}

QNetworkRequest requestFor(const QUrl &url)
{
    auto request = web::plainRequest(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    web::connectAnew(request);
    return request;
}

QByteArray withRoutingKey(const QByteArray &payload, QByteArrayView key)
{
    auto body = QJsonDocument::fromJson(payload).object();
    body[u"routing_key"_s] = QString::fromLatin1(key);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace

QString codeName(MessageResult::Error error)
{
    switch (error) {
    case MessageResult::Error::None:
        return u"none"_s;
    case MessageResult::Error::BadUrl:
        return u"bad_url"_s;
    case MessageResult::Error::BadKey:
        return u"bad_key"_s;
    case MessageResult::Error::Insecure:
        return u"insecure"_s;
    case MessageResult::Error::Unreachable:
        return u"unreachable"_s;
    case MessageResult::Error::TimedOut:
        return u"timed_out"_s;
    case MessageResult::Error::Refused:
        return u"refused"_s;
    case MessageResult::Error::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

bool needsSecret(const NotificationTarget &target)
{
    return hasKey(target.service) ? !target.secretName.isEmpty() : target.loopbackUrl.isEmpty();
}

MessageJob::MessageJob(NotificationTarget target, crypto::Secret secret, QByteArray payload, QObject *parent)
    : QObject(parent)
    , m_target(std::move(target))
    , m_secret(std::move(secret))
    , m_payload(std::move(payload))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (hasEnough())
            judge();
        else
            end(MessageResult::Error::TimedOut);
    });
}

MessageJob::~MessageJob()
{
    web::leaveReply(m_reply, this);
}

void MessageJob::start()
{
    if (m_isStarted || m_isEnded)
        return;
    m_isStarted = true;
    send();
}

void MessageJob::cancel()
{
    end(MessageResult::Error::Cancelled);
}

void MessageJob::send()
{
    const QUrl url = urlOf(m_target, m_secret);
    m_result.host = url.host();
    const bool isHttps = url.scheme() == "https"_L1;
    const bool isOurs = domain::isLoopback(url.host());
    if (!domain::isHttpUrl(url) || (!m_target.loopbackUrl.isEmpty() && !isOurs))
        return end(MessageResult::Error::BadUrl);
    if (!isHttps && !isOurs)
        return end(MessageResult::Error::Insecure);
    m_request = requestFor(url);
    if (hasKey(m_target.service) && needsSecret(m_target)) {
        const auto key = m_secret.view().trimmed();
        if (!isKey(key))
            return end(MessageResult::Error::BadKey);
        m_redaction.addKey(key);
        if (m_target.service == NotificationService::OpsGenie)
            m_request.setRawHeader("Authorization", "GenieKey " + key.toByteArray());
        else
            m_payload = withRoutingKey(m_payload, key);
    }
    if (needsSecret(m_target) && !hasKey(m_target.service))
        m_redaction.addUrl(url, m_secret.view().trimmed());
    m_secret.wipe();
    m_deadline.start(m_timeout);
    web::findProxy(m_request.url(), this, [this](const QNetworkProxy &proxy) {
        if (!m_isEnded)
            post(proxy);
    });
}

void MessageJob::post(const QNetworkProxy &proxy)
{
    m_reply = web::networkOf(m_request.url(), proxy).post(m_request, m_payload);
    m_request = {};
    m_reply->setReadBufferSize(bodyBytesKept + m_redaction.overhang());
    connect(m_reply, &QNetworkReply::readyRead, this, &MessageJob::onReadyRead);
    connect(m_reply, &QNetworkReply::finished, this, &MessageJob::onReplyFinished);
}

void MessageJob::onReadyRead()
{
    if (m_isEnded)
        return;
    const qsizetype bytesRead = bodyBytesKept + m_redaction.overhang();
    m_body += m_reply->readAll().left(bytesRead - m_body.size());
    m_result.httpStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // Longer than any ok: nothing that follows can change the answer.
    if (m_body.size() == bytesRead)
        judge();
}

bool MessageJob::hasEnough() const
{
    return m_body.size() >= bodyBytesKept;
}

void MessageJob::onReplyFinished()
{
    onReadyRead();
    if (m_isEnded)
        return;
    m_result.httpStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_result.httpStatus == 0 || (!web::isAnswer(*m_reply) && !hasEnough()))
        end(MessageResult::Error::Unreachable, web::errorName(*m_reply));
    else
        judge();
}

void MessageJob::judge()
{
    constexpr qsizetype longestHeader = 64;
    m_result.retryAfter = m_redaction.applied(m_reply->rawHeader("Retry-After"), longestHeader);
    const bool accepted = notify::isAccepted(m_target.service, m_result.httpStatus, m_body.left(bodyBytesKept));
    end(accepted ? MessageResult::Error::None : MessageResult::Error::Refused);
}

void MessageJob::end(MessageResult::Error error, const QString &detail)
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    m_deadline.stop();
    m_secret.wipe();
    m_payload.clear();
    m_request = {};
    m_result.bodyStart = m_redaction.applied(m_body, bodyBytesKept);
    m_body.clear();
    m_redaction = {};
    m_result.error = error;
    m_result.detail = detail;
    web::leaveReply(m_reply, this);
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(m_result); }, Qt::QueuedConnection);
}

} // namespace cutover::notify
