// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A promotion that the gate refuses starts no watcher, and does not complain that there is none. A pause that would
// hold up nothing, and the end of one that nobody made, are refused too.
#include "demo/demoworkspace.h"
#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"
#include "session/session.h"
#include "session/verbs.h"

using namespace cutover;
using namespace Qt::StringLiterals;
using namespace session::test;
using session::Session;
namespace kind = rollout::kind;

class RefusedPressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNobodyWatching_data();
    void leavesNobodyWatching();
    void onlyAPausedLineIsResumed();
    void aClosedCutoverIsNotPaused();
};

namespace {

/// A session on a demo workspace, and what another console enters.
struct Place
{
    demo::test::DemoWorkspace demo;
    QTemporaryDir user;
    std::unique_ptr<Session> session;

    [[nodiscard]] bool open()
    {
        if (!demo.init().succeeded())
            return false;
        auto ports = session::systemPorts();
        ports.secrets = nullptr;
        ports.stateFolder = user.filePath(u"state"_s);
        ports.trustFile = user.filePath(u"trust.json"_s);
        ports.startWatcher = {};
        session = std::make_unique<Session>(demo.path(), ports);
        QSignalSpy opened(session.get(), &Session::opened);
        session->open();
        return opened.wait(patienceMs);
    }
    [[nodiscard]] bool enter(const QList<std::pair<QStringView, QJsonObject>> &entries) const
    {
        ledger::OpenOptions options;
        options.stateFolder = user.filePath(u"state"_s);
        const auto log = ledger::Ledger::open(demo.path(u"var/cutover/ledger.sqlite"_s), options);
        return log && std::ranges::all_of(entries, [&log](const auto &entry) {
                   return (*log)->append(entry.first, ledger::Actor::ofThisProcess(), entry.second).has_value();
               });
    }
    [[nodiscard]] session::Result<qint64> pause() const
    {
        return answer<qint64>([this](auto done) { session->pause(u"Ana"_s, session.get(), done); });
    }
    [[nodiscard]] session::Result<qint64> resume() const
    {
        return answer<qint64>([this](auto done) { session->resume(u"Ana"_s, session.get(), done); });
    }
};

QString failureOf(const session::Result<qint64> &entered)
{
    return entered ? QString() : entered.error().name;
}

} // namespace

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

void RefusedPressTest::onlyAPausedLineIsResumed()
{
    Place place;
    QVERIFY(place.open());
    QCOMPARE(failureOf(place.resume()), u"not_paused"_s);
    QCOMPARE(failureOf(place.pause()), QString());
    QCOMPARE(failureOf(place.resume()), QString());
    QCOMPARE(failureOf(place.resume()), u"not_paused"_s);
}

/// One that was made before is lifted all the same.
void RefusedPressTest::aClosedCutoverIsNotPaused()
{
    Place place;
    QVERIFY(place.open());
    QCOMPARE(failureOf(place.pause()), QString());
    domain::PromotionEnded done;
    done.percent = 100;
    done.result = domain::PromotionResult::Done;
    QVERIFY(place.enter(
        {{kind::decision,
          {{u"decision"_s, u"GO"_s}, {u"decision_id"_s, u"d"_s}, {u"stages"_s, rollout::stagesJson({{100, 0}})}}},
         {kind::promotionIntent, {{u"percent"_s, 100}}},
         {kind::promotionOutcome, rollout::payloadOf(done)},
         {kind::closing,
          {{u"outcome"_s, domain::outcomeName(domain::ClosingOutcome::Validated)},
           {u"attempt_id"_s, u"d"_s},
           {u"decision_id"_s, u"c"_s}}}}));
    QCOMPARE(failureOf(place.resume()), QString());
    QCOMPARE(failureOf(place.pause()), u"cutover_closed"_s);
    QTRY_VERIFY_WITH_TIMEOUT(place.session->view().rollout.closing, patienceMs);
    QVERIFY(!place.session->view().rollout.pause);
}

QTEST_GUILESS_MAIN(RefusedPressTest)

#include "tst_refusedpress.moc"
