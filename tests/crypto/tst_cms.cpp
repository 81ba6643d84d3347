// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cms.h"
#include "crypto/forgedcms.h"
#include "opensslprogram.h"

#include <QtTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;
using cutover::tests::ForgedCms;
using Code = CryptoError::Code;

namespace {

QStringList codesOf(const tl::expected<DetachedSignature, CryptoError> &finding)
{
    if (!finding)
        return {u"error:"_s + codeName(finding.error().code)};
    QStringList codes;
    for (const CryptoError &problem : finding->problems)
        codes.append(codeName(problem.code));
    return codes;
}

} // namespace

class CmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ourSignatureIsIntact();
    void opensslVerifiesOurSignature();
    void opensslSeesNoSigningTime();
    void rsaSignsToo();
    void theSameInputGivesTheSameAttributes();
    void whatCannotBeSigned_data();
    void whatCannotBeSigned();
    void everyFlippedByteIsNoticed();
    void everyCutIsNoticed();
    void forgeries_data();
    void forgeries();
    void signaturesOfOtherProgramsAreRefused_data();
    void signaturesOfOtherProgramsAreRefused();
    void leadingLength_data();
    void leadingLength();

private:
    ForgedCms honestParts() const { return ForgedCms::honest(*m_certificate, m_digest); }
    SignBytes signer() const;

    OpensslProgram m_openssl;
    std::optional<PrivateKey> m_key;
    std::optional<Certificate> m_certificate;
    std::optional<Certificate> m_otherCertificate;
    QByteArray m_content = "the bytes of a document that ByteRange covers";
    QByteArray m_digest;
    QByteArray m_cms;
};

SignBytes CmsTest::signer() const
{
    return [this](QByteArrayView bytes) { return m_key->sign(bytes); };
}

