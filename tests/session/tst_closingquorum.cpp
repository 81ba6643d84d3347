// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A closing that two people sign, by real keys, after a GO by both that was rolled back: nothing is closed before both.
#include "pdf/samples.h"
#include "session/twosigners.h"

#include "session/decisionrecords.h"
#include "session/fileverifier.h"

#include <QGuiApplication>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::ClosingOutcome;
using domain::DecisionKind;
using namespace session::test;
namespace kind = rollout::kind;

class ClosingQuorumTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aGoByTwoIsRolledBack();
    void aClosingWaitsForItsQuorum();
    void whoMayNotComplete_data();
    void whoMayNotComplete();
    void whatChangedMeanwhileIsNotClosed();
    void theQuorumClosesIt();
    void aStrangerFindsBoth();
    void itIsSignedOnce();

private:
    [[nodiscard]] session::Result<session::Signed> countersign(const QString &key, const QByteArray &sha256)
    {
        return answer<session::Signed>([&](auto then) {
            m_session->countersign({m_world.id, key, u"Abort and recovery were reviewed."_s, {}, TwoSigners::security},
                                   sha256, passphrase(), m_session.get(), std::move(then));
        });
    }
    [[nodiscard]] QStringList codesOf(const QString &file, const session::VerifyTrust &trust) const
    {
        QStringList codes;
        const auto finding = session::FileVerifier(trust).verify(file);
        for (const auto &problem : finding.problems)
            codes.append(problem.code);
        return codes;
    }

    TwoSigners m_world;
    Watchers m_watchers;
    QTemporaryDir m_copies;
    std::unique_ptr<session::Session> m_session;
    QString m_go;
};

void ClosingQuorumTest::initTestCase()
{
    QCOMPARE(m_world.layOut(), QString());
    m_session = m_world.open(m_watchers.startedBy(wordedPorts(&m_world.store)));
    QVERIFY(m_session);
}

void ClosingQuorumTest::aGoByTwoIsRolledBack()
{
    const auto first = m_world.sign(*m_session);
    QVERIFY2(first, first ? "" : qPrintable(first.error().name));
    m_go = first->id;
    const auto second = m_world.countersign(*m_session);
    QVERIFY2(second && second->waitingFor.isEmpty(), second ? "" : qPrintable(second.error().name));
    QCOMPARE(confirmAll(*m_session), QString());
    QCOMPARE(promoteAndRollBack(*m_session), QString());
}

void ClosingQuorumTest::aClosingWaitsForItsQuorum()
{
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().closingRows.size() == 2; }, patienceMs));
    const auto done = signNow(*m_session, {DecisionKind::Closing,
                                           m_world.maker,
                                           u"Rolled back and recovered."_s,
                                           {},
                                           {ClosingOutcome::RolledBack, {}, {}}});
    QVERIFY2(done, done ? "" : qPrintable(done.error().name));
    m_world.id = done->id;
    m_world.sha256 = done->statementSha256;
    QCOMPARE(done->quorumGiven, 1);
    QCOMPARE(done->quorumNeeded, 2);
    QCOMPARE(done->waitingFor, QStringList{QString(TwoSigners::security)});
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().rollout.pendingClosing.has_value(); }, patienceMs));
    QVERIFY(!m_session->view().rollout.closing);
    QCOMPARE(m_session->view().phase, domain::Phase::Aborted);
    QCOMPARE(codesOf(m_world.exported(u"pdf"_s), {{m_world.list()}, {}, {}}), QStringList{u"quorum_missing"_s});
    const auto records = answer<session::DecisionRecords>(
        [&](auto answered) { m_session->decisionRecords(m_go, m_session.get(), answered); });
    QVERIFY2(records && !records->closing, "it counts from its quorum");
    for (const auto &suffix : {u"pdf"_s, u"dsse.json"_s})
        QVERIFY(QFile::copy(m_world.exported(suffix), m_copies.filePath(u"one."_s + suffix)));
}

