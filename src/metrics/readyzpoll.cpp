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

void judgeBody(ReadyzReading &reading)
{
    const bool isHttpOk = reading.httpStatus == httpOk;
    const auto text = formats::parseStrict(reading.body);
    const QString word = text ? text->root.toObject().value("status"_L1).toString() : QString();
    if (word == "degraded"_L1 || word == "error"_L1 || (word == "ok"_L1 && isHttpOk)) {
        reading.status = word;
        return;
    }
    reading.error = isHttpOk ? ReadyzReading::Error::Unreadable : ReadyzReading::Error::NotOk;
    if (!text) {
        reading.detail = formats::codeName(text.error().code);
        reading.pointer = text.error().pointer;
        reading.line = text.error().line;
    } else if (word != "ok"_L1) {
        reading.detail = u"unknown_status"_s;
        reading.pointer = u"/status"_s;
        reading.line = text->lineOf(reading.pointer);
    }
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

ReadyzReading readingOf(const HttpAnswer &answer, const QDateTime &at)
{
    ReadyzReading reading;
    reading.error = errorOf(answer.error);
    reading.httpStatus = answer.httpStatus;
    reading.detail = answer.detail;
    reading.body = answer.body;
    reading.at = at;
    reading.durationMs = answer.durationMs;
    if (answer.error == HttpAnswer::Error::None)
        judgeBody(reading);
    return reading;
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
    connect(m_get, &HttpGet::finished, this,
            [this](const HttpAnswer &answer) { Q_EMIT finished(readingOf(answer, m_now())); });
    m_get->start();
}

void ReadyzPoll::cancel()
{
    if (m_get) {
        m_get->cancel();
        return;
    }
    if (std::exchange(m_isEnded, true))
        return;
    HttpAnswer cancelled;
    cancelled.error = HttpAnswer::Error::Cancelled;
    const auto reading = readingOf(cancelled, m_now());
    QMetaObject::invokeMethod(
        this, [this, reading] { Q_EMIT finished(reading); }, Qt::QueuedConnection);
}

} // namespace cutover::metrics
