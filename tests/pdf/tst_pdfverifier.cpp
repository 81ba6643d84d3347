// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the verifier refuses: bytes flipped in every region, bytes appended, revisions nobody signed. Other readers call
// several of these valid.
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
            codes.append(pdf::codeName(problem.code));
    }
    return codes;
}

/// A signature that does not hold is there, with its signer's name, and says what is wrong.
bool isNamed(const pdf::PdfFindings &findings)
{
    return std::any_of(findings.signatures.cbegin(), findings.signatures.cend(), [](const auto &signature) {
        return !signature.intact && !signature.problems.isEmpty() &&
               (signature.certificate || !signature.name.isEmpty());
    });
}

/// `pdf` with a further revision made of `objects` (number, text), as an attacker appends one.
QByteArray appended(QByteArray pdf, const QMap<int, QByteArray> &objects, const QByteArray &root)
{
    const qsizetype start = pdf.lastIndexOf("startxref\n") + 10;
    const QByteArray previous = pdf.mid(start, pdf.indexOf('\n', start) - start);
    const qsizetype sizeAt = pdf.lastIndexOf("/Size ") + 6;
    const int oldSize = pdf.mid(sizeAt, pdf.indexOf(' ', sizeAt) - sizeAt).toInt();
    const QByteArray size = QByteArray::number(std::max(oldSize, objects.lastKey() + 1));
    QByteArray table = "xref\n";
    for (auto object = objects.cbegin(); object != objects.cend(); ++object) {
        table += QByteArray::number(object.key()) + " 1\n" + QByteArray::number(pdf.size()).rightJustified(10, '0') +
                 " 00000 n \n";
        pdf += QByteArray::number(object.key()) + " 0 obj\n" + *object + "\nendobj\n";
    }
    const qsizetype at = pdf.size();
    return pdf + table + "trailer\n<< /Size " + size + " /Root " + root + " /Prev " + previous + " >>\nstartxref\n" +
           QByteArray::number(at) + "\n%%EOF\n";
}

} // namespace

class PdfVerifierTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void untouchedFileIsIntact();
    void unsignedFileHasNoSignature();
    void flippedByteIsRefused_data();
    void flippedByteIsRefused();
    void noFlippedByteIsMissed_data();
    void noFlippedByteIsMissed();
    void damagedFileNamesItsSigner();
    void appendedBytesAreRefused_data();
    void appendedBytesAreRefused();
    void cutFileIsRefused_data();
    void cutFileIsRefused();
    void revisionNobodySignedIsRefused();
    void revisionBetweenSignaturesIsRefused();
    void formWithoutItsFieldHidesNoSignature();
    void otherSubFilterIsRefused();
    void envelopeMustBeThereOnce();
    void activeContentIsRefused();
    void encryptedFileIsRefused();
    void hugeFileIsRefusedUnread();
    void everyCodeHasItsName();

private:
    [[nodiscard]] qsizetype after(const QByteArray &mark, qsizetype offset = 0) const
    {
        return m_signed.lastIndexOf(mark) + mark.size() + offset;
    }
    QByteArray signOver(const QByteArray &pdf, const SigningKey &signer)
    {
        return pdf::signPdf(pdf, requestOf(signer, m_content.signers.first(), {})).value_or(QByteArray());
    }
    /// "12 0 R" of the document's catalog.
    [[nodiscard]] QByteArray root() const
    {
        const qsizetype at = m_signed.lastIndexOf("/Root ") + 6;
        return m_signed.mid(at, m_signed.indexOf('R', at) + 1 - at);
    }

    SigningKey m_signer = SigningKey::make(u"Release manager"_s);
    pdf::ReportContent m_content;
    QByteArray m_base;
    QByteArray m_signed;
};

void PdfVerifierTest::initTestCase()
{
    m_content = contentOf(goStatement(), m_signer);
    const pdf::ComposedReport report = pdf::composeReport(m_content);
    m_base = report.pdf;
    m_signed = signedReport(m_content, m_signer);
    QVERIFY(!m_signed.isEmpty());
}

void PdfVerifierTest::untouchedFileIsIntact()
{
    const pdf::PdfFindings findings = pdf::verifyPdf(m_signed);
    QCOMPARE(codesOf(findings), QStringList());
    QVERIFY(findings.isIntact());
    QCOMPARE(findings.signatures.size(), 1);
    QVERIFY(findings.signatures.first().intact && findings.signatures.first().coversWholeFile);
    QCOMPARE(findings.envelope, m_content.envelope);
    QCOMPARE(findings.envelopeName, m_content.envelopeName);
}

