// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a signer's own revision may bring, object by object. Other readers call each of these countersigned files valid.
#include "pdf/forge.h"
#include "pdf/pdfverifier.h"
#include "pdf/reservedplaces.h"

#include <QTest>

#include <algorithm>

using namespace cutover;
using namespace cutover::tests;

namespace {

using Change = std::function<void(Forge &)>;

QString inFull(const QList<pdf::PdfError> &problems)
{
    QStringList all;
    for (const pdf::PdfError &problem : problems)
        all.append(u"%1(%2)"_s.arg(pdf::codeName(problem.code), problem.data.join(u',')));
    return all.join(u' ');
}

} // namespace

Q_DECLARE_METATYPE(Change)

class RevisionsTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void ourOwnUpdatesAreAccepted();
    void placesAreTakenOneByOne();
    void everySignerMayStandInTheFile();
    void foreignChangesAreNamed_data();
    void foreignChangesAreNamed();
    void theFirstSignerMayAddNoMore();
    void endlessRevisionsAreRefusedUnread();
    void everythingWrittenAgainIsToldShortly();
    void nothingHidesUnderTheFirstSignature_data();
    void nothingHidesUnderTheFirstSignature();

private:
    QByteArray sign(const QByteArray &pdf, const SigningKey &signer, const pdf::SignaturePlace &place) const
    {
        return pdf::signPdf(pdf, requestOf(signer, m_content.signers.first(), place)).value_or(QByteArray());
    }
    [[nodiscard]] QByteArray forged(const Change &change) const
    {
        Forge forge = Forge::open(m_twice, m_once.size());
        change(forge);
        return forge.sign(m_second);
    }

    SigningKey m_first = SigningKey::make(u"Release manager"_s);
    SigningKey m_second = SigningKey::make(u"Security lead"_s);
    pdf::ReportContent m_content;
    pdf::ComposedReport m_report;
    QByteArray m_once;
    QByteArray m_twice;
};

void RevisionsTest::initTestCase()
{
    m_content = contentOf(goStatement(), m_first);
    m_content.awaitedSigners = 2;
    m_report = pdf::composeReport(m_content);
    QCOMPARE(m_report.places.size(), 3);
    m_once = sign(m_report.pdf, m_first, m_report.places.at(0));
    m_twice = sign(m_once, m_second, m_report.places.at(1));
    QVERIFY(!m_twice.isEmpty());
}

void RevisionsTest::ourOwnUpdatesAreAccepted()
{
    QVERIFY(pdf::verifyPdf(m_once).isIntact());
    const auto twice = pdf::verifyPdf(m_twice);
    QVERIFY2(twice.isIntact(), qPrintable(inFull(twice.signatures.last().problems)));
    QVERIFY(pdf::verifyPdf(sign(m_once, m_second, {})).isIntact());
    // Taken apart and put together again unchanged: so that each refusal below has its one cause.
    const auto again = pdf::verifyPdf(forged([](Forge &) {}));
    QVERIFY2(again.isIntact(), qPrintable(inFull(again.problems + again.signatures.last().problems)));
}

void RevisionsTest::placesAreTakenOneByOne()
{
    // They are kept with two digits.
    const auto agree = [](const QList<pdf::SignaturePlace> &some, const QList<pdf::SignaturePlace> &others) {
        return std::ranges::equal(some, others, [](const pdf::SignaturePlace &one, const pdf::SignaturePlace &other) {
            const QPointF moved = one.rect.topLeft() - other.rect.topLeft();
            return one.page == other.page && moved.manhattanLength() < 0.02;
        });
    };
    QVERIFY(agree(pdf::freePlaces(m_report.pdf), m_report.places));
    QVERIFY(agree(pdf::freePlaces(m_once), m_report.places.mid(1)));
    QVERIFY(agree(pdf::freePlaces(m_twice), m_report.places.mid(2)));
    QCOMPARE(pdf::freePlaces("no PDF"), QList<pdf::SignaturePlace>());
}

