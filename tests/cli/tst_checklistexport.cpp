// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The checklist of a signed decision, filled: which one is filled, what it says, and what is refused.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test\n";

} // namespace

class ChecklistExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ourOwnIsFilledWhereThereIsNone();
    void theWorkspacesIsFilledWhereThereIsOne();
    void theOneNamedComesFirst();
    void boxesFollowTheLedger();
    void itIsOnRecord();
    void refuses_data();
    void refuses();
    void theChecklistItselfIsNotReplaced();
    void aScriptIsGivenBackAsItWasSigned();

private:
    [[nodiscard]] Called fill(const QStringList &more = {}) const
    {
        return (*m_ctl)(QStringList{u"export"_s, m_id, u"--markdown"_s, m_filled} + more);
    }
    [[nodiscard]] QByteArray filled() const
    {
        QFile file(m_filled);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QString m_id;
    QString m_filled;
};

void ChecklistExportTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
    m_filled = m_ctl->file(u"filled/checklist.md"_s);
    const auto key =
        (*m_ctl)({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo <b>maker</b>"_s, u"--passphrase-file"_s, u"-"_s},
                 passphrase)
            .json()[u"fingerprint"_s]
            .toString();
    QCOMPARE(key.size(), 64);
    QCOMPARE((*m_ctl)({u"signers"_s, u"found"_s, u"--key"_s, key, u"--passphrase-file"_s, u"-"_s}, passphrase).exitCode,
             0);
    const QStringList sign{u"sign"_s, u"no-go"_s, u"--key"_s, key, u"--reason"_s, u"Not today | not like this"_s};
    const auto digest = (*m_ctl)(sign + QStringList{u"--dry-run"_s}).json()[u"statement_sha256"_s].toString();
    const auto called =
        (*m_ctl)(sign + QStringList{u"--statement-sha256"_s, digest, u"--passphrase-file"_s, u"-"_s}, passphrase);
    QVERIFY2(called.exitCode == 0, called.text().constData());
    m_id = called.json()[u"id"_s].toString();
}

void ChecklistExportTest::ourOwnIsFilledWhereThereIsNone()
{
    const auto called = fill();
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    const auto answer = called.json();
    QCOMPARE(answer.keys(),
             (QStringList{u"id"_s, u"markdown"_s, u"open"_s, u"template"_s, u"ticked"_s, u"untouched"_s}));
    QVERIFY(answer[u"template"_s].isNull());
    QCOMPARE(answer[u"markdown"_s].toString(), m_filled);
    QCOMPARE(answer[u"ticked"_s].toInt(), 2); // the baselines, NO-GO: no check ran
    QVERIFY(filled().contains("**Environment**: Demo\n"));
    QVERIFY(filled().contains("**Signature**: DEMO, decision " + m_id.toUtf8()));
}

void ChecklistExportTest::theWorkspacesIsFilledWhereThereIsOne()
{
    QVERIFY(
        m_demo.write(u"configs/cutover/checklist.md"_s, "# Ours\n- [ ] **Freeze Deployments**\n- [ ] **Own box**\n"));
    auto called = fill();
    QVERIFY2(called.exitCode == 0, called.text().constData());
    QCOMPARE(called.json()[u"template"_s].toString(), m_demo.path(u"configs/cutover/checklist.md"_s));
    QCOMPARE(called.json()[u"untouched"_s].toInt(), 1);
    QCOMPARE(filled(), QByteArray("# Ours\n- [ ] **Freeze Deployments** — not done\n- [ ] **Own box**\n"));
    QVERIFY(m_demo.write(u"checklist.md"_s, "- [ ] **NO-GO**\n"));
    called = fill();
    QCOMPARE(called.json()[u"template"_s].toString(), m_demo.path(u"checklist.md"_s)); // the root's comes first
}

void ChecklistExportTest::theOneNamedComesFirst()
{
    const auto named = m_ctl->write(u"named.md"_s, "- [ ] **GO**\r\n- [ ] **NO-GO**\r\n");
    const auto called = fill({u"--template"_s, named});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    QCOMPARE(called.json()[u"template"_s].toString(), named);
    const auto lines = filled().split('\n');
    QCOMPARE(lines[0], QByteArray("- [ ] **GO** — NO-GO was signed\r"));
    QVERIFY2(lines[1].startsWith("- [x] **NO-GO** — Not today \\| not like this, Demo \\<b\\>maker\\</b\\>, ") &&
                 lines[1].endsWith(" UTC\r"),
             lines[1].constData());
}

void ChecklistExportTest::boxesFollowTheLedger()
{
    const auto named = m_ctl->write(u"named.md"_s, "- [ ] **War Room Ready**\n- [ ] **Readyz Endpoint**\n");
    QCOMPARE(fill({u"--template"_s, named}).json()[u"ticked"_s].toInt(), 0);
    QCOMPARE((*m_ctl)({u"confirm"_s, u"war-room"_s, u"--by"_s, u"Demo lead"_s}).exitCode, 0);
    QCOMPARE(fill({u"--template"_s, named}).json()[u"ticked"_s].toInt(), 1);
    QVERIFY(filled().startsWith("- [x] **War Room Ready** — ready, Demo lead, "));
    QVERIFY(filled().contains("- [ ] **Readyz Endpoint** — Not run")); // as it was signed
}

