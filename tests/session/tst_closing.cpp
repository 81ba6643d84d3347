// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What comes after a NO-GO under way, after 100 % and after an abort: continuation, post-cutover checks, closing.
#include "demo/demoworkspace.h"
#include "session/verbs.h"

#include "formats/statement.h"
#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"
#include "session/fileverifier.h"
#include "session/timeline.h"

#include <QGuiApplication>
#include <QJsonArray>

#include <sys/stat.h>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using domain::ClosingOutcome;
using domain::DecisionKind;
using session::Draft;
using session::PostCutover;
using session::Result;
using namespace session::test;

namespace {

QDate dueDay(int daysAhead = 7)
{
    return QDateTime::currentDateTimeUtc().date().addDays(daysAhead);
}

} // namespace

class ClosingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsClosedBeforeARollout();
    void aGoThatHoldsIsNotContinued();
    void aNoGoUnderWayIsContinued();
    void nothingIsClosedBeforeTheLastHold();
    void theChecksAfterTheLastHoldAreRecorded();
    void aCancelledRunRecordsNothing();
    void aDeviationIsNamedWhole();
    void whatDriftedIsNotClosed();
    void aValidatedClosingEndsTheAttempt();
    void whatWasClosedAsThroughIsRolledBack();
    void theNextGoBeginsAnewAndIsRolledBack();
    void theRollbackIsClosedWhenTheNextGoIsSigned();
    void aPromotionOfAnAttemptThatIsOverIsTakenBack();

private:
    [[nodiscard]] session::SignRequest request(DecisionKind kind, domain::Closing closing = {}) const
    {
        return {kind, m_key, u"A reason that is long enough"_s, {}, std::move(closing)};
    }
    [[nodiscard]] Result<session::Signed> sign(DecisionKind kind, domain::Closing closing = {})
    {
        return signNow(*m_session, request(kind, std::move(closing)));
    }
    [[nodiscard]] Result<Draft> draft(DecisionKind kind, domain::Closing closing = {})
    {
        return answer<Draft>([&](auto done) { m_session->compose(request(kind, closing), m_session.get(), done); });
    }
    [[nodiscard]] QString closingFaults(const domain::Closing &closing)
    {
        const auto composed = draft(DecisionKind::Closing, closing);
        if (!composed)
            return composed.error().name;
        QStringList faults;
        for (const auto &refusal : composed->closingRefusals)
            faults.append(closingFaultName(refusal.fault) + u':' + refusal.data.join(u'/'));
        return faults.join(u' ');
    }
    [[nodiscard]] Result<PostCutover> postCutover()
    {
        return answer<PostCutover>([this](auto done) { m_session->postCutover(m_session.get(), done); });
    }
    [[nodiscard]] qsizetype entries(QStringView kind) const
    {
        const auto log = ledger::Ledger::open(m_demo.path(u"var/cutover/ledger.sqlite"_s), {});
        const auto all = log ? (*log)->entries().value_or(QList<ledger::Entry>{}) : QList<ledger::Entry>{};
        return std::ranges::count(all, kind, &ledger::Entry::kind);
    }

    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    Watchers m_watchers;
    std::unique_ptr<session::Session> m_session;
    QString m_key;
};

void ClosingTest::initTestCase()
{
    QVERIFY(m_demo.init().succeeded());
    auto profile = QJsonDocument::fromJson(m_demo.read(u"cutover.json"_s)).object();
    QJsonArray stages;
    for (const int percent : {10, 25, 50, 100})
        stages.append(QJsonObject{{u"percent"_s, percent}, {u"hold_s"_s, 1}});
    profile[u"stages"_s] = stages;
    auto commands = profile[u"commands"_s].toObject();
    commands[u"smoke"_s] = QJsonArray{u"bash"_s, u"tests/smoke.sh"_s};
    commands[u"stage"_s] = QJsonArray{u"bash"_s, u"pipeline/release/stage.sh"_s, u"{stage}"_s};
    profile[u"commands"_s] = commands;
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    QVERIFY(
        m_demo.write(u"tests/smoke.sh"_s, "test -e var/hang && exec sleep 600\necho smoke; exit $(cat var/smoke)\n"));
    QVERIFY(m_demo.write(u"var/smoke"_s, "0\n"));
    QVERIFY(m_demo.write(u"pipeline/release/stage.sh"_s, "test -p var/gate && read -r _ < var/gate\n"
                                                         "echo \"$1\" > var/rollout/desired_stage.txt\n"));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    m_session = std::make_unique<session::Session>(m_demo.path(), m_watchers.startedBy(wordedPorts(&m_store)));
    QSignalSpy spy(m_session.get(), &session::Session::opened);
    m_session->open();
    QVERIFY(spy.wait(patienceMs));
    m_key = enrol(*m_session);
    QVERIFY(found(*m_session, m_key));
    QCOMPARE(makeAllGo(*m_session), QString());
}

