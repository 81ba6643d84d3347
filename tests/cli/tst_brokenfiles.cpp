// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A profile that cannot be read is exit 3 and names file, pointer, line and mend; broken evidence is a row's matter.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

class BrokenFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void brokenProfilesAreThree_data();
    void brokenProfilesAreThree();
    void theMendIsNamed();
    void brokenEvidenceIsNoGo_data();
    void brokenEvidenceIsNoGo();
    void ownFilesAreNoOutput_data();
    void ownFilesAreNoOutput();
    void abortNeedsNoProfile();
    void abortNeedsNoLedger();
    void abortNeedsNeither();
    void statusNeedsNoLedger();

private:
    DemoWorkspace m_demo;
    QByteArray m_profile;
    QByteArray m_evidence;
};

namespace {

QByteArray replaced(QByteArray text, const QByteArray &before, const QByteArray &after)
{
    return text.replace(before, after);
}

} // namespace

void BrokenFilesTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_profile = m_demo.read(u"cutover.json"_s);
    m_evidence = m_demo.read(u"var/evidence/latest.json"_s);
}

void BrokenFilesTest::init()
{
    QVERIFY(m_demo.write(u"cutover.json"_s, m_profile));
    QVERIFY(m_demo.write(u"var/evidence/latest.json"_s, m_evidence));
}

void BrokenFilesTest::brokenProfilesAreThree_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("pointer");
    const QByteArray open = "{\n";
    QTest::newRow("truncated") << m_profile.mid(m_profile.size() / 2) << QByteArray() << u"invalid_json"_s << QString();
    QTest::newRow("empty") << m_profile << QByteArray() << u"invalid_json"_s << QString();
    QTest::newRow("duplicate key") << open << QByteArray("{\n  \"version\": \"v1\",\n") << u"invalid_json"_s
                                   << u"/version"_s;
    QTest::newRow("unknown key") << open << QByteArray("{\n  \"stagse\": [],\n") << u"unknown_key"_s << u"/stagse"_s;
    QTest::newRow("number in quotes") << open << QByteArray("{\n  \"limits\": {\"burst\": \"1.5\"},\n")
                                      << u"number_in_quotes"_s << u"/limits/burst"_s;
    QTest::newRow("not a number") << open << QByteArray("{\n  \"limits\": {\"burst\": NaN},\n") << u"invalid_json"_s
                                  << QString();
    QTest::newRow("wrong type") << open << QByteArray("{\n  \"limits\": [],\n") << u"wrong_type"_s << u"/limits"_s;
}

void BrokenFilesTest::brokenProfilesAreThree()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, code);
    QFETCH(QString, pointer);
    const auto at = m_profile.indexOf(before);
    QVERIFY(at >= 0);
    QVERIFY(m_demo.write(u"cutover.json"_s, QByteArray(m_profile).replace(at, before.size(), after)));
    const Cutoverctl ctl(m_demo.path());
    for (const auto &verb :
         {QStringList{u"preflight"_s}, QStringList{u"status"_s}, QStringList{u"promote"_s, u"10"_s}}) {
        const auto called = ctl(verb);
        QVERIFY2(called.ended && called.exitCode == 3, called.text().constData());
        const auto error = called.json()[u"error"_s].toObject();
        QCOMPARE(error[u"code"_s].toString(), code);
        QVERIFY2(error[u"file"_s].toString().endsWith(u"cutover.json"_s), called.text().constData());
        if (!pointer.isEmpty())
            QCOMPARE(error[u"pointer"_s].toString(), pointer);
        QVERIFY2(error[u"line"_s].toInt() >= 1, called.text().constData());
        QVERIFY(error[u"text"_s].toString().contains(u"cutover.json"_s));
    }
}