void ClosingQuorumTest::whoMayNotComplete_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("isOther"); // than what was shown
    QTest::addColumn<QString>("code");
    QTest::newRow("the same key") << m_world.maker << false << u"already_signed"_s;
    QTest::newRow("a stranger") << enrol(*m_session) << false << u"signer_unauthorised"_s;
    QTest::newRow("of another statement") << m_world.second << true << u"statement_changed"_s;
}

void ClosingQuorumTest::whoMayNotComplete()
{
    QFETCH(QString, key);
    QFETCH(bool, isOther);
    QFETCH(QString, code);
    const auto refused = countersign(key, isOther ? QByteArray(32, '\0') : m_world.sha256);
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, code);
    QCOMPARE(m_world.entries(kind::countersignature).size(), 1); // the GO's
}

/// Another value than the abort's is the foreign hand that a closing must not hide.
void ClosingQuorumTest::whatChangedMeanwhileIsNotClosed()
{
    const auto stage = u"var/rollout/desired_stage.txt"_s;
    const auto aborted = m_world.demo.read(stage);
    QVERIFY(m_world.demo.write(stage, "25\n"));
    const auto refused = countersign(m_world.second, m_world.sha256);
    QVERIFY(m_world.demo.write(stage, aborted));
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, u"row_not_go"_s);
    QCOMPARE(m_world.entries(kind::countersignature).size(), 1);
}

void ClosingQuorumTest::theQuorumClosesIt()
{
    std::optional<session::Result<session::Signed>> done;
    // What a watcher or this console made of the foreign value may still be entered.
    QVERIFY(QTest::qWaitFor(
        [&] {
            done = countersign(m_world.second, m_world.sha256);
            return done->has_value();
        },
        patienceMs));
    QVERIFY((*done)->waitingFor.isEmpty() && (*done)->quorumGiven == 2);
    QVERIFY(QTest::qWaitFor([this] { return m_session->view().phase == domain::Phase::Closed; }, patienceMs));
    const auto &rollout = m_session->view().rollout;
    QVERIFY(!rollout.anomaly && !rollout.pendingClosing);
    QCOMPARE(rollout.closing->decisionId, m_world.id);
    QCOMPARE(m_world.entries(kind::closing).size(), 1);
    const auto entry = m_world.entries(kind::countersignature).last().payload;
    QVERIFY(entry[u"completes"_s].toBool());
    QCOMPARE(entry[u"meaning"_s].toString(), u"I close this cutover as security"_s);
    const auto records = answer<session::DecisionRecords>(
        [&](auto answered) { m_session->decisionRecords(m_go, m_session.get(), answered); });
    QVERIFY2(records, records ? "" : qPrintable(records.error().name));
    QVERIFY(records->closing);
    QCOMPARE(records->closing->signers.size(), 2);
    QCOMPARE(records->closing->signers.last().role, QString(TwoSigners::security));
}

void ClosingQuorumTest::aStrangerFindsBoth()
{
    for (const auto &suffix : {u"pdf"_s, u"dsse.json"_s}) {
        QCOMPARE(codesOf(m_world.exported(suffix), {{m_world.list()}, {}, {}}), QStringList());
        const auto finding = session::FileVerifier({{m_world.list()}, {}, {}}).verify(m_world.exported(suffix));
        QVERIFY(finding.valid && finding.signatures.size() == 2);
        QVERIFY(codesOf(m_copies.filePath(u"one."_s + suffix), {{}, m_world.demo.path(), {}})
                    .contains(u"earlier_revision"_s));
    }
    const auto words = tests::run(u"pdfsig"_s, {m_world.exported(u"pdf"_s)});
    QCOMPARE(words.count(u"Signature is Valid."_s), 2);
}

void ClosingQuorumTest::itIsSignedOnce()
{
    const auto again = countersign(m_world.second, m_world.sha256);
    QVERIFY(!again);
    QCOMPARE(again.error().name, u"quorum_complete"_s);
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv); // the report needs fonts
    ClosingQuorumTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_closingquorum.moc"
