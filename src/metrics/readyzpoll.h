// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rules.h"
#include "metrics/httpget.h"

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

namespace cutover::metrics {

/// What one GET of the readyz URL said.
struct ReadyzReading
{
    enum class Error {
        None,
        BadUrl,          ///< not an http or https URL with a host
        BadCertificates, ///< the further authorities cannot be read
        TlsRefused,      ///< see detail
        Unreachable,     ///< no HTTP answer; see detail
        TimedOut,
        TooLarge, ///< more than the bound; nothing of it was parsed
        NotOk,    ///< an HTTP status other than 200 without a word of «degraded» or «error»; redirects are this too
        Unreadable, ///< not one strict JSON object with a known `status`; see detail
        Cancelled,
    };

    std::optional<QString> status; ///< "ok", "degraded" or "error"; nothing where it cannot be told
    Error error = Error::None;
    int httpStatus = 0; ///< 0 without an answer
    QString detail;     ///< code or system's word, never a sentence
    QString pointer;    ///< of Unreadable: where in the body
    int line = 0;       ///< likewise; 0 where it has none
    QByteArray body;    ///< what was read, at most the bound
    QDateTime at;       ///< UTC, when the answer was there
    qint64 durationMs = 0;

    /// HTTP 200 and status "ok": nothing else is go.
    [[nodiscard]] bool isOk() const { return error == Error::None && httpStatus == 200 && status == u"ok"; }
};

[[nodiscard]] QString codeName(ReadyzReading::Error error);

/// What an answer of the readyz URL says: «degraded» and «error» are believed with any HTTP status (a service that says
/// 503 says why), «ok» only with 200. Pure.
[[nodiscard]] ReadyzReading readingOf(const HttpAnswer &answer, const QDateTime &at);

/// Carries a reading into the signals that the triggers judge: the status, or one more unreadable poll in a row.
void takeReading(domain::LiveSignals &live, const ReadyzReading &reading);

/// One HttpGet of the readyz URL, read by readingOf.
///
/// Thread: the one it lives in, whose event loop must run. Single use; finished() comes exactly once, never from within
/// start() or cancel().
class ReadyzPoll : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<QDateTime()>;
    static constexpr qsizetype maxBodyBytes = 64 * 1024;

    ReadyzPoll(QUrl url, Clock now, QObject *parent = nullptr);
    ~ReadyzPoll() override;

    /// Two seconds unless told: the triggers' own (RULES section 5).
    void setTimeout(std::chrono::milliseconds timeout) { m_question.timeout = timeout; }
    /// Certificate authorities beside the system's, in PEM.
    void setFurtherAuthorities(const QByteArray &pem) { m_question.caPem = pem; }
    void start();
    void cancel();

Q_SIGNALS:
    void finished(const cutover::metrics::ReadyzReading &reading);

private:
    Clock m_now;
    HttpQuestion m_question;
    HttpGet *m_get = nullptr;
    bool m_isEnded = false;
};

} // namespace cutover::metrics
