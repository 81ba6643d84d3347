// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a text field is given what a script printed: no line is so long that laying it out keeps the window away.
#include "gui/outputwindow.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;

class OutputTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void longLinesGoOn_data();
    void longLinesGoOn();
    void nothingIsLost();
};

void OutputTextTest::longLinesGoOn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("lengths");
    const auto x = [](int count) { return QString(count, u'x'); };
    QTest::newRow("nothing") << QString() << QList{0};
    QTest::newRow("short lines") << u"one\ntwo\n"_s << QList{3, 3, 0};
    QTest::newRow("as long as may be") << x(1000) << QList{1000};
    QTest::newRow("one more") << x(1001) << QList{1000, 1};
    QTest::newRow("a line's end is none") << x(1000) + u'\n' + x(2) << QList{1000, 2};
    QTest::newRow("counted anew after each end") << x(999) + u'\n' + x(999) << QList{999, 999};
    QTest::newRow("many times as long") << x(3500) << QList{1000, 1000, 1000, 500};
    QTest::newRow("a sign of two halves stays whole") << x(999) + u"\U0001F600"_s << QList{1001};
}

void OutputTextTest::longLinesGoOn()
{
    QFETCH(const QString, text);
    QList<int> found;
    for (const auto &line : gui::foldedText(text).split(u'\n'))
        found.append(static_cast<int>(line.size()));
    QTEST(found, "lengths");
}

void OutputTextTest::nothingIsLost()
{
    QString text;
    for (int i = 0; i < 100'000; ++i)
        text += QString::number(i);
    const QString folded = gui::foldedText(text);
    QVERIFY(folded != text);
    QCOMPARE(QString(folded).remove(u'\n'), text);
}

QTEST_GUILESS_MAIN(OutputTextTest)
#include "tst_outputtext.moc"
