// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/notifications.h"

#include <QRegularExpression>

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression &placeholder()
{
    static const QRegularExpression shape(u"\\{([A-Za-z_][A-Za-z0-9_]*)\\}"_s);
    return shape;
}

} // namespace

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

QStringList notificationPlaceholders()
{
    return {u"environment"_s, u"version"_s,    u"change"_s, u"person"_s,   u"reason"_s,
            u"stage"_s,       u"next_stage"_s, u"time"_s,   u"verdict"_s,  u"observed"_s,
            u"limit"_s,       u"not_go"_s,     u"hold"_s,   u"contacts"_s, u"review"_s};
}

QStringList placeholdersIn(const QString &text)
{
    QStringList names;
    for (auto matches = placeholder().globalMatch(text); matches.hasNext();)
        names.append(matches.next().captured(1));
    return names;
}

QString filledTemplate(const QString &text, const QMap<QString, QString> &values)
{
    QString filled;
    qsizetype at = 0;
    for (auto matches = placeholder().globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        filled += QStringView(text).mid(at, match.capturedStart() - at);
        filled += values.value(match.captured(1), match.captured());
        at = match.capturedEnd();
    }
    return filled.append(QStringView(text).mid(at));
}

} // namespace cutover::domain
