// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/readyzpoll.h"

#include "formats/strictjson.h"

#include <QJsonObject>
#include <QMetaEnum>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace cutover::metrics {

using namespace Qt::StringLiterals;

namespace {

constexpr int httpOk = 200;

bool isHttpUrl(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

QNetworkRequest requestFor(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", "application/json");
    // Uncompressed, so that the bound on the body is a bound on what came over the wire too.
    request.setRawHeader("Accept-Encoding", "identity");
    return request;
}

/// The word of `status`, or the code of what made it unreadable.
tl::expected<QString, QString> statusOf(const QByteArray &body)
{
    const auto text = formats::parseStrict(body);
    if (!text)
        return tl::unexpected(formats::codeName(text.error().code));
    const QString status = text->root.toObject().value("status"_L1).toString();
    if (status == "ok"_L1 || status == "degraded"_L1 || status == "error"_L1)
        return status;
    return tl::unexpected(u"unknown_status"_s);
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

QString codeName(ReadyzReading::Error error)
{
    switch (error) {
    case ReadyzReading::Error::None:
        return u"none"_s;
    case ReadyzReading::Error::BadUrl:
        return u"bad_url"_s;
    case ReadyzReading::Error::Unreachable:
        return u"unreachable"_s;
    case ReadyzReading::Error::TimedOut:
        return u"timed_out"_s;
    case ReadyzReading::Error::TooLarge:
        return u"too_large"_s;
    case ReadyzReading::Error::NotOk:
        return u"not_ok"_s;
    case ReadyzReading::Error::Unreadable:
        return u"unreadable"_s;
    case ReadyzReading::Error::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

void takeReading(domain::LiveSignals &live, const ReadyzReading &reading)
{
    if (reading.error == ReadyzReading::Error::Cancelled)
        return;
    live.readyz = reading.status;
    live.unreadablePolls = reading.status ? 0 : live.unreadablePolls + 1;
    live.readyzAt = reading.at;
}

ReadyzPoll::ReadyzPoll(QUrl url, Clock now, QObject *parent)
    : QObject(parent)
    , m_url(std::move(url))
    , m_now(std::move(now))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { end(ReadyzReading::Error::TimedOut); });
}

ReadyzPoll::~ReadyzPoll()
{
    // The reply would tell its abortion to an object half gone.
    if (m_reply)
        m_reply->disconnect(this);
}

void ReadyzPoll::start()
{
    if (m_isStarted || m_isEnded)
        return;
    m_isStarted = true;
    m_elapsed.start();
    if (!isHttpUrl(m_url)) {
        end(ReadyzReading::Error::BadUrl);
        return;
    }
    m_deadline.start(m_timeout);
    send();
}

void ReadyzPoll::cancel()
{
    end(ReadyzReading::Error::Cancelled);
}

void ReadyzPoll::send()
{
    m_reply = m_network.get(requestFor(m_url));
    m_reply->setReadBufferSize(maxBodyBytes + 1);
    connect(m_reply, &QNetworkReply::readyRead, this, &ReadyzPoll::onReadyRead);
    connect(m_reply, &QNetworkReply::finished, this, &ReadyzPoll::onReplyFinished);
}

void ReadyzPoll::onReadyRead()
{
    if (m_isEnded)
        return;
    m_reading.body += m_reply->read(maxBodyBytes + 1 - m_reading.body.size());
    if (m_reading.body.size() > maxBodyBytes) {
        m_reading.body.truncate(maxBodyBytes);
        end(ReadyzReading::Error::TooLarge);
    }
}

void ReadyzPoll::onReplyFinished()
{
    onReadyRead();
    if (m_isEnded)
        return;
    m_reading.httpStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto code = m_reply->error();
    if (m_reading.httpStatus == 0 || !isAnswer(code)) {
        end(ReadyzReading::Error::Unreachable,
            QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(code)));
        return;
    }
    const auto status = statusOf(m_reading.body);
    const bool isHttpOk = m_reading.httpStatus == httpOk;
    if (status && (isHttpOk || *status != "ok"_L1))
        m_reading.status = *status;
    if (m_reading.status)
        end(ReadyzReading::Error::None);
    else
        end(isHttpOk ? ReadyzReading::Error::Unreadable : ReadyzReading::Error::NotOk,
            status ? QString() : status.error());
}

void ReadyzPoll::end(ReadyzReading::Error error, const QString &detail)
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    m_deadline.stop();
    m_reading.error = error;
    m_reading.detail = detail;
    m_reading.at = m_now();
    m_reading.durationMs = m_elapsed.isValid() ? m_elapsed.elapsed() : 0;
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
    }
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(m_reading); }, Qt::QueuedConnection);
}

} // namespace cutover::metrics
