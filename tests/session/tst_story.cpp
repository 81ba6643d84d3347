// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One cutover through the session alone: checks, signers, signature with the real keychain, four stages, and an abort.
#include "demo/demoworkspace.h"
#include "session/verbs.h"

#include "crypto/digest.h"
#include "keychain/osstore.h"
#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"
#include "session/binding.h"
#include "session/session.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using session::Result;
using namespace session::test;

class StoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRowTurnsGo();
    void nothingIsPromotedBeforeAList();
    void aDecisionIsSigned();
    void aWrongPassphraseChangesNothing();
    void everyStageIsPromoted();
    void anAbortReadsBack();
    void theStoryIsThereAgainAfterReopening();
    void aStandDownThatComesTooLateAborts();
    void theConsoleWritesTheStageFileItself();
    void anotherConsolesAbortIsToldWhole();
    void anotherConsolesPastIsNoGo();

private:
    std::unique_ptr<session::Session> openSession();
    void shortenHolds();
    session::Draft composed();

    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    Watchers m_watchers;
    std::unique_ptr<session::Session> m_session;
    QString m_key;
};

std::unique_ptr<session::Session> StoryTest::openSession()
{
    auto opened = std::make_unique<session::Session>(m_demo.path(), m_watchers.startedBy(wordedPorts(&m_store)));
    QSignalSpy spy(opened.get(), &session::Session::opened);
    opened->open();
    if (!spy.wait(patienceMs))
        return nullptr;
    return opened;
}

void StoryTest::shortenHolds()
{
    auto profile = QJsonDocument::fromJson(m_demo.read(u"cutover.json"_s)).object();
    QJsonArray stages;
    for (const int percent : {10, 25, 50, 100})
        stages.append(QJsonObject{{u"percent"_s, percent}, {u"hold_s"_s, 1}});
    profile[u"stages"_s] = stages;
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
}

void StoryTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    shortenHolds();
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    m_session = openSession();
    QVERIFY(m_session);
    m_key = enrol(*m_session);
    QVERIFY(!m_key.isEmpty());
}

void StoryTest::everyRowTurnsGo()
{
    QCOMPARE(makeAllGo(*m_session), QString());
    for (const auto &row : m_session->view().rows)
        QVERIFY2(row.isGo(), qPrintable(domain::criterion(row.id).key + row.reason.data.join(u' ') +
                                        QString::fromUtf8(m_session->output(row.id))));
}

void StoryTest::nothingIsPromotedBeforeAList()
{
    const auto promoted =
        answer<session::Promoted>([this](auto done) { m_session->promote(10, m_session.get(), done); });
    QVERIFY(promoted);
    QVERIFY(!promoted->done);
    QCOMPARE(promoted->refusals.first().code, domain::RefusalCode::NoDecision);
    QVERIFY(!m_demo.exists(u"var/rollout/desired_stage.txt"_s));
}

session::Draft StoryTest::composed()
{
    const session::SignRequest request{domain::DecisionKind::Go, m_key, u"All criteria are Go in the demo."_s, {}};
    const auto draft = answer<session::Draft>([&](auto done) { m_session->compose(request, m_session.get(), done); });
    return draft ? *draft : session::Draft{};
}

