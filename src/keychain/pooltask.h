// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace cutover::keychain {

/// Runs `work` on the global thread pool and hands what it returns to `done` on the thread of `context`, unless that
/// is gone by then. Both may hold what can only be moved. Private to this room.
template <typename Work, typename Done>
void runOnPool(QObject *context, Work work, Done done)
{
    using Result = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Result>>();
    promise->start();
    auto *watcher = new QFutureWatcher<Result>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)]() mutable {
        watcher->deleteLater();
        done(watcher->future().takeResult());
    });
    watcher->setFuture(promise->future());
    // QThreadPool takes copyable functions alone.
    auto shared = std::make_shared<Work>(std::move(work));
    QThreadPool::globalInstance()->start([promise, shared] {
        promise->addResult((*shared)());
        promise->finish();
    });
}

} // namespace cutover::keychain
