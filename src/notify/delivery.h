// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notifications.h"

#include <QDateTime>
#include <QString>

namespace cutover::notify {

/// What came of a message at one target, so far. Never a URL or a key.
struct Delivery
{
    enum class Status {
        Accepted, ///< by the service's own ok
        Waiting,  ///< an attempt failed, the next one comes at nextTry
        GaveUp    ///< refused for good, or taken by nobody for 24 h
    };
    Status status = Status::Waiting;
    QString id; ///< of the message at this target
    QString messageId;
    domain::NotificationEvent event = domain::NotificationEvent::Test;
    QString target;
    domain::NotificationService service = domain::NotificationService::Slack;
    QString code; ///< of the last failure: "refused", "unreachable", "secret_missing", …; empty when accepted
    int httpStatus = 0;
    int attempts = 0;
    QDateTime at;
    QDateTime nextTry; ///< while Waiting
};

[[nodiscard]] QString statusName(Delivery::Status status); ///< "accepted", "waiting", "gave_up"

} // namespace cutover::notify

Q_DECLARE_METATYPE(cutover::notify::Delivery)