void CmsTest::initTestCase()
{
    const QDateTime from(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    m_key.emplace(PrivateKey::generate().value());
    m_certificate.emplace(m_key->selfSignedCertificate(u"Signer"_s, {}, from, from.addYears(50)).value());
    m_otherCertificate.emplace(m_key->selfSignedCertificate(u"Signer"_s, {}, from, from.addYears(50)).value());
    m_digest = sha256(m_content);
    m_cms = signDetached(m_digest, *m_certificate, signer()).value();
    m_openssl.put(u"content"_s, m_content);
    m_openssl.put(u"signature.der"_s, m_cms);
    m_openssl.put(u"certificate.pem"_s, m_certificate->pem());
}

void CmsTest::ourSignatureIsIntact()
{
    const auto finding = verifyDetached(m_cms, m_digest);
    QVERIFY(finding);
    QVERIFY2(finding->intact, qPrintable(codesOf(finding).join(u' ')));
    QCOMPARE(finding->signer, *m_certificate);
    QCOMPARE(honestParts().assemble(*m_key).size() / 8, m_cms.size() / 8);
    QCOMPARE(codesOf(verifyDetached(honestParts().assemble(*m_key), m_digest)), QStringList());
}

void CmsTest::opensslVerifiesOurSignature()
{
    const QStringList verify = words("cms -verify -inform DER -in signature.der -binary -content content "
                                     "-CAfile certificate.pem -cades -attime 1800000000 -out verified");
    const auto answer = m_openssl.run(verify);
    QVERIFY2(answer.exitCode == 0, answer.errors.constData());
    QCOMPARE(m_openssl.get(u"verified"_s), m_content);
    m_openssl.put(u"content"_s, m_content + ' ');
    QVERIFY(m_openssl.run(verify).exitCode != 0);
    m_openssl.put(u"content"_s, m_content);
}

void CmsTest::opensslSeesNoSigningTime()
{
    const QByteArray text = m_openssl.run(words("cms -cmsout -print -inform DER -in signature.der")).output;
    QVERIFY(text.contains("signingCertificateV2") || text.contains("signing-certificate-v2") ||
            text.contains("id-smime-aa-signingCertificateV2"));
    QVERIFY(!text.contains("signingTime"));
}

void CmsTest::rsaSignsToo()
{
    m_openssl.run(words("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out rsa.pem"));
    const QByteArray pem =
        m_openssl
            .run(words("pkcs8 -topk8 -in rsa.pem -v2 aes-256-cbc -iter 600000 -passout pass:correct-horse-battery"))
            .output;
    const auto key = PrivateKey::fromEncryptedPem(pem, Secret::consume(QByteArray("correct-horse-battery")));
    QVERIFY(key);
    const auto certificate =
        Certificate::fromPem(m_openssl.run(words("req -x509 -new -key rsa.pem -subj /CN=Rsa -days 9")).output);
    QVERIFY(certificate);
    const auto made = signDetached(m_digest, *certificate, [&](QByteArrayView bytes) { return key->sign(bytes); });
    QVERIFY(made);
    QCOMPARE(codesOf(verifyDetached(*made, m_digest)), QStringList());
    m_openssl.put(u"rsa.der"_s, *made);
    m_openssl.put(u"rsacertificate.pem"_s, certificate->pem());
    const auto answer = m_openssl.run(words("cms -verify -inform DER -in rsa.der -binary -content content "
                                            "-CAfile rsacertificate.pem -cades -purpose any -out verified"));
    QVERIFY2(answer.exitCode == 0, answer.errors.constData());
}

void CmsTest::theSameInputGivesTheSameAttributes()
{
    QByteArray first;
    QByteArray second;
    int calls = 0;
    const auto recorded = [&](QByteArray &place) {
        return [&](QByteArrayView bytes) {
            ++calls;
            place = bytes.toByteArray();
            return m_key->sign(bytes);
        };
    };
    QVERIFY(signDetached(m_digest, *m_certificate, recorded(first)));
    QVERIFY(signDetached(m_digest, *m_certificate, recorded(second)));
    QCOMPARE(first, second);
    QCOMPARE(calls, 2);
    QCOMPARE(first.at(0), '\x31');
}

void CmsTest::whatCannotBeSigned_data()
{
    QTest::addColumn<QByteArray>("digest");
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<Code>("code");
    const QByteArray der = m_certificate->der();
    const auto made = [this](const char *arguments) {
        const QByteArray pem =
            m_openssl.run(words("req -x509 -nodes -keyout k.pem -subj /CN=x") + words(arguments)).output;
        return Certificate::fromPem(pem).value().der();
    };
    QTest::newRow("no digest") << QByteArray() << der << Code::CmsDigestMismatch;
    QTest::newRow("long digest") << m_digest + 'x' << der << Code::CmsDigestMismatch;
    QTest::newRow("another key") << m_digest << made("-newkey ec -pkeyopt ec_paramgen_curve:P-256")
                                 << Code::SignatureInvalid;
    QTest::newRow("Ed25519") << m_digest << made("-newkey ed25519") << Code::UnsupportedAlgorithm;
    QTest::newRow("weak RSA") << m_digest << made("-newkey rsa:2048") << Code::WeakKey;
}

void CmsTest::whatCannotBeSigned()
{
    QFETCH(QByteArray, digest);
    QFETCH(QByteArray, certificate);
    QFETCH(Code, code);
    const auto made = signDetached(digest, Certificate::fromDer(certificate).value(), signer());
    QVERIFY(!made);
    QCOMPARE(codeName(made.error().code), codeName(code));

    const auto cancelled = signDetached(m_digest, *m_certificate, [](QByteArrayView) {
        return tl::expected<QByteArray, CryptoError>(tl::unexpected(CryptoError{Code::WrongPassphrase, {}}));
    });
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().code, Code::WrongPassphrase);
}

void CmsTest::everyFlippedByteIsNoticed()
{
    for (qsizetype at = 0; at < m_cms.size(); ++at) {
        for (const char bit : {'\x01', '\x80'}) {
            QByteArray spoilt = m_cms;
            spoilt[at] = static_cast<char>(spoilt.at(at) ^ bit);
            const auto finding = verifyDetached(spoilt, m_digest);
            QVERIFY2(!finding || !finding->intact, QByteArray::number(at).constData());
        }
    }
    for (qsizetype at = 0; at < m_digest.size(); ++at) {
        QByteArray spoilt = m_digest;
        spoilt[at] = static_cast<char>(spoilt.at(at) ^ 1);
        QCOMPARE(codesOf(verifyDetached(m_cms, spoilt)), QStringList{u"cms_digest_mismatch"_s});
    }
}