void ClosingTest::nothingIsClosedBeforeARollout()
{
    QCOMPARE(closingFaults({ClosingOutcome::Validated, {}, {}}), u"nothing_to_close"_s);
    QCOMPARE(closingFaults({ClosingOutcome::RolledBack, {}, {}}), u"nothing_to_close"_s);
    const auto early = postCutover();
    QVERIFY(!early);
    QCOMPARE(early.error().name, u"post_cutover_early"_s);
    QVERIFY(m_session->view().closingRows.isEmpty());
}

void ClosingTest::aGoThatHoldsIsNotContinued()
{
    const auto go = sign(DecisionKind::Go);
    QVERIFY2(go, go ? "" : qPrintable(go.error().name + codes(go.error().refusals)));
    QCOMPARE(confirmAll(*m_session), QString());
    QVERIFY(awaitPromotable(*m_session, 10));
    const auto promoted = promoteNow(*m_session, 10);
    QVERIFY2(promoted && promoted->done, promoted ? qPrintable(codes(promoted->refusals)) : "");
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().rollout.isUnderWay(); }, patienceMs));
    const auto again = draft(DecisionKind::Go);
    QVERIFY(again);
    QVERIFY2(codes(again->refusals).contains(u"already_promoted(10"_s), qPrintable(codes(again->refusals)));
    QCOMPARE(again->statement.continues, 10);
}

void ClosingTest::aNoGoUnderWayIsContinued()
{
    const auto attempt = m_session->view().rollout.attemptId;
    QVERIFY(sign(DecisionKind::NoGo));
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().rollout.override.has_value(); }, patienceMs));
    QVERIFY(m_session->view().rollout.isUnderWay()); // it leaves the stage
    const auto refused = promoteNow(*m_session, 25);
    QVERIFY(refused && !refused->done);
    QVERIFY2(codes(refused->refusals).contains(u"superseded"_s), qPrintable(codes(refused->refusals)));

    const auto go = sign(DecisionKind::Go);
    QVERIFY2(go, go ? "" : qPrintable(go.error().name + codes(go.error().refusals)));
    QVERIFY(QTest::qWaitFor([&] { return m_session->view().decision->id == go->id; }, patienceMs));
    const auto &rollout = m_session->view().rollout;
    QVERIFY(!rollout.anomaly);
    QCOMPARE(rollout.attemptId, attempt); // the same attempt goes on
    QCOMPARE(rollout.attempt, 1);
    QCOMPARE(m_session->view().marks.size(), 1); // and keeps its stage
    QCOMPARE(m_session->view().decision->opensAt.secsTo(m_session->view().decision->expiresAt), 12 * 3600);
    for (const int percent : {25, 50, 100}) {
        QVERIFY2(awaitPromotable(*m_session, percent), qPrintable(QString::number(percent)));
        const auto promoted = promoteNow(*m_session, percent);
        QVERIFY2(promoted && promoted->done, promoted ? qPrintable(codes(promoted->refusals)) : "");
    }
}

void ClosingTest::nothingIsClosedBeforeTheLastHold()
{
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().closingRows.size() == 4; }, patienceMs));
    QVERIFY(QTest::qWaitFor(
        [this] {
            m_session->tick();
            return m_session->view().phase == domain::Phase::PostCutover;
        },
        patienceMs));
    const auto faults = closingFaults({ClosingOutcome::Validated, {}, {}});
    QVERIFY2(faults.contains(u"row_not_go:smoke-tests"_s), qPrintable(faults));
    QVERIFY2(faults.contains(u"row_not_go:evidence-after"_s), qPrintable(faults));
    QVERIFY2(closingFaults({ClosingOutcome::RolledBack, {}, {}}).contains(u"nothing_to_close"_s), "not aborted");
    const auto unsignable = sign(DecisionKind::Closing, {ClosingOutcome::Validated, {}, {}});
    QVERIFY(!unsignable);
    QCOMPARE(unsignable.error().name, u"row_not_go"_s);
    QCOMPARE(entries(rollout::kind::closing), 0);
}

