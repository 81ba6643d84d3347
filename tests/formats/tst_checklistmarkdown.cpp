// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A person's checklist comes back filled: boxes, table, head and signature, and not one other byte is touched.
#include "formats/checklistmarkdown.h"

#include "domain/criterion.h"
#include "formats/testdata.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::formats;
using namespace cutover::tests;
using Code = DocumentError::Code;

namespace {

const QString s_file = u"checklist.md"_s;
const QString s_words = u"VALUE, PERSON, 2 Mar 2026 13:41 UTC"_s;

const QStringList &boxKeys()
{
    static const QStringList keys = [] {
        QStringList all{u"baselines"_s,   u"final-check"_s, u"freeze"_s,   u"stakeholders"_s, u"war-room"_s,
                        u"stage:10"_s,    u"stage:25"_s,    u"stage:50"_s, u"stage:100"_s,    u"smoke"_s,
                        u"performance"_s, u"error-rate"_s,  u"go"_s,       u"no-go"_s,        u"evidence-after"_s};
        for (std::size_t i = 0; i < domain::criterionCount; ++i)
            all.append(domain::criteria()[i].key);
        return all;
    }();
    return keys;
}

ChecklistFilling filling(bool done)
{
    ChecklistFilling filling;
    for (const auto &key : boxKeys())
        filling.boxes[key] = {done, done ? s_words : u"not done"_s};
    for (std::size_t i = 0; i < domain::criterionCount; ++i)
        filling.rows[domain::criteria()[i].key] = {done, u"NOTES"_s};
    filling.fields = {{u"Target Date"_s, u"DATE"_s},       {u"Target Time"_s, u"TIME"_s},
                      {u"Environment"_s, u"Production"_s}, {u"Version"_s, u"v0.5.11v+"_s},
                      {u"Decision Maker"_s, u"MAKER"_s},   {u"Signature"_s, u"SIGNATURE"_s},
                      {u"Date/Time"_s, u"SIGNED"_s}};
    filling.contacts = {{u"Incident Commander"_s, u"COMMANDER"_s}, {u"Technical Lead"_s, u"LEAD"_s}};
    filling.differs = u"signed: "_s;
    return filling;
}

QByteArray document()
{
    return fileBytes(dataFolder(u"checklist"_s) + u"/production-cutover.md"_s);
}

FilledChecklist filled(const QByteArray &bytes, const ChecklistFilling &facts)
{
    return fillChecklist(bytes, s_file, facts).value_or(FilledChecklist{});
}

QString oneBox(const QString &words)
{
    ChecklistFilling facts;
    facts.boxes[u"freeze"_s] = {true, words};
    return QString::fromUtf8(filled("- [ ] **Freeze Deployments**: No code\n", facts).markdown);
}

} // namespace

class TestChecklistMarkdown : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyBoxOfTheDocumentIsKnown();
    void aDoneBoxIsTickedWithItsWords();
    void anOpenBoxSaysWhy();
    void theTableTakesTheStatusAsSigned();
    void headSignatureAndContactsAreFilled();
    void withoutTheInsertionsItIsTheTemplate_data();
    void withoutTheInsertionsItIsTheTemplate();
    void theSecondEvidenceIntegrityIsItsOwn();
    void stepsAfterARollbackGetTheirWords();
    void aRollbacksBoxIsNotPhaseOnes();
    void unknownBoxesStayAndAreCounted();
    void codeStays_data();
    void codeStays();
    void theRecordDecidesNotThePen();
    void whatAPersonFilledStaysAndIsContradicted();
    void signaturesElsewhereAreSomebodyElses();
    void textIsNeverMarkup_data();
    void textIsNeverMarkup();
    void noWordsMakeALine();
    void refuses_data();
    void refuses();
};

void TestChecklistMarkdown::everyBoxOfTheDocumentIsKnown()
{
    const auto result = filled(document(), filling(true));
    QCOMPARE(result.ticked, 26); // 12 pre-flight, 4 of phase 1, 4 stages, 4 after, GO and NO-GO
    QCOMPARE(result.open, 0);
    QCOMPARE(result.untouched, 0);
    QCOMPARE(result.rows, 12);
    QVERIFY(!result.markdown.contains("[ ]"));
}

