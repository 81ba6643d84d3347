// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The difference of two texts: put together again it gives either, and it is no longer than it has to be.
#include "models/linediff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using models::DiffLine;
using Kind = DiffLine::Kind;

namespace {

QString written(const QList<DiffLine> &lines)
{
    QString text;
    for (const auto &line : lines) {
        const QChar sign = line.kind == Kind::Removed ? u'-' : line.kind == Kind::Added ? u'+' : u' ';
        text += (line.kind == Kind::Gap ? QString() : QString(sign)) + line.text + u'\n';
    }
    return text;
}

/// One side of a difference that leaves nothing out.
QString side(const QList<DiffLine> &lines, Kind other)
{
    QString text;
    for (const auto &line : lines)
        if (line.kind == Kind::Same || line.kind == other)
            text += line.text + u'\n';
    return text;
}

QString randomText(QRandomGenerator &random, int lines)
{
    QString text;
    for (int i = 0; i < lines; ++i)
        text += QString(QChar(u'a' + random.bounded(4))) + u'\n';
    return text;
}

} // namespace

class LineDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shows_data();
    void shows();
    void bothSidesComeBack();
    void tooMuchIsNothing();
    void whatIsSharedDoesNotCount();
};

void LineDiffTest::shows_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("difference");
    QTest::newRow("nothing") << u""_s << u""_s << u""_s;
    QTest::newRow("the same") << u"a\nb\n"_s << u"a\nb\n"_s << u""_s;
    QTest::newRow("one line otherwise") << u"a\nb\nc\n"_s << u"a\nx\nc\n"_s << u"@@ -1 +1 @@\n a\n-b\n+x\n c\n"_s;
    QTest::newRow("added at the end") << u"a\n"_s << u"a\nb\n"_s << u"@@ -1 +1 @@\n a\n+b\n"_s;
    QTest::newRow("all new") << u""_s << u"a\n"_s << u"@@ -1 +1 @@\n+a\n"_s;
    QTest::newRow("all gone") << u"a\n"_s << u""_s << u"@@ -1 +1 @@\n-a\n"_s;
    QTest::newRow("no newline at the end") << u"a\n"_s << u"a"_s << u"@@ -1 +1 @@\n-a\n+a (no newline at the end)\n"_s;
    QTest::newRow("far apart") << u"1\n2\n3\n4\n5\n6\n7\n8\n9\n"_s << u"x\n2\n3\n4\n5\n6\n7\n8\ny\n"_s
                               << u"@@ -1 +1 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6 +6 @@\n 6\n 7\n 8\n-9\n+y\n"_s;
    QTest::newRow("line ends of Windows") << u"a\r\n"_s << u"a\n"_s << u"@@ -1 +1 @@\n-a\r\n+a\n"_s;
}

void LineDiffTest::shows()
{
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    QFETCH(const QString, difference);
    const auto lines = models::lineDiff(before, after);
    QVERIFY(lines);
    QCOMPARE(written(*lines), difference);
}

void LineDiffTest::bothSidesComeBack()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        const auto before = randomText(random, random.bounded(30));
        const auto after = randomText(random, random.bounded(30));
        const auto lines = models::lineDiff(before, after, 1000);
        QVERIFY(lines);
        if (before == after)
            continue;
        QCOMPARE(side(*lines, Kind::Removed), before);
        QCOMPARE(side(*lines, Kind::Added), after);
    }
}

void LineDiffTest::tooMuchIsNothing()
{
    QString one;
    QString other;
    for (int i = 0; i <= models::mostDiffLines; ++i) {
        one += u"a%1\n"_s.arg(i);
        other += u"b%1\n"_s.arg(i);
    }
    QVERIFY(!models::lineDiff(one, other));
    QVERIFY(models::lineDiff(one.section(u'\n', 1), other.section(u'\n', 1)));
}

void LineDiffTest::whatIsSharedDoesNotCount()
{
    const QString shared = u"line\n"_s.repeated(20'000);
    const auto lines = models::lineDiff(shared + u"a\n"_s + shared, shared + u"b\n"_s + shared);
    QVERIFY(lines);
    QCOMPARE(lines->size(), 9); // a gap, three lines, two that changed, three lines
    QCOMPARE(lines->first().text, u"@@ -19998 +19998 @@"_s);
}

QTEST_GUILESS_MAIN(LineDiffTest)

#include "tst_linediff.moc"
