// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The trigger panel over a real session of a demo workspace: what it shows as kept, no longer while it is blind,
// and of a window that is torn.
#include "demo/demoworkspace.h"

#include "gui/appearance.h"
#include "gui/statusbadge.h"
#include "gui/triggerpanel.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QApplication>
#include <QJsonObject>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using gui::Shape;

class TriggerPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theHeadSaysWhetherSomebodyWatches();
    void nothingOfTheEvidenceIsKeptWhileBlind();
    void aTornWindowShowsWhatItHas_data();
    void aTornWindowShowsWhatItHas();

private:
    void appendWindow(const QJsonObject &changes);

    std::unique_ptr<DemoWorkspace> m_demo;
    keychain::OsStore m_store;
    std::unique_ptr<session::Session> m_session;
    qint64 m_laterS = 0;
};

namespace {

constexpr int patienceMs = 60'000;

gui::Badge markOf(const gui::TriggerPanel &panel, const QString &id)
{
    return panel.findChild<gui::StatusBadge *>(id + u"Mark"_s)->badge();
}

QString valueOf(const gui::TriggerPanel &panel, const QString &id)
{
    return panel.findChild<QLabel *>(id + u"ValueLabel"_s)->text();
}

} // namespace

void TriggerPanelTest::init()
{
    m_session.reset();
    m_laterS = 0;
    m_demo = std::make_unique<DemoWorkspace>();
    const auto laidOut = m_demo->init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY2(m_demo->serve(), qPrintable(m_demo->serviceOutput()));
    auto ports = session::systemPorts();
    ports.secrets = &m_store;
    ports.wording = models::recordWording();
    ports.now = [this, now = ports.now] { return now().addSecs(m_laterS); };
    m_session = std::make_unique<session::Session>(m_demo->path(), ports);
    QSignalSpy opened(m_session.get(), &session::Session::opened);
    m_session->open();
    QVERIFY(opened.wait(patienceMs));
}

void TriggerPanelTest::theHeadSaysWhetherSomebodyWatches()
{
    const gui::TriggerPanel panel(*m_session);
    QCOMPARE(panel.meta(), u"nobody watches"_s);
    bool isOver = false;
    m_session->watch(std::chrono::milliseconds(0), m_session.get(), [&isOver](const auto &) { isOver = true; });
    QTRY_COMPARE_WITH_TIMEOUT(panel.meta(), u"armed"_s, patienceMs);
    m_session->stopWatching();
    QTRY_VERIFY_WITH_TIMEOUT(isOver, patienceMs);
    m_laterS = 3600;
    m_session->tick();
    QTRY_COMPARE_WITH_TIMEOUT(panel.meta(), u"nobody watches"_s, patienceMs);
}

void TriggerPanelTest::nothingOfTheEvidenceIsKeptWhileBlind()
{
    const gui::TriggerPanel panel(*m_session);
    const auto *words = panel.findChild<QLabel *>(u"trippedLabel"_s);
    for (const auto &id : {u"readyz"_s, u"burst"_s, u"evidence"_s})
        QTRY_COMPARE_WITH_TIMEOUT(markOf(panel, id).shape, Shape::Go, patienceMs);
    const bool hadP99 = markOf(panel, u"p99"_s).shape == Shape::Go;

    m_laterS = 3600;
    m_session->tick();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().blind, patienceMs);
    QVERIFY(words->text().startsWith(u"Blind:"));
    for (const auto &id : {u"burst"_s, u"p99"_s, u"errorRate"_s, u"evidence"_s}) {
        QVERIFY2(markOf(panel, id).shape != Shape::Go, qPrintable(id));
        QCOMPARE(markOf(panel, id).tone, gui::Tone::Warn);
    }
    QCOMPARE(markOf(panel, u"burst"_s).shape, Shape::Stale);
    QCOMPARE(markOf(panel, u"evidence"_s).shape, Shape::Stale);
    QCOMPARE(markOf(panel, u"p99"_s).shape, hadP99 ? Shape::Stale : Shape::NoData);
    QCOMPARE(markOf(panel, u"readyz"_s).shape, Shape::Go); // it is polled, whatever the evidence does
}

/// The newest window once more, a second later and changed.
void TriggerPanelTest::appendWindow(const QJsonObject &changes)
{
    QVERIFY(m_demo->stopService() >= 0);
    auto evidence = m_demo->json(u"var/evidence/latest.json"_s);
    auto canary = evidence[u"canary"_s].toObject();
    auto windows = canary[u"windows"_s].toArray();
    auto window = windows.last().toObject();
    const auto ended = QDateTime::fromString(window[u"ended_at"_s].toString(), Qt::ISODateWithMs);
    window[u"ended_at"_s] = ended.addSecs(1).toString(Qt::ISODate);
    for (auto change = changes.begin(); change != changes.end(); ++change)
        window[change.key()] = change.value();
    windows.append(window);
    canary[u"windows"_s] = windows;
    evidence[u"canary"_s] = canary;
    QVERIFY(m_demo->write(u"var/evidence/latest.json"_s, QJsonDocument(evidence).toJson()));
}

void TriggerPanelTest::aTornWindowShowsWhatItHas_data()
{
    QTest::addColumn<QJsonValue>("burst");
    QTest::addColumn<QString>("value");
    QTest::addColumn<Shape>("shape");
    QTest::newRow("over its limit") << QJsonValue(1.93) << u"1.93"_s << Shape::NoGo;
    QTest::newRow("kept, but the window is torn") << QJsonValue(0.42) << u"0.42"_s << Shape::Stale;
    QTest::newRow("absent") << QJsonValue() << u"—"_s << Shape::NoData;
}

void TriggerPanelTest::aTornWindowShowsWhatItHas()
{
    QFETCH(const QJsonValue, burst);
    QFETCH(const QString, value);
    QFETCH(const Shape, shape);
    const gui::TriggerPanel panel(*m_session);
    QTRY_COMPARE_WITH_TIMEOUT(markOf(panel, u"burst"_s).shape, Shape::Go, patienceMs);
    appendWindow({{u"requests"_s, u"many"_s}, {u"burst"_s, burst}});
    QTRY_COMPARE_WITH_TIMEOUT(valueOf(panel, u"burst"_s), value, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(markOf(panel, u"burst"_s).shape, shape, patienceMs);
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    const QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    TriggerPanelTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_triggerpanel.moc"
