// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoworkspace.h"
#include "formats/baselinereader.h"
#include "formats/dsse.h"
#include "formats/evidencereader.h"
#include "formats/profilereader.h"

using namespace Qt::StringLiterals;
using namespace cutover;
using cutover::demo::test::DemoWorkspace;

/// The console's strict readers find nothing to say about the demo.
class TestFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsTheProfile();
    void loosensNothingButTheHolds();
    void readsTheEvidenceWithoutIssues();
    void readsTheBaselines();
    void readsTheManifest();

private:
    DemoWorkspace m_demo;
    domain::Profile m_profile;
};

void TestFormats::initTestCase()
{
    QVERIFY(m_demo.init().succeeded());
    const auto read = formats::readProfile(m_demo.read(u"cutover.json"_s), u"cutover.json"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error().first().pointer));
    m_profile = read->profile;
}

void TestFormats::readsTheProfile()
{
    QVERIFY(m_profile.isDemo());
    QCOMPARE(m_profile.notifications.targets.first().loopbackUrl, m_demo.address() + u"/slack"_s);
    QCOMPARE(m_profile.contacts.size(), 5);
    // The checklist's own commands stand, written out or not.
    const domain::Profile checklist = domain::checklistProfile();
    for (std::size_t i = 0; i < m_profile.criteria.size(); ++i) {
        QVERIFY(m_profile.criteria[i].command == checklist.criteria[i].command);
        for (const QString &input : m_profile.criteria[i].inputs)
            QVERIFY2(m_demo.exists(input), qPrintable(input));
    }
}

void TestFormats::loosensNothingButTheHolds()
{
    QStringList rules;
    for (const auto &rule : domain::loosenedRules(m_profile))
        rules.append(rule.rule);
    QCOMPARE(rules,
             (QStringList{u"/stages/0/hold_s"_s, u"/stages/1/hold_s"_s, u"/stages/2/hold_s"_s, u"/stages/3/hold_s"_s}));
}

void TestFormats::readsTheEvidenceWithoutIssues()
{
    QVERIFY(m_demo.serve());
    QVERIFY(QTest::qWaitFor([this] { return m_demo.windows().size() >= 25; }, 20'000));
    QCOMPARE(m_demo.stopService(), 0);
    const QStringList files = QDir(m_demo.path(u"var/evidence"_s)).entryList({u"canary-*.json"_s});
    QCOMPARE(files.size(), 3);
    for (const QString &name : files + QStringList{u"latest.json"_s}) {
        const auto evidence = formats::readEvidence(m_demo.read(u"var/evidence/"_s + name), m_profile.pointers,
                                                    QDateTime::currentDateTimeUtc());
        QVERIFY(evidence);
        QVERIFY2(evidence->issues.isEmpty(), qPrintable(evidence->issues.value(0).pointer));
        QVERIFY(evidence->windows.size() >= 24);
    }
}

void TestFormats::readsTheBaselines()
{
    const QString name = formats::newestBaselineFile(QDir(m_demo.path(u"var/cutover"_s)).entryList(QDir::Files));
    QCOMPARE(name, formats::baselineFileName(QDateTime::currentDateTimeUtc()));
    const auto baseline = formats::readBaseline(m_demo.read(u"var/cutover/"_s + name), name, m_profile.pointers,
                                                QDateTime::currentDateTimeUtc());
    QVERIFY(baseline);
    QVERIFY(baseline->p99Ms > 170 && baseline->p99Ms < 190);
}

void TestFormats::readsTheManifest()
{
    const auto envelope = formats::parseEnvelope(m_demo.read(u"var/evidence/manifest.dsse.json"_s));
    QVERIFY(envelope);
    QCOMPARE(envelope->payloadType, QByteArray(formats::inTotoPayloadType));
    QCOMPARE(envelope->signatures.size(), 1);
}

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
