// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signedworkspace.h"

#include <QCoreApplication>
#include <QTest>

using namespace cutover;
using namespace cutover::session::test;
using domain::BoundFile;

class BindingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bindsWhatTheCutoverWillRun();
    void bindsWhatTheRestoreRuns();
    void aMissingScriptFails();
    void aBrokenProfileNamesItsPlace();
    void sealedFilesOfNoManifest();
    void namesTheChangedPointers_data();
    void namesTheChangedPointers();
};

void BindingTest::bindsWhatTheCutoverWillRun()
{
    SignedWorkspace place;
    QVERIFY(place.layOut());
    const auto binding = place.binding();
    QCOMPARE(binding.files.size(), binding.bytes.size());
    for (qsizetype i = 0; i < binding.files.size(); ++i)
        QCOMPARE(binding.files.at(i).sha256, crypto::sha256(binding.bytes.at(i)));
    const auto has = [&binding](BoundFile::Role role, const QString &path) {
        return std::ranges::any_of(binding.files,
                                   [&](const BoundFile &file) { return file.role == role && file.path == path; });
    };
    using Role = BoundFile::Role;
    QVERIFY(has(Role::Profile, u"cutover.json"_s));
    QVERIFY(has(Role::Evidence, u"var/evidence/latest.json"_s));
    QVERIFY(has(Role::Manifest, session::manifestPath.toString()));
    QVERIFY(has(Role::Signers, session::signersFilePath.toString()));
    QVERIFY(has(Role::Stage, u"pipeline/release/canary_step.sh"_s));
    QVERIFY(has(Role::Abort, u"pipeline/release/abort.sh"_s));
    QVERIFY(has(Role::Script, u"scripts/ci/check_readyz_blocking.sh"_s));
    for (const auto role : {Role::Baselines, Role::Sealed})
        QVERIFY(std::ranges::any_of(binding.files, [role](const BoundFile &file) { return file.role == role; }));
}

void BindingTest::bindsWhatTheRestoreRuns()
{
    SignedWorkspace place;
    QVERIFY(place.layOut());
    const QString script = u"scripts/restore.sh"_s;
    QVERIFY(place.demo.write(script, "true\n"));
    auto profile = session::readWorkspaceProfile(place.demo.path())->profile;
    profile.criteria[static_cast<std::size_t>(domain::CriterionId::DrRecovery)].source = domain::CheckSource::Probe;
    profile.probes.recovery.restore = QStringList{u"bash"_s, script, u"{target}"_s};
    const auto files = session::commandFiles(place.demo.path(), profile);
    QVERIFY(files);
    const auto isBound = [&files](const QString &path) {
        return std::ranges::any_of(*files, [&path](const session::CommandFile &file) {
            return file.role == BoundFile::Role::Script && file.path == path;
        });
    };
    QVERIFY(isBound(script));
    QVERIFY(!isBound(u"pipeline/dr/measure_recovery_time.sh"_s)); // what does not run
    QVERIFY(QFile::remove(place.demo.path(script)));
    QCOMPARE(session::commandFiles(place.demo.path(), profile).error().name, u"script_missing"_s);
}

void BindingTest::aMissingScriptFails()
{
    SignedWorkspace place;
    QVERIFY(place.layOut());
    QVERIFY(QFile::remove(place.demo.path(u"pipeline/release/canary_step.sh"_s)));
    const auto profile = session::readWorkspaceProfile(place.demo.path());
    const auto binding = session::bindWorkspace(place.demo.path(), *profile, {});
    QVERIFY(!binding);
    QCOMPARE(binding.error().kind, session::Failure::Kind::File);
    QCOMPARE(binding.error().name, u"script_missing"_s);
}

void BindingTest::aBrokenProfileNamesItsPlace()
{
    SignedWorkspace place;
    QVERIFY(place.layOut());
    QVERIFY(place.demo.write(u"cutover.json"_s, "{\"workspace_id\": \"w\",\n \"burts\": 1}"));
    const auto profile = session::readWorkspaceProfile(place.demo.path());
    QVERIFY(!profile);
    QCOMPARE(profile.error().kind, session::Failure::Kind::File);
    QCOMPARE(profile.error().data.first(), u"cutover.json"_s);
    QVERIFY(QFile::remove(place.demo.path(u"cutover.json"_s)));
    QVERIFY(!session::readWorkspaceProfile(place.demo.path()));
}

void BindingTest::sealedFilesOfNoManifest()
{
    for (const QByteArray &bytes : {QByteArray(), QByteArray("{}"), QByteArray("not json"), QByteArray(100, '\0')})
        QVERIFY(session::sealedFiles(bytes).isEmpty());
}

void BindingTest::namesTheChangedPointers_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("changed");
    const QByteArray base = R"({"limits":{"burst":1.5},"stages":[{"percent":10}],"version":"1"})";
    QTest::newRow("same") << base << base << QStringList();
    QTest::newRow("a value") << base << QByteArray(base).replace("1.5", "1.6") << QStringList{u"/limits/burst"_s};
    QTest::newRow("a list is one value") << base << QByteArray(base).replace("10", "25") << QStringList{u"/stages"_s};
    QTest::newRow("added") << base << QByteArray(base).replace(R"("burst":1.5)", R"("a/b":1,"burst":1.5)")
                           << QStringList{u"/limits/a~1b"_s};
    QTest::newRow("removed") << base << QByteArray(base).replace(R"({"burst":1.5})", "{}")
                             << QStringList{u"/limits/burst"_s};
    QTest::newRow("another type") << base << QByteArray(base).replace(R"("1")", "1") << QStringList{u"/version"_s};
    QTest::newRow("two") << base << QByteArray(base).replace("1.5", "2").replace(R"("1")", R"("2")")
                         << QStringList{u"/limits/burst"_s, u"/version"_s};
    QTest::newRow("unreadable") << base << QByteArray("{") << QStringList{QString()};
    QTest::newRow("only the spelling") << base << base + ' ' << QStringList{QString()};
}

void BindingTest::namesTheChangedPointers()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, changed);
    QCOMPARE(session::changedPointers(before, after), changed);
}

QTEST_GUILESS_MAIN(BindingTest)

#include "tst_binding.moc"