void CmsTest::everyCutIsNoticed()
{
    for (qsizetype size = 0; size < m_cms.size(); ++size)
        QVERIFY(!verifyDetached(m_cms.first(size), m_digest));
    QCOMPARE(codesOf(verifyDetached(m_cms + '\0', m_digest)), QStringList{u"error:trailing_data"_s});
    QCOMPARE(codesOf(verifyDetached(m_cms + m_cms, m_digest)), QStringList{u"error:trailing_data"_s});
}

void CmsTest::forgeries_data()
{
    QTest::addColumn<QByteArray>("forged");
    QTest::addColumn<QString>("code");
    const auto row = [this](const char *name, const char *code, const std::function<void(ForgedCms &)> &change) {
        ForgedCms parts = honestParts();
        change(parts);
        QTest::newRow(name) << parts.assemble(*m_key) << QString::fromLatin1(code);
    };
    const QByteArray otherName =
        der::make(der::Sequence, {m_otherCertificate->issuerDer(), m_otherCertificate->serialDer()});
    const QByteArray shortDigest =
        ForgedCms::attribute(cms::messageDigestOid(), der::make(der::OctetString, {"short"}));

    row("no SignerInfo", "error:cms_signer_count", [](ForgedCms &parts) { parts.signerCount = 0; });
    row("two SignerInfos", "error:cms_signer_count", [](ForgedCms &parts) { parts.signerCount = 2; });
    row("no certificate", "error:cms_certificate_missing", [](ForgedCms &parts) { parts.certificates.clear(); });
    row("other certificate only", "error:cms_certificate_missing",
        [this](ForgedCms &parts) { parts.certificates = der::make(der::Context0, {m_otherCertificate->der()}); });
    row("certificate twice", "error:cms_certificate_missing", [this](ForgedCms &parts) {
        parts.certificates = der::make(der::Context0, {m_certificate->der(), m_certificate->der()});
    });
    row("rubbish as certificate", "error:not_a_certificate",
        [](ForgedCms &parts) { parts.certificates = der::make(der::Context0, {der::make(der::Sequence, {})}); });
    // The same key and name in another certificate: only the ESS hash tells them apart.
    row("substituted certificate", "cms_ess_mismatch", [&](ForgedCms &parts) {
        parts.certificates = der::make(der::Context0, {m_otherCertificate->der()});
        parts.name = otherName;
    });
    row("unsigned attributes", "error:cms_attribute_unexpected",
        [](ForgedCms &parts) { parts.behindSigner = der::make(der::Context1, {ForgedCms::signingTime()}); });
    row("signing time", "cms_attribute_unexpected",
        [](ForgedCms &parts) { parts.attributes.append(ForgedCms::signingTime()); });
    row("no content type", "cms_attribute_missing", [](ForgedCms &parts) { parts.attributes.removeAt(0); });
    row("no message digest", "cms_attribute_missing", [](ForgedCms &parts) { parts.attributes.removeAt(1); });
    row("no ESS certificate", "cms_attribute_missing", [](ForgedCms &parts) { parts.attributes.removeAt(2); });
    row("two message digests", "cms_attribute_unexpected",
        [&](ForgedCms &parts) { parts.attributes.append(shortDigest); });
    row("two values in one attribute", "cms_attribute_unexpected", [this](ForgedCms &parts) {
        const QByteArray value = der::make(der::OctetString, {m_digest});
        parts.attributes[1] = der::make(der::Sequence, {cms::messageDigestOid(), der::make(der::Set, {value, value})});
    });
    row("short message digest", "cms_digest_mismatch", [&](ForgedCms &parts) { parts.attributes[1] = shortDigest; });
    row("other content type", "cms_malformed", [](ForgedCms &parts) {
        parts.attributes[0] = ForgedCms::attribute(cms::contentTypeOid(), cms::signedDataOid());
    });
    row("attached content", "error:cms_malformed", [](ForgedCms &parts) {
        parts.content = der::make(der::Sequence,
                                  {cms::dataOid(), der::make(der::Context0, {der::make(der::OctetString, {"other"})})});
    });
    row("version 3", "error:cms_malformed",
        [](ForgedCms &parts) { parts.version = der::make(der::Integer, {"\x03"}); });
    row("SHA-1 announced", "error:cms_malformed", [](ForgedCms &parts) {
        parts.digestAlgorithms = der::make(der::Set, {der::make(der::Sequence, {cms::oid("\x2b\x0e\x03\x02\x1a")})});
    });
    row("SHA-1 in the SignerInfo", "unsupported_algorithm",
        [](ForgedCms &parts) { parts.digestAlgorithm = der::make(der::Sequence, {cms::oid("\x2b\x0e\x03\x02\x1a")}); });
    row("RSA announced over ECDSA", "unsupported_algorithm", [](ForgedCms &parts) {
        parts.signatureAlgorithm = der::make(der::Sequence, {cms::rsaEncryptionOid(), cms::null()});
    });
    row("empty signature", "signature_invalid", [](ForgedCms &parts) { parts.signature = QByteArray(70, '\0'); });
    row("signature over [0] instead of SET", "signature_invalid", [this](ForgedCms &parts) {
        parts.signature = m_key->sign(der::makeSetOf(der::Context0, parts.attributes)).value();
    });
    row("signature over the content itself", "signature_invalid",
        [this](ForgedCms &parts) { parts.signature = m_key->sign(m_content).value(); });
}

