// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a signed PDF shows is what its envelope says, or the page, the stamp or the text that differs is named.
#include "pdf/otherversion.h"
#include "pdf/samples.h"
#include "session/pagesjudge.h"

#include "formats/statement.h"
#include "pdf/composedparts.h"
#include "pdf/pagedifference.h"
#include "pdf/pdffile.h"
#include "pdf/reservedplaces.h"
#include "pdf/signedrevision.h"

#include <QTest>
#include <qpdf/QPDFWriter.hh>

using namespace cutover;
using namespace cutover::tests;
using session::VerifyProblem;

using Change = std::function<void(pdf::ReportContent &)>;
using Wish = std::function<void(pdf::SignatureRequest &)>;
Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(Wish)

class PagesJudgeTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void sameStatementIsTheSamePdf_data();
    void sameStatementIsTheSamePdf();
    void countersignedOnesAreTheSame();
    void anotherStatementIsSeen_data();
    void anotherStatementIsSeen();
    void envelopeMustBeReadable();
    void textsBesideTheSignatureAreTheStatements_data();
    void textsBesideTheSignatureAreTheStatements();
    void anotherSignersNameIsHisOwn();
    void anotherVersionIsNotCompared();
    void aDocumentExcusesNothingItself();
    void anotherCompressionIsTold();
    void aTimeLineNeedsItsLedger();
    void withoutWordsNothingIsCompared();

private:
    [[nodiscard]] pdf::ReportContent content(const domain::Statement &statement) const
    {
        auto content = contentOf(statement, m_signer);
        const auto payload = formats::statementBytes(statement).value_or(QByteArray());
        content.statementSha256 = crypto::sha256(payload);
        content.envelope = envelopeOf(payload, m_signer);
        return content;
    }
    [[nodiscard]] QByteArray sign(const QByteArray &pdf, const SigningKey &by, const pdf::ReportSigner &printed,
                                  const Wish &wish = {}) const
    {
        auto request = requestOf(by, printed, pdf::freePlaces(pdf).value(0));
        if (wish)
            wish(request);
        return pdf::signPdf(pdf, request).value_or(QByteArray());
    }
    [[nodiscard]] QByteArray signedOnce(const pdf::ReportContent &content, const Wish &wish = {}) const
    {
        return sign(pdf::composeReport(content).pdf, m_signer, content.signers.first(), wish);
    }
    [[nodiscard]] static QList<VerifyProblem> problemsOf(const QByteArray &pdf, const pdf::ReportStory &story = {})
    {
        const auto found = pdf::verifyPdf(pdf);
        if (!found.isIntact())
            return {{u"not_intact"_s, {}}};
        return session::judgePages(pdf, found, {plainWords(), [&story](const auto &) { return std::optional(story); }});
    }

    SigningKey m_signer = SigningKey::make(goStatement().signerName);
    SigningKey m_second = SigningKey::make(u"Security lead"_s);
};

void PagesJudgeTest::sameStatementIsTheSamePdf_data()
{
    QTest::addColumn<domain::Statement>("statement");
    auto noGo = goStatement();
    noGo.decision = domain::DecisionKind::NoGo;
    auto script = goStatement();
    script.reason = u"За кожним рядком стоїть доказ. "_s.repeated(40);
    auto many = goStatement(90);
    QTest::newRow("GO") << goStatement();
    QTest::newRow("NO-GO") << noGo;
    QTest::newRow("another script, long") << script;
    QTest::newRow("many files") << many;
    QTest::newRow("closing") << closingStatement(domain::ClosingOutcome::Deviations);
}

void PagesJudgeTest::sameStatementIsTheSamePdf()
{
    QFETCH(domain::Statement, statement);
    QCOMPARE(problemsOf(signedOnce(content(statement))), QList<VerifyProblem>());
}

void PagesJudgeTest::countersignedOnesAreTheSame()
{
    auto drawn = content(goStatement());
    drawn.awaitedSigners = 1;
    auto second = drawn.signers.first();
    second.name = m_second.certificate.commonName();
    QCOMPARE(problemsOf(sign(signedOnce(drawn), m_second, second)), QList<VerifyProblem>());
}

