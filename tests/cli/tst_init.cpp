// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A cutover.json from what a repository has: every choice told, nothing overwritten, and a profile that opens.
#include "cli/cutoverctl.h"

#include <QTemporaryDir>

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

void put(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject choicesOf(const Called &called)
{
    QJsonObject choices;
    for (const auto &choice : called.json()[u"choices"_s].toArray())
        choices.insert(choice[u"what"_s].toString(), choice[u"choice"_s]);
    return choices;
}

QStringList gapsOf(const Called &called)
{
    QStringList pointers;
    for (const auto &gap : called.json()[u"missing"_s].toArray())
        pointers.append(gap[u"pointer"_s].toString());
    return pointers;
}

} // namespace

class InitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyScriptThatIsThereIsKept();
    void withoutScriptsEveryCriterionHasItsProbe();
    void whatItFindsIsNamed();
    void anEmptyFolderGetsAProfileThatOpens();
    void aFilledChecklistGivesHeadAndContacts();
    void missingFieldsOfTheEvidenceAreToldNow();
    void nothingIsOverwritten();
    void badInputWritesNothing_data();
    void badInputWritesNothing();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] Called ctl(const QStringList &arguments) const { return Cutoverctl(m_folder->path())(arguments); }
    [[nodiscard]] QJsonObject profile() const
    {
        return QJsonDocument::fromJson(contentOf(path(u"cutover.json"_s))).object();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void InitTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void InitTest::everyScriptThatIsThereIsKept()
{
    DemoWorkspace demo;
    QVERIFY(demo.init().succeeded());
    QVERIFY(QFile::remove(demo.path() + u"/cutover.json"_s));
    const auto called = Cutoverctl(demo.path())({u"init"_s});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    const auto choices = choicesOf(called);
    for (const auto &id : {"readyz", "evidence-integrity", "dr-recovery", "key-rotation", "policy-signatures",
                           "pii-breaker", "manual-promotion", "rehearsal", "dashboard", "/commands/abort"})
        QCOMPARE(choices[QLatin1String(id)].toString(), u"script"_s);
    QCOMPARE(choices[u"canary-health"_s].toString(), u"probe"_s); // jq on the evidence is no script
    QVERIFY(called.json()[u"choices"_s].toArray().last()[u"text"_s].toString().contains(u"tests/e2e/"_s));
}

void InitTest::withoutScriptsEveryCriterionHasItsProbe()
{
    const auto called = ctl({u"init"_s});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    const auto criteria = profile()[u"criteria"_s].toObject();
    QCOMPARE(criteria.size(), 10);
    for (const auto &criterion : criteria)
        QCOMPARE(criterion[u"source"_s].toString(), u"probe"_s);
    for (const auto &pointer : {u"/version"_s, u"/readyz_url"_s, u"/criteria/dr-recovery/restore"_s,
                                u"/criteria/key-rotation/files"_s, u"/commands/smoke"_s, u"/contacts"_s})
        QVERIFY2(gapsOf(called).contains(pointer), qPrintable(pointer));
    // What is to be set says what belongs there.
    for (const auto &gap : called.json()[u"missing"_s].toArray()) {
        const auto text = gap[u"text"_s].toString();
        QVERIFY2(!text.startsWith("Set "_L1) || text.contains(" in cutover.json: "_L1), qPrintable(text));
    }
    for (const auto &act : {u"stage"_s, u"abort"_s}) {
        QCOMPARE(choicesOf(called)[u"/commands/"_s + act].toString(), u"built_in"_s);
        QCOMPARE(profile()[u"commands"_s][act], QJsonValue(QJsonArray()));
        QVERIFY(!gapsOf(called).contains(u"/commands/"_s + act));
    }
}

void InitTest::whatItFindsIsNamed()
{
    const QByteArray certificate = "-----BEGIN CERTIFICATE-----\n";
    put(path(u"deploy/tls/a.pem"_s), certificate);
    put(path(u"deploy/tls/b.pem"_s), certificate);
    put(path(u"mixed/c.pem"_s), certificate);
    put(path(u"mixed/public.pem"_s), "-----BEGIN PUBLIC KEY-----\n");
    put(path(u"ops/keys.json"_s), R"({"keys": [{"file": "mixed/public.pem", "rotate_by": "2027-01-01T00:00:00Z"}]})");
    put(path(u"state/pii_breaker.json"_s), R"({"state": "enabled"})");
    put(path(u"rollout/config.json"_s), R"({"autoPromote": false})");
    put(path(u".hidden/d.pem"_s), certificate);
    QVERIFY(QFile::link(u"/etc/ssl"_s, path(u"linked"_s)));
    QCOMPARE(ctl({u"init"_s}).exitCode, 0);
    const auto criteria = profile()[u"criteria"_s].toObject();
    QCOMPARE(criteria[u"key-rotation"_s][u"files"_s].toArray(), (QJsonArray{u"deploy/tls/*.pem"_s, u"mixed/c.pem"_s}));
    QCOMPARE(criteria[u"key-rotation"_s][u"inventory"_s].toString(), u"ops/keys.json"_s);
    QCOMPARE(criteria[u"pii-breaker"_s][u"file"_s].toString(), u"state/pii_breaker.json"_s);
    QCOMPARE(criteria[u"manual-promotion"_s][u"file"_s].toString(), u"rollout/config.json"_s);
    QCOMPARE(criteria[u"manual-promotion"_s][u"pointer"_s].toString(), u"/autoPromote"_s);
}

void InitTest::anEmptyFolderGetsAProfileThatOpens()
{
    QCOMPARE(ctl({u"init"_s}).exitCode, 0);
    QVERIFY(contentOf(path(u"cutover.json"_s)).startsWith("{\n  \"workspace_id\""));
    const auto status = ctl({u"status"_s});
    QVERIFY2(status.exitCode == 0, status.text().constData());
    QCOMPARE(status.json()[u"phase"_s].toString(), u"preflight"_s);
}

void InitTest::aFilledChecklistGivesHeadAndContacts()
{
    put(path(u"filled.md"_s), "**Target Date**: 2026-03-02\n**Target Time**: 14:00 UTC\n**Environment**: Staging\n"
                              "**Version**: v3\n## Contact Information\n**Lead**: A B - @ab\n**Other**: [Name]\n");
    const auto called = ctl({u"init"_s, u"--from"_s, path(u"filled.md"_s), u"--release"_s, u"v4"_s});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    QCOMPARE(profile()[u"environment"_s].toString(), u"Staging"_s);
    QCOMPARE(profile()[u"version"_s].toString(), u"v4"_s); // what is said goes before what is read
    QCOMPARE(profile()[u"target_at"_s].toString(), u"2026-03-02T14:00:00Z"_s);
    QCOMPARE(profile()[u"contacts"_s].toArray(),
             (QJsonArray{QJsonObject{{u"role"_s, u"Lead"_s}, {u"name"_s, u"A B"_s}, {u"slack"_s, u"@ab"_s}}}));
    QCOMPARE(called.json()[u"unfilled"_s].toArray(), (QJsonArray{u"Other"_s}));
}

void InitTest::missingFieldsOfTheEvidenceAreToldNow()
{
    put(path(u"var/evidence/latest.json"_s),
        R"({"tampered": false, "canary": {"windows": [{"pass": true, "burst": 0.8}]}, "perf": {"p50_ms": 1}})");
    const auto called = ctl({u"init"_s});
    QVERIFY2(called.exitCode == 0, called.text().constData());
    const QString told = QString::fromUtf8(called.out);
    QVERIFY2(told.contains(u"/perf/p99_ms"_s) || told.contains(u"p99_ms"_s), called.out.constData());
}

void InitTest::nothingIsOverwritten()
{
    put(path(u"cutover.json"_s), "mine");
    const auto called = ctl({u"init"_s});
    QCOMPARE(called.exitCode, 1);
    QCOMPARE(called.errorCode(), u"exists"_s);
    QCOMPARE(contentOf(path(u"cutover.json"_s)), QByteArray("mine"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"cutover.json"_s});
}

void InitTest::badInputWritesNothing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("checklist");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("code");
    const QStringList from{u"--from"_s, u"c.md"_s};
    QTest::newRow("no such checklist") << QStringList{u"--from"_s, u"none.md"_s} << QByteArray() << 3 << u"not_found"_s;
    QTest::newRow("no checklist") << from << QByteArray("# Title\n") << 3 << u"not_a_checklist"_s;
    QTest::newRow("bad time") << from << QByteArray("**Target Date**: 2026-13-02\n**Target Time**: 14:00 UTC\n") << 3
                              << u"bad_time"_s;
    QTest::newRow("bad target") << QStringList{u"--target"_s, u"tomorrow"_s} << QByteArray() << 2 << u"usage"_s;
    QTest::newRow("two lines") << QStringList{u"--release"_s, u"v1\nv2"_s} << QByteArray() << 2 << u"usage"_s;
    QTest::newRow("a password in the URL")
        << QStringList{u"--readyz-url"_s, u"http://a:b@c/readyz"_s} << QByteArray() << 2 << u"usage"_s;
}

void InitTest::badInputWritesNothing()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, checklist);
    QFETCH(int, exitCode);
    QFETCH(QString, code);
    put(path(u"c.md"_s), checklist);
    for (auto &argument : arguments)
        if (argument.endsWith(".md"_L1))
            argument = path(argument);
    const auto called = ctl(QStringList{u"init"_s} + arguments);
    QVERIFY2(called.exitCode == exitCode, called.text().constData());
    QCOMPARE(called.errorCode(), code);
    QVERIFY(!QFile::exists(path(u"cutover.json"_s)));
}

QTEST_GUILESS_MAIN(InitTest)
#include "tst_init.moc"
