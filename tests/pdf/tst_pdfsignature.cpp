// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The signature as strangers' tools judge it: pdfsig with NSS, qpdf, pdfdetach, openssl.
#include "crypto/secret.h"
#include "pdf/pdfverifier.h"
#include "pdf/samples.h"

#include <QDir>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;

class PdfSignatureTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void pdfsigSaysValidAndTotal();
    void pdfsigTrustsTheImportedCertificate();
    void qpdfFindsNothing();
    void envelopeComesBackByteForByte();
    void envelopeVerifiesWithOpensslByThePrintedRecipe();
    void signatureIsAnUpdateThatChangesNothingBefore();
    void dictionarySaysWhoInWhatRoleAndWhy();
    void countersignatureKeepsTheFirstValid();
    void stampIsVisible();
    void invisibleSignatureIsValidToo();
    void everyKindOfDecisionCanBeSigned_data();
    void everyKindOfDecisionCanBeSigned();
    void samePdfAndTimeGiveSameUpdateButTheSignature();
    void certificateOutsideItsTimeIsRefused_data();
    void certificateOutsideItsTimeIsRefused();
    void failingKeyIsNamed();
    void wrongKeyIsRefused();
    void tooLargeCertificateIsRefused();
    void damagedInputIsRefused_data();
    void damagedInputIsRefused();
    void missingPageIsRefused();

private:
    QString pdfsig(const QByteArray &pdf, const QStringList &options = {})
    {
        return run(u"pdfsig"_s, options + QStringList{writeFile(m_folder, u"signed.pdf"_s, pdf)}, m_folder.path());
    }

    tl::expected<QByteArray, pdf::PdfError> signOver(const QByteArray &bytes)
    {
        return pdf::signPdf(bytes, requestOf(m_signer, m_content.signers.first(), m_report.places.first()));
    }

    QTemporaryDir m_folder;
    SigningKey m_signer = SigningKey::make(u"Release manager"_s);
    pdf::ReportContent m_content;
    pdf::ComposedReport m_report;
    QByteArray m_signed;
};

void PdfSignatureTest::initTestCase()
{
    m_content = contentOf(goStatement(), m_signer);
    m_report = pdf::composeReport(m_content);
    QCOMPARE(m_report.places.size(), 1);
    const auto signedPdf = signOver(m_report.pdf);
    QVERIFY2(signedPdf.has_value(), signedPdf ? "" : pdf::codeName(signedPdf.error().code).data());
    m_signed = *signedPdf;
}

void PdfSignatureTest::pdfsigSaysValidAndTotal()
{
    const QString words = pdfsig(m_signed);
    QVERIFY2(words.contains(u"Signature is Valid."_s), qPrintable(words));
    QVERIFY(words.contains(u"Total document signed"_s));
    QVERIFY(!words.contains(u"Not total document signed"_s));
    QVERIFY(words.contains(u"Signature Type: ETSI.CAdES.detached"_s));
    QVERIFY(words.contains(u"Signer Certificate Common Name: Release manager"_s));
    QVERIFY(words.contains(u"Signing Hash Algorithm: SHA-256"_s));
}

void PdfSignatureTest::pdfsigTrustsTheImportedCertificate()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"nss"_s));
    const QString base = u"sql:"_s + m_folder.filePath(u"nss"_s);
    const QString certificate = writeFile(m_folder, u"signer.pem"_s, m_signer.certificate.pem());
    run(u"certutil"_s, {u"-N"_s, u"-d"_s, base, u"--empty-password"_s}, m_folder.path());
    QVERIFY(!pdfsig(m_signed, {u"-nssdir"_s, base}).contains(u"Certificate is Trusted."_s));
    run(u"certutil"_s,
        {u"-A"_s, u"-d"_s, base, u"-n"_s, u"signer"_s, u"-t"_s, u"CT,C,C"_s, u"-a"_s, u"-i"_s, certificate},
        m_folder.path());
    const QString words = pdfsig(m_signed, {u"-nssdir"_s, base});
    QVERIFY2(words.contains(u"Certificate is Trusted."_s), qPrintable(words));
    QVERIFY(words.contains(u"Signature is Valid."_s));
}

