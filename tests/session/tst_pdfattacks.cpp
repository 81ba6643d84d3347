// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Attacks on decision PDFs of our own making, most of them by somebody who holds a signer's key and an editor; and what
// is legitimate. Every row names the code that has to stand in the finding.
#include "crypto/forgedcms.h"
#include "pdf/forge.h"
#include "pdf/reservedplaces.h"
#include "session/handedfiles.h"

#include <QTest>

using namespace cutover;
using namespace cutover::tests;

namespace {

using Change = std::function<void(Forge &)>;
using Handed = QMap<QString, QByteArray>; ///< file name → envelope
using Cms = std::function<void(ForgedCms &, const SigningKey &)>;

QByteArray at(qsizetype offset)
{
    return QByteArray::number(offset);
}

/// The words of a trailer's numbers behind the last `key`.
qsizetype behindLast(const QByteArray &pdf, const QByteArray &key)
{
    return pdf.lastIndexOf(key) + key.size();
}

int sizeOf(const QByteArray &pdf)
{
    return pdf.mid(behindLast(pdf, "/Size "), 10).split(' ').first().toInt();
}

} // namespace

class PdfAttacksTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void attacksAreRefused_data();
    void attacksAreRefused();
    void theEnvelopeIsFoundByWhatItSays_data();
    void theEnvelopeIsFoundByWhatItSays();
    void aRevokedSignerIsRefused();
    void cleanupTestCase();

private:
    void addFlips();
    void addRanges();
    void addContents();
    void addTails();
    void addCountersigned();
    void addCms();
    void addActive();
    void addSigners();

    static void row(const char *name, const QByteArray &pdf, const char *code)
    {
        QTest::newRow(name) << pdf << QString::fromLatin1(code);
    }
    [[nodiscard]] QByteArray sign(const QByteArray &pdf, const SigningKey &key) const
    {
        const auto place = pdf::freePlaces(pdf).value(0);
        return pdf::signPdf(pdf, requestOf(key, m_content.signers.first(), place)).value_or(QByteArray());
    }
    /// The second signer changes what his own revision holds.
    [[nodiscard]] QByteArray countersigned(const Change &change) const
    {
        Forge forge = Forge::open(m_twice, m_once.size());
        change(forge);
        return forge.sign(m_files.second);
    }
    /// An unsigned update of `pdf` that writes one object again.
    [[nodiscard]] QByteArray edited(const QByteArray &pdf, const QByteArray &old, const QByteArray &now) const
    {
        Forge forge = Forge::open(m_twice, m_once.size());
        forge.before = pdf;
        forge.objects.clear();
        forge.signature = 0;
        const int number = forge.holding(old);
        forge.objects[number] = forge.old(number).replace(old, now);
        forge.trailer = "<< /Size " + QByteArray::number(sizeOf(pdf)) + " /Root 1 0 R /Info 2 0 R /Prev " +
                        pdf.mid(behindLast(pdf, "startxref\n")).split('\n').first() + " >>";
        return forge.sign(m_files.second);
    }

    [[nodiscard]] QByteArray pdfOver(const QByteArray &envelope) const
    {
        auto content = m_content;
        content.envelope = envelope;
        return sign(sign(pdf::composeReport(content).pdf, m_files.signer), m_files.second);
    }

    HandedFiles m_files;
    QString m_list;
    pdf::ReportContent m_content;
    QByteArray m_base;
    QByteArray m_once;
    QByteArray m_twice;
    QByteArray m_signedOn; ///< like it; its attached envelope is from before the second signature
    int m_folders = 0;
    int m_refused = 0;
};

void PdfAttacksTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_files.path(u"state"_s).toUtf8());
    m_list = m_files.write(u"two.dsse.json"_s, m_files.signersFile(m_files.list(2)));
    m_content = contentOf(goStatement(), m_files.signer);
    m_content.envelope = m_files.decision({&m_files.signer, &m_files.second});
    m_content.awaitedSigners = 1;
    m_base = pdf::composeReport(m_content).pdf;
    m_once = sign(m_base, m_files.signer);
    m_twice = sign(m_once, m_files.second);
    const auto untouched =
        session::FileVerifier({{m_list}, {}, m_files.trustFile()}).verify(m_files.write(u"good.pdf"_s, m_twice));
    QVERIFY2(untouched.valid, inFull(untouched).constData());
    QCOMPARE(untouched.signatures.size(), 2);
}

void PdfAttacksTest::attacksAreRefused_data()
{
    QTest::addColumn<QByteArray>("pdf");
    QTest::addColumn<QString>("code");
    addFlips();
    addRanges();
    addContents();
    addTails();
    addCountersigned();
    addCms();
    addActive();
    addSigners();
}