void ClosingTest::theChecksAfterTheLastHoldAreRecorded()
{
    QVERIFY(m_demo.write(u"var/smoke"_s, "3\n"));
    auto checks = postCutover();
    QVERIFY2(checks, checks ? "" : qPrintable(checks.error().name));
    QVERIFY(!checks->isGo);
    QCOMPARE(checks->rows.first().status, domain::Status::NoGo);
    QCOMPARE(checks->rows.first().source.exitCode, 3);

    // What runs must be what was signed.
    const auto script = m_demo.read(u"tests/smoke.sh"_s);
    QVERIFY(m_demo.write(u"tests/smoke.sh"_s, "exit 0\n"));
    checks = postCutover();
    QVERIFY(checks && !checks->isGo);
    QCOMPARE(checks->rows.first().reason.cause, domain::Cause::ScriptChanged);
    QVERIFY(m_demo.write(u"tests/smoke.sh"_s, script));

    QVERIFY(m_demo.write(u"var/smoke"_s, "0\n"));
    QSignalSpy told(m_session.get(), &session::Session::smokeOutput);
    // Three windows have to appear after the last promotion.
    QVERIFY(QTest::qWaitFor(
        [&] {
            checks = postCutover();
            return !checks || checks->isGo;
        },
        patienceMs));
    QVERIFY2(checks, checks ? "" : qPrintable(checks.error().name));
    QCOMPARE(told.first().first().toByteArray(), QByteArray("smoke\n"));
    QVERIFY(QTest::qWaitFor([this] { return std::ranges::all_of(m_session->view().closingRows, &domain::Row::isGo); },
                            patienceMs));
    QVERIFY(entries(rollout::kind::postCutover) >= 3);
}

void ClosingTest::aCancelledRunRecordsNothing()
{
    const auto before = entries(rollout::kind::postCutover);
    QVERIFY(m_demo.write(u"var/hang"_s, {}));
    std::optional<Result<PostCutover>> first;
    m_session->postCutover(m_session.get(), [&first](const auto &result) { first = result; });
    const auto second = postCutover();
    QVERIFY(!second);
    QCOMPARE(second.error().name, u"post_cutover_running"_s);
    QVERIFY(m_session->view().postCutoverRunning);
    m_session->cancelPostCutover();
    QVERIFY(QTest::qWaitFor([&first] { return first.has_value(); }, patienceMs));
    QVERIFY(!*first);
    QCOMPARE(first->error().name, u"cancelled"_s);
    QVERIFY(QFile::remove(m_demo.path(u"var/hang"_s)));
    QCOMPARE(entries(rollout::kind::postCutover), before);
    QVERIFY(!m_session->view().postCutoverRunning);
}

void ClosingTest::aDeviationIsNamedWhole()
{
    QCOMPARE(closingFaults({ClosingOutcome::Deviations, {}, {}}), u"deviations_missing:0/1"_s);
    QCOMPARE(closingFaults({ClosingOutcome::Validated, {}, {{u"x"_s, u"y"_s, dueDay()}}}), u"deviations_unasked:"_s);
    QCOMPARE(closingFaults({ClosingOutcome::Deviations, {}, {{u"x"_s, u"y"_s, dueDay()}}}), QString());
    const QDate yesterday = dueDay(-1);
    QCOMPARE(closingFaults({ClosingOutcome::Deviations, {}, {{u"x"_s, u"y"_s, yesterday}}}),
             u"deviation_overdue:1/"_s + yesterday.toString(Qt::ISODate));
}

void ClosingTest::whatDriftedIsNotClosed()
{
    QVERIFY(m_demo.setStage("50"));
    QCOMPARE(closingFaults({ClosingOutcome::Validated, {}, {}}), u"nothing_to_close:drift:100:50"_s);
    const domain::Closing named{ClosingOutcome::Deviations, {}, {{u"x"_s, u"y"_s, dueDay()}}};
    QCOMPARE(closingFaults(named), u"nothing_to_close:drift:100:50"_s);
    QVERIFY(m_demo.setStage("100"));
    QCOMPARE(closingFaults({ClosingOutcome::Validated, {}, {}}), QString());
}

