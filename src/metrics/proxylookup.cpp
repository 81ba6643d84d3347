// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/proxylookup.h"

#include "domain/loopback.h"
#include "metrics/pool.h"

namespace cutover::metrics {

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
    const auto find = [place = placeOf(url)] {
        return QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(place)).value(0, QNetworkProxy::NoProxy);
    };
    onPool(context, find, std::move(then), lookups());
}

} // namespace cutover::metrics