void PdfAttacksTest::addFlips()
{
    const auto flip = [this](const char *name, qsizetype offset, const char *code) {
        QVERIFY2(offset > 0 && offset < m_twice.size(), name);
        QTest::addRow("flip: %s", name) << flipped(m_twice, offset) << QString::fromLatin1(code);
    };
    // A digit that stays one: a flipped bit makes no digit of some.
    const auto digit = [this](const char *name, qsizetype offset, const char *code) {
        QVERIFY2(offset > 0 && offset < m_twice.size(), name);
        auto pdf = m_twice;
        pdf[offset] = pdf.at(offset) == '0' ? '1' : '0';
        QTest::addRow("flip: %s", name) << pdf << QString::fromLatin1(code);
    };
    const auto in = [this](const char *mark, qsizetype from, qsizetype further) {
        return m_twice.indexOf(mark, from) + further;
    };
    const qsizetype once = m_base.size();
    const qsizetype twice = m_once.size();
    flip("version", 7, "digest_mismatch");
    flip("binary comment", 11, "digest_mismatch");
    flip("catalog", in("/Lang (en", 0, 7), "digest_mismatch");
    flip("information", in("/Producer (", 0, 14), "digest_mismatch");
    flip("page tree", in("/Count 5", 0, 7), "digest_mismatch");
    flip("page", in("/MediaBox [0 0 595", 0, 17), "digest_mismatch");
    flip("page's content", in("stream\n", 0, 300), "digest_mismatch");
    flip("resources", in("/GSa 29", 0, 2), "digest_mismatch");
    flip("annotations", in("\n[ ]\n", 0, 2), "digest_mismatch");
    flip("attachment's name", in("/F (9e41", 0, 5), "digest_mismatch");
    flip("attachment", in("stream\n", in("\n40 0 obj", 0, 0), 60), "digest_mismatch");
    flip("font", in("/BaseFont /Cutover", 0, 14), "digest_mismatch");
    flip("font's file", in("stream\n", in("/Length1 ", 0, 0), 900), "digest_mismatch");
    flip("widths", in("/W [0 [", 0, 8), "digest_mismatch");
    flip("base: between objects", in("endobj\n", 0, 6), "digest_mismatch");
    flip("base: table's offset", in("\nxref\n0 ", 0, 60), "structure_damaged");
    flip("base: free entry", in("65535 f", 0, 3), "digest_mismatch");
    flip("base: trailer's size", in("trailer\n<< /Size ", 0, 17), "digest_mismatch");
    flip("base: ID", in("/ID [<", 0, 8), "digest_mismatch");
    flip("base: startxref", in("startxref\n", 0, 10), "structure_damaged");
    flip("base: end-of-file mark", in("%%EOF", 0, 2), "structure_damaged");
    flip("first: catalog", in("/AcroForm", once, 14), "digest_mismatch");
    flip("first: field's name", in("/T (Signature1", once, 6), "digest_mismatch");
    flip("first: stamp's place", in("/Rect [ 1", once, 8), "digest_mismatch");
    flip("first: stamp", in("stream\n", once, 7), "structure_unsupported"); // what is behind differs with every key
    flip("first: form", in("/SigFlags 3", once, 10), "digest_mismatch");
    flip("first: sub-filter", in("/ETSI.CAdES", once, 3), "sub_filter_unsupported");
    flip("first: range", in("/ByteRange [0 ", once, 23), "gap_not_contents");
    digit("first: signature", in("/Contents <", once, 200), "digest_mismatch");
    flip("first: padding", in("/Contents <", once, 30'000), "padding_not_zero");
    flip("first: name", in("/Name (", once, 9), "digest_mismatch");
    flip("first: reason", in("/Reason (", once, 12), "digest_mismatch");
    flip("first: time", in("/M (D:2026", once, 9), "digest_mismatch");
    flip("first: role", in("/CutoverRole (", once, 16), "digest_mismatch");
    flip("first: table", in("\nxref\n", once, 12), "structure_damaged");
    flip("first: Prev", in("/Prev ", once, 6), "structure_damaged");
    flip("second: form", in("/Fields [ ", twice, 10), "digest_mismatch");
    flip("second: range's end", m_twice.lastIndexOf("]\n/Contents <"), "structure_damaged");
    flip("second: bracket", m_twice.lastIndexOf("/Contents <") + 10, "structure_damaged");
    flip("second: signature's first digit", m_twice.lastIndexOf("/Contents <") + 11, "cms_invalid");
    digit("second: signature", m_twice.lastIndexOf("/Contents <") + 500, "certificate_changed");
    flip("second: padding", m_twice.lastIndexOf("/Contents <") + 32'000, "padding_not_zero");
    flip("second: reason", m_twice.lastIndexOf("/Reason (") + 12, "digest_mismatch");
    flip("second: table", behindLast(m_twice, "\nxref\n") + 12, "structure_damaged");
    flip("second: trailer's root", behindLast(m_twice, "/Root "), "structure_damaged");
    flip("second: startxref", behindLast(m_twice, "startxref\n"), "structure_damaged");
    flip("second: end-of-file mark", m_twice.size() - 3, "not_whole_file");
    flip("first byte", 1, "not_a_pdf");
}

void PdfAttacksTest::addRanges()
{
    const auto ranged = [this](const char *name, const char *code, auto numbers) {
        QTest::addRow("range: %s", name) << countersigned([&](Forge &f) { f.range = numbers; })
                                         << QString::fromLatin1(code);
    };
    ranged("from 1", "byte_range_invalid", [](auto gap, auto gapEnd, auto end) {
        return "1 " + at(gap - 1) + ' ' + at(gapEnd) + ' ' + at(end - gapEnd);
    });
    ranged("moved into the gap", "gap_not_contents", [](auto gap, auto gapEnd, auto end) {
        return "0 " + at(gap + 1) + ' ' + at(gapEnd) + ' ' + at(end - gapEnd);
    });
    ranged("gap begins early", "gap_not_contents", [](auto gap, auto gapEnd, auto end) {
        return "0 " + at(gap - 10) + ' ' + at(gapEnd) + ' ' + at(end - gapEnd);
    });
    ranged("gap ends late", "gap_not_contents", [](auto gap, auto gapEnd, auto end) {
        return "0 " + at(gap) + ' ' + at(gapEnd + 40) + ' ' + at(end - gapEnd - 40);
    });
    ranged("overlapping", "byte_range_invalid",
           [](auto gap, auto, auto end) { return "0 " + at(gap) + ' ' + at(gap - 100) + ' ' + at(end - gap + 100); });
    ranged("negative length", "byte_range_invalid",
           [](auto gap, auto gapEnd, auto end) { return "0 -" + at(gap) + ' ' + at(gapEnd) + ' ' + at(end - gapEnd); });
    ranged("negative offset", "byte_range_invalid",
           [](auto gap, auto gapEnd, auto end) { return "0 " + at(gap) + " -" + at(gapEnd) + ' ' + at(end - gapEnd); });
    ranged("no length", "byte_range_invalid",
           [](auto, auto gapEnd, auto end) { return "0 0 " + at(gapEnd) + ' ' + at(end - gapEnd); });
    ranged("nothing behind", "byte_range_invalid",
           [](auto gap, auto gapEnd, auto) { return "0 " + at(gap) + ' ' + at(gapEnd) + " 0"; });
    ranged("three numbers", "byte_range_invalid",
           [](auto gap, auto gapEnd, auto) { return "0 " + at(gap) + ' ' + at(gapEnd); });
    ranged("five numbers", "byte_range_invalid", [](auto gap, auto gapEnd, auto end) {
        return "0 " + at(gap) + ' ' + at(gapEnd) + ' ' + at(end - gapEnd) + " 0";
    });
    ranged("not integers", "byte_range_invalid", [](auto gap, auto gapEnd, auto end) {
        return "0 " + at(gap) + ".0 " + at(gapEnd) + ' ' + at(end - gapEnd);
    });
    ranged("beyond the file", "byte_range_invalid", [](auto gap, auto gapEnd, auto end) {
        return "0 " + at(gap) + ' ' + at(gapEnd) + ' ' + at(end - gapEnd + 1);
    });
    ranged("beyond all numbers", "byte_range_invalid",
           [](auto gap, auto gapEnd, auto) { return "0 " + at(gap) + ' ' + at(gapEnd) + " 999999999999"; });
    ranged("without the trailer", "not_at_end_of_file_mark", [](auto gap, auto gapEnd, auto end) {
        return "0 " + at(gap) + ' ' + at(gapEnd) + ' ' + at(end - gapEnd - 100);
    });
    ranged("without the last byte", "not_whole_file", [](auto gap, auto gapEnd, auto end) {
        return "0 " + at(gap) + ' ' + at(gapEnd) + ' ' + at(end - gapEnd - 1);
    });
    ranged("names", "byte_range_invalid", [](auto, auto, auto) { return QByteArray("/a /b /c /d"); });
    ranged("empty", "byte_range_invalid", [](auto, auto, auto) { return QByteArray(); });
    ranged("nested", "structure_damaged",
           [](auto gap, auto gapEnd, auto end) { return "[0 " + at(gap) + ' ' + at(gapEnd) + ' ' + at(end - gapEnd); });
}

void PdfAttacksTest::addContents()
{
    const auto filled = [this](const char *name, const char *code, auto contents) {
        QTest::addRow("contents: %s", name)
            << countersigned([&](Forge &f) { f.contents = contents; }) << QString::fromLatin1(code);
    };
    filled("all zeros", "cms_invalid", [](const QByteArray &hex) { return QByteArray(hex.size(), '0'); });
    filled("padding of ones", "padding_not_zero", [](QByteArray hex) { return hex.replace(hex.size() - 2, 2, "01"); });
    filled("a second CMS behind", "padding_not_zero", [](QByteArray hex) {
        const auto length = 2 * *crypto::leadingDerLength(QByteArray::fromHex(hex));
        return hex.replace(length, length, hex.first(length));
    });
    filled("blanks", "gap_not_contents", [](QByteArray hex) { return hex.replace(hex.size() - 2, 2, "  "); });
    filled("letters of both cases", "gap_not_contents",
           [](QByteArray hex) { return hex.replace(0, 60, hex.first(60).toUpper()); });
    filled("no digits", "structure_damaged", [](QByteArray hex) { return hex.replace(hex.size() - 2, 2, "xy"); });
    filled("a comment", "structure_damaged", [](QByteArray hex) { return hex.replace(hex.size() - 2, 2, "%x"); });
    const auto changed = [this](const char *name, const char *code, const Change &change) {
        QTest::addRow("contents: %s", name) << countersigned(change) << QString::fromLatin1(code);
    };
    changed("empty", "gap_not_contents", [](Forge &f) {
        QByteArray &text = f.objects[f.signature];
        const qsizetype begin = text.indexOf('<', text.indexOf("/Contents"));
        text.replace(begin, text.indexOf('>', begin) - begin, "<");
        f.cms = [](QByteArrayView, const SigningKey &) { return QByteArray(); };
    });
    changed("twice", "structure_damaged",
            [](Forge &f) { f.objects[f.signature].replace("/Contents <", "/Contents <00> /Contents <"); });
    changed("elsewhere", "gap_not_contents", [](Forge &f) {
        const int other = f.add("<" + QByteArray(2000, '0') + ">");
        f.objects[f.signature].replace("/Contents <", "/Contents " + QByteArray::number(other) + " 0 R /Filler <");
        f.range = [](auto, auto, auto) { return QByteArray("0 10 20 30"); };
    });
}

void PdfAttacksTest::addTails()
{
    for (const auto &[name, tail] :
         {std::pair("a comment", "% hello\n"), std::pair("a blank", " "), std::pair("a line feed", "\n"),
          std::pair("a second mark", "%%EOF\n"), std::pair("an object", "90 0 obj\n<< >>\nendobj\n")})
        QTest::addRow("appended: %s", name) << m_twice + tail << u"not_whole_file"_s;
    row("appended: an unsigned update", edited(m_twice, "/Lang (en)", "/Lang (fr)"), "unexpected_revision");
    row("appended: a page replaced", edited(m_twice, "/MediaBox [0 0 595", "/MediaBox [0 0 594"), "object_changed");
    const QByteArray last = m_twice.mid(behindLast(m_twice, "startxref\n")).split('\n').first();
    const QByteArray size = QByteArray::number(m_twice.size());
    const QByteArray number = QByteArray::number(sizeOf(m_twice));
    row("appended: a table of its own",
        m_twice + "xref\n0 0\ntrailer\n<< /Size " + number + " /Root 1 0 R /Info 2 0 R /Prev " + last +
            " >>\nstartxref\n" + size + "\n%%EOF\n",
        "unexpected_revision");
    row("appended: a table without a way back",
        m_twice + "xref\n0 0\ntrailer\n<< /Size 85 /Root 1 0 R >>\nstartxref\n" + size + "\n%%EOF\n",
        "structure_damaged");
    row("appended: a stream as table",
        m_twice + "90 0 obj\n<< /Type /XRef /Size 91 /Root 1 0 R /W [1 2 1] /Index [90 1] /Length 4 /Prev " + last +
            " >>\nstream\n" + QByteArray("\1\0\0\0", 4) + "\nendstream\nendobj\nstartxref\n" + size + "\n%%EOF\n",
        "structure_unsupported");
    row("appended: a hybrid file",
        m_twice + "xref\n0 0\ntrailer\n<< /Size " + number + " /Root 1 0 R /Info 2 0 R /XRefStm 15 /Prev " + last +
            " >>\nstartxref\n" + size + "\n%%EOF\n",
        "structure_damaged");
    const QByteArray older = m_once.mid(behindLast(m_once, "startxref\n")).split('\n').first();
    row("startxref to the first signature", m_twice + "startxref\n" + older + "\n%%EOF\n", "structure_damaged");
    row("startxref to the beginning", m_twice + "startxref\n0\n%%EOF\n", "structure_damaged");
    row("cut: without its last byte", m_twice.chopped(1), "not_whole_file");
    row("cut: within the second signature", m_twice.first(m_once.size() + 20'000), "structure_damaged");
    row("rolled back to the first signature", m_once, "envelope_signer_not_in_pdf");
    row("rolled back to none", m_base, "no_signature");
}

void PdfAttacksTest::addCountersigned()
{
    const auto changed = [this](const char *name, const char *code, const Change &change) {
        QTest::addRow("countersigned: %s", name) << countersigned(change) << QString::fromLatin1(code);
    };
    changed("a page replaced", "object_changed", [](Forge &f) {
        const int page = f.holding("/Type /Page\n");
        const int other = f.add("<< /Length 0 >>\nstream\n\nendstream");
        const QByteArray text = f.old(page);
        const qsizetype begin = text.indexOf("/Contents ") + 10;
        f.objects[page] = QByteArray(text).replace(begin, text.indexOf(' ', begin) - begin, at(other));
    });
    changed("what a page shows", "object_changed", [](Forge &f) {
        const QByteArray page = f.old(f.holding("/Type /Page\n"));
        const int content = page.mid(page.indexOf("/Contents ") + 10, 8).split(' ').first().toInt();
        f.objects[content] = "<< /Length 16 >>\nstream\nBT (NO-GO) Tj ET\nendstream";
    });
    changed("an overlay", "object_changed", [](Forge &f) {
        const int note = f.add("<< /Type /Annot /Subtype /FreeText /F 4 /Rect [ 0 0 595 842 ] /Contents (NO-GO) >>");
        f.replace(f.annotations(), "[ ", "[ " + at(note) + " 0 R ");
    });
    changed("a stamp over the verdict", "stamp_misplaced", [](Forge &f) {
        QByteArray &field = f.objects[f.field()];
        const qsizetype begin = field.indexOf("/Rect [");
        field.replace(begin, field.indexOf(']', begin) + 1 - begin, "/Rect [ 40 700 560 820 ]");
    });
    changed("a stamp that writes", "stamp_malformed", [](Forge &f) {
        f.objects[f.stamp()] = "<< /Type /XObject /Subtype /Form /BBox [ 0 0 165 31 ] /Resources << /Font << >> >> "
                               "/Length 5 >>\nstream\nq Q q\nendstream";
    });
    changed("the form removed", "no_signature",
            [](Forge &f) { f.objects[f.named("/Root")] = f.old(f.named("/Root")).replace("/AcroForm", "/AcroFork"); });
    changed("the first field removed", "object_changed",
            [](Forge &f) { f.objects[f.form()] = "<< /Fields [ " + at(f.field()) + " 0 R ] /SigFlags 3 >>"; });
    changed("a field of the first one's name", "field_malformed",
            [](Forge &f) { f.replace(f.field(), "/T (Signature2)", "/T (Signature1)"); });
    changed("another root", "trailer_changed", [](Forge &f) {
        const int root = f.named("/Root");
        const int other = f.add(f.old(root));
        f.trailer.replace("/Root " + at(root) + ' ', "/Root " + at(other) + ' ');
    });
    changed("another title", "trailer_changed", [](Forge &f) {
        const int other = f.add("<< /Title (NO-GO) >>");
        f.trailer.replace("/Info 2 ", "/Info " + at(other) + ' ');
    });
    changed("another ID", "trailer_changed", [](Forge &f) {
        f.trailer.replace("/ID [ <", "/ID [ <00").replace("/ID [ (", "/ID [ (0"); // in letters, where they happen to be
    });
    changed("an attachment swapped", "object_changed", [](Forge &f) {
        const QByteArray spec = f.old(f.holding("/Type/Filespec"));
        const int file = spec.mid(spec.indexOf("/EF <</F ") + 9, 8).split(' ').first().toInt();
        f.objects[file] = "<< /Length 2 >>\nstream\n{}\nendstream";
    });
    changed("a second attachment", "envelope_ambiguous", [](Forge &f) {
        const int names = f.holding("<</Names[(");
        const int file = f.add("<< /Type /EmbeddedFile /Length 2 >>\nstream\n{}\nendstream");
        const int spec = f.add("<< /Type /Filespec /F (a.dsse.json) /EF << /F " + at(file) + " 0 R >> >>");
        f.objects[names] = f.old(names).replace("/Names[(", "/Names[(a.dsse.json) " + at(spec) + " 0 R (");
    });
    changed("an object freed", "object_freed", [](Forge &f) { f.sections = "5 1\n0000000000 00001 f \n"; });
    changed("a comment between objects", "bytes_between_objects", [](Forge &f) { f.behindObjects = "% signed\n"; });
    changed("an object that nothing names", "object_added",
            [](Forge &f) { f.add("<< /Type /Annot /Subtype /Square /Rect [ 0 0 595 842 ] >>"); });
    const QByteArray between = edited(m_once, "/MediaBox [0 0 595", "/MediaBox [0 0 594");
    row("countersigned: a page replaced between the two", sign(between, m_files.second), "unexpected_revision");
    row("countersigned: an update between the two", sign(edited(m_once, "/Lang (en)", "/Lang (fr)"), m_files.second),
        "object_changed");
}

void PdfAttacksTest::addCms()
{
    const auto forged = [this](const char *name, const char *code, const Cms &change) {
        const auto cms = [change](QByteArrayView digest, const SigningKey &key) {
            ForgedCms parts = ForgedCms::honest(key.certificate, digest.toByteArray());
            change(parts, key);
            return parts.assemble(key.key);
        };
        QTest::addRow("CMS: %s", name) << countersigned([&](Forge &f) { f.cms = cms; }) << QString::fromLatin1(code);
    };
    namespace der = crypto::der;
    const auto &first = m_files.signer;
    forged("two SignerInfos", "cms_invalid", [](auto &cms, auto &) { cms.signerCount = 2; });
    forged("no SignerInfo", "cms_invalid", [](auto &cms, auto &) { cms.signerCount = 0; });
    forged("signing-time", "cms_invalid", [](auto &cms, auto &) { cms.attributes.append(ForgedCms::signingTime()); });
    forged("no ESS hash", "cms_invalid", [](auto &cms, auto &) { cms.attributes.removeAt(2); });
    forged("ESS hash of another", "certificate_changed",
           [&first](auto &cms, auto &) { cms.attributes[2] = ForgedCms::essOf(first.certificate); });
    forged("no message digest", "cms_invalid", [](auto &cms, auto &) { cms.attributes.removeAt(1); });
    forged("digest of other bytes", "digest_mismatch", [](auto &cms, auto &) {
        cms.attributes[1] = ForgedCms::attribute(crypto::cms::messageDigestOid(),
                                                 der::make(der::OctetString, {crypto::sha256("other bytes")}));
    });
    forged("SHA-1", "cms_invalid", [](auto &cms, auto &) { cms.digestAlgorithm = ForgedCms::sha1Algorithm(); });
    forged("SHA-1 announced", "cms_invalid",
           [](auto &cms, auto &) { cms.digestAlgorithms = der::make(der::Set, {ForgedCms::sha1Algorithm()}); });
    forged("content within", "cms_invalid", [](auto &cms, auto &) {
        cms.content = der::make(
            der::Sequence, {crypto::cms::dataOid(), der::make(der::Context0, {der::make(der::OctetString, {"x"})})});
    });
    forged("no certificate", "cms_invalid", [](auto &cms, auto &) { cms.certificates.clear(); });
    forged("another's certificate", "cms_invalid",
           [&first](auto &cms, auto &) { cms.certificates = der::make(der::Context0, {first.certificate.der()}); });
    forged("an unsigned attribute", "cms_invalid",
           [](auto &cms, auto &) { cms.behindSigner = der::make(der::Context1, {ForgedCms::signingTime()}); });
    forged("RSA announced", "cms_invalid", [](auto &cms, auto &) {
        cms.signatureAlgorithm = der::make(der::Sequence, {crypto::cms::rsaEncryptionOid(), crypto::cms::null()});
    });
    forged("raw r and s", "signature_invalid", [](auto &cms, auto &key) {
        cms.signature = rawOf(*key.key.sign(der::makeSetOf(der::Set, cms.attributes)));
    });
    forged("a signature by another", "signature_invalid",
           [&first](auto &cms, auto &) { cms.signature = *first.key.sign(der::makeSetOf(der::Set, cms.attributes)); });
    forged("a signature over the bytes", "signature_invalid",
           [](auto &cms, auto &key) { cms.signature = *key.key.sign("bytes"); });
}

void PdfAttacksTest::addActive()
{
    const auto active = [this](const char *name, const QByteArray &entry) {
        Forge forge = Forge::open(m_once, m_base.size());
        forge.replace(forge.named("/Root"), "/Lang", entry + " /Lang");
        QTest::addRow("active: %s", name) << sign(forge.sign(m_files.signer), m_files.second) << u"active_content"_s;
    };
    active("JavaScript at opening", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>");
    active("a program at opening", "/OpenAction << /S /Launch /F (run) >>");
    active("a page at opening", "/OpenAction [ 5 0 R /Fit ]");
    active("actions of the document", "/AA << /WC << /S /URI /URI (x) >> >>");
    active("JavaScript by name", "/Outlines << /A << /S /JavaScript /JS (x) >> >>");
    active("a form to be sent", "/Extensions << /A << /S /SubmitForm /F (x) >> >>");
    const auto form = [this](const char *name, const char *entry) {
        QTest::addRow("active: %s", name)
            << countersigned([entry](Forge &f) { f.replace(f.form(), "/SigFlags", QByteArray(entry) + " /SigFlags"); })
            << u"active_content"_s;
    };
    form("XFA", "/XFA (x)");
    form("looks made by the reader", "/NeedAppearances true");
    row("hidden signature", countersigned([](Forge &f) {
            f.add("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached >>");
        }),
        "signature_malformed");
    row("field shown twice", countersigned([](Forge &f) {
            const QByteArray field = at(f.field()) + " 0 R";
            f.replace(f.form(), field, field + ' ' + field);
        }),
        "signature_malformed");
    const QTemporaryDir folder;
    const QString plain = writeFile(folder, u"plain.pdf"_s, m_twice);
    run(u"qpdf"_s, {u"--encrypt"_s, QString(), u"owner"_s, u"256"_s, u"--"_s, plain, folder.filePath(u"closed.pdf"_s)});
    QFile closed(folder.filePath(u"closed.pdf"_s));
    QVERIFY(closed.open(QIODevice::ReadOnly));
    row("encrypted", closed.readAll(), "encrypted");
    run(u"qpdf"_s, {plain, folder.filePath(u"again.pdf"_s)});
    QFile again(folder.filePath(u"again.pdf"_s));
    QVERIFY(again.open(QIODevice::ReadOnly));
    row("written again by another program", again.readAll(), "unexpected_revision");
}

void PdfAttacksTest::addSigners()
{
    row("foreign signer of the same name", sign(sign(m_base, m_files.namesake), m_files.second),
        "pdf_signer_not_in_envelope");
    row("the same signer twice", sign(m_once, m_files.signer), "envelope_signer_not_in_pdf");
    row("a stranger signs as the third", sign(m_twice, m_files.namesake), "pdf_signer_not_in_envelope");
    row("a stranger signs instead of the second", sign(m_once, m_files.namesake), "pdf_signer_not_in_envelope");
    row("time outside the certificate's",
        countersigned([](Forge &f) { f.replace(f.signature, "/M (D:2026", "/M (D:2019"); }),
        "certificate_not_valid_at");
    row("no time", countersigned([](Forge &f) { f.replace(f.signature, "/M (D:2026", "/M (2026"); }),
        "signature_malformed");
    row("another kind of signature",
        countersigned([](Forge &f) { f.replace(f.signature, "/ETSI.CAdES.detached", "/adbe.pkcs7.sha1"); }),
        "sub_filter_unsupported");
    const auto attached = [this](const char *name, const QByteArray &envelope, const char *code) {
        row(name, pdfOver(envelope), code);
    };
    attached("envelope: without the second signer", m_files.decision({&m_files.signer}), "quorum_missing");
    attached("envelope: the first signer twice", m_files.decision({&m_files.signer, &m_files.signer}),
             "quorum_missing");
    attached("envelope: none", {}, "envelope_missing");
    attached("envelope: none that could be read", "{}", "envelope_malformed");
    auto copied = *formats::parseEnvelope(m_content.envelope);
    auto other = goStatement();
    other.version = u"v9.9.9"_s;
    copied.payload = *formats::statementBytes(other);
    attached("envelope: signatures of another decision", formats::writeEnvelope(copied), "signature_invalid");
}

void PdfAttacksTest::attacksAreRefused()
{
    QFETCH(QByteArray, pdf);
    QFETCH(QString, code);
    QVERIFY(!pdf.isEmpty() && pdf != m_twice);
    const auto file = m_files.write(u"handed.pdf"_s, pdf);
    const auto finding = session::FileVerifier({{m_list}, {}, m_files.trustFile()}).verify(file);
    QCOMPARE(finding.kind, u"pdf"_s);
    QVERIFY2(!finding.valid, inFull(finding).constData());
    QVERIFY2(codesOf(finding).contains(code), inFull(finding).constData());
    ++m_refused;
}

/// A PDF that was signed on carries the first signature's envelope; the one that goes with it is handed over too, under
/// whatever name, or is not the one.
void PdfAttacksTest::theEnvelopeIsFoundByWhatItSays_data()
{
    QTest::addColumn<Handed>("given");  // in the same call: name → envelope
    QTest::addColumn<Handed>("beside"); // in the PDF's folder
    QTest::addColumn<QString>("code");  // empty: valid
    const auto signedBy = [](const formats::Envelope &envelope, const SigningKey &key) {
        return formats::EnvelopeSignature{key.key.fingerprint(),
                                          *key.key.sign(formats::pae(envelope.payloadType, envelope.payload))};
    };
    const auto first = *formats::parseEnvelope(m_files.decision({&m_files.signer}));
    m_signedOn = pdfOver(formats::writeEnvelope(first));
    auto whole = first;
    whole.signatures.append(signedBy(first, m_files.second));
    auto anew = first;
    anew.signatures = {signedBy(first, m_files.signer), signedBy(first, m_files.second)};
    auto foreign = first;
    foreign.signatures.append(signedBy(first, m_files.namesake));
    auto forged = whole;
    forged.signatures[1].sig = first.signatures.first().sig;
    auto another = whole;
    another.payload.replace("v0.5.11", "v0.5.12");
    auto further = whole;
    further.signatures.append(signedBy(first, m_files.namesake));
    const auto bytes = [](const formats::Envelope &envelope) { return formats::writeEnvelope(envelope); };
    const auto row = [](const char *name, const Handed &given, const Handed &beside, const char *code) {
        QTest::newRow(name) << given << beside << QString::fromLatin1(code);
    };
    const QString own = u"signed on.dsse.json"_s;
    const QString other = u"decision (1).dsse.json"_s;
    row("given, by another name", {{u"download.json"_s, bytes(whole)}}, {}, "");
    row("given, by its own name", {{own, bytes(whole)}}, {}, "");
    row("beside, by its own name", {}, {{own, bytes(whole)}}, "");
    row("beside, by another name", {}, {{other, bytes(whole)}}, "");
    row("beside, by another decision's name", {}, {{QString(32, u'e') + u".dsse.json"_s, bytes(whole)}}, "");
    row("beside, among others", {},
        {{u"a.dsse.json"_s, "{"}, {u"b.dsse.json"_s, bytes(another)}, {other, bytes(whole)}}, "");
    row("given, beside an earlier one", {{u"download.json"_s, bytes(whole)}}, {{own, bytes(first)}}, "");
    row("beside one with a signature more", {{u"download.json"_s, bytes(whole)}}, {{own, bytes(further)}}, "");

    row("none", {}, {}, "more_signatures_than_envelope");
    row("the earlier one", {{u"download.json"_s, bytes(first)}}, {}, "more_signatures_than_envelope");
    row("another decision's by its name", {}, {{own, bytes(another)}}, "more_signatures_than_envelope");
    row("another decision's, given", {{u"download.json"_s, bytes(another)}}, {}, "more_signatures_than_envelope");
    row("the first signature made anew", {{u"download.json"_s, bytes(anew)}}, {}, "more_signatures_than_envelope");
    row("a stranger's for the second", {{u"download.json"_s, bytes(foreign)}}, {}, "pdf_signer_not_in_envelope");
    row("the first signature for the second", {}, {{other, bytes(forged)}}, "keyid_mismatch");
    row("a signature more", {{u"download.json"_s, bytes(further)}}, {}, "envelope_signer_not_in_pdf");
    row("by another ending, beside", {}, {{u"download.json"_s, bytes(whole)}}, "more_signatures_than_envelope");
}

void PdfAttacksTest::theEnvelopeIsFoundByWhatItSays()
{
    QFETCH(Handed, given);
    QFETCH(Handed, beside);
    QFETCH(QString, code);
    const QString folder = u"by content %1/"_s.arg(++m_folders);
    const auto file = m_files.write(folder + u"signed on.pdf"_s, m_signedOn);
    QStringList files{file};
    for (auto one = given.cbegin(); one != given.cend(); ++one)
        files.append(m_files.write(folder + u"elsewhere/"_s + one.key(), *one));
    for (auto one = beside.cbegin(); one != beside.cend(); ++one)
        QVERIFY(!m_files.write(folder + one.key(), *one).isEmpty());
    const auto finding = session::FileVerifier({{m_list}, {}, m_files.trustFile()}).verify(file, files);
    QVERIFY2(finding.valid == code.isEmpty(), inFull(finding).constData());
    QVERIFY2(code.isEmpty() || codesOf(finding).contains(code), inFull(finding).constData());
    m_refused += code.isEmpty() ? 0 : 1;
}

/// An untouched PDF, by a list that revokes its second signer: nothing in it shows that it is older.
void PdfAttacksTest::aRevokedSignerIsRefused()
{
    auto later = m_files.list();
    later.version = 2;
    later.previousSha256 = crypto::sha256(m_files.signersFile(m_files.list(2)));
    later.signers.removeLast();
    later.revoked = {m_files.second.key.fingerprint()};
    const auto list = m_files.write(u"revoked.dsse.json"_s, m_files.signersFile(later));
    const auto file = m_files.write(u"handed.pdf"_s, m_twice);
    const auto finding = session::FileVerifier({{list}, {}, m_files.trustFile()}).verify(file);
    QVERIFY2(!finding.valid, inFull(finding).constData());
    QCOMPARE(codesOf(finding), QStringList{u"signer_revoked"_s});
    QVERIFY(finding.signatures.first().intact && finding.signatures.last().intact);
    QCOMPARE(finding.signatures.first().authorised, session::VerifiedSignature::Authorised::Yes);
    QCOMPARE(finding.signatures.last().authorised, session::VerifiedSignature::Authorised::No);
    ++m_refused;
}

void PdfAttacksTest::cleanupTestCase()
{
    qInfo("%d attacks on decision PDFs, each refused with its code", m_refused);
    QVERIFY(m_refused >= 60 || QTest::currentTestFailed());
}

QTEST_MAIN(PdfAttacksTest)
#include "tst_pdfattacks.moc"
