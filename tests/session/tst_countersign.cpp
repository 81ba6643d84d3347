// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Three signers of one decision, by real keys of the real keychain, on a real ledger: who may sign, who may not, two
// consoles at once, and what a stranger finds of the result.
#include "pdf/samples.h"

#include "demo/demoworkspace.h"
#include "session/verbs.h"

#include "keychain/osstore.h"
#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"
#include "session/decisionrecords.h"
#include "session/fileverifier.h"
#include "session/session.h"
#include "session/signerstrust.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using session::Countersigning;
using session::CountersignRequest;
using session::Result;
using session::Session;
using session::Signed;
using namespace session::test;
namespace kind = rollout::kind;

namespace {

constexpr QLatin1String security{"security"};

QString enrolAs(Session &session, const QString &name)
{
    const auto key = answer<QString>([&](auto done) {
        session.keys()
            .enrol(name, {}, passphrase(), &session)
            ->onFinished(&session,
                         [done](tl::expected<keychain::SigningKey, keychain::KeychainError> enrolled) {
                             if (enrolled)
                                 done(enrolled->fingerprint);
                         })
            ->start();
    });
    return key.value_or(QString());
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString nameOf(const session::Failure &failure)
{
    return failure.refusals.isEmpty() ? failure.name : codes(failure.refusals);
}

} // namespace

class CountersignTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aGoWaitsForItsQuorum();
    void whatTheFirstSignerSawIsShown();
    void whoMayNotSign_data();
    void whoMayNotSign();
    void anotherSeatThanShownIsNotSigned_data();
    void anotherSeatThanShownIsNotSigned();
    void whatChangedMeanwhileIsNotSigned();
    void oneOfTwoConsolesWins();
    void theQuorumIsThere();
    void aStrangerFindsThreeSignatures();
    void olderAndForkedCopiesAreRecognised();
    void aNoGoSupersedes();
    void aDeputySignsInItsHour();
    void whatTheStoreChangedIsNotSigned();

private:
    std::unique_ptr<Session> openSession(qint64 laterS = 0);
    Result<Signed> signGo(Session &session) const;
    Result<Countersigning> review(Session &session, const QString &key, const QString &id = {}) const;
    Result<Signed> countersign(Session &session, const QString &key, const QByteArray &pass = {}) const;
    [[nodiscard]] CountersignRequest request(const QString &key, const QString &id = {}) const;
    [[nodiscard]] qsizetype signatureCount() const;
    [[nodiscard]] QString exported(const QString &suffix) const;

    DemoWorkspace m_demo;
    QTemporaryDir m_copies;
    keychain::OsStore m_store;
    std::unique_ptr<Session> m_session;
    QString m_maker;
    QString m_security;
    QString m_other;
    QString m_deputy;
    QString m_stranger;
    QString m_id;
    QByteArray m_sha256;
};

std::unique_ptr<Session> CountersignTest::openSession(qint64 laterS)
{
    auto ports = wordedPorts(&m_store);
    if (laterS)
        ports.now = [laterS] { return QDateTime::currentDateTimeUtc().addSecs(laterS); };
    auto opened = std::make_unique<Session>(m_demo.path(), ports);
    QSignalSpy spy(opened.get(), &Session::opened);
    opened->open();
    return spy.wait(patienceMs) ? std::move(opened) : nullptr;
}

Result<Signed> CountersignTest::signGo(Session &session) const
{
    return signNow(session, {domain::DecisionKind::Go, m_maker, u"All criteria are Go in the demo."_s, {}});
}

CountersignRequest CountersignTest::request(const QString &key, const QString &id) const
{
    return {id.isEmpty() ? m_id : id, key, u"Keys and policies were reviewed."_s, u"I approve for security"_s,
            security};
}

Result<Countersigning> CountersignTest::review(Session &session, const QString &key, const QString &id) const
{
    return answer<Countersigning>(
        [&](auto done) { session.reviewDecision(request(key, id), &session, std::move(done)); });
}

