// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QTimeZone>

/// \file The incident's review as a calendar file (RFC 5545), to be opened or mailed by whoever calls it together.

namespace cutover::notify {

struct CalendarPerson
{
    QString name; ///< as shown; may be empty
    QString email;
    friend bool operator==(const CalendarPerson &, const CalendarPerson &) = default;
};

struct CalendarEvent
{
    QString uid; ///< the same for ever: a file that is opened again changes the event it made
    QDateTime stamp;
    QDateTime start;
    qint64 durationS = 3600;
    QString summary;
    QString description;          ///< may have lines
    QList<CalendarPerson> people; ///< the first one calls the others
};

/// One VEVENT in UTC. Lines end in CR LF and are folded at 75 octets, never within a character.
///
/// It has no METHOD: a published event may not name attendees, and a request is what a mail program makes of this file
/// (RFC 5546, 3.2). The first person is ORGANIZER as well, which an event with attendees must have; an address that no
/// mail could reach is left out. Control characters and what turns the writing are made visible. Pure.
[[nodiscard]] QByteArray calendarFile(const CalendarEvent &event);

/// When the review of an abort starts, UTC: the first full hour from 9 to 16 o'clock by the clock of `zone` that is two
/// hours away at least.
///
/// The checklist wants it within 24 h, and that bound is kept whatever the day: every such span has working hours in
/// it, but not every one a working day. Two hours are left for recovering and for gathering what was seen.
[[nodiscard]] QDateTime reviewStart(const QDateTime &abortedAt, const QTimeZone &zone);

} // namespace cutover::notify