void BrokenFilesTest::theMendIsNamed()
{
    const Cutoverctl ctl(m_demo.path());
    QVERIFY(m_demo.write(u"cutover.json"_s, replaced(m_profile, "\"stages\"", "\"stagse\"")));
    auto called = ctl.call({u"--workspace"_s, m_demo.path(), u"status"_s});
    QCOMPARE(called.exitCode, 3);
    QVERIFY2(called.out.isEmpty() && called.err.contains("stagse") && called.err.contains("stages"),
             called.text().constData());
    QVERIFY(m_demo.write(u"cutover.json"_s, replaced(m_profile, "\"max\": 15", "\"max\": \"15\"")));
    called = ctl.call({u"--workspace"_s, m_demo.path(), u"status"_s});
    QCOMPARE(called.exitCode, 3);
    QVERIFY2(called.err.contains("write the number 15"), called.text().constData());
    const Cutoverctl nowhere(m_demo.path(u"no-such-folder"_s));
    called = nowhere({u"status"_s});
    QCOMPARE(called.exitCode, 3);
    QCOMPARE(called.errorCode(), u"not_found"_s);
}

void BrokenFilesTest::brokenEvidenceIsNoGo_data()
{
    QTest::addColumn<QByteArray>("evidence");
    const auto now = QDateTime::currentDateTimeUtc().addSecs(-60).toString(Qt::ISODate).toUtf8();
    const auto windows = [&now](const QByteArray &list) -> QByteArray {
        return R"({"generated_at": ")" + now +
               R"(", "tampered": false, "readyz": {"status": "ok"}, "canary": {"windows": )" + list +
               R"(}, "perf": {"p50_ms": 41, "p99_ms": 180, "error_rate": 0.0002}})";
    };
    QTest::newRow("truncated") << m_evidence.left(m_evidence.size() / 2);
    QTest::newRow("duplicate key") << replaced(m_evidence, "\"canary\"", "\"canary\": {}, \"canary\"");
    QTest::newRow("empty list") << windows("[]");
    QTest::newRow("list is null") << windows("null");
    QTest::newRow("burst in quotes") << windows(R"([{"pass": true, "burst": "0.8"}, {"pass": true, "burst": 0.8},
                                                    {"pass": true, "burst": 0.8}])");
    QTest::newRow("burst negative") << windows(R"([{"pass": true, "burst": -1}, {"pass": true, "burst": 0.8},
                                                   {"pass": true, "burst": 0.8}])");
    QTest::newRow("burst not a number") << windows(R"([{"pass": true, "burst": NaN}])");
    QTest::newRow("two windows") << windows(R"([{"pass": true, "burst": 0.8}, {"pass": true, "burst": 0.8}])");
}

void BrokenFilesTest::brokenEvidenceIsNoGo()
{
    QFETCH(QByteArray, evidence);
    QVERIFY(m_demo.write(u"var/evidence/latest.json"_s, evidence));
    const Cutoverctl ctl(m_demo.path());
    const auto called = ctl({u"preflight"_s, u"--only"_s, u"canary-health"_s});
    QVERIFY2(called.ended && called.exitCode == 1, called.text().constData());
    const auto rows = called.json()[u"rows"_s].toArray();
    QCOMPARE(rows.size(), 12);
    const auto row = rows.at(7).toObject();
    QCOMPARE(row[u"id"_s].toString(), u"canary-health"_s);
    QVERIFY2(row[u"status"_s].toString() != u"go"_s && !row[u"reason"_s].toString().isEmpty(),
             called.text().constData());
}

void BrokenFilesTest::ownFilesAreNoOutput_data()
{
    QTest::addColumn<QStringList>("verb");
    QTest::addColumn<QString>("file");
    const QStringList report{u"preflight"_s, u"--only"_s, u"baselines"_s, u"--report"_s};
    const QString ledger = u"var/cutover/ledger.sqlite"_s;
    const auto row = [](const char *name, const QStringList &verb, const QString &file) {
        QTest::newRow(name) << verb << file;
    };
    row("profile", report, u"cutover.json"_s);
    row("profile by a way round", report, u"var/../cutover.json"_s);
    row("ledger", report, ledger);
    row("signers", report, u"configs/cutover/signers.dsse.json"_s);
    row("stage file", report, u"var/rollout/desired_stage.txt"_s);
    row("evidence", {u"pre-cutover"_s, u"--report"_s}, u"var/evidence/latest.json"_s);
    row("ledger over itself", {u"ledger"_s, u"export"_s}, ledger);
    row("PDF", {u"export"_s, u"no-such-decision"_s, u"--pdf"_s}, u"var/evidence/manifest.dsse.json"_s);
    row("Markdown", {u"export"_s, u"no-such-decision"_s, u"--markdown"_s}, u"cutover.json"_s);
}