Result<Signed> CountersignTest::countersign(Session &session, const QString &key, const QByteArray &pass) const
{
    return answer<Signed>([&](auto done) {
        session.countersign(request(key), m_sha256, pass.isEmpty() ? passphrase() : passphrase(pass), &session,
                            std::move(done));
    });
}

qsizetype CountersignTest::signatureCount() const
{
    ledger::OpenOptions options;
    options.mode = ledger::OpenOptions::Mode::Inspect;
    const auto log = ledger::Ledger::open(m_demo.path(u"var/cutover/ledger.sqlite"_s), options);
    const auto entries = (*log)->entries();
    return std::ranges::count(*entries, kind::countersignature, &ledger::Entry::kind);
}

QString CountersignTest::exported(const QString &suffix) const
{
    return m_demo.path(u"var/cutover/decisions/%1.%2"_s.arg(m_id, suffix));
}

void CountersignTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    m_session = openSession();
    QVERIFY(m_session);
    for (const auto &[key, name] : {std::pair{&m_maker, u"Demo release manager"_s},
                                    {&m_security, u"Demo security"_s},
                                    {&m_other, u"Demo auditor"_s},
                                    {&m_deputy, u"Demo deputy"_s},
                                    {&m_stranger, u"Demo stranger"_s}}) {
        *key = enrolAs(*m_session, name);
        QVERIFY(!key->isEmpty());
    }
    const QStringList keys{m_maker, m_security + u"="_s + security, m_other + u"="_s + security,
                           m_deputy + u"=witness"_s};
    const auto founded = answer<session::SignersView>([&](auto done) {
        m_session->foundSigners(
            {keys, {}, {{session::decisionMakerRole, 1}, {security, 2}}, {{m_security, m_deputy}}, {}, {}},
            passphrase(), m_session.get(), done);
    });
    QVERIFY2(founded, founded ? "" : qPrintable(founded.error().name));
    QCOMPARE(makeAllGo(*m_session), QString());
}

void CountersignTest::aGoWaitsForItsQuorum()
{
    const auto done = signGo(*m_session);
    QVERIFY2(done, done ? "" : qPrintable(nameOf(done.error())));
    m_id = done->id;
    m_sha256 = done->statementSha256;
    QCOMPARE(done->quorumGiven, 1);
    QCOMPARE(done->quorumNeeded, 3);
    QCOMPARE(done->waitingFor, QStringList{security});
    QVERIFY(QTest::qWaitFor([&] { return m_session->view().decision.has_value(); }, patienceMs));
    const auto &view = m_session->view();
    QVERIFY(!view.decision->valid && view.pending.size() == 1);
    QCOMPARE(view.decision->refusals.first().code, domain::RefusalCode::QuorumMissing);
    QCOMPARE(view.decision->awaited.first().signers.size(), 3); // two of the role, one deputy
    QCOMPARE(view.rollout.attempt, 0);
    QCOMPARE(view.phase, domain::Phase::Decision);
    const auto promoted = promoteNow(*m_session, 10);
    QVERIFY(promoted && !promoted->done);
    QCOMPARE(promoted->refusals.first().code, domain::RefusalCode::QuorumMissing);
    const auto records = answer<session::DecisionRecords>(
        [&](auto answered) { m_session->decisionRecords(m_id, m_session.get(), answered); });
    QVERIFY(!records);
    QCOMPARE(records.error().name, u"quorum_missing"_s);
}

void CountersignTest::whatTheFirstSignerSawIsShown()
{
    const auto reviewed = review(*m_session, m_security);
    QVERIFY2(reviewed, reviewed ? "" : qPrintable(nameOf(reviewed.error())));
    QVERIFY2(reviewed->isSignable(), qPrintable(codes(reviewed->draft.refusals)));
    QCOMPARE(reviewed->draft.sha256, m_sha256);
    QCOMPARE(reviewed->draft.statement.reason, u"All criteria are Go in the demo."_s);
    QCOMPARE(reviewed->signers.size(), 1);
    QCOMPARE(reviewed->signers.first().name, u"Demo release manager"_s);
    QCOMPARE(reviewed->signers.first().meaning, domain::defaultMeaning(domain::DecisionKind::Go));
    QCOMPARE(reviewed->seat.role, QString(security));
    QCOMPARE(reviewed->quorumGiven, 1);
}