void PdfSignatureTest::qpdfFindsNothing()
{
    const QString words = run(u"qpdf"_s, {u"--check"_s, writeFile(m_folder, u"check.pdf"_s, m_signed)});
    QVERIFY2(words.contains(u"No syntax or stream encoding errors found"_s), qPrintable(words));
    QVERIFY2(!words.contains(u"WARNING"_s), qPrintable(words));
}

void PdfSignatureTest::envelopeComesBackByteForByte()
{
    const QString file = writeFile(m_folder, u"detach.pdf"_s, m_signed);
    QVERIFY(run(u"pdfdetach"_s, {u"-list"_s, file}).contains(m_content.envelopeName));
    const QString saved = m_folder.filePath(u"saved.json"_s);
    run(u"pdfdetach"_s, {u"-save"_s, u"1"_s, u"-o"_s, saved, file});
    QFile envelope(saved);
    QVERIFY(envelope.open(QIODevice::ReadOnly));
    QCOMPARE(envelope.readAll(), m_content.envelope);
}

void PdfSignatureTest::envelopeVerifiesWithOpensslByThePrintedRecipe()
{
    const QString id = m_content.statement.id;
    writeFile(m_folder, id + u".pdf"_s, m_signed);
    writeFile(m_folder, u"SIGNER.pem"_s, m_signer.certificate.pem());
    const QString file = m_folder.filePath(id + u".pdf"_s);
    // The commands are taken off the printed page, where long ones are broken.
    QString text = run(u"pdftotext"_s, {u"-raw"_s, file, u"-"_s});
    text = text.mid(text.indexOf(u"With OpenSSL alone"_s)).replace(u'\n', u' ');
    QStringList commands;
    for (const QString &begin : {u"pdfdetach -save"_s, u"jq -r .payload"_s, u"jq -r '.signatures"_s, u"{ printf"_s,
                                 u"openssl x509"_s, u"openssl dgst"_s, u"With any PDF"_s})
        commands.append(QString::number(text.indexOf(begin)));
    QStringList lines;
    for (qsizetype index = 0; index + 1 < commands.size(); ++index) {
        const qsizetype from = commands.at(index).toLongLong();
        QVERIFY(from >= 0);
        lines.append(text.mid(from, commands.at(index + 1).toLongLong() - from).trimmed());
    }
    const QString script = u"cd '%1'\n%2\n"_s.arg(m_folder.path(), lines.join(u'\n'));
    const QString words = run(u"bash"_s, {u"-c"_s, script});
    QVERIFY2(words.contains(u"Verified OK"_s), qPrintable(script + words));
    QVERIFY2(words.contains(QString::fromLatin1(m_content.statementSha256.toHex())), qPrintable(words));
}

void PdfSignatureTest::signatureIsAnUpdateThatChangesNothingBefore()
{
    QVERIFY(m_signed.startsWith(m_report.pdf));
    QVERIFY(m_signed.contains("/SigFlags 3"));
    QVERIFY(m_signed.contains("/SubFilter /ETSI.CAdES.detached"));
    const qsizetype begin = m_signed.indexOf("/Contents <") + 11;
    QCOMPARE(m_signed.indexOf('>', begin) - begin, 2 * pdf::reservedCmsBytes);
}

void PdfSignatureTest::dictionarySaysWhoInWhatRoleAndWhy()
{
    const pdf::PdfFindings findings = pdf::verifyPdf(m_signed);
    QVERIFY(findings.isIntact());
    const pdf::PdfSignature &signature = findings.signatures.first();
    const pdf::ReportSigner &printed = m_content.signers.first();
    QCOMPARE(signature.name, printed.name);
    QCOMPARE(signature.role, printed.role);
    QCOMPARE(signature.meaning, printed.meaning);
    QCOMPARE(signature.reason, printed.reason);
    QCOMPARE(signature.time, printed.time);
    QCOMPARE(signature.certificate->der(), m_signer.certificate.der());
}

