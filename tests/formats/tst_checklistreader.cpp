// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/checklistreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::formats;
using Code = DocumentError::Code;

namespace {

const QString s_file = u"checklist.md"_s;

QByteArray withHead(const QByteArray &lines)
{
    return "# Production Cutover Checklist (D-1)\n\n**Version**: v2\n" + lines;
}

} // namespace

class TestChecklistReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesAFilledHead();
    void leavesPlaceholdersOut();
    void readsTargetTimes_data();
    void readsTargetTimes();
    void tellsPartsOfAContactApart_data();
    void tellsPartsOfAContactApart();
    void contactsStandUnderTheirHeadingOnly();
    void refusesWhatIsNoChecklist_data();
    void refusesWhatIsNoChecklist();
};

void TestChecklistReader::takesAFilledHead()
{
    const auto head = readChecklist("**Target Date**: 2026-03-02\r\n**Target Time**: 14:00 UTC\r\n"
                                    "**Environment**: Production\r\n**Version**: v0.5.11v+\r\n",
                                    s_file);
    QVERIFY(head);
    QCOMPARE(head->environment, u"Production"_s);
    QCOMPARE(head->version, u"v0.5.11v+"_s);
    QCOMPARE(head->targetAt, QDateTime(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC));
    QVERIFY(head->unfilled.isEmpty());
}

void TestChecklistReader::leavesPlaceholdersOut()
{
    const auto head = readChecklist(withHead("**Target Date**: [YYYY-MM-DD]\n**Target Time**: [HH:MM UTC]\n"
                                             "## Contact Information\n**Technical Lead**: [Name] - [Phone] - [Slack]\n"
                                             "**On-Call Rotation**: [PagerDuty/OpsGenie Link]\n"),
                                    s_file);
    QVERIFY(head);
    QVERIFY(!head->targetAt);
    QVERIFY(head->contacts.isEmpty());
    QCOMPARE(head->unfilled,
             (QStringList{u"Target Date"_s, u"Target Time"_s, u"Technical Lead"_s, u"On-Call Rotation"_s}));
}

void TestChecklistReader::readsTargetTimes_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<QTime>("utc");
    QTest::newRow("UTC") << QByteArray("14:05 UTC") << QTime(14, 5);
    QTest::newRow("one digit") << QByteArray("9:30 UTC") << QTime(9, 30);
    QTest::newRow("seconds") << QByteArray("14:05:30Z") << QTime(14, 5, 30);
    QTest::newRow("offset") << QByteArray("14:05 +02:00") << QTime(12, 5);
}

void TestChecklistReader::readsTargetTimes()
{
    QFETCH(QByteArray, time);
    QFETCH(QTime, utc);
    const auto head = readChecklist(withHead("**Target Date**: 2026-03-02\n**Target Time**: " + time + '\n'), s_file);
    QVERIFY(head);
    QCOMPARE(head->targetAt, QDateTime(QDate(2026, 3, 2), utc, Qt::UTC));
}

void TestChecklistReader::tellsPartsOfAContactApart_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<domain::Contact>("contact");
    const auto row = [](const char *name, const char *line, const domain::Contact &contact) {
        QTest::newRow(name) << QByteArray(line) << contact;
    };
    row("all", "**Lead**: A B - +1 (555) 0100 - @ab - ab@example.com - https://example.com/x",
        {u"Lead"_s, u"A B"_s, u"+1 (555) 0100"_s, u"@ab"_s, u"ab@example.com"_s, u"https://example.com/x"_s});
    row("channel in brackets", "**Platform Team**: [Slack Channel: #platform-cutover]",
        {u"Platform Team"_s, {}, {}, u"#platform-cutover"_s, {}, {}});
    row("half filled", "**Lead**: A B - [Phone] - [Slack]", {u"Lead"_s, u"A B"_s, {}, {}, {}, {}});
    row("a name with a hyphen", "**Lead**: Anna-Maria B \u2013 @am",
        {u"Lead"_s, u"Anna-Maria B"_s, {}, u"@am"_s, {}, {}});
    row("two words that are no place", "**Lead**: A - B", {u"Lead"_s, u"A - B"_s, {}, {}, {}, {}});
}

void TestChecklistReader::tellsPartsOfAContactApart()
{
    QFETCH(QByteArray, line);
    QFETCH(domain::Contact, contact);
    const auto head = readChecklist(withHead("## Contact Information\n" + line + '\n'), s_file);
    QVERIFY(head);
    QCOMPARE(head->contacts, QList{contact});
}

void TestChecklistReader::contactsStandUnderTheirHeadingOnly()
{
    const auto head = readChecklist(withHead("**Decision Maker**: A B\n## Contact Information\n**Lead**: A B\n"
                                             "## References\n**Other**: x\n"),
                                    s_file);
    QVERIFY(head);
    QCOMPARE(head->contacts.size(), 1);
}

void TestChecklistReader::refusesWhatIsNoChecklist_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Code>("code");
    QTest::addColumn<int>("line");
    QTest::newRow("empty") << QByteArray() << Code::NotChecklist << 1;
    QTest::newRow("prose") << QByteArray("# Read me\n\nVersion: 2\n") << Code::NotChecklist << 1;
    QTest::newRow("not UTF-8") << QByteArray("**Version**: v\xff\xfe\n") << Code::NotChecklist << 1;
    QTest::newRow("huge") << withHead(QByteArray(2 * 1024 * 1024, 'x')) << Code::NotChecklist << 1;
    QTest::newRow("no such day") << withHead("**Target Date**: 2026-02-30\n**Target Time**: 14:00 UTC\n")
                                 << Code::BadTime << 5;
    QTest::newRow("time without zone") << withHead("**Target Date**: 2026-03-02\n**Target Time**: 14:00\n")
                                       << Code::BadTime << 5;
    QTest::newRow("local zone") << withHead("**Target Date**: 2026-03-02\n**Target Time**: 14:00 CET\n")
                                << Code::BadTime << 5;
}

void TestChecklistReader::refusesWhatIsNoChecklist()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Code, code);
    QFETCH(int, line);
    const auto head = readChecklist(bytes, s_file);
    QVERIFY(!head);
    QCOMPARE(head.error().first().code, code);
    QCOMPARE(head.error().first().line, line);
}

QTEST_GUILESS_MAIN(TestChecklistReader)
#include "tst_checklistreader.moc"
