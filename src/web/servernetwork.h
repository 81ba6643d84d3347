// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QUrl>

class QNetworkAccessManager;
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

/// Has the request connect anew, with a whole handshake: a certificate that expired since the last one is seen.
void connectAnew(QNetworkRequest &request, QSslConfiguration tls = QSslConfiguration::defaultConfiguration());

} // namespace cutover::web
