// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The calendar file, line by line and as an independent reader takes it; and when a review starts.
#include "notify/calendar.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::notify;

namespace {

const QDateTime s_stamp(QDate(2026, 3, 2), QTime(3, 14, 2), Qt::UTC);

CalendarEvent sample()
{
    return {u"rollback-20260302-0314@ledger"_s,
            s_stamp,
            QDateTime(QDate(2026, 3, 2), QTime(9, 0), Qt::UTC),
            3600,
            u"Incident review"_s,
            {},
            {}};
}

QList<QByteArray> linesOf(const QByteArray &file)
{
    auto lines = file.split('\n');
    lines.removeLast(); // behind the last line's end
    return lines;
}

/// What python3-icalendar reads; empty where it refuses the file.
QJsonObject asRead(const QByteArray &file)
{
    const QString program = uR"(
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
event, = calendar.walk("VEVENT")
people = event.get("ATTENDEE", [])
people = people if isinstance(people, list) else [people]
print(json.dumps({
    "uid": event["UID"], "summary": event["SUMMARY"], "description": event.get("DESCRIPTION", ""),
    "stamp": event["DTSTAMP"].dt.isoformat(), "start": event["DTSTART"].dt.isoformat(),
    "end": event["DTEND"].dt.isoformat(), "organizer": str(event.get("ORGANIZER", "")),
    "people": [[str(person), person.params["CN"]] for person in people],
    "errors": [str(error) for error in event.errors]}))
)"_s;
    QProcess reader;
    reader.start(u"/usr/bin/python3"_s, {u"-c"_s, program});
    reader.write(file);
    reader.closeWriteChannel();
    if (!reader.waitForFinished(60'000) || reader.exitCode() != 0)
        qWarning() << reader.readAllStandardError();
    return QJsonDocument::fromJson(reader.readAllStandardOutput()).object();
}

} // namespace

class CalendarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadAsWritten();
    void escapesItsOwnSigns();
    void linesAreFolded();
    void textsMakeNoLines_data();
    void textsMakeNoLines();
    void onlyAddressesAreInvited_data();
    void onlyAddressesAreInvited();
    void aReviewIsWithinADay_data();
    void aReviewIsWithinADay();
    void everyMinuteHasAReview_data();
    void everyMinuteHasAReview();
};

void CalendarTest::isReadAsWritten()
{
    auto review = sample();
    review.summary = u"Incident review: a, b; c\\d"_s;
    review.description = u"First line, with «ü» and 🚦;\nsecond line.\n\nEvidence: var/x.json"_s;
    review.people = {{u"Ana \"A\" Sol, lead; x:y"_s, u"ana@example.org"_s}, {{}, u"o'neil+x%@bücher.example"_s}};
    const auto read = asRead(calendarFile(review));
    QCOMPARE(read[u"uid"_s].toString(), review.uid);
    QCOMPARE(read[u"summary"_s].toString(), review.summary);
    QCOMPARE(read[u"description"_s].toString(), review.description);
    QCOMPARE(read[u"stamp"_s].toString(), u"2026-03-02T03:14:02+00:00"_s);
    QCOMPARE(read[u"start"_s].toString(), u"2026-03-02T09:00:00+00:00"_s);
    QCOMPARE(read[u"end"_s].toString(), u"2026-03-02T10:00:00+00:00"_s);
    QCOMPARE(read[u"organizer"_s].toString(), u"mailto:ana@example.org"_s);
    const QJsonArray people{QJsonArray{u"mailto:ana@example.org"_s, u"Ana 'A' Sol, lead; x:y"_s},
                            QJsonArray{u"mailto:o%27neil+x%25@b%C3%BCcher.example"_s, u"o'neil+x%@bücher.example"_s}};
    QCOMPARE(read[u"people"_s].toArray(), people);
    QVERIFY(read[u"errors"_s].toArray().isEmpty());
}

void CalendarTest::escapesItsOwnSigns()
{
    auto review = sample();
    review.summary = u"\\n;,\n:\"\\"_s;
    QVERIFY(calendarFile(review).contains("\r\nSUMMARY:\\\\n\\;\\,\\n:\"\\\\\r\n"));
}

void CalendarTest::linesAreFolded()
{
    auto review = sample();
    for (int shift = 0; shift < 5; ++shift) { // a character of four octets at every place of the fold
        review.summary = QString(shift, u'x') + u"🚦é"_s.repeated(60);
        const auto file = calendarFile(review);
        QVERIFY(file.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n"));
        for (const auto &line : linesOf(file)) {
            QVERIFY2(line.endsWith('\r') && line.count('\r') == 1, line.constData());
            QVERIFY2(line.size() <= 76, line.constData());
            QVERIFY2(QString::fromUtf8(line).toUtf8() == line && !QString::fromUtf8(line).contains(u'\ufffd'),
                     line.constData());
        }
        auto unfolded = file;
        unfolded.replace("\r\n ", "");
        QVERIFY(unfolded.contains("SUMMARY:" + review.summary.toUtf8() + "\r\n"));
    }
}

void CalendarTest::textsMakeNoLines_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("a line of its own", u"x\r\nATTENDEE:mailto:eve@example.org"_s);
    row("an end", u"x\nEND:VEVENT\nEND:VCALENDAR"_s);
    row("a bare return", u"x\rBEGIN:VALARM"_s);
    row("other line ends", u"x\u0085BEGIN:VALARM\u2028BEGIN:VALARM\u000bBEGIN:VALARM"_s);
    row("a null", u"x"_s + QChar(0) + u"y"_s);
    row("an escape", u"\x1b]0;title\x07"_s);
}