void PdfVerifierTest::unsignedFileHasNoSignature()
{
    const pdf::PdfFindings findings = pdf::verifyPdf(m_base);
    QCOMPARE(codesOf(findings), QStringList{u"no_signature"_s});
    QVERIFY(!findings.isIntact());
    QCOMPARE(findings.envelope, m_content.envelope);
}

void PdfVerifierTest::flippedByteIsRefused_data()
{
    QTest::addColumn<qsizetype>("at");
    QTest::addColumn<int>("bit");
    QTest::addColumn<QStringList>("codes");
    const QStringList altered{u"digest_mismatch"_s, u"structure_damaged"_s};
    const qsizetype contents = m_signed.indexOf("/Contents <") + 11;
    const qsizetype padding = m_signed.indexOf('>', contents) - 10;
    QTest::newRow("first byte") << qsizetype(0) << 1 << QStringList{u"not_a_pdf"_s};
    QTest::newRow("version") << qsizetype(7) << 1 << QStringList{u"digest_mismatch"_s};
    QTest::newRow("binary comment") << qsizetype(11) << 1 << QStringList{u"digest_mismatch"_s};
    QTest::newRow("page size") << m_signed.indexOf("/MediaBox [0 0 595") + 15 << 1 << QStringList{u"digest_mismatch"_s};
    QTest::newRow("page content") << m_signed.indexOf("stream\n") + 300 << 1 << altered;
    QTest::newRow("attachment") << m_signed.indexOf("stream\n", m_signed.indexOf("/EmbeddedFile")) + 40 << 1 << altered;
    QTest::newRow("attachment's name") << m_signed.indexOf("/F (9e41c07a") + 6 << 1
                                       << QStringList{u"digest_mismatch"_s};
    QTest::newRow("title") << m_signed.indexOf("/Title (") + 11 << 1 << QStringList{u"digest_mismatch"_s};
    QTest::newRow("base table") << m_signed.indexOf("xref\n0 ") + 60 << 1 << altered;
    QTest::newRow("base trailer's ID") << m_signed.indexOf("/ID [<") + 10 << 1 << altered;
    QTest::newRow("ByteRange 0") << m_signed.indexOf("/ByteRange [0") + 12 << 1 << QStringList{u"byte_range_invalid"_s};
    QTest::newRow("ByteRange digit") << m_signed.indexOf(']', m_signed.indexOf("/ByteRange [0")) - 1 << 1
                                     << QStringList{u"not_at_end_of_file_mark"_s, u"byte_range_invalid"_s,
                                                    u"not_whole_file"_s};
    QTest::newRow("Contents' bracket") << contents - 1 << 1
                                       << QStringList{u"structure_damaged"_s, u"gap_not_contents"_s};
    QTest::newRow("Contents' first digit") << contents << 1 << QStringList{u"cms_invalid"_s};
    QTest::newRow("Contents, within") << contents + 200 << 1 << QStringList{u"cms_invalid"_s, u"gap_not_contents"_s};
    QTest::newRow("padding") << padding << 1 << QStringList{u"padding_not_zero"_s};
    QTest::newRow("reason") << m_signed.lastIndexOf("/Reason (") + 12 << 1 << QStringList{u"digest_mismatch"_s};
    QTest::newRow("time") << m_signed.lastIndexOf("/M (D:2026") + 8 << 1 << QStringList{u"digest_mismatch"_s};
    QTest::newRow("sub-filter") << m_signed.lastIndexOf("/ETSI.CAdES") + 3 << 1
                                << QStringList{u"sub_filter_unsupported"_s};
    QTest::newRow("last table") << after("\nxref\n", 20) << 1 << altered;
    QTest::newRow("last trailer's Size") << after("/Size ") << 1 << altered;
    QTest::newRow("Prev") << after("/Prev ") << 1 << altered;
    QTest::newRow("startxref") << after("startxref\n") << 1 << QStringList{u"structure_damaged"_s};
    QTest::newRow("end-of-file mark") << m_signed.size() - 3 << 1 << QStringList{u"not_whole_file"_s};
    QTest::newRow("last byte") << m_signed.size() - 1 << 1 << QStringList{u"structure_damaged"_s, u"not_whole_file"_s};
}

void PdfVerifierTest::flippedByteIsRefused()
{
    QFETCH(qsizetype, at);
    QFETCH(int, bit);
    QFETCH(QStringList, codes);
    QVERIFY(at >= 0 && at < m_signed.size());
    QByteArray pdf = m_signed;
    pdf[at] = static_cast<char>(pdf.at(at) ^ bit);
    const pdf::PdfFindings findings = pdf::verifyPdf(pdf);
    const QStringList found = codesOf(findings);
    QVERIFY(!findings.isIntact());
    QVERIFY2(std::any_of(codes.cbegin(), codes.cend(), [&found](const QString &code) { return found.contains(code); }),
             qPrintable(found.join(u' ')));
}

