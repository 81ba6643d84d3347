// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the faces show of messages, with real servers: the start notification in the pre-cutover panel, and what waits
// at the foot of the window. Never a URL or a key.
#include "demo/demoworkspace.h"
#include "metrics/cannedserver.h"

#include "gui/appearance.h"
#include "gui/messagestatus.h"
#include "gui/precutoverpanel.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using tests::CannedServer;

namespace {

constexpr int patienceMs = 60'000;

QJsonObject slackAt(const CannedServer &server, const QString &name)
{
    return {{u"service"_s, u"slack"_s}, {u"name"_s, name}, {u"url"_s, server.url(u"/hook"_s).toString()}};
}

} // namespace

class NotificationsGuiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void withoutATargetTheButtonSaysSo();
    void aReceiptConfirms();
    void itSaysThatItIsUnderWay();
    void anotherConsolesReceiptEndsTheWaiting();
    void aRefusalIsToldAndMayBeTriedAgain();
    void aMissingSecretSaysItsMend();
    void theRollCallHasNoStart();
    void theFootTellsWhatWaits();
    void theFootWarnsAfterTheThirdTry();
    void theFootTellsWhatEndedUntilRead();
    void theFootTellsWhatWasSetAside();

private:
    void open(const QJsonArray &targets);
    [[nodiscard]] QPushButton *send() const { return m_panel->findChild<QPushButton *>(u"notifyStakeholdersButton"_s); }
    [[nodiscard]] QString told() const { return m_panel->findChild<QLabel *>(u"startNoticeLabel"_s)->text(); }
    [[nodiscard]] bool isConfirmed() const
    {
        return m_session->view().rollout.confirmations.value(u"stakeholders"_s, {{}, {}, false, {}, {}}).go;
    }

    std::unique_ptr<DemoWorkspace> m_demo;
    std::unique_ptr<QTemporaryDir> m_user;
    keychain::OsStore m_store;
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<gui::PreCutoverPanel> m_panel;
    std::unique_ptr<gui::MessageStatus> m_foot;
};

void NotificationsGuiTest::init()
{
    m_user = std::make_unique<QTemporaryDir>();
}

void NotificationsGuiTest::cleanup()
{
    m_foot.reset();
    m_panel.reset();
    m_session.reset();
}

void NotificationsGuiTest::open(const QJsonArray &targets)
{
    cleanup();
    m_demo = std::make_unique<DemoWorkspace>();
    const auto laidOut = m_demo->init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    auto profile = m_demo->json(u"cutover.json"_s);
    profile[u"notifications"_s] = QJsonObject{{u"targets"_s, targets}};
    QVERIFY(m_demo->write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.stateFolder = m_user->filePath(u"state"_s);
    m_session = std::make_unique<session::Session>(m_demo->path(), ports);
    m_foot = std::make_unique<gui::MessageStatus>();
    m_foot->watch(m_session.get());
    QSignalSpy opened(m_session.get(), &session::Session::opened);
    m_session->open();
    QVERIFY(opened.wait(patienceMs));
    m_panel = std::make_unique<gui::PreCutoverPanel>(*m_session);
    m_panel->show();
}

void NotificationsGuiTest::withoutATargetTheButtonSaysSo()
{
    CannedServer server(CannedServer::http(200, "ok"));
    auto aborts = slackAt(server, u"aborts"_s);
    aborts[u"events"_s] = QJsonArray{u"abort"_s};
    open({aborts});
    if (QTest::currentTestFailed())
        return;
    QVERIFY(!send()->isEnabled());
    QVERIFY2(send()->toolTip().contains(u"No target"), qPrintable(send()->toolTip()));
    QVERIFY(told().isEmpty());
}

void NotificationsGuiTest::aReceiptConfirms()
{
    CannedServer server(CannedServer::http(200, "ok"));
    open({slackAt(server, u"ops"_s)});
    if (QTest::currentTestFailed())
        return;
    QVERIFY(send()->isEnabled());
    QVERIFY(send()->toolTip().contains(u"ops"));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isConfirmed(), patienceMs);
    QVERIFY2(told().startsWith(u"ops: taken at "_s), qPrintable(told()));
    QVERIFY(send()->isEnabled());
    QCOMPARE(server.requests(), 1);
    QCOMPARE(m_foot->text(), u"1 message taken"_s);
}

void NotificationsGuiTest::itSaysThatItIsUnderWay()
{
    CannedServer server; // never answers
    open({slackAt(server, u"ops"_s)});
    if (QTest::currentTestFailed())
        return;
    QTest::mouseClick(send(), Qt::LeftButton);
    QCOMPARE(told(), u"ops: being sent, no answer yet."_s);
    QVERIFY(!send()->isEnabled());
    QVERIFY(!send()->toolTip().isEmpty());
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests(), 1, patienceMs);
}

