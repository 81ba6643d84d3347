// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole cutover as one PDF, as others read it: outcome, rows, deviations, stages, and a time line of any length.
#include "pdf/samples.h"

#include <QRegularExpression>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;
using Outcome = domain::ClosingOutcome;

namespace {

pdf::ReportContent closingContent(Outcome outcome, const SigningKey &signer, int lines)
{
    auto content = contentOf(closingStatement(outcome), signer);
    content.story = storyOf(lines);
    return content;
}

} // namespace

class ClosingReportTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void theOutcomeIsSaidInWords_data();
    void theOutcomeIsSaidInWords();
    void theStoryFollowsInOrder();
    void deviationsNameOwnerAndDate();
    void aClosingIsNoDecision();
    void everyPageCarriesTheOutcome();
    void aLongTimeLineLosesNoLine_data();
    void aLongTimeLineLosesNoLine();
    void nothingLeavesThePage();
    void withoutAStoryNoneIsDrawn();
    void hiddenCharactersAreMadeVisible();
    void aDraftSaysSo();
    void whatNothingClosedHasNoOutcome();
    void aDraftOfTheDemoSaysBoth();
    void sameContentGivesSameBytes();
    void aSignedClosingIsIntact();
    void aContinuationSaysSoOnPageOne();
    void aFirstGoSaysNothingOfIt();
    void unnamedValuesDoNotCrash();

private:
    QString textOf(const QByteArray &pdf, const QStringList &options = {})
    {
        const QString file = writeFile(m_folder, u"closing.pdf"_s, pdf);
        return run(u"pdftotext"_s, options + QStringList{file, u"-"_s});
    }
    QString layoutOf(const pdf::ReportContent &content)
    {
        return textOf(pdf::composeDecision(content), {u"-layout"_s}).simplified();
    }

    SigningKey m_signer = SigningKey::make(u"Release manager"_s);
    QTemporaryDir m_folder;
};

void ClosingReportTest::theOutcomeIsSaidInWords_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("badge");
    QTest::addColumn<QString>("caption");
    QTest::addColumn<QString>("words");
    QTest::newRow("validated") << int(Outcome::Validated) << u"CLOSED"_s << u"4 of 4 Go, signed"_s
                               << u"Closed, validated"_s;
    QTest::newRow("deviations") << int(Outcome::Deviations) << u"CLOSED"_s << u"3 of 4 Go, 3 deviations, signed"_s
                                << u"Closed with deviations"_s;
    QTest::newRow("rolled back") << int(Outcome::RolledBack) << u"ROLLED BACK"_s << u"2 of 2 Go, signed"_s
                                 << u"Rolled back"_s;
}

void ClosingReportTest::theOutcomeIsSaidInWords()
{
    QFETCH(int, outcome);
    QFETCH(QString, badge);
    QFETCH(QString, caption);
    QFETCH(QString, words);
    const QString text = layoutOf(closingContent(static_cast<Outcome>(outcome), m_signer, 3));
    QCOMPARE(firstOutOfOrder(text, {u"Production Cutover Closing"_s, caption, u"Environment Production"_s,
                                    u"Version v0.5.11v+"_s, u"Outcome"_s, words + u": "_s, u" page 1 of"_s}),
             QString());
    QVERIFY(text.contains(badge));
    for (const auto &stated : closingStatement(static_cast<Outcome>(outcome)).rows) {
        QVERIFY2(text.contains(stated.arithmetic), qPrintable(stated.arithmetic));
        QVERIFY(text.contains(domain::criterion(stated.row.id).title.left(12)));
    }
}

void ClosingReportTest::theStoryFollowsInOrder()
{
    const QString text = layoutOf(closingContent(Outcome::Validated, m_signer, 5));
    QCOMPARE(
        firstOutOfOrder(
            text, {u"Attempt 9e41c07a55d203bb7710c9ab3e5d8841 (attempt 3 of this ledger)"_s,
                   u"Decisions GO: Release manager, 2026-03-02 13:41:22 UTC"_s, u"Stages reached"_s,
                   u"10 % 2026-03-02 14:00:41 UTC 15 min served of 15 min green: 25 % was let through"_s,
                   u"25 % not promoted"_s, u"Signed by Release manager"_s, u"Pages 2 to"_s, u"the time line"_s,
                   u"Every row, with its arithmetic"_s, u"Canary burst per window"_s, u"Latency against baseline"_s,
                   u"Time line"_s, u"Every entry of the ledger from 300 on"_s, u"2026-03-02 14:00:00"_s,
                   u"Event number 0 of the story."_s, u"Event number 4 of the story."_s, u"Thresholds in force"_s,
                   u"none: the attempt 9e41c07a55d203bb7710c9ab3e5d8841 is over"_s, u"How to verify this document"_s}),
        QString());
}

