// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/httpget.h"

#include "domain/loopback.h"
#include "web/proxylookup.h"
#include "web/servernetwork.h"

#include <QMetaEnum>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <algorithm>

namespace cutover::metrics {

using namespace Qt::StringLiterals;

namespace {

QString snakeCase(QStringView words)
{
    QString snake;
    for (const QChar letter : words) {
        if (letter.isUpper() && !snake.isEmpty())
            snake += u'_';
        snake += letter.toLower();
    }
    return snake;
}

} // namespace

QString codeName(HttpAnswer::Error error)
{
    switch (error) {
    case HttpAnswer::Error::None:
        return u"none"_s;
    case HttpAnswer::Error::BadUrl:
        return u"bad_url"_s;
    case HttpAnswer::Error::Insecure:
        return u"insecure"_s;
    case HttpAnswer::Error::BadCertificates:
        return u"bad_certificates"_s;
    case HttpAnswer::Error::TlsRefused:
        return u"tls_refused"_s;
    case HttpAnswer::Error::Unreachable:
        return u"unreachable"_s;
    case HttpAnswer::Error::TimedOut:
        return u"timed_out"_s;
    case HttpAnswer::Error::TooLarge:
        return u"too_large"_s;
    case HttpAnswer::Error::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

QString shownUrl(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

HttpGet::HttpGet(HttpQuestion question, QObject *parent)
    : QObject(parent)
    , m_question(std::move(question))
{
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer);
    connect(&m_deadline, &QTimer::timeout, this, [this] { end(HttpAnswer::Error::TimedOut); });
}

HttpGet::~HttpGet()
{
    web::leaveReply(m_reply, this);
}

void HttpGet::start()
{
    if (m_isStarted || m_isEnded)
        return;
    m_isStarted = true;
    m_elapsed.start();
    if (const auto error = objection(); error != HttpAnswer::Error::None) {
        end(error);
        return;
    }
    m_deadline.start(std::max(std::chrono::milliseconds::zero(), m_question.timeout));
    web::findProxy(m_question.url, this, [this](const QNetworkProxy &proxy) { send(proxy); });
}

void HttpGet::cancel()
{
    end(HttpAnswer::Error::Cancelled);
}

HttpAnswer::Error HttpGet::objection()
{
    const QUrl &url = m_question.url;
    if (!domain::isHttpUrl(url))
        return HttpAnswer::Error::BadUrl;
    if (!m_question.bearer.isEmpty() && url.scheme() != "https"_L1 && !domain::isLoopback(url.host()))
        return HttpAnswer::Error::Insecure;
    if (!m_question.caPem)
        return HttpAnswer::Error::None;
    m_authorities = QSslCertificate::fromData(*m_question.caPem, QSsl::Pem);
    // One that cannot be read must not be left out in silence: whoever named it counts on it.
    const bool areAll = m_question.caPem->count("-----BEGIN ") == m_authorities.size();
    return m_authorities.isEmpty() || !areAll ? HttpAnswer::Error::BadCertificates : HttpAnswer::Error::None;
}

QNetworkRequest HttpGet::request() const
{
    auto request = web::plainRequest(m_question.url);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setRawHeader("Accept", m_question.accept);
    if (!m_question.bearer.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_question.bearer.view().toByteArray());
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificates(m_authorities);
    web::connectAnew(request, tls);
    return request;
}

void HttpGet::send(const QNetworkProxy &proxy)
{
    if (m_isEnded)
        return;
    m_reply = web::networkOf(m_question.url, proxy, m_question.caPem.value_or(QByteArray())).get(request());
    m_question.bearer.wipe();
    m_reply->setReadBufferSize(m_question.maxBodyBytes + 1);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpGet::onReadyRead);
    connect(m_reply, &QNetworkReply::sslErrors, this, &HttpGet::onSslErrors);
    connect(m_reply, &QNetworkReply::finished, this, &HttpGet::onReplyFinished);
}

void HttpGet::onSslErrors(const QList<QSslError> &errors)
{
    if (!errors.isEmpty())
        m_tlsRefusal = snakeCase(
            QString::fromLatin1(QMetaEnum::fromType<QSslError::SslError>().valueToKey(errors.first().error())));
}

void HttpGet::onReadyRead()
{
    if (m_isEnded)
        return;
    m_answer.body += m_reply->read(m_question.maxBodyBytes + 1 - m_answer.body.size());
    if (m_answer.body.size() > m_question.maxBodyBytes) {
        m_answer.body.truncate(m_question.maxBodyBytes);
        end(HttpAnswer::Error::TooLarge);
    }
}

void HttpGet::onReplyFinished()
{
    onReadyRead();
    if (m_isEnded)
        return;
    m_answer.httpStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_reply->error() == QNetworkReply::SslHandshakeFailedError)
        end(HttpAnswer::Error::TlsRefused, m_tlsRefusal.isEmpty() ? u"handshake_failed"_s : m_tlsRefusal);
    else if (m_answer.httpStatus == 0 || !web::isAnswer(*m_reply))
        end(HttpAnswer::Error::Unreachable, web::errorName(*m_reply));
    else
        end(HttpAnswer::Error::None);
}

void HttpGet::end(HttpAnswer::Error error, const QString &detail)
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    m_deadline.stop();
    m_question.bearer.wipe();
    m_answer.error = error;
    m_answer.detail = detail;
    m_answer.durationMs = m_elapsed.isValid() ? m_elapsed.elapsed() : 0;
    web::leaveReply(m_reply, this);
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(m_answer); }, Qt::QueuedConnection);
}

} // namespace cutover::metrics
