// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/rfc3339.h"

#include <QDate>
#include <QRegularExpression>
#include <QTime>
#include <QTimeZone>

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

std::optional<int> offsetSeconds(const QString &zone)
{
    if (zone == "Z"_L1 || zone == "z"_L1)
        return 0;
    const int hours = QStringView(zone).mid(1, 2).toInt();
    const int minutes = QStringView(zone).mid(4, 2).toInt();
    if (hours > 23 || minutes > 59)
        return std::nullopt;
    const int seconds = (hours * 60 + minutes) * 60;
    return zone.startsWith(u'-') ? -seconds : seconds;
}

} // namespace

std::optional<QDateTime> parseRfc3339(QStringView text)
{
    static const QRegularExpression shape(
        u"\\A([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.([0-9]{1,9}))?"
        "([Zz]|[+-][0-9]{2}:[0-9]{2})\\z"_s);
    const auto match = shape.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime clock = QTime::fromString(match.captured(2), u"HH:mm:ss"_s);
    const auto offset = offsetSeconds(match.captured(4));
    if (!date.isValid() || !clock.isValid() || !offset)
        return std::nullopt;
    const int milliseconds = match.captured(3).leftJustified(3, u'0').left(3).toInt();
    return QDateTime(date, clock, Qt::UTC).addMSecs(milliseconds).addSecs(-*offset);
}

QString formatRfc3339(const QDateTime &time)
{
    return time.toUTC().toString(time.time().msec() == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

} // namespace cutover::formats