void ClosingReportTest::deviationsNameOwnerAndDate()
{
    const QString text = layoutOf(closingContent(Outcome::Deviations, m_signer, 3));
    QCOMPARE(firstOutOfOrder(text, {u"No. Deviation Owner Due"_s, u"1 P50 is 12.4 % faster"_s, u"Platform lead"_s,
                                    u"2026-03-09"_s, u"2 Two smoke tests"_s, u"Quality lead"_s, u"2026-03-04"_s,
                                    u"3 The dashboard"_s, u"On-call rota"_s, u"2026-03-16"_s}),
             QString());
    QVERIFY(!layoutOf(closingContent(Outcome::Validated, m_signer, 3)).contains(u"No. Deviation"_s));
}

void ClosingReportTest::aClosingIsNoDecision()
{
    // Nobody may read a closing's page as a GO.
    const QString text = layoutOf(closingContent(Outcome::Validated, m_signer, 3));
    for (const auto &words : {u"Decision: GO"_s, u"Decision: CLOSING"_s, u"All criteria met"_s, u"Decision Criteria"_s,
                              u"of 12 Go"_s, u"Monitoring baselines"_s})
        QVERIFY2(!text.contains(words), qPrintable(words));
}

void ClosingReportTest::everyPageCarriesTheOutcome()
{
    auto content = closingContent(Outcome::Deviations, m_signer, 150);
    content.watermark = pdf::Watermark::Demo;
    const auto report = pdf::composeReport(content);
    const QStringList pages = textOf(report.pdf, {u"-layout"_s}).split(u'\f', Qt::SkipEmptyParts);
    QCOMPARE(pages.size(), report.pageCount);
    QVERIFY(pages.size() >= 8);
    for (int page = 0; page < pages.size(); ++page) {
        const QString text = pages.at(page).simplified();
        QVERIFY2(text.contains(u"DEMO · Closed with deviations · Production v0.5.11v+ · id c105 e0a5"_s),
                 qPrintable(text));
        QVERIFY(text.contains(u"page %1 of %2"_s.arg(page + 1).arg(report.pageCount)));
        QVERIFY(text.contains(u"statement SHA-256"_s));
    }
}

void ClosingReportTest::aLongTimeLineLosesNoLine_data()
{
    QTest::addColumn<int>("lines");
    for (const int lines : {1, 8, 150, 600})
        QTest::addRow("%d", lines) << lines;
}

void ClosingReportTest::aLongTimeLineLosesNoLine()
{
    QFETCH(int, lines);
    const QString text = layoutOf(closingContent(Outcome::Validated, m_signer, lines));
    QStringList told;
    for (int i = 0; i < lines; ++i)
        told.append(u"Event number %1 of the story."_s.arg(i));
    QCOMPARE(firstOutOfOrder(text, told), QString());
    // Each page of it has the header.
    QCOMPARE(text.count(u"Time (UTC) Who What Entry"_s) > 1, lines > 40);
}

void ClosingReportTest::nothingLeavesThePage()
{
    auto content = closingContent(Outcome::Deviations, m_signer, 40);
    auto &statement = content.statement;
    for (auto &deviation : statement.closing->deviations) {
        deviation.text = u"a deviation that goes on and on "_s.repeated(20) + u"unbroken"_s.repeated(20);
        deviation.owner = u"somebody of the rota "_s.repeated(8);
    }
    content.story.attempt = u"0123456789abcdef"_s.repeated(20);
    content.story.signers.append(u"GO: "_s + u"somebody "_s.repeated(60));
    content.story.stages[0].validation = u"words "_s.repeated(60);
    content.story.timeline[3].what = u"what happened "_s.repeated(700) + u"LASTWORD"_s;
    content.story.timeline[4].who = u"unbroken"_s.repeated(30);
    content.story.timeline[5].entry = u"1234567 to 2345678"_s;
    const QString words = textOf(pdf::composeDecision(content), {u"-bbox"_s});
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
    QVERIFY(count > 2000);
    QVERIFY(words.contains(u"LASTWORD"_s));
}

void ClosingReportTest::withoutAStoryNoneIsDrawn()
{
    auto content = closingContent(Outcome::RolledBack, m_signer, 3);
    content.story = {};
    const QString text = layoutOf(content);
    QVERIFY(!text.contains(u"Time line"_s) && !text.contains(u"time line"_s) && !text.contains(u"Stages reached"_s));
    // The attempt that it closes is named all the same.
    QVERIFY(text.contains(u"Attempt 9e41c07a55d203bb7710c9ab3e5d8841"_s));
}

void ClosingReportTest::hiddenCharactersAreMadeVisible()
{
    auto content = closingContent(Outcome::Deviations, m_signer, 3);
    content.statement.closing->deviations[0].text = u"\u202Edetadilav"_s;
    content.story.timeline[1].what = u"\u202Eothers wrote this"_s;
    const QString text = layoutOf(content);
    QVERIFY(text.contains(u"‹U+202E›detadilav"_s));
    QVERIFY(text.contains(u"‹U+202E›others wrote this"_s));
}

