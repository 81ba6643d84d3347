// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a filled checklist is made of: the signed statement and the entries of its attempt, and nothing that is forged,
// too early, another attempt's, or only on disk.
#include "session/decisionrecords.h"

#include "session/scriptfiles.h"
#include "session/signedworkspace.h"

#include "formats/rehearsalrecord.h"
#include "formats/rowjson.h"

#include <QTest>

using namespace cutover;
using namespace cutover::session;
using namespace cutover::session::test;
using domain::CriterionId;
using Since = ScriptFile::Since;
namespace kind = rollout::kind;

namespace {

const QString s_id = cutover::tests::sampleStatement().id;
const QString s_script = u"scripts/ci/check_readyz_blocking.sh"_s;
const ledger::Actor s_person{u"ops"_s, u"host"_s, u"A. Lead"_s, ledger::PersonKind::Stated};

QString refusal(const SignedWorkspace &world, const QString &id = s_id)
{
    const auto records = decisionRecords(*world.log, id);
    return records ? u"none"_s : records.error().name;
}

bool confirm(const SignedWorkspace &world, const QString &what, bool go = true)
{
    const domain::Confirmed confirmed{what, s_person.person, go, world.now, {}};
    return world.log->append(kind::confirmation, s_person, rollout::payloadOf(confirmed)).has_value();
}

bool promoted(const SignedWorkspace &world, int percent, const QString &result = u"done"_s, const QString &id = {})
{
    QJsonObject payload{{u"percent"_s, percent},
                        {u"result"_s, result},
                        {u"series_length"_s, 3},
                        {u"boot_id"_s, u"b"_s},
                        {u"boot_ms"_s, 1}};
    if (!id.isEmpty())
        payload[u"decision_id"_s] = id;
    return world.log->append(kind::promotionOutcome, ledger::Actor{u"ops"_s, u"host"_s, {}, {}}, payload).has_value();
}

bool rolledUp(const SignedWorkspace &world, domain::Status status)
{
    auto row = cutover::tests::sampleRow(CriterionId::Dashboard);
    row.status = status;
    return world.log->append(kind::check, s_person, checkPayload(row, {})).has_value();
}

/// Another GO, so that what comes then is another attempt's.
bool decideAnew(const SignedWorkspace &world)
{
    const auto bound = world.binding();
    auto stated = world.statement(bound);
    stated.id = QString(32, u'e');
    return SignedWorkspace::record(*world.log, stated, SignedWorkspace::envelopeOf(stated, world.maker), bound.bytes);
}

ScriptFile scriptOf(const SignedWorkspace &world, const QString &path = s_script, CriterionId id = CriterionId::Readyz)
{
    const auto profile = readWorkspaceProfile(world.demo.path())->profile;
    const auto files = scriptFiles(id, profile, world.demo.path(), *world.log);
    for (const auto &file : files.value_or(QList<ScriptFile>()))
        if (file.path == path)
            return file;
    return {};
}

} // namespace

class DecisionRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theSignedStatementIsRead();
    void liveFilesAreNotAsked();
    void anUnknownDecisionIsNone();
    void forgeriesAreRefused_data();
    void forgeriesAreRefused();
    void aListThatCameWithTheDecisionIsNoTrust();
    void whatWasConfirmedCounts();
    void whatWasConfirmedTooEarlyDoesNot();
    void promotionsAreThisAttempts();
    void theNextAttemptIsItsOwn();
    void scriptsAreBoundByTheDecision();
    void aRehearsalBindsLater();

private:
    std::unique_ptr<SignedWorkspace> m_world;
};

void DecisionRecordsTest::init()
{
    m_world = std::make_unique<SignedWorkspace>();
    QVERIFY(m_world->layOut());
}

void DecisionRecordsTest::theSignedStatementIsRead()
{
    QVERIFY(m_world->decide());
    const auto records = decisionRecords(*m_world->log, s_id);
    QVERIFY2(records, qPrintable(refusal(*m_world)));
    QCOMPARE(records->statement.id, s_id);
    QCOMPARE(records->fingerprint, m_world->maker.key.fingerprint());
    QCOMPARE(records->statementSha256, crypto::sha256(*formats::statementBytes(records->statement)));
    QVERIFY(records->confirmations.isEmpty() && records->promotions.isEmpty() && !records->finalCheck);
}

void DecisionRecordsTest::liveFilesAreNotAsked()
{
    QVERIFY(m_world->decide());
    QVERIFY(m_world->demo.write(u"cutover.json"_s, "no profile"));
    QVERIFY(m_world->demo.write(signersFilePath.toString(), "no list"));
    QCOMPARE(refusal(*m_world), u"none"_s);
}

void DecisionRecordsTest::anUnknownDecisionIsNone()
{
    QCOMPARE(refusal(*m_world), u"no_decision"_s);
    QVERIFY(m_world->decide());
    QCOMPARE(refusal(*m_world, QString(32, u'f')), u"no_decision"_s);
    QCOMPARE(refusal(*m_world, {}), u"no_decision"_s);
}