void RevisionsTest::everySignerMayStandInTheFile()
{
    const SigningKey third = SigningKey::make(u"Technical lead"_s);
    const QByteArray thrice = sign(m_twice, third, pdf::freePlaces(m_twice).value(0));
    const auto found = pdf::verifyPdf(thrice);
    QVERIFY(found.isIntact());
    QCOMPARE(found.signatures.size(), 3);
    QVERIFY(pdf::freePlaces(thrice).isEmpty());
    // The place of another is not free a second time.
    const auto over = pdf::verifyPdf(sign(m_twice, third, m_report.places.at(1)));
    QCOMPARE(inFull(over.signatures.last().problems), u"stamp_misplaced(1)"_s);
}

void RevisionsTest::foreignChangesAreNamed_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *problem, const Change &change) {
        QTest::newRow(name) << change << QString::fromLatin1(problem);
    };
    const Forge forge = Forge::open(m_twice, m_once.size());
    const int specification = forge.holding("/Type/Filespec");
    const QByteArray specified = forge.old(specification);
    const int attachment = specified.mid(specified.indexOf("/EF <</F ") + 9, 10).split(' ').first().toInt();
    const int page = forge.holding("/Type /Page\n");
    const int root = forge.named("/Root");
    const int firstField = forge.holding("/Subtype /Widget");
    const auto number = [](int value) { return QByteArray::number(value); };
    const auto problem = [&number](const QByteArray &code, int value) -> QByteArray {
        return code + number(value) + ')';
    };

    row("page's size", "object_changed(page,1)",
        [page](Forge &f) { f.objects[page] = f.old(page).replace("/MediaBox [0 0 595", "/MediaBox [0 0 594"); });
    row("page shows another content", "object_changed(page,1)", [page](Forge &f) {
        const int other = f.add("<< /Length 0 >>\nstream\n\nendstream");
        const QByteArray text = f.old(page);
        const qsizetype at = text.indexOf("/Contents ") + 10;
        f.objects[page] = QByteArray(text).replace(at, text.indexOf(" 0 R", at) - at, QByteArray::number(other));
    });
    row("page's content itself", "object_changed(content,1)", [page](Forge &f) {
        const QByteArray text = f.old(page);
        const int stream = text.mid(text.indexOf("/Contents ") + 10, 10).split(' ').first().toInt();
        f.objects[stream] = "<< /Length 0 >>\nstream\n\nendstream";
    });
    row("catalog's language", problem("object_changed(catalog,", root).constData(),
        [root](Forge &f) { f.objects[root] = f.old(root).replace("/Lang (en)", "/Lang (fr)"); });
    row("places moved", problem("object_changed(catalog,", root).constData(),
        [root](Forge &f) { f.objects[root] = f.old(root).replace("/CutoverPlaces [[0 ", "/CutoverPlaces [[1 "); });
    row("title", problem("object_changed(information,", forge.named("/Info")).constData(),
        [](Forge &f) { f.objects[f.named("/Info")] = "<< /Title (NO-GO) >>"; });
    row("attachment", problem("object_changed(attachment,", attachment).constData(),
        [attachment](Forge &f) { f.objects[attachment] = "<< /Length 2 >>\nstream\n{}\nendstream"; });
    row("attachment's name", problem("object_changed(attachment,", specification).constData(),
        [specification](Forge &f) { f.objects[specification] = f.old(specification).replace("/F (9e41", "/F (9e42"); });
    row("font", problem("object_changed(font,", forge.holding("/Type /FontDescriptor")).constData(), [](Forge &f) {
        const int font = f.holding("/Type /FontDescriptor");
        f.objects[font] = f.old(font).replace("/Flags 4", "/Flags 6");
    });
    row("first signature", problem("object_changed(signature,", forge.holding("/Type /Sig ")).constData(),
        [](Forge &f) {
            const int first = f.holding("/Type /Sig ");
            f.objects[first] = "<< /Type /Sig /Filter /Adobe.PPKLite >>";
        });
    row("first field", problem("object_changed(field,", firstField).constData(),
        [firstField](Forge &f) { f.objects[firstField] = f.old(firstField).replace("/F 132", "/F 134"); });
    row("first field taken from the page", "object_changed(annotations,1)",
        [](Forge &f) { f.objects[f.annotations()] = "[ " + QByteArray::number(f.field()) + " 0 R ]"; });
    row("first field taken from the form", problem("object_changed(form,", forge.form()).constData(), [](Forge &f) {
        f.objects[f.form()] = "<< /Fields [ " + QByteArray::number(f.field()) + " 0 R ] /SigFlags 3 >>";
    });
    row("fields in another order", problem("object_changed(form,", forge.form()).constData(), [firstField](Forge &f) {
        f.objects[f.form()] = "<< /Fields [ " + QByteArray::number(f.field()) + " 0 R " +
                              QByteArray::number(firstField) + " 0 R ] /SigFlags 3 >>";
    });
    row("form with a default look", problem("object_changed(form,", forge.form()).constData(),
        [](Forge &f) { f.replace(f.form(), "/SigFlags", "/DA (/Helv 0 Tf) /SigFlags"); });
    row("another annotation", "object_changed(annotations,1)", [](Forge &f) {
        const int note = f.add("<< /Type /Annot /Subtype /FreeText /Rect [ 0 0 595 842 ] /Contents (NO-GO) >>");
        f.replace(f.annotations(), "[ ", "[ " + QByteArray::number(note) + " 0 R ");
    });
    row("annotation on another page", "object_changed(annotations,2)", [](Forge &f) {
        const qsizetype second = f.before.indexOf("/Type /Page\n", f.before.indexOf("/Type /Page\n") + 5);
        const qsizetype at = f.before.indexOf("/Annots ", second) + 8;
        const int note = f.add("<< /Type /Annot /Subtype /Square /Rect [ 0 0 595 842 ] >>");
        f.objects[f.before.mid(at, 10).split(' ').first().toInt()] = "[ " + QByteArray::number(note) + " 0 R ]";
    });
    row("object that nothing names", problem("object_added(object,", forge.size()).constData(),
        [](Forge &f) { f.add("<< /Note (for later) >>"); });
    row("file attached", problem("object_added(attachment,", forge.size()).constData(),
        [](Forge &f) { f.add("<< /Type /EmbeddedFile /Length 2 >>\nstream\n{}\nendstream"); });
    row("object freed", "object_freed(5)", [](Forge &f) { f.sections = "5 1\n0000000000 00001 f \n"; });
    row("object of another generation", "structure_damaged(",
        [](Forge &f) { f.sections = "5 1\n0000000100 00001 n \n"; });
    row("object pointed elsewhere", "structure_damaged(", [](Forge &f) { f.sections = "5 1\n0000000100 00000 n \n"; });
    row("object pointed at an older one", "bytes_between_objects(", [](Forge &f) {
        const qsizetype at = f.before.indexOf("\n6 0 obj\n") + 1;
        f.sections = "6 1\n" + QByteArray::number(at).rightJustified(10, '0') + " 00000 n \n";
    });
    row("object twice in the table", "object_freed(",
        [](Forge &f) { f.sections = QByteArray::number(f.form()) + " 1\n0000000100 00000 n \n"; });
    row("comment between objects", "bytes_between_objects(", [](Forge &f) { f.behindObjects = "% GO means NO-GO\n"; });
    row("blanks between objects", "bytes_between_objects(", [](Forge &f) { f.behindObjects = "   \n"; });
    row("object in no table", "bytes_between_objects(", [](Forge &f) { f.behindObjects = "5 0 obj\n<< >>\nendobj\n"; });
    row("comment within an object", "bytes_between_objects(",
        [](Forge &f) { f.objects[f.form()] += " % endobj 5 0 obj << >>"; });
    row("object behind an object", "bytes_between_objects(",
        [](Forge &f) { f.objects[f.form()] += "\nendobj\n5 0 obj\n<< >>"; });
    row("another root", "trailer_changed(/Root)", [root](Forge &f) {
        const int other = f.add(f.old(root));
        f.trailer.replace("/Root " + QByteArray::number(root), "/Root " + QByteArray::number(other));
    });
    row("another title by the trailer", "trailer_changed(/Info)", [](Forge &f) {
        const int other = f.add("<< /Title (NO-GO) >>");
        f.trailer.replace("/Info " + QByteArray::number(f.named("/Info")), "/Info " + QByteArray::number(other));
    });
    row("no title", "trailer_changed(/Info)",
        [](Forge &f) { f.trailer.replace("/Info " + QByteArray::number(f.named("/Info")) + " 0 R ", ""); });
    row("another first ID", "trailer_changed(/ID)", [](Forge &f) {
        const qsizetype at = f.trailer.indexOf("/ID [ <") + 7;
        f.trailer[at] = f.trailer.at(at) == '0' ? '1' : '0';
    });
    row("no ID", "trailer_changed(/ID)", [](Forge &f) {
        const qsizetype at = f.trailer.indexOf("/ID [");
        f.trailer.remove(at, f.trailer.indexOf(']', at) + 1 - at);
    });
    row("a key in the trailer", "trailer_changed(/Note)",
        [](Forge &f) { f.trailer.replace("/Size", "/Note (x) /Size"); });
    row("a comment in the trailer", "structure_damaged(trailer)",
        [](Forge &f) { f.trailer.replace("/Root", "% /Prev 9\n/Root"); });
    row("a way back in a comment", "structure_damaged(", [](Forge &f) { f.trailer.replace("/Prev", "% /Prev"); });
    row("a key twice in the trailer", "structure_damaged(",
        [](Forge &f) { f.trailer.replace("/Root", "/Root 2 0 R /Root"); });
    row("a key twice in the form", "structure_damaged(",
        [](Forge &f) { f.replace(f.form(), "/SigFlags", "/Fields [ ] /SigFlags"); });
    row("a rectangle from elsewhere", "object_added(", [](Forge &f) {
        const int other = f.add("[ 0 0 595 842 ]");
        QByteArray &field = f.objects[f.field()];
        const qsizetype at = field.indexOf("/Rect [");
        field.replace(at, field.indexOf(']', at) + 1 - at, "/Rect " + QByteArray::number(other) + " 0 R");
    });
    row("field's action", "field_malformed(/A)",
        [](Forge &f) { f.replace(f.field(), "/F 132", "/A << /S /URI /URI (x) >> /F 132"); });
    row("field hidden", "field_malformed(/F)", [](Forge &f) { f.replace(f.field(), "/F 132", "/F 134"); });
    row("field with the first one's name", "field_malformed(/T)",
        [](Forge &f) { f.replace(f.field(), "/T (Signature2)", "/T (Signature1)"); });
    row("field without a name", "field_malformed(/T)", [](Forge &f) { f.replace(f.field(), "/T (Signature2)", ""); });
    row("field of another kind", "field_malformed(/FT)",
        [](Forge &f) { f.replace(f.field(), "/FT /Sig", "/FT /Btn"); });
    row("note instead of a field", "field_malformed(/Subtype)",
        [](Forge &f) { f.replace(f.field(), "/Subtype /Widget", "/Subtype /FreeText"); });
    row("field of the first signature", "field_malformed(/V)", [](Forge &f) {
        f.replace(f.field(), "/V " + QByteArray::number(f.signature),
                  "/V " + QByteArray::number(f.holding("/Type /Sig ")));
    });
    row("field of another page", "object_changed(annotations,1)", [page](Forge &f) {
        const qsizetype second = f.before.indexOf("/Type /Page\n", f.before.indexOf("/Type /Page\n") + 5);
        const qsizetype at = f.before.lastIndexOf('\n', f.before.lastIndexOf(" 0 obj\n", second)) + 1;
        f.replace(f.field(), "/P " + QByteArray::number(page), "/P " + f.before.mid(at, 10).split(' ').first());
    });
    row("signature with a reference", "signature_malformed(/Reference)",
        [](Forge &f) { f.replace(f.signature, "/Filter", "/Reference [ ] /Filter"); });
    row("stamp over the verdict", "stamp_misplaced(1)", [](Forge &f) {
        QByteArray &field = f.objects[f.field()];
        const qsizetype at = field.indexOf("/Rect [");
        field.replace(at, field.indexOf(']', at) + 1 - at, "/Rect [ 0 600 595 842 ]");
    });
    row("stamp over the first one", "stamp_misplaced(1)", [firstField](Forge &f) {
        const auto rect = [](const QByteArray &text) {
            const qsizetype at = text.indexOf("/Rect [");
            return text.mid(at, text.indexOf(']', at) + 1 - at);
        };
        f.replace(f.field(), rect(f.objects[f.field()]), rect(f.old(firstField)));
    });
    row("stamp without a height", "stamp_misplaced(1)", [](Forge &f) {
        QByteArray &field = f.objects[f.field()];
        const qsizetype at = field.indexOf("/Rect [");
        field.replace(at, field.indexOf(']', at) + 1 - at, "/Rect [ 0 600 595 600 ]");
    });
    row("stamp that nobody sees", "stamp_malformed(/AP)", [](Forge &f) {
        QByteArray &field = f.objects[f.field()];
        const qsizetype at = field.indexOf("/Rect [");
        field.replace(at, field.indexOf(']', at) + 1 - at, "/Rect [ 0 0 0 0 ]");
    });
    row("stamp with a second look", "stamp_malformed(/AP)",
        [](Forge &f) { f.replace(f.field(), "/AP << /N", "/AP << /D " + QByteArray::number(f.stamp()) + " 0 R /N"); });
    row("no stamp", "stamp_malformed(/AP)",
        [](Forge &f) { f.replace(f.field(), "/AP << /N " + QByteArray::number(f.stamp()) + " 0 R >>", ""); });
    row("stamp is the first one's", "stamp_malformed(/AP)", [](Forge &f) {
        f.replace(f.field(), "/AP << /N " + QByteArray::number(f.stamp()),
                  "/AP << /N " + QByteArray::number(f.holding("/Type /XObject /Subtype /Form /BBox")));
    });
    row("stamp drawn larger", "stamp_malformed(/Matrix)",
        [](Forge &f) { f.replace(f.stamp(), "/BBox", "/Matrix [ 9 0 0 9 0 0 ] /BBox"); });
    row("stamp of another size", "stamp_malformed(/BBox)",
        [](Forge &f) { f.replace(f.stamp(), "/BBox [ 0", "/BBox [ -500"); });
    row("stamp with a font", "stamp_malformed(/Resources)",
        [](Forge &f) { f.replace(f.stamp(), "/Resources << >>", "/Resources << /Font << >> >>"); });
    for (const char *drawing : {"BT (GO) Tj ET", "/Im0 Do", "q 9 0 0 9 0 0 cm", "0 0 9 9 re W n"}) {
        const QByteArray wrong = QByteArray(drawing).split(' ').at(drawing[0] == '0' ? 5 : 0);
        const QByteArray expected = "stamp_malformed(" + wrong + ')';
        QTest::addRow("stamp draws %s", drawing) << Change([drawing = QByteArray(drawing)](Forge &f) {
            const QByteArray &stamp = f.objects[f.stamp()];
            f.objects[f.stamp()] = stamp.first(stamp.indexOf("/Filter")) + "/Length " +
                                   QByteArray::number(drawing.size()) + " >>\nstream\n" + drawing + "\nendstream";
        }) << QString::fromLatin1(wrong.startsWith('/') ? QByteArray("stamp_malformed(/") : expected);
    }
}

