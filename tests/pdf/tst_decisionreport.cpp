// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The report as others read it: words in order, fonts, pages, the same bytes again.
#include "pdf/pagedifference.h"
#include "pdf/pdferror.h"
#include "pdf/samples.h"

#include <QHashSeed>
#include <QRegularExpression>
#include <QTest>
#include <QThread>

using namespace cutover;
using namespace cutover::tests;

namespace {

domain::Statement failingStatement()
{
    domain::Statement statement = goStatement();
    statement.decision = domain::DecisionKind::NoGo;
    statement.meaning = domain::defaultMeaning(statement.decision);
    statement.rows[2].row.status = domain::Status::NoGo;
    statement.rows[2].arithmetic = u"RTO 16 min 40 s > 15 min, over by 1 min 40 s"_s;
    statement.rows[2].row.note = u"Second run at 16:00."_s;
    statement.rows[4].row.status = domain::Status::Error;
    statement.rows[4].arithmetic.clear();
    statement.rows[4].reason = u"the expected line is missing"_s;
    return statement;
}

} // namespace

class DecisionReportTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void goSaysTheTemplatesWordsInOrder();
    void noGoNamesWhatFailed();
    void allGreenNoGoIsPostponedByDecision();
    void everyPageCarriesVerdictIdAndDigest_data();
    void everyPageCarriesVerdictIdAndDigest();
    void loosenedRulesStandInHeadAndTables();
    void theCeremonysMinutesStandInIt();
    void missingBaselinesAreNamed();
    void longTextsWrapAndNothingLeavesThePage();
    void reasonTooLongForItsBlockStandsInFull();
    void hiddenAndMissingCharactersAreMadeVisible();
    void sixtyFilesKeepAllTheirDigests();
    void chartsAreOpaqueImagesInTheirSize();
    void everyFontIsEmbedded();
    void qpdfFindsNothing();
    void sameContentGivesSameBytes();
    void otherThreadGivesSameBytes();
    void firstDifferingPageIsNamed();
    void draftHasRulesToWriteOnAndNoPlace();
    void eachSignerAndEachAwaitedOneHasAPlace();
    void unnamedValuesDoNotCrash();

private:
    QString textOf(const QByteArray &pdf, const QStringList &options = {})
    {
        const QString file = writeFile(m_folder, u"report.pdf"_s, pdf);
        return run(u"pdftotext"_s, options + QStringList{file, u"-"_s});
    }

    SigningKey m_signer = SigningKey::make(u"Release manager"_s);
    QTemporaryDir m_folder;
};

void DecisionReportTest::goSaysTheTemplatesWordsInOrder()
{
    const pdf::ComposedReport report = pdf::composeReport(contentOf(goStatement(), m_signer));
    const QString text = textOf(report.pdf, {u"-layout"_s}).simplified();
    QStringList words{u"Production Cutover Decision"_s,   u"Target Date 2026-03-02"_s, u"Environment Production"_s,
                      u"Target Time 14:00 UTC"_s,         u"Version v0.5.11v+"_s,      u"Decision Criteria"_s,
                      u"Category Criteria Status Notes"_s};
    for (std::size_t id = 0; id < domain::criterionCount; ++id)
        words += {domain::criteria().at(id).title, u"GO NO-GO"_s};
    words += {u"Monitoring baselines documented: P50 41.2 ms, P99 180.4 ms, captured 2026-03-01 14:40 UTC"_s,
              u"Final Decision"_s,
              u"GO: All criteria met, proceed with cutover"_s,
              u"NO-GO: One or more criteria failed, postpone cutover"_s,
              u"Decision Maker Release manager"_s,
              u"Signature"_s,
              u"Date/Time 2026-03-02 13:41:22 UTC"_s,
              u"Role decision-maker"_s,
              u"Meaning I approve this cutover as decision maker"_s,
              u"Reason All twelve criteria Go; restore drill repeated on new host."_s,
              u"Contact Information"_s,
              u"Incident Commander"_s,
              u"Technical Lead"_s,
              u"Platform Team"_s,
              u"Security Team"_s,
              u"On-Call Rotation"_s,
              u"page 1 of %1"_s.arg(report.pageCount),
              u"Every row, with its arithmetic"_s,
              u"RTO 12 min 04 s ≤ 15 min, RPO 0"_s,
              u"Thresholds in force"_s,
              u"≤ baseline + 10 % = 198.44 ms"_s,
              u"Stages"_s,
              u"3600 s"_s,
              u"bash pipeline/release/abort.sh"_s,
              u"Files and outputs that the decision binds (22)"_s,
              u"How to verify this document"_s,
              u"openssl dgst -sha256 -verify"_s,
              u"pdfsig"_s};
    QCOMPARE(firstOutOfOrder(text, words), QString());
    for (const domain::StatedRow &stated : goStatement().rows)
        QVERIFY2(text.contains(stated.arithmetic), qPrintable(stated.arithmetic));
    QVERIFY(!text.contains(u"LOOSENED"_s) && !text.contains(u"DRAFT"_s) && !text.contains(u"DEMO"_s));
}