void StoryTest::aDecisionIsSigned()
{
    QCOMPARE(composed().refusals.size(), 2); // unauthorised, and no list is pinned
    const auto founded = found(*m_session, m_key);
    QVERIFY2(founded, founded ? "" : qPrintable(founded.error().name));
    QVERIFY(founded->pinned);

    const auto draft = composed();
    QVERIFY2(draft.refusals.isEmpty(), qPrintable(codes(draft.refusals)));
    QVERIFY(draft.bytes.contains("All criteria are Go"));
    const auto evidence = [this] { return crypto::sha256(m_demo.read(session::evidencePath.toString())); };
    const auto shown = draft.statement.digestOf(domain::BoundFile::Role::Evidence);
    QVERIFY(QTest::qWaitFor([&] { return evidence() != shown; }, patienceMs)); // the pipeline goes on writing
    const auto done = answer<session::Signed>(
        [&](auto finish) { m_session->sign(draft, {}, passphrase(), {}, m_session.get(), finish); });
    QVERIFY2(done, done ? "" : qPrintable(done.error().name + codes(done.error().refusals)));
    QVERIFY(QFile::exists(done->envelopeFile));
    QVERIFY(QFile::exists(done->pdfFile));
    const auto log = ledger::Ledger::open(m_demo.path(u"var/cutover/ledger.sqlite"_s), {});
    QVERIFY(log);
    for (const auto &file : draft.statement.files)
        QVERIFY2((*log)->blob(file.sha256), qPrintable(file.path)); // whatever was signed is kept as bytes

    const auto again = answer<session::Signed>(
        [&](auto finish) { m_session->sign(draft, {}, passphrase(), {}, m_session.get(), finish); });
    QVERIFY(!again);
    QCOMPARE(again.error().name, u"draft_unknown"_s); // one signature makes one decision
    const auto recalled =
        answer<session::Draft>([&](auto finish) { m_session->recallDraft(draft.sha256, m_session.get(), finish); });
    QCOMPARE(recalled.error().name, u"draft_unknown"_s);
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().decision && m_session->view().decision->valid; },
                            patienceMs));
}

void StoryTest::aWrongPassphraseChangesNothing()
{
    const auto before = m_session->view().decision->id;
    const session::SignRequest request{domain::DecisionKind::NoGo, m_key, u"A reason long enough."_s, {}};
    const auto draft = answer<session::Draft>([&](auto done) { m_session->compose(request, m_session.get(), done); });
    QVERIFY(draft);
    const auto done = answer<session::Signed>([&](auto finish) {
        m_session->sign(*draft, {}, passphrase("not the passphrase"), {}, m_session.get(), finish);
    });
    QVERIFY(!done);
    QCOMPARE(done.error().name, u"wrong_passphrase"_s);
    QCOMPARE(done.error().kind, session::Failure::Kind::Keychain);
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().failedUnlocks == 1; }, patienceMs));
    QCOMPARE(m_session->view().decision->id, before);
}

void StoryTest::everyStageIsPromoted()
{
    const auto refused =
        answer<session::Promoted>([this](auto done) { m_session->promote(10, m_session.get(), done); });
    QVERIFY(refused && !refused->done);
    QVERIFY(codes(refused->refusals).contains(u"precheck_missing:freeze"_s));
    QCOMPARE(confirmAll(*m_session), QString());
    for (const int percent : {10, 25, 50, 100}) {
        Result<session::Promoted> promoted = tl::unexpected(session::Failure{});
        QVERIFY(awaitPromotable(*m_session, percent));
        Result<session::Promoted> again = tl::unexpected(session::Failure{});
        promoted = answer<session::Promoted>([&](auto done) {
            m_session->promote(percent, m_session.get(), done);
            m_session->promote(percent, m_session.get(), [&again](const auto &second) { again = second; });
        });
        QVERIFY(again && !again->done); // a press while the first is still at its checks
        QCOMPARE(codes(again->refusals), u"promotion_in_flight(%1)"_s.arg(percent));
        QVERIFY(promoted);
        QVERIFY2(promoted->done, qPrintable(codes(promoted->refusals) + u" exit %1"_s.arg(promoted->exitCode)));
        QCOMPARE(promoted->desiredStage, QString::number(percent));
    }
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().marks.size() == 4; }, patienceMs));
}

void StoryTest::anAbortReadsBack()
{
    const auto aborted =
        answer<session::Aborted>([this](auto done) { m_session->abort({}, u"Demo lead"_s, m_session.get(), done); });
    QVERIFY(aborted);
    QVERIFY(aborted->aborted);
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().phase == domain::Phase::Aborted; }, patienceMs));
    const auto promoted =
        answer<session::Promoted>([this](auto done) { m_session->promote(10, m_session.get(), done); });
    QVERIFY(promoted && !promoted->done);
    QVERIFY(codes(promoted->refusals).contains(u"aborted"_s));
}