void TestChecklistMarkdown::aDoneBoxIsTickedWithItsWords()
{
    const auto lines = filled(document(), filling(true)).markdown.split('\n');
    QVERIFY(
        lines.contains("- [x] **Readyz Endpoint**: All systems healthy (`/readyz` → `status=ok`) — VALUE, PERSON, 2 "
                       "Mar 2026 13:41 UTC"));
    QVERIFY(lines.contains("- [x] **Step 2: Promote to 25%** — VALUE, PERSON, 2 Mar 2026 13:41 UTC"));
}

void TestChecklistMarkdown::anOpenBoxSaysWhy()
{
    const auto result = filled(document(), filling(false));
    QCOMPARE(result.ticked, 0);
    QCOMPARE(result.open, 26);
    QVERIFY(!result.markdown.contains("[x]"));
    QVERIFY(result.markdown.contains("- [ ] **Smoke Tests**: Run E2E test suite — not done\n"));
    QVERIFY(result.markdown.contains("| **Ops** | Team ready | ☐ GO / ☒ NO-GO | NOTES |"));
}

void TestChecklistMarkdown::theTableTakesTheStatusAsSigned()
{
    auto facts = filling(true);
    facts.rows[u"key-rotation"_s] = {false, u"3 days < 7 days | short by 4 days"_s};
    const auto lines = filled(document(), facts).markdown.split('\n');
    QVERIFY(lines.contains("| **Infrastructure** | Readyz healthy | ☒ GO / ☐ NO-GO | NOTES |"));
    QVERIFY(
        lines.contains("| **Security** | Keys healthy (7+ days) | ☐ GO / ☒ NO-GO | 3 days \\< 7 days \\| short by 4 "
                       "days |"));
    QVERIFY(lines.contains("| Category | Criteria | Status | Notes |"));
    QVERIFY(lines.contains("|----------|----------|--------|-------|"));
}

void TestChecklistMarkdown::headSignatureAndContactsAreFilled()
{
    const auto lines = filled(document(), filling(true)).markdown.split('\n');
    for (const auto *line :
         {"**Target Date**: DATE", "**Target Time**: TIME", "**Environment**: Production", "**Version**: v0.5.11v+",
          "**Decision Maker**: MAKER", "**Signature**: SIGNATURE", "**Date/Time**: SIGNED",
          "**Incident Commander**: COMMANDER", "**Technical Lead**: LEAD",
          "**Platform Team**: [Slack Channel: #platform-cutover]", "**On-Call Rotation**: [PagerDuty/OpsGenie Link]"})
        QVERIFY2(lines.contains(line), line);
}

void TestChecklistMarkdown::withoutTheInsertionsItIsTheTemplate_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("as it is") << document();
    QTest::newRow("line ends of Windows") << document().replace("\n", "\r\n");
    QTest::newRow("no newline at the end") << document().trimmed();
    QTest::newRow("a byte order mark") << "\xef\xbb\xbf" + document();
    QTest::newRow("hard breaks") << document().replace(" window\n", " window  \n");
    QTest::newRow("further text") << document() + "\n<b>own</b> | text `x`\n\n\n\t- [ ] own box\n\xF0\x9F\x9A\x80 \n";
}

void TestChecklistMarkdown::withoutTheInsertionsItIsTheTemplate()
{
    QFETCH(const QByteArray, before);
    auto facts = filling(true);
    facts.fields = {{u"Decision Maker"_s, u"MAKER"_s}};
    facts.contacts.clear();
    const auto result = filled(before, facts);
    QCOMPARE(result.ticked, 26);
    QVERIFY(result.markdown != before);
    auto back = result.markdown;
    back.replace(" — VALUE, PERSON, 2 Mar 2026 13:41 UTC", "").replace("- [x]", "- [ ]");
    back.replace("☒", "☐").replace("| NOTES |", "| |").replace("MAKER", "___________________________");
    QCOMPARE(back, before);
}

void TestChecklistMarkdown::theSecondEvidenceIntegrityIsItsOwn()
{
    auto facts = filling(true);
    facts.boxes[u"evidence-after"_s] = {false, u"not done"_s};
    const auto text = filled(document(), facts).markdown;
    QVERIFY(text.contains("- [x] **Evidence Integrity**: All evidence verified"));
    QVERIFY(text.contains("- [ ] **Evidence Integrity**: Verify no tampering — not done\n"));
}

