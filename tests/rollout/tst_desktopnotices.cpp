// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Notifications of the desktop over a real bus of the test's own. A desktop does not run wherever tests do, so a
// service of that name stands in for its end of the protocol.
#include "rollout/desktopnotices.h"
#include "rollout/testbus.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QSignalSpy>
#include <QTest>
#include <QVariantMap>

using namespace cutover;
using namespace Qt::StringLiterals;
using rollout::DesktopNotices;
using rollout::test::Bus;

namespace {

constexpr int patienceMs = 30'000;

struct Shown
{
    QString app;
    uint replaced = 0;
    QString title;
    QString text;
    QVariantMap hints;
    int expiresMs = -1;
};

class FakeDesktop : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    enum class Answer { Shows, Refuses, Later };
    explicit FakeDesktop(const Bus &bus, Answer how = Answer::Shows)
        : m_answer(how)
        , m_bus(QDBusConnection::connectToBus(bus.address(), u"desktop-%1"_s.arg(quintptr(this))))
    {
        m_bus.registerObject(u"/org/freedesktop/Notifications"_s, this, QDBusConnection::ExportAllSlots);
        m_bus.registerService(u"org.freedesktop.Notifications"_s);
    }
    ~FakeDesktop() override { QDBusConnection::disconnectFromBus(m_bus.name()); }

    /// The first one that it kept waiting.
    void answerNow() { m_bus.send(m_waiting.takeFirst().createReply(7U)); }

    QList<Shown> shown;

public Q_SLOTS:
    uint Notify(const QString &app, uint replaced, const QString &, const QString &title, const QString &text,
                const QStringList &, const QVariantMap &hints, int expiresMs)
    {
        shown.append({app, replaced, title, text, hints, expiresMs});
        if (m_answer == Answer::Refuses)
            sendErrorReply(u"org.freedesktop.Notifications.Error.ExcessNotificationGeneration"_s, u"too many"_s);
        if (m_answer == Answer::Later) {
            setDelayedReply(true);
            m_waiting.append(message());
        }
        return 7;
    }

private:
    Answer m_answer;
    QDBusConnection m_bus;
    QList<QDBusMessage> m_waiting;
};

struct Notices : DesktopNotices
{
    using DesktopNotices::DesktopNotices;
    QSignalSpy told{this, &DesktopNotices::shown};
    QSignalSpy refusals{this, &DesktopNotices::refused};

    [[nodiscard]] QString refusal()
    {
        return !refusals.isEmpty() || refusals.wait(patienceMs) ? refusals.first().first().toString() : QString();
    }
};

} // namespace

class DesktopNoticesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAlarmStaysUntilItIsClosed();
    void markupIsNone();
    void aLaterOneTakesItsPlace();
    void theLastOfManyIsShown();
    void aDesktopThatRefuses();
    void aBusWithoutADesktop();
    void noBus();
    void aBusThatWasLostIsMetAgain();
    void goesBeforeTheAnswer();
};

void DesktopNoticesTest::anAlarmStaysUntilItIsClosed()
{
    const Bus bus;
    const FakeDesktop desktop(bus);
    Notices notices(bus.address());
    notices.show(u"BLIND"_s, u"No trigger can be judged."_s);
    QVERIFY(notices.told.wait(patienceMs));
    QCOMPARE(desktop.shown.size(), 1);
    const auto &shown = desktop.shown.first();
    QCOMPARE(shown.app, u"Cutover Console"_s);
    QCOMPARE(shown.title, u"BLIND"_s);
    QCOMPARE(shown.text, u"No trigger can be judged."_s);
    QCOMPARE(shown.replaced, 0U);
    QCOMPARE(shown.expiresMs, 0);
    QCOMPARE(shown.hints.value(u"urgency"_s).typeId(), int(QMetaType::UChar));
    QCOMPARE(shown.hints.value(u"urgency"_s).toInt(), 2);
}