void CountersignTest::whoMayNotSign_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("code");
    QTest::newRow("the same key") << m_maker << u"already_signed"_s;
    QTest::newRow("a stranger") << m_stranger << u"signer_unauthorised"_s;
    QTest::newRow("a deputy before its hour") << m_deputy << u"deputy_too_early"_s;
}

void CountersignTest::whoMayNotSign()
{
    QFETCH(QString, key);
    QFETCH(QString, code);
    const auto reviewed = review(*m_session, key);
    QVERIFY(reviewed && !reviewed->isSignable() && reviewed->draft.isSignable());
    QCOMPARE(reviewed->objection->name, code);
    const auto refused = countersign(*m_session, key);
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, code);
    QCOMPARE(signatureCount(), 0);
}

void CountersignTest::anotherSeatThanShownIsNotSigned_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("principal");
    QTest::newRow("nothing was shown") << QString() << QString();
    QTest::newRow("another role") << QString(session::decisionMakerRole) << QString();
    QTest::newRow("as somebody's deputy") << QString(security) << u"Demo auditor"_s;
}

void CountersignTest::anotherSeatThanShownIsNotSigned()
{
    QFETCH(QString, role);
    QFETCH(QString, principal);
    auto asked = request(m_security);
    asked.role = role;
    asked.principal = principal;
    const auto refused = answer<Signed>(
        [&](auto done) { m_session->countersign(asked, m_sha256, passphrase(), m_session.get(), std::move(done)); });
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, u"statement_changed"_s);
    QCOMPARE(refused.error().data, (QStringList{security, QString()}));
    QCOMPARE(signatureCount(), 0);
}

void CountersignTest::whatChangedMeanwhileIsNotSigned()
{
    const auto before = bytesOf(exported(u"pdf"_s));
    const auto script = u"pipeline/release/canary_step.sh"_s;
    const auto bytes = m_demo.read(script);
    QVERIFY(m_demo.write(script, bytes + "# another one\n"));
    auto refused = countersign(*m_session, m_security);
    QVERIFY(!refused);
    QVERIFY2(nameOf(refused.error()).contains(u"script_changed"_s), qPrintable(nameOf(refused.error())));
    QVERIFY(m_demo.write(script, bytes));

    refused = review(*m_session, m_security, QString(32, u'0')).map([](const auto &) { return Signed{}; });
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, u"no_decision"_s);
    const auto seen = std::exchange(m_sha256, QByteArray(32, '\0'));
    refused = countersign(*m_session, m_security);
    m_sha256 = seen;
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, u"statement_changed"_s);
    refused = countersign(*m_session, m_security, "another passphrase");
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, u"wrong_passphrase"_s);
    QCOMPARE(signatureCount(), 0);
    QCOMPARE(bytesOf(exported(u"pdf"_s)), before);
}

/// Both review the same revision; one entry is a compare-and-swap on it, the other signs the next.
void CountersignTest::oneOfTwoConsolesWins()
{
    QVERIFY(m_copies.isValid() && QFile::copy(exported(u"pdf"_s), m_copies.filePath(u"one.pdf"_s)));
    QVERIFY(QFile::copy(exported(u"dsse.json"_s), m_copies.filePath(u"one.dsse.json"_s)));
    const auto second = openSession();
    QVERIFY(second);
    std::optional<Result<Signed>> mine;
    std::optional<Result<Signed>> theirs;
    m_session->countersign(request(m_security), m_sha256, passphrase(), m_session.get(),
                           [&](const auto &result) { mine = result; });
    second->countersign(request(m_other), m_sha256, passphrase(), second.get(),
                        [&](const auto &result) { theirs = result; });
    QVERIFY(QTest::qWaitFor([&] { return mine && theirs; }, patienceMs));
    QVERIFY2(mine->has_value() != theirs->has_value(), "one of the two wins");
    const auto &lost = mine->has_value() ? *theirs : *mine;
    QCOMPARE(lost.error().name, u"pdf_forked"_s);
    QCOMPARE(signatureCount(), 1);
    const auto again = mine->has_value() ? countersign(*second, m_other) : countersign(*m_session, m_security);
    QVERIFY2(again, again ? "" : qPrintable(nameOf(again.error())));
    QVERIFY(again->waitingFor.isEmpty() && again->quorumGiven == 3);
    QCOMPARE(signatureCount(), 2);
}

