// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When was it signed, and who says so: time stamps in envelopes and PDFs that somebody handed over. A token that does
// not hold is refused; one by an authority that nobody here trusts leaves the time a claim, and the file valid.
#include "crypto/timestamp.h"
#include "crypto/timestampauthority.h"
#include "pdf/pdftimestamp.h"
#include "pdf/pdfverifier.h"
#include "session/handedfiles.h"

#include <QGuiApplication>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;
using session::FileFinding;
using session::FileVerifier;
using Authorised = session::VerifiedSignature::Authorised;

class AttestationTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void aRealAuthorityAttests_data();
    void aRealAuthorityAttests();
    void trustDecidesWhoAttests_data();
    void trustDecidesWhoAttests();
    void aUsersOwnAuthoritiesCount();
    void aRootThatCannotBeReadIsSaid();
    void theCertificateIsJudgedAtTheAttestedTime_data();
    void theCertificateIsJudgedAtTheAttestedTime();
    void tokensThatDoNotHold_data();
    void tokensThatDoNotHold();

private:
    [[nodiscard]] QByteArray forged(const QByteArray &digest, const QDateTime &time) const
    {
        ForgedToken wish;
        wish.imprint = digest;
        wish.time = time;
        return forge(wish, m_authority.x509(), m_authority.key());
    }
    [[nodiscard]] QByteArray real(const QByteArray &digest) const
    {
        return crypto::tokenOf(m_authority.answer(crypto::makeTimestampRequest(digest)->der)).value();
    }
    [[nodiscard]] QByteArray digestOf(bool isPdf) const
    {
        return isPdf ? pdf::signatureDigestOf(m_pdf).value()
                     : crypto::sha256(formats::parseEnvelope(m_envelope)->signatures.first().sig);
    }
    [[nodiscard]] QByteArray stamped(bool isPdf, const QByteArray &token) const
    {
        if (isPdf)
            return pdf::withTimestamp(m_pdf, token).value_or(QByteArray());
        auto envelope = formats::parseEnvelope(m_envelope).value();
        envelope.signatures.first().timestamp = token;
        return formats::writeEnvelope(envelope);
    }
    [[nodiscard]] FileFinding judge(bool isPdf, const QByteArray &bytes, const QStringList &time,
                                    const QStringList &trust) const
    {
        const auto file = m_files.write(isPdf ? u"report.pdf"_s : u"handed.dsse.json"_s, bytes);
        return FileVerifier({trust, {}, m_files.trustFile(), {}, time}).verify(file);
    }
    [[nodiscard]] FileFinding judge(bool isPdf, const QByteArray &bytes) const
    {
        return judge(isPdf, bytes, {m_root}, {m_list});
    }

    static CertificateWish longLived()
    {
        CertificateWish wish;
        wish.notBefore = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
        wish.notAfter = QDateTime::currentDateTimeUtc().addYears(15);
        return wish;
    }

    HandedFiles m_files;
    TimestampAuthority m_authority{longLived()};
    QByteArray m_envelope;
    QByteArray m_pdf;
    QString m_list; // paths
    QString m_root;
    QString m_foreign;
};

void AttestationTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_files.path(u"state"_s).toUtf8());
    m_envelope = m_files.decision({&m_files.signer});
    m_pdf = m_files.pdf(m_envelope, {&m_files.signer});
    m_list = m_files.write(u"signers.dsse.json"_s, m_files.signersFile(m_files.list()));
    m_root = m_files.write(u"timeroot.pem"_s, m_authority.root().pem());
    m_foreign = m_files.write(u"foreign.pem"_s, TimestampAuthority().root().pem());
}

void AttestationTest::aRealAuthorityAttests_data()
{
    QTest::addColumn<bool>("isPdf");
    QTest::newRow("envelope") << false;
    QTest::newRow("PDF") << true;
}

