// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A detached signature with a time stamp over it: the one unsigned attribute that may be there.
#include "crypto/cms.h"
#include "crypto/cmsparts.h"
#include "crypto/digest.h"
#include "crypto/privatekey.h"
#include "crypto/timestamp.h"
#include "crypto/timestampauthority.h"

#include <QtTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;
using namespace cutover::tests;

namespace {

QStringList codesOf(const tl::expected<DetachedSignature, CryptoError> &finding)
{
    if (!finding)
        return {u"error:"_s + codeName(finding.error().code)};
    QStringList codes;
    for (const CryptoError &problem : finding->problems)
        codes.append(codeName(problem.code) + (problem.detail.isEmpty() ? QString() : u' ' + problem.detail));
    return codes;
}

QByteArray attributeOf(const QByteArray &type, const QList<QByteArray> &values)
{
    return der::make(der::Sequence, {type, der::makeSetOf(der::Set, values)});
}

} // namespace

class CmsTimestampTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aTokenIsCarried();
    void opensslStillVerifies();
    void everyFlippedByteIsNoticed();
    void whatCannotBeAdded_data();
    void whatCannotBeAdded();
    void unsignedAttributes_data();
    void unsignedAttributes();

private:
    [[nodiscard]] QByteArray tokenOver(const QByteArray &digest) const
    {
        return tokenOf(m_authority.answer(makeTimestampRequest(digest).value().der)).value();
    }
    /// The signature with these unsigned attributes, as a forger would put them there.
    [[nodiscard]] QByteArray with(const QList<QByteArray> &attributes) const;

    TimestampAuthority m_authority;
    std::optional<PrivateKey> m_key;
    std::optional<Certificate> m_certificate;
    QByteArray m_content = "the bytes that ByteRange covers";
    QByteArray m_digest = sha256(m_content);
    QByteArray m_cms;
    QByteArray m_token;
    QByteArray m_stamped;
};

QByteArray CmsTimestampTest::with(const QList<QByteArray> &attributes) const
{
    const auto element = [](QByteArrayView bytes) { return der::first(bytes).value(); };
    const auto parts = [](const der::Element &whole) { return der::elements(whole.content).value(); };
    const auto outer = parts(element(m_cms));
    const auto data = parts(parts(outer[1])[0]);
    const auto signer = parts(data[4])[0];
    QByteArray joined;
    for (const QByteArray &attribute : attributes)
        joined += attribute;
    const QByteArray info =
        der::make(der::Sequence, {signer.content.toByteArray(), der::make(der::Context1, {joined})});
    QByteArray head;
    for (int index = 0; index < 4; ++index)
        head += data[index].whole;
    const QByteArray signedData = der::make(der::Sequence, {head, der::make(der::Set, {info})});
    return der::make(der::Sequence, {outer[0].whole.toByteArray(), der::make(der::Context0, {signedData})});
}