void StoryTest::theStoryIsThereAgainAfterReopening()
{
    const auto size = m_session->view().ledger.size;
    m_session.reset();
    m_session = openSession();
    QVERIFY(m_session);
    QVERIFY(m_session->view().ledger.good);
    QVERIFY(m_session->view().ledger.size >= size);
    QCOMPARE(m_session->view().phase, domain::Phase::Aborted);
    QVERIFY(!m_session->view().series.isRewritten());
}

/// Another console promotes in the moment between this one's last look and the press.
void StoryTest::aStandDownThatComesTooLateAborts()
{
    const auto draft = composed();
    QVERIFY2(draft.refusals.isEmpty(), qPrintable(codes(draft.refusals)));
    const auto go = answer<session::Signed>(
        [&](auto finish) { m_session->sign(draft, {}, passphrase(), {}, m_session.get(), finish); });
    QVERIFY2(go, go ? "" : qPrintable(go.error().name + codes(go.error().refusals)));
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().rollout.attemptState == domain::AttemptState::Open; },
                            patienceMs));
    QVERIFY(QFile::remove(m_demo.path(u"var/rollout/desired_stage.txt"_s)));

    const auto other = ledger::Ledger::open(m_demo.path(u"var/cutover/ledger.sqlite"_s), {});
    QVERIFY(other);
    QVERIFY((*other)->append(rollout::kind::promotionIntent, ledger::Actor::ofThisProcess(), {{u"percent"_s, 10}}));
    QVERIFY(!m_session->view().rollout.isUnderWay()); // not seen yet
    const auto aborted =
        answer<session::Aborted>([this](auto done) { m_session->abort({}, u"Demo lead"_s, m_session.get(), done); });
    QVERIFY(aborted);
    QVERIFY(aborted->aborted && !aborted->stoodDown);
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().phase == domain::Phase::Aborted; }, patienceMs));
    QVERIFY(!m_session->view().rollout.anomaly);
}

/// Neither stage nor abort command: both acts are the built-in's, from the profile to the signed statement.
void StoryTest::theConsoleWritesTheStageFileItself()
{
    auto profile = QJsonDocument::fromJson(m_demo.read(u"cutover.json"_s)).object();
    auto commands = profile[u"commands"_s].toObject();
    commands[u"stage"_s] = commands[u"abort"_s] = QJsonArray();
    profile[u"commands"_s] = commands;
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    const auto draft = composed();
    QVERIFY2(draft.refusals.isEmpty(), qPrintable(codes(draft.refusals)));
    QVERIFY(draft.statement.stageCommand.isEmpty() && draft.statement.abortCommand.isEmpty());
    QVERIFY(draft.bytes.contains(R"("abort":[])") && draft.bytes.contains(R"("stage":[])"));
    const auto go = answer<session::Signed>(
        [&](auto finish) { m_session->sign(draft, {}, passphrase(), {}, m_session.get(), finish); });
    QVERIFY2(go, go ? "" : qPrintable(go.error().name + codes(go.error().refusals)));
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().rollout.attemptState == domain::AttemptState::Open; },
                            patienceMs));
    QSignalSpy output(m_session.get(), &session::Session::stageOutput);
    const auto early = answer<session::Promoted>([this](auto done) { m_session->promote(10, m_session.get(), done); });
    QVERIFY(early && !early->done); // the gate asks as before
    QVERIFY(codes(early->refusals).contains(u"precheck_missing:freeze"_s));
    QCOMPARE(confirmAll(*m_session), QString());
    const auto promoted =
        answer<session::Promoted>([this](auto done) { m_session->promote(10, m_session.get(), done); });
    QVERIFY2(promoted && promoted->done, promoted ? qPrintable(codes(promoted->refusals)) : "no answer");
    QCOMPARE(promoted->desiredStage, u"10"_s);
    QCOMPARE(promoted->command, QString());
    QCOMPARE(m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("10"));

    QCOMPARE(m_session->abortByHand({}), u"printf abort > var/rollout/desired_stage.txt"_s);
    const auto aborted =
        answer<session::Aborted>([this](auto done) { m_session->abort({}, u"Demo lead"_s, m_session.get(), done); });
    QVERIFY(aborted && aborted->aborted);
    QCOMPARE(m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("abort"));
    QCOMPARE(output.size(), 0); // no script ran
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().phase == domain::Phase::Aborted; }, patienceMs));
}

