// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/timestamp.h"
#include "crypto/timestampauthority.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;
using namespace cutover::tests;
using Code = TimestampError::Code;

namespace {

const QByteArray imprint = sha256("the bytes that are attested");

QStringList codesOf(const tl::expected<Timestamp, TimestampError> &found)
{
    if (!found)
        return {u"error:"_s + codeName(found.error().code)};
    QStringList codes;
    for (const TimestampError &problem : found->problems)
        codes.append(codeName(problem.code));
    return codes;
}

CertificateWish lasting(const QDateTime &from, const QDateTime &to)
{
    CertificateWish wish;
    wish.notBefore = from;
    wish.notAfter = to;
    return wish;
}

QDateTime at(int year, int month, int day)
{
    return {QDate(year, month, day), QTime(14, 0), Qt::UTC};
}

} // namespace

class TimestampTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRealAuthorityAttests();
    void everyRequestIsItsOwn();
    void aPolicyIsAskedForAndJudged();
    void whatCannotBeAsked();
    void refusalsAreNamed_data();
    void refusalsAreNamed();
    void noResponse_data();
    void noResponse();
    void noToken_data();
    void noToken();
    void anotherMatter_data();
    void anotherMatter();
    void trustIsInOurAnchorsAlone_data();
    void trustIsInOurAnchorsAlone();
    void authoritiesOfTheWrongKind_data();
    void authoritiesOfTheWrongKind();
    void anExpiredAuthorityAttestsNothingNew();
    void whatWasAttestedBeforeItExpiredStays();
    void forgeries_data();
    void forgeries();
    void everyFlippedByteIsNoticed();

private:
    TimestampAuthority m_authority;
    TimestampRequest m_request;
    QByteArray m_response;
    QByteArray m_token;
};

void TimestampTest::initTestCase()
{
    m_request = makeTimestampRequest(imprint).value();
    m_response = m_authority.answer(m_request.der);
    QVERIFY(!m_response.isEmpty());
    m_token = tokenOf(m_response).value();
}

void TimestampTest::aRealAuthorityAttests()
{
    const auto found = verifyTimestamp(m_token, {imprint, m_request.nonce, {}}, {m_authority.root()});
    QVERIFY(found);
    QCOMPARE(codesOf(found), QStringList());
    QVERIFY(found->intact);
    QVERIFY(found->trusted);
    QVERIFY(found->isAttested());
    QVERIFY(qAbs(found->time.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QCOMPARE(found->time.timeSpec(), Qt::UTC);
    QCOMPARE(found->accuracyMs, 1500);
    QCOMPARE(found->policy, QLatin1String(TimestampAuthority::policy));
    QCOMPARE(found->serial, u"01"_s);
    QCOMPARE(found->authority, m_authority.certificate());
    QVERIFY(m_authority.opensslAgrees());
}

void TimestampTest::everyRequestIsItsOwn()
{
    const auto other = makeTimestampRequest(imprint).value();
    QCOMPARE(other.nonce.size(), 16);
    QVERIFY(other.nonce != m_request.nonce);
    QCOMPARE(other.der.size(), m_request.der.size());
}

void TimestampTest::aPolicyIsAskedForAndJudged()
{
    const QString wanted = QLatin1String(TimestampAuthority::otherPolicy);
    const auto request = makeTimestampRequest(imprint, wanted).value();
    const auto token = tokenOf(m_authority.answer(request.der)).value();
    QCOMPARE(codesOf(verifyTimestamp(token, {imprint, request.nonce, wanted}, {m_authority.root()})), QStringList());
    QCOMPARE(codesOf(verifyTimestamp(m_token, {imprint, {}, wanted}, {m_authority.root()})),
             QStringList{u"timestamp_policy_mismatch"_s});
}

void TimestampTest::whatCannotBeAsked()
{
    QCOMPARE(makeTimestampRequest("short").error().code, Code::ImprintMismatch);
    QCOMPARE(makeTimestampRequest(imprint, u"no policy"_s).error().code, Code::PolicyMismatch);
}

void TimestampTest::refusalsAreNamed_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QString>("detail");
    QTest::newRow("a policy it does not know")
        << makeTimestampRequest(imprint, u"1.3.6.1.4.1.99999.77"_s)->der << u"rejection unaccepted_policy"_s;
    QTest::newRow("no request") << QByteArray("garbage") << u"rejection bad_data_format"_s;
}

void TimestampTest::refusalsAreNamed()
{
    QFETCH(const QByteArray, request);
    const auto token = tokenOf(m_authority.answer(request));
    QVERIFY(!token);
    QCOMPARE(codeName(token.error().code), "timestamp_not_granted"_L1);
    QTEST(token.error().detail, "detail");
}

void TimestampTest::noResponse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Code>("code");
    QTest::newRow("nothing") << QByteArray() << Code::Malformed;
    QTest::newRow("garbage") << QByteArray("<html>it works</html>") << Code::Malformed;
    QTest::newRow("cut short") << m_response.chopped(1) << Code::Malformed;
    QTest::newRow("half") << m_response.first(m_response.size() / 2) << Code::Malformed;
    QTest::newRow("a byte behind") << m_response + '\0' << Code::Malformed;
    QTest::newRow("huge") << QByteArray(largestTimestamp + 1, '0') << Code::TooLarge;
    const QByteArray granted = QByteArray::fromHex("3003020100");
    QTest::newRow("granted without a token") << der::make(der::Sequence, {granted}) << Code::Malformed;
    QTest::newRow("empty") << der::make(der::Sequence, {}) << Code::Malformed;
    QTest::newRow("no status") << der::make(der::Sequence, {der::make(der::OctetString, {"x"})}) << Code::Malformed;
    QTest::newRow("a third part") << der::make(der::Sequence, {granted, m_token, m_token}) << Code::Malformed;
    QTest::newRow("waiting") << der::make(der::Sequence, {QByteArray::fromHex("3003020103"), m_token})
                             << Code::NotGranted;
    QTest::newRow("a status that is none")
        << der::make(der::Sequence, {QByteArray::fromHex("30030201ff"), m_token}) << Code::NotGranted;
}