void RevisionsTest::foreignChangesAreNamed()
{
    QFETCH(Change, change);
    QFETCH(QString, problem);
    const auto found = pdf::verifyPdf(forged(change));
    QVERIFY(!found.isIntact());
    QVERIFY2(!found.signatures.isEmpty(), qPrintable(inFull(found.problems)));
    QStringList all{inFull(found.problems)};
    for (const pdf::PdfSignature &signature : found.signatures)
        all.append(inFull(signature.problems));
    QVERIFY2(all.join(u" | "_s).contains(problem), qPrintable(all.join(u" | "_s)));
    // He who signed before the change is not to blame.
    const bool isShown = !all.last().contains(u"(field)"_s) && found.problems.isEmpty();
    if (isShown && found.signatures.first().certificate == m_first.certificate)
        QVERIFY2(found.signatures.first().intact, qPrintable(all.join(u" | "_s)));
}

void RevisionsTest::theFirstSignerMayAddNoMore()
{
    Forge forge = Forge::open(m_once, m_report.pdf.size());
    const int page = forge.holding("/Type /Page\n");
    forge.objects[page] = forge.old(page).replace("/MediaBox [0 0 595", "/MediaBox [0 0 594");
    const auto found = pdf::verifyPdf(forge.sign(m_first));
    QVERIFY2(inFull(found.signatures.first().problems).contains(u"object_changed(page,1)"_s),
             qPrintable(inFull(found.signatures.first().problems)));
    QVERIFY(!found.signatures.first().intact);
}

