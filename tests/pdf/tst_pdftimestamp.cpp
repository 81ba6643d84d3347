// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A time stamp in a PDF's signature (PAdES B-T): put there without touching what is signed, and judged with it.
#include "crypto/digest.h"
#include "crypto/timestamp.h"
#include "crypto/timestampauthority.h"
#include "pdf/pdftimestamp.h"
#include "pdf/pdfverifier.h"
#include "pdf/samples.h"

#include <QTest>

using namespace cutover;
using namespace cutover::tests;

namespace {

QStringList codesOf(const pdf::PdfFindings &findings)
{
    QStringList codes;
    for (const pdf::PdfError &problem : findings.problems)
        codes.append(pdf::codeName(problem.code));
    for (const pdf::PdfSignature &signature : findings.signatures) {
        for (const pdf::PdfError &problem : signature.problems)
            codes.append(pdf::codeName(problem.code) +
                         (problem.data.isEmpty() ? QString() : u' ' + problem.data.join(u' ')));
    }
    return codes;
}

} // namespace

class PdfTimestampTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void aTokenFitsIntoTheReservedRoom();
    void pdfsigStillSaysValid();
    void eachSignerHasHisOwn();
    void onlyTheLastSignatureIsStamped();
    void whatCannotBePutIn_data();
    void whatCannotBePutIn();
    void aChangedTokenIsRefused_data();
    void aChangedTokenIsRefused();
    void aTokenOfAnotherSignatureIsRefused();

private:
    [[nodiscard]] QByteArray tokenFor(const QByteArray &pdf) const { return tokenOver(*pdf::signatureDigestOf(pdf)); }
    [[nodiscard]] QByteArray tokenOver(const QByteArray &digest) const
    {
        return crypto::tokenOf(m_authority.answer(crypto::makeTimestampRequest(digest)->der)).value();
    }
    [[nodiscard]] QByteArray countersigned(const QByteArray &pdf) const
    {
        return pdf::signPdf(pdf, requestOf(m_second, signerOf(m_content.statement, m_second.certificate), {})).value();
    }
    [[nodiscard]] bool attests(const pdf::PdfSignature &signature) const
    {
        const auto found =
            crypto::verifyTimestamp(signature.token, {signature.signatureDigest, {}, {}}, {m_authority.root()});
        return found && found->isAttested();
    }

    TimestampAuthority m_authority;
    SigningKey m_signer = SigningKey::make(u"Release manager"_s);
    SigningKey m_second = SigningKey::make(u"Second signer"_s);
    pdf::ReportContent m_content;
    QByteArray m_signed;
    QByteArray m_stamped;
    QTemporaryDir m_folder;
};

void PdfTimestampTest::initTestCase()
{
    m_content = contentOf(goStatement(), m_signer);
    m_signed = signedReport(m_content, m_signer);
    m_stamped = pdf::withTimestamp(m_signed, tokenFor(m_signed)).value();
}

void PdfTimestampTest::aTokenFitsIntoTheReservedRoom()
{
    const auto before = pdf::verifyPdf(m_signed);
    QVERIFY(before.signatures.first().token.isEmpty());
    const auto found = pdf::verifyPdf(m_stamped);
    QCOMPARE(codesOf(found), QStringList());
    QVERIFY(found.isIntact());
    QVERIFY(attests(found.signatures.first()));
    QCOMPARE(found.signatures.first().certificate, m_signer.certificate);
    QCOMPARE(m_stamped.size(), m_signed.size());
    const qsizetype at = found.signatures.first().digitsAt;
    const qsizetype behind = at + found.signatures.first().digitsSize;
    QCOMPARE(m_stamped.first(at), m_signed.first(at));
    QCOMPARE(m_stamped.sliced(behind), m_signed.sliced(behind));
}

void PdfTimestampTest::pdfsigStillSaysValid()
{
    const QString words = run(u"pdfsig"_s, {writeFile(m_folder, u"stamped.pdf"_s, m_stamped)}, m_folder.path());
    QVERIFY2(words.contains(u"Signature is Valid."_s), qPrintable(words));
    QVERIFY2(words.contains(u"Total document signed"_s), qPrintable(words));
}

void PdfTimestampTest::eachSignerHasHisOwn()
{
    const QByteArray twice = countersigned(m_stamped);
    const auto once = pdf::verifyPdf(twice);
    QVERIFY(once.isIntact());
    QVERIFY(!once.signatures.at(0).token.isEmpty());
    QVERIFY(once.signatures.at(1).token.isEmpty());
    const auto found = pdf::verifyPdf(pdf::withTimestamp(twice, tokenFor(twice)).value());
    QCOMPARE(codesOf(found), QStringList());
    QVERIFY(attests(found.signatures.at(0)));
    QVERIFY(attests(found.signatures.at(1)));
    QVERIFY(found.signatures.at(0).token != found.signatures.at(1).token);
}

