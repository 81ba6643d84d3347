// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time stamps over a new signature, from a real authority: in envelope and PDF where it answers, and the documents as
// they were where it does not.
#include "crypto/timestamp.h"
#include "metrics/cannedserver.h"
#include "pdf/pdfverifier.h"
#include "session/attestjob.h"
#include "session/handedfiles.h"
#include "web/timestampserver.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;
using session::Attested;
using session::AttestJob;
using session::FileVerifier;

class AttestJobTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void bothAreStamped();
    void theLastSignatureIsStamped();
    void anEnvelopeAlone();
    void aPolicyIsAskedFor();
    void whatGoesWrongChangesNothing_data();
    void whatGoesWrongChangesNothing();
    void aHangingAuthorityCostsItsTimeAlone();
    void nobodyListens();
    void anAuthorityThatHasEndedAttestsNothing();
    void whomTheUserTrustsAlone();
    void documentsThatAreNone();
    void cancelled_data();
    void cancelled();

private:
    [[nodiscard]] Attested attested(const domain::TimestampService &service, const QByteArray &envelope,
                                    const QByteArray &pdf, std::chrono::milliseconds timeout = std::chrono::seconds(9))
    {
        AttestJob job(service, {envelope, pdf}, QDateTime::currentDateTimeUtc(), AttestJob::Scope::LastSignature);
        job.setTimeout(timeout);
        job.setTrust(m_files.path(u"anchors.json"_s));
        QSignalSpy finished(&job, &AttestJob::finished);
        job.start();
        job.start();
        if (!finished.isEmpty() || !finished.wait(15'000) || finished.wait(20) || finished.size() != 1)
            return {};
        return job.result();
    }
    [[nodiscard]] session::FileFinding judged(const QString &name, const QByteArray &bytes) const
    {
        const auto root = m_files.write(u"timeroot.pem"_s, m_server.authority().root().pem());
        return FileVerifier({{m_list}, {}, m_files.trustFile(), {}, {root}}).verify(m_files.write(name, bytes));
    }

    HandedFiles m_files;
    TimestampServer m_server;
    QByteArray m_envelope;
    QByteArray m_pdf;
    QString m_list;
};

void AttestJobTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_files.path(u"state"_s).toUtf8());
    m_envelope = m_files.decision({&m_files.signer});
    m_pdf = m_files.pdf(m_envelope, {&m_files.signer});
    m_list = m_files.write(u"signers.dsse.json"_s, m_files.signersFile(m_files.list()));
}

void AttestJobTest::bothAreStamped()
{
    const auto before = m_server.requests();
    const auto result = attested({m_server.url(), {}}, m_envelope, m_pdf);
    QCOMPARE(result.cause, QString());
    QCOMPARE(m_server.requests(), before + 2);
    for (const auto &[name, bytes] : {std::pair{u"it.dsse.json"_s, result.envelope}, {u"it.pdf"_s, result.pdf}}) {
        const auto finding = judged(name, bytes);
        QVERIFY2(finding.signatures.size() == 1 && finding.signatures.first().attested, inFull(finding).constData());
        QVERIFY(finding.signatures.first().intact);
    }
    QCOMPARE(formats::parseEnvelope(result.envelope).value(), formats::parseEnvelope(m_envelope).value());
    QCOMPARE(result.pdf.size(), m_pdf.size());
}

void AttestJobTest::theLastSignatureIsStamped()
{
    const auto first = attested({m_server.url(), {}}, m_files.decision({&m_files.signer, &m_files.second}), {});
    const auto envelope = formats::parseEnvelope(first.envelope).value();
    QVERIFY(envelope.signatures[0].timestamp.isEmpty());
    QVERIFY(!envelope.signatures[1].timestamp.isEmpty());
    const auto twice = m_files.pdf(m_envelope, {&m_files.signer, &m_files.second});
    const auto pdf = pdf::verifyPdf(attested({m_server.url(), {}}, m_envelope, twice).pdf);
    QVERIFY(pdf.isIntact());
    QVERIFY(pdf.signatures[0].token.isEmpty());
    QVERIFY(!pdf.signatures[1].token.isEmpty());
}

void AttestJobTest::anEnvelopeAlone()
{
    const auto result = attested({m_server.url(), {}}, m_envelope, {});
    QCOMPARE(result.cause, QString());
    QVERIFY(result.pdf.isEmpty());
    QVERIFY(judged(u"it.dsse.json"_s, result.envelope).signatures.first().attested);
}

void AttestJobTest::aPolicyIsAskedFor()
{
    const auto other = attested({m_server.url(), QLatin1String(TimestampAuthority::otherPolicy)}, m_envelope, {});
    QCOMPARE(other.cause, QString());
    const auto unknown = attested({m_server.url(), u"1.2.3.4"_s}, m_envelope, m_pdf);
    QCOMPARE(unknown.cause, u"timestamp_not_granted"_s);
    QCOMPARE(unknown.detail, u"rejection unaccepted_policy"_s);
    QCOMPARE(unknown.envelope, m_envelope);
    QCOMPARE(unknown.pdf, m_pdf);
}