void ClosingReportTest::aDraftSaysSo()
{
    auto content = closingContent(Outcome::Validated, m_signer, 3);
    content.signers.clear();
    content.envelope.clear();
    content.watermark = pdf::Watermark::Draft;
    const auto report = pdf::composeReport(content);
    QVERIFY(report.places.isEmpty());
    const QString text = textOf(report.pdf).simplified();
    QVERIFY(text.contains(u"4 of 4 Go, not signed"_s));
    QVERIFY(text.contains(u"DRAFT · Closed, validated"_s));
    QVERIFY(!text.contains(u"cutoverctl verify c105"_s));
}

void ClosingReportTest::whatNothingClosedHasNoOutcome()
{
    auto content = closingContent(Outcome::Validated, m_signer, 3);
    content.statement.id.clear();
    content.statementSha256.clear();
    content.signers.clear();
    content.envelope.clear();
    content.watermark = pdf::Watermark::Draft;
    const auto report = pdf::composeReport(content);
    QVERIFY(report.places.isEmpty());
    const QString text = textOf(report.pdf, {u"-layout"_s}).simplified();
    QCOMPARE(
        firstOutOfOrder(text, {u"Production Cutover"_s, u"4 of 4 Go, not signed"_s, u"Outcome"_s, u"Stages reached"_s,
                               u"not signed"_s, u"DRAFT · Not closed · Production v0.5.11v+ · unsigned"_s,
                               u"told by the ledger until 2026-03-02 17:24:08 UTC"_s, u"Time line"_s,
                               u"Files and outputs that the decision binds"_s}),
        QString());
    QVERIFY(text.contains(u"What the ledger tells so far; nothing is closed"_s));
    for (const auto &words : {u"CLOSED"_s, u"Closing"_s, u"statement SHA-256"_s, u"The statement that was signed"_s,
                              u"How to verify"_s, u"cutoverctl verify"_s})
        QVERIFY2(!text.contains(words), qPrintable(words));
}

void ClosingReportTest::aDraftOfTheDemoSaysBoth()
{
    auto content = closingContent(Outcome::Validated, m_signer, 3);
    content.statement.environment = u"Demo"_s;
    content.watermark = pdf::Watermark::Draft;
    QVERIFY(layoutOf(content).contains(u"DEMO DRAFT · Closed, validated · Demo"_s));
}

void ClosingReportTest::sameContentGivesSameBytes()
{
    const auto content = closingContent(Outcome::Deviations, m_signer, 150);
    const QByteArray first = pdf::composeDecision(content);
    QCOMPARE(pdf::composeDecision(content), first);
    auto other = content;
    other.story.timeline.last().who += u'!';
    QVERIFY(pdf::composeDecision(other) != first);
}

void ClosingReportTest::aSignedClosingIsIntact()
{
    const auto content = closingContent(Outcome::Deviations, m_signer, 150);
    const auto signedPdf = signedReport(content, m_signer);
    QVERIFY(!signedPdf.isEmpty());
    const QString file = writeFile(m_folder, u"signed.pdf"_s, signedPdf);
    const QString said = run(u"pdfsig"_s, {u"-nocert"_s, file}, m_folder.path());
    QVERIFY2(said.contains(u"Signature is Valid"_s) && said.contains(u"Total document signed"_s), qPrintable(said));
    QVERIFY(run(u"qpdf"_s, {u"--check"_s, file}).contains(u"No syntax or stream encoding errors found"_s));
}

void ClosingReportTest::aContinuationSaysSoOnPageOne()
{
    auto statement = goStatement();
    statement.continues = 25;
    const auto pages = textOf(pdf::composeDecision(contentOf(statement, m_signer)), {u"-layout"_s}).split(u'\f');
    QVERIFY(pages.first().simplified().contains(u"CONTINUES the rollout from 25 %"_s));
    QVERIFY(pages.first().simplified().contains(u"at once, until 2026-03-02 18:00:00 UTC"_s));
    statement.continues = 0;
    QVERIFY(layoutOf(contentOf(statement, m_signer)).contains(u"CONTINUES the attempt under way; no stage"_s));
}

void ClosingReportTest::aFirstGoSaysNothingOfIt()
{
    QVERIFY(!layoutOf(contentOf(goStatement(), m_signer)).contains(u"CONTINUES"_s));
}

void ClosingReportTest::unnamedValuesDoNotCrash()
{
    pdf::ReportContent content;
    content.words = plainWords();
    content.statement.closing = domain::Closing{};
    content.statement.closing->deviations = {{}};
    content.story.timeline = {{}};
    content.story.stages = {{}};
    const QByteArray pdf = pdf::composeDecision(content);
    QVERIFY(!pdf.isEmpty());
}

QTEST_MAIN(ClosingReportTest)

#include "tst_closingreport.moc"
