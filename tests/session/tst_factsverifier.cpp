// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A forged decision never opens the gate: each forgery of the issue, each alone, through the gate that acts.
#include "session/signedworkspace.h"

#include "formats/manifest.h"
#include "session/composer.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace cutover;
using namespace cutover::session::test;
using namespace Qt::StringLiterals;

class FactsVerifierTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aGenuineDecisionCounts();
    void withoutADecisionThereIsNone();
    void aStrangersKeyIsUnauthorised();
    void aKeyidThatIsNotItsKeysIsBroken();
    void anAlteredPayloadIsBroken();
    void aKeyWithoutTheRoleIsUnauthorised();
    void oneKeyTwiceIsOneSignature();
    void anotherVersionIsVoid();
    void anEditedProfileIsVoid();
    void freePartsMayChange();
    void aChangedStageScriptIsVoid();
    void aChangedAbortScriptIsNot();
    void aChangedSealedFileIsVoid();
    void aChangedSealedFileElsewhereIsVoid();
    void anUnpinnedListIsNotTrusted();
    void anEditedListIsNotTrusted();
    void aListOfAStrangersIsNotTrusted();
    void anEnvelopeThatIsNotInTheLedgerIsNone();
    void aStatementOfAnotherLedgerIsForeign();
    void aStatementFromTheFutureOfTheLedgerIsForeign();
    void minutesOfAnotherLedgerAreForeign();
    void aCopyWithAnotherLedgerKnowsNoDecision();
    void anEntryWithOtherStagesIsNotTheDecision();
    void aLapsedDecisionIsExpired();
    void anOldDecisionEnteredAgainOpensNothing_data();
    void anOldDecisionEnteredAgainOpensNothing();
    void aFileThatWasNotThereToBeSignedIsVoid();
    void aRemovedSignerIsNamed();
    void aListWithOneMoreVoidsNothing();
    void aForgeryBetweenTwoListsStaysOne_data();
    void aForgeryBetweenTwoListsStaysOne();
    void oneKeyFillsOneSeat();
    void noEntryBringsADeputysHour();
    void aLedgerThatCannotBeWrittenSaysSo();
    void aFreezeHoldsCommitAndArtefacts();
    void anotherDecisionsCommandIsRefused();
    void whatIsDecidedBehindTheIntentCounts();
    void theEvidenceIsReadAtThePress();
    void aServersEvidenceIsAskedForAtThePress();
    void aLookReadsAnUnchangedFileOnce();
    void noGoIsTheOnlyDecisionInTheMidst();

private:
    [[nodiscard]] QByteArray list(const QList<domain::Signer> &signers, const QMap<QString, int> &quorum,
                                  const QMap<QString, QString> &deputies = {});
    [[nodiscard]] QStringList refusedWith(const session::Press &press, const session::LookInput &input)
    {
        QStringList names;
        for (const auto &refusal : session::judgePromotion(press, input, *m_place->log))
            names.append(domain::refusalName(refusal));
        return names;
    }
    [[nodiscard]] domain::VerifiedFacts factsNow(const QDateTime &now = {}) const
    {
        return session::FactsVerifier::verifyNow({m_place->demo.path(), m_place->trustFile(), false, nullptr, now},
                                                 *m_place->log, session::foldRecords(m_place->log->entries().value()));
    }
    [[nodiscard]] session::LookInput input() const
    {
        return {m_place->demo.path(), m_place->trustFile(), {}, {}, m_place->now, {u"b"_s, 0}};
    }

    [[nodiscard]] bool replace(const QString &file, const QByteArray &from, const QByteArray &to)
    {
        auto bytes = m_place->demo.read(file);
        const auto before = bytes;
        return bytes.replace(from, to) != before && m_place->demo.write(file, bytes);
    }
    std::unique_ptr<SignedWorkspace> m_place;
};

void FactsVerifierTest::init()
{
    m_place = std::make_unique<SignedWorkspace>();
    QVERIFY(m_place->layOut());
}

void FactsVerifierTest::aGenuineDecisionCounts()
{
    QVERIFY(m_place->decide());
    QCOMPARE(m_place->codes(), QString());
}

void FactsVerifierTest::withoutADecisionThereIsNone()
{
    QCOMPARE(m_place->codes(), u"no_decision"_s);
}

void FactsVerifierTest::aStrangersKeyIsUnauthorised()
{
    const auto bound = m_place->binding();
    const auto stated = m_place->statement(bound);
    QVERIFY(m_place->record(*m_place->log, stated, m_place->envelopeOf(stated, m_place->stranger), bound.bytes));
    QCOMPARE(m_place->codes(), u"signer_unauthorised quorum_missing"_s);
}

void FactsVerifierTest::aKeyidThatIsNotItsKeysIsBroken()
{
    const auto bound = m_place->binding();
    const auto stated = m_place->statement(bound);
    auto envelope = m_place->envelopeOf(stated, m_place->stranger);
    envelope.signatures[0].keyid = m_place->maker.key.fingerprint();
    QVERIFY(m_place->record(*m_place->log, stated, envelope, bound.bytes));
    QCOMPARE(m_place->codes(), u"signature_invalid quorum_missing"_s);
}