void DesktopNoticesTest::markupIsNone()
{
    const Bus bus;
    const FakeDesktop desktop(bus);
    Notices notices(bus.address());
    notices.show(u"Stage drift"_s, u"desired_stage.txt says <b>50</b> & more"_s);
    QVERIFY(notices.told.wait(patienceMs));
    QCOMPARE(desktop.shown.first().text, u"desired_stage.txt says &lt;b&gt;50&lt;/b&gt; &amp; more"_s);
}

void DesktopNoticesTest::aLaterOneTakesItsPlace()
{
    const Bus bus;
    const FakeDesktop desktop(bus);
    Notices notices(bus.address());
    notices.show(u"one"_s, {});
    QVERIFY(notices.told.wait(patienceMs));
    notices.show(u"two"_s, {});
    QVERIFY(notices.told.wait(patienceMs));
    QCOMPARE(desktop.shown.last().title, u"two"_s);
    QCOMPARE(desktop.shown.last().replaced, 7U);
}

void DesktopNoticesTest::theLastOfManyIsShown()
{
    const Bus bus;
    FakeDesktop desktop(bus, FakeDesktop::Answer::Later);
    Notices notices(bus.address());
    notices.show(u"one"_s, {});
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown.size(), 1, patienceMs);
    for (const auto *title : {u"two", u"three", u"four"})
        notices.show(QString::fromUtf16(title), {});
    desktop.answerNow();
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown.size(), 2, patienceMs);
    desktop.answerNow();
    QTRY_COMPARE_WITH_TIMEOUT(notices.told.size(), 2, patienceMs);
    QCOMPARE(desktop.shown.last().title, u"four"_s);
    QCOMPARE(desktop.shown.size(), 2);
}

void DesktopNoticesTest::aDesktopThatRefuses()
{
    const Bus bus;
    const FakeDesktop desktop(bus, FakeDesktop::Answer::Refuses);
    Notices notices(bus.address());
    notices.show(u"one"_s, {});
    QCOMPARE(notices.refusal(), u"org.freedesktop.Notifications.Error.ExcessNotificationGeneration"_s);
    QVERIFY(notices.told.isEmpty());
    notices.show(u"two"_s, {}); // it is asked again
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown.size(), 2, patienceMs);
}

void DesktopNoticesTest::aBusWithoutADesktop()
{
    const Bus bus;
    Notices notices(bus.address());
    notices.show(u"one"_s, {});
    QCOMPARE(notices.refusal(), u"org.freedesktop.DBus.Error.ServiceUnknown"_s);
}

void DesktopNoticesTest::noBus()
{
    Notices notices(u"unix:path=/nonexistent/bus"_s);
    notices.show(u"one"_s, {});
    QCOMPARE(notices.refusal(), u"no_bus"_s);
    notices.show(u"two"_s, {});
    QTRY_COMPARE_WITH_TIMEOUT(notices.refusals.size(), 2, patienceMs);
}

void DesktopNoticesTest::aBusThatWasLostIsMetAgain()
{
    auto bus = std::make_unique<Bus>();
    auto desktop = std::make_unique<FakeDesktop>(*bus);
    Notices notices(bus->address());
    notices.show(u"one"_s, {});
    QVERIFY(notices.told.wait(patienceMs));
    desktop.reset();
    bus->restart();
    const FakeDesktop next(*bus);
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            notices.show(u"two"_s, {});
            return notices.told.wait(500);
        }(),
        patienceMs);
    QCOMPARE(next.shown.last().title, u"two"_s);
}

void DesktopNoticesTest::goesBeforeTheAnswer()
{
    const Bus bus;
    const FakeDesktop desktop(bus, FakeDesktop::Answer::Later);
    for (int i = 0; i < 20; ++i) {
        DesktopNotices notices(bus.address());
        notices.show(u"one"_s, {});
    }
    auto notices = std::make_unique<DesktopNotices>(bus.address());
    notices->show(u"last"_s, {});
    QTRY_VERIFY_WITH_TIMEOUT(!desktop.shown.isEmpty() && desktop.shown.last().title == u"last"_s, patienceMs);
    notices.reset();
}

QTEST_GUILESS_MAIN(DesktopNoticesTest)

#include "tst_desktopnotices.moc"
