// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A forged decision never opens the gate: each forgery of the issue, each alone, through the gate that acts.
#include "session/signedworkspace.h"

#include <QCoreApplication>
#include <QTest>

using namespace cutover;
using namespace cutover::session::test;

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
    void anUnpinnedListIsNotTrusted();
    void anEditedListIsNotTrusted();
    void aListOfAStrangersIsNotTrusted();
    void anEnvelopeThatIsNotInTheLedgerIsNone();
    void aStatementOfAnotherLedgerIsForeign();
    void aStatementFromTheFutureOfTheLedgerIsForeign();
    void aCopyWithAnotherLedgerKnowsNoDecision();
    void anEntryWithOtherStagesIsNotTheDecision();
    void aLapsedDecisionIsExpired();

private:
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
    const auto list =
        m_place->signersFile({m_place->maker.signer({session::decisionMakerRole, session::administratorRole}),
                              m_place->stranger.signer({session::administratorRole})},
                             m_place->maker);
    QVERIFY(m_place->demo.write(session::signersFilePath.toString(), list));
    QVERIFY(m_place->pin(*m_place->log, list));
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
    const auto judgement = session::judgeEnvelope(envelope, list->list, m_place->now);
    QCOMPARE(judgement.valid, QStringList{m_place->maker.key.fingerprint()});
    const auto late = session::judgeEnvelope(envelope, list->list, m_place->now.addDays(31));
    QVERIFY(late.valid.isEmpty()); // the certificate had lapsed
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
    const auto records = session::foldRecords(m_place->log->entries().value());
    const auto facts =
        session::FactsVerifier::verifyNow({m_place->demo.path(), m_place->trustFile(), false}, *m_place->log, records);
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

QTEST_GUILESS_MAIN(FactsVerifierTest)

#include "tst_factsverifier.moc"
