// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A decision signed by two while a real time stamp authority answers, is gone, and hangs: the decision counts each
// time, and says which of its times somebody attests.
#include "demo/demoworkspace.h"
#include "session/verbs.h"
#include "web/timestampserver.h"

#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"
#include "session/fileverifier.h"
#include "session/signerstrust.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using session::Result;
using session::Session;
using session::Signed;
using namespace session::test;

namespace {

constexpr QLatin1String security{"security"};

} // namespace

class TimestampedTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void anAuthorityAttestsTheFirst();
    void withoutItTheSecondCountsAsWell();
    void aHangingOneCostsSeconds();
    void theLedgerSaysWhichIs();

private:
    [[nodiscard]] session::FileFinding judged(const QString &suffix) const
    {
        const auto list = m_demo.path(session::signersFilePath.toString());
        const auto file = m_demo.path(u"var/cutover/decisions/%1.%2"_s.arg(m_id, suffix));
        return session::FileVerifier({{list}, {}, {}, {}, {m_root}}).verify(file);
    }
    /// «attested» or «claimed» of each signature.
    [[nodiscard]] QStringList times(const session::FileFinding &finding) const
    {
        QStringList words;
        for (const auto &signature : finding.signatures)
            words.append(signature.attested ? u"attested"_s : u"claimed"_s);
        return words;
    }

    tests::TimestampServer m_server;
    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    std::unique_ptr<Session> m_session;
    QString m_maker;
    QString m_second;
    QString m_root; // path
    QString m_id;
    QByteArray m_sha256;
};

void TimestampedTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    auto profile = QJsonDocument::fromJson(m_demo.read(u"cutover.json"_s)).object();
    profile[u"timestamp"_s] = QJsonObject{{u"url"_s, m_server.url()}};
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    QVERIFY(m_demo.write(u"timeroot.pem"_s, m_server.authority().root().pem()));
    m_root = m_demo.path(u"timeroot.pem"_s);
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    m_session = std::make_unique<Session>(m_demo.path(), wordedPorts(&m_store));
    QSignalSpy spy(m_session.get(), &Session::opened);
    m_session->open();
    QVERIFY(spy.wait(patienceMs));
    m_maker = enrol(*m_session);
    m_second = enrol(*m_session, u"Demo security"_s);
    QVERIFY(!m_maker.isEmpty() && !m_second.isEmpty());
    const QStringList keys{m_maker, m_second + u"="_s + security};
    const auto founded = answer<session::SignersView>([&](auto done) {
        m_session->foundSigners({keys, {}, {{session::decisionMakerRole, 1}, {security, 1}}, {}, {}, {}}, passphrase(),
                                m_session.get(), done);
    });
    QVERIFY2(founded, founded ? "" : qPrintable(founded.error().name));
    QCOMPARE(makeAllGo(*m_session), QString());
}

void TimestampedTest::anAuthorityAttestsTheFirst()
{
    const auto done =
        signNow(*m_session, {domain::DecisionKind::Go, m_maker, u"All criteria are Go in the demo."_s, {}});
    QVERIFY2(done, done ? "" : qPrintable(done.error().name));
    QCOMPARE(done->timestamp, u"given"_s);
    QCOMPARE(m_server.requests(), 2);
    m_id = done->id;
    m_sha256 = done->statementSha256;
    for (const auto &suffix : {u"pdf"_s, u"dsse.json"_s}) {
        const auto finding = judged(suffix);
        QCOMPARE(times(finding), QStringList{u"attested"_s});
        QVERIFY(finding.signatures.first().intact);
        QVERIFY(qAbs(finding.signatures.first().signedAt.secsTo(QDateTime::currentDateTimeUtc())) < 300);
    }
}

void TimestampedTest::withoutItTheSecondCountsAsWell()
{
    m_server.close();
    const auto done = answer<Signed>([&](auto then) {
        m_session->countersign({m_id, m_second, u"Keys and policies were reviewed."_s, {}, security}, m_sha256,
                               passphrase(), m_session.get(), std::move(then));
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().name));
    QCOMPARE(done->timestamp, u"unreachable"_s);
    QVERIFY(done->waitingFor.isEmpty());
    for (const auto &suffix : {u"pdf"_s, u"dsse.json"_s}) {
        const auto finding = judged(suffix);
        QVERIFY2(finding.valid, qPrintable(finding.problems.value(0).code));
        QCOMPARE(times(finding), (QStringList{u"attested"_s, u"claimed"_s}));
    }
    QVERIFY(
        QTest::qWaitFor([&] { return m_session->view().decision && m_session->view().decision->valid; }, patienceMs));
}

void TimestampedTest::aHangingOneCostsSeconds()
{
    m_server.hang();
    m_server.listen();
    QElapsedTimer waited;
    waited.start();
    const auto done = signNow(*m_session, {domain::DecisionKind::NoGo, m_maker, u"Postponed by the test."_s, {}});
    QVERIFY2(done, done ? "" : qPrintable(done.error().name));
    QCOMPARE(done->timestamp, u"timed_out"_s);
    QVERIFY2(waited.elapsed() < 30'000, qPrintable(QString::number(waited.elapsed())));
    m_id = done->id;
    QVERIFY(judged(u"pdf"_s).valid);
    QCOMPARE(times(judged(u"dsse.json"_s)), QStringList{u"claimed"_s});
}

void TimestampedTest::theLedgerSaysWhichIs()
{
    ledger::OpenOptions options;
    options.mode = ledger::OpenOptions::Mode::Inspect;
    const auto log = ledger::Ledger::open(m_demo.path(u"var/cutover/ledger.sqlite"_s), options);
    const auto entries = (*log)->entries();
    QStringList said;
    for (const auto &entry : *entries)
        if (entry.kind == rollout::kind::decision || entry.kind == rollout::kind::countersignature)
            said.append(entry.payload[u"timestamp"_s].toString());
    QCOMPARE(said, (QStringList{u"given"_s, u"unreachable"_s, u"timed_out"_s}));
}

QTEST_MAIN(TimestampedTest)
#include "tst_timestamped.moc"
