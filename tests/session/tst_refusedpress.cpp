// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A promotion that the gate refuses starts no watcher, and does not complain that there is none.
#include "demo/demoworkspace.h"
#include "session/session.h"
#include "session/verbs.h"

using namespace cutover;
using namespace Qt::StringLiterals;
using namespace session::test;
using session::Session;

class RefusedPressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNobodyWatching_data();
    void leavesNobodyWatching();
};

void RefusedPressTest::leavesNobodyWatching_data()
{
    QTest::addColumn<QByteArray>("stage");
    QTest::addColumn<QString>("code");
    QTest::newRow("no decision") << QByteArray("0") << u"no_decision"_s;
    QTest::newRow("a stage that somebody set") << QByteArray("25") << u"stage_drift"_s;
}

void RefusedPressTest::leavesNobodyWatching()
{
    QFETCH(QByteArray, stage);
    QFETCH(QString, code);
    demo::test::DemoWorkspace demo;
    QTemporaryDir user;
    QVERIFY(demo.init().succeeded() && demo.setStage(stage));
    auto ports = session::systemPorts();
    ports.secrets = nullptr;
    ports.stateFolder = user.filePath(u"state"_s);
    ports.trustFile = user.filePath(u"trust.json"_s);
    int started = 0;
    ports.startWatcher = [&started](const QString &) {
        ++started;
        return false;
    };
    Session session(demo.path(), ports);
    QSignalSpy opened(&session, &Session::opened);
    session.open();
    QVERIFY(opened.wait(patienceMs));
    const auto promoted = promoteNow(session, 10);
    QVERIFY(promoted && !promoted->done);
    QVERIFY2(codes(promoted->refusals).contains(code), qPrintable(codes(promoted->refusals)));
    QVERIFY2(!codes(promoted->refusals).contains(u"no_watcher"_s), qPrintable(codes(promoted->refusals)));
    QCOMPARE(started, 0);
}

QTEST_GUILESS_MAIN(RefusedPressTest)

#include "tst_refusedpress.moc"
