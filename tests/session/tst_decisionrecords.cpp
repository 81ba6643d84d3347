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

#include <QJsonArray>
#include <QTest>

#include <functional>

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

/// The closing of the sample's attempt, as the session signs one.
domain::Statement closingOf(const SignedWorkspace &world, const Binding &bound, domain::ClosingOutcome outcome)
{
    auto stated = world.statement(bound);
    stated.closing = domain::Closing{outcome, stated.id, {}};
    stated.decision = domain::DecisionKind::Closing;
    stated.id = QString(32, u'c');
    stated.git.reset();
    stated.opensAt = stated.expiresAt = {};
    stated.rows.clear();
    for (const auto id : domain::postCutoverSet()) {
        auto row = cutover::tests::sampleRow(CriterionId::Readyz);
        row.id = id;
        stated.rows.append({row, u"as closed"_s, {}});
    }
    return stated;
}

using Payload = std::function<void(QJsonObject &)>;

bool close(
    const SignedWorkspace &world, const domain::Statement &stated, const TestKey &by,
    const Payload &change = [](QJsonObject &) {})
{
    const auto envelope = SignedWorkspace::envelopeOf(stated, by);
    const auto bytes = formats::writeEnvelope(envelope);
    QJsonObject payload{{u"decision"_s, domain::decisionWord(stated.decision)},
                        {u"decision_id"_s, stated.id},
                        {u"outcome"_s, domain::outcomeName(stated.closing->outcome)},
                        {u"attempt_id"_s, stated.closing->attemptId},
                        {u"statement_sha256"_s, QString::fromLatin1(crypto::sha256(envelope.payload).toHex())},
                        {u"envelope_sha256"_s, QString::fromLatin1(crypto::sha256(bytes).toHex())}};
    change(payload);
    return world.log->append(kind::closing, ledger::Actor::ofThisProcess(), payload, {bytes}).has_value();
}