void BrokenFilesTest::ownFilesAreNoOutput()
{
    QFETCH(QStringList, verb);
    QFETCH(QString, file);
    const auto before = m_demo.read(file);
    const Cutoverctl ctl(m_demo.path());
    const auto called = ctl(verb + QStringList{m_demo.path(file)});
    QVERIFY2(called.ended && called.exitCode == 2, called.text().constData());
    QVERIFY2(called.json()[u"error"_s][u"text"_s].toString().contains(QDir::cleanPath(file)),
             called.text().constData());
    QCOMPARE(m_demo.read(file), before);
}

void BrokenFilesTest::abortNeedsNoProfile()
{
    QVERIFY(m_demo.write(u"cutover.json"_s, "not json"));
    QVERIFY(m_demo.setStage("25"));
    const Cutoverctl ctl(m_demo.path());
    const auto called = ctl({u"abort"_s, u"--reason"_s, u"the test says so"_s});
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY2(called.json()[u"aborted"_s].toBool(), called.text().constData());
    QCOMPARE(m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("abort"));
}

void BrokenFilesTest::abortNeedsNoLedger()
{
    QVERIFY(m_demo.write(u"var/cutover/ledger.sqlite"_s, "this is no ledger"));
    QVERIFY(m_demo.setStage("50"));
    const Cutoverctl ctl(m_demo.path());
    const auto called = ctl({u"abort"_s});
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY2(called.json()[u"aborted"_s].toBool(), called.text().constData());
    QCOMPARE(m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("abort"));
}

/// The checklist's own script runs, not the stage file's word alone; and what was done in doubt is said.
void BrokenFilesTest::abortNeedsNeither()
{
    for (const auto &file : {u"ledger.sqlite-wal"_s, u"ledger.sqlite-shm"_s})
        QFile::remove(m_demo.path(u"var/cutover/"_s + file));
    QVERIFY(m_demo.write(u"var/cutover/ledger.sqlite"_s, QByteArray(4096, '\xA5')));
    QVERIFY(m_demo.write(u"cutover.json"_s, "{ broken"));
    QVERIFY(m_demo.write(u"pipeline/release/abort.sh"_s,
                         "echo \"$*\" >var/own-abort\necho abort >var/rollout/desired_stage.txt\n"));
    QVERIFY(m_demo.setStage("50"));
    const Cutoverctl ctl(m_demo.path());
    const auto called = ctl.call({u"--workspace"_s, m_demo.path(), u"abort"_s, u"--reason"_s, u"nothing is left"_s});
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY2(called.out.contains("could not say in time"), called.text().constData());
    QCOMPARE(m_demo.read(u"var/own-abort"_s).trimmed(), QByteArray("--reason manual-rollback-nothing is left"));
    QCOMPARE(m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("abort"));
}

void BrokenFilesTest::statusNeedsNoLedger()
{
    for (const auto &file : {u"ledger.sqlite-wal"_s, u"ledger.sqlite-shm"_s})
        QFile::remove(m_demo.path(u"var/cutover/"_s + file));
    QVERIFY(m_demo.write(u"var/cutover/ledger.sqlite"_s, "this is no ledger"));
    const Cutoverctl ctl(m_demo.path());
    for (const auto &verb : {QStringList{u"status"_s}, QStringList{u"promote"_s, u"10"_s}}) {
        const auto called = ctl(verb);
        QVERIFY2(called.ended, called.text().constData());
        QVERIFY2(called.exitCode != 0 || verb.first() == "status"_L1, called.text().constData());
    }
}

QTEST_GUILESS_MAIN(BrokenFilesTest)

#include "tst_brokenfiles.moc"
