// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notifications.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QString>

namespace cutover::notify {

/// What is told, before a service gives it its shape. Everything in it may have been typed or printed by others.
struct Message
{
    domain::NotificationEvent event = domain::NotificationEvent::Test;
    QString id;   ///< one message, however often it is sent: the key by which PagerDuty and OpsGenie tell doubles
    QString text; ///< unescaped; the first line says what happened
    QString environment;
    QString version;
    QDateTime at; ///< UTC
};

/// The limits that the services document, in characters, and Teams' in bytes too. What is longer is cut with an
/// ellipsis, never refused: a message that is late or lost helps nobody.
namespace limits {
inline constexpr qsizetype slackText = 3000;            ///< of a section block; a message may have 40,000
inline constexpr qsizetype teamsBytes = 28 * 1024;      ///< of the whole body
inline constexpr qsizetype teamsText = 6000;            ///< so that the body keeps within, counted as UTF-16 too
inline constexpr qsizetype pagerDutySummary = 1024;     ///< https://developer.pagerduty.com/docs/events-api-v2
inline constexpr qsizetype pagerDutyKey = 255;          ///< dedup_key
inline constexpr qsizetype pagerDutyBytes = 512 * 1024; ///< of the whole body
inline constexpr qsizetype opsGenieMessage = 130;       ///< https://docs.opsgenie.com/docs/alert-api
inline constexpr qsizetype opsGenieDescription = 15000;
inline constexpr qsizetype opsGenieAlias = 512;
inline constexpr qsizetype webhookText = 20000; ///< our own
} // namespace limits

/// The JSON body for a service, without any secret: PagerDuty's routing key is put in by the job that sends it.
///
/// No datum becomes markup, a link or a mention; control characters and what turns the writing are made visible. Pure.
[[nodiscard]] QByteArray payloadFor(domain::NotificationService service, const Message &message);

/// The service's own ok: Slack 2xx and the body `ok`; Teams 2xx; PagerDuty 202 and status `success`; OpsGenie 202;
/// a webhook 2xx. `body` may be its start alone.
[[nodiscard]] bool isAccepted(domain::NotificationService service, int httpStatus, QByteArrayView body);

/// Sending it again would be answered so again: 4xx but 408 and 429.
[[nodiscard]] bool isFinalRefusal(int httpStatus);

/// Seconds from `now` that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); 0 where there is none
/// or it cannot be read, never negative and at most an hour.
[[nodiscard]] qint64 retryAfterSeconds(QByteArrayView header, const QDateTime &now);

} // namespace cutover::notify