void TimestampTest::noResponse()
{
    QFETCH(const QByteArray, bytes);
    const auto token = tokenOf(bytes);
    QVERIFY(!token);
    QTEST(token.error().code, "code");
}

void TimestampTest::noToken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Code>("code");
    QTest::newRow("nothing") << QByteArray() << Code::Malformed;
    QTest::newRow("garbage") << QByteArray("garbage") << Code::Malformed;
    QTest::newRow("the response") << m_response << Code::Malformed;
    QTest::newRow("cut short") << m_token.chopped(1) << Code::Malformed;
    QTest::newRow("a byte behind") << m_token + '\0' << Code::Malformed;
    QTest::newRow("huge") << QByteArray(largestTimestamp + 1, '0') << Code::TooLarge;
    QTest::newRow("a certificate") << m_authority.root().der() << Code::Malformed;
    const PkeyHandle key = mintEc();
    const CertificateHandle signer = mintCertificate({}, key.get());
    const std::unique_ptr<BIO, FreeWith<BIO_free>> data(BIO_new_mem_buf("text", 4));
    const Pkcs7Handle other(PKCS7_sign(signer.get(), key.get(), nullptr, data.get(), PKCS7_BINARY));
    QTest::newRow("signed data of another kind") << cutover::crypto::derOf(i2d_PKCS7, other.get()) << Code::Malformed;
}

void TimestampTest::noToken()
{
    QFETCH(const QByteArray, bytes);
    const auto found = verifyTimestamp(bytes, {imprint, {}, {}}, {m_authority.root()});
    QVERIFY(!found);
    QTEST(found.error().code, "code");
}

