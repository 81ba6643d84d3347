// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/jsonlines.h"
#include "formats/jsonpointer.h"
#include "formats/rfc3339.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::formats;

class TestHelpers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resolvesAsTheRfcsExample_data();
    void resolvesAsTheRfcsExample();
    void pointersThatLeadNowhere();
    void namesTheNearestKey();
    void readsTimes_data();
    void readsTimes();
    void refusesTimes_data();
    void refusesTimes();
    void writesTimes();
    void readsLines();
    void refusesLines_data();
    void refusesLines();
};

void TestHelpers::resolvesAsTheRfcsExample_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *pointer, const QJsonValue &value) {
        QTest::newRow(pointer) << QString::fromUtf8(pointer) << value;
    };
    // RFC 6901, section 5.
    row("/foo", QJsonArray{u"bar"_s, u"baz"_s});
    row("/foo/0", u"bar"_s);
    row("/", 0);
    row("/a~1b", 1);
    row("/c%d", 2);
    row("/e^f", 3);
    row("/g|h", 4);
    row("/i\\j", 5);
    row("/k\"l", 6);
    row("/ ", 7);
    row("/m~0n", 8);
}

void TestHelpers::resolvesAsTheRfcsExample()
{
    QFETCH(QString, pointer);
    QFETCH(QJsonValue, value);
    const auto text = parseStrict(R"({"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4,
                                      "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8})");
    QCOMPARE(resolvePointer(text->root, pointer), std::optional(value));
    QCOMPARE(resolvePointer(text->root, {}), std::optional(text->root));
}

void TestHelpers::pointersThatLeadNowhere()
{
    const QJsonValue root = parseStrict(R"({"a": [1, 2], "b": {"0": 1}})")->root;
    for (const QString &pointer : {u"/a/2"_s, u"/a/-"_s, u"/a/01"_s, u"/a/+1"_s, u"/a/99999999999"_s, u"/a/0/x"_s,
                                   u"/c"_s, u"a"_s, u"/~2"_s, u"/a~"_s})
        QVERIFY2(!resolvePointer(root, pointer), qPrintable(pointer));
    QVERIFY(resolvePointer(root, u"/b/0"_s));
    QCOMPARE(pointerTo(u"/x"_s, u"a/b~c"_s), u"/x/a~1b~0c"_s);
    QCOMPARE(pointerTo(u"/x"_s, 3), u"/x/3"_s);
}

void TestHelpers::namesTheNearestKey()
{
    const QStringList known{u"limits"_s, u"stages"_s, u"workspace_id"_s};
    QCOMPARE(nearestKey(u"limit"_s, known), u"limits"_s);
    QCOMPARE(nearestKey(u"Stages"_s, known), u"stages"_s);
    QCOMPARE(nearestKey(u"workspaceId"_s, known), u"workspace_id"_s);
    QCOMPARE(nearestKey(u"contacts"_s, known), QString());
    QCOMPARE(nearestKey(QString(100000, u'x'), known), QString());
}

void TestHelpers::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utc");
    const auto row = [](const char *text, const char *utc) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(utc);
    };
    row("2026-03-02T10:15:00Z", "2026-03-02T10:15:00Z");
    row("2026-03-02t10:15:00z", "2026-03-02T10:15:00Z");
    row("2026-03-02T10:15:00.5Z", "2026-03-02T10:15:00.500Z");
    row("2026-03-02T10:15:00.123456+00:00", "2026-03-02T10:15:00.123Z");
    row("2026-03-02T00:30:00+09:00", "2026-03-01T15:30:00Z");
    row("2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00Z");
    row("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z");
}

void TestHelpers::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(QString, utc);
    const auto time = parseRfc3339(text);
    QVERIFY(time);
    QCOMPARE(time->timeSpec(), Qt::UTC);
    QCOMPARE(formatRfc3339(*time), utc);
}

void TestHelpers::refusesTimes_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "2026-03-02", "2026-03-02T10:15:00", "2026-03-02T10:15Z", "2026-03-02 10:15:00Z", "2026-02-29T10:15:00Z",
          "2026-13-01T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T10:60:00Z", "2026-06-30T23:59:60Z",
          "2026-03-02T10:15:00+24:00", "2026-03-02T10:15:00+0100", "2026-03-02T10:15:00.Z", "20260302T101500Z",
          "2026-03-02T10:15:00Z\n", " 2026-03-02T10:15:00Z", "1772446500", "tomorrow"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestHelpers::refusesTimes()
{
    QFETCH(QString, text);
    QVERIFY(!parseRfc3339(text));
}

void TestHelpers::writesTimes()
{
    const QDateTime local(QDate(2026, 3, 2), QTime(11, 15), Qt::OffsetFromUTC, 3600);
    QCOMPARE(formatRfc3339(local), u"2026-03-02T10:15:00Z"_s);
    QCOMPARE(formatRfc3339(local.addMSecs(7)), u"2026-03-02T10:15:00.007Z"_s);
}

void TestHelpers::readsLines()
{
    const auto lines = parseJsonLines("{\"a\":1}\n{\"b\": 2}\n");
    QVERIFY(lines);
    QCOMPARE(lines->size(), 2);
    QCOMPARE(lines->at(1).bytes, QByteArray("{\"b\": 2}"));
    QCOMPARE(lines->at(1).value.value("b"_L1).toInt(), 2);
    QCOMPARE(lines->at(1).line, 2);
    QVERIFY(parseJsonLines({})->isEmpty());
}

void TestHelpers::refusesLines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    QTest::newRow("cut tail") << QByteArray("{}\n{\"a\":1}") << u"cut_tail"_s << 2;
    QTest::newRow("blank line") << QByteArray("{}\n\n{}\n") << u"blank_line"_s << 2;
    QTest::newRow("broken line") << QByteArray("{}\n{}\n{\"a\":}\n") << u"invalid_json"_s << 3;
    QTest::newRow("list") << QByteArray("[]\n") << u"not_an_object"_s << 1;
    QTest::newRow("two on one line") << QByteArray("{} {}\n") << u"invalid_json"_s << 1;
}

void TestHelpers::refusesLines()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(int, line);
    const auto lines = parseJsonLines(bytes);
    QVERIFY(!lines);
    QCOMPARE(codeName(lines.error().code), code);
    QCOMPARE(lines.error().line, line);
}

QTEST_GUILESS_MAIN(TestHelpers)
#include "tst_helpers.moc"
