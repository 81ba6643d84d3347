// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's program where no window can be: a sentence with the ways on and exit 69, never Qt's words and a signal.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

class NoDisplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itSaysWhatIsMissing_data();
    void itSaysWhatIsMissing();
    void whatElseKeepsAWindowAwayIsNotPutOnTheDisplay();
    void helpNeedsNone();
    void withAPlatformOfItsOwnItStarts();

private:
    [[nodiscard]] static QString program() { return QStringLiteral(CUTOVER_BINARY_DIR "/bin/cutover-console"); }

    Cutoverctl m_homes{u"/nonexistent/workspace"_s};
};

void NoDisplayTest::initTestCase()
{
    QVERIFY2(QFile::exists(program()), qPrintable(program()));
    for (const auto &variable : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        m_homes.set(variable, {});
}

void NoDisplayTest::itSaysWhatIsMissing_data()
{
    QTest::addColumn<QStringList>("variables"); // NAME=VALUE
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const QByteArray none = "there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set";
    QTest::newRow("none") << QStringList() << QStringList() << none;
    QTest::newRow("none, and a platform that needs one")
        << QStringList{u"QT_QPA_PLATFORM=xcb"_s} << QStringList() << none;
    QTest::newRow("the same as an option") << QStringList() << QStringList{u"-platform"_s, u"xcb"_s} << none;
    QTest::newRow("one that is not there")
        << QStringList{u"DISPLAY=:4711"_s} << QStringList() << QByteArray("the display “:4711” cannot be opened");
    QTest::newRow("wayland, likewise") << QStringList{u"WAYLAND_DISPLAY=wayland-4711"_s} << QStringList()
                                       << QByteArray("the display “wayland-4711” cannot be opened");
}

void NoDisplayTest::itSaysWhatIsMissing()
{
    QFETCH(QStringList, variables);
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    for (const auto &variable : variables)
        m_homes.set(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    const auto called = Cutoverctl::end(*m_homes.launch(program(), arguments));
    for (const auto &variable : variables)
        m_homes.set(variable.section(u'=', 0, 0), {});
    QVERIFY2(called.ended && called.exitCode == 69, called.text().constData());
    QCOMPARE(called.out, QByteArray());
    QVERIFY2(called.err.startsWith("cutover-console: " + says), called.text().constData());
    QVERIFY2(called.err.contains("cutoverctl"), called.text().constData());
    QVERIFY2(!called.err.contains("qt.qpa") && !called.err.contains("plugin"), called.text().constData());
}

void NoDisplayTest::whatElseKeepsAWindowAwayIsNotPutOnTheDisplay()
{
    const auto called = Cutoverctl::end(*m_homes.launch(program(), {u"-platform"_s, u"nothing"_s}));
    QVERIFY2(called.ended && called.exitCode == 69, called.text().constData());
    QVERIFY2(called.err.startsWith("cutover-console: no window can be shown (") && called.err.contains("nothing"),
             called.text().constData());
    QVERIFY2(!called.err.contains("there is no display"), called.text().constData());
}

void NoDisplayTest::helpNeedsNone()
{
    const auto called = Cutoverctl::end(*m_homes.launch(program(), {u"--help"_s}));
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
}

void NoDisplayTest::withAPlatformOfItsOwnItStarts()
{
    m_homes.set(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    const auto called = Cutoverctl::end(*m_homes.launch(program(), {u"--frobnicate"_s}));
    m_homes.set(u"QT_QPA_PLATFORM"_s, {});
    QVERIFY2(called.ended && called.exitCode == 2, called.text().constData());
}

QTEST_GUILESS_MAIN(NoDisplayTest)

#include "tst_nodisplay.moc"