void ClosingTest::aValidatedClosingEndsTheAttempt()
{
    const auto closed = sign(DecisionKind::Closing, {ClosingOutcome::Validated, {}, {}});
    QVERIFY2(closed, closed ? "" : qPrintable(closed.error().name + codes(closed.error().refusals)));
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().phase == domain::Phase::Closed; }, patienceMs));
    const auto &view = m_session->view();
    QVERIFY(!view.rollout.anomaly);
    QCOMPARE(view.rollout.closing->decisionId, closed->id);
    QCOMPARE(view.rollout.endedWith, u"100"_s);
    for (const auto &stage : view.stages)
        QVERIFY2(codes(stage.refusals).contains(u"superseded("_s), qPrintable(codes(stage.refusals)));
    QCOMPARE(closingFaults({ClosingOutcome::Validated, {}, {}}), u"nothing_to_close:closed"_s); // once

    const session::FileVerifier verifier({{}, m_demo.path(), {}, {}}, wordedPorts(nullptr).wording);
    for (const auto &file : {closed->envelopeFile, closed->pdfFile}) {
        const auto finding = verifier.verify(file);
        QStringList problems;
        for (const auto &problem : finding.problems)
            problems.append(problem.code);
        QVERIFY2(finding.valid, qPrintable(file + problems.join(u' ')));
    }
    const auto pdf = answer<QByteArray>([&](auto done) { m_session->decisionPdf(closed->id, m_session.get(), done); });
    QVERIFY(pdf && pdf->startsWith("%PDF"));
}

/// A fault may show when everything was signed: the release still runs.
void ClosingTest::whatWasClosedAsThroughIsRolledBack()
{
    const auto of = m_session->view().rollout.attemptId;
    const auto aborted =
        answer<session::Aborted>([this](auto done) { m_session->abort({}, u"Demo lead"_s, m_session.get(), done); });
    QVERIFY(aborted && aborted->aborted && !aborted->stoodDown);
    QCOMPARE(m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), "abort");
    const auto isRecovered = [this] {
        m_session->tick();
        return m_session->view().rollout.recovered == true;
    };
    QVERIFY(QTest::qWaitFor(isRecovered, patienceMs));
    QCOMPARE(m_session->view().phase, domain::Phase::Aborted);
    QVERIFY(!m_session->view().rollout.anomaly && !m_session->view().rollout.closing);
    QCOMPARE(closingFaults({ClosingOutcome::RolledBack, {}, {}}), QString());
    const auto closed = sign(DecisionKind::Closing, {ClosingOutcome::RolledBack, {}, {}});
    QVERIFY2(closed, closed ? "" : qPrintable(closed.error().name + codes(closed.error().refusals)));
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().phase == domain::Phase::Closed; }, patienceMs));
    QVERIFY(!m_session->view().rollout.anomaly);
    QVERIFY(m_session->view().rollout.isAborted());

    const auto log = ledger::Ledger::open(m_demo.path(u"var/cutover/ledger.sqlite"_s), {});
    const auto all = log ? (*log)->entries().value_or(QList<ledger::Entry>{}) : QList<ledger::Entry>{};
    QStringList told;
    for (const auto &event : session::timelineOf(all, of).events)
        told.append(event.kind);
    QCOMPARE(told.count(rollout::kind::closing.toString()), 2);
    QVERIFY(told.lastIndexOf(rollout::kind::closing.toString()) > told.indexOf(rollout::kind::abortIntent.toString()));
    const auto again =
        answer<session::Aborted>([this](auto done) { m_session->abort({}, u"Demo lead"_s, m_session.get(), done); });
    QVERIFY(again && again->stoodDown); // it is rolled back, and signed as such
}

void ClosingTest::theNextGoBeginsAnewAndIsRolledBack()
{
    const auto go = sign(DecisionKind::Go);
    QVERIFY2(go, go ? "" : qPrintable(go.error().name + codes(go.error().refusals)));
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().rollout.attempt == 2; }, patienceMs));
    const auto refused = promoteNow(*m_session, 10);
    QVERIFY(refused && !refused->done);
    QVERIFY2(codes(refused->refusals).contains(u"precheck_missing:freeze"_s), qPrintable(codes(refused->refusals)));
    QVERIFY2(!codes(refused->refusals).contains(u"stage_drift"_s), qPrintable(codes(refused->refusals)));
    QCOMPARE(confirmAll(*m_session), QString());
    QCOMPARE(promoteAndRollBack(*m_session), QString());
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().closingRows.size() == 2; }, patienceMs));
    QVERIFY(closingFaults({ClosingOutcome::Validated, {}, {}}).contains(u"nothing_to_close"_s));
    QCOMPARE(closingFaults({ClosingOutcome::RolledBack, {}, {}}), QString());
}

