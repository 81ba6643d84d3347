// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A decision PDF by a certificate that a company's authority issued, judged with that authority alone as root of trust:
// the chain travels in the PDF, and is judged at the time that is attested, or else claimed.
#include "crypto/company.h"
#include "crypto/opensslprogram.h"
#include "crypto/timestampauthority.h"
#include "session/attestjob.h"
#include "session/handedfiles.h"
#include "web/timestampserver.h"

#include "crypto/cms.h"
#include "pdf/pdftimestamp.h"
#include "pdf/pdfverifier.h"

#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;
using Authorised = session::VerifiedSignature::Authorised;

namespace {

/// The issued certificate with its key, as the keychain would open it.
SigningKey keyOf(const Company &company)
{
    const auto pem = encryptedPemOf(company.signerKey(), "correct-horse-battery");
    OpensslProgram openssl;
    const auto strong =
        openssl.run(words("pkcs8 -topk8 -v2 aes-256-cbc -iter 600000 -passin pass:correct-horse-battery "
                          "-passout pass:correct-horse-battery"),
                    pem);
    auto key = crypto::PrivateKey::fromEncryptedPem(strong.output,
                                                    crypto::Secret::consume(QByteArray("correct-horse-battery")));
    return {std::move(*key), company.signer()};
}

} // namespace

class CompanyChainTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void theChainTravelsInThePdf();
    void whoCountsByWhom_data();
    void whoCountsByWhom();
    void issuersMayLeaveTheirKeysUseOut();
    void badChainsAreRefused_data();
    void badChainsAreRefused();
    void theAttestedTimeCounts_data();
    void theAttestedTimeCounts();
    void aDocumentsTimeStampRefusesNothingByBeingLate_data();
    void aDocumentsTimeStampRefusesNothingByBeingLate();
    void nothingIsAskedForBehindTheChainsEnd_data();
    void nothingIsAskedForBehindTheChainsEnd();
    void anEnvelopeAloneLacksTheCertificate();
    void aListOfSignersNeedsNoChain();

private:
    [[nodiscard]] QByteArray signedBy(const SigningKey &key, const QList<crypto::Certificate> &issuers) const
    {
        auto content = contentOf(goStatement(), key);
        content.envelope = m_files.decision({&key});
        const auto report = pdf::composeReport(content);
        auto request = requestOf(key, content.signers.first(), report.places.value(0));
        request.issuers = issuers;
        return pdf::signPdf(report.pdf, request).value_or(QByteArray());
    }
    [[nodiscard]] session::FileFinding judge(const QByteArray &bytes, const QStringList &trust,
                                             const QStringList &time = {}) const
    {
        const auto file = m_files.write(bytes.startsWith("%PDF") ? u"handed.pdf"_s : u"handed.dsse.json"_s, bytes);
        return session::FileVerifier({trust, {}, m_files.trustFile(), {}, time}).verify(file);
    }
    [[nodiscard]] QString write(const QString &name, const crypto::Certificate &certificate) const
    {
        return m_files.write(name, certificate.pem());
    }

    HandedFiles m_files;
    Company m_company;
    SigningKey m_key = keyOf(m_company);
    TimestampAuthority m_authority{[] {
        CertificateWish wish;
        wish.notBefore = CompanyWish::at(2020, 2);
        wish.notAfter = QDateTime::currentDateTimeUtc().addYears(15);
        return wish;
    }()};
    QByteArray m_pdf;
    QByteArray m_bare; ///< without the chain
    QString m_root;    // path
};

void CompanyChainTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_files.path(u"state"_s).toUtf8());
    m_pdf = signedBy(m_key, {m_company.between()});
    m_bare = signedBy(m_key, {});
    m_root = write(u"root.pem"_s, m_company.root());
}

void CompanyChainTest::theChainTravelsInThePdf()
{
    const auto found = pdf::verifyPdf(m_pdf);
    QVERIFY(found.isIntact());
    QCOMPARE(found.signatures.first().certificate, m_company.signer());
    QCOMPARE(found.signatures.first().others, QList{m_company.between()});
    QTemporaryDir folder;
    const auto report = run(u"pdfsig"_s, {writeFile(folder, u"chain.pdf"_s, m_pdf)}, folder.path());
    QVERIFY2(report.contains(u"Signature is Valid."_s), qPrintable(report));
}

void CompanyChainTest::whoCountsByWhom_data()
{
    QTest::addColumn<QByteArray>("pdf");
    QTest::addColumn<QStringList>("trust");
    QTest::addColumn<QString>("code"); ///< empty: counts
    const auto other = write(u"other.pem"_s, Company().root());
    const auto person = write(u"person.pem"_s, m_files.second.certificate);
    QTest::newRow("the root") << m_pdf << QStringList{m_root} << QString();
    QTest::newRow("the root beside another") << m_pdf << QStringList{other, m_root} << QString();
    QTest::newRow("one between is missing") << m_bare << QStringList{m_root} << u"chain_incomplete"_s;
    QTest::newRow("another company of the same name") << m_pdf << QStringList{other} << u"chain_"_s;
    QTest::newRow("somebody's certificate") << m_pdf << QStringList{person} << u"signer_unauthorised"_s;
}