void CountersignTest::theQuorumIsThere()
{
    QVERIFY(QTest::qWaitFor([&] { return m_session->view().rollout.attempt == 1; }, patienceMs));
    const auto &view = m_session->view();
    QVERIFY2(view.decision->valid, qPrintable(codes(view.decision->refusals)));
    QVERIFY(view.pending.isEmpty() && view.decision->signers.size() == 3 && view.decision->quorumGiven == 3);
    QCOMPARE(view.phase, domain::Phase::PreCutover);
    const auto records = answer<session::DecisionRecords>(
        [&](auto answered) { m_session->decisionRecords(m_id, m_session.get(), answered); });
    QVERIFY2(records, records ? "" : qPrintable(records.error().name));
    QCOMPARE(records->signers.size(), 3);
    QCOMPARE(records->signers.at(1).role, QString(security));
    QCOMPARE(records->timeline.attemptId, m_id);
    const auto late = review(*m_session, m_other);
    QVERIFY(!late);
    QCOMPARE(late.error().name, u"quorum_complete"_s);
}

void CountersignTest::aStrangerFindsThreeSignatures()
{
    const session::FileVerifier verifier({{m_demo.path(session::signersFilePath.toString())}, {}, {}},
                                         wordedPorts(nullptr).wording);
    for (const auto &suffix : {u"pdf"_s, u"dsse.json"_s}) {
        const auto finding = verifier.verify(exported(suffix));
        QVERIFY2(finding.valid, qPrintable(finding.problems.value(0).code));
        QCOMPARE(finding.signatures.size(), 3);
    }
    // Alone, the PDF's attached envelope has the first signature only.
    QVERIFY(QFile::copy(exported(u"pdf"_s), m_copies.filePath(u"alone.pdf"_s)));
    QVERIFY(!verifier.verify(m_copies.filePath(u"alone.pdf"_s)).valid);
    const auto words = tests::run(u"pdfsig"_s, {exported(u"pdf"_s)});
    QCOMPARE(words.count(u"Signature is Valid."_s), 3);
    QCOMPARE(words.count(u"  - Total document signed"_s), 1);
    QVERIFY(tests::run(u"qpdf"_s, {u"--check"_s, exported(u"pdf"_s)})
                .contains(u"No syntax or stream encoding errors found"_s));
}