void RevisionsTest::endlessRevisionsAreRefusedUnread()
{
    QByteArray pdf = m_once;
    const QByteArray size = pdf.mid(pdf.lastIndexOf("/Size ") + 6).split(' ').first();
    for (int count = 0; count < 64; ++count) {
        const QByteArray previous = pdf.mid(pdf.lastIndexOf("startxref\n") + 10).split('\n').first();
        const QByteArray start = QByteArray::number(pdf.size());
        pdf += "xref\n0 0\ntrailer\n<< /Size " + size + " /Root 1 0 R /Info 2 0 R /Prev " + previous +
               " >>\nstartxref\n" + start + "\n%%EOF\n";
    }
    const auto found = pdf::verifyPdf(pdf);
    QVERIFY(!found.isIntact());
    QVERIFY2(inFull(found.problems).contains(u"structure_unsupported(revisions)"_s),
             qPrintable(inFull(found.problems)));
}

void RevisionsTest::everythingWrittenAgainIsToldShortly()
{
    const auto found = pdf::verifyPdf(forged([](Forge &f) {
        for (int number = 1; number < 78; ++number) {
            const QByteArray text = f.old(number);
            if (!text.contains("stream") && !f.objects.contains(number))
                f.objects[number] = text;
        }
        f.objects[3] = f.old(3).replace("/Count 5", "/Count 4");
    }));
    QVERIFY(!found.isIntact());
    const auto &problems = found.signatures.last().problems;
    QVERIFY2(problems.size() >= 16 && problems.size() < 24, qPrintable(inFull(problems)));
}

void RevisionsTest::nothingHidesUnderTheFirstSignature_data()
{
    QTest::addColumn<QByteArray>("old");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QString>("problem");
    QTest::newRow("form") << QByteArray("/ViewerPreferences <</DisplayDocTitle true>>")
                          << QByteArray("/AcroForm <</Fields [] /SigFlags 3>>        ")
                          << u"annotation_unexpected(0)"_s;
    QTest::newRow("annotations") << QByteArray("/Annots 19 0 R") << QByteArray("/Annots 28 0 R")
                                 << u"annotation_unexpected(3)"_s;
}

void RevisionsTest::nothingHidesUnderTheFirstSignature()
{
    QFETCH(QByteArray, old);
    QFETCH(QByteArray, now);
    QFETCH(QString, problem);
    QCOMPARE(old.size(), now.size());
    QCOMPARE(m_report.pdf.count(old), 1);
    const auto found = pdf::verifyPdf(sign(QByteArray(m_report.pdf).replace(old, now), m_first, {}));
    QVERIFY(!found.signatures.isEmpty() && !found.isIntact());
    QVERIFY2(inFull(found.problems).contains(problem), qPrintable(inFull(found.problems)));
}

QTEST_MAIN(RevisionsTest)

#include "tst_revisions.moc"
