// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a PDF shows is what its envelope says, or the page that differs is named.
#include "pdf/samples.h"
#include "session/secondrendering.h"

#include "formats/statement.h"

#include <QTest>

using namespace cutover;
using namespace cutover::tests;

using Change = std::function<void(pdf::ReportContent &)>;
Q_DECLARE_METATYPE(Change)

class SecondRenderingTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void sameStatementIsTheSamePdf_data();
    void sameStatementIsTheSamePdf();
    void anotherStatementIsSeen_data();
    void anotherStatementIsSeen();
    void envelopeMustBeReadable();

private:
    [[nodiscard]] pdf::ReportContent content(const domain::Statement &statement) const
    {
        auto content = contentOf(statement, m_signer);
        const auto payload = formats::statementBytes(statement).value_or(QByteArray());
        content.statementSha256 = crypto::sha256(payload);
        content.envelope = envelopeOf(payload, m_signer);
        return content;
    }

    SigningKey m_signer = SigningKey::make(u"Release manager"_s);
};

void SecondRenderingTest::sameStatementIsTheSamePdf_data()
{
    QTest::addColumn<domain::Statement>("statement");
    auto noGo = goStatement();
    noGo.decision = domain::DecisionKind::NoGo;
    auto script = goStatement();
    script.reason = u"За кожним рядком стоїть доказ. "_s.repeated(40);
    auto demo = goStatement(90);
    demo.environment = u"Demo"_s;
    QTest::newRow("GO") << goStatement();
    QTest::newRow("NO-GO") << noGo;
    QTest::newRow("another script, long") << script;
    QTest::newRow("DEMO, many files") << demo;
    QTest::newRow("closing") << closingStatement(domain::ClosingOutcome::Deviations);
}

void SecondRenderingTest::sameStatementIsTheSamePdf()
{
    QFETCH(domain::Statement, statement);
    const auto drawn = content(statement);
    QVERIFY(!drawn.envelope.isEmpty());
    const auto difference = session::differenceFromEnvelope(drawn, pdf::composeReport(drawn).pdf);
    QVERIFY2(!difference, QByteArray::number(difference.value_or(0)).constData());
}

void SecondRenderingTest::anotherStatementIsSeen_data()
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
    row("digest of a file", 0, [](auto &c) { c.statement.files[1].sha256 = crypto::sha256("another"); });
    row("signer", 1, [](auto &c) {
        c.statement.signerName = u"Another"_s;
        c.signers[0].name = u"Another"_s;
    });
}

void SecondRenderingTest::anotherStatementIsSeen()
{
    QFETCH(Change, change);
    QFETCH(int, page);
    const auto signedOne = content(goStatement());
    auto shown = signedOne;
    change(shown);
    const auto difference = session::differenceFromEnvelope(signedOne, pdf::composeReport(shown).pdf);
    QVERIFY(difference);
    if (page > 0)
        QCOMPARE(*difference, page);
}

void SecondRenderingTest::envelopeMustBeReadable()
{
    auto drawn = content(goStatement());
    const auto pdf = pdf::composeReport(drawn).pdf;
    for (const QByteArray &envelope : {QByteArray(), QByteArray("{}"), envelopeOf("{}", m_signer)}) {
        drawn.envelope = envelope;
        QCOMPARE(session::differenceFromEnvelope(drawn, pdf), std::optional(0));
    }
}

QTEST_MAIN(SecondRenderingTest)
#include "tst_secondrendering.moc"