void PdfVerifierTest::noFlippedByteIsMissed_data()
{
    QTest::addColumn<int>("bit");
    QTest::newRow("lowest") << 0x01;
    QTest::newRow("letter case") << 0x20;
    QTest::newRow("highest") << 0x80;
}

void PdfVerifierTest::noFlippedByteIsMissed()
{
    QFETCH(int, bit);
    const qsizetype contents = m_signed.indexOf("/Contents <") + 11;
    QByteArray pdf = m_signed;
    // Densest in the update's own words, in the CMS and at the end; all of it would take minutes.
    for (qsizetype at = 0; at < pdf.size(); ++at) {
        const bool isNear = (at > contents - 150 && at < contents + 2000) || at > pdf.size() - 200;
        if ((at + bit) % (isNear ? 11 : 1499) != 0)
            continue;
        pdf[at] = static_cast<char>(pdf.at(at) ^ bit);
        const pdf::PdfFindings findings = pdf::verifyPdf(pdf);
        QVERIFY2(!findings.isIntact(), qPrintable(QString::number(at)));
        QVERIFY2(isNamed(findings), qPrintable(QString::number(at)));
        pdf[at] = static_cast<char>(pdf.at(at) ^ bit);
    }
    QVERIFY(pdf::verifyPdf(pdf).isIntact());
}

void PdfVerifierTest::damagedFileNamesItsSigner()
{
    const SigningKey second = SigningKey::make(u"Security lead"_s);
    QByteArray pdf = signOver(m_signed, second);
    const qsizetype table = pdf.indexOf("xref\n");
    pdf[table] = 'X';
    const pdf::PdfFindings findings = pdf::verifyPdf(pdf);
    QCOMPARE(findings.problems.first().code, pdf::PdfError::Code::StructureDamaged);
    QCOMPARE(findings.signatures.size(), 2);
    QCOMPARE(findings.signatures.first().certificate, m_signer.certificate);
    QCOMPARE(findings.signatures.last().certificate, second.certificate);
    for (const pdf::PdfSignature &signature : findings.signatures)
        QVERIFY(!signature.intact && !signature.problems.isEmpty());
}

void PdfVerifierTest::appendedBytesAreRefused_data()
{
    QTest::addColumn<QByteArray>("tail");
    QTest::newRow("a line feed") << QByteArray("\n");
    QTest::newRow("a blank") << QByteArray(" ");
    QTest::newRow("a comment") << QByteArray("% hello\n");
    QTest::newRow("zeros") << QByteArray(100, '\0');
    QTest::newRow("an object") << QByteArray("900 0 obj\n<< >>\nendobj\n");
    QTest::newRow("a second mark") << QByteArray("%%EOF\n");
}

void PdfVerifierTest::appendedBytesAreRefused()
{
    QFETCH(QByteArray, tail);
    const pdf::PdfFindings findings = pdf::verifyPdf(m_signed + tail);
    QVERIFY(!findings.isIntact());
    const QStringList found = codesOf(findings);
    QVERIFY2(found.contains(u"not_whole_file"_s), qPrintable(found.join(u' ')));
}

void PdfVerifierTest::cutFileIsRefused_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {0, 1, 8, 1000, 50'000})
        QTest::addRow("first %d", static_cast<int>(size)) << size;
    for (const qsizetype cut : {1, 5, 7, 30, 400, 2000})
        QTest::addRow("without last %d", static_cast<int>(cut)) << m_signed.size() - cut;
}

void PdfVerifierTest::cutFileIsRefused()
{
    QFETCH(qsizetype, size);
    const pdf::PdfFindings findings = pdf::verifyPdf(m_signed.first(size));
    QVERIFY(!findings.isIntact());
    QVERIFY(!codesOf(findings).isEmpty());
}

void PdfVerifierTest::revisionNobodySignedIsRefused()
{
    const QByteArray pdf = appended(m_signed, {{400, "<< /Note (nobody signed this) >>"}}, root());
    const QStringList found = codesOf(pdf::verifyPdf(pdf));
    QVERIFY2(found.contains(u"unexpected_revision"_s), qPrintable(found.join(u' ')));
    QVERIFY(found.contains(u"not_whole_file"_s));
    QVERIFY(!pdf::verifyPdf(pdf).isIntact());
}

