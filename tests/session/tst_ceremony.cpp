// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The room's poll on a real ledger: order, corrections, going on after the console is gone, and what it does to a GO.
#include "demo/demoworkspace.h"
#include "session/verbs.h"

#include "formats/dsse.h"
#include "formats/statement.h"
#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"
#include "session/ceremonyrecords.h"
#include "session/fileverifier.h"

#include <QGuiApplication>
#include <QProcess>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using domain::CriterionId;
using domain::DecisionKind;
using session::Draft;
using session::Result;
using namespace session::test;

class CeremonyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsPolledBeforeTheChecks();
    void nothingIsSaidOutsideAPoll();
    void beginningAgainGoesOnWithIt();
    void rowsAreAskedInTheirOrder();
    void nobodyAnswersByNoName();
    void aGoOverARowThatIsNotGoIsRefused();
    void itGoesOnWhereItWasLeft();
    void aPollThatIsNotEndedIsInNoStatement();
    void aNoGoKeepsTheGoFromBeingSigned();
    void aCorrectionLiftsIt();
    void minutesThatWentOnAreNotSigned();
    void theMinutesStandInStatementAndPdf();
    void whatWasDecidedEndsThePoll();
    void aStandingNoGoHoldsPromotions();

private:
    void reopen();
    [[nodiscard]] QString begin(const QString &presider = u"Ana Sol"_s)
    {
        return named(answer<qint64>([&](auto done) { m_session->beginCeremony(presider, m_session.get(), done); }));
    }
    [[nodiscard]] QString say(CriterionId row, bool go, const QString &by = u"Bo Lind"_s)
    {
        return named(answer<qint64>([&](auto done) { m_session->answerCeremony(row, go, by, m_session.get(), done); }));
    }
    [[nodiscard]] QString end()
    {
        return named(answer<qint64>([&](auto done) { m_session->endCeremony(m_session.get(), done); }));
    }
    /// The name of its failure and the codes of its refusals; empty when it was done.
    [[nodiscard]] static QString named(const Result<qint64> &done)
    {
        return done ? QString() : (done.error().name + u' ' + codes(done.error().refusals)).trimmed();
    }
    [[nodiscard]] Draft draft(DecisionKind kind)
    {
        const auto composed =
            answer<Draft>([&](auto done) { m_session->compose(request(kind), m_session.get(), done); });
        return composed.value_or(Draft{});
    }
    [[nodiscard]] session::SignRequest request(DecisionKind kind) const
    {
        return {kind, m_key, u"A reason that is long enough"_s, {}};
    }
    [[nodiscard]] const domain::Ceremony *shown() const
    {
        const auto &ceremony = m_session->view().ceremony;
        return ceremony ? &*ceremony : nullptr;
    }
    [[nodiscard]] bool awaitShown(qsizetype answers) const
    {
        return QTest::qWaitFor([&] { return shown() && shown()->answers.size() == answers; }, patienceMs);
    }

    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    std::unique_ptr<session::Session> m_session;
    QString m_key;
};

void CeremonyTest::reopen()
{
    m_session = std::make_unique<session::Session>(m_demo.path(), wordedPorts(&m_store));
    QSignalSpy spy(m_session.get(), &session::Session::opened);
    m_session->open();
    QVERIFY(spy.wait(patienceMs));
}

void CeremonyTest::initTestCase()
{
    QVERIFY(m_demo.init().succeeded());
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    reopen();
    m_key = enrol(*m_session);
    QVERIFY(found(*m_session, m_key));
}

void CeremonyTest::nothingIsPolledBeforeTheChecks()
{
    QCOMPARE(begin(), u"checks_not_run"_s);
    QCOMPARE(begin(u"  "_s), u"name_missing"_s);
    QVERIFY(!shown());
    QCOMPARE(makeAllGo(*m_session), QString());
}

void CeremonyTest::nothingIsSaidOutsideAPoll()
{
    QCOMPARE(say(CriterionId::Readyz, true), u"no_ceremony"_s);
    QCOMPARE(say(CriterionId::Readyz, false), u"no_ceremony"_s);
    QCOMPARE(end(), u"no_ceremony"_s);
    QVERIFY(!draft(DecisionKind::Go).bytes.contains("\"ceremony\""));
}

void CeremonyTest::beginningAgainGoesOnWithIt()
{
    const auto first =
        answer<qint64>([&](auto done) { m_session->beginCeremony(u"Ana Sol"_s, m_session.get(), done); });
    const auto again = answer<qint64>([&](auto done) { m_session->beginCeremony(u"Cy"_s, m_session.get(), done); });
    QVERIFY(first && again);
    QCOMPARE(*again, *first);
    QVERIFY(awaitShown(0));
    QCOMPARE(shown()->presider, u"Ana Sol"_s);
    QCOMPARE(shown()->entry, *first);
}