void PagesJudgeTest::anotherStatementIsSeen_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("page");
    const auto row = [](const char *name, int page, const Change &change) { QTest::newRow(name) << change << page; };
    row("verdict", 1, [](auto &c) { c.statement.decision = domain::DecisionKind::NoGo; });
    row("version", 1, [](auto &c) { c.statement.version = u"v0.5.12"_s; });
    row("a row's note", 1, [](auto &c) { c.statement.rows[2].row.note = u"ran twice"_s; });
    row("a row's arithmetic", 1, [](auto &c) { c.statement.rows[2].arithmetic = u"RTO 12 min ≤ 15 min"_s; });
    row("a row's output", 2, [](auto &c) { c.statement.rows[2].row.outputSha256 = crypto::sha256("another"); });
    row("digest of the statement", 1, [](auto &c) { c.statementSha256 = crypto::sha256("another"); });
    row("digest of a file", -1, [](auto &c) { c.statement.files[1].sha256 = crypto::sha256("another"); });
    row("watermark left out", 1, [](auto &c) { c.watermark = pdf::Watermark::Demo; });
    row("a block more", -1, [](auto &c) { c.blocks.append({u"Addendum"_s, {u"All is well."_s}}); });
    row("a picture as high as the page", 0, [](auto &c) { c.charts.last() = sampleChart(u"GO"_s, {493, 600}); });
    row("signer's block", 1, [](auto &c) { c.signers[0].meaning = u"I have seen it"_s; });
}

void PagesJudgeTest::anotherStatementIsSeen()
{
    QFETCH(Change, change);
    QFETCH(int, page);
    const auto honest = content(goStatement());
    auto shown = honest;
    change(shown);
    // Signed over the honest texts: the pages alone lie.
    const auto pdf = sign(pdf::composeReport(shown).pdf, m_signer, honest.signers.first());
    const auto problems = problemsOf(pdf);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().code, u"pdf_differs"_s);
    if (page >= 0)
        QCOMPARE(problems.first().data, QStringList{QString::number(page)});
}

void PagesJudgeTest::envelopeMustBeReadable()
{
    auto drawn = content(goStatement());
    for (const QByteArray &envelope : {QByteArray("{}"), envelopeOf("{}", m_signer)}) {
        drawn.envelope = envelope;
        QCOMPARE(problemsOf(signedOnce(drawn)), (QList<VerifyProblem>{{u"pdf_differs"_s, {u"0"_s}}}));
    }
}

void PagesJudgeTest::textsBesideTheSignatureAreTheStatements_data()
{
    QTest::addColumn<Wish>("wish");
    QTest::addColumn<QString>("what");
    const auto row = [](const char *what, const Wish &wish) {
        QTest::newRow(what) << wish << QString::fromLatin1(what);
    };
    row("name", [](auto &r) { r.name = u"Chief executive"_s; });
    row("role", [](auto &r) { r.role = u"board"_s; });
    row("meaning", [](auto &r) { r.meaning = u"I have read this only"_s; });
    row("reason", [](auto &r) { r.reason = u"Because I was told to."_s; });
    row("stamp", [](auto &r) { r.key = u"0000 0000 0000 0000"_s; });
    QTest::newRow("no stamp") << Wish([](auto &r) { r.place = {}; }) << u"stamp"_s;
}

void PagesJudgeTest::textsBesideTheSignatureAreTheStatements()
{
    QFETCH(Wish, wish);
    QFETCH(QString, what);
    const auto problems = problemsOf(signedOnce(content(goStatement()), wish));
    const QString signer = m_signer.certificate.commonName();
    QCOMPARE(problems, (QList<VerifyProblem>{{u"signature_text_differs"_s, {signer, what}}}));
}

void PagesJudgeTest::anotherSignersNameIsHisOwn()
{
    auto drawn = content(goStatement());
    drawn.awaitedSigners = 1;
    const auto pdf = sign(signedOnce(drawn), m_second, drawn.signers.first());
    QCOMPARE(problemsOf(pdf), (QList<VerifyProblem>{{u"signature_text_differs"_s, {u"Security lead"_s, u"name"_s}}}));
}