void PdfVerifierTest::revisionBetweenSignaturesIsRefused()
{
    // A page replaced and then countersigned: pdfsig calls both signatures valid.
    const SigningKey second = SigningKey::make(u"Security lead"_s);
    const QByteArray between = appended(m_signed, {{400, "<< /Note (nobody signed this) >>"}}, root());
    const QByteArray pdf = signOver(between, second);
    QVERIFY(!pdf.isEmpty());
    const pdf::PdfFindings findings = pdf::verifyPdf(pdf);
    QVERIFY2(codesOf(findings).contains(u"unexpected_revision"_s), qPrintable(codesOf(findings).join(u' ')));
    QVERIFY(!findings.isIntact());
    QVERIFY(pdf::verifyPdf(signOver(m_signed, second)).isIntact());
}

void PdfVerifierTest::formWithoutItsFieldHidesNoSignature()
{
    const qsizetype at = m_signed.lastIndexOf(" 0 obj\n<< /Fields [");
    const qsizetype begin = m_signed.lastIndexOf('\n', at) + 1;
    const int form = m_signed.mid(begin, at - begin).toInt();
    QVERIFY(form > 0);
    const QByteArray pdf = appended(m_signed, {{form, "<< /Fields [] /SigFlags 3 >>"}}, root());
    const QStringList found = codesOf(pdf::verifyPdf(pdf));
    QVERIFY2(found.contains(u"signature_malformed"_s) && found.contains(u"no_signature"_s),
             qPrintable(found.join(u' ')));
}

void PdfVerifierTest::otherSubFilterIsRefused()
{
    QByteArray pdf = m_signed;
    pdf.replace("/ETSI.CAdES.detached", "/adbe.pkcs7.detached");
    QVERIFY(codesOf(pdf::verifyPdf(pdf)).contains(u"sub_filter_unsupported"_s));
}

void PdfVerifierTest::envelopeMustBeThereOnce()
{
    pdf::ReportContent content = m_content;
    content.envelope.clear();
    const pdf::PdfFindings without = pdf::verifyPdf(signedReport(content, m_signer));
    QCOMPARE(codesOf(without), QStringList{u"envelope_missing"_s});
    QVERIFY(!without.isIntact());
    QVERIFY(without.signatures.first().intact);
}

void PdfVerifierTest::activeContentIsRefused()
{
    QByteArray pdf = m_base;
    const qsizetype start = pdf.lastIndexOf("/Root ") + 6;
    const QByteArray catalog = pdf.mid(start, pdf.indexOf('R', start) + 1 - start);
    const int number = catalog.split(' ').first().toInt();
    const qsizetype at = pdf.indexOf('\n' + QByteArray::number(number) + " 0 obj\n");
    const qsizetype begin = pdf.indexOf("<<", at);
    QByteArray text = pdf.mid(begin, pdf.indexOf("endobj", begin) - begin).trimmed();
    text.insert(2, " /OpenAction << /S /JavaScript /JS (app.alert) >> ");
    const QByteArray active = signOver(appended(pdf, {{number, text}}, catalog), m_signer);
    QVERIFY(!active.isEmpty());
    QVERIFY2(codesOf(pdf::verifyPdf(active)).contains(u"active_content"_s),
             qPrintable(codesOf(pdf::verifyPdf(active)).join(u' ')));
}

void PdfVerifierTest::encryptedFileIsRefused()
{
    const QTemporaryDir folder;
    const QString plain = writeFile(folder, u"plain.pdf"_s, m_base);
    const QString encrypted = folder.filePath(u"encrypted.pdf"_s);
    run(u"qpdf"_s, {u"--encrypt"_s, QString(), u"owner"_s, u"256"_s, u"--"_s, plain, encrypted});
    QFile file(encrypted);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(codesOf(pdf::verifyPdf(file.readAll())).contains(u"encrypted"_s));
}

void PdfVerifierTest::hugeFileIsRefusedUnread()
{
    const QByteArray huge(pdf::largestPdf + 1, '%');
    QCOMPARE(codesOf(pdf::verifyPdf(huge)), QStringList{u"too_large"_s});
}

void PdfVerifierTest::everyCodeHasItsName()
{
    QSet<QString> names;
    for (int code = 0; code <= static_cast<int>(pdf::PdfError::Code::AnnotationUnexpected); ++code)
        names.insert(pdf::codeName(static_cast<pdf::PdfError::Code>(code)));
    QCOMPARE(names.size(), static_cast<int>(pdf::PdfError::Code::AnnotationUnexpected) + 1);
    QVERIFY(!names.contains(QString()));
}

QTEST_MAIN(PdfVerifierTest)

#include "tst_pdfverifier.moc"
