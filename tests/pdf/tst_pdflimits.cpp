// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What small files with much in them cost: trees that go down to the end of the stack, nodes named again and again,
// streams whose lengths are the next stream.
#include "pdf/boundedfilter.h"
#include "pdf/pdflimits.h"
#include "pdf/pdfverifier.h"
#include "pdf/samples.h"

#include <QElapsedTimer>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;

namespace {

/// Far above what a refusal takes on a busy machine, far below what these files took, where they ended at all.
constexpr qint64 soon = 30'000;

const QByteArray s_catalog = "<< /Type /Catalog /Pages 2 0 R >>";
const QByteArray s_pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const QByteArray s_page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>";
const QByteArray s_named = "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 4 0 R >> >>";

QByteArray reference(qsizetype number)
{
    return QByteArray::number(number) + " 0 R";
}

/// A file of `objects`, the first of which is the catalog.
QByteArray fileOf(const QList<QByteArray> &objects)
{
    QByteArray pdf = "%PDF-1.6\n%\xe2\xe3\xcf\xd3\n";
    QByteArray entries = "0000000000 65535 f \n";
    for (qsizetype index = 0; index < objects.size(); ++index) {
        entries += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(index + 1) + " 0 obj\n" + objects.at(index) + "\nendobj\n";
    }
    const QByteArray count = QByteArray::number(objects.size() + 1);
    const QByteArray table = QByteArray::number(pdf.size());
    return pdf + "xref\n0 " + count + '\n' + entries + "trailer\n<< /Size " + count + " /Root 1 0 R >>\nstartxref\n" +
           table + "\n%%EOF\n";
}

/// A page below so many nodes.
QByteArray deepPages(int depth)
{
    QList<QByteArray> objects{s_catalog};
    for (int node = 0; node < depth; ++node)
        objects.append("<< /Type /Pages /Count 1 /Kids [" + reference(node + 3) + "] >>");
    objects.append("<< /Type /Page /MediaBox [0 0 595 842] /Parent " + reference(depth + 1) + " >>");
    return fileOf(objects);
}

/// Each node names the next so many times.
QByteArray deepNames(int depth, int times)
{
    QList<QByteArray> objects{s_named, s_pages, s_page};
    for (int node = 0; node < depth; ++node)
        objects.append("<< /Limits [(a) (b)] /Kids [" + (reference(node + 5) + ' ').repeated(times) + "] >>");
    objects.append("<< /Limits [(a) (b)] /Names [(a) 3 0 R] >>");
    return fileOf(objects);
}

QByteArray chainedLengths(int depth)
{
    QList<QByteArray> objects{s_catalog, s_pages, s_page};
    for (int stream = 0; stream < depth; ++stream)
        objects.append("<< /Length " + reference(stream + 5) + " >>\nstream\n\nendstream");
    objects.append("0");
    return fileOf(objects);
}

/// Fields of the form's own list, all of one signature.
QByteArray manyFields(int count)
{
    const QByteArray field = "<< /FT /Sig /V 4 0 R >> ";
    return fileOf({"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [" + field.repeated(count) + "] >> >>", s_pages,
                   s_page, "<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>"});
}

/// The page tree of a file whose nodes hide in an object stream, which an object count does not see.
QByteArray withinStream()
{
    const QByteArray nodes = "2 0 3 42 " + s_pages + ' ' + s_page;
    QByteArray pdf = "%PDF-1.6\n1 0 obj\n" + s_catalog + "\nendobj\n";
    const qsizetype stream = pdf.size();
    pdf += "4 0 obj\n<< /Type /ObjStm /N 2 /First 9 /Length " + QByteArray::number(nodes.size()) + " >>\nstream\n" +
           nodes + "\nendstream\nendobj\n";
    const qsizetype table = pdf.size();
    QByteArray entries;
    const auto add = [&entries](char type, qsizetype field, char index) {
        entries += type;
        entries += static_cast<char>(field >> 8);
        entries += static_cast<char>(field & 0xff);
        entries += index;
    };
    add(0, 0, 0);
    add(1, 9, 0);
    add(2, 4, 0);
    add(2, 4, 1);
    add(1, stream, 0);
    add(1, table, 0);
    return pdf + "5 0 obj\n<< /Type /XRef /W [1 2 1] /Size 6 /Root 1 0 R /Length 24 >>\nstream\n" + entries +
           "\nendstream\nendobj\nstartxref\n" + QByteArray::number(table) + "\n%%EOF\n";
}

QByteArray deflated(const QByteArray &bytes)
{
    return qCompress(bytes, 9).sliced(4);
}

/// An attachment whose dictionary has `entries`.
QByteArray attached(const QByteArray &entries, const QByteArray &data)
{
    return fileOf({"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(x) 4 0 R] >> >> >>", s_pages,
                   s_page, "<< /Type /Filespec /F (x) /UF (x) /EF << /F 5 0 R >> >>",
                   "<< /Type /EmbeddedFile " + entries + " /Length " + QByteArray::number(data.size()) +
                       " >>\nstream\n" + data + "\nendstream"});
}

/// A table that is a stream, and 16 MiB of it.
QByteArray hugeTable()
{
    const QByteArray table = deflated(QByteArray(4 * 4'000'000, '\0'));
    QByteArray pdf = "%PDF-1.6\n1 0 obj\n" + s_catalog + "\nendobj\n2 0 obj\n" + s_pages + "\nendobj\n";
    const qsizetype at = pdf.size();
    return pdf + "5 0 obj\n<< /Type /XRef /W [1 2 1] /Size 4000000 /Root 1 0 R /Filter /FlateDecode /Length " +
           QByteArray::number(table.size()) + " >>\nstream\n" + table + "\nendstream\nendobj\nstartxref\n" +
           QByteArray::number(at) + "\n%%EOF\n";
}

} // namespace

class PdfLimitsTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void bombIsRefusedSoon_data();
    void bombIsRefusedSoon();
    void streamIsNotFollowed_data();
    void streamIsNotFollowed();
    void modestFileIsNotRefused_data();
    void modestFileIsNotRefused();
    void longestReportIsFarBelow();
};

void PdfLimitsTest::bombIsRefusedSoon_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("what");
    const auto objects = u"objects"_s;
    QTest::newRow("page tree to the end of the stack") << deepPages(40'000) << objects;
    QTest::newRow("page tree of as many nodes as there may be")
        << deepPages(int(pdf::mostObjects) - 2) << u"page_tree"_s;
    QTest::newRow("page tree one too deep") << deepPages(pdf::deepestTree) << u"page_tree"_s;
    QTest::newRow("page named twice") << fileOf({s_catalog, "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>", s_page})
                                      << u"page_tree"_s;
    QTest::newRow("page tree that names itself")
        << fileOf({s_catalog, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", s_page}) << u"page_tree"_s;
    QTest::newRow("page in its parent's own text")
        << fileOf({s_catalog, "<< /Type /Pages /Kids [" + s_page + "] /Count 1 >>"}) << u"page_tree"_s;
    QTest::newRow("page tree within a stream") << withinStream() << u"object_stream"_s;
    QTest::newRow("name tree to the end of the stack") << deepNames(100'000, 1) << objects;
    QTest::newRow("name tree one too deep") << deepNames(pdf::deepestTree, 1) << u"name_tree"_s;
    QTest::newRow("names doubled forty times") << deepNames(40, 2) << u"name_tree"_s;
    QTest::newRow("names doubled once") << deepNames(1, 2) << u"name_tree"_s;
    QTest::newRow("lengths to the end of the stack") << chainedLengths(40'000) << objects;
    QTest::newRow("lengths within the objects that there may be") << chainedLengths(3'500) << u"streams"_s;
    QTest::newRow("one stream too many") << chainedLengths(int(pdf::mostStreams) + 1) << u"streams"_s;
    QTest::newRow("one object too many") << deepPages(int(pdf::mostObjects) - 1) << objects;
    QTest::newRow("fields of one signature") << manyFields(100'000) << u"signatures"_s;
}

void PdfLimitsTest::bombIsRefusedSoon()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, what);
    QElapsedTimer timer;
    timer.start();
    const pdf::PdfFindings findings = pdf::verifyPdf(file);
    QVERIFY(!findings.isIntact());
    QVERIFY2(findings.problems.contains(pdf::PdfError{pdf::PdfError::Code::StructureUnsupported, {what}}),
             qPrintable(findings.problems.isEmpty() ? u"none"_s : findings.problems.first().data.join(u' ')));
    QVERIFY2(timer.elapsed() < soon, qPrintable(QString::number(timer.elapsed())));
}

void PdfLimitsTest::streamIsNotFollowed_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("code");
    const QByteArray flate = "/Filter /FlateDecode ";
    const QByteArray small = deflated("envelope");
    const QByteArray zeros = deflated(QByteArray(pdf::mostDecoded + 1, '\0'));
    const auto unsupported = u"structure_unsupported"_s;
    QTest::newRow("more than there may be") << attached(flate, zeros) << u"too_large"_s;
    QTest::newRow("more, in a list of one filter") << attached("/Filter [/FlateDecode]", zeros) << u"too_large"_s;
    QTest::newRow("two layers") << attached("/Filter [/FlateDecode /FlateDecode]", deflated(zeros)) << unsupported;
    QTest::newRow("two layers of little") << attached("/Filter [/Fl /FlateDecode]", deflated(small)) << unsupported;
    QTest::newRow("a thousand layers") << attached("/Filter [" + QByteArray("/FlateDecode ").repeated(1'000) + ']',
                                                   small)
                                       << unsupported;
    for (const char *columns : {"5", "500000000", "2147483647", "4000000000"}) {
        const QByteArray parameters = "/DecodeParms << /Predictor 12 /Columns " + QByteArray(columns) + " >>";
        QTest::newRow(columns) << attached(flate + parameters, small) << unsupported;
    }
    QTest::newRow("predictor of a bitmap")
        << attached(flate + "/DecodeParms << /Predictor 2 /Colors 1000000000 /Columns 2 >>", small) << unsupported;
    for (const char *name : {"LZWDecode", "RunLengthDecode", "ASCIIHexDecode", "ASCII85Decode", "DCTDecode",
                             "JBIG2Decode", "Crypt", "AHx"})
        QTest::newRow(name) << attached("/Filter /" + QByteArray(name), "00>") << unsupported;
    QTest::newRow("table") << hugeTable() << u"structure_damaged"_s;
}

void PdfLimitsTest::streamIsNotFollowed()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, code);
    QElapsedTimer timer;
    timer.start();
    const pdf::PdfFindings findings = pdf::verifyPdf(file);
    QVERIFY(findings.envelope.isEmpty());
    QCOMPARE(findings.problems.size(), 1);
    QCOMPARE(QString(pdf::codeName(findings.problems.first().code)), code);
    QVERIFY2(timer.elapsed() < soon, qPrintable(QString::number(timer.elapsed())));
}

void PdfLimitsTest::modestFileIsNotRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("plain") << fileOf({s_catalog, s_pages, s_page});
    QTest::newRow("page tree as deep as may be") << deepPages(pdf::deepestTree - 1);
    QTest::newRow("one filter") << attached("/Filter /FlateDecode", deflated("envelope"));
    QTest::newRow("one filter in a list") << attached("/Filter [/FlateDecode]", deflated("envelope"));
    QTest::newRow("no parameters") << attached("/Filter /FlateDecode /DecodeParms null", deflated("envelope"));
    QTest::newRow("no filter") << attached({}, "envelope");
    QTest::newRow("as many streams as may be") << chainedLengths(int(pdf::mostStreams));
    QTest::newRow("name tree as deep as may be") << deepNames(pdf::deepestTree - 1, 1);
}