void CompanyChainTest::whoCountsByWhom()
{
    QFETCH(QByteArray, pdf);
    QFETCH(QStringList, trust);
    QFETCH(QString, code);
    const auto finding = judge(pdf, trust);
    QVERIFY2(finding.valid == code.isEmpty(), inFull(finding).constData());
    QVERIFY(finding.signatures.first().intact);
    QCOMPARE(finding.signatures.first().authorised, code.isEmpty() ? Authorised::Yes : Authorised::No);
    QVERIFY(codesOf(finding).contains(u"quorum_not_judged"_s));
    const auto codes = codesOf(finding);
    QVERIFY2(std::ranges::any_of(codes, [&code](const QString &one) { return one.startsWith(code); }),
             inFull(finding).constData());
}

/// As the root of most handbooks: `openssl req -x509` names none.
void CompanyChainTest::issuersMayLeaveTheirKeysUseOut()
{
    CompanyWish wish;
    wish.root.usage = wish.between.usage = {};
    const Company company(wish);
    const auto finding = judge(signedBy(keyOf(company), {company.between()}), {write(u"brief.pem"_s, company.root())});
    QVERIFY2(finding.valid, inFull(finding).constData());
}

void CompanyChainTest::badChainsAreRefused_data()
{
    QTest::addColumn<CompanyWish>("wish");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *code, auto change) {
        CompanyWish wish;
        change(wish);
        QTest::newRow(name) << wish << QString::fromLatin1(code);
    };
    row("a root that had ended", "chain_not_valid_at",
        [](auto &wish) { wish.root.notAfter = CompanyWish::at(2026, 2); });
    row("one between that had ended", "chain_not_valid_at",
        [](auto &wish) { wish.between.notAfter = CompanyWish::at(2026, 2); });
    row("a certificate for servers", "chain_unfit", [](auto &wish) { wish.signer.purpose = "serverAuth"; });
    row("a key that only encrypts", "chain_unfit", [](auto &wish) { wish.signer.usage = "critical,keyEncipherment"; });
    row("one between that may not issue", "chain_unfit", [](auto &wish) { wish.between.isAuthority = false; });
    row("one between whose key may not issue", "chain_unfit",
        [](auto &wish) { wish.between.usage = "critical,digitalSignature"; });
    row("one between too many", "chain_unfit", [](auto &wish) { wish.root.pathLength = 0; });
}

void CompanyChainTest::badChainsAreRefused()
{
    QFETCH(CompanyWish, wish);
    QFETCH(QString, code);
    const Company company(wish);
    const auto finding = judge(signedBy(keyOf(company), {company.between()}), {write(u"bad.pem"_s, company.root())});
    QVERIFY2(!finding.valid, inFull(finding).constData());
    QVERIFY2(codesOf(finding).contains(code), inFull(finding).constData());
    QCOMPARE(finding.signatures.first().authorised, Authorised::No);
}

void CompanyChainTest::theAttestedTimeCounts_data()
{
    QTest::addColumn<QDateTime>("attested"); ///< null: nobody attests one
    QTest::addColumn<bool>("isTrusted");     ///< who attests it
    QTest::addColumn<bool>("valid");
    QTest::newRow("claimed") << QDateTime() << false << true;
    QTest::newRow("attested while all hold") << utc(3, 9, 0) << true << true;
    QTest::newRow("attested when one between had ended") << CompanyWish::at(2026, 7) << true << false;
    QTest::newRow("the same, by nobody that is trusted") << CompanyWish::at(2026, 7) << false << true;
}

void CompanyChainTest::theAttestedTimeCounts()
{
    QFETCH(QDateTime, attested);
    QFETCH(bool, isTrusted);
    QFETCH(bool, valid);
    CompanyWish wish;
    wish.between.notAfter = CompanyWish::at(2026, 6);
    const Company company(wish);
    auto pdf = signedBy(keyOf(company), {company.between()});
    if (attested.isValid()) {
        ForgedToken token;
        token.imprint = *pdf::signatureDigestOf(pdf);
        token.time = attested;
        pdf = pdf::withTimestamp(pdf, forge(token, m_authority.x509(), m_authority.key())).value_or(QByteArray());
    }
    const auto time = write(u"time.pem"_s, isTrusted ? m_authority.root() : TimestampAuthority().root());
    const auto finding = judge(pdf, {write(u"ended.pem"_s, company.root())}, {time});
    QVERIFY2(finding.valid == valid, inFull(finding).constData());
    QCOMPARE(finding.signatures.first().attested, attested.isValid() && isTrusted);
    QCOMPARE(codesOf(finding).contains(u"chain_not_valid_at"_s), !valid);
}

