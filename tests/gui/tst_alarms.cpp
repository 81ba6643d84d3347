// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Alarms: told once an occurrence, sounding until silenced, and read out once by a screen reader.
#include "gui/alarms.h"
#include "gui/appearance.h"
#include "gui/noticestrip.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using models::Alarm;
using models::AlarmKind;

namespace {

const QDateTime s_now(QDate(2026, 3, 2), QTime(14, 42, 18), Qt::UTC);
const Alarm s_blind{AlarmKind::Blind, u"a blind"_s, u"BLIND"_s, u"No trigger can be judged."_s};
const Alarm s_trigger{AlarmKind::Trigger, u"a trigger"_s, u"Abort trigger"_s, u"Burst 1.62 > 1.5."_s};
const Alarm s_drift{AlarmKind::StageDrift, u"a drift 50"_s, u"Stage drift"_s, u"desired_stage.txt says “50”."_s};

QStringList *s_readOut = nullptr;

void noteAlerts(QAccessibleEvent *event)
{
    if (s_readOut && event->type() == QAccessible::Alert)
        s_readOut->append(event->accessibleInterface()->text(QAccessible::Name));
}

} // namespace

class AlarmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingStandsByItself();
    void anOccurrenceIsRaisedOnce();
    void aDesktopWithoutATrayIsTold();
    void itSoundsUntilSilenced();
    void anotherAlarmBreaksTheSilence();
    void whatPassesByIsNone();
    void itIsReadOutOnce();
    void theStripSaysWhatItSays();
    void silenceIsFarFromTheSlot();
};

void AlarmsTest::nothingStandsByItself()
{
    QWidget window;
    gui::Alarms alarms(&window);
    QSignalSpy raised(&alarms, &gui::Alarms::raised);
    QSignalSpy sounded(&alarms, &gui::Alarms::sounded);
    alarms.judge({}, s_now);
    alarms.silence(s_now);
    QVERIFY(raised.isEmpty() && sounded.isEmpty() && alarms.standing().isEmpty());
}

void AlarmsTest::anOccurrenceIsRaisedOnce()
{
    QWidget window;
    gui::Alarms alarms(&window);
    QSignalSpy raised(&alarms, &gui::Alarms::raised);
    for (int second = 0; second < 20; ++second)
        alarms.judge({s_blind}, s_now.addSecs(second));
    QCOMPARE(raised.size(), 1);
    alarms.judge({s_trigger, s_blind}, s_now.addSecs(20));
    QCOMPARE(raised.size(), 2);
    alarms.judge({s_blind}, s_now.addSecs(21));
    QCOMPARE(alarms.standing(), QList<Alarm>{s_blind});
    alarms.judge({}, s_now.addSecs(22));
    QVERIFY(alarms.standing().isEmpty());
    alarms.judge({s_blind}, s_now.addSecs(23)); // it came again
    QCOMPARE(raised.size(), 3);
}

void AlarmsTest::aDesktopWithoutATrayIsTold()
{
    if (QSystemTrayIcon::isSystemTrayAvailable())
        QSKIP("This desktop has a tray.");
    QWidget window;
    QStringList told;
    gui::Alarms alarms(&window,
                       [&told](const QString &title, const QString &text) { told.append(title + u": "_s + text); });
    for (int second = 0; second < 20; ++second)
        alarms.judge({s_blind}, s_now.addSecs(second));
    QCOMPARE(told, QStringList{u"BLIND: No trigger can be judged."_s});
    alarms.silence(s_now.addSecs(20)); // silence takes no notification away
    alarms.judge({s_trigger, s_blind}, s_now.addSecs(21));
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.last(), u"Abort trigger: Burst 1.62 > 1.5."_s);
    alarms.judge({}, s_now.addSecs(22));
    QCOMPARE(told.size(), 2);
}

void AlarmsTest::itSoundsUntilSilenced()
{
    QWidget window;
    gui::Alarms alarms(&window);
    QSignalSpy sounded(&alarms, &gui::Alarms::sounded);
    for (int second = 0; second <= 30; ++second)
        alarms.judge({s_blind}, s_now.addSecs(second));
    QCOMPARE(sounded.size(), 4); // at once, and each ten seconds
    alarms.silence(s_now.addSecs(31));
    for (int second = 31; second < 331; ++second)
        alarms.judge({s_blind}, s_now.addSecs(second));
    QCOMPARE(sounded.size(), 4);
    alarms.judge({s_blind}, s_now.addSecs(331));
    QCOMPARE(sounded.size(), 5);
}