void DecisionReportTest::noGoNamesWhatFailed()
{
    const QString text =
        textOf(pdf::composeDecision(contentOf(failingStatement(), m_signer)), {u"-layout"_s}).simplified();
    QCOMPARE(firstOutOfOrder(text, {u"NO-GO"_s, u"10 of 12 Go, signed"_s, u"RTO 16 min 40 s > 15 min"_s,
                                    u"Second run at 16:00."_s, u"the expected line is missing"_s,
                                    u"GO: All criteria met, proceed with cutover"_s,
                                    u"NO-GO: One or more criteria failed, postpone cutover"_s,
                                    u"I postpone this cutover as decision maker"_s, u"Decision: NO-GO"_s, u"no_go"_s,
                                    u"error"_s, u"none: a NO-GO closes the gate"_s}),
             QString());
}

void DecisionReportTest::allGreenNoGoIsPostponedByDecision()
{
    domain::Statement statement = goStatement();
    statement.decision = domain::DecisionKind::NoGo;
    const QString text = textOf(pdf::composeDecision(contentOf(statement, m_signer)));
    QVERIFY(text.contains(u"NO-GO: postponed by decision"_s));
    QVERIFY(!text.contains(u"One or more criteria failed"_s));
}

void DecisionReportTest::everyPageCarriesVerdictIdAndDigest_data()
{
    QTest::addColumn<pdf::Watermark>("watermark");
    QTest::addColumn<QString>("begin");
    QTest::newRow("none") << pdf::Watermark::None << u"Decision: GO · Production v0.5.11v+"_s;
    QTest::newRow("draft") << pdf::Watermark::Draft << u"DRAFT · Decision: GO · Production v0.5.11v+"_s;
    QTest::newRow("demo") << pdf::Watermark::Demo << u"DEMO · Decision: GO · Production v0.5.11v+"_s;
    QTest::newRow("rehearsal") << pdf::Watermark::Rehearsal << u"REHEARSAL · Decision: GO · Production v0.5.11v+"_s;
}

void DecisionReportTest::everyPageCarriesVerdictIdAndDigest()
{
    QFETCH(pdf::Watermark, watermark);
    QFETCH(QString, begin);
    pdf::ReportContent content = contentOf(goStatement(60), m_signer);
    content.watermark = watermark;
    const pdf::ComposedReport report = pdf::composeReport(content);
    QStringList pages = textOf(report.pdf, {u"-layout"_s}).split(u'\f', Qt::SkipEmptyParts);
    QCOMPARE(pages.size(), report.pageCount);
    QString digest = QString::fromLatin1(content.statementSha256.toHex(' '));
    digest.remove(u' ');
    for (int page = 0; page < pages.size(); ++page) {
        const QString text = pages.at(page).simplified();
        QVERIFY2(text.contains(begin + u" · id 9e41 c07a 55d2 03bb 7710 c9ab 3e5d 8841"_s), qPrintable(text));
        QVERIFY(text.contains(u"page %1 of %2"_s.arg(page + 1).arg(report.pageCount)));
        QVERIFY(QString(text).remove(u' ').contains(u"statementSHA-256"_s + digest));
    }
}