void CeremonyTest::rowsAreAskedInTheirOrder()
{
    QCOMPARE(say(CriterionId::EvidenceIntegrity, true), u"ceremony_order"_s);
    QCOMPARE(say(CriterionId::TeamReady, false), u"ceremony_order"_s);
    QCOMPARE(say(CriterionId::Readyz, true), QString());
    QCOMPARE(say(CriterionId::DrRecovery, true), u"ceremony_order"_s);
    QVERIFY(awaitShown(1));
    const auto &answer = shown()->answers.first();
    QCOMPARE(answer.station, u"Platform Team"_s);
    QCOMPARE(answer.by, u"Bo Lind"_s);
    QCOMPARE(answer.measured, domain::Status::Go);
    QCOMPARE(answer.observed, u"arithmetic"_s);
    QVERIFY(answer.measuredAt.isValid() && answer.measuredAt <= answer.at);
    QCOMPARE(end(), u"ceremony_incomplete"_s);
}

void CeremonyTest::nobodyAnswersByNoName()
{
    QCOMPARE(say(CriterionId::EvidenceIntegrity, true, {}), u"name_missing"_s);
    QCOMPARE(say(CriterionId::EvidenceIntegrity, false, u" "_s), u"name_missing"_s);
}

void CeremonyTest::aGoOverARowThatIsNotGoIsRefused()
{
    const auto present = m_demo.read(u"cutover.json"_s);
    auto profile = QJsonDocument::fromJson(present).object();
    auto criteria = profile[u"criteria"_s].toObject();
    auto integrity = criteria[u"evidence-integrity"_s].toObject();
    integrity[u"stale_s"_s] = 1; // tightened: what was measured before is stale now
    criteria[u"evidence-integrity"_s] = integrity;
    profile[u"criteria"_s] = criteria;
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    const auto refusedFirst = QTest::qWaitFor(
        [this] { return say(CriterionId::EvidenceIntegrity, true).contains(u"row_not_go:evidence-integrity"_s); },
        patienceMs);
    QVERIFY(m_demo.write(u"cutover.json"_s, present));
    QVERIFY(refusedFirst);
    QVERIFY(awaitShown(1)); // nothing was recorded
}

void CeremonyTest::itGoesOnWhereItWasLeft()
{
    QCOMPARE(say(CriterionId::EvidenceIntegrity, true), QString());
    m_session.reset();
    reopen();
    QVERIFY(awaitShown(2));
    QCOMPARE(shown()->next(), std::optional(CriterionId::DrRecovery));
    QCOMPARE(shown()->presider, u"Ana Sol"_s);
    QCOMPARE(begin(u"Cy"_s), QString());
    QCOMPARE(say(CriterionId::DrRecovery, true), QString());
    QVERIFY(awaitShown(3));
}

void CeremonyTest::aPollThatIsNotEndedIsInNoStatement()
{
    for (const auto row : domain::polledSet().subspan(3))
        QCOMPARE(say(row, row != CriterionId::Alerts), QString());
    QVERIFY(awaitShown(12));
    QVERIFY(shown()->isComplete());
    QVERIFY(!draft(DecisionKind::NoGo).bytes.contains("\"ceremony\""));
}

void CeremonyTest::aNoGoKeepsTheGoFromBeingSigned()
{
    // Whether it was ended or not, and whoever asks.
    const QString objection = u"row_not_go:alerts(alerts,no_go,On-Call Rotation,Bo Lind)"_s;
    QCOMPARE(codes(draft(DecisionKind::Go).refusals), objection);
    QCOMPARE(end(), QString());
    QCOMPARE(codes(draft(DecisionKind::Go).refusals), objection);
    const auto tried = signNow(*m_session, request(DecisionKind::Go));
    QVERIFY(!tried);
    QCOMPARE(codes(tried.error().refusals), objection);
    const auto noGo = draft(DecisionKind::NoGo);
    QVERIFY(noGo.isSignable());
    QVERIFY(noGo.statement.ceremony);
    QCOMPARE(noGo.statement.ceremony->goCount(), 11);
    QVERIFY(m_session->view().decisionGo); // the poll changes no row, it only takes away
}

void CeremonyTest::aCorrectionLiftsIt()
{
    QCOMPARE(say(CriterionId::Alerts, true, u"Cy Roth"_s), QString());
    auto go = draft(DecisionKind::Go);
    QCOMPARE(codes(go.refusals), QString());
    QVERIFY(!go.statement.ceremony); // what was corrected opened the minutes again
    QCOMPARE(end(), QString());
    QCOMPARE(end(), QString()); // once is enough
    go = draft(DecisionKind::Go);
    QVERIFY(go.isSignable());
    QVERIFY(go.statement.ceremony);
    QCOMPARE(go.statement.ceremony->answers.size(), 13);
    QVERIFY(go.statement.ceremony->isCorrected(10));
    QVERIFY(awaitShown(13));
}

void CeremonyTest::minutesThatWentOnAreNotSigned()
{
    const auto signedAs = [this](const Draft &draft) {
        const auto done = answer<session::Signed>(
            [&](auto then) { m_session->sign(draft, {}, passphrase(), {}, m_session.get(), then); });
        return done ? u"signed"_s : done.error().name;
    };
    const auto noGo = draft(DecisionKind::NoGo);
    const auto go = draft(DecisionKind::Go);
    QVERIFY(noGo.statement.ceremony && go.isSignable());
    QCOMPARE(say(CriterionId::Dashboard, true, u"Dee Marsh"_s), QString()); // opens the minutes again
    QCOMPARE(signedAs(go), u"statement_changed"_s);
    QCOMPARE(end(), QString());
    QCOMPARE(signedAs(go), u"statement_changed"_s);
    QCOMPARE(signedAs(noGo), u"statement_changed"_s);
    QVERIFY(!m_session->view().decision);
}

