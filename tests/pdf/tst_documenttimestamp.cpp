// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A document time stamp behind signatures whose own room is covered by now: exactly that update is accepted.
#include "crypto/timestamp.h"
#include "crypto/timestampauthority.h"
#include "pdf/forge.h"
#include "pdf/pdftimestamp.h"
#include "pdf/pdfverifier.h"

#include <QTest>

using namespace cutover;
using namespace cutover::tests;

namespace {

using Change = std::function<void(Forge &)>;

QStringList codesOf(const pdf::PdfFindings &findings)
{
    QStringList codes;
    const auto add = [&codes](const QList<pdf::PdfError> &problems) {
        for (const auto &problem : problems)
            codes.append(pdf::codeName(problem.code) +
                         (problem.data.isEmpty() ? QString() : u' ' + problem.data.join(u' ')));
    };
    add(findings.problems);
    for (const auto &signature : findings.signatures)
        add(signature.problems);
    for (const auto &timestamp : findings.timestamps)
        add(timestamp.problems);
    return codes;
}

} // namespace

class DocumentTimestampTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void ourUpdateIsAccepted();
    void whoeverFollowsIsAccepted();
    void othersStillCallTheSignaturesValid();
    void anythingElseIsRefused_data();
    void anythingElseIsRefused();
    void whatCannotBeStamped_data();
    void whatCannotBeStamped();
    void theSignaturesOwnRoomIsClosed();

private:
    [[nodiscard]] QByteArray tokenOver(const QByteArray &digest) const
    {
        return crypto::tokenOf(m_authority.answer(crypto::makeTimestampRequest(digest)->der)).value();
    }
    [[nodiscard]] QByteArray stamped(const QByteArray &pdf) const
    {
        return pdf::withDocumentTimestamp(pdf, tokenOver(*pdf::documentDigestOf(pdf))).value();
    }
    [[nodiscard]] QByteArray countersigned(const QByteArray &pdf, const SigningKey &key) const
    {
        return pdf::signPdf(pdf, requestOf(key, signerOf(m_content.statement, key.certificate), {})).value();
    }
    /// The stamp's revision changed, and stamped again by the same authority.
    [[nodiscard]] QByteArray forged(const Change &change) const
    {
        Forge forge = Forge::open(m_stamped, m_twice.size());
        forge.cms = [this](QByteArrayView digest, const SigningKey &) { return tokenOver(digest.toByteArray()); };
        change(forge);
        return forge.sign(m_signer);
    }

    TimestampAuthority m_authority;
    SigningKey m_signer = SigningKey::make(u"Release manager"_s);
    SigningKey m_second = SigningKey::make(u"Second signer"_s);
    SigningKey m_third = SigningKey::make(u"Third signer"_s);
    pdf::ReportContent m_content;
    QByteArray m_once;
    QByteArray m_twice;
    QByteArray m_stamped;
    QTemporaryDir m_folder;
};

void DocumentTimestampTest::initTestCase()
{
    m_content = contentOf(goStatement(), m_signer);
    m_once = signedReport(m_content, m_signer);
    m_twice = countersigned(m_once, m_second);
    m_stamped = stamped(m_twice);
}

void DocumentTimestampTest::ourUpdateIsAccepted()
{
    QVERIFY(m_stamped.startsWith(m_twice));
    const auto found = pdf::verifyPdf(m_stamped);
    QCOMPARE(codesOf(found), QStringList());
    QVERIFY(found.isIntact());
    QCOMPARE(found.signatures.size(), 2);
    QVERIFY(!found.signatures.first().coversWholeFile && found.signatures.last().coversWholeFile);
    QCOMPARE(found.timestamps.size(), 1);
    const auto &stamp = found.timestamps.first();
    QVERIFY(stamp.intact);
    QCOMPARE(stamp.signatures, 2);
    const auto attested = crypto::verifyTimestamp(stamp.token, {stamp.imprint, {}, {}}, {m_authority.root()});
    QVERIFY(attested && attested->isAttested());
    // Taken apart and put together again unchanged: so that each refusal below has its one cause.
    QCOMPARE(codesOf(pdf::verifyPdf(forged([](Forge &) {}))), QStringList());
}

