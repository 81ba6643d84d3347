// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace cutover::rollout {

/// Threads that are kept for what an abort writes: it waits behind no check, hash or restore, and one that hangs on a
/// disk holds up no other. What they were given is done before the program ends.
[[nodiscard]] QThreadPool &urgentPool();

/// Runs `work` there and hands its result to `then` on the context's thread; once the context is gone, `then` is not
/// called. `work` must hold values only.
template <typename Work, typename Then>
void onUrgentPool(QObject *context, Work work, Then then)
{
    using Result = decltype(work());
    auto promise = std::make_shared<QPromise<Result>>();
    promise->start();
    auto *watcher = new QFutureWatcher<Result>(context);
    QObject::connect(watcher, &QFutureWatcher<Result>::finished, context, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        then(watcher->result());
    });
    watcher->setFuture(promise->future());
    urgentPool().start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace cutover::rollout