void DecisionRecordsTest::forgeriesAreRefused_data()
{
    using Forge = std::function<bool(SignedWorkspace &)>;
    QTest::addColumn<Forge>("forge");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *name, const Forge &forge, const QString &refused) {
        QTest::newRow(name) << forge << refused;
    };
    const auto record = [](const SignedWorkspace &world, const domain::Statement &stated,
                           const formats::Envelope &envelope, bool store = true) {
        return SignedWorkspace::record(*world.log, stated, envelope, world.binding().bytes, store);
    };
    row(
        "envelope not kept",
        [record](SignedWorkspace &world) {
            const auto stated = world.statement(world.binding());
            return record(world, stated, SignedWorkspace::envelopeOf(stated, world.maker), false);
        },
        u"decision_unreadable"_s);
    row(
        "a statement of another decision",
        [record](SignedWorkspace &world) {
            auto stated = world.statement(world.binding());
            auto other = stated;
            other.id = QString(32, u'e');
            return record(world, stated, SignedWorkspace::envelopeOf(other, world.maker));
        },
        u"decision_unreadable"_s);
    row(
        "a NO-GO entered as a GO",
        [record](SignedWorkspace &world) {
            auto stated = world.statement(world.binding());
            auto noGo = stated;
            noGo.decision = domain::DecisionKind::NoGo;
            return record(world, stated, SignedWorkspace::envelopeOf(noGo, world.maker));
        },
        u"decision_unreadable"_s);
    row(
        "a stranger's signature",
        [record](SignedWorkspace &world) {
            const auto stated = world.statement(world.binding());
            return record(world, stated, SignedWorkspace::envelopeOf(stated, world.stranger));
        },
        u"signature_invalid"_s);
    row(
        "a stranger's signature under the maker's name",
        [record](SignedWorkspace &world) {
            const auto stated = world.statement(world.binding());
            auto envelope = SignedWorkspace::envelopeOf(stated, world.stranger);
            envelope.signatures[0].keyid = world.maker.key.fingerprint();
            return record(world, stated, envelope);
        },
        u"signature_invalid"_s);
    row(
        "no signature",
        [record](SignedWorkspace &world) {
            const auto stated = world.statement(world.binding());
            auto envelope = SignedWorkspace::envelopeOf(stated, world.maker);
            envelope.signatures.clear();
            return record(world, stated, envelope);
        },
        u"decision_unreadable"_s); // an envelope without one is none
    row(
        "a changed payload",
        [record](SignedWorkspace &world) {
            auto stated = world.statement(world.binding());
            auto envelope = SignedWorkspace::envelopeOf(stated, world.maker);
            stated.reason = u"Another reason altogether"_s;
            envelope.payload = *formats::statementBytes(stated);
            return record(world, stated, envelope);
        },
        u"signature_invalid"_s);
}

void DecisionRecordsTest::forgeriesAreRefused()
{
    QFETCH(const std::function<bool(SignedWorkspace &)>, forge);
    QFETCH(const QString, name);
    QVERIFY(forge(*m_world));
    QCOMPARE(refusal(*m_world), name);
}

void DecisionRecordsTest::aListThatCameWithTheDecisionIsNoTrust()
{
    // The statement binds a list in which a stranger is the decision maker; the ledger never pinned it.
    const QStringList roles{decisionMakerRole, administratorRole};
    const auto list = m_world->signersFile({m_world->stranger.signer(roles)}, m_world->stranger);
    QVERIFY(m_world->demo.write(signersFilePath.toString(), list));
    const auto bound = m_world->binding();
    const auto stated = m_world->statement(bound);
    QVERIFY(SignedWorkspace::record(*m_world->log, stated, SignedWorkspace::envelopeOf(stated, m_world->stranger),
                                    bound.bytes));
    QCOMPARE(refusal(*m_world), u"signature_invalid"_s);
    QVERIFY(m_world->pin(*m_world->log, list)); // afterwards is too late
    QCOMPARE(refusal(*m_world), u"signature_invalid"_s);
}

void DecisionRecordsTest::whatWasConfirmedCounts()
{
    QVERIFY(confirm(*m_world, u"war-room"_s)); // T-30 is past, the signature comes later
    QVERIFY(m_world->decide());
    QVERIFY(confirm(*m_world, u"freeze"_s, false) && confirm(*m_world, u"freeze"_s));
    QVERIFY(confirm(*m_world, u"stakeholders"_s) && confirm(*m_world, u"stakeholders"_s, false));
    QVERIFY(rolledUp(*m_world, domain::Status::NoGo) && rolledUp(*m_world, domain::Status::Go));
    QVERIFY(promoted(*m_world, 10));
    QVERIFY(confirm(*m_world, u"war-room"_s, false) && rolledUp(*m_world, domain::Status::NoGo)); // of no account now
    const auto records = decisionRecords(*m_world->log, s_id);
    QVERIFY(records);
    QVERIFY(records->confirmations[u"freeze"_s].go);
    QCOMPARE(records->confirmations[u"freeze"_s].by, u"A. Lead"_s);
    QVERIFY(!records->confirmations[u"stakeholders"_s].go); // the last word counts
    QVERIFY(records->confirmations[u"war-room"_s].go);
    QVERIFY(records->finalCheck && records->finalCheck->row.isGo());
    QCOMPARE(records->finalCheck->by, u"A. Lead"_s);
}