void PdfLimitsTest::modestFileIsNotRefused()
{
    QFETCH(const QByteArray, file);
    const QList<pdf::PdfError> problems = pdf::verifyPdf(file).problems;
    using Code = pdf::PdfError::Code;
    QVERIFY2(std::none_of(
                 problems.cbegin(), problems.cend(),
                 [](const auto &one) { return one.code == Code::StructureUnsupported || one.code == Code::TooLarge; }),
             qPrintable(problems.value(0).data.join(u' ')));
}

/// A thousand bound files and a story of four thousand lines: more than any attempt of a day has.
void PdfLimitsTest::longestReportIsFarBelow()
{
    const SigningKey signer = SigningKey::make(u"Release manager"_s);
    pdf::ReportContent content = contentOf(goStatement(1'000), signer);
    content.story = storyOf(4'000);
    const QByteArray longest = signedReport(content, signer);
    QVERIFY(pdf::verifyPdf(longest).isIntact());
    const auto count = [&longest](const char *word, const char *end) {
        return longest.count(word) - longest.count(end);
    };
    const qsizetype objects = count("obj", "endobj");
    const qsizetype streams = count("stream", "endstream");
    QVERIFY2(objects < pdf::mostObjects / 2, qPrintable(QString::number(objects)));
    QVERIFY2(streams < pdf::mostStreams / 2, qPrintable(QString::number(streams)));
    QVERIFY2(longest.size() < pdf::largestPdf / 4, qPrintable(QString::number(longest.size())));
}

QTEST_MAIN(PdfLimitsTest)
#include "tst_pdflimits.moc"