void PdfSignatureTest::countersignatureKeepsTheFirstValid()
{
    const SigningKey second = SigningKey::make(u"Security lead"_s);
    pdf::ReportContent content = m_content;
    content.awaitedSigners = 1;
    const pdf::ComposedReport report = pdf::composeReport(content);
    const auto once = pdf::signPdf(report.pdf, requestOf(m_signer, content.signers.first(), report.places.at(0)));
    const pdf::ReportSigner counter{u"Security lead"_s, u"security"_s,
                                    u"I countersign"_s, u"Keys and policies reviewed."_s,
                                    utc(2, 13, 46, 5),  second.certificate.fingerprint()};
    const auto twice = pdf::signPdf(*once, requestOf(second, counter, report.places.at(1)));
    QVERIFY(twice.has_value());
    QVERIFY(twice->startsWith(*once));
    const QString words = pdfsig(*twice);
    QCOMPARE(words.count(u"Signature is Valid."_s), 2);
    QCOMPARE(words.count(u"  - Total document signed"_s), 1);
    const pdf::PdfFindings findings = pdf::verifyPdf(*twice);
    QVERIFY(findings.isIntact());
    QCOMPARE(findings.signatures.size(), 2);
    QVERIFY(!findings.signatures.at(0).coversWholeFile && findings.signatures.at(1).coversWholeFile);
    QCOMPARE(findings.signatures.at(1).meaning, counter.meaning);
    QVERIFY(run(u"qpdf"_s, {u"--check"_s, writeFile(m_folder, u"two.pdf"_s, *twice)})
                .contains(u"No syntax or stream encoding errors found"_s));
}

void PdfSignatureTest::stampIsVisible()
{
    const auto pixels = [this](const QByteArray &pdf, const QString &name) {
        const QString file = writeFile(m_folder, name + u".pdf"_s, pdf);
        run(u"pdftoppm"_s, {u"-r"_s, u"72"_s, u"-f"_s, u"1"_s, u"-l"_s, u"1"_s, u"-png"_s, u"-singlefile"_s, file,
                            m_folder.filePath(name)});
        return QImage(m_folder.filePath(name + u".png"_s));
    };
    const QImage before = pixels(m_report.pdf, u"before"_s);
    const QImage after = pixels(m_signed, u"after"_s);
    QVERIFY(!before.isNull() && before.size() == after.size());
    const QRect place = m_report.places.first().rect.toAlignedRect();
    QVERIFY(before.copy(place.adjusted(2, 2, -2, -2)) != after.copy(place.adjusted(2, 2, -2, -2)));
    QImage outside = after;
    QPainter painter(&outside);
    const QRect around = place.adjusted(-2, -2, 2, 2);
    painter.drawImage(around.topLeft(), before, around);
    painter.end();
    QCOMPARE(outside.convertToFormat(QImage::Format_RGB32), before.convertToFormat(QImage::Format_RGB32));
}

void PdfSignatureTest::invisibleSignatureIsValidToo()
{
    const auto invisible = pdf::signPdf(m_report.pdf, requestOf(m_signer, m_content.signers.first(), {}));
    QVERIFY(invisible.has_value());
    QVERIFY(pdfsig(*invisible).contains(u"Signature is Valid."_s));
    QVERIFY(pdf::verifyPdf(*invisible).isIntact());
}

