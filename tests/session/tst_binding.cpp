// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signedworkspace.h"

#include <QCoreApplication>
#include <QJsonArray>
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
    void aMissingScriptFails_data();
    void aMissingScriptFails();
    void aSealedFileOutsideFails_data();
    void aSealedFileOutsideFails();
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

void BindingTest::aMissingScriptFails_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("key");
    const auto add = [](const QString &path, const QString &key) { QTest::newRow(qPrintable(path)) << path << key; };
    add(u"pipeline/release/canary_step.sh"_s, u"/commands/stage"_s);
    add(u"pipeline/release/abort.sh"_s, u"/commands/abort"_s);
    add(u"scripts/ci/check_readyz_blocking.sh"_s, u"/criteria/readyz/command"_s);
}

void BindingTest::aMissingScriptFails()
{
    QFETCH(QString, path);
    QFETCH(QString, key);
    SignedWorkspace place;
    QVERIFY(place.layOut());
    QVERIFY(QFile::rename(place.demo.path(path), place.demo.path(u"moved"_s)));
    auto profile = session::readWorkspaceProfile(place.demo.path());
    // Whose script names the stage's and the abort's, and would be told before them.
    profile->profile.criteria[std::size_t(domain::CriterionId::Rehearsal)].source = domain::CheckSource::Probe;
    const auto binding = session::bindWorkspace(place.demo.path(), *profile, {});
    QVERIFY(!binding);
    QCOMPARE(binding.error().kind, session::Failure::Kind::File);
    QCOMPARE(binding.error().name, u"script_missing"_s);
    QVERIFY2(binding.error().data.value(0).startsWith(path), qPrintable(binding.error().data.value(0)));
    QCOMPARE(binding.error().data.value(1), key);
}

void BindingTest::aSealedFileOutsideFails_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("name");
    const auto outside = u"sealed_outside"_s;
    QTest::newRow("above") << u"../secret"_s << outside;
    QTest::newRow("above by a way round") << u"var/../../secret"_s << outside;
    QTest::newRow("absolute") << u"/etc/hostname"_s << outside;
    QTest::newRow("a link") << u"link"_s << outside;
    QTest::newRow("a folder that is a link") << u"folder/secret"_s << outside;
    QTest::newRow("a link to nothing outside") << u"folder/absent"_s << outside;
    QTest::newRow("absent") << u"var/evidence/absent"_s << u"not_found"_s;
    QTest::newRow("a link within") << u"within"_s << QString();
    QTest::newRow("a file") << u"cutover.json"_s << QString();
}

void BindingTest::aSealedFileOutsideFails()
{
    QFETCH(QString, subject);
    QFETCH(QString, name);
    SignedWorkspace place;
    QVERIFY(place.layOut());
    QTemporaryDir outside;
    QFile secret(outside.filePath(u"secret"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly) && secret.write("not yours") > 0);
    secret.close();
    const auto above = place.demo.path(u"../secret"_s);
    QVERIFY(QFile::copy(secret.fileName(), above));
    const auto removed = qScopeGuard([&above] { QFile::remove(above); });
    QVERIFY(QFile::link(secret.fileName(), place.demo.path(u"link"_s)));
    QVERIFY(QFile::link(outside.path(), place.demo.path(u"folder"_s)));
    QVERIFY(QFile::link(place.demo.path(u"cutover.json"_s), place.demo.path(u"within"_s)));
    const QJsonObject digest{{u"sha256"_s, QString(64, u'0')}};
    const QJsonObject statement{{u"subject"_s, QJsonArray{QJsonObject{{u"name"_s, subject}, {u"digest"_s, digest}}}}};
    const auto payload = QJsonDocument(statement).toJson();
    const auto manifest = formats::writeEnvelope(
        {formats::inTotoPayloadType, payload, {place.maker.sign(formats::inTotoPayloadType, payload)}});
    QVERIFY(session::sealedFiles(manifest).contains(subject));
    QVERIFY(place.demo.write(session::manifestPath.toString(), manifest));

    const auto profile = session::readWorkspaceProfile(place.demo.path());
    const auto binding = session::bindWorkspace(place.demo.path(), *profile, {});
    QCOMPARE(binding ? QString() : binding.error().name, name);
    if (name != u"sealed_outside"_s)
        return;
    QCOMPARE(binding.error().kind, session::Failure::Kind::File);
    QCOMPARE(binding.error().data, (QStringList{session::manifestPath.toString(), subject}));
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
