// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The trigger panel over a real session of a demo workspace: what it shows as kept, and no longer while it is blind.
#include "demo/demoworkspace.h"

#include "gui/appearance.h"
#include "gui/statusbadge.h"
#include "gui/triggerpanel.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QApplication>
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
    void nothingOfTheEvidenceIsKeptWhileBlind();
};

void TriggerPanelTest::nothingOfTheEvidenceIsKeptWhileBlind()
{
    constexpr int patienceMs = 60'000;
    DemoWorkspace demo;
    const auto laidOut = demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY2(demo.serve(), qPrintable(demo.serviceOutput()));
    keychain::OsStore store;
    qint64 laterS = 0;
    auto ports = session::systemPorts();
    ports.secrets = &store;
    ports.wording = models::recordWording();
    ports.now = [&laterS, now = ports.now] { return now().addSecs(laterS); };
    session::Session session(demo.path(), ports);
    QSignalSpy opened(&session, &session::Session::opened);
    session.open();
    QVERIFY(opened.wait(patienceMs));

    const gui::TriggerPanel panel(session);
    const auto mark = [&panel](const QString &id) {
        return panel.findChild<gui::StatusBadge *>(id + u"Mark"_s)->badge();
    };
    const auto *words = panel.findChild<QLabel *>(u"trippedLabel"_s);
    for (const auto &id : {u"readyz"_s, u"burst"_s, u"evidence"_s})
        QTRY_COMPARE_WITH_TIMEOUT(mark(id).shape, Shape::Go, patienceMs);
    const bool hadP99 = mark(u"p99"_s).shape == Shape::Go;

    laterS = 3600;
    session.tick();
    QTRY_VERIFY_WITH_TIMEOUT(session.view().blind, patienceMs);
    QVERIFY(words->text().startsWith(u"Blind:"));
    for (const auto &id : {u"burst"_s, u"p99"_s, u"errorRate"_s, u"evidence"_s}) {
        QVERIFY2(mark(id).shape != Shape::Go, qPrintable(id));
        QCOMPARE(mark(id).tone, gui::Tone::Warn);
    }
    QCOMPARE(mark(u"burst"_s).shape, Shape::Stale);
    QCOMPARE(mark(u"evidence"_s).shape, Shape::Stale);
    QCOMPARE(mark(u"p99"_s).shape, hadP99 ? Shape::Stale : Shape::NoData);
    QCOMPARE(mark(u"readyz"_s).shape, Shape::Go); // it is polled, whatever the evidence does
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