void PagesJudgeTest::anotherVersionIsNotCompared()
{
    const auto drawn = content(goStatement());
    const auto pdf = drawnByAnotherVersion(pdf::composeReport(drawn).pdf);
    const auto problems = problemsOf(sign(pdf, m_signer, drawn.signers.first()));
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().code, u"pages_not_compared"_s);
    QCOMPARE(problems.first().data.value(0), u"renderer"_s);
    QVERIFY(problems.first().data.value(1).startsWith("Cutover Console 9"_L1));
    QVERIFY(session::isInformation(problems.first()));
}

/// A document that says it has fonts of another machine, though nothing in the statement asks for them.
void PagesJudgeTest::aDocumentExcusesNothingItself()
{
    auto shown = content(goStatement());
    shown.blocks.append({u"Addendum"_s, {u"Доказ"_s}});
    const auto pdf = sign(pdf::composeReport(shown).pdf, m_signer, shown.signers.first());
    QVERIFY(!pdf::composedParts(pdf)->foreignFonts.isEmpty());
    QCOMPARE(problemsOf(pdf).value(0).code, u"pdf_differs"_s);
    auto signature = pdf::verifyPdf(signedOnce(content(goStatement()))).signatures.first();
    const pdf::SignaturePlace low{0, QRectF(0, 0, 100, 31)};
    const pdf::SignaturePlace high{0, QRectF(0, 0, 100, 62)};
    signature.meaning = u"Доказ"_s; // stands beside a low stamp
    QVERIFY(!pdf::needsForeignFonts(signature, low));
    QVERIFY(pdf::needsForeignFonts(signature, high));
}

void PagesJudgeTest::anotherCompressionIsTold()
{
    const auto written = [](const QByteArray &pdf, bool isCompressed) {
        QPDF document;
        document.processMemoryFile("sample", pdf.constData(), static_cast<std::size_t>(pdf.size()));
        QPDFWriter writer(document);
        writer.setOutputMemory();
        writer.setStaticID(true);
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.setCompressStreams(isCompressed);
        writer.setDecodeLevel(qpdf_dl_generalized);
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()),
                          static_cast<qsizetype>(buffer->getSize()));
    };
    const auto drawn = pdf::composeReport(content(goStatement())).pdf;
    auto other = content(goStatement());
    other.statement.rows[2].row.note = u"ran twice"_s;
    const auto compressed = written(drawn, true);
    const auto plain = written(drawn, false);
    QVERIFY(!plain.isEmpty() && plain.size() > 2 * compressed.size());
    QVERIFY(pdf::isCompressedOtherwise(compressed, plain));
    QVERIFY(!pdf::isCompressedOtherwise(compressed, written(pdf::composeReport(other).pdf, false)));
}

void PagesJudgeTest::aTimeLineNeedsItsLedger()
{
    auto drawn = content(closingStatement(domain::ClosingOutcome::Validated));
    drawn.story.attempt = u"9e41"_s;
    drawn.story.timeline = {{u"118"_s, u"14:02"_s, u"Release manager"_s, u"Promoted to 10 %"_s}};
    const auto pdf = signedOnce(drawn);
    QCOMPARE(problemsOf(pdf, drawn.story), QList<VerifyProblem>());
    auto other = drawn.story;
    other.timeline.first().what = u"Promoted to 100 %"_s;
    QCOMPARE(problemsOf(pdf, other).value(0).code, u"pdf_differs"_s);
    const auto alone = session::judgePages(pdf, pdf::verifyPdf(pdf), {plainWords(), {}});
    QCOMPARE(alone, (QList<VerifyProblem>{{u"pages_not_compared"_s, {u"ledger"_s}}}));
}

void PagesJudgeTest::withoutWordsNothingIsCompared()
{
    const auto pdf = signedOnce(content(goStatement()), [](auto &request) { request.name = u"Another"_s; });
    QCOMPARE(session::judgePages(pdf, pdf::verifyPdf(pdf), {}), QList<VerifyProblem>());
}

QTEST_MAIN(PagesJudgeTest)
#include "tst_pagesjudge.moc"