void AlarmsTest::anotherAlarmBreaksTheSilence()
{
    QWidget window;
    gui::Alarms alarms(&window);
    QSignalSpy sounded(&alarms, &gui::Alarms::sounded);
    alarms.judge({s_blind}, s_now);
    alarms.silence(s_now);
    QVERIFY(alarms.isSilenced(s_now.addSecs(1)));
    alarms.judge({s_trigger, s_blind}, s_now.addSecs(1));
    QVERIFY(!alarms.isSilenced(s_now.addSecs(1)));
    QCOMPARE(sounded.size(), 2);
}

void AlarmsTest::whatPassesByIsNone()
{
    QWidget window;
    gui::Alarms alarms(&window);
    QSignalSpy raised(&alarms, &gui::Alarms::raised);
    alarms.judge({s_drift}, s_now);
    alarms.judge({s_drift}, s_now.addSecs(1));
    alarms.judge({}, s_now.addSecs(2));
    alarms.judge({s_drift}, s_now.addSecs(3));
    alarms.judge({s_drift}, s_now.addSecs(4));
    QVERIFY(raised.isEmpty());
    alarms.judge({s_drift}, s_now.addSecs(5));
    QCOMPARE(raised.size(), 1);
}

void AlarmsTest::itIsReadOutOnce()
{
    QStringList readOut;
    s_readOut = &readOut;
    const auto before = QAccessible::installUpdateHandler(noteAlerts);
    if (!QTest::qWaitFor([] { return QAccessible::isActive(); }))
        QSKIP("needs a session with an accessibility bus");
    gui::NoticeStrip strip;
    strip.show();
    for (int i = 0; i < 5; ++i)
        strip.setAlarms({s_blind}, i > 2);
    strip.setDemo(true);
    QCOMPARE(readOut, QStringList{u"BLIND: No trigger can be judged."_s});
    strip.setAlarms({s_trigger, s_blind}, false);
    QCOMPARE(readOut.size(), 2);
    QVERIFY(readOut.last().startsWith(u"Abort trigger: Burst 1.62"));
    strip.setAlarms({}, false);
    QCOMPARE(readOut.size(), 2);
    const auto *label = strip.findChild<QLabel *>(u"alarmLabel"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(const_cast<QLabel *>(label))->role(), QAccessible::AlertMessage);
    QAccessible::installUpdateHandler(before);
    s_readOut = nullptr;
}

void AlarmsTest::theStripSaysWhatItSays()
{
    gui::NoticeStrip strip;
    QVERIFY(!strip.isVisibleTo(nullptr));
    const auto isShown = [&strip](const QString &name) {
        auto *widget = strip.findChild<QWidget *>(name);
        return widget && widget->isVisibleTo(&strip);
    };
    strip.setRehearsal(u"Step 25 %, held 10 s of 60 s."_s);
    QVERIFY(isShown(u"rehearsalStripLabel"_s) && !isShown(u"demoStripLabel"_s));
    const auto *rehearsal = strip.findChild<QLabel *>(u"rehearsalStripLabel"_s);
    QVERIFY(rehearsal->text().contains(u"REHEARSAL"_s) && rehearsal->text().contains(u"25 %"_s));
    strip.setDemo(true);
    strip.setAlarms({s_blind}, false);
    strip.setNotice(u"Sealed."_s, gui::Tone::Text2);
    for (const auto &name : {u"demoStripLabel"_s, u"rehearsalStripLabel"_s, u"alarmLabel"_s, u"noticeLabel"_s})
        QVERIFY2(isShown(name), qPrintable(name));
    strip.setRehearsal({});
    strip.setAlarms({}, false);
    strip.setNotice({}, gui::Tone::Text2);
    for (const auto &name : {u"rehearsalStripLabel"_s, u"alarmLabel"_s, u"noticeLabel"_s, u"silenceButton"_s})
        QVERIFY2(!isShown(name), qPrintable(name));
    QVERIFY(isShown(u"demoStripLabel"_s));
}

void AlarmsTest::silenceIsFarFromTheSlot()
{
    gui::NoticeStrip strip;
    strip.setDemo(true);
    strip.setAlarms({s_trigger}, false);
    strip.resize(1280, 28);
    strip.show();
    auto *silence = strip.findChild<QPushButton *>(u"silenceButton"_s);
    QSignalSpy pressed(&strip, &gui::NoticeStrip::silencePressed);
    QVERIFY(silence->geometry().right() < strip.width() / 2);
    QTest::mouseClick(silence, Qt::LeftButton);
    QCOMPARE(pressed.size(), 1);
    strip.setAlarms({s_trigger}, true);
    QVERIFY(!silence->isEnabled() && !silence->toolTip().isEmpty());
}

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    AlarmsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_alarms.moc"