void CountersignTest::olderAndForkedCopiesAreRecognised()
{
    const session::FileVerifier verifier({{}, m_demo.path(), {}});
    const auto codesOf = [&](const QString &file) {
        QStringList names;
        const auto finding = verifier.verify(file);
        for (const auto &problem : finding.problems)
            names.append(problem.code);
        return names;
    };
    QVERIFY2(verifier.verify(exported(u"pdf"_s)).valid, qPrintable(codesOf(exported(u"pdf"_s)).join(u' ')));
    for (const auto &name : {u"one.pdf"_s, u"one.dsse.json"_s})
        QCOMPARE(codesOf(m_copies.filePath(name)), (QStringList{u"earlier_revision"_s, u"quorum_missing"_s}));

    const auto now = QDateTime::currentDateTimeUtc();
    const tests::SigningKey key = [&now] {
        auto own = tests::SigningKey::make(u"Demo auditor"_s);
        own.certificate = *own.key.selfSignedCertificate(u"Demo auditor"_s, {}, now.addDays(-1), now.addDays(30));
        return own;
    }();
    const pdf::ReportSigner signer{u"Demo auditor"_s,
                                   security,
                                   u"I approve"_s,
                                   u"Signed on from the first."_s,
                                   QDateTime::fromSecsSinceEpoch(now.toSecsSinceEpoch(), Qt::UTC),
                                   key.certificate.fingerprint()};
    const auto forked = pdf::signPdf(bytesOf(m_copies.filePath(u"one.pdf"_s)), tests::requestOf(key, signer, {}));
    QVERIFY2(forked, forked ? "" : qPrintable(pdf::codeName(forked.error().code)));
    QFile file(m_copies.filePath(u"forked.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(*forked) == forked->size());
    file.close();
    QCOMPARE(codesOf(file.fileName()).value(0), u"pdf_forked"_s);
}

void CountersignTest::aNoGoSupersedes()
{
    const auto go = signGo(*m_session);
    QVERIFY2(go, go ? "" : qPrintable(nameOf(go.error())));
    m_id = go->id;
    m_sha256 = go->statementSha256;
    // The complete one stays in force beside it.
    QVERIFY(QTest::qWaitFor([&] { return !m_session->view().pending.isEmpty(); }, patienceMs));
    QVERIFY(m_session->view().decision->valid);
    QVERIFY(signNow(*m_session, {domain::DecisionKind::NoGo, m_maker, u"Storm in the region."_s, {}}));
    const auto refused = countersign(*m_session, m_security);
    QVERIFY(!refused);
    QVERIFY2(nameOf(refused.error()).startsWith(u"superseded"_s), qPrintable(nameOf(refused.error())));
    QVERIFY(QTest::qWaitFor([&] { return m_session->view().pending.isEmpty(); }, patienceMs));
}

void CountersignTest::aDeputySignsInItsHour()
{
    const auto go = signGo(*m_session);
    QVERIFY2(go, go ? "" : qPrintable(nameOf(go.error())));
    m_id = go->id;
    m_sha256 = go->statementSha256;
    QVERIFY(countersign(*m_session, m_other));
    const auto later = openSession(20 * 60);
    QVERIFY(later);
    const auto reviewed = review(*later, m_deputy);
    QVERIFY2(reviewed && reviewed->isSignable(),
             qPrintable(reviewed ? codes(reviewed->draft.refusals) : reviewed.error().name));
    QCOMPARE(reviewed->seat.principal, u"Demo security"_s);
    const auto refused = countersign(*later, m_deputy); // as himself, which nobody showed
    QVERIFY(!refused);
    QCOMPARE(refused.error().name, u"statement_changed"_s);
    auto asked = request(m_deputy);
    asked.principal = reviewed->seat.principal;
    asked.meaning.clear();
    const auto done = answer<Signed>(
        [&](auto then) { later->countersign(asked, m_sha256, passphrase(), later.get(), std::move(then)); });
    QVERIFY2(done, done ? "" : qPrintable(nameOf(done.error())));
    QVERIFY(done->waitingFor.isEmpty());
    QVERIFY(QTest::qWaitFor(
        [&] { return later->view().decision && later->view().decision->id == m_id && later->view().pending.isEmpty(); },
        patienceMs));
    QVERIFY2(later->view().decision->valid, qPrintable(codes(later->view().decision->refusals)));
}

/// Last: the ledger does not verify any more.
void CountersignTest::whatTheStoreChangedIsNotSigned()
{
    const auto go = signGo(*m_session);
    QVERIFY2(go, go ? "" : qPrintable(nameOf(go.error())));
    m_id = go->id;
    m_sha256 = go->statementSha256;
    const auto before = signatureCount();
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        database.setDatabaseName(m_demo.path(u"var/cutover/ledger.sqlite"_s));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"DROP TRIGGER blobs_no_update"_s));
        query.prepare(u"UPDATE blobs SET bytes = ? WHERE sha256 = ?"_s);
        query.addBindValue(bytesOf(exported(u"pdf"_s)) + '\n');
        query.addBindValue(crypto::sha256(bytesOf(exported(u"pdf"_s))));
        QVERIFY2(query.exec() && query.numRowsAffected() == 1, qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
    const auto refused = countersign(*m_session, m_security);
    QVERIFY(!refused);
    QVERIFY2(nameOf(refused.error()).startsWith(u"ledger_invalid"_s), qPrintable(nameOf(refused.error())));
    QCOMPARE(signatureCount(), before);
}

QTEST_MAIN(CountersignTest)

#include "tst_countersign.moc"