void CmsTimestampTest::initTestCase()
{
    const QDateTime from(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    m_key.emplace(PrivateKey::generate().value());
    m_certificate.emplace(m_key->selfSignedCertificate(u"Signer"_s, {}, from, from.addYears(50)).value());
    m_cms = signDetached(m_digest, *m_certificate, [this](QByteArrayView b) { return m_key->sign(b); }).value();
    m_token = tokenOver(signatureDigestOf(m_cms).value());
    m_stamped = withTimestamp(m_cms, m_token).value();
}

void CmsTimestampTest::aTokenIsCarried()
{
    const auto plain = verifyDetached(m_cms, m_digest);
    QVERIFY(plain);
    QCOMPARE(plain->token, QByteArray());
    QCOMPARE(plain->signatureDigest, signatureDigestOf(m_cms).value());
    const auto finding = verifyDetached(m_stamped, m_digest);
    QCOMPARE(codesOf(finding), QStringList());
    QVERIFY(finding->intact);
    QCOMPARE(finding->token, m_token);
    QCOMPARE(finding->signatureDigest, plain->signatureDigest);
    QCOMPARE(finding->signer, *m_certificate);
    const auto time = verifyTimestamp(finding->token, {finding->signatureDigest, {}, {}}, {m_authority.root()});
    QVERIFY(time && time->isAttested());
    QCOMPARE(m_stamped, with({attributeOf(cms::timestampTokenOid(), {m_token})}));
}

void CmsTimestampTest::opensslStillVerifies()
{
    OpensslProgram openssl;
    openssl.put(u"content"_s, m_content);
    openssl.put(u"signature.der"_s, m_stamped);
    openssl.put(u"certificate.pem"_s, m_certificate->pem());
    const auto answer = openssl.run(words("cms -verify -inform DER -in signature.der -binary -content content "
                                          "-CAfile certificate.pem -cades -attime 1800000000 -out verified"));
    QVERIFY2(answer.exitCode == 0, answer.errors.constData());
    const QByteArray text = openssl.run(words("cms -cmsout -print -inform DER -in signature.der")).output;
    QVERIFY(text.contains("id-smime-aa-timeStampToken"));
}

void CmsTimestampTest::everyFlippedByteIsNoticed()
{
    for (qsizetype at = 0; at < m_stamped.size(); ++at) {
        QByteArray spoilt = m_stamped;
        spoilt[at] = static_cast<char>(spoilt.at(at) ^ 1);
        const auto finding = verifyDetached(spoilt, m_digest);
        // A certificate that another issued shows its own damage only under its issuer.
        const bool isNoticed =
            !finding || !finding->intact ||
            !verifyTimestamp(finding->token, {finding->signatureDigest, {}, {}}, {m_authority.root()})->isAttested();
        QVERIFY2(isNoticed, QByteArray::number(at).constData());
    }
}

void CmsTimestampTest::whatCannotBeAdded_data()
{
    QTest::addColumn<QByteArray>("cms");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("code");
    const auto row = [this](const char *name, const QByteArray &token, const char *code) {
        QTest::newRow(name) << m_cms << token << QString::fromLatin1(code);
    };
    row("nothing", {}, "timestamp_invalid timestamp_malformed");
    row("garbage", "garbage", "timestamp_invalid timestamp_malformed");
    row("over the content", tokenOver(m_digest), "timestamp_invalid timestamp_imprint_mismatch");
    row("over the CMS", tokenOver(sha256(m_cms)), "timestamp_invalid timestamp_imprint_mismatch");
    QByteArray spoilt = m_token;
    spoilt.back() = static_cast<char>(spoilt.back() ^ 1);
    row("its signature spoilt", spoilt, "timestamp_invalid timestamp_signature_invalid");
    row("a byte behind it", m_token + '\0', "timestamp_invalid timestamp_malformed");
    row("twice", m_token + m_token, "timestamp_invalid timestamp_malformed");
    QTest::newRow("a second one") << m_stamped << m_token << u"cms_attribute_unexpected unsigned attributes"_s;
    QTest::newRow("to garbage") << QByteArray("garbage") << m_token << u"cms_malformed ContentInfo"_s;
    QTest::newRow("to a cut CMS") << m_cms.chopped(1) << m_token << u"cms_malformed ContentInfo"_s;
    QTest::newRow("to the token itself") << m_token << m_token << u"cms_malformed SignedData"_s;
}

void CmsTimestampTest::whatCannotBeAdded()
{
    QFETCH(const QByteArray, cms);
    QFETCH(const QByteArray, token);
    const auto made = withTimestamp(cms, token);
    QVERIFY(!made);
    QTEST(QString(codeName(made.error().code) + (u' ' + made.error().detail)), "code");
}

void CmsTimestampTest::unsignedAttributes_data()
{
    QTest::addColumn<QByteArray>("cms");
    QTest::addColumn<QString>("code");
    const auto row = [this](const char *name, const QList<QByteArray> &attributes, const char *code) {
        QTest::newRow(name) << with(attributes) << QString::fromLatin1(code);
    };
    const char unexpected[] = "error:cms_attribute_unexpected";
    const QByteArray stamp = attributeOf(cms::timestampTokenOid(), {m_token});
    row("none in it", {}, unexpected);
    row("two time stamps", {stamp, stamp}, unexpected);
    row("two values", {attributeOf(cms::timestampTokenOid(), {m_token, m_token})}, unexpected);
    row("no value", {attributeOf(cms::timestampTokenOid(), {})}, unexpected);
    row("another attribute", {attributeOf(cms::signingCertificateV2Oid(), {m_token})}, unexpected);
    row("another beside it", {stamp, attributeOf(cms::contentTypeOid(), {cms::dataOid()})}, unexpected);
    row("another before it", {attributeOf(cms::contentTypeOid(), {cms::dataOid()}), stamp}, unexpected);
    row("a value that is no token", {attributeOf(cms::timestampTokenOid(), {cms::dataOid()})},
        "timestamp_invalid timestamp_malformed");
    row("over another signature", {attributeOf(cms::timestampTokenOid(), {tokenOver(sha256("another"))})},
        "timestamp_invalid timestamp_imprint_mismatch");
    ForgedToken wish;
    wish.imprint = signatureDigestOf(m_cms).value();
    const TimestampAuthority other;
    row("forged with another key",
        {attributeOf(cms::timestampTokenOid(), {forge(wish, m_authority.x509(), other.key())})},
        "timestamp_invalid timestamp_signature_invalid");
}

void CmsTimestampTest::unsignedAttributes()
{
    QFETCH(const QByteArray, cms);
    const auto finding = verifyDetached(cms, m_digest);
    QTEST(codesOf(finding).join(u"; "_s), "code");
    QVERIFY(!finding || !finding->intact);
}

QTEST_GUILESS_MAIN(CmsTimestampTest)
#include "tst_cmstimestamp.moc"