void CalendarTest::textsMakeNoLines()
{
    QFETCH(const QString, text);
    auto review = sample();
    const auto count = linesOf(calendarFile(review)).size();
    review.uid = review.summary = text;
    review.people = {{text, u"ana@example.org"_s}};
    auto file = calendarFile(review);
    file.replace("\r\n ", "");
    QCOMPARE(linesOf(file).size(), count + 2); // ORGANIZER and ATTENDEE
    for (const char octet : file)
        QVERIFY(octet == '\r' || octet == '\n' || static_cast<unsigned char>(octet) >= 0x20);
    QCOMPARE(asRead(file)[u"people"_s].toArray().size(), 1);
}

void CalendarTest::onlyAddressesAreInvited_data()
{
    QTest::addColumn<QStringList>("emails");
    QTest::addColumn<QStringList>("invited");
    const auto row = [](const char *name, const QStringList &emails, const QStringList &invited) {
        QTest::newRow(name) << emails << invited;
    };
    row("nobody", {}, {});
    row("none has one", {{}, u" "_s}, {});
    row("no address", {u"ana"_s, u"@"_s, u"a@"_s, u"@b"_s, u"a@b@c"_s, u"a b@c"_s, u"a@b c"_s}, {});
    row("a parameter of its own", {u"a@b;X=\"y\""_s, u"a@b:mailto"_s, u"\"a\"@b"_s, u"<a@b>"_s}, {});
    row("another line", {u"a@b\nATTENDEE:mailto:c@d"_s, u"a@b\r"_s}, {u"a@b"_s}); // a blank at its end is none of it
    row("each once", {u"a@b"_s, u"A@B"_s, u"c@d"_s}, {u"a@b"_s, u"c@d"_s});
    row("in their order", {u"z@b"_s, {}, u"a@b"_s}, {u"z@b"_s, u"a@b"_s});
}

void CalendarTest::onlyAddressesAreInvited()
{
    QFETCH(const QStringList, emails);
    QFETCH(const QStringList, invited);
    auto review = sample();
    for (const auto &email : emails)
        review.people.append({u"Somebody"_s, email});
    auto file = calendarFile(review);
    file.replace("\r\n ", "");
    QStringList found;
    for (const auto &line : linesOf(file))
        if (line.startsWith("ATTENDEE;"))
            found.append(QString::fromUtf8(line).section(u":mailto:"_s, 1).trimmed());
    QCOMPARE(found, invited);
    QCOMPARE(file.count("ORGANIZER"), invited.isEmpty() ? 0 : 1);
    QVERIFY(!file.contains("METHOD"));
}

void CalendarTest::aReviewIsWithinADay_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("aborted");
    QTest::addColumn<QString>("starts");
    const auto row = [](const char *name, const QString &zone, const QString &aborted, const QString &starts) {
        QTest::newRow(name) << zone << aborted << starts;
    };
    row("at night", u"UTC"_s, u"2026-03-02T03:14:02Z"_s, u"2026-03-02T09:00:00Z"_s);
    row("two hours are left", u"UTC"_s, u"2026-03-02T07:00:00Z"_s, u"2026-03-02T09:00:00Z"_s);
    row("one second less", u"UTC"_s, u"2026-03-02T07:00:01Z"_s, u"2026-03-02T10:00:00Z"_s);
    row("the last hour", u"UTC"_s, u"2026-03-02T14:00:00Z"_s, u"2026-03-02T16:00:00Z"_s);
    row("the next morning", u"UTC"_s, u"2026-03-02T14:00:01Z"_s, u"2026-03-03T09:00:00Z"_s);
    row("a Friday night", u"UTC"_s, u"2026-03-06T22:00:00Z"_s, u"2026-03-07T09:00:00Z"_s);
    row("by the team's clock", u"America/New_York"_s, u"2026-03-02T03:14:02Z"_s, u"2026-03-02T14:00:00Z"_s);
    row("a zone of half hours", u"Asia/Kolkata"_s, u"2026-03-02T03:14:02Z"_s, u"2026-03-02T05:30:00Z"_s);
    row("clocks put forward", u"Europe/Berlin"_s, u"2026-03-28T20:00:00Z"_s, u"2026-03-29T07:00:00Z"_s);
    row("a zone that is none", u"Nowhere/City"_s, u"2026-03-02T03:14:02Z"_s, u"2026-03-02T09:00:00Z"_s);
}

void CalendarTest::aReviewIsWithinADay()
{
    QFETCH(const QString, zone);
    QFETCH(const QString, aborted);
    QFETCH(const QString, starts);
    const auto at = reviewStart(QDateTime::fromString(aborted, Qt::ISODate), QTimeZone(zone.toLatin1()));
    QCOMPARE(at.toString(Qt::ISODate), starts);
}

void CalendarTest::everyMinuteHasAReview_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone : {"UTC", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"})
        QTest::newRow(zone) << QByteArray(zone);
}

void CalendarTest::everyMinuteHasAReview()
{
    QFETCH(const QByteArray, zone);
    const QTimeZone there(zone);
    QDateTime at(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    for (; at.date().year() == 2026; at = at.addSecs(37 * 60 + 11)) {
        const auto start = reviewStart(at, there);
        const auto after = at.secsTo(start);
        QVERIFY2(after >= 2 * 3600 && after < 24 * 3600, qPrintable(at.toString(Qt::ISODate)));
        const auto hour = start.toTimeZone(there).time();
        QVERIFY2(hour.minute() == 0 && hour.hour() >= 9 && hour.hour() <= 16, qPrintable(at.toString(Qt::ISODate)));
    }
}

QTEST_GUILESS_MAIN(CalendarTest)

#include "tst_calendar.moc"