/// Its stage command runs when somebody aborts elsewhere.
void StoryTest::anotherConsolesAbortIsToldWhole()
{
    auto profile = QJsonDocument::fromJson(m_demo.read(u"cutover.json"_s)).object();
    auto commands = profile[u"commands"_s].toObject();
    commands[u"stage"_s] = QJsonArray{u"bash"_s, u"-c"_s, u"sleep 600"_s, u"stage"_s, u"{stage}"_s};
    profile[u"commands"_s] = commands;
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    const auto draft = composed();
    QVERIFY2(draft.refusals.isEmpty(), qPrintable(codes(draft.refusals)));
    const auto go = answer<session::Signed>(
        [&](auto finish) { m_session->sign(draft, {}, passphrase(), {}, m_session.get(), finish); });
    QVERIFY2(go, go ? "" : qPrintable(go.error().name + codes(go.error().refusals)));
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().rollout.attemptState == domain::AttemptState::Open; },
                            patienceMs));
    QCOMPARE(confirmAll(*m_session), QString());
    const auto other = openSession();
    QVERIFY(other);
    QVERIFY(QTest::qWaitFor([&] { return other->view().rollout.decision->decisionId == go->id; }, patienceMs));
    QSignalSpy started(m_session.get(), &session::Session::promotionStarted);
    std::optional<Result<session::Promoted>> promoted;
    m_session->promote(10, m_session.get(), [&promoted](const auto &answered) { promoted = answered; });
    QVERIFY(started.wait(patienceMs));
    QVERIFY(QTest::qWaitFor([&] { return other->view().rollout.isUnderWay(); }, patienceMs));
    other->abort(u"the drill"_s, u"Ana Sol"_s, other.get(), [](const auto &) {});
    QVERIFY(QTest::qWaitFor([&promoted] { return promoted.has_value(); }, patienceMs));
    QVERIFY(*promoted && !(*promoted)->done);
    QCOMPARE((*promoted)->refusals.size(), 1);
    const auto &refusal = (*promoted)->refusals.first();
    QCOMPARE(refusal.code, domain::RefusalCode::Aborted);
    QCOMPARE(refusal.data.mid(1), (QStringList{u"Ana Sol"_s, u"manual-rollback-the drill"_s, u"stopped"_s}));
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().phase == domain::Phase::Aborted; }, patienceMs));
}

/// Told by the ledger alone: this console's own series goes on as before.
void StoryTest::anotherConsolesPastIsNoGo()
{
    const auto canary = domain::CriterionId::CanaryHealth;
    const auto row = [&] { return m_session->view().rows[std::size_t(canary)]; };
    const auto run = [&] {
        QSignalSpy spy(m_session.get(), &session::Session::checksFinished);
        m_session->runChecks({canary});
        return spy.wait(patienceMs);
    };
    QVERIFY(run());
    QCOMPARE(row().status, domain::Status::Go);
    const auto other = ledger::Ledger::open(m_demo.path(u"var/cutover/ledger.sqlite"_s), {});
    QVERIFY(other);
    auto first = m_session->view().series.points().first();
    first.window.burst += 0.01;
    QVERIFY((*other)->append(rollout::kind::windows, ledger::Actor::ofThisProcess(),
                             session::windowsPayload(0, {first}, {})));
    QVERIFY(QTest::qWaitFor([&] { return row().status == domain::Status::NoGo; }, patienceMs));
    QCOMPARE(row().reason.cause, domain::Cause::EvidenceRewritten);
    QVERIFY(!m_session->view().series.isRewritten());

    QVERIFY(run()); // what is recorded says so too
    const auto earlier =
        answer<QList<domain::Row>>([&](auto done) { m_session->earlierRuns(canary, 1, m_session.get(), done); });
    QVERIFY(earlier && earlier->size() == 1);
    QCOMPARE(earlier->first().reason.cause, domain::Cause::EvidenceRewritten);
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QGuiApplication app(argc, argv); // the report needs fonts
    StoryTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_story.moc"
