// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QNetworkProxy>
#include <QPointer>
#include <QSslConfiguration>
#include <QString>
#include <QUrl>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace cutover::web {

/// The network manager of one server, by the proxy through which it is reached and what is trusted beside the system's
/// authorities (PEM). It lives as long as the application: abort a reply and leave it to its manager.
///
/// Qt 6.4 hears nothing while it reads the head of an answer: a server that sends headers without end holds its
/// manager's thread, for which a manager that is destroyed waits. Nor does it answer for another server meanwhile.
/// Thread: the application's own.
[[nodiscard]] QNetworkAccessManager &networkOf(const QUrl &server, const QNetworkProxy &proxy,
                                               const QByteArray &trusted = {});

/// A request that follows no redirection, keeps no cookie and asks for no compression, so that a bound on the body is a
/// bound on what came over the wire too; nor for HTTP/2, which would read on past the read buffer's bound.
[[nodiscard]] QNetworkRequest plainRequest(const QUrl &url);

/// Leaves a reply to its manager: it would tell its abortion to an asker half gone, or ended. Null is left as it is.
void leaveReply(QPointer<QNetworkReply> &reply, const QObject *asker);

/// Whether this is how a reply ends that is an answer: to Qt an HTTP status of 4xx or 5xx is an error, but one that
/// broke off is none to us.
[[nodiscard]] bool isAnswer(const QNetworkReply &reply);

/// Qt's word for the error of a reply, «HostNotFoundError».
[[nodiscard]] QString errorName(const QNetworkReply &reply);

/// Has the request connect anew, with a whole handshake: a certificate that expired since the last one is seen.
void connectAnew(QNetworkRequest &request, QSslConfiguration tls = QSslConfiguration::defaultConfiguration());

} // namespace cutover::web
