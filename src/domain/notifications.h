// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace cutover::domain {

/// What a message is about; the profile's templates and targets name them by notificationEventName().
enum class NotificationEvent {
    Test, ///< «Send test alert» of the checklist
    Go,
    NoGo,
    CutoverStart, ///< «Send cutover start notification»
    Promotion,
    Pause,
    Abort,
    Recovered,
    NotRecovered,
    Closing,
    FailedUnlocks, ///< to the security contact (RULES section 3)
};
inline constexpr int notificationEventCount = 11;

enum class NotificationService { Slack, Teams, PagerDuty, OpsGenie, Webhook };

/// One place that is told. Its URL or token is a secret: an environment variable or keychain entry of that name; only
/// a loopback URL may stand in the profile.
struct NotificationTarget
{
    NotificationService service = NotificationService::Slack;
    QString name; ///< what screens and records call it
    QString secretName;
    QString loopbackUrl;
    QList<NotificationEvent> events; ///< empty: all
    friend bool operator==(const NotificationTarget &, const NotificationTarget &) = default;

    [[nodiscard]] bool takes(NotificationEvent event) const { return events.isEmpty() || events.contains(event); }
};

struct Notifications
{
    QList<NotificationTarget> targets;
    QMap<QString, QString> templates; ///< event name → text with {placeholders}
    friend bool operator==(const Notifications &, const Notifications &) = default;
};

[[nodiscard]] QString notificationEventName(NotificationEvent event);       ///< "go", "no_go", "cutover_start", …
[[nodiscard]] QString notificationServiceName(NotificationService service); ///< "slack", "teams", "pagerduty", …
[[nodiscard]] QStringList notificationEventNames();
[[nodiscard]] QStringList notificationServiceNames();

/// What a template may name: {environment}, {version}, …
[[nodiscard]] QStringList notificationPlaceholders();
/// The names that stand in braces, known or not, in their order; other braces are text.
[[nodiscard]] QStringList placeholdersIn(const QString &text);
/// `text` with each {name} that has a value replaced by it; a value's own braces are left alone.
[[nodiscard]] QString filledTemplate(const QString &text, const QMap<QString, QString> &values);

} // namespace cutover::domain