void FactsVerifierTest::anAlteredPayloadIsBroken()
{
    const auto bound = m_place->binding();
    auto stated = m_place->statement(bound);
    auto envelope = m_place->envelopeOf(stated, m_place->maker);
    stated.reason = u"Another reason altogether"_s;
    envelope.payload = formats::statementBytes(stated).value();
    QVERIFY(m_place->record(*m_place->log, stated, envelope, bound.bytes));
    QCOMPARE(m_place->codes(), u"signature_invalid quorum_missing"_s);
}

void FactsVerifierTest::aKeyWithoutTheRoleIsUnauthorised()
{
    QVERIFY(!list({m_place->maker.signer({session::decisionMakerRole, session::administratorRole}),
                   m_place->stranger.signer({session::administratorRole})},
                  {{session::decisionMakerRole, 1}})
                 .isEmpty());
    const auto bound = m_place->binding();
    const auto stated = m_place->statement(bound);
    QVERIFY(m_place->record(*m_place->log, stated, m_place->envelopeOf(stated, m_place->stranger), bound.bytes));
    QCOMPARE(m_place->codes(), u"signer_unauthorised quorum_missing"_s);
}

void FactsVerifierTest::oneKeyTwiceIsOneSignature()
{
    const auto bound = m_place->binding();
    const auto stated = m_place->statement(bound);
    auto envelope = m_place->envelopeOf(stated, m_place->maker);
    envelope.signatures.append(m_place->envelopeOf(stated, m_place->maker).signatures.first());
    const auto list = formats::readSignersFile(m_place->signersBytes, u"x"_s);
    const session::SignersChain chain{{{1, crypto::sha256(m_place->signersBytes), m_place->signersBytes, list->list}}};
    const auto enteredAt = [&](const QDateTime &time, qint64 entry = 2) {
        session::SignatureOrigins::Found origins;
        for (const auto &signature : envelope.signatures)
            origins.insert(crypto::sha256(signature.sig), {entry, time});
        return session::judgeEnvelope(envelope, stated.workspaceId, chain, origins);
    };
    const auto judgement = enteredAt(m_place->now);
    QCOMPARE(judgement.valid.size(), 1);
    QCOMPARE(judgement.valid.first().fingerprint, m_place->maker.key.fingerprint());
    QCOMPARE(judgement.valid.first().at, m_place->now);
    QVERIFY(enteredAt(m_place->now.addDays(31)).valid.isEmpty()); // the certificate had lapsed
    QVERIFY(enteredAt(m_place->now, -1).valid.isEmpty());         // no entry brought it
}

void FactsVerifierTest::anotherVersionIsVoid()
{
    QVERIFY(m_place->decide());
    const auto version = session::readWorkspaceProfile(m_place->demo.path())->profile.version.toUtf8();
    QVERIFY(replace(u"cutover.json"_s, '"' + version + '"', "\"another-version\""));
    QCOMPARE(m_place->codes(), u"decision_void other_version profile_changed"_s);
}