void TestChecklistMarkdown::stepsAfterARollbackGetTheirWords()
{
    auto facts = filling(true);
    facts.boxes[u"rollback-capture"_s] = {true, u"rollback-1.json"_s};
    facts.boxes[u"rollback-notify"_s] = {false, u"not done"_s};
    const auto markdown = filled(document(), facts).markdown;
    QVERIFY(markdown.contains("\n1. **Capture Evidence**: — rollback-1.json\n"));
    QVERIFY(markdown.contains("\n2. **Notify Stakeholders**: Send rollback notification — not done\n"));
    QVERIFY(markdown.contains("\n3. **Incident Review**: Schedule post-mortem within 24h\n")); // nothing is known of it
    QVERIFY(markdown.contains("\n- [x] **Notify Stakeholders**: Send cutover start notification — VALUE"));
    // Without a rollback not one byte of them changes.
    QVERIFY(filled(document(), filling(true)).markdown.contains("\n1. **Capture Evidence**:\n"));
}

void TestChecklistMarkdown::aRollbacksBoxIsNotPhaseOnes()
{
    const QByteArray own = "## Rollback\n### Post-Rollback Actions\n- [ ] **Notify Stakeholders**\n- [ ] **War Room "
                           "Ready**\n## Cutover\n- [ ] **Freeze Deployments**\n";
    ChecklistFilling facts;
    facts.boxes = {{u"stakeholders"_s, {true, u"at the start"_s}},
                   {u"war-room"_s, {true, u"ready"_s}},
                   {u"freeze"_s, {true, u"frozen"_s}}};
    auto result = filled(own, facts);
    QVERIFY(result.markdown.contains("- [ ] **Notify Stakeholders**\n- [ ] **War Room Ready**\n"));
    QCOMPARE(result.untouched, 2);
    facts.boxes[u"rollback-notify"_s] = {true, u"taken by ops"_s};
    result = filled(own, facts);
    QVERIFY(result.markdown.contains("- [x] **Notify Stakeholders** — taken by ops\n"));
    QCOMPARE(result.ticked, 2);
}

void TestChecklistMarkdown::unknownBoxesStayAndAreCounted()
{
    const QByteArray own = "- [ ] **Freeze Deployments**\n- [ ] **Freezer Deployments**: x\n* [x] plain words\n"
                           "1. [ ] **Tell the CFO**\n- [y] **Freeze Deployments**\n-[ ] **Freeze Deployments**\n";
    const auto result = filled(own, filling(true));
    QCOMPARE(result.ticked, 1);
    QCOMPARE(result.untouched, 3);
    QVERIFY(result.markdown.endsWith(own.mid(own.indexOf('\n'))));
}

void TestChecklistMarkdown::codeStays_data()
{
    QTest::addColumn<QByteArray>("code");
    const QByteArray box = "- [ ] **Freeze Deployments**\n| Readyz healthy | ☐ GO / ☐ NO-GO | |\n**Version**: [v]\n";
    QTest::newRow("backticks") << "```\n" + box + "```\n";
    QTest::newRow("with a language") << "```markdown\n" + box + "```\n";
    QTest::newRow("tildes") << "~~~\n" + box + "```\n" + box + "~~~\n";
    QTest::newRow("longer fence") << "````\n```\n" + box + "````\n";
    QTest::newRow("within a list") << "- text\n  ```\n" + box + "  ```\n";
    QTest::newRow("never closed") << "```\n" + box;
}

void TestChecklistMarkdown::codeStays()
{
    QFETCH(const QByteArray, code);
    const auto result = filled("- [ ] **War Room Ready**\n" + code, filling(true));
    QCOMPARE(result.ticked, 1);
    QCOMPARE(result.rows, 0);
    QVERIFY(result.markdown.endsWith(code));
}

void TestChecklistMarkdown::theRecordDecidesNotThePen()
{
    const QByteArray ticked = "- [x] **Freeze Deployments**\n- [X] **War Room Ready**\n"
                              "| Readyz healthy | ☒ GO / ☐ NO-GO | fine |\n";
    const auto open = filled(ticked, filling(false)).markdown;
    QCOMPARE(open, QByteArray("- [ ] **Freeze Deployments** — not done\n- [ ] **War Room Ready** — not done\n"
                              "| Readyz healthy | ☐ GO / ☒ NO-GO | fine — NOTES |\n"));
    QVERIFY(filled(ticked, filling(true)).markdown.contains("- [X] **War Room Ready** — VALUE"));
}