void PdfSignatureTest::everyKindOfDecisionCanBeSigned_data()
{
    QTest::addColumn<domain::DecisionKind>("kind");
    QTest::addColumn<pdf::Watermark>("watermark");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    const QString plain = u"Ten characters at least"_s;
    QTest::newRow("no-go") << domain::DecisionKind::NoGo << pdf::Watermark::None << u"Release manager"_s << plain;
    QTest::newRow("demo") << domain::DecisionKind::Go << pdf::Watermark::Demo << u"Release manager"_s << plain;
    QTest::newRow("rehearsal") << domain::DecisionKind::Go << pdf::Watermark::Rehearsal << u"Release manager"_s
                               << plain;
    QTest::newRow("reason of 200") << domain::DecisionKind::Go << pdf::Watermark::None << u"Release manager"_s
                                   << u"reasons, "_s.repeated(22) + u"ok"_s;
    QTest::newRow("Cyrillic, Greek") << domain::DecisionKind::Go << pdf::Watermark::None << u"Ольга Ωμέγα"_s
                                     << u"Все критерии «Go» (проверено)"_s;
    QTest::newRow("no glyphs, beyond the BMP")
        << domain::DecisionKind::Go << pdf::Watermark::None << u"山田 𠮷野"_s << u"全て合格です。問題なし。"_s;
    QTest::newRow("parentheses, backslash")
        << domain::DecisionKind::Go << pdf::Watermark::None << u"a) (b \\ c"_s << u")) /Contents <00> ((\\"_s;
}

void PdfSignatureTest::everyKindOfDecisionCanBeSigned()
{
    QFETCH(domain::DecisionKind, kind);
    QFETCH(pdf::Watermark, watermark);
    QFETCH(QString, name);
    QFETCH(QString, reason);
    domain::Statement statement = goStatement();
    statement.decision = kind;
    statement.signerName = name;
    statement.reason = reason;
    pdf::ReportContent content = contentOf(statement, m_signer);
    content.watermark = watermark;
    const QByteArray pdf = signedReport(content, m_signer);
    const QString words = pdfsig(pdf);
    QVERIFY2(words.contains(u"Signature is Valid."_s) && words.contains(u"Total document signed"_s), qPrintable(words));
    const pdf::PdfFindings findings = pdf::verifyPdf(pdf);
    QVERIFY(findings.isIntact());
    QCOMPARE(findings.signatures.first().name, name);
    QCOMPARE(findings.signatures.first().reason, reason);
    QCOMPARE(findings.envelope, content.envelope);
}

void PdfSignatureTest::samePdfAndTimeGiveSameUpdateButTheSignature()
{
    const auto blanked = [](QByteArray pdf) {
        const qsizetype begin = pdf.indexOf("/Contents <") + 11;
        return pdf.replace(begin, 2 * pdf::reservedCmsBytes, QByteArray(2 * pdf::reservedCmsBytes, '0'));
    };
    QCOMPARE(blanked(*signOver(m_report.pdf)), blanked(m_signed));
}

void PdfSignatureTest::certificateOutsideItsTimeIsRefused_data()
{
    QTest::addColumn<QDateTime>("time");
    QTest::newRow("before") << utc(1, 0, 0).addSecs(-1);
    QTest::newRow("after") << utc(1, 0, 1).addYears(2);
    QTest::newRow("none") << QDateTime();
}

void PdfSignatureTest::certificateOutsideItsTimeIsRefused()
{
    QFETCH(QDateTime, time);
    auto request = requestOf(m_signer, m_content.signers.first(), {});
    request.time = time;
    const auto result = pdf::signPdf(m_report.pdf, request);
    QVERIFY(!result);
    QCOMPARE(pdf::codeName(result.error().code), "certificate_not_valid_at"_L1);
}

void PdfSignatureTest::failingKeyIsNamed()
{
    auto request = requestOf(m_signer, m_content.signers.first(), {});
    request.sign = [](QByteArrayView) -> tl::expected<QByteArray, crypto::CryptoError> {
        return tl::unexpected(crypto::CryptoError{crypto::CryptoError::Code::WrongPassphrase, {}});
    };
    const auto result = pdf::signPdf(m_report.pdf, request);
    QVERIFY(!result);
    QCOMPARE(pdf::codeName(result.error().code), "signing_failed"_L1);
    QCOMPARE(result.error().data.first(), u"wrong_passphrase"_s);
}

