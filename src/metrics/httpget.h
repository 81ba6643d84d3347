// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QSslCertificate>
#include <QSslError>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <optional>

class QNetworkProxy;
class QNetworkReply;
class QNetworkRequest;

namespace cutover::metrics {

/// What is asked for, and within which bounds.
struct HttpQuestion
{
    QUrl url;                                 ///< http or https, with a host
    std::chrono::milliseconds timeout{2'000}; ///< for the whole exchange, name lookup and TLS included
    qsizetype maxBodyBytes = 64 * 1024;
    /// Further authorities beside the system's: PEM certificates, one at least. Nothing: the system's alone.
    std::optional<QByteArray> caPem;
    crypto::Secret bearer; ///< sent as «Authorization: Bearer …», over https or to this host only; empty: none
    QByteArray accept = "application/json";
};

/// How one GET ended. Never holds the URL or the token.
struct HttpAnswer
{
    enum class Error {
        None,            ///< a whole answer, of any HTTP status; a redirect, which is not followed, is one too
        BadUrl,          ///< not an http or https URL with a host
        Insecure,        ///< a token for plain http to another host: nothing was sent
        BadCertificates, ///< `caPem` is not PEM certificates and nothing else that begins like one
        TlsRefused,      ///< the server did not prove who it is, or speaks no TLS; see detail
        Unreachable,     ///< no HTTP answer, or one that broke off; see detail
        TimedOut,
        TooLarge, ///< a body over the bound
        Cancelled,
    };

    Error error = Error::Unreachable;
    int httpStatus = 0; ///< 0 without an answer
    QByteArray body;    ///< what was read, at most the bound
    QString detail;     ///< TlsRefused: a snake_case code («host_name_mismatch»); Unreachable: Qt's name of the error
    qint64 durationMs = 0;
};

[[nodiscard]] QString codeName(HttpAnswer::Error error);

/// The URL as it may be shown and recorded: without user, query and fragment, in which secrets may stand.
[[nodiscard]] QString shownUrl(const QUrl &url);

/// One asynchronous bounded GET: redirects are not followed, no cookie or cache is used, the body is asked for
/// uncompressed, so that its bound holds on the wire too. It goes by the session's proxy, as findProxy() says.
///
/// Thread: the one it lives in, whose event loop must run. Single use; finished() comes exactly once, never from within
/// start() or cancel(). Destroying it ends the exchange and emits nothing.
/// Neither waits for a server that sends headers without end.
class HttpGet : public QObject
{
    Q_OBJECT

public:
    /// A bound for files of authorities: the system's own have some 200 KiB.
    static constexpr qint64 maxAuthorityBytes = 1024 * 1024;

    explicit HttpGet(HttpQuestion question, QObject *parent = nullptr);
    ~HttpGet() override;

    void start();
    void cancel();

Q_SIGNALS:
    void finished(const cutover::metrics::HttpAnswer &answer);

private:
    [[nodiscard]] HttpAnswer::Error objection();
    [[nodiscard]] QNetworkRequest request() const;
    void send(const QNetworkProxy &proxy);
    void onReadyRead();
    void onSslErrors(const QList<QSslError> &errors);
    void onReplyFinished();
    void end(HttpAnswer::Error error, const QString &detail = {});

    HttpQuestion m_question;
    QList<QSslCertificate> m_authorities;
    QPointer<QNetworkReply> m_reply;
    QTimer m_deadline;
    QElapsedTimer m_elapsed;
    HttpAnswer m_answer;
    QString m_tlsRefusal;
    bool m_isStarted = false;
    bool m_isEnded = false;
};

} // namespace cutover::metrics