void DecisionReportTest::loosenedRulesStandInHeadAndTables()
{
    domain::Statement statement = goStatement();
    statement.limits.burst = 2.5;
    statement.stages[0].holdS = 15;
    statement.loosened = {{u"/limits/burst"_s, 2.5, 1.5, domain::Unit::Ratio},
                          {u"/stages/0/hold_s"_s, 15, 900, domain::Unit::Seconds}};
    const QString text = textOf(pdf::composeDecision(contentOf(statement, m_signer)), {u"-layout"_s}).simplified();
    QCOMPARE(
        firstOutOfOrder(text, {u"LOOSENED: 2 rules are looser here than in the checklist"_s, u"Decision Criteria"_s,
                               u"Thresholds in force"_s, u"≤ 2.5 ratio ≤ 1.5 ratio LOOSENED"_s,
                               u"/stages/0/hold_s 15 s 900 s LOOSENED"_s, u"15 s, LOOSENED"_s}),
        QString());
}

void DecisionReportTest::theCeremonysMinutesStandInIt()
{
    pdf::ReportContent content = contentOf(goStatement(), m_signer);
    const QByteArray without = pdf::composeDecision(content);
    QVERIFY(!textOf(without).contains(u"eremony"_s));
    content.statement.ceremony = ceremonyMinutes();
    const QByteArray with = pdf::composeDecision(content);
    const QString text = textOf(with, {u"-layout"_s}).simplified();
    for (const auto &words :
         {u"the ceremony's minutes"_s, u"Minutes of the ceremony"_s, u"Presided by Ana Sol (as stated)"_s,
          u"from 2026-03-02 13:10:00 UTC to 2026-03-02 13:35:00 UTC; ledger entry 120"_s, u"12 of 12 answers are Go"_s,
          u"On-Call Rotation"_s, u"Incident Commander"_s, u"Bo Lind"_s, u"No-Go"_s, u"corrected by 12"_s,
          u"13:12:30"_s})
        QVERIFY2(text.contains(words), qPrintable(words + u"\n"_s + text));
    QCOMPARE(text.count(u"corrected by"_s), 1);
    // The second rendering would see a word that was changed.
    auto other = content;
    other.statement.ceremony->answers[5].by = u"Somebody else"_s;
    QVERIFY(pdf::firstDifference(with, pdf::composeDecision(other)).value_or(0) > 0);
    QCOMPARE(pdf::composeDecision(content), with);
}

void DecisionReportTest::missingBaselinesAreNamed()
{
    domain::Statement statement = failingStatement();
    statement.baseline.reset();
    statement.rows.last().row.status = domain::Status::NoData;
    statement.rows.last().reason = u"no baselines file in var/cutover"_s;
    const QString text = textOf(pdf::composeDecision(contentOf(statement, m_signer)));
    QVERIFY(text.contains(u"Monitoring baselines: NO-GO, no baselines file in var/cutover"_s));
}

void DecisionReportTest::longTextsWrapAndNothingLeavesThePage()
{
    domain::Statement statement = failingStatement();
    statement.reason = u"Word "_s.repeated(39) + u"end."_s;
    statement.change = u"CHG-"_s + u"0123456789"_s.repeated(12);
    statement.version = u"v1.2.3-"_s + u"abcdef"_s.repeated(20);
    statement.contacts[0].name = u"Somebody on the rota with a long description "_s.repeated(6);
    statement.files[0].path = u"deep/"_s.repeated(60) + u"cutover.json"_s;
    for (domain::StatedRow &stated : statement.rows)
        stated.row.note = u"a note that goes on and on "_s.repeated(12) + u"unbroken"_s.repeated(20);
    statement.rows[3].row.note = u"a note longer than a page "_s.repeated(400) + u"LASTWORD"_s;
    const QByteArray pdf = pdf::composeDecision(contentOf(statement, m_signer));
    const QString words = textOf(pdf, {u"-bbox"_s});
    static const QRegularExpression box(
        u"<word xMin=\"([\\d.-]+)\" yMin=\"([\\d.-]+)\" xMax=\"([\\d.-]+)\" yMax=\"([\\d.-]+)\">"_s);
    int count = 0;
    for (auto found = box.globalMatch(words); found.hasNext(); ++count) {
        const auto match = found.next();
        QVERIFY2(match.captured(1).toDouble() >= 50 && match.captured(3).toDouble() <= 547,
                 qPrintable(match.captured()));
        QVERIFY2(match.captured(2).toDouble() >= 30 && match.captured(4).toDouble() <= 830,
                 qPrintable(match.captured()));
    }
    QVERIFY(count > 3000);
    QVERIFY(words.contains(u"LASTWORD"_s) && words.contains(u"end."_s));
    // The header of a table that goes on is there again.
    QVERIFY(textOf(pdf, {u"-layout"_s}).simplified().count(u"Category Criteria Status Notes"_s) > 1);
}

