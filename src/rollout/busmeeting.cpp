// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/busmeeting.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace cutover::rollout {

void meetBus(const BusPlace &place, QObject *context, std::function<void(bool)> met)
{
    auto promise = std::make_shared<QPromise<bool>>();
    auto *watcher = new QFutureWatcher<bool>(context);
    QObject::connect(watcher, &QFutureWatcher<bool>::finished, context, [watcher, met = std::move(met)] {
        watcher->deleteLater();
        met(watcher->result());
    });
    promise->start();
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, place] {
        QDBusConnection::disconnectFromBus(place.name); // one that was lost would be given again
        const auto bus = place.address.isEmpty() ? QDBusConnection::connectToBus(place.type, place.name)
                                                 : QDBusConnection::connectToBus(place.address, place.name);
        promise->addResult(bus.isConnected());
        promise->finish();
    });
}

} // namespace cutover::rollout
