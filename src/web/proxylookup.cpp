// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/proxylookup.h"

#include "domain/loopback.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace cutover::web {

using namespace Qt::StringLiterals;

namespace {

Q_GLOBAL_STATIC(QThreadPool, lookups)

QUrl placeOf(const QUrl &url)
{
    constexpr int httpPort = 80;
    constexpr int httpsPort = 443;
    QUrl place;
    place.setScheme(url.scheme());
    place.setHost(url.host());
    place.setPort(url.port(url.scheme() == "https"_L1 ? httpsPort : httpPort));
    return place;
}

} // namespace

void findProxy(const QUrl &url, QObject *context, std::function<void(const QNetworkProxy &)> then)
{
    if (domain::isLoopback(url.host()))
        return then(QNetworkProxy::NoProxy);
    auto promise = std::make_shared<QPromise<QNetworkProxy>>(); // shared, because a pool's task must be copyable
    auto *watcher = new QFutureWatcher<QNetworkProxy>(context);
    QObject::connect(watcher, &QFutureWatcher<QNetworkProxy>::finished, context, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        then(watcher->result());
    });
    promise->start();
    watcher->setFuture(promise->future());
    lookups()->start([promise, place = placeOf(url)] {
        const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(place));
        promise->addResult(proxies.value(0, QNetworkProxy::NoProxy));
        promise->finish();
    });
}

} // namespace cutover::web
