// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notifications.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QString>

#include <tl/expected.hpp>

namespace cutover::notify {

/// One message to one target, as it waits on disk. Holds no secret: the target names it, the payload is without it.
struct OutboxItem
{
    QString id; ///< the file's name without its ending; sorts by time
    QString workspace;
    QString ledgerId; ///< empty where the ledger was not known yet: then the workspace says whose it is
    QString messageId;
    domain::NotificationEvent event = domain::NotificationEvent::Test;
    domain::NotificationTarget target; ///< its `events` are not kept
    QByteArray payload;                ///< JSON object
    QDateTime createdAt;               ///< UTC, as all times here
    QDateTime nextTry;
    int attempts = 0; ///< begun
    QString code;     ///< of the last attempt: "refused", "unreachable", "secret_missing", …
    int httpStatus = 0;
    /// Accepted or given up, and not known to be recorded yet.
    QDateTime settledAt;
    bool isAccepted = false;

    [[nodiscard]] bool isSettled() const { return settledAt.isValid(); }
};

/// What nobody took after this time is given up.
inline constexpr qint64 outboxKeepsS = 24 * 3600;
/// Seconds from the n-th attempt (from 1) to the next: 1, 2, 4, … at most 300.
[[nodiscard]] qint64 backOffS(int attempts);

[[nodiscard]] QByteArray writeOutboxItem(const OutboxItem &item);
/// Reads strictly; the error is a code: of the JSON, of the first wrong field, or "not_loopback" and the like. `id` is
/// left to the caller.
[[nodiscard]] tl::expected<OutboxItem, QString> readOutboxItem(QByteArrayView bytes);

} // namespace cutover::notify