void AttestationTest::aRealAuthorityAttests()
{
    QFETCH(const bool, isPdf);
    const auto finding = judge(isPdf, stamped(isPdf, real(digestOf(isPdf))));
    QCOMPARE(finding.signatures.size(), 1);
    const auto &signature = finding.signatures.first();
    QVERIFY(signature.attested);
    QVERIFY(signature.intact);
    QVERIFY(qAbs(signature.signedAt.secsTo(QDateTime::currentDateTimeUtc())) < 120);
    const bool isInTime = QDateTime::currentDateTimeUtc() < m_files.signer.certificate.notAfter();
    QVERIFY2(finding.valid == isInTime, inFull(finding).constData());
}

void AttestationTest::trustDecidesWhoAttests_data()
{
    QTest::addColumn<bool>("isPdf");
    QTest::addColumn<QStringList>("time");
    QTest::addColumn<bool>("attested");
    QTest::addColumn<QString>("cause");
    const auto own = m_files.write(u"tsa.pem"_s, m_authority.certificate().pem());
    for (const bool isPdf : {false, true}) {
        const char *kind = isPdf ? "PDF" : "envelope";
        QTest::addRow("%s, its root", kind) << isPdf << QStringList{m_root} << true << QString();
        QTest::addRow("%s, itself", kind) << isPdf << QStringList{own} << true << QString();
        QTest::addRow("%s, both", kind) << isPdf << QStringList{m_foreign, m_root} << true << QString();
        QTest::addRow("%s, nobody", kind) << isPdf << QStringList() << false << u"no_anchor"_s;
        QTest::addRow("%s, another", kind)
            << isPdf << QStringList{m_foreign} << false << u"timestamp_authority_untrusted"_s;
        const auto signer = m_files.write(u"signer.pem"_s, m_files.signer.certificate.pem());
        QTest::addRow("%s, the signer", kind)
            << isPdf << QStringList{signer} << false << u"timestamp_authority_untrusted"_s;
    }
}

void AttestationTest::trustDecidesWhoAttests()
{
    QFETCH(const bool, isPdf);
    QFETCH(const QStringList, time);
    QFETCH(const bool, attested);
    QFETCH(const QString, cause);
    const auto finding = judge(isPdf, stamped(isPdf, forged(digestOf(isPdf), utc(3, 9, 30))), time, {m_list});
    QVERIFY2(finding.valid, inFull(finding).constData());
    const auto &signature = finding.signatures.first();
    QCOMPARE(signature.attested, attested);
    QCOMPARE(signature.authorised, Authorised::Yes);
    if (attested) {
        QCOMPARE(signature.signedAt, utc(3, 9, 30));
        QCOMPARE(codesOf(finding), QStringList());
    } else {
        QVERIFY(signature.signedAt < utc(3, 0, 0));
        QCOMPARE(codesOf(finding), QStringList{u"time_not_attested"_s});
        const session::VerifyProblem told{u"time_not_attested"_s, {u"Release manager"_s, cause, u"Time Authority"_s}};
        QVERIFY2(finding.problems.contains(told), inFull(finding).constData());
    }
}

void AttestationTest::aUsersOwnAuthoritiesCount()
{
    QVERIFY(m_files.pin(m_files.signersFile(m_files.list())));
    const auto file = m_files.write(u"own.dsse.json"_s, stamped(false, forged(digestOf(false), utc(3, 9, 30))));
    const auto judged = [&](const QStringList &files, const QStringList &time) {
        return FileVerifier({files, m_files.workspace(), m_files.trustFile(), {}, time})
            .verify(file)
            .signatures.first();
    };
    QVERIFY(!judged({}, {}).attested);
    QVERIFY(session::TrustStore(m_files.trustFile()).setTimestampAnchors({m_authority.root()}));
    QVERIFY(judged({}, {}).attested);
    QVERIFY2(!judged({m_list}, {}).attested, "what is named by hand counts alone");
    QVERIFY2(!judged({}, {m_foreign}).attested, "likewise");
    QVERIFY(session::TrustStore(m_files.trustFile()).setTimestampAnchors({}));
}

void AttestationTest::aRootThatCannotBeReadIsSaid()
{
    const auto bytes = stamped(false, forged(digestOf(false), utc(3, 9, 30)));
    for (const auto &file : {m_files.path(u"missing.pem"_s), m_list, m_files.write(u"empty.pem"_s, {})}) {
        const auto finding = judge(false, bytes, {file}, {m_list});
        QVERIFY(!finding.valid);
        QVERIFY2(codesOf(finding).contains(u"trust_unreadable"_s), inFull(finding).constData());
    }
}

