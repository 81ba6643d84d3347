// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/notifications.h"

namespace cutover::domain {

using namespace Qt::StringLiterals;

QString notificationEventName(NotificationEvent event)
{
    return notificationEventNames().at(static_cast<qsizetype>(event));
}

QString notificationServiceName(NotificationService service)
{
    return notificationServiceNames().at(static_cast<qsizetype>(service));
}

QStringList notificationEventNames()
{
    return {u"test"_s,  u"go"_s,        u"no_go"_s,         u"cutover_start"_s, u"promotion"_s,     u"pause"_s,
            u"abort"_s, u"recovered"_s, u"not_recovered"_s, u"closing"_s,       u"failed_unlocks"_s};
}

QStringList notificationServiceNames()
{
    return {u"slack"_s, u"teams"_s, u"pagerduty"_s, u"opsgenie"_s, u"webhook"_s};
}

} // namespace cutover::domain
