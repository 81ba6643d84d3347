// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lock on sleep over a real bus of the test's own. A logind does not run wherever tests do, so a service that
// answers in its name stands in for it: it hands out one end of a pipe, and sees that end go.
#include "rollout/sleepinhibitor.h"
#include "rollout/testbus.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusUnixFileDescriptor>
#include <QSignalSpy>
#include <QTest>

#include <poll.h>
#include <unistd.h>

using namespace cutover;
using namespace Qt::StringLiterals;
using rollout::SleepInhibitor;
using rollout::test::Bus;

namespace {

constexpr int patienceMs = 30'000;

class FakeLogind : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    enum class Answer { Lock, Denied, Interactive, Never, Nonsense };
    explicit FakeLogind(const Bus &bus, Answer how = Answer::Lock)
        : m_answer(how)
        , m_bus(QDBusConnection::connectToBus(bus.address(), u"logind-%1"_s.arg(quintptr(this))))
    {
        m_bus.registerObject(u"/org/freedesktop/login1"_s, this, QDBusConnection::ExportAllSlots);
        m_bus.registerService(u"org.freedesktop.login1"_s);
    }
    ~FakeLogind() override
    {
        ::close(m_ours);
        QDBusConnection::disconnectFromBus(m_bus.name());
    }

    QStringList asked;
    /// That the lock's last holder let it go.
    [[nodiscard]] bool isReleased() const
    {
        pollfd end{m_ours, 0, 0};
        return m_ours >= 0 && ::poll(&end, 1, 0) == 1 && (end.revents & POLLERR) != 0;
    }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &who, const QString &why, const QString &mode)
    {
        asked = {what, who, why, mode};
        if (m_answer == Answer::Denied)
            sendErrorReply(QDBusError::AccessDenied);
        if (m_answer == Answer::Interactive)
            sendErrorReply(u"org.freedesktop.DBus.Error.InteractiveAuthorizationRequired"_s, u"ask"_s);
        if (m_answer == Answer::Never)
            setDelayedReply(true);
        if (m_answer == Answer::Nonsense)
            message().setDelayedReply(true), m_bus.send(message().createReply(u"no descriptor"_s));
        return m_answer == Answer::Lock ? lock() : QDBusUnixFileDescriptor();
    }

private:
    /// Its reading end goes to the holder, so that the writing end tells when nobody reads any more.
    QDBusUnixFileDescriptor lock()
    {
        int ends[2] = {-1, -1};
        if (::pipe(ends) != 0)
            return {};
        m_ours = ends[1];
        QDBusUnixFileDescriptor theirs(ends[0]); // its own copy
        ::close(ends[0]);
        return theirs;
    }

    Answer m_answer;
    QDBusConnection m_bus;
    int m_ours = -1;
};

struct Sleeper
{
    SleepInhibitor inhibitor;
    QSignalSpy held{&inhibitor, &SleepInhibitor::held};
    QSignalSpy refused{&inhibitor, &SleepInhibitor::refused};

    explicit Sleeper(const QString &address)
        : inhibitor(address)
    {
    }
};

} // namespace

Q_DECLARE_METATYPE(FakeLogind::Answer)

class SleepInhibitorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsUntilItIsGone();
    void asksOnce();
    void saysWhyNot_data();
    void saysWhyNot();
    void aBusWithoutLogind();
    void noBus_data();
    void noBus();
    void goesBeforeTheAnswer();
};

void SleepInhibitorTest::holdsUntilItIsGone()
{
    const Bus bus;
    FakeLogind logind(bus);
    {
        Sleeper sleeper(bus.address());
        sleeper.inhibitor.hold(u"A cutover is under way"_s);
        QVERIFY(!sleeper.inhibitor.isHolding());
        QVERIFY(sleeper.held.wait(patienceMs));
        QVERIFY(sleeper.inhibitor.isHolding());
        QCOMPARE(logind.asked, (QStringList{u"sleep:idle:handle-lid-switch"_s, u"Cutover Console"_s,
                                            u"A cutover is under way"_s, u"block"_s}));
        QVERIFY(!logind.isReleased());
        QVERIFY(sleeper.refused.isEmpty());
    }
    QTRY_VERIFY(logind.isReleased());
}

void SleepInhibitorTest::asksOnce()
{
    const Bus bus;
    FakeLogind logind(bus);
    Sleeper sleeper(bus.address());
    sleeper.inhibitor.hold(u"first"_s);
    sleeper.inhibitor.hold(u"second"_s);
    QVERIFY(sleeper.held.wait(patienceMs));
    sleeper.inhibitor.hold(u"third"_s);
    QCOMPARE(logind.asked.at(2), u"first"_s);
    QCOMPARE(sleeper.held.size(), 1);
}

void SleepInhibitorTest::saysWhyNot_data()
{
    QTest::addColumn<FakeLogind::Answer>("answer");
    QTest::addColumn<QString>("code");
    QTest::newRow("denied") << FakeLogind::Answer::Denied << u"denied"_s;
    QTest::newRow("would have to ask a person") << FakeLogind::Answer::Interactive << u"denied"_s;
    QTest::newRow("no answer") << FakeLogind::Answer::Never << u"no_answer"_s;
    QTest::newRow("no descriptor") << FakeLogind::Answer::Nonsense << u"failed"_s;
}

void SleepInhibitorTest::saysWhyNot()
{
    QFETCH(const FakeLogind::Answer, answer);
    const Bus bus;
    FakeLogind logind(bus, answer);
    Sleeper sleeper(bus.address());
    sleeper.inhibitor.hold(u"A cutover is under way"_s);
    QVERIFY(sleeper.refused.wait(patienceMs));
    QTEST(sleeper.refused.first().first().toString(), "code");
    QVERIFY(!sleeper.inhibitor.isHolding());
    QVERIFY(sleeper.held.isEmpty());
    QCOMPARE(sleeper.refused.size(), 1);
}

void SleepInhibitorTest::aBusWithoutLogind()
{
    const Bus bus;
    Sleeper sleeper(bus.address());
    sleeper.inhibitor.hold(u"A cutover is under way"_s);
    QVERIFY(sleeper.refused.wait(patienceMs));
    QCOMPARE(sleeper.refused.first().first().toString(), u"no_logind"_s);
}

void SleepInhibitorTest::noBus_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("nobody there") << u"unix:path=/nonexistent/bus"_s;
    QTest::newRow("no address") << u"nonsense"_s;
}

void SleepInhibitorTest::noBus()
{
    QFETCH(const QString, address);
    Sleeper sleeper(address);
    sleeper.inhibitor.hold(u"A cutover is under way"_s);
    QVERIFY(sleeper.refused.isEmpty()); // never from within the call
    QVERIFY(sleeper.refused.wait(patienceMs));
    QCOMPARE(sleeper.refused.first().first().toString(), u"no_bus"_s);
}

/// Asked for and gone: no lock is left behind.
void SleepInhibitorTest::goesBeforeTheAnswer()
{
    const Bus bus;
    FakeLogind logind(bus);
    {
        Sleeper sleeper(bus.address());
        sleeper.inhibitor.hold(u"A cutover is under way"_s);
    }
    Sleeper next(bus.address());
    next.inhibitor.hold(u"The next one"_s);
    QVERIFY(next.held.wait(patienceMs));
    QVERIFY(next.inhibitor.isHolding());
}

QTEST_GUILESS_MAIN(SleepInhibitorTest)

#include "tst_sleepinhibitor.moc"
