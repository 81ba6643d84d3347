// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <chrono>

class QNetworkProxy;
class QNetworkReply;

namespace cutover::web {

/// What a time stamp authority answered, or why it did not.
struct TimestampAnswer
{
    enum class Error {
        None,
        BadUrl,      ///< no http or https URL with a host
        Unreachable, ///< no HTTP answer, or one that broke off; see detail
        TimedOut,
        Refused,   ///< an answer other than 200; a redirect is one such
        WrongType, ///< not application/timestamp-reply; detail: the type
        TooLarge,  ///< beyond 64 KiB
        Cancelled,
    };

    Error error = Error::Unreachable;
    int httpStatus = 0; ///< 0 without an answer
    QByteArray body;    ///< a whole TimeStampResp, still to be judged; empty with any error
    QString detail;     ///< Qt's name of the network error, or the content type
};

[[nodiscard]] QString codeName(TimestampAnswer::Error error);

/// Carries one RFC 3161 request to its authority over HTTP (section 3.4) and brings the answer back, unread.
///
/// By the session's proxy, as every other place is asked. Plain http is normal here: what comes back is signed, and
/// the request tells nothing but a digest. Redirects are refused, no cookie is kept.
/// Time-out 3 s for the whole exchange unless said otherwise: somebody is signing.
/// Thread: the one it lives in, whose event loop must run. Single use; finished() comes exactly once, never from within
/// start() or cancel().
class TimestampJob : public QObject
{
    Q_OBJECT

public:
    TimestampJob(QUrl url, QByteArray request, QObject *parent = nullptr);
    ~TimestampJob() override;

    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    void start();
    void cancel();

Q_SIGNALS:
    void finished(const cutover::web::TimestampAnswer &answer);

private:
    void post(const QNetworkProxy &proxy);
    void onReadyRead();
    void onReplyFinished();
    void end(TimestampAnswer::Error error, const QString &detail = {});

    QUrl m_url;
    QByteArray m_request;
    std::chrono::milliseconds m_timeout{3'000};
    QPointer<QNetworkReply> m_reply;
    QTimer m_deadline;
    TimestampAnswer m_answer;
    bool m_isStarted = false;
    bool m_isEnded = false;
};

} // namespace cutover::web