void PdfSignatureTest::wrongKeyIsRefused()
{
    const SigningKey other = SigningKey::make(u"Somebody else"_s);
    auto request = requestOf(m_signer, m_content.signers.first(), {});
    request.sign = [&other](QByteArrayView bytes) { return other.key.sign(bytes); };
    const auto result = pdf::signPdf(m_report.pdf, request);
    QVERIFY(!result);
    QCOMPARE(result.error().data.first(), u"signature_invalid"_s);
}

void PdfSignatureTest::tooLargeCertificateIsRefused()
{
    const QString plain = m_folder.filePath(u"plain.pem"_s);
    const QString encrypted = m_folder.filePath(u"key.pem"_s);
    const QString large = m_folder.filePath(u"large.pem"_s);
    const QString configuration =
        writeFile(m_folder, u"large.cnf"_s,
                  "[req]\ndistinguished_name=dn\n[dn]\n[big]\nnsComment=" + QByteArray(20'000, 'x') + "\n");
    run(u"openssl"_s,
        {u"genpkey"_s, u"-algorithm"_s, u"EC"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-out"_s, plain});
    run(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-new"_s, u"-key"_s, plain, u"-subj"_s, u"/CN=Large"_s, u"-config"_s,
                       configuration, u"-extensions"_s, u"big"_s, u"-days"_s, u"3650"_s, u"-out"_s, large});
    run(u"openssl"_s,
        {u"pkcs8"_s, u"-topk8"_s, u"-in"_s, plain, u"-v2"_s, u"aes-256-cbc"_s, u"-v2prf"_s, u"hmacWithSHA256"_s,
         u"-iter"_s, u"600000"_s, u"-passout"_s, u"pass:correct horse staple"_s, u"-out"_s, encrypted});
    QFile certificateFile(large);
    QFile keyFile(encrypted);
    QVERIFY(certificateFile.open(QIODevice::ReadOnly) && keyFile.open(QIODevice::ReadOnly));
    const auto certificate = crypto::Certificate::fromPem(certificateFile.readAll());
    const auto key = crypto::PrivateKey::fromEncryptedPem(keyFile.readAll(),
                                                          crypto::Secret::consume(QByteArray("correct horse staple")));
    QVERIFY(certificate.has_value() && key.has_value());
    auto request = requestOf(m_signer, m_content.signers.first(), {});
    request.certificate = *certificate;
    request.time = certificate->notBefore().addSecs(60);
    request.sign = [&key](QByteArrayView bytes) { return key->sign(bytes); };
    const auto result = pdf::signPdf(m_report.pdf, request);
    QVERIFY(!result);
    QCOMPARE(pdf::codeName(result.error().code), "signature_too_large"_L1);
    QVERIFY(result.error().data.first().toLongLong() > 20'000);
}

void PdfSignatureTest::damagedInputIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QLatin1StringView>("code");
    const QByteArray good = m_report.pdf;
    QTest::newRow("nothing") << QByteArray() << "not_a_pdf"_L1;
    QTest::newRow("text") << QByteArray("hello") << "not_a_pdf"_L1;
    QTest::newRow("cut short") << good.first(good.size() / 2) << "structure_damaged"_L1;
    QTest::newRow("junk before") << "x" + good << "not_a_pdf"_L1;
    QTest::newRow("junk after") << good + "x"
                                << "not_whole_file"_L1;
    QTest::newRow("bad xref") << QByteArray(good).replace("xref\n0 ", "xreg\n0 ") << "structure_damaged"_L1;
}

void PdfSignatureTest::damagedInputIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QLatin1StringView, code);
    const auto result = signOver(bytes);
    QVERIFY(!result);
    QCOMPARE(pdf::codeName(result.error().code), code);
}

void PdfSignatureTest::missingPageIsRefused()
{
    const auto result =
        pdf::signPdf(m_report.pdf, requestOf(m_signer, m_content.signers.first(), {99, {0, 0, 100, 40}}));
    QVERIFY(!result);
    QCOMPARE(pdf::codeName(result.error().code), "structure_unsupported"_L1);
}

QTEST_MAIN(PdfSignatureTest)

#include "tst_pdfsignature.moc"
