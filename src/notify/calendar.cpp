// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/calendar.h"

#include "formats/visibletext.h"

#include <QRegularExpression>
#include <QSet>
#include <QUrl>

namespace cutover::notify {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 75; // octets, RFC 5545, 3.1

bool isInsideCharacter(char octet)
{
    return (static_cast<unsigned char>(octet) & 0xC0) == 0x80;
}

QByteArray folded(const QByteArray &line)
{
    QByteArray result;
    for (qsizetype from = 0; from < line.size();) {
        const qsizetype room = from == 0 ? longestLine : longestLine - 1; // the blank that goes on counts too
        qsizetype end = std::min(from + room, line.size());
        while (end < line.size() && isInsideCharacter(line.at(end)))
            --end;
        result += (from == 0 ? "" : " ") + line.mid(from, end - from) + "\r\n";
        from = end;
    }
    return result;
}

/// A value of the type TEXT (3.3.11).
QString escaped(const QString &text)
{
    QString result = formats::visibleText(text);
    result.replace(u'\\', "\\\\"_L1).replace(u';', "\\;"_L1).replace(u',', "\\,"_L1).replace(u'\n', "\\n"_L1);
    return result;
}

/// A parameter's value knows no escape, and may hold anything but the quotation mark that ends it (3.1).
QString quoted(const QString &text)
{
    return u"\"%1\""_s.arg(formats::visibleLine(text).replace(u'"', u'\''));
}

QString utc(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
}

bool isAddress(const QString &email)
{
    static const QRegularExpression shape(uR"(\A[^\s@<>()\[\],:;\\"]+@[^\s@<>()\[\],:;\\"]+\z)"_s);
    return formats::isVisibleLine(email) && shape.match(email).hasMatch();
}

QList<CalendarPerson> reachable(const QList<CalendarPerson> &people)
{
    QSet<QString> seen;
    QList<CalendarPerson> list;
    for (auto person : people) {
        person.email = person.email.trimmed();
        const QString address = person.email.toCaseFolded();
        if (!isAddress(address) || seen.contains(address))
            continue;
        seen.insert(address);
        list.append(person);
    }
    return list;
}

QString calendarUser(const QString &property, const CalendarPerson &person, const QString &parameters = {})
{
    const QString name = person.name.trimmed().isEmpty() ? person.email : person.name;
    const QString address = QString::fromLatin1(QUrl::toPercentEncoding(person.email, "@+"));
    return u"%1;CN="_s.arg(property) + quoted(name) + parameters + ":mailto:"_L1 + address;
}

} // namespace

QByteArray calendarFile(const CalendarEvent &event)
{
    const auto people = reachable(event.people);
    QStringList lines{u"BEGIN:VCALENDAR"_s,
                      u"VERSION:2.0"_s,
                      u"PRODID:-//Cutover Console//Cutover Console//EN"_s,
                      u"BEGIN:VEVENT"_s,
                      "UID:"_L1 + escaped(event.uid),
                      "DTSTAMP:"_L1 + utc(event.stamp),
                      "DTSTART:"_L1 + utc(event.start),
                      "DTEND:"_L1 + utc(event.start.addSecs(event.durationS)),
                      "SUMMARY:"_L1 + escaped(event.summary)};
    if (!event.description.isEmpty())
        lines.append("DESCRIPTION:"_L1 + escaped(event.description));
    if (!people.isEmpty())
        lines.append(calendarUser(u"ORGANIZER"_s, people.first()));
    for (const auto &person : people)
        lines.append(calendarUser(u"ATTENDEE"_s, person, u";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"_s));
    lines += {u"END:VEVENT"_s, u"END:VCALENDAR"_s};
    QByteArray file;
    for (const auto &line : lines)
        file += folded(line.toUtf8());
    return file;
}

QDateTime reviewStart(const QDateTime &abortedAt, const QTimeZone &zone)
{
    constexpr qint64 earliestS = 2 * 3600;
    constexpr int firstHour = 9;
    constexpr int lastHour = 16;
    constexpr qint64 minuteS = 60;
    constexpr qint64 latestS = 24 * 3600;
    const qint64 from = abortedAt.toSecsSinceEpoch() + earliestS + minuteS - 1;
    // By minutes, as a clock may be set by the half hour and not every zone is a whole one away from UTC.
    for (qint64 at = from - from % minuteS; at < abortedAt.toSecsSinceEpoch() + latestS; at += minuteS) {
        const auto local = QDateTime::fromSecsSinceEpoch(at, zone.isValid() ? zone : QTimeZone::utc()).time();
        if (local.minute() == 0 && local.hour() >= firstHour && local.hour() <= lastHour)
            return QDateTime::fromSecsSinceEpoch(at, Qt::UTC);
    }
    return abortedAt.toUTC().addSecs(earliestS);
}

} // namespace cutover::notify