void DocumentTimestampTest::whoeverFollowsIsAccepted()
{
    const auto thrice = countersigned(m_stamped, m_third);
    const auto found = pdf::verifyPdf(thrice);
    QCOMPARE(codesOf(found), QStringList());
    QVERIFY(found.isIntact());
    QCOMPARE(found.signatures.size(), 3);
    QCOMPARE(found.timestamps.first().signatures, 2);
    const auto room = pdf::withTimestamp(thrice, tokenOver(*pdf::signatureDigestOf(thrice)));
    QVERIFY(room && pdf::verifyPdf(*room).isIntact());
    const auto own = pdf::verifyPdf(stamped(thrice));
    QVERIFY(own.isIntact());
    QCOMPARE(own.timestamps.size(), 2);
    QCOMPARE(own.timestamps.last().signatures, 3);
}

void DocumentTimestampTest::othersStillCallTheSignaturesValid()
{
    const auto file = writeFile(m_folder, u"stamped.pdf"_s, m_stamped);
    const QString words = run(u"pdfsig"_s, {file}, m_folder.path());
    QCOMPARE(words.count(u"Signature is Valid."_s), 2);
    QVERIFY2(!words.contains(u"Signature is Invalid"_s), qPrintable(words));
    QVERIFY(run(u"qpdf"_s, {u"--check"_s, file}).contains(u"No syntax or stream encoding errors found"_s));
}

void DocumentTimestampTest::anythingElseIsRefused_data()
{
    QTest::addColumn<QByteArray>("pdf");
    QTest::addColumn<QString>("code");
    const auto row = [this](const char *name, const char *code, const Change &change) {
        QTest::newRow(name) << forged(change) << QString::fromLatin1(code);
    };
    const auto inField = [](const char *old, const char *now) {
        return [=](Forge &f) { f.replace(f.field(), old, now); };
    };
    const auto inStamp = [](const char *old, const char *now) {
        return [=](Forge &f) { f.replace(f.signature, old, now); };
    };
    row("a word of somebody", "field_malformed /TU", inField("/FT /Sig", "/FT /Sig /TU (Auditor)"));
    row("a place on the page", "field_malformed /Rect",
        [](Forge &f) { f.objects[f.field()].replace("0.00", "9.00").replace("/Rect [ 0 0 ", "/Rect [ 9 9 "); });
    row("another name", "field_malformed /T", inField("(Timestamp3)", "(Signature3)"));
    row("the name of another", "field_malformed /T", inField("(Timestamp3)", "(Signature1)"));
    row("hidden", "field_malformed /F", inField("/F 132", "/F 2"));
    row("a name in it", "signature_malformed /Name", inStamp("/Filter", "/Name (Auditor) /Filter"));
    row("a time in it", "signature_malformed /M", inStamp("/Filter", "/M (D:20260302134122Z) /Filter"));
    row("another filter", "signature_malformed /Filter", inStamp("/Adobe.PPKLite", "/Adobe.PPKLito"));
    row("called a signature", "sub_filter_unsupported /ETSI.RFC3161", inStamp("/DocTimeStamp", "/Sig"));
    row("a signature's sub-filter", "sub_filter_unsupported /ETSI.CAdES.detached",
        inStamp("/ETSI.RFC3161", "/ETSI.CAdES.detached"));
    row("a page changed with it", "object_changed page 1", [](Forge &f) {
        const int page = f.holding("/Type /Page\n");
        f.objects[page] = f.old(page).replace("/MediaBox [0 0 595", "/MediaBox [0 0 594");
    });
    row("an annotation more", "object_changed", [](Forge &f) {
        const int note = f.add("<< /Type /Annot /Subtype /FreeText /F 4 /Rect [ 0 0 595 842 ] /Contents (NO-GO) >>");
        f.replace(f.annotations(), "[ ", "[ " + QByteArray::number(note) + " 0 R ");
    });
    row("an object more", "object_added", [](Forge &f) { f.add("<< /Length 0 >>\nstream\n\nendstream"); });
    row("another title", "trailer_changed /Info", [](Forge &f) {
        const int other = f.add("<< /Title (NO-GO) >>");
        f.trailer.replace("/Info 2 ", "/Info " + QByteArray::number(other) + ' ');
    });
    row("an attachment more", "object_changed", [](Forge &f) {
        const int names = f.holding("<</Names[(");
        f.objects[names] = f.old(names).replace("/Names[(", "/Names[(a) 1 0 R (");
    });
    row("not to its end", "not_whole_file", [](Forge &f) {
        f.tail = "% more\n";
        f.range = [](auto a, auto b, auto end) { return Forge::honestRange(a, b, end - 7); };
    });
    row("not to its mark", "not_at_end_of_file_mark", [](Forge &f) {
        f.range = [](auto gap, auto gapEnd, auto end) { return Forge::honestRange(gap, gapEnd, end - 20); };
    });
    row("padding", "padding_not_zero",
        [](Forge &f) { f.contents = [](QByteArray hex) { return hex.replace(hex.size() - 2, 2, "01"); }; });
    row("no token", "timestamp_invalid timestamp_malformed",
        [](Forge &f) { f.cms = [](QByteArrayView, const SigningKey &) { return QByteArray(); }; });
    row("a signature for a token", "timestamp_invalid", [](Forge &f) {
        f.cms = [](QByteArrayView digest, const SigningKey &key) { return Forge::honestCms(digest, key); };
    });
    row("a token over something else", "timestamp_invalid timestamp_imprint_mismatch", [this](Forge &f) {
        f.cms = [this](QByteArrayView, const SigningKey &) { return tokenOver(crypto::sha256("else")); };
    });
    row("another's token", "timestamp_invalid timestamp_imprint_mismatch", [this](Forge &f) {
        f.cms = [this](QByteArrayView, const SigningKey &) {
            return pdf::verifyPdf(m_stamped).timestamps.first().token;
        };
        f.add("<< >>");
    });
    QByteArray flipped = m_stamped;
    const auto token = flipped.lastIndexOf("/Contents <") + 400;
    flipped[token] = flipped.at(token) == '0' ? '1' : '0';
    QTest::newRow("a digit flipped") << flipped << u"timestamp_invalid"_s;
    QTest::newRow("before anybody signed") << stamped(pdf::composeReport(m_content).pdf) << u"no_signature"_s;
    QTest::newRow("signed behind one that came too early")
        << countersigned(stamped(pdf::composeReport(m_content).pdf), m_signer) << u"signature_malformed /Type"_s;
    QTest::newRow("shown by no field") << forged([](Forge &f) {
        f.add("<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 >>");
    }) << u"signature_malformed field"_s;
}