bool ranAfter(const SignedWorkspace &world, const QString &attempt, domain::Status status)
{
    auto row = cutover::tests::sampleRow(CriterionId::Readyz);
    row.id = CriterionId::SmokeTests;
    row.status = status;
    auto object = formats::rowToJson(row);
    object[u"arithmetic"_s] = u"as it ran"_s;
    object[u"reason"_s] = QString();
    return world.log->append(kind::postCutover, s_person, {{u"attempt_id"_s, attempt}, {u"rows"_s, QJsonArray{object}}})
        .has_value();
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
    void aContinuationHasTheWholeAttempt();
    void holdsAndChecksAfterAreThisAttempts();
    void aClosingIsReadWithItsAttempt();
    void aForgedClosingIsRefused_data();
    void aForgedClosingIsRefused();
    void aRollbackIsTold();
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

void DecisionRecordsTest::aContinuationHasTheWholeAttempt()
{
    QVERIFY(m_world->decide());
    const auto intend = [this](int percent) {
        return m_world->log->append(kind::promotionIntent, s_person, {{u"percent"_s, percent}}).has_value();
    };
    QVERIFY(intend(10) && promoted(*m_world, 10, u"done"_s, s_id));
    const auto bound = m_world->binding();
    auto stated = m_world->statement(bound);
    stated.id = QString(32, u'e');
    stated.continues = 10;
    const auto envelope = SignedWorkspace::envelopeOf(stated, m_world->maker);
    const auto bytes = formats::writeEnvelope(envelope);
    const QJsonObject payload{{u"decision"_s, u"GO"_s},
                              {u"decision_id"_s, stated.id},
                              {u"continues"_s, 10},
                              {u"statement_sha256"_s, QString::fromLatin1(crypto::sha256(envelope.payload).toHex())},
                              {u"envelope_sha256"_s, QString::fromLatin1(crypto::sha256(bytes).toHex())},
                              {u"stages"_s, rollout::stagesJson(stated.stages)}};
    QVERIFY(m_world->log->append(kind::decision, s_person, payload, bound.bytes + QList{bytes}));
    QVERIFY(intend(25) && promoted(*m_world, 25, u"done"_s, stated.id));
    for (const auto &id : {s_id, stated.id}) {
        const auto records = decisionRecords(*m_world->log, id);
        QVERIFY2(records, qPrintable(refusal(*m_world, id)));
        QCOMPARE(records->statement.id, id);
        QCOMPARE(records->promotions.size(), 2);
    }
}

void DecisionRecordsTest::holdsAndChecksAfterAreThisAttempts()
{
    QVERIFY(m_world->decide() && promoted(*m_world, 10));
    const auto credit = [this](const QString &attempt, qint64 ms) {
        const domain::HoldCredited credited{10, ms, attempt};
        return m_world->log->append(kind::holdCredit, s_person, rollout::payloadOf(credited)).has_value();
    };
    QVERIFY(credit(s_id, 5000) && credit(s_id, 10'000) && credit(u"another"_s, 60'000));
    QVERIFY(ranAfter(*m_world, s_id, domain::Status::NoGo) && ranAfter(*m_world, s_id, domain::Status::Go) &&
            ranAfter(*m_world, u"another"_s, domain::Status::NoGo));
    const auto records = decisionRecords(*m_world->log, s_id);
    QVERIFY(records);
    QCOMPARE(records->heldMs, (QMap<int, qint64>{{10, 10'000}}));
    QCOMPARE(records->after.size(), 1);
    QVERIFY(records->after[0].stated.row.isGo()); // the last run counts
    QCOMPARE(records->after[0].stated.arithmetic, u"as it ran"_s);
    QCOMPARE(records->after[0].by, u"A. Lead"_s);
    QVERIFY(!records->closing && !records->rollback);
}

void DecisionRecordsTest::aClosingIsReadWithItsAttempt()
{
    QVERIFY(m_world->decide() && promoted(*m_world, 10) && ranAfter(*m_world, s_id, domain::Status::NoGo));
    const auto stated = closingOf(*m_world, m_world->binding(), domain::ClosingOutcome::Validated);
    QVERIFY(close(*m_world, stated, m_world->maker));
    for (const auto &id : {s_id, stated.id}) {
        const auto records = decisionRecords(*m_world->log, id);
        QVERIFY2(records, qPrintable(refusal(*m_world, id)));
        QCOMPARE(records->statement.id, s_id);
        QCOMPARE(records->promotions.size(), 1);
        QVERIFY(records->closing);
        QCOMPARE(records->closing->statement.id, stated.id);
        QCOMPARE(records->closing->fingerprint, m_world->maker.key.fingerprint());
        QCOMPARE(records->after.size(), 4);
        QCOMPARE(records->after[0].stated.arithmetic, u"as closed"_s);
        QCOMPARE(records->after[0].by, stated.signerName);
        QCOMPARE(records->timeline.attemptId, s_id);
        QCOMPARE(records->timeline.events.first().kind, ledger::createdKind);
    }
}

void DecisionRecordsTest::aForgedClosingIsRefused_data()
{
    QTest::addColumn<Payload>("change");
    QTest::addColumn<bool>("byStranger");
    QTest::addColumn<QString>("name");
    QTest::newRow("a stranger's") << Payload([](QJsonObject &) {}) << true << u"signature_invalid"_s;
    QTest::newRow("another outcome") << Payload([](QJsonObject &payload) { payload[u"outcome"_s] = u"deviations"_s; })
                                     << false << u"decision_unreadable"_s;
    QTest::newRow("another id") << Payload([](QJsonObject &payload) { payload[u"decision_id"_s] = QString(32, u'9'); })
                                << false << u"decision_unreadable"_s;
    QTest::newRow("another statement") << Payload([](QJsonObject &payload) {
        payload[u"statement_sha256"_s] = QString(64, u'0');
    }) << false << u"decision_unreadable"_s;
    QTest::newRow("no envelope") << Payload([](QJsonObject &payload) {
        payload[u"envelope_sha256"_s] = QString(64, u'0');
    }) << false << u"decision_unreadable"_s;
}

void DecisionRecordsTest::aForgedClosingIsRefused()
{
    QFETCH(const Payload, change);
    QFETCH(const bool, byStranger);
    QFETCH(const QString, name);
    QVERIFY(m_world->decide() && promoted(*m_world, 10));
    const auto stated = closingOf(*m_world, m_world->binding(), domain::ClosingOutcome::Validated);
    QVERIFY(close(*m_world, stated, byStranger ? m_world->stranger : m_world->maker, change));
    QCOMPARE(refusal(*m_world), name); // no box is ticked by it, nor passed over
}

void DecisionRecordsTest::aRollbackIsTold()
{
    QVERIFY(m_world->decide());
    auto &log = *m_world->log;
    QVERIFY(log.append(kind::promotionIntent, s_person, {{u"percent"_s, 10}}) && promoted(*m_world, 10));
    QVERIFY(log.append(kind::abortIntent, s_person, {{u"reason"_s, u"manual-rollback-fire"_s}}));
    QVERIFY(log.append(kind::abortOutcome, s_person, {{u"read_back"_s, true}}));
    const auto capture = [&log](const QString &attempt, const QString &file) {
        const QJsonArray files{QJsonObject{{u"file"_s, file}}};
        return log
            .append(kind::incident, s_person,
                    {{u"event"_s, u"abort"_s}, {u"attempt_id"_s, attempt}, {u"files"_s, files}})
            .has_value();
    };
    QVERIFY(capture(s_id, u"r.json"_s) && capture(u"another"_s, u"x.json"_s));
    const auto tell = [&log](const QString &event, const QString &status) {
        const QJsonObject payload{{u"event"_s, event}, {u"target"_s, u"ops"_s}, {u"status"_s, status}};
        return log.append(kind::notification, s_person, payload).has_value();
    };
    QVERIFY(tell(u"abort"_s, u"gave_up"_s) && tell(u"pause"_s, u"accepted"_s) && tell(u"abort"_s, u"accepted"_s));
    QVERIFY(log.append(kind::recovery, s_person, rollout::payloadOf(domain::RecoveryJudged{true, {}, s_id})));
    const auto records = decisionRecords(log, s_id);
    QVERIFY(records && records->rollback);
    const auto &rollback = *records->rollback;
    QCOMPARE(rollback.reason, u"manual-rollback-fire"_s);
    QCOMPARE(rollback.by, u"A. Lead"_s);
    QCOMPARE(rollback.recovered, std::optional(true));
    QCOMPARE(rollback.captured, QStringList{u"r.json"_s});
    QCOMPARE(rollback.notified, QStringList{u"ops"_s});
    // The next attempt has none of it.
    QVERIFY(decideAnew(*m_world));
    const auto next = decisionRecords(log, QString(32, u'e'));
    QVERIFY(next && !next->rollback);
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
