// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/timestampjob.h"

#include "domain/loopback.h"
#include "web/proxylookup.h"
#include "web/servernetwork.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>

namespace cutover::web {

using namespace Qt::StringLiterals;
using Error = TimestampAnswer::Error;

namespace {

constexpr qsizetype largestAnswer = 64 * 1024;
constexpr int httpOk = 200;

QNetworkRequest requestTo(const QUrl &url)
{
    auto request = plainRequest(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/timestamp-query"_s);
    request.setRawHeader("Accept", "application/timestamp-reply");
    connectAnew(request);
    return request;
}

} // namespace

QString codeName(TimestampAnswer::Error error)
{
    switch (error) {
    case Error::None:
        return u"none"_s;
    case Error::BadUrl:
        return u"bad_url"_s;
    case Error::Unreachable:
        return u"unreachable"_s;
    case Error::TimedOut:
        return u"timed_out"_s;
    case Error::Refused:
        return u"refused"_s;
    case Error::WrongType:
        return u"wrong_type"_s;
    case Error::TooLarge:
        return u"too_large"_s;
    case Error::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

TimestampJob::TimestampJob(QUrl url, QByteArray request, QObject *parent)
    : QObject(parent)
    , m_url(std::move(url))
    , m_request(std::move(request))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { end(Error::TimedOut); });
}

TimestampJob::~TimestampJob()
{
    leaveReply(m_reply, this);
}

void TimestampJob::start()
{
    if (m_isStarted || m_isEnded)
        return;
    m_isStarted = true;
    if (!domain::isHttpUrl(m_url))
        return end(Error::BadUrl);
    m_deadline.start(m_timeout);
    findProxy(m_url, this, [this](const QNetworkProxy &proxy) {
        if (!m_isEnded)
            post(proxy);
    });
}

void TimestampJob::cancel()
{
    end(Error::Cancelled);
}

void TimestampJob::post(const QNetworkProxy &proxy)
{
    m_reply = networkOf(m_url, proxy).post(requestTo(m_url), m_request);
    // One byte more than may come, so that too much is seen; the rest stays in the socket.
    m_reply->setReadBufferSize(largestAnswer + 1);
    connect(m_reply, &QNetworkReply::readyRead, this, &TimestampJob::onReadyRead);
    connect(m_reply, &QNetworkReply::finished, this, &TimestampJob::onReplyFinished);
}

void TimestampJob::onReadyRead()
{
    if (m_isEnded)
        return;
    m_answer.httpStatus = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_answer.body += m_reply->readAll();
    if (m_answer.body.size() > largestAnswer)
        end(Error::TooLarge);
}

void TimestampJob::onReplyFinished()
{
    onReadyRead();
    if (m_isEnded)
        return;
    const auto code = m_reply->error();
    if (m_answer.httpStatus != 0 && m_answer.httpStatus != httpOk)
        return end(Error::Refused, QString::number(m_answer.httpStatus));
    if (code != QNetworkReply::NoError || m_answer.httpStatus == 0)
        return end(Error::Unreachable, errorName(*m_reply));
    constexpr qsizetype longestType = 100;
    const QString type = m_reply->header(QNetworkRequest::ContentTypeHeader).toString().left(longestType);
    if (type.section(u';', 0, 0).trimmed().compare("application/timestamp-reply"_L1, Qt::CaseInsensitive) != 0)
        return end(Error::WrongType, type);
    end(Error::None);
}

void TimestampJob::end(TimestampAnswer::Error error, const QString &detail)
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    m_deadline.stop();
    m_request.clear();
    m_answer.error = error;
    m_answer.detail = detail;
    if (error != Error::None)
        m_answer.body.clear();
    leaveReply(m_reply, this);
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(m_answer); }, Qt::QueuedConnection);
}

} // namespace cutover::web