void AttestationTest::theCertificateIsJudgedAtTheAttestedTime_data()
{
    QTest::addColumn<bool>("isPdf");
    QTest::addColumn<QDateTime>("attested");
    QTest::addColumn<bool>("holds");
    const auto end = m_files.signer.certificate.notAfter();
    for (const bool isPdf : {false, true}) {
        const char *kind = isPdf ? "PDF" : "envelope";
        QTest::addRow("%s, within", kind) << isPdf << utc(2, 14, 0) << true;
        QTest::addRow("%s, in its last second", kind) << isPdf << end << true;
        QTest::addRow("%s, a second later", kind) << isPdf << end.addSecs(1) << false;
        QTest::addRow("%s, years later", kind) << isPdf << end.addYears(3) << false;
        QTest::addRow("%s, before it began", kind) << isPdf << utc(1, 0, 0).addSecs(-1) << false;
    }
}

void AttestationTest::theCertificateIsJudgedAtTheAttestedTime()
{
    QFETCH(const bool, isPdf);
    QFETCH(const QDateTime, attested);
    QFETCH(const bool, holds);
    const auto bytes = stamped(isPdf, forged(digestOf(isPdf), attested));
    const auto finding = judge(isPdf, bytes);
    QVERIFY2(finding.valid == holds, inFull(finding).constData());
    QVERIFY(finding.signatures.first().attested);
    QCOMPARE(finding.signatures.first().signedAt, attested);
    QCOMPARE(finding.signatures.first().authorised, holds ? Authorised::Yes : Authorised::No);
    QCOMPARE(codesOf(finding).contains(u"certificate_not_valid_at"_s), !holds);
    // Who does not trust the authority goes by the claim.
    QVERIFY(judge(isPdf, bytes, {}, {m_list}).valid);
}

void AttestationTest::tokensThatDoNotHold_data()
{
    QTest::addColumn<bool>("isPdf");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const auto time = utc(3, 9, 30);
    const auto envelope = [this](const QByteArray &token) { return stamped(false, token); };
    QTest::newRow("over the payload") << false
                                      << envelope(
                                             forged(crypto::sha256(formats::parseEnvelope(m_envelope)->payload), time))
                                      << u"timestamp_imprint_mismatch"_s;
    QTest::newRow("over the PDF's signature")
        << false << envelope(forged(digestOf(true), time)) << u"timestamp_imprint_mismatch"_s;
    QTest::newRow("garbage") << false << envelope("garbage") << u"timestamp_malformed"_s;
    auto spoilt = forged(digestOf(false), time);
    spoilt.back() = static_cast<char>(spoilt.back() ^ 1);
    QTest::newRow("changed") << false << envelope(spoilt) << u"timestamp_signature_invalid"_s;
    ForgedToken wish;
    wish.imprint = digestOf(false);
    wish.signers = 2;
    QTest::newRow("two authorities") << false << envelope(forge(wish, m_authority.x509(), m_authority.key()))
                                     << u"timestamp_signer_count"_s;
    const auto pdf = stamped(true, forged(digestOf(true), time));
    const auto hex = pdf::verifyPdf(pdf).signatures.first().token.toHex();
    auto flipped = pdf;
    const auto last = flipped.indexOf(hex) + hex.size() - 1;
    flipped[last] = flipped[last] == '0' ? '1' : '0';
    QTest::newRow("changed, in the PDF") << true << flipped << u"timestamp_invalid"_s;
}

void AttestationTest::tokensThatDoNotHold()
{
    QFETCH(const bool, isPdf);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, code);
    for (const auto &time : {QStringList{m_root}, QStringList{m_foreign}, QStringList()}) {
        const auto finding = judge(isPdf, bytes, time, {m_list});
        QVERIFY(!finding.valid);
        QVERIFY(!finding.signatures.first().attested);
        QVERIFY2(codesOf(finding).contains(code), inFull(finding).constData());
    }
}

QTEST_MAIN(AttestationTest)
#include "tst_attestation.moc"