void DecisionRecordsTest::whatWasConfirmedTooEarlyDoesNot()
{
    const auto bound = m_world->binding();
    auto stated = m_world->statement(bound);
    stated.targetAt = stated.opensAt = m_world->now.addSecs(7200);
    QVERIFY(SignedWorkspace::record(*m_world->log, stated, SignedWorkspace::envelopeOf(stated, m_world->maker),
                                    bound.bytes));
    QVERIFY(confirm(*m_world, u"freeze"_s) && rolledUp(*m_world, domain::Status::Go));
    const auto records = decisionRecords(*m_world->log, s_id);
    QVERIFY(records);
    QVERIFY(records->confirmations.isEmpty() && !records->finalCheck);
}

void DecisionRecordsTest::promotionsAreThisAttempts()
{
    QVERIFY(promoted(*m_world, 100)); // before it
    QVERIFY(m_world->decide());
    QVERIFY(promoted(*m_world, 10, u"failed"_s) && promoted(*m_world, 10, u"done"_s, s_id));
    QVERIFY(promoted(*m_world, 25, u"done"_s, QString(32, u'e'))); // another decision's
    QVERIFY(promoted(*m_world, 50, u"gibberish"_s));
    const auto records = decisionRecords(*m_world->log, s_id);
    QVERIFY(records);
    QCOMPARE(records->promotions.size(), 3);
    QCOMPARE(records->promotions[0].result, domain::PromotionResult::Failed);
    QCOMPARE(records->promotions[1].result, domain::PromotionResult::Done);
    QCOMPARE(records->promotions[1].percent, 10);
    QCOMPARE(records->promotions[1].by, u"ops@host"_s);
    QCOMPARE(records->promotions[2].result, domain::PromotionResult::Unknown);
}

void DecisionRecordsTest::theNextAttemptIsItsOwn()
{
    QVERIFY(m_world->decide() && confirm(*m_world, u"freeze"_s));
    QVERIFY(decideAnew(*m_world));
    QVERIFY(confirm(*m_world, u"freeze"_s, false) && promoted(*m_world, 10));
    const auto first = decisionRecords(*m_world->log, s_id);
    QVERIFY(first && first->confirmations[u"freeze"_s].go && first->promotions.isEmpty());
    const auto second = decisionRecords(*m_world->log, QString(32, u'e'));
    QVERIFY(second && !second->confirmations[u"freeze"_s].go);
    QCOMPARE(second->promotions.size(), 1);
}

void DecisionRecordsTest::scriptsAreBoundByTheDecision()
{
    const auto before = m_world->demo.read(s_script);
    QCOMPARE(scriptOf(*m_world).since, Since::Nothing);
    QVERIFY(!scriptOf(*m_world).isChanged() && scriptOf(*m_world).now == before);
    QVERIFY(m_world->decide());
    QCOMPARE(scriptOf(*m_world).since, Since::Decision);
    QVERIFY(!scriptOf(*m_world).isChanged());
    QVERIFY(m_world->demo.write(s_script, before + "\nexit 0\n"));
    const auto changed = scriptOf(*m_world);
    QVERIFY(changed.isChanged());
    QCOMPARE(changed.then, std::optional(before)); // as the ledger keeps it
    QCOMPARE(changed.now, std::optional(before + "\nexit 0\n"));
    QVERIFY(QFile::remove(m_world->demo.path(s_script)));
    const auto profile = readWorkspaceProfile(m_world->demo.path())->profile;
    const auto gone = scriptFiles(CriterionId::Readyz, profile, m_world->demo.path(), *m_world->log);
    QVERIFY(!gone);
    QCOMPARE(gone.error().name, u"script_missing"_s);
    QCOMPARE(gone.error().data.first(), s_script);
}

void DecisionRecordsTest::aRehearsalBindsLater()
{
    const QString stage = u"pipeline/release/canary_step.sh"_s;
    const auto bytes = m_world->demo.read(stage);
    QVERIFY(!bytes.isEmpty() && m_world->decide());
    QCOMPARE(scriptOf(*m_world, stage, CriterionId::Rehearsal).since, Since::Decision);
    domain::Rehearsal rehearsal;
    rehearsal.startedAt = rehearsal.endedAt = QDateTime::currentDateTimeUtc().addSecs(5);
    rehearsal.version = u"v2"_s;
    rehearsal.production = {{stage, crypto::sha256(bytes + "rehearsed")}};
    QVERIFY(m_world->log->append(kind::rehearsal, s_person, formats::rehearsalToJson(rehearsal)));
    const auto file = scriptOf(*m_world, stage, CriterionId::Rehearsal);
    QCOMPARE(file.since, Since::Rehearsal);
    QVERIFY(file.isChanged() && !file.then);             // its digest is known, its text was not kept
    QCOMPARE(scriptOf(*m_world).since, Since::Decision); // the rehearsal ran no check
}

QTEST_GUILESS_MAIN(DecisionRecordsTest)

#include "tst_decisionrecords.moc"