void CeremonyTest::theMinutesStandInStatementAndPdf()
{
    const auto done = signNow(*m_session, request(DecisionKind::Go));
    QVERIFY2(done, done ? "" : qPrintable(done.error().name + codes(done.error().refusals)));
    const auto envelope = formats::parseEnvelope(m_demo.read(u"var/cutover/decisions/%1.dsse.json"_s.arg(done->id)));
    QVERIFY(envelope);
    const auto statement = formats::readStatement(envelope->payload);
    QVERIFY(statement && statement->ceremony);
    QCOMPARE(statement->ceremony->presider, u"Ana Sol"_s);
    QCOMPARE(statement->ceremony->goCount(), 12);
    QCOMPARE(statement->ceremony->last(CriterionId::Alerts)->by, u"Cy Roth"_s);

    const session::FileVerifier verifier({{}, m_demo.path(), {}, {}}, wordedPorts(nullptr).wording);
    for (const auto &file : {done->envelopeFile, done->pdfFile}) {
        const auto finding = verifier.verify(file);
        QStringList problems;
        for (const auto &problem : finding.problems)
            problems.append(problem.code);
        QVERIFY2(finding.valid, qPrintable(file + problems.join(u' ')));
    }
    QProcess reader;
    reader.start(u"pdftotext"_s, {u"-layout"_s, done->pdfFile, u"-"_s});
    QVERIFY(QTest::qWaitFor([&] { return reader.state() == QProcess::NotRunning; }, patienceMs));
    const auto words = QString::fromUtf8(reader.readAllStandardOutput()).simplified();
    for (const auto &told : {u"Minutes of the ceremony"_s, u"Presided by Ana Sol"_s, u"On-Call Rotation"_s,
                             u"Cy Roth"_s, u"corrected by 13"_s, u"12 of 12 answers are Go"_s})
        QVERIFY2(words.contains(told), qPrintable(told));
}

void CeremonyTest::whatWasDecidedEndsThePoll()
{
    QVERIFY(QTest::qWaitFor([this] { return shown() && shown()->isOver; }, patienceMs));
    QCOMPARE(say(CriterionId::Alerts, false), u"no_ceremony"_s);
    QCOMPARE(end(), u"no_ceremony"_s);
    QVERIFY(!draft(DecisionKind::NoGo).bytes.contains("\"ceremony\""));
    const qint64 before = shown()->entry;
    const auto standing = [this] { return m_session->view().decision ? m_session->view().decision->id : QString(); };
    QVERIFY(!standing().isEmpty()); // it led to this one, and stands beside no other
    for (const auto kind : {DecisionKind::Go, DecisionKind::NoGo}) {
        const auto later = signNow(*m_session, request(kind));
        QVERIFY2(later, later ? "" : qPrintable(later.error().name + codes(later.error().refusals)));
        QVERIFY(QTest::qWaitFor([&] { return standing() == later->id; }, patienceMs));
        QVERIFY(!shown());
    }
    QCOMPARE(begin(u"Cy Roth"_s), QString()); // a new one
    QVERIFY(awaitShown(0));
    QVERIFY(shown()->entry > before && !shown()->isOver);
}

void CeremonyTest::aStandingNoGoHoldsPromotions()
{
    const QString objection = u"row_not_go:readyz(readyz,no_go,Platform Team,Bo Lind)"_s;
    const auto shownCodes = [this] { return codes(m_session->view().stages.first().refusals); };
    QVERIFY(!shownCodes().contains(objection));
    QCOMPARE(say(CriterionId::Readyz, false), QString());
    QVERIFY(QTest::qWaitFor([&] { return shownCodes().contains(objection); }, patienceMs));
    QCOMPARE(m_session->view().objections.size(), 1);
    const auto pressed = promoteNow(*m_session, 10);
    QVERIFY(pressed && !pressed->done);
    QVERIFY2(codes(pressed->refusals).contains(objection), qPrintable(codes(pressed->refusals)));
    QVERIFY(signNow(*m_session, request(DecisionKind::NoGo))); // and it takes nothing back
    QCOMPARE(codes(draft(DecisionKind::Go).refusals), objection);
    QCOMPARE(begin(), QString());
    QVERIFY(awaitShown(0));
    QCOMPARE(codes(draft(DecisionKind::Go).refusals), objection);
    QCOMPARE(say(CriterionId::Readyz, true), QString());
    QCOMPARE(codes(draft(DecisionKind::Go).refusals), QString());
    QVERIFY(QTest::qWaitFor([&] { return m_session->view().objections.isEmpty(); }, patienceMs));
    QVERIFY(!shownCodes().contains(objection));
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QGuiApplication app(argc, argv); // the report needs fonts
    CeremonyTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_ceremony.moc"