void ClosingTest::theRollbackIsClosedWhenTheNextGoIsSigned()
{
    const auto rolledBack = m_session->view().rollout.attemptId;
    const auto go = sign(DecisionKind::Go);
    QVERIFY2(go, go ? "" : qPrintable(go.error().name + codes(go.error().refusals)));
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().rollout.attempt == 3; }, patienceMs));
    const auto composed = draft(DecisionKind::Closing, {ClosingOutcome::RolledBack, {}, {}});
    QVERIFY(composed && composed->isSignable());
    QCOMPARE(composed->statement.closing->attemptId, rolledBack);
    const auto closed = sign(DecisionKind::Closing, {ClosingOutcome::RolledBack, {}, {}});
    QVERIFY2(closed, closed ? "" : qPrintable(closed.error().name));
    QVERIFY(QTest::qWaitFor([&] { return m_session->view().rollout.decisionIds.contains(closed->id); }, patienceMs));
    const auto &rollout = m_session->view().rollout;
    QVERIFY(!rollout.anomaly);
    QCOMPARE(rollout.attemptState, domain::AttemptState::Open); // the third attempt is as it was
    QVERIFY(!rollout.closing);
    QVERIFY(closingFaults({ClosingOutcome::RolledBack, {}, {}}).contains(u"nothing_to_close"_s));
}

/// On a machine that slept: another aborted, and signed the next GO, before this one looked again.
void ClosingTest::aPromotionOfAnAttemptThatIsOverIsTakenBack()
{
    QCOMPARE(confirmAll(*m_session), QString());
    QVERIFY(awaitPromotable(*m_session, 10));
    const auto gate = m_demo.path(u"var/gate"_s).toUtf8();
    QCOMPARE(::mkfifo(gate.constData(), 0600), 0);
    QSignalSpy started(m_session.get(), &session::Session::promotionStarted);
    std::optional<Result<session::Promoted>> promoted;
    m_session->promote(10, m_session.get(), [&promoted](const auto &answered) { promoted = answered; });
    QVERIFY(started.wait(patienceMs));

    const auto log = ledger::Ledger::open(m_demo.path(u"var/cutover/ledger.sqlite"_s), {});
    QVERIFY(log);
    const auto entries = (*log)->entries().value_or(QList<ledger::Entry>{});
    const auto isOfTheGo = [this](const ledger::Entry &entry) {
        return entry.payload[u"decision_id"_s].toString() == m_session->view().rollout.attemptId &&
               entry.kind == rollout::kind::decision;
    };
    const auto signedGo = std::ranges::find_if(entries, isOfTheGo);
    QVERIFY(signedGo != entries.end());
    auto next = signedGo->payload;
    next.remove(u"bound"_s);
    next[u"decision_id"_s] = u"the-next"_s;
    const QJsonObject of{{u"attempt_id"_s, m_session->view().rollout.attemptId}, {u"read_back"_s, true}};
    QVERIFY((*log)->append(rollout::kind::abortIntent, signedGo->actor, of));
    QVERIFY((*log)->append(rollout::kind::abortOutcome, signedGo->actor, of));
    QVERIFY((*log)->append(rollout::kind::decision, signedGo->actor, next));

    QVERIFY(!promoted);
    QFile pipe(QString::fromUtf8(gate));
    QVERIFY(pipe.open(QIODevice::WriteOnly) && pipe.write("now\n") == 4);
    pipe.close();
    QVERIFY(QTest::qWaitFor([&promoted] { return promoted.has_value(); }, patienceMs));
    QVERIFY(*promoted && !(*promoted)->done);
    QVERIFY2(codes((*promoted)->refusals).contains(u"superseded"_s), qPrintable(codes((*promoted)->refusals)));
    QCOMPARE(m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), "abort");
    QVERIFY(!m_session->view().rollout.anomaly);
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QGuiApplication app(argc, argv); // the report needs fonts
    ClosingTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_closing.moc"
