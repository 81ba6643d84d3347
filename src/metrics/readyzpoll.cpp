// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/readyzpoll.h"

#include "formats/strictjson.h"

#include <QJsonObject>

#include <utility>

namespace cutover::metrics {

using namespace Qt::StringLiterals;

namespace {

constexpr int httpOk = 200;

/// What a GET that came to no answer is to a poll.
ReadyzReading::Error errorOf(HttpAnswer::Error error)
{
    switch (error) {
    case HttpAnswer::Error::None:
        return ReadyzReading::Error::None;
    case HttpAnswer::Error::BadUrl:
    case HttpAnswer::Error::Insecure: // nothing secret is sent here
        return ReadyzReading::Error::BadUrl;
    case HttpAnswer::Error::BadCertificates:
        return ReadyzReading::Error::BadCertificates;
    case HttpAnswer::Error::TlsRefused:
        return ReadyzReading::Error::TlsRefused;
    case HttpAnswer::Error::Unreachable:
        return ReadyzReading::Error::Unreachable;
    case HttpAnswer::Error::TimedOut:
        return ReadyzReading::Error::TimedOut;
    case HttpAnswer::Error::TooLarge:
        return ReadyzReading::Error::TooLarge;
    case HttpAnswer::Error::Cancelled:
        return ReadyzReading::Error::Cancelled;
    }
    Q_UNREACHABLE();
}

} // namespace

QString codeName(ReadyzReading::Error error)
{
    switch (error) {
    case ReadyzReading::Error::None:
        return u"none"_s;
    case ReadyzReading::Error::BadUrl:
        return u"bad_url"_s;
    case ReadyzReading::Error::BadCertificates:
        return u"bad_certificates"_s;
    case ReadyzReading::Error::TlsRefused:
        return u"tls_refused"_s;
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
    , m_now(std::move(now))
{
    m_question.url = std::move(url);
    m_question.maxBodyBytes = maxBodyBytes;
}

ReadyzPoll::~ReadyzPoll() = default;

void ReadyzPoll::start()
{
    if (m_get || m_isEnded)
        return;
    m_get = new HttpGet(std::move(m_question), this);
    connect(m_get, &HttpGet::finished, this, &ReadyzPoll::onAnswer);
    m_get->start();
}

void ReadyzPoll::cancel()
{
    if (m_get) {
        m_get->cancel();
        return;
    }
    m_reading.error = ReadyzReading::Error::Cancelled;
    m_reading.at = m_now();
    if (!std::exchange(m_isEnded, true))
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT finished(m_reading); }, Qt::QueuedConnection);
}

void ReadyzPoll::onAnswer(const HttpAnswer &answer)
{
    m_reading.error = errorOf(answer.error);
    m_reading.httpStatus = answer.httpStatus;
    m_reading.detail = answer.detail;
    m_reading.body = answer.body;
    m_reading.durationMs = answer.durationMs;
    m_reading.at = m_now();
    if (answer.error == HttpAnswer::Error::None)
        judgeBody();
    Q_EMIT finished(m_reading);
}

void ReadyzPoll::judgeBody()
{
    const bool isHttpOk = m_reading.httpStatus == httpOk;
    const auto text = formats::parseStrict(m_reading.body);
    const QString word = text ? text->root.toObject().value("status"_L1).toString() : QString();
    if (word == "degraded"_L1 || word == "error"_L1 || (word == "ok"_L1 && isHttpOk)) {
        m_reading.status = word;
        return;
    }
    m_reading.error = isHttpOk ? ReadyzReading::Error::Unreadable : ReadyzReading::Error::NotOk;
    if (text) {
        m_reading.detail = word == "ok"_L1 ? QString() : u"unknown_status"_s;
        m_reading.pointer = u"/status"_s;
        m_reading.line = text->lineOf(m_reading.pointer);
    } else {
        m_reading.detail = formats::codeName(text.error().code);
        m_reading.pointer = text.error().pointer;
        m_reading.line = text.error().line;
    }
}

} // namespace cutover::metrics