void PdfTimestampTest::onlyTheLastSignatureIsStamped()
{
    const QByteArray twice = countersigned(m_signed);
    QCOMPARE(pdf::withTimestamp(twice, tokenFor(m_signed)).error().data, QStringList{u"timestamp_imprint_mismatch"_s});
    // By hand, into the room of the first: the second signature covers it.
    const auto first = pdf::verifyPdf(m_stamped).signatures.first();
    QByteArray forged = twice;
    forged.replace(first.digitsAt, first.digitsSize, m_stamped.mid(first.digitsAt, first.digitsSize));
    QCOMPARE(codesOf(pdf::verifyPdf(forged)), QStringList{u"digest_mismatch"_s});
}

void PdfTimestampTest::whatCannotBePutIn_data()
{
    QTest::addColumn<QByteArray>("pdf");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("code");
    const QByteArray token = tokenFor(m_signed);
    QTest::newRow("nothing") << m_signed << QByteArray() << u"timestamp_invalid timestamp_malformed"_s;
    QTest::newRow("garbage") << m_signed << QByteArray("garbage") << u"timestamp_invalid timestamp_malformed"_s;
    QTest::newRow("over the file") << m_signed << tokenOver(crypto::sha256(m_signed))
                                   << u"timestamp_invalid timestamp_imprint_mismatch"_s;
    QTest::newRow("a second one") << m_stamped << token
                                  << u"cms_invalid cms_attribute_unexpected unsigned attributes"_s;
    ForgedToken wish;
    wish.imprint = *pdf::signatureDigestOf(m_signed);
    wish.ballast = 70;
    const QByteArray large = forge(wish, m_authority.x509(), m_authority.key());
    QVERIFY(large.size() > pdf::reservedCmsBytes);
    QTest::newRow("one too large") << m_signed << large << u"signature_too_large"_s;
    QTest::newRow("into no PDF") << QByteArray("garbage") << token << u"not_a_pdf"_s;
    QTest::newRow("into an unsigned one") << pdf::composeReport(m_content).pdf << token << u"no_signature"_s;
    QTest::newRow("into one with something behind it") << m_signed + "% more\n" << token << u"not_whole_file"_s;
    QByteArray spoilt = m_signed;
    spoilt[200] = static_cast<char>(spoilt[200] ^ 1);
    QTest::newRow("into a changed one") << spoilt << token << QString();
}

void PdfTimestampTest::whatCannotBePutIn()
{
    QFETCH(const QByteArray, pdf);
    QFETCH(const QByteArray, token);
    QFETCH(const QString, code);
    const auto made = pdf::withTimestamp(pdf, token);
    QVERIFY(!made);
    const QString found = pdf::codeName(made.error().code) + (u' ' + made.error().data.join(u' '));
    QVERIFY2(found.startsWith(code), qPrintable(found));
}

void PdfTimestampTest::aChangedTokenIsRefused_data()
{
    QTest::addColumn<qsizetype>("at"); // within the token
    const auto found = pdf::verifyPdf(m_stamped).signatures.first();
    const qsizetype size = found.token.size();
    const QByteArray imprint = QByteArray::fromHex(found.signatureDigest.toHex());
    QTest::newRow("its imprint") << found.token.indexOf(imprint);
    QTest::newRow("its last byte") << size - 1;
    QTest::newRow("in the middle") << size / 2;
    QTest::newRow("its time") << found.token.indexOf(QByteArray::fromHex("180f")) + 16;
}

void PdfTimestampTest::aChangedTokenIsRefused()
{
    QFETCH(const qsizetype, at);
    const auto honest = pdf::verifyPdf(m_stamped).signatures.first();
    QByteArray spoilt = m_stamped;
    const qsizetype digit = spoilt.indexOf(honest.token.toHex()) + 2 * at + 1;
    QVERIFY(at >= 0 && digit > honest.digitsAt);
    spoilt[digit] = spoilt[digit] == '0' ? '1' : '0';
    const auto found = pdf::verifyPdf(spoilt);
    QVERIFY(!found.isIntact() || !attests(found.signatures.first()));
}

void PdfTimestampTest::aTokenOfAnotherSignatureIsRefused()
{
    const QByteArray other = signedReport(m_content, m_signer);
    const auto mine = pdf::verifyPdf(m_stamped).signatures.first();
    // An ECDSA signature has one of three lengths: ask until it is the same.
    QByteArray foreign;
    for (int asked = 0; asked < 50 && foreign.size() != mine.token.size(); ++asked)
        foreign = tokenFor(other);
    QByteArray forged = m_stamped;
    const qsizetype at = forged.indexOf(mine.token.toHex());
    QCOMPARE(foreign.size(), mine.token.size());
    forged.replace(at, foreign.size() * 2, foreign.toHex());
    QCOMPARE(codesOf(pdf::verifyPdf(forged)), QStringList{u"timestamp_invalid timestamp_imprint_mismatch"_s});
}

QTEST_MAIN(PdfTimestampTest)
#include "tst_pdftimestamp.moc"