void DocumentTimestampTest::anythingElseIsRefused()
{
    QFETCH(QByteArray, pdf);
    QFETCH(QString, code);
    const auto found = pdf::verifyPdf(pdf);
    QVERIFY(!found.isIntact());
    const auto all = codesOf(found);
    QVERIFY2(std::ranges::any_of(all, [&code](const QString &one) { return one.startsWith(code); }),
             qPrintable(all.join(u'\n')));
}

void DocumentTimestampTest::whatCannotBeStamped_data()
{
    QTest::addColumn<QByteArray>("pdf");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("code");
    const auto token = tokenOver(*pdf::documentDigestOf(m_twice));
    QTest::newRow("no PDF") << QByteArray("garbage") << token << u"not_a_pdf"_s;
    QTest::newRow("something behind it") << m_twice + "% more\n" << token << u"not_whole_file"_s;
    QTest::newRow("no token") << m_twice << QByteArray("garbage") << u"timestamp_invalid"_s;
    QTest::newRow("over another revision") << m_once << token << u"timestamp_invalid"_s;
    QTest::newRow("over the file alone") << m_twice << tokenOver(crypto::sha256(m_twice)) << u"timestamp_invalid"_s;
}

void DocumentTimestampTest::whatCannotBeStamped()
{
    QFETCH(QByteArray, pdf);
    QFETCH(QByteArray, token);
    QFETCH(QString, code);
    const auto made = pdf::withDocumentTimestamp(pdf, token);
    QVERIFY(!made);
    QCOMPARE(pdf::codeName(made.error().code), code);
}

/// A document time stamp covers it.
void DocumentTimestampTest::theSignaturesOwnRoomIsClosed()
{
    QCOMPARE(pdf::signatureDigestOf(m_stamped).error().code, pdf::PdfError::Code::NotWholeFile);
    const auto token = tokenOver(*pdf::signatureDigestOf(m_twice));
    QVERIFY(!pdf::withTimestamp(m_stamped, token));
}

QTEST_MAIN(DocumentTimestampTest)
#include "tst_documenttimestamp.moc"