void DecisionReportTest::reasonTooLongForItsBlockStandsInFull()
{
    domain::Statement statement = goStatement();
    statement.reason = u"because "_s.repeated(300) + u"FINALLY"_s;
    const QString text = textOf(pdf::composeDecision(contentOf(statement, m_signer)));
    QCOMPARE(firstOutOfOrder(text.simplified(),
                             {u"(in full on a later page)"_s, u"Reason in full: Release manager"_s, u"FINALLY"_s}),
             QString());
}

void DecisionReportTest::hiddenAndMissingCharactersAreMadeVisible()
{
    domain::Statement statement = goStatement();
    statement.signerName = u"Ольга Łucja Ωμέγα \u202Etxt.exe \U0001D173"_s;
    const QString text = textOf(pdf::composeDecision(contentOf(statement, m_signer))).simplified();
    QVERIFY2(text.contains(u"Ольга Łucja Ωμέγα ‹U+202E›txt.exe"_s), qPrintable(text.left(2000)));
    QVERIFY(text.contains(u"‹U+1D173›"_s));
}

void DecisionReportTest::sixtyFilesKeepAllTheirDigests()
{
    const domain::Statement statement = goStatement(60);
    const QString text = textOf(pdf::composeDecision(contentOf(statement, m_signer)), {u"-layout"_s});
    for (const domain::BoundFile &file : statement.files)
        QVERIFY2(text.contains(QString::fromLatin1(file.sha256.toHex())), qPrintable(file.path));
    QVERIFY(text.contains(u"(60)"_s));
    QCOMPARE(text.simplified().count(u"What Path SHA-256"_s), 2);
}

/// As poppler lists them: page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio.
void DecisionReportTest::chartsAreOpaqueImagesInTheirSize()
{
    const QString file = writeFile(m_folder, u"charts.pdf"_s, pdf::composeDecision(contentOf(goStatement(), m_signer)));
    QStringList images = run(u"pdfimages"_s, {u"-list"_s, file}).split(u'\n', Qt::SkipEmptyParts).sliced(2);
    QCOMPARE(images.size(), 2);
    for (const QString &line : std::as_const(images)) {
        const QStringList columns = line.simplified().split(u' ');
        QCOMPARE(columns.value(2), u"image"_s); // and no mask
        QCOMPARE(columns.value(3).toInt(), qRound(pdf::chartSize.width()) * pdf::chartPixelsPerPoint);
        QCOMPARE(columns.value(4).toInt(), qRound(pdf::chartSize.height()) * pdf::chartPixelsPerPoint);
        QCOMPARE(columns.value(5), u"rgb"_s);
        QVERIFY2(std::abs(columns.value(12).toInt() - 288) <= 1, qPrintable(line));
    }
}

void DecisionReportTest::everyFontIsEmbedded()
{
    const QString file = writeFile(m_folder, u"fonts.pdf"_s, pdf::composeDecision(contentOf(goStatement(), m_signer)));
    const QStringList lines = run(u"pdffonts"_s, {file}).split(u'\n', Qt::SkipEmptyParts).mid(2);
    QVERIFY(lines.size() >= 5);
    static const QRegularExpression embedded(u"Identity-H +yes (yes|no) +yes"_s);
    for (const QString &line : lines)
        QVERIFY2(line.contains(embedded), qPrintable(line));
    QVERIFY(lines.join(u'\n').contains(u"CutoverSans"_s));
}

void DecisionReportTest::qpdfFindsNothing()
{
    const QString file =
        writeFile(m_folder, u"check.pdf"_s, pdf::composeDecision(contentOf(goStatement(60), m_signer)));
    QVERIFY(run(u"qpdf"_s, {u"--check"_s, file}).contains(u"No syntax or stream encoding errors found"_s));
    QVERIFY(run(u"pdfinfo"_s, {file}).contains(u"PDF version:     1.6"_s));
}