void TimestampTest::anotherMatter_data()
{
    QTest::addColumn<QByteArray>("imprint");
    QTest::addColumn<QByteArray>("nonce");
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QStringList>("codes");
    QByteArray flipped = imprint;
    flipped[31] = static_cast<char>(flipped[31] ^ 1);
    const QStringList otherImprint{u"timestamp_imprint_mismatch"_s};
    QTest::newRow("one bit of the imprint") << flipped << QByteArray() << QString() << otherImprint;
    QTest::newRow("part of the imprint") << imprint.first(16) << QByteArray() << QString() << otherImprint;
    QTest::newRow("no imprint") << QByteArray() << QByteArray() << QString() << otherImprint;
    QTest::newRow("the nonce of another request")
        << imprint << makeTimestampRequest(imprint)->nonce << QString() << QStringList{u"timestamp_nonce_mismatch"_s};
    QTest::newRow("a part of the nonce") << imprint << m_request.nonce.first(8) << QString()
                                         << QStringList{u"timestamp_nonce_mismatch"_s};
    QTest::newRow("another policy") << imprint << m_request.nonce << u"1.2.3"_s
                                    << QStringList{u"timestamp_policy_mismatch"_s};
    QTest::newRow("all three") << flipped << QByteArray("x") << u"1.2.3"_s
                               << QStringList{u"timestamp_imprint_mismatch"_s, u"timestamp_nonce_mismatch"_s,
                                              u"timestamp_policy_mismatch"_s};
}

void TimestampTest::anotherMatter()
{
    QFETCH(const QByteArray, imprint);
    QFETCH(const QByteArray, nonce);
    QFETCH(const QString, policy);
    const auto found = verifyTimestamp(m_token, {imprint, nonce, policy}, {m_authority.root()});
    QVERIFY(found);
    QTEST(codesOf(found), "codes");
    QVERIFY(!found->intact);
    QVERIFY(!found->trusted);
}

void TimestampTest::trustIsInOurAnchorsAlone_data()
{
    QTest::addColumn<QByteArrayList>("anchors");
    QTest::addColumn<bool>("trusted");
    const TimestampAuthority foreign;
    const QByteArray root = m_authority.root().der();
    QTest::newRow("its root") << QByteArrayList{root} << true;
    QTest::newRow("its own certificate") << QByteArrayList{m_authority.certificate().der()} << true;
    QTest::newRow("its root among others") << QByteArrayList{foreign.root().der(), root} << true;
    QTest::newRow("twice the same") << QByteArrayList{root, root} << true;
    QTest::newRow("none, not even the system's") << QByteArrayList() << false;
    QTest::newRow("a foreign root of the same name") << QByteArrayList{foreign.root().der()} << false;
    QTest::newRow("a foreign authority of the same name") << QByteArrayList{foreign.certificate().der()} << false;
}

void TimestampTest::trustIsInOurAnchorsAlone()
{
    QFETCH(const QByteArrayList, anchors);
    QFETCH(const bool, trusted);
    QList<Certificate> known;
    for (const QByteArray &anchor : anchors)
        known.append(Certificate::fromDer(anchor).value());
    const auto found = verifyTimestamp(m_token, {imprint, m_request.nonce, {}}, known);
    QVERIFY(found);
    QVERIFY2(found->intact, "trust is another axis");
    QCOMPARE(found->trusted, trusted);
    QCOMPARE(codesOf(found), trusted ? QStringList() : QStringList{u"timestamp_authority_untrusted"_s});
}

void TimestampTest::authoritiesOfTheWrongKind_data()
{
    QTest::addColumn<QByteArray>("purpose");
    QTest::newRow("no purpose") << QByteArray();
    QTest::newRow("not critical") << QByteArray("timeStamping");
    QTest::newRow("not alone") << QByteArray("critical,timeStamping,emailProtection");
    QTest::newRow("another") << QByteArray("critical,codeSigning");
    QTest::newRow("any") << QByteArray("critical,anyExtendedKeyUsage");
}

void TimestampTest::authoritiesOfTheWrongKind()
{
    QFETCH(const QByteArray, purpose);
    const TimestampAuthority authority({}, purpose);
    ForgedToken wish;
    wish.imprint = imprint;
    const QByteArray token = forge(wish, authority.x509(), authority.key());
    for (const Certificate &anchor : {authority.root(), authority.certificate()}) {
        const auto found = verifyTimestamp(token, {imprint, {}, {}}, {anchor});
        QCOMPARE(codesOf(found), QStringList{u"timestamp_wrong_purpose"_s});
        QVERIFY(found->intact);
        QVERIFY(!found->trusted);
    }
}