void ChecklistExportTest::itIsOnRecord()
{
    const auto log = m_ctl->file(u"ledger.jsonl"_s);
    QCOMPARE((*m_ctl)({u"ledger"_s, u"export"_s, log}).exitCode, 0);
    QFile file(log);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("markdown:" + m_id.toUtf8()));
}

void ChecklistExportTest::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("code");
    const QString other(32, u'0');
    QTest::newRow("no such decision") << QStringList{u"export"_s, other, u"--markdown"_s, u"FILLED"_s} << 1
                                      << u"no_decision"_s;
    QTest::newRow("no template there") << QStringList{u"export"_s, u"ID"_s,         u"--markdown"_s,
                                                      u"FILLED"_s, u"--template"_s, u"/nonexistent.md"_s}
                                       << 3 << u"not_found"_s;
    QTest::newRow("a template that is none")
        << QStringList{u"export"_s, u"ID"_s, u"--markdown"_s, u"FILLED"_s, u"--template"_s, u"NONE"_s} << 3
        << u"not_a_checklist"_s;
    QTest::newRow("a folder") << QStringList{u"export"_s, u"ID"_s, u"--markdown"_s, u"/proc/filled.md"_s} << 3
                              << QString();
    QTest::newRow("nothing asked for") << QStringList{u"export"_s, u"ID"_s} << 2 << u"usage"_s;
    QTest::newRow("a cutover where none began")
        << QStringList{u"export"_s, u"--cutover"_s, u"FILLED"_s} << 1 << u"no_decision"_s;
    QTest::newRow("a cutover and an ID") << QStringList{u"export"_s, u"ID"_s, u"--cutover"_s, u"FILLED"_s} << 2
                                         << u"usage"_s;
    QTest::newRow("a script that is none")
        << QStringList{u"export"_s, u"ID"_s, u"--script"_s, u"cutover.json"_s, u"--to"_s, u"FILLED"_s} << 1
        << u"not_bound"_s;
    QTest::newRow("a script to nowhere") << QStringList{u"export"_s, u"ID"_s, u"--script"_s, u"x"_s} << 2 << u"usage"_s;
    QTest::newRow("a script beside a PDF")
        << QStringList{u"export"_s, u"ID"_s, u"--script"_s, u"x"_s, u"--to"_s, u"FILLED"_s, u"--pdf"_s, u"FILLED"_s}
        << 2 << u"usage"_s;
    QTest::newRow("a template for nothing")
        << QStringList{u"export"_s, u"ID"_s, u"--pdf"_s, u"FILLED"_s, u"--template"_s, u"NONE"_s} << 2 << u"usage"_s;
}

void ChecklistExportTest::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(const int, exit);
    QFETCH(const QString, code);
    const auto unwritten = m_ctl->file(u"unwritten.md"_s);
    const auto none = m_ctl->write(u"none.md"_s, "# Notes\n- [ ] **Buy bread**\n");
    for (auto &argument : arguments)
        argument = argument == "ID"_L1       ? m_id
                   : argument == "FILLED"_L1 ? unwritten
                   : argument == "NONE"_L1   ? none
                                             : argument;
    const auto called = (*m_ctl)(arguments);
    QVERIFY2(called.ended && called.exitCode == exit, called.text().constData());
    if (!code.isEmpty())
        QCOMPARE(called.errorCode(), code);
    QVERIFY(!QFile::exists(unwritten));
}

void ChecklistExportTest::theChecklistItselfIsNotReplaced()
{
    const QByteArray own = "- [ ] **NO-GO**\n";
    QVERIFY(m_demo.write(u"checklist.md"_s, own));
    const auto called = (*m_ctl)({u"export"_s, m_id, u"--markdown"_s, m_demo.path(u"checklist.md"_s)});
    QVERIFY2(called.exitCode == 2, called.text().constData());
    QCOMPARE(m_demo.read(u"checklist.md"_s), own);
}

/// Whatever stands there now: the bytes that the decision bound.
void ChecklistExportTest::aScriptIsGivenBackAsItWasSigned()
{
    const auto script = u"pipeline/release/canary_step.sh"_s;
    const auto before = m_demo.read(script);
    QVERIFY(!before.isEmpty() && m_demo.write(script, "exit 0\n"));
    const auto to = m_ctl->file(u"canary_step.sh"_s);
    const auto called = (*m_ctl)({u"export"_s, m_id, u"--script"_s, script, u"--to"_s, to});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    QFile written(to);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), before);
    QCOMPARE(m_demo.read(script), QByteArray("exit 0\n")); // a person compares, and puts it in place
}

QTEST_GUILESS_MAIN(ChecklistExportTest)

#include "tst_checklistexport.moc"