void DecisionReportTest::sameContentGivesSameBytes()
{
    const pdf::ReportContent content = contentOf(goStatement(), m_signer);
    const QByteArray first = pdf::composeDecision(content);
    QVERIFY(first.contains("/CreationDate (D:20260302134102Z)"));
    QVERIFY(first.contains("/ID [<"));
    for (int round = 0; round < 3; ++round) {
        QHashSeed::resetRandomGlobalSeed();
        QCOMPARE(pdf::composeDecision(content), first);
    }
    QHashSeed::setDeterministicGlobalSeed();
    QCOMPARE(pdf::composeDecision(content), first);
    QHashSeed::resetRandomGlobalSeed();
    pdf::ReportContent other = content;
    other.signers[0].reason += u'!';
    QVERIFY(pdf::composeDecision(other) != first);
}

void DecisionReportTest::otherThreadGivesSameBytes()
{
    const pdf::ReportContent content = contentOf(goStatement(), m_signer);
    QByteArray there;
    const std::unique_ptr<QThread> thread(
        QThread::create([&content, &there] { there = pdf::composeDecision(content); }));
    thread->start();
    QVERIFY(thread->wait(60'000));
    QCOMPARE(there, pdf::composeDecision(content));
}

void DecisionReportTest::firstDifferingPageIsNamed()
{
    const pdf::ReportContent content = contentOf(goStatement(), m_signer);
    const QByteArray composed = pdf::composeDecision(content);
    const auto differs = [&composed](const pdf::ReportContent &other) {
        return pdf::firstDifference(composed, pdf::composeDecision(other));
    };
    QVERIFY(!differs(content));
    auto other = content;
    other.statement.rows[3].row.note = u"Seen by two."_s;
    QCOMPARE(differs(other), std::optional(1));
    other = content;
    other.statement.rows[12].row.source.ref += u" "_s + u"(copied)"_s;
    QCOMPARE(differs(other), std::optional(2));
    other = content;
    other.charts.last() = sampleChart(u"Another latency"_s);
    QCOMPARE(differs(other), std::optional(0)); // an image that pages share
    other = content;
    other.statement.files += boundFiles(90).mid(22);
    QVERIFY(differs(other).value_or(0) >= 1); // another count of pages stands in each footer
    other = content;
    other.envelope.append(' ');
    QCOMPARE(differs(other), std::optional(0));
    QCOMPARE(pdf::firstDifference(composed, "no PDF"), std::optional(0));
}

void DecisionReportTest::draftHasRulesToWriteOnAndNoPlace()
{
    pdf::ReportContent content = contentOf(goStatement(), m_signer);
    content.signers.clear();
    content.envelope.clear();
    content.watermark = pdf::Watermark::Draft;
    const pdf::ComposedReport report = pdf::composeReport(content);
    QVERIFY(report.places.isEmpty());
    const QString text = textOf(report.pdf).simplified();
    QVERIFY(text.contains(u"12 of 12 Go, not signed"_s));
    QVERIFY(!text.contains(u"cutoverctl verify 9e41"_s));
    QVERIFY(!report.pdf.contains("EmbeddedFile"));
}

void DecisionReportTest::eachSignerAndEachAwaitedOneHasAPlace()
{
    pdf::ReportContent content = contentOf(goStatement(), m_signer);
    content.awaitedSigners = 2;
    const pdf::ComposedReport report = pdf::composeReport(content);
    QCOMPARE(report.places.size(), 3);
    for (const pdf::SignaturePlace &place : report.places) {
        QCOMPARE(place.page, 0);
        QVERIFY(place.rect.width() > 120 && place.rect.height() > 20);
    }
    QVERIFY(!report.places.at(0).rect.intersects(report.places.at(1).rect));
    QVERIFY(!report.places.at(0).rect.intersects(report.places.at(2).rect));
}

void DecisionReportTest::unnamedValuesDoNotCrash()
{
    pdf::ReportContent content;
    content.words = plainWords();
    const QByteArray pdf = pdf::composeDecision(content);
    QVERIFY(!pdf.isEmpty());
    const QString file = writeFile(m_folder, u"empty.pdf"_s, pdf);
    QVERIFY(run(u"qpdf"_s, {u"--check"_s, file}).contains(u"No syntax or stream encoding errors found"_s));
}

QTEST_MAIN(DecisionReportTest)

#include "tst_decisionreport.moc"