void CmsTest::forgeries()
{
    QFETCH(QByteArray, forged);
    QFETCH(QString, code);
    const auto finding = verifyDetached(forged, m_digest);
    QVERIFY2(codesOf(finding).contains(code), qPrintable(codesOf(finding).join(u' ')));
    QVERIFY(!finding || !finding->intact);
}

void CmsTest::signaturesOfOtherProgramsAreRefused_data()
{
    m_openssl.run(words("req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout k.pem -subj /CN=x "
                        "-out c.pem"));
    QTest::addColumn<QByteArray>("cms");
    QTest::addColumn<QString>("code");
    const auto row = [this](const char *name, const char *arguments, const char *code) {
        const QStringList sign = words("cms -sign -in content -binary -signer c.pem -inkey k.pem -outform DER");
        QTest::newRow(name) << m_openssl.run(sign + words(arguments)).output << QString::fromLatin1(code);
    };
    row("with signing time and capabilities", "-cades", "cms_attribute_unexpected");
    row("without ESS certificate", "-nosmimecap", "cms_attribute_missing");
    row("without attributes", "-noattr", "error:cms_malformed");
    row("without certificate", "-cades -nocerts", "error:cms_certificate_missing");
    row("content attached", "-cades -nodetach", "error:cms_malformed");
    row("signer by key identifier", "-cades -keyid", "error:cms_malformed");
    row("SHA-512", "-cades -md sha512", "error:cms_malformed");
    row("indefinite lengths", "-cades -stream -nodetach", "error:cms_malformed");
}

void CmsTest::signaturesOfOtherProgramsAreRefused()
{
    QFETCH(QByteArray, cms);
    QFETCH(QString, code);
    QVERIFY(!cms.isEmpty());
    const auto finding = verifyDetached(cms, m_digest);
    QVERIFY2(codesOf(finding).contains(code), qPrintable(codesOf(finding).join(u' ')));
    QVERIFY(!finding || !finding->intact);
}

void CmsTest::leadingLength_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("length");
    const int whole = static_cast<int>(m_cms.size());
    QTest::newRow("alone") << m_cms << whole;
    QTest::newRow("padded") << m_cms + QByteArray(500, '\0') << whole;
    QTest::newRow("cut") << m_cms.chopped(1) << -1;
    QTest::newRow("empty") << QByteArray() << -1;
    QTest::newRow("tag alone") << QByteArray("\x30") << -1;
    QTest::newRow("indefinite") << QByteArray("\x30\x80\x00\x00", 4) << -1;
    QTest::newRow("long form of a short length") << QByteArray("\x30\x81\x01\x00", 4) << -1;
    QTest::newRow("leading zero") << QByteArray("\x30\x82\x00\x80", 4) + QByteArray(128, 'x') << -1;
    QTest::newRow("length of four bytes") << QByteArray("\x30\x84\x00\x00\x00\x01\x00", 7) << -1;
    QTest::newRow("tag of two bytes") << QByteArray("\x3f\x01\x00", 3) << -1;
}

void CmsTest::leadingLength()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, length);
    const auto found = leadingDerLength(bytes);
    QCOMPARE(found.has_value() ? *found : -1, static_cast<qsizetype>(length));
}

QTEST_GUILESS_MAIN(CmsTest)
#include "tst_cms.moc"