void TestChecklistMarkdown::whatAPersonFilledStaysAndIsContradicted()
{
    const QByteArray own = "# Cutover\n**Target Date**: 2026-03-02\n**Version**: v0.5.10\n**Environment**: Production\n"
                           "## Final Decision\n- [ ] **GO**\n**Decision Maker**: Somebody\n";
    const auto text = filled(own, filling(true)).markdown;
    QVERIFY(text.contains("**Target Date**: 2026-03-02 — signed: DATE\n"));
    QVERIFY(text.contains("**Version**: v0.5.10 — signed: v0.5.11v+\n"));
    QVERIFY(text.contains("**Environment**: Production\n"));
    QVERIFY(text.contains("**Decision Maker**: Somebody — signed: MAKER\n"));
}

void TestChecklistMarkdown::signaturesElsewhereAreSomebodyElses()
{
    const QByteArray own = "# Cutover\n- [ ] **GO**\n## Rollback sign-off\n**Signature**: ______\n**Version**: [x]\n"
                           "## Contact Information\n**Version**: [x]\n**Technical Lead**: Own - @own\n";
    const auto text = filled(own, filling(true)).markdown;
    QVERIFY(text.endsWith(own.mid(own.indexOf("## Rollback"))));
}

void TestChecklistMarkdown::textIsNeverMarkup_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &words, const QString &shown) {
        QTest::newRow(name) << words << shown;
    };
    row("plain", u"12 min ≤ 15 min, 3 min to spare"_s, u"12 min ≤ 15 min, 3 min to spare"_s);
    row("emphasis", u"*a* _b_ **c** ~~d~~"_s, u"\\*a\\* \\_b\\_ \\*\\*c\\*\\* \\~\\~d\\~\\~"_s);
    row("a link", u"[GO](http://x)"_s, u"\\[GO\\](http:\\/\\/x)"_s);
    row("an address", u"see www.example.org"_s, u"see www\\.example.org"_s);
    row("HTML", u"<script>&lt;"_s, u"\\<script\\>\\&lt;"_s);
    row("code", u"`rm`"_s, u"\\`rm\\`"_s);
    row("a pipe", u"a | b"_s, u"a \\| b"_s);
    row("backslashes", u"\\| \\"_s, u"\\\\\\| \\\\"_s);
    row("a picture", u"![x](y)"_s, u"\\!\\[x\\](y)"_s);
    row("a formula", u"$x$"_s, u"\\$x\\$"_s);
    row("a tick", u"[x] done"_s, u"\\[x\\] done"_s);
}

void TestChecklistMarkdown::textIsNeverMarkup()
{
    QFETCH(const QString, words);
    QFETCH(const QString, shown);
    QCOMPARE(markdownText(words), shown);
    QCOMPARE(oneBox(words), u"- [x] **Freeze Deployments**: No code — %1\n"_s.arg(shown));
}

void TestChecklistMarkdown::noWordsMakeALine()
{
    for (const auto &words : {u"a\n- [x] **GO**"_s, u"a\r\n\r\n# b"_s, u"a\u2028b"_s, u"a\x1b[2Jb"_s, u"a\u202eb"_s}) {
        const auto text = oneBox(words);
        QCOMPARE(text.count(u'\n'), 1);
        for (const auto forbidden : {u'\r', u'\x1b', u'\u202e'})
            QVERIFY(!text.contains(forbidden));
    }
    auto facts = filling(true);
    facts.rows[u"readyz"_s] = {true, u"a\n| b | c |"_s};
    QCOMPARE(filled(document(), facts).markdown.count('\n'), document().count('\n'));
}

void TestChecklistMarkdown::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("data");
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("another text") << QByteArray("# Notes\n\n- [ ] **Buy bread**\n") << QStringList();
    QTest::newRow("all in code") << QByteArray("```\n- [ ] **GO**\n") << QStringList();
    QTest::newRow("no UTF-8") << QByteArray("- [ ] **GO**: \xff\n") << QStringList{u"invalid_utf8"_s};
    QTest::newRow("cut in a character") << QByteArray("- [ ] **GO**: \xe2\x9c") << QStringList{u"invalid_utf8"_s};
    QTest::newRow("huge") << document().repeated(200) << QStringList();
}

void TestChecklistMarkdown::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QStringList, data);
    const auto result = fillChecklist(bytes, s_file, filling(true));
    QVERIFY(!result);
    QCOMPARE(result.error().first(), (DocumentError{Code::NotChecklist, s_file, {}, 1, data}));
}

QTEST_GUILESS_MAIN(TestChecklistMarkdown)

#include "tst_checklistmarkdown.moc"