void AttestJobTest::whatGoesWrongChangesNothing_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("cause");
    const auto http = [](const QByteArray &body, const QByteArray &type = "application/timestamp-reply") {
        return "HTTP/1.1 200 X\r\nContent-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size()) +
               "\r\nConnection: close\r\n\r\n" + body;
    };
    QTest::newRow("a page") << http("<html>", "text/html") << u"wrong_type"_s;
    QTest::newRow("garbage") << http("garbage") << u"timestamp_malformed"_s;
    QTest::newRow("nothing") << http({}) << u"timestamp_malformed"_s;
    QTest::newRow("far too much") << http(QByteArray(200'000, 'x')) << u"too_large"_s;
    QTest::newRow("an error") << CannedServer::http(503, "later") << u"refused"_s;
    QTest::newRow("elsewhere") << CannedServer::http(302, {}, "Location: http://127.0.0.1:1/\r\n") << u"refused"_s;
    // To another's question.
    const auto imprint = crypto::sha256("another");
    QTest::newRow("a token over something else")
        << http(m_server.authority().answer(crypto::makeTimestampRequest(imprint)->der))
        << u"timestamp_imprint_mismatch"_s;
    const auto mine = crypto::sha256(formats::parseEnvelope(m_envelope)->signatures.first().sig);
    QTest::newRow("an older token over the same")
        << http(m_server.authority().answer(crypto::makeTimestampRequest(mine)->der)) << u"timestamp_nonce_mismatch"_s;
}

void AttestJobTest::whatGoesWrongChangesNothing()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, cause);
    CannedServer server(answer);
    const auto result = attested({server.url().toString(), {}}, m_envelope, {});
    QCOMPARE(result.cause, cause);
    QCOMPARE(result.envelope, m_envelope);
    QCOMPARE(attested({server.url().toString(), {}}, m_envelope, m_pdf).pdf, m_pdf);
}

void AttestJobTest::aHangingAuthorityCostsItsTimeAlone()
{
    m_server.hang();
    QElapsedTimer waited;
    waited.start();
    const auto result = attested({m_server.url(), {}}, m_envelope, m_pdf, std::chrono::milliseconds(200));
    m_server.goOn();
    QCOMPARE(result.cause, u"timed_out"_s);
    QCOMPARE(result.envelope, m_envelope);
    QCOMPARE(result.pdf, m_pdf);
    QVERIFY2(waited.elapsed() < 5'000, qPrintable(QString::number(waited.elapsed())));
}

void AttestJobTest::nobodyListens()
{
    m_server.close();
    const auto result = attested({m_server.url(), {}}, m_envelope, m_pdf);
    m_server.listen();
    QCOMPARE(result.cause, u"unreachable"_s);
    QCOMPARE(result.detail, u"ConnectionRefusedError"_s);
    QCOMPARE(result.envelope, m_envelope);
    QCOMPARE(result.pdf, m_pdf);
}

void AttestJobTest::anAuthorityThatHasEndedAttestsNothing()
{
    CertificateWish wish;
    wish.notBefore = QDateTime::currentDateTimeUtc().addDays(-9);
    wish.notAfter = QDateTime::currentDateTimeUtc().addDays(-1);
    TimestampServer server(wish);
    const auto result = attested({server.url(), {}}, m_envelope, m_pdf);
    QCOMPARE(result.cause, u"timestamp_authority_not_valid_at"_s);
    QVERIFY(result.canStillCome);
    QCOMPARE(result.envelope, m_envelope);
    QCOMPARE(result.pdf, m_pdf);
}

/// Anybody can answer in the place of an authority that is asked without TLS.
void AttestJobTest::whomTheUserTrustsAlone()
{
    session::TrustStore store(m_files.path(u"anchors.json"_s));
    QVERIFY(store.setTimestampAnchors({m_server.authority().root()}));
    TimestampServer rogue;
    const auto refused = attested({rogue.url(), {}}, m_envelope, m_pdf);
    const auto given = attested({m_server.url(), {}}, m_envelope, m_pdf);
    QVERIFY(store.setTimestampAnchors({}));
    QCOMPARE(refused.cause, u"timestamp_authority_untrusted"_s);
    QVERIFY(refused.canStillCome);
    QCOMPARE(refused.envelope, m_envelope);
    QCOMPARE(refused.pdf, m_pdf);
    QCOMPARE(given.cause, QString());
    QVERIFY(!attested({rogue.url(), {}}, m_envelope, {}).envelope.isEmpty());
    QCOMPARE(attested({rogue.url(), {}}, m_envelope, {}).cause, QString()); // the next one may trust it
}

void AttestJobTest::documentsThatAreNone()
{
    const auto none = attested({m_server.url(), {}}, "garbage", {});
    QCOMPARE(none.cause, u"envelope_malformed"_s);
    QCOMPARE(none.envelope, QByteArray("garbage"));
    const auto half = attested({m_server.url(), {}}, m_envelope, "garbage");
    QCOMPARE(half.cause, u"not_a_pdf"_s);
    QCOMPARE(half.pdf, QByteArray("garbage"));
    QVERIFY2(!formats::parseEnvelope(half.envelope)->signatures.first().timestamp.isEmpty(), "what can be is stamped");
    QCOMPARE(attested({u"ftp://127.0.0.1/"_s, {}}, m_envelope, {}).cause, u"bad_url"_s);
}

void AttestJobTest::cancelled_data()
{
    QTest::addColumn<bool>("started");
    QTest::newRow("before it began") << false;
    QTest::newRow("while it waits") << true;
}

void AttestJobTest::cancelled()
{
    QFETCH(const bool, started);
    m_server.hang();
    const auto before = m_server.requests();
    AttestJob job({m_server.url(), {}}, {m_envelope, m_pdf}, QDateTime::currentDateTimeUtc(),
                  AttestJob::Scope::LastSignature);
    QSignalSpy finished(&job, &AttestJob::finished);
    if (started) {
        job.start();
        QTRY_COMPARE(m_server.requests(), before + 2);
    }
    job.cancel();
    job.cancel();
    QVERIFY(finished.isEmpty());
    QVERIFY(finished.wait());
    job.start();
    QVERIFY(!finished.wait(50));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(job.result().cause, u"cancelled"_s);
    QCOMPARE(job.result().pdf, m_pdf);
    m_server.goOn();
}

QTEST_MAIN(AttestJobTest)
#include "tst_attestjob.moc"
