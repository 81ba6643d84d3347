// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/servernetwork.h"

#include <QCoreApplication>
#include <QHash>
#include <QMetaEnum>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <utility>

namespace cutover::web {

using namespace Qt::StringLiterals;

namespace {

QString placeOf(const QUrl &url)
{
    return u"%1://%2:%3"_s.arg(url.scheme(), url.host()).arg(url.port());
}

QString placeOf(const QNetworkProxy &proxy)
{
    return u"%1:%2:%3:%4"_s.arg(proxy.type()).arg(proxy.hostName()).arg(proxy.port()).arg(proxy.user());
}

using Managers = QHash<QByteArray, QNetworkAccessManager *>;
Q_GLOBAL_STATIC(Managers, managers)

void endAll()
{
    qDeleteAll(std::exchange(*managers(), {}));
}

} // namespace

QNetworkAccessManager &networkOf(const QUrl &server, const QNetworkProxy &proxy, const QByteArray &trusted)
{
    const QString place = placeOf(server) + u' ' + placeOf(proxy);
    if (managers()->isEmpty())
        qAddPostRoutine(endAll);
    auto *&manager = (*managers())[place.toUtf8() + '\n' + trusted];
    if (!manager) {
        manager = new QNetworkAccessManager;
        manager->setProxy(proxy);
    }
    return *manager;
}

QNetworkRequest plainRequest(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Accept-Encoding", "identity");
    return request;
}

void leaveReply(QPointer<QNetworkReply> &reply, const QObject *asker)
{
    if (!reply)
        return;
    reply->disconnect(asker);
    reply->abort();
    reply->deleteLater();
    reply.clear();
}

bool isAnswer(const QNetworkReply &reply)
{
    // 400 comes as ProtocolInvalidOperationError.
    const auto code = reply.error();
    return code == QNetworkReply::NoError ||
           (code >= QNetworkReply::ContentAccessDenied && code != QNetworkReply::ProtocolUnknownError &&
            code != QNetworkReply::ProtocolFailure);
}

QString errorName(const QNetworkReply &reply)
{
    return QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(reply.error()));
}

void connectAnew(QNetworkRequest &request, QSslConfiguration tls)
{
    tls.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
    tls.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    request.setSslConfiguration(tls);
    request.setRawHeader("Connection", "close");
}

} // namespace cutover::web