void TimestampTest::anExpiredAuthorityAttestsNothingNew()
{
    const auto now = QDateTime::currentDateTimeUtc();
    for (const auto &wish : {lasting(now.addYears(-1), now.addDays(-1)), lasting(now.addDays(1), now.addYears(1))}) {
        const TimestampAuthority authority(wish);
        const QByteArray token = tokenOf(authority.answer(m_request.der)).value();
        for (const Certificate &anchor : {authority.root(), authority.certificate()}) {
            const auto found = verifyTimestamp(token, {imprint, {}, {}}, {anchor});
            QCOMPARE(codesOf(found), QStringList{u"timestamp_authority_not_valid_at"_s});
            QVERIFY(found->intact);
        }
    }
}

void TimestampTest::whatWasAttestedBeforeItExpiredStays()
{
    const TimestampAuthority authority(lasting(at(2022, 1, 1), at(2023, 1, 1)));
    ForgedToken wish;
    wish.imprint = imprint;
    wish.time = at(2022, 6, 1);
    const auto found =
        verifyTimestamp(forge(wish, authority.x509(), authority.key()), {imprint, {}, {}}, {authority.root()});
    QCOMPARE(codesOf(found), QStringList());
    QCOMPARE(found->time, at(2022, 6, 1));
    QVERIFY(found->isAttested());
    QVERIFY(!found->accuracyMs);
}

void TimestampTest::forgeries_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QStringList>("codes");
    const auto row = [this](const char *name, const std::function<void(ForgedToken &)> &change,
                            const QStringList &codes) {
        ForgedToken wish;
        wish.imprint = imprint;
        change(wish);
        QTest::newRow(name) << forge(wish, m_authority.x509(), m_authority.key()) << codes;
    };
    static const TimestampAuthority other;
    row("honest", [](ForgedToken &) {}, {});
    row("another imprint", [](ForgedToken &wish) { wish.imprint = sha256("another"); },
        {u"timestamp_imprint_mismatch"_s});
    row("a longer imprint", [](ForgedToken &wish) { wish.imprint += 'x'; }, {u"timestamp_imprint_mismatch"_s});
    row("SHA-1", [](ForgedToken &wish) { wish.digest = EVP_sha1(); }, {u"timestamp_unsupported_algorithm"_s});
    row("SHA-512", [](ForgedToken &wish) { wish.digest = EVP_sha512(); }, {});
    row("no ESS", [](ForgedToken &wish) { wish.hasEss = false; }, {u"timestamp_ess_mismatch"_s});
    row("ESS names another", [](ForgedToken &wish) { wish.essNames = other.x509(); }, {u"timestamp_ess_mismatch"_s});
    row("no certificate", [](ForgedToken &wish) { wish.embedsCertificate = false; },
        {u"timestamp_certificate_missing"_s});
    row("two signers", [](ForgedToken &wish) { wish.signers = 2; }, {u"timestamp_signer_count"_s});
    row("no signer", [](ForgedToken &wish) { wish.signers = 0; }, {u"timestamp_signer_count"_s});
    ForgedToken foreign;
    foreign.imprint = imprint;
    QTest::newRow("another key") << forge(foreign, m_authority.x509(), other.key())
                                 << QStringList{u"timestamp_signature_invalid"_s};
}

void TimestampTest::forgeries()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QStringList, codes);
    const auto found = verifyTimestamp(token, {imprint, {}, {}}, {m_authority.root()});
    QCOMPARE(codesOf(found), codes);
    QCOMPARE(found->isAttested(), codes.isEmpty());
}

void TimestampTest::everyFlippedByteIsNoticed()
{
    for (qsizetype index = 0; index < m_token.size(); ++index) {
        for (const char bit : {'\x01', '\x80'}) {
            QByteArray flipped = m_token;
            flipped[index] = static_cast<char>(flipped[index] ^ bit);
            const auto found = verifyTimestamp(flipped, {imprint, m_request.nonce, {}}, {m_authority.root()});
            QVERIFY2(!found || !found->isAttested(), QByteArray::number(index).constData());
        }
    }
}

QTEST_GUILESS_MAIN(TimestampTest)
#include "tst_timestamp.moc"
