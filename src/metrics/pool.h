// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace cutover::metrics {

/// Runs `work` on the thread pool and hands its result to `then` on the context's thread; once the context is gone,
/// `then` is not called. `work` must hold values only. A pool of its own is for work that may not wait for others'.
template <typename Work, typename Then>
void onPool(QObject *context, Work work, Then then, QThreadPool *pool = QThreadPool::globalInstance())
{
    using Result = decltype(work());
    auto *watcher = new QFutureWatcher<Result>(context);
    QObject::connect(watcher, &QFutureWatcher<Result>::finished, context, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        then(watcher->result());
    });
    // Shared, because a task of the pool must be copyable.
    auto promise = std::make_shared<QPromise<Result>>();
    watcher->setFuture(promise->future());
    promise->start();
    pool->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace cutover::metrics