void CompanyChainTest::aDocumentsTimeStampRefusesNothingByBeingLate_data()
{
    QTest::addColumn<QDateTime>("begin"); ///< of the certificate between
    QTest::addColumn<QDateTime>("at");    ///< what the stamp says
    QTest::addColumn<bool>("hasEnded");   ///< who stamps, in April
    QTest::addColumn<bool>("attested");
    QTest::addColumn<QString>("code"); ///< empty: none
    const auto always = CompanyWish::at(2022);
    QTest::newRow("in time") << always << CompanyWish::at(2026, 5) << false << true << QString();
    QTest::newRow("when one between had ended")
        << always << CompanyWish::at(2026, 7) << false << false << u"time_not_attested"_s;
    QTest::newRow("when the signer's own had ended")
        << always << CompanyWish::at(2029) << false << false << u"time_not_attested"_s;
    QTest::newRow("by an authority that had ended")
        << always << CompanyWish::at(2026, 5) << true << false << u"time_not_attested"_s;
    // It shows the signature to be older than what it rests on, whatever that claims.
    QTest::newRow("before one between began")
        << utc(1, 0, 0) << CompanyWish::at(2026, 2) << false << true << u"chain_not_valid_at"_s;
}

void CompanyChainTest::aDocumentsTimeStampRefusesNothingByBeingLate()
{
    QFETCH(QDateTime, begin);
    QFETCH(QDateTime, at);
    QFETCH(bool, hasEnded);
    QFETCH(bool, attested);
    QFETCH(QString, code);
    CompanyWish wish;
    wish.between.notBefore = begin;
    wish.between.notAfter = CompanyWish::at(2026, 6);
    const Company company(wish);
    const TimestampAuthority ended([] {
        CertificateWish own;
        own.notBefore = CompanyWish::at(2020, 2);
        own.notAfter = CompanyWish::at(2026, 4);
        return own;
    }());
    const auto &authority = hasEnded ? ended : m_authority;
    const auto pdf = signedBy(keyOf(company), {company.between()});
    ForgedToken token;
    token.imprint = *pdf::documentDigestOf(pdf);
    token.time = at;
    const auto stamped = pdf::withDocumentTimestamp(pdf, forge(token, authority.x509(), authority.key()));
    QVERIFY(stamped);
    const auto root = write(u"ended.pem"_s, company.root());
    QVERIFY(judge(pdf, {root}).valid);
    const auto finding = judge(*stamped, {root}, {write(u"time.pem"_s, authority.root())});
    QVERIFY2(finding.valid == !code.startsWith(u"chain_"_s), inFull(finding).constData());
    QCOMPARE(finding.signatures.first().attested, attested);
    auto codes = codesOf(finding);
    codes.removeAll(u"quorum_not_judged"_s);
    QCOMPARE(codes, code.isEmpty() ? QStringList() : QStringList{code});
}

void CompanyChainTest::nothingIsAskedForBehindTheChainsEnd_data()
{
    QTest::addColumn<bool>("isCountersigned"); ///< then it would be one of the document
    QTest::newRow("in the signature's own room") << false;
    QTest::newRow("as the document's") << true;
}

void CompanyChainTest::nothingIsAskedForBehindTheChainsEnd()
{
    QFETCH(bool, isCountersigned);
    using session::AttestJob;
    CompanyWish wish;
    wish.between.notAfter = CompanyWish::at(2026, 6);
    const Company company(wish);
    const auto key = keyOf(company);
    auto pdf = signedBy(key, {company.between()});
    if (isCountersigned) {
        auto request = requestOf(key, contentOf(goStatement(), key).signers.first(), {});
        request.issuers = {company.between()};
        pdf = pdf::signPdf(pdf, request).value_or(QByteArray());
    }
    TimestampServer server;
    AttestJob job({server.url(), {}}, {m_files.decision({&key}), pdf}, CompanyWish::at(2026, 7),
                  AttestJob::Scope::Missing);
    QSignalSpy finished(&job, &AttestJob::finished);
    job.start();
    QVERIFY(finished.wait());
    QCOMPARE(job.result().cause, u"certificate_not_valid_at"_s);
    QCOMPARE(job.result().pdf, pdf);
    QVERIFY(!job.result().canStillCome);
    QCOMPARE(server.requests(), 0);
}

void CompanyChainTest::anEnvelopeAloneLacksTheCertificate()
{
    const auto finding = judge(m_files.decision({&m_key}), {m_root});
    QVERIFY2(!finding.valid, inFull(finding).constData());
    QVERIFY2(codesOf(finding).contains(u"signer_unauthorised"_s), inFull(finding).constData());
}

void CompanyChainTest::aListOfSignersNeedsNoChain()
{
    auto list = m_files.list();
    list.signers.append(
        {m_key.key.fingerprint(), u"Release manager"_s, {u"decision-maker"_s}, m_key.certificate.pem()});
    const auto file = m_files.write(u"list.dsse.json"_s, m_files.signersFile(list));
    for (const auto &pdf : {m_pdf, m_bare}) {
        const auto finding = judge(pdf, {file});
        QVERIFY2(finding.valid, inFull(finding).constData());
    }
}

QTEST_MAIN(CompanyChainTest)
#include "tst_companychain.moc"