void NotificationsGuiTest::anotherConsolesReceiptEndsTheWaiting()
{
    CannedServer server; // never answers
    open({slackAt(server, u"ops"_s)});
    if (QTest::currentTestFailed())
        return;
    QTest::mouseClick(send(), Qt::LeftButton);
    QVERIFY(!send()->isEnabled());
    const auto say = [this](const QString &by) {
        m_session->confirm(u"stakeholders"_s, by, true, {}, m_session.get(), [](const auto &) {});
        QTRY_COMPARE_WITH_TIMEOUT(m_session->view().rollout.confirmations.value(u"stakeholders"_s).by, by, patienceMs);
    };
    say(u"Demo lead"_s); // a person's word says nothing of the message
    QVERIFY(!send()->isEnabled());
    say(u"ops"_s);
    QVERIFY(send()->isEnabled());
    QCOMPARE(told(), u"ops: sent by another console; no answer came to this one."_s);
}

void NotificationsGuiTest::aRefusalIsToldAndMayBeTriedAgain()
{
    CannedServer refusing(CannedServer::http(403, "invalid_token"));
    CannedServer silent;
    open({slackAt(refusing, u"ops"_s), slackAt(silent, u"desk"_s)});
    if (QTest::currentTestFailed())
        return;
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(told().contains(u"ops: given up. Refused, HTTP\u00a0403."_s), patienceMs);
    QVERIFY(!send()->isEnabled()); // the other may still take it
    QVERIFY(!isConfirmed());
    QVERIFY(!told().contains(u"127.0.0.1"));
    open({slackAt(refusing, u"ops"_s)});
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(told().contains(u"given up"_s), patienceMs);
    QVERIFY(send()->isEnabled());
}

void NotificationsGuiTest::aMissingSecretSaysItsMend()
{
    open({QJsonObject{{u"service"_s, u"slack"_s}, {u"name"_s, u"ops"_s}, {u"secret"_s, u"UNSET_HOOK"_s}}});
    if (QTest::currentTestFailed())
        return;
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(told().contains(u"Set it: cutoverctl secret set UNSET_HOOK."_s), patienceMs);
    QVERIFY2(told().startsWith(u"ops: waits."_s), qPrintable(told()));
}

void NotificationsGuiTest::theRollCallHasNoStart()
{
    CannedServer server;
    open({slackAt(server, u"ops"_s)});
    if (QTest::currentTestFailed())
        return;
    QVERIFY(send()->isVisible());
    m_panel->setRollCall(true);
    QVERIFY(!send()->isVisible());
}

void NotificationsGuiTest::theFootTellsWhatWaits()
{
    CannedServer server(CannedServer::http(503, {}));
    open({slackAt(server, u"ops"_s), slackAt(server, u"desk"_s)});
    if (QTest::currentTestFailed())
        return;
    QVERIFY(m_foot->isHidden());
    m_session->notifyStakeholders();
    QTRY_COMPARE_WITH_TIMEOUT(m_foot->text(), u"2 messages wait"_s, patienceMs);
    QVERIFY(!m_foot->isHidden());
    const QString list = m_foot->accessibleDescription();
    QVERIFY2(list.contains(u"start notification → ops: waits. Refused, HTTP\u00a0503."_s), qPrintable(list));
    QVERIFY(list.contains(u"desk"));
    QVERIFY(!list.contains(u"127.0.0.1") && !list.contains(u"hook"));
    m_foot->tick(QDateTime::currentDateTimeUtc().addDays(1)); // another console has them by then
    QVERIFY(m_foot->isHidden());
}

void NotificationsGuiTest::theFootWarnsAfterTheThirdTry()
{
    notify::Delivery delivery;
    delivery.id = u"one"_s;
    delivery.target = u"ops"_s;
    delivery.code = u"unreachable"_s;
    open({});
    if (QTest::currentTestFailed())
        return;
    for (int tries = 1; tries <= 3; ++tries) {
        delivery.attempts = tries;
        Q_EMIT m_session->notificationWaiting(delivery);
        QCOMPARE(m_foot->text(), tries < 3 ? u"1 message waits"_s : u"! 1 message waits"_s);
        QCOMPARE(m_foot->property("warns").toBool(), tries == 3);
    }
    const auto warn = gui::theme().warn;
    m_foot->ensurePolished();
    QCOMPARE(m_foot->palette().color(QPalette::ButtonText), warn);
}

void NotificationsGuiTest::theFootTellsWhatEndedUntilRead()
{
    CannedServer server(CannedServer::http(404, {}));
    open({slackAt(server, u"ops"_s)});
    if (QTest::currentTestFailed())
        return;
    m_session->notifyStakeholders();
    QTRY_COMPARE_WITH_TIMEOUT(m_foot->text(), u"! 1 given up"_s, patienceMs);
    m_foot->show();
    QTest::mouseClick(m_foot.get(), Qt::LeftButton);
    QVERIFY(m_foot->isHidden());
}

void NotificationsGuiTest::theFootTellsWhatWasSetAside()
{
    const QString folder = m_user->filePath(u"state/outbox"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile stranger(folder + u"/stranger.json"_s);
    QVERIFY(stranger.open(QIODevice::WriteOnly) && stranger.write("not ours") > 0);
    stranger.close();
    open({});
    if (QTest::currentTestFailed())
        return;
    QTRY_COMPARE_WITH_TIMEOUT(m_foot->text(), u"1 set aside"_s, patienceMs);
    QVERIFY2(m_foot->accessibleDescription().startsWith(u"stranger.json in the outbox was no message"_s),
             qPrintable(m_foot->accessibleDescription()));
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    NotificationsGuiTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_notifications.moc"