void FactsVerifierTest::anEditedProfileIsVoid()
{
    QVERIFY(m_place->decide());
    auto profile = m_place->demo.json(u"cutover.json"_s);
    profile[u"limits"_s] = QJsonObject{{u"burst"_s, 9.5}};
    QVERIFY(m_place->demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    QCOMPARE(m_place->codes(), u"decision_void profile_changed"_s);
    QVERIFY(m_place->demo.write(u"cutover.json"_s, "{"));
    QCOMPARE(m_place->codes(), u"profile_changed"_s);
}

void FactsVerifierTest::freePartsMayChange()
{
    QVERIFY(m_place->decide());
    auto profile = m_place->demo.json(u"cutover.json"_s);
    profile[u"notes"_s] = QJsonObject{{u"readyz"_s, u"noted later"_s}};
    QVERIFY(m_place->demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    QCOMPARE(m_place->codes(), QString());
}

void FactsVerifierTest::aChangedStageScriptIsVoid()
{
    QVERIFY(m_place->decide());
    const QString script = u"pipeline/release/canary_step.sh"_s;
    const auto bytes = m_place->demo.read(script);
    QVERIFY(!bytes.isEmpty());
    QVERIFY(m_place->demo.write(script, bytes + "\n"));
    QCOMPARE(m_place->codes(), u"decision_void script_changed"_s);
    QVERIFY(m_place->demo.write(script, bytes));
    QCOMPARE(m_place->codes(), QString());
    QVERIFY(QFile::remove(m_place->demo.path(script)));
    QCOMPARE(m_place->codes(), u"decision_void script_changed"_s);
}

void FactsVerifierTest::aChangedAbortScriptIsNot()
{
    const QString script = u"pipeline/release/abort.sh"_s;
    const auto bound = m_place->binding();
    auto stated = m_place->statement(bound);
    // The demo's rehearsal runs it too and so depends on it; here the abort alone does.
    stated.files.removeIf([&script](const domain::BoundFile &file) {
        return file.path == script && file.role != domain::BoundFile::Role::Abort;
    });
    QVERIFY(m_place->record(*m_place->log, stated, m_place->envelopeOf(stated, m_place->maker), bound.bytes));
    QVERIFY(m_place->demo.write(script, m_place->demo.read(script) + "\n"));
    QCOMPARE(m_place->codes(), QString());
    const auto facts = factsNow();
    QCOMPARE(facts.changedAbortScripts(), QStringList{script}); // announced
}

void FactsVerifierTest::aChangedSealedFileIsVoid()
{
    QVERIFY(m_place->decide());
    const auto sealedNow = session::sealedFiles(m_place->demo.read(session::manifestPath.toString()));
    QVERIFY(!sealedNow.isEmpty());
    const auto bound = m_place->binding();
    const auto found = std::ranges::find(bound.files, domain::BoundFile::Role::Sealed, &domain::BoundFile::role);
    QVERIFY(found != bound.files.end());
    QVERIFY(m_place->demo.write(found->path, m_place->demo.read(found->path) + " "));
    QCOMPARE(m_place->codes(), u"decision_void sealed_file_changed"_s);
}

void FactsVerifierTest::aChangedSealedFileElsewhereIsVoid()
{
    const QString proof = u"proofs/a.json"_s;
    const QString manifest = u"proofs/manifest.dsse.json"_s;
    auto profile = QJsonDocument::fromJson(m_place->demo.read(session::profilePath.toString())).object();
    auto criteria = profile[u"criteria"_s].toObject();
    criteria[u"evidence-integrity"_s] = QJsonObject{{u"source"_s, u"probe"_s}, {u"folder"_s, u"proofs"_s}};
    profile[u"criteria"_s] = criteria;
    QVERIFY(m_place->demo.write(session::profilePath.toString(), QJsonDocument(profile).toJson()));
    const auto seal = [&](const QByteArray &bytes) {
        const auto payload = formats::manifestPayload({{proof, crypto::sha256(bytes)}}, u"Demo"_s, m_place->now);
        const auto signature = m_place->maker.sign(formats::inTotoPayloadType, payload);
        return m_place->demo.write(proof, bytes) &&
               m_place->demo.write(manifest,
                                   formats::writeEnvelope({formats::inTotoPayloadType, payload, {signature}}));
    };
    QVERIFY(seal("proof"));
    QVERIFY(m_place->decide());
    QCOMPARE(m_place->codes(), QString());
    const auto bound = m_place->binding();
    const auto paths = [&bound](domain::BoundFile::Role role) {
        QStringList found;
        for (const auto &file : bound.files)
            if (file.role == role)
                found.append(file.path);
        return found;
    };
    QCOMPARE(paths(domain::BoundFile::Role::Manifest), QStringList{manifest}); // and not the one at the usual place
    QCOMPARE(paths(domain::BoundFile::Role::Sealed), QStringList{proof});
    QVERIFY(seal("changed after the GO"));
    QCOMPARE(m_place->codes(), u"decision_void sealed_file_changed"_s);
}

void FactsVerifierTest::anUnpinnedListIsNotTrusted()
{
    QVERIFY(m_place->decide());
    QVERIFY(QFile::remove(m_place->trustFile()));
    QCOMPARE(m_place->codes(), u"signers_untrusted"_s);
}

void FactsVerifierTest::anEditedListIsNotTrusted()
{
    QVERIFY(m_place->decide());
    const auto list =
        m_place->signersFile({m_place->maker.signer({session::decisionMakerRole, session::administratorRole}),
                              m_place->stranger.signer({session::decisionMakerRole})},
                             m_place->maker);
    QVERIFY(m_place->demo.write(session::signersFilePath.toString(), list));
    QCOMPARE(m_place->codes(), u"signers_untrusted"_s);
    QVERIFY(QFile::remove(m_place->demo.path(session::signersFilePath.toString())));
    QVERIFY(m_place->codes().contains(u"signers_untrusted"_s));
}

void FactsVerifierTest::aListOfAStrangersIsNotTrusted()
{
    QVERIFY(m_place->decide());
    // Pinned on both sides, but signed by nobody whom it names an administrator.
    const auto list = m_place->signersFile(
        {m_place->maker.signer({session::decisionMakerRole, session::administratorRole})}, m_place->stranger);
    QVERIFY(m_place->demo.write(session::signersFilePath.toString(), list));
    QVERIFY(m_place->pin(*m_place->log, list));
    QCOMPARE(m_place->codes(), u"signers_untrusted"_s);
}

void FactsVerifierTest::anEnvelopeThatIsNotInTheLedgerIsNone()
{
    const auto bound = m_place->binding();
    const auto stated = m_place->statement(bound);
    const auto envelope = m_place->envelopeOf(stated, m_place->maker);
    QVERIFY(
        m_place->demo.write(u"var/cutover/decisions/%1.dsse.json"_s.arg(stated.id), formats::writeEnvelope(envelope)));
    QCOMPARE(m_place->codes(), u"no_decision"_s); // a genuine one, but no entry
    QVERIFY(m_place->record(*m_place->log, stated, envelope, bound.bytes, false));
    QCOMPARE(m_place->codes(), u"no_decision"_s); // an entry, but no bytes
}

void FactsVerifierTest::aStatementOfAnotherLedgerIsForeign()
{
    const auto bound = m_place->binding();
    auto stated = m_place->statement(bound);
    stated.ledger.ledgerId = QString(32, u'e');
    QVERIFY(m_place->record(*m_place->log, stated, m_place->envelopeOf(stated, m_place->maker), bound.bytes));
    QCOMPARE(m_place->codes(), u"not_in_ledger"_s);
}

void FactsVerifierTest::aStatementFromTheFutureOfTheLedgerIsForeign()
{
    const auto bound = m_place->binding();
    auto stated = m_place->statement(bound);
    stated.ledger.root = QByteArray(32, '\x07');
    QVERIFY(m_place->record(*m_place->log, stated, m_place->envelopeOf(stated, m_place->maker), bound.bytes));
    QCOMPARE(m_place->codes(), u"not_in_ledger"_s);
}

/// A poll that nobody held, or one that was and is left out.
void FactsVerifierTest::minutesOfAnotherLedgerAreForeign()
{
    const auto bound = m_place->binding();
    auto stated = m_place->statement(bound);
    domain::Ceremony poll;
    poll.entry = m_place->log->size() - 1;
    poll.version = stated.version;
    poll.environment = stated.environment;
    poll.presider = u"Bo Lind"_s;
    poll.begunAt = stated.composedAt.addSecs(-600);
    poll.endedAt = stated.composedAt.addSecs(-60);
    for (const auto row : domain::polledSet())
        poll.answers.append({row, u"Platform Team"_s, true, u"Bo Lind"_s, poll.begunAt.addSecs(10), domain::Status::Go,
                             u"as measured"_s, poll.begunAt});
    stated.ceremony = poll;
    QVERIFY(m_place->record(*m_place->log, stated, m_place->envelopeOf(stated, m_place->maker), bound.bytes));
    QCOMPARE(m_place->codes(), u"not_in_ledger"_s);
}

void FactsVerifierTest::aCopyWithAnotherLedgerKnowsNoDecision()
{
    QVERIFY(m_place->decide());
    const auto genuine = m_place->log->entry(m_place->log->lastDeciding()).value();
    const QString copy = m_place->user.filePath(u"copy"_s);
    QProcess process;
    process.start(u"cp"_s, {u"-a"_s, m_place->demo.path(), copy});
    QVERIFY(process.waitForFinished() && process.exitCode() == 0);
    QVERIFY(QFile::remove(copy + u"/var/cutover/ledger.sqlite"_s));
    const auto other =
        SignedWorkspace::openLedger(copy + u"/var/cutover/ledger.sqlite"_s, m_place->user.filePath(u"other-state"_s));
    QVERIFY(other);
    QCOMPARE(m_place->codes(other.get(), copy), u"no_decision"_s);

    // Even where its entry and all its bytes are carried over, and the list is pinned again.
    QVERIFY(m_place->pin(*other, m_place->signersBytes));
    QList<QByteArray> bound;
    for (const auto &digest : genuine.payload[u"bound"_s].toArray())
        bound.append(m_place->log->blob(QByteArray::fromHex(digest.toString().toLatin1())).value());
    auto payload = genuine.payload;
    payload.remove(u"bound"_s);
    QVERIFY(other->append(rollout::kind::decision, genuine.actor, payload, bound));
    QCOMPARE(m_place->codes(other.get(), copy), u"not_in_ledger"_s);
}

void FactsVerifierTest::anEntryWithOtherStagesIsNotTheDecision()
{
    const auto bound = m_place->binding();
    const auto stated = m_place->statement(bound);
    const auto envelope = m_place->envelopeOf(stated, m_place->maker);
    auto forged = stated;
    for (auto &stage : forged.stages)
        stage.holdS = 0; // the holds count from the entry: it must say what was signed
    QVERIFY(m_place->record(*m_place->log, forged, envelope, bound.bytes));
    QCOMPARE(m_place->codes(), u"not_in_ledger"_s);
}

void FactsVerifierTest::aLapsedDecisionIsExpired()
{
    QVERIFY(m_place->decide());
    m_place->now = m_place->now.addSecs(4 * 3600 + 1);
    QCOMPARE(m_place->codes(), u"decision_expired"_s);
    m_place->now = m_place->now.addDays(-1);
    QCOMPARE(m_place->codes(), u"too_early"_s);
}

void FactsVerifierTest::anOldDecisionEnteredAgainOpensNothing_data()
{
    QTest::addColumn<QStringList>("ends");
    QTest::addColumn<QString>("codes");
    QTest::newRow("aborted") << QStringList{u"abort_intent"_s, u"abort_outcome"_s} << u"aborted ledger_invalid"_s;
    QTest::newRow("stood down") << QStringList{u"stand_down"_s} << u"superseded ledger_invalid"_s;
}

/// By somebody who can append to the ledger so that it verifies, with the genuine envelope and all it binds.
void FactsVerifierTest::anOldDecisionEnteredAgainOpensNothing()
{
    QFETCH(QStringList, ends);
    QFETCH(QString, codes);
    QVERIFY(m_place->decide());
    auto &log = *m_place->log;
    const auto genuine = log.entry(log.lastDeciding()).value();
    for (const auto &kind : ends)
        QVERIFY(log.append(kind, ledger::Actor::ofThisProcess(), {{u"read_back"_s, true}}));
    const auto before = session::foldRecords(log.entries().value());

    auto payload = genuine.payload;
    payload.remove(u"bound"_s); // the bytes are in the store already
    QVERIFY(log.append(rollout::kind::decision, genuine.actor, payload));
    QVERIFY(log.verify().valid);

    const session::LookInput input{m_place->demo.path(), m_place->trustFile(), {}, {}, m_place->now, {u"b"_s, 0}};
    session::Mirror mirror;
    const auto look = session::lookAt(input, log, mirror);
    QCOMPARE(look.records.rollout.attempt, 1);
    QCOMPARE(look.records.rollout.attemptState, before.rollout.attemptState);
    QCOMPARE(look.records.lastGo->entry, genuine.index);
    QVERIFY(!look.stageRefusals.isEmpty());
    for (const auto &code : codes.split(u' '))
        for (const auto &refusals : look.stageRefusals)
            QVERIFY2(std::ranges::any_of(refusals, [&](const auto &r) { return domain::refusalName(r) == code; }),
                     qPrintable(code));
    QVERIFY(!look.decision->valid);
    const domain::Refusal named{domain::RefusalCode::LedgerInvalid, {QString::number(log.size() - 1)}};
    QVERIFY(look.stageRefusals.first().contains(named));
}

/// The version after the workspace's, in its place and in force.
QByteArray FactsVerifierTest::list(const QList<domain::Signer> &signers, const QMap<QString, int> &quorum,
                                   const QMap<QString, QString> &deputies)
{
    domain::SignersList list;
    list.workspaceId = session::readWorkspaceProfile(m_place->demo.path())->profile.workspaceId;
    list.version = formats::readSignersFile(m_place->signersBytes, {})->list.version + 1;
    list.previousSha256 = crypto::sha256(m_place->signersBytes);
    list.signers = signers;
    list.quorum = quorum;
    list.deputies = deputies;
    const auto payload = formats::signersPayload(list);
    const auto bytes = formats::writeEnvelope({formats::signersPayloadType,
                                               payload,
                                               {m_place->maker.sign(formats::signersPayloadType, payload),
                                                m_place->stranger.sign(formats::signersPayloadType, payload)}});
    const bool lies = m_place->demo.write(session::signersFilePath.toString(), bytes);
    m_place->signersBytes = bytes;
    return lies && m_place->pin(*m_place->log, bytes) ? bytes : QByteArray();
}

void FactsVerifierTest::aFileThatWasNotThereToBeSignedIsVoid()
{
    QVERIFY(m_place->decide());
    QVERIFY(m_place->demo.write(u"tests/e2e/test_slipped_in.py"_s, "def test_it(): pass\n"));
    QCOMPARE(m_place->codes(), u"decision_void script_changed"_s);
    QCOMPARE(factsNow().changedScripts(), QStringList{u"tests/e2e/test_slipped_in.py"_s});
    QVERIFY(QFile::remove(m_place->demo.path(u"tests/e2e/test_slipped_in.py"_s)));
    QVERIFY(m_place->demo.write(u"tests/e2e/__pycache__/left.pyc"_s, "x")); // what a run leaves behind is no script
    QCOMPARE(m_place->codes(), QString());
}

void FactsVerifierTest::aRemovedSignerIsNamed()
{
    QVERIFY(m_place->decide());
    QVERIFY(!list({m_place->stranger.signer({session::decisionMakerRole, session::administratorRole})},
                  {{session::decisionMakerRole, 1}})
                 .isEmpty());
    QCOMPARE(m_place->codes(), u"decision_void signer_removed"_s);
    const auto facts = factsNow();
    QCOMPARE(facts.removedSigners(), QStringList{u"Decision maker"_s});
    QVERIFY(facts.unauthorised().isEmpty());
}

void FactsVerifierTest::aListWithOneMoreVoidsNothing()
{
    QVERIFY(m_place->decide());
    QVERIFY(!list({m_place->maker.signer({session::decisionMakerRole}),
                   m_place->stranger.signer({session::decisionMakerRole, session::administratorRole})},
                  {{session::decisionMakerRole, 1}})
                 .isEmpty());
    QCOMPARE(m_place->codes(), QString());
}

void FactsVerifierTest::aForgeryBetweenTwoListsStaysOne_data()
{
    QTest::addColumn<bool>("isRemoved"); ///< the countersigner, when he signs
    QTest::addColumn<QString>("codes");
    QTest::newRow("removed, and listed again") << true << u"signer_unauthorised quorum_missing"_s;
    QTest::newRow("listed all the time") << false << QString();
}

/// Of a key that was stolen, removed, and is listed again later: what it signed meanwhile, nobody authorised.
void FactsVerifierTest::aForgeryBetweenTwoListsStaysOne()
{
    QFETCH(bool, isRemoved);
    QFETCH(QString, codes);
    const QString security = u"security"_s;
    const auto maker = m_place->maker.signer({session::decisionMakerRole, session::administratorRole});
    const auto second = m_place->stranger.signer({security, session::administratorRole});
    const QMap<QString, int> both{{session::decisionMakerRole, 1}, {security, 1}};
    const auto third = TestKey(u"Third"_s).signer({security});
    QVERIFY(!list({maker, second, third}, both).isEmpty());
    const auto bound = m_place->binding();
    const auto stated = m_place->statement(bound);
    auto envelope = m_place->envelopeOf(stated, m_place->maker);
    const auto enter = [&](QStringView kind, const QString &word, const QList<QByteArray> &bytes) {
        const auto revision = formats::writeEnvelope(envelope);
        const auto hex = [](const QByteArray &of) { return QString::fromLatin1(crypto::sha256(of).toHex()); };
        const QJsonObject payload{{u"decision"_s, u"GO"_s},
                                  {u"decision_id"_s, stated.id},
                                  {u"statement_sha256"_s, hex(envelope.payload)},
                                  {u"envelope_sha256"_s, hex(revision)},
                                  {u"stages"_s, rollout::stagesJson(stated.stages)},
                                  {word, true}};
        return m_place->log->append(kind, ledger::Actor::ofThisProcess(), payload, bytes + QList{revision}).has_value();
    };
    QVERIFY(enter(rollout::kind::decision, u"pending"_s, bound.bytes));
    QVERIFY(!list(isRemoved ? QList{maker, third} : QList{maker, second, third}, both).isEmpty());
    envelope.signatures += m_place->envelopeOf(stated, m_place->stranger).signatures;
    QVERIFY(enter(rollout::kind::countersignature, u"completes"_s, {}));
    QVERIFY(!list({maker, second, third}, both).isEmpty());
    QCOMPARE(m_place->codes(), codes);
}

void FactsVerifierTest::oneKeyFillsOneSeat()
{
    const QString security = u"security"_s;
    const QStringList all{session::decisionMakerRole, session::administratorRole, security};
    QVERIFY(!list({m_place->maker.signer(all), m_place->stranger.signer(all)},
                  {{session::decisionMakerRole, 1}, {security, 1}})
                 .isEmpty());
    const auto bound = m_place->binding();
    auto stated = m_place->statement(bound);
    auto envelope = m_place->envelopeOf(stated, m_place->maker);
    QVERIFY(m_place->record(*m_place->log, stated, envelope, bound.bytes));
    QCOMPARE(m_place->codes(), u"quorum_missing"_s);
    QVERIFY(m_place->log->append(rollout::kind::standDown, ledger::Actor::ofThisProcess(), {}));
    stated.id = QString(32, u'2');
    envelope = m_place->envelopeOf(stated, m_place->maker);
    envelope.signatures.append(m_place->envelopeOf(stated, m_place->stranger).signatures.first());
    QVERIFY(m_place->record(*m_place->log, stated, envelope, bound.bytes));
    QCOMPARE(m_place->codes(), QString());
}

/// Of a time in its entry that has not come.
void FactsVerifierTest::noEntryBringsADeputysHour()
{
    const auto maker = m_place->maker.signer({session::decisionMakerRole, session::administratorRole});
    const auto deputy = m_place->stranger.signer({u"witness"_s});
    QVERIFY(
        !list({maker, deputy}, {{session::decisionMakerRole, 1}}, {{maker.fingerprint, deputy.fingerprint}}).isEmpty());
    const auto bound = m_place->binding();
    auto stated = m_place->statement(bound);
    stated.targetAt = m_place->now.addSecs(-domain::deputyAfterS - 60);
    QVERIFY(m_place->record(*m_place->log, stated, m_place->envelopeOf(stated, m_place->stranger), bound.bytes));
    QCOMPARE(factsNow(m_place->now).quorumGiven(), 1);
    QCOMPARE(factsNow(m_place->now.addSecs(-61)).quorumGiven(), 0);
}

void FactsVerifierTest::aLedgerThatCannotBeWrittenSaysSo()
{
    QVERIFY(m_place->decide());
    ledger::OpenOptions options;
    options.mode = ledger::OpenOptions::Mode::ReadOnly;
    options.stateFolder = m_place->user.filePath(u"state"_s);
    const auto reader = ledger::Ledger::open(m_place->log->path(), options);
    QVERIFY(reader);
    QCOMPARE(m_place->codes(reader->get()), u"ledger_unwritable"_s);
    session::Mirror mirror;
    const auto look = session::lookAt(input(), **reader, mirror);
    for (const auto &refusals : look.stageRefusals)
        QVERIFY(refusals.contains(domain::Refusal{domain::RefusalCode::LedgerUnwritable, {u"read_only"_s}}));

    // Another console that keeps the lock: only the call that acts asks so far.
    QVERIFY(m_place->codes().isEmpty());
    options.mode = ledger::OpenOptions::Mode::Existing;
    options.lockTimeoutMs = 50;
    const auto writer = ledger::Ledger::open(m_place->log->path(), options);
    auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"locks"_s);
    database.setDatabaseName(m_place->log->path());
    QVERIFY(database.open());
    QVERIFY(QSqlQuery(database).exec(u"BEGIN IMMEDIATE"_s));
    QCOMPARE(m_place->codes(writer->get()), u"ledger_unwritable"_s);
    database.close();
    QCOMPARE(m_place->codes(writer->get()), QString());
    database = {};
    QSqlDatabase::removeDatabase(u"locks"_s);
}

void FactsVerifierTest::aFreezeHoldsCommitAndArtefacts()
{
    QVERIFY(m_place->decide());
    auto profile = m_place->demo.json(u"cutover.json"_s);
    profile[u"artifacts"_s] = QJsonObject{{u"image"_s, QString(64, u'a')}};
    QVERIFY(factsNow().deployment().artifacts.isEmpty());
    QVERIFY(m_place->demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    QCOMPARE(factsNow().deployment().artifacts, (QMap<QString, QString>{{u"image"_s, QString(64, u'a')}}));
    const QString commit(40, u'c');
    QVERIFY(m_place->demo.write(u".git/HEAD"_s, commit.toUtf8() + '\n'));
    QCOMPARE(factsNow().deployment().commit, commit);

    const domain::Confirmed freeze{u"freeze"_s, {}, true, {}, factsNow().deployment()};
    QVERIFY(
        m_place->log->append(rollout::kind::confirmation, ledger::Actor::ofThisProcess(), rollout::payloadOf(freeze)));
    const session::Press press{10, {}, -1};
    QVERIFY(!refusedWith(press, input()).contains(u"freeze_broken"_s));
    QVERIFY(m_place->demo.write(u".git/HEAD"_s, QByteArray(40, 'd') + '\n'));
    QVERIFY(refusedWith(press, input()).contains(u"freeze_broken"_s));
    QVERIFY(m_place->demo.write(u".git/HEAD"_s, commit.toUtf8() + '\n'));
    QVERIFY(!refusedWith(press, input()).contains(u"freeze_broken"_s));
    profile[u"artifacts"_s] = QJsonObject{{u"image"_s, QString(64, u'b')}};
    QVERIFY(m_place->demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    QVERIFY(refusedWith(press, input()).contains(u"freeze_broken"_s));
}

void FactsVerifierTest::anotherDecisionsCommandIsRefused()
{
    QVERIFY(m_place->decide());
    const auto records = session::foldRecords(m_place->log->entries().value());
    QVERIFY(!refusedWith({10, records.lastGo->id, -1}, input()).contains(u"decision_void"_s));
    const auto names = refusedWith({10, u"0123"_s, -1}, input());
    QVERIFY(names.contains(u"decision_void"_s));
}

void FactsVerifierTest::whatIsDecidedBehindTheIntentCounts()
{
    QVERIFY(m_place->decide());
    const auto intent =
        m_place->log->append(rollout::kind::promotionIntent, ledger::Actor::ofThisProcess(), {{u"percent"_s, 10}});
    QVERIFY(intent);
    QVERIFY(refusedWith({10, {}, -1}, input()).contains(u"promotion_in_flight"_s));
    QVERIFY(!refusedWith({10, {}, intent->index}, input()).contains(u"promotion_in_flight"_s));
    // By another console, between this one's intent and its command.
    const auto other = SignedWorkspace::openLedger(m_place->log->path(), m_place->user.filePath(u"state"_s));
    QVERIFY(other && other->append(rollout::kind::abortIntent, ledger::Actor::ofThisProcess(), {}));
    QVERIFY(refusedWith({10, {}, intent->index}, input()).contains(u"aborted"_s));
}

void FactsVerifierTest::theEvidenceIsReadAtThePress()
{
    QVERIFY(m_place->decide());
    const session::Press press{10, {}, -1};
    auto before = input();
    before.live.evidenceReadable = true;
    before.live.evidenceAt = m_place->now;
    QVERIFY(!refusedWith(press, before).contains(u"blind"_s));
    QVERIFY(m_place->demo.write(session::evidencePath.toString(), "{"));
    QVERIFY(refusedWith(press, before).contains(u"blind"_s)); // whatever was known a moment ago
}

void FactsVerifierTest::aServersEvidenceIsAskedForAtThePress()
{
    auto profile = m_place->demo.json(u"cutover.json"_s);
    profile[u"metrics"_s] =
        QJsonObject{{u"prometheus"_s, QJsonObject{{u"url"_s, u"http://127.0.0.1:1"_s},
                                                  {u"queries"_s, QJsonObject{{u"burst"_s, u"b"_s}}}}}};
    QVERIFY(m_place->demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    QVERIFY(m_place->decide());
    const session::Press press{10, {}, -1};
    auto before = input();
    before.live.evidenceReadable = true; // the file is there and good, and the last round was
    before.live.evidenceAt = m_place->now;
    QVERIFY(refusedWith(press, before).contains(u"blind"_s));

    auto asked = before;
    asked.asked.reading.emplace();
    asked.asked.reading->evidence = domain::Evidence{};
    asked.asked.reading->newestAt = m_place->now;
    asked.asked.until = QDeadlineTimer(session::AskedEvidence::holds);
    QVERIFY(!refusedWith(press, asked).contains(u"blind"_s));
    QVERIFY(!refusedWith(press, asked).contains(u"profile_changed"_s));

    asked.asked.until = QDeadlineTimer(0); // judged later than it holds
    QVERIFY(refusedWith(press, asked).contains(u"blind"_s));
    asked.asked.until = QDeadlineTimer(session::AskedEvidence::holds);
    asked.asked.reading->newestAt = m_place->now.addSecs(-3600); // the server answers, for windows of the past
    QVERIFY(refusedWith(press, asked).contains(u"blind"_s));
    asked.asked.reading->evidence =
        tl::unexpected(metrics::EvidenceError{metrics::EvidenceError::Code::Unreachable, u"timed_out"_s});
    QVERIFY(refusedWith(press, asked).contains(u"blind"_s));
}

void FactsVerifierTest::aLookReadsAnUnchangedFileOnce()
{
    QVERIFY(m_place->decide());
    auto later = input();
    later.now = QDateTime::currentDateTimeUtc().addSecs(60); // the files' times are settled by then
    session::Mirror mirror;
    auto look = session::lookAt(later, *m_place->log, mirror);
    const auto once = mirror.digests.readings();
    QVERIFY(once > 10);
    for (int i = 0; i < 10; ++i)
        look = session::lookAt(later, *m_place->log, mirror);
    QCOMPARE(mirror.digests.readings(), once);
    const domain::Refusal changed{domain::RefusalCode::ScriptChanged, {u"pipeline/release/canary_step.sh"_s}};
    QVERIFY(!look.stageRefusals.first().contains(changed));

    const auto &script = changed.data.first();
    const auto bytes = m_place->demo.read(script);
    QVERIFY(m_place->demo.write(script, QByteArray(bytes).replace('e', 'E')));
    look = session::lookAt(later, *m_place->log, mirror);
    QCOMPARE(mirror.digests.readings(), once + 1);
    QVERIFY(look.stageRefusals.first().contains(changed));
}

void FactsVerifierTest::noGoIsTheOnlyDecisionInTheMidst()
{
    QVERIFY(m_place->decide());
    const auto codes = [this](domain::DecisionKind kind, bool holds = true, const QString &goVersion = {}) {
        session::ComposeInput compose{m_place->demo.path(),
                                      m_place->trustFile(),
                                      {kind, m_place->maker.key.fingerprint(), u"A reason long enough"_s, {}},
                                      {},
                                      {},
                                      m_place->now,
                                      m_place->maker.certificate,
                                      false};
        compose.decisionHolds = holds;
        const auto profile = session::readWorkspaceProfile(m_place->demo.path())->profile;
        const auto records = session::foldRecords(m_place->log->entries().value());
        const auto signers = session::readTrustedSigners(m_place->demo.path(), records, *m_place->log,
                                                         session::TrustStore(m_place->trustFile()));
        auto before = session::statementOf(records.lastGo, *m_place->log);
        if (before && !goVersion.isEmpty())
            before->version = goVersion;
        QStringList names;
        for (const auto &refusal :
             session::signingRefusals(compose, *m_place->log, records, signers, profile, records.rows, before))
            if (refusal.code != domain::RefusalCode::RowNotGo && refusal.code != domain::RefusalCode::BaselinesMissing)
                names.append(domain::refusalName(refusal));
        return names.join(u' ');
    };
    const auto happens = [this](QStringView kind, const QJsonObject &payload) {
        return m_place->log->append(kind, ledger::Actor::ofThisProcess(), payload).has_value();
    };
    const auto go = domain::DecisionKind::Go;
    QCOMPARE(codes(go), QString());
    QVERIFY(happens(rollout::kind::promotionIntent, {{u"percent"_s, 10}}));
    QCOMPARE(codes(go), u"promotion_in_flight"_s);
    QVERIFY(happens(rollout::kind::promotionOutcome, {{u"percent"_s, 10}, {u"result"_s, u"unknown"_s}}));
    QCOMPARE(codes(go), u"outcome_unknown"_s);
    QVERIFY(happens(rollout::kind::promotionOutcome, {{u"percent"_s, 10}, {u"result"_s, u"failed"_s}}));
    QCOMPARE(codes(go), u"already_promoted"_s); // a promotion was tried; whatever it did is not undone
    QCOMPARE(codes(go, false), QString());      // after a lapse, a void or a NO-GO it is continued
    QCOMPARE(codes(go, false, u"another"_s), u"other_version"_s);
    QVERIFY(happens(rollout::kind::confirmation,
                    {{u"what"_s, u"freeze"_s}, {u"go"_s, true}, {u"commit"_s, QString(40, u'c')}}));
    QCOMPARE(codes(go, false), u"freeze_broken"_s); // it would open nothing
    QVERIFY(happens(rollout::kind::abortIntent, {}));
    QCOMPARE(codes(go), u"aborted"_s);
    QVERIFY(codes(domain::DecisionKind::NoGo).isEmpty());
    QVERIFY(happens(rollout::kind::abortOutcome, {{u"read_back"_s, true}}));
    QCOMPARE(codes(go), QString());
}

QTEST_GUILESS_MAIN(FactsVerifierTest)

#include "tst_factsverifier.moc"
