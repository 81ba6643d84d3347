// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sealed evidence as the built-in probe sees it: what matches is Go, everything else names its cause and its file.
#include "checks/sealedworld.h"

#include "checks/evidenceprobe.h"
#include "formats/rowjson.h"
#include "unprivileged.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <functional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Status;

namespace {

constexpr auto integrity = CriterionId::EvidenceIntegrity;
const QString s_manifest = u"var/evidence/manifest.dsse.json"_s;

struct Case
{
    const char *name;
    std::function<void(SealedWorld &)> spoil;
    Status status;
    Cause cause;
    QStringList data; // of the reason, as far as it is given
};

void makeLink(const SealedWorld &w, const QString &target, const QString &name)
{
    QFile::remove(w.path() + u'/' + name);
    QVERIFY(QFile::link(target, w.path() + u'/' + name));
}

void sealPayload(SealedWorld &w, const std::function<void(QJsonObject &)> &change)
{
    auto statement = QJsonDocument::fromJson(SealedWorld::payloadOf(w.subjects())).object();
    change(statement);
    w.writeManifest(SealedWorld::envelope(QJsonDocument(statement).toJson(), w.evidenceKey));
}

void sealSubjects(SealedWorld &w, const std::function<void(QJsonArray &)> &change)
{
    sealPayload(w, [&](QJsonObject &statement) {
        auto subjects = statement[u"subject"_s].toArray();
        change(subjects);
        statement[u"subject"_s] = subjects;
    });
}

QJsonObject subject(const QString &name, const QString &digest)
{
    return {{u"name"_s, name}, {u"digest"_s, QJsonObject{{u"sha256"_s, digest}}}};
}

void signLive(SealedWorld &w, const crypto::PrivateKey &key)
{
    w.profile.probes.evidence.pipelineKey = u"configs/cutover/keys/pipeline.pem"_s;
    w.write(u"configs/cutover/keys/pipeline.pem"_s, key.publicKey().pem());
    w.signPolicy(u"var/evidence/latest.json"_s, key);
}

void sealHuge(const SealedWorld &w)
{
    const auto huge = SealedWorld::evidence(u"huge"_s);
    w.write(huge, {});
    QVERIFY(QFile::resize(w.path() + u'/' + huge, 1LL << 40)); // sparse; hours to read
    auto files = w.subjects();
    files.insert(huge, QByteArray(32, '\0'));
    w.seal(files);
}

QList<Case> manifestCases()
{
    const auto raw = [](const crypto::PrivateKey &key, const QByteArray &payload) {
        auto sealed = SealedWorld::envelope(payload, key);
        sealed.signatures.first().sig[10] = char(sealed.signatures.first().sig[10] ^ 1);
        return sealed;
    };
    return {
        {"no manifest", [](auto &w) { w.remove(s_manifest); }, Status::NoData, Cause::ManifestAbsent, {s_manifest}},
        {"a manifest cut off",
         [](auto &w) { w.writeManifest(w.read(s_manifest).chopped(9)); },
         Status::Error,
         Cause::FileUnreadable,
         {s_manifest, u"truncated"_s}},
        {"an empty manifest",
         [](auto &w) { w.writeManifest(QByteArray()); },
         Status::Error,
         Cause::FileUnreadable,
         {s_manifest}},
        {"a huge manifest",
         [](auto &w) {
             QFile file(w.path() + u'/' + s_manifest);
             QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(1LL << 32));
         },
         Status::Error,
         Cause::FileUnreadable,
         {s_manifest, u"too_large"_s}},
        {"a folder for a manifest",
         [](auto &w) {
             w.remove(s_manifest);
             QDir().mkpath(w.path() + u'/' + s_manifest);
         },
         Status::Error,
         Cause::FileUnreadable,
         {s_manifest}},
        {"a manifest without signatures",
         [](auto &w) {
             auto object = QJsonDocument::fromJson(w.read(s_manifest)).object();
             object[u"signatures"_s] = QJsonArray();
             w.writeManifest(QJsonDocument(object).toJson());
         },
         Status::Error,
         Cause::FileUnreadable,
         {s_manifest, u"no_signatures"_s}},
        {"a manifest behind a link that leaves",
         [](auto &w) {
             World::writeAbsolute(w.outside() + "/m.json"_L1, w.read(s_manifest));
             makeLink(w, w.outside() + "/m.json"_L1, s_manifest);
         },
         Status::Error,
         Cause::PathOutside,
         {s_manifest}},
        {"another payload type",
         [](auto &w) {
             w.writeManifest(SealedWorld::envelope(SealedWorld::payloadOf(w.subjects()), w.evidenceKey, "text/json"));
         },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"wrong_payload_type"_s}},
        {"a decision's statement in its place",
         [](auto &w) {
             sealPayload(w, [](QJsonObject &o) { o[u"predicateType"_s] = u"https://cutover.console/decision/v1"_s; });
         },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"not_a_manifest"_s}},
        {"a payload that is no JSON",
         [](auto &w) { w.writeManifest(SealedWorld::envelope("{", w.evidenceKey)); },
         Status::Error,
         Cause::FileUnreadable,
         {s_manifest, u"truncated"_s}},
        {"sealed in a time to come",
         [](auto &w) {
             sealPayload(w, [](QJsonObject &o) {
                 o[u"predicate"_s] =
                     QJsonObject{{u"environment"_s, u"Demo"_s}, {u"sealed_at"_s, u"2099-01-01T00:00:00Z"_s}};
             });
         },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"sealed_ahead"_s}},
        {"sealed in what is to come by this console's clock",
         [](auto &w) { w.now = w.now.addDays(-1); },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"sealed_ahead"_s}},
        {"no subjects",
         [](auto &w) { sealSubjects(w, [](QJsonArray &a) { a = {}; }); },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"no_subjects"_s}},
        {"a subject twice",
         [](auto &w) { sealSubjects(w, [](QJsonArray &a) { a.append(a.first()); }); },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"duplicate_subject"_s}},
        {"a subject with half a digest",
         [](auto &w) { sealSubjects(w, [](QJsonArray &a) { a.append(subject(u"x"_s, u"00ff"_s)); }); },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"subject_malformed"_s}},
        {"a subject without a name",
         [](auto &w) { sealSubjects(w, [](QJsonArray &a) { a.append(subject({}, QString(64, u'0'))); }); },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"subject_malformed"_s}},
        {"an unknown signer",
         [](auto &w) { w.writeManifest(SealedWorld::envelope(SealedWorld::payloadOf(w.subjects()), w.stranger)); },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"signer_unknown"_s}},
        {"a key at hand that nobody trusts",
         [](auto &w) {
             w.write(u"configs/cutover/keys/stranger.pem"_s, w.stranger.publicKey().pem());
             w.writeManifest(SealedWorld::envelope(SealedWorld::payloadOf(w.subjects()), w.stranger));
         },
         Status::NoGo,
         Cause::SignerUntrusted,
         {s_manifest}},
        {"a key that the list has dropped",
         [](auto &w) { w.list.evidenceKeys.clear(); },
         Status::NoGo,
         Cause::SignerUntrusted,
         {s_manifest}},
        {"a trusted key by a broken signature",
         [raw](auto &w) { w.writeManifest(raw(w.evidenceKey, SealedWorld::payloadOf(w.subjects()))); },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"signature_invalid"_s}},
        {"a trusted key named by a stranger",
         [](auto &w) {
             auto sealed = SealedWorld::envelope(SealedWorld::payloadOf(w.subjects()), w.stranger);
             sealed.signatures.first().keyid = w.evidenceKey.fingerprint();
             w.writeManifest(sealed);
         },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"signature_invalid"_s}},
        {"a trusted key that is not at hand",
         [](auto &w) { w.remove(u"configs/cutover/keys/evidence.pem"_s); },
         Status::NoGo,
         Cause::ManifestInvalid,
         {s_manifest, u"key_not_at_hand"_s}},
        {"a signer without the role",
         [](auto &w) {
             const auto now = QDateTime::currentDateTimeUtc();
             const auto cert = w.stranger.selfSignedCertificate(u"S"_s, {}, now, now.addDays(1)).value();
             w.list.signers = {{w.stranger.fingerprint(), u"S"_s, {u"decision-maker"_s}, cert.pem()}};
             w.writeManifest(SealedWorld::envelope(SealedWorld::payloadOf(w.subjects()), w.stranger));
         },
         Status::NoGo,
         Cause::SignerUntrusted,
         {s_manifest}},
        {"a list that is not pinned",
         [](auto &w) { w.isPinned = false; },
         Status::Error,
         Cause::SignersUntrusted,
         {u"configs/cutover/signers.dsse.json"_s}},
    };
}

void makeAt(const SealedWorld &w, const QByteArray &name)
{
    const QByteArray file = QFile::encodeName(w.path()) + "/var/evidence/" + name;
    const int made = ::open(file.constData(), O_CREAT | O_WRONLY, 0600);
    QVERIFY(made >= 0);
    ::close(made);
    const timespec old[2] = {{1'577'836'800, 0}, {1'577'836'800, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, file.constData(), old, 0), 0);
}

/// Its own path is longer than any that the system takes.
void makeDeep(const QString &place)
{
    const QByteArray name(200, 'd');
    int folder = ::open(qPrintable(place), O_PATH | O_DIRECTORY);
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(::mkdirat(folder, name.constData(), 0700), 0);
        const int below = ::openat(folder, name.constData(), O_PATH | O_DIRECTORY);
        ::close(folder);
        folder = below;
    }
    QVERIFY(folder >= 0);
    ::close(::openat(folder, "evil", O_CREAT | O_WRONLY, 0600));
    ::close(folder);
}

QList<Case> folderCases()
{
    const auto a = SealedWorld::evidence(u"a"_s);
    const auto fresh = SealedWorld::evidence(u"old"_s);
    const auto old = [](const QString &name) {
        return [path = u"var/evidence/"_s + name](SealedWorld &w) {
            w.write(path, "old");
            w.touch(path, -7200);
        };
    };
    const auto only = [](const QString &name) { return QStringList{u"unlisted"_s, u"1"_s, u"var/evidence/"_s + name}; };
    const auto unlisted = [fresh](auto &w) {
        w.write(fresh, "old");
        w.touch(fresh, -7200);
    };
    return {
        {"a changed file",
         [a](auto &w) { w.write(a, "evidence A"); },
         Status::NoGo,
         Cause::FilesDiffer,
         {u"changed"_s, u"1"_s, a}},
        {"all files changed",
         [](auto &w) {
             for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
                 w.write(SealedWorld::evidence(name), "");
         },
         Status::NoGo,
         Cause::FilesDiffer,
         {u"changed"_s, u"3"_s, a}},
        {"a missing file", [a](auto &w) { w.remove(a); }, Status::NoGo, Cause::FilesDiffer, {u"missing"_s, u"1"_s, a}},
        {"an older unlisted file", unlisted, Status::NoGo, Cause::FilesDiffer, {u"unlisted"_s, u"1"_s, fresh}},
        {"an older unlisted hidden file",
         [](auto &w) {
             w.write(u"var/evidence/.h"_s, "old");
             w.touch(u"var/evidence/.h"_s, -7200);
         },
         Status::NoGo,
         Cause::FilesDiffer,
         {u"unlisted"_s, u"1"_s, u"var/evidence/.h"_s}},
        {"an older unlisted file further down",
         [](auto &w) {
             w.write(u"var/evidence/d/e/x"_s, "old");
             w.touch(u"var/evidence/d/e/x"_s, -7200);
         },
         Status::NoGo,
         Cause::FilesDiffer,
         {u"unlisted"_s, u"1"_s, u"var/evidence/d/e/x"_s}},
        {"an unlisted file, and the manifest's date set back before it",
         [unlisted](auto &w) {
             unlisted(w);
             w.touch(s_manifest, -9000);
         },
         Status::NoGo,
         Cause::FilesDiffer,
         {u"unlisted"_s, u"1"_s, fresh}},
        {"an unlisted signature", old(u"evil.sig"_s), Status::NoGo, Cause::FilesDiffer, only(u"evil.sig"_s)},
        {"an unlisted signature of a sealed file", old(u"a.json.sig"_s), Status::NoGo, Cause::FilesDiffer,
         only(u"a.json.sig"_s)},
        {"the live file's name further down", old(u"d/latest.json"_s), Status::NoGo, Cause::FilesDiffer,
         only(u"d/latest.json"_s)},
        {"a neighbour's name further down", old(u"d/latest.json.evil"_s), Status::NoGo, Cause::FilesDiffer,
         only(u"d/latest.json.evil"_s)},
        {"a file in a folder with a neighbour's name", old(u"latest.json.d/evil"_s), Status::NoGo, Cause::FilesDiffer,
         only(u"latest.json.d/evil"_s)},
        {"the manifest's name further down", old(u"d/manifest.dsse.json"_s), Status::NoGo, Cause::FilesDiffer,
         only(u"d/manifest.dsse.json"_s)},
        {"an unlisted file as old as the manifest",
         [fresh](auto &w) {
             w.write(fresh, "same age");
             struct stat state = {};
             QCOMPARE(::stat(qPrintable(w.path() + u'/' + s_manifest), &state), 0);
             const timespec times[2] = {state.st_mtim, state.st_mtim};
             QCOMPARE(::utimensat(AT_FDCWD, qPrintable(w.path() + u'/' + fresh), times, 0), 0);
         },
         Status::NoGo,
         Cause::FilesDiffer,
         {u"unlisted"_s, u"1"_s, fresh}},
        {"an unlisted file whose name is not UTF-8",
         [](auto &w) { makeAt(w, "e\xff.json"); },
         Status::Error,
         Cause::FileUnreadable,
         {u"var/evidence/e\xfffd.json"_s, u"name_not_utf8"_s}},
        {"an unlisted file too deep for a path",
         [](auto &w) { makeDeep(w.path() + u"/var/evidence"_s); },
         Status::Error,
         Cause::FileUnreadable,
         {}},
        {"an unlisted pipe",
         [](auto &w) { QCOMPARE(::mkfifo(qPrintable(w.path() + u"/var/evidence/pipe"_s), 0600), 0); },
         Status::Error,
         Cause::FileUnreadable,
         {u"var/evidence/pipe"_s, u"not_regular"_s}},
        {"a sealed name that is a folder now",
         [a](auto &w) {
             w.remove(a);
             QDir().mkpath(w.path() + u'/' + a);
         },
         Status::Error,
         Cause::FileUnreadable,
         {a}},
        {"a sealed name that is a pipe now",
         [a](auto &w) {
             w.remove(a);
             QCOMPARE(::mkfifo(qPrintable(w.path() + u'/' + a), 0600), 0);
         },
         Status::Error,
         Cause::FileUnreadable,
         {a}},
        {"a sealed link that leaves the workspace",
         [a](auto &w) {
             World::writeAbsolute(w.outside() + "/a"_L1, "evidence a");
             makeLink(w, w.outside() + "/a"_L1, a);
         },
         Status::Error,
         Cause::PathOutside,
         {a}},
        {"an unlisted link that leaves the workspace",
         [](auto &w) { makeLink(w, w.outside(), u"var/evidence/out"_s); },
         Status::Error,
         Cause::PathOutside,
         {u"var/evidence/out"_s}},
        {"a folder of evidence that leaves the workspace",
         [](auto &w) {
             const QString folder = w.path() + "/var/evidence"_L1;
             QVERIFY(QDir().rename(folder, w.outside() + "/e"_L1));
             QVERIFY(QFile::link(w.outside() + "/e"_L1, folder));
         },
         Status::Error,
         Cause::PathOutside,
         {s_manifest}},
        {"a subject outside by dots",
         [](auto &w) {
             auto files = w.subjects();
             files.insert(u"../x-outside"_s, crypto::sha256("x"));
             w.seal(files);
         },
         Status::Error,
         Cause::PathOutside,
         {u"../x-outside"_s}},
        {"a subject outside by its absolute path",
         [](auto &w) {
             auto files = w.subjects();
             files.insert(u"/etc/passwd"_s, crypto::sha256("x"));
             w.seal(files);
         },
         Status::Error,
         Cause::PathOutside,
         {u"/etc/passwd"_s}},
    };
}

QList<Case> liveCases()
{
    const auto live = u"var/evidence/latest.json"_s;
    return {
        {"tampered",
         [](auto &w) {
             w.writeEvidence(World::evidence(World::goodWindows(), World::goodPerf(), R"("tampered": true, )"));
         },
         Status::NoGo,
         Cause::EvidenceTampered,
         {live, u"/tampered"_s}},
        {"tampered is not said",
         [](auto &w) { w.writeEvidence(World::evidence(World::goodWindows(), World::goodPerf(), "")); },
         Status::NoData,
         Cause::FieldAbsent,
         {live, u"/tampered"_s}},
        {"tampered in quotes",
         [](auto &w) {
             w.writeEvidence(World::evidence(World::goodWindows(), World::goodPerf(), R"("tampered": "false", )"));
         },
         Status::NoData,
         Cause::FieldInvalid,
         {live, u"/tampered"_s}},
        {"no live evidence", [live](auto &w) { w.remove(live); }, Status::NoData, Cause::EvidenceAbsent, {live}},
        {"a pipeline key, and no signature",
         [live](auto &w) {
             signLive(w, w.evidenceKey);
             w.remove(live + u".sig"_s);
         },
         Status::NoGo,
         Cause::ProducerUnsigned,
         {live + u".sig"_s, u"not_signed"_s}},
        {"a pipeline key, and another's signature",
         [live](auto &w) {
             signLive(w, w.evidenceKey);
             w.signPolicy(live, w.stranger);
         },
         Status::NoGo,
         Cause::ProducerUnsigned,
         {live + u".sig"_s, u"signature_invalid"_s}},
        {"a pipeline key, and a signature of what was",
         [](auto &w) {
             signLive(w, w.evidenceKey);
             w.writeEvidence(
                 World::evidence("[" + World::window(0.5) + "," + World::window(0.6) + "," + World::window(0.7) + "]"));
         },
         Status::NoGo,
         Cause::ProducerUnsigned,
         {live + u".sig"_s, u"signature_invalid"_s}},
        {"a pipeline key, and no base64",
         [live](auto &w) {
             signLive(w, w.evidenceKey);
             w.write(live + u".sig"_s, "!!!");
         },
         Status::NoGo,
         Cause::ProducerUnsigned,
         {live + u".sig"_s, u"signature_malformed"_s}},
        {"a pipeline key that nobody trusts",
         [](auto &w) { signLive(w, w.stranger); },
         Status::NoGo,
         Cause::SignerUntrusted,
         {u"configs/cutover/keys/pipeline.pem"_s}},
        {"a pipeline key that is not there",
         [](auto &w) { w.profile.probes.evidence.pipelineKey = u"configs/none.pem"_s; },
         Status::NoData,
         Cause::FileAbsent,
         {u"configs/none.pem"_s}},
        {"a pipeline key that is none",
         [](auto &w) {
             signLive(w, w.evidenceKey);
             w.write(u"configs/cutover/keys/pipeline.pem"_s, "not a key");
         },
         Status::Error,
         Cause::FileUnreadable,
         {u"configs/cutover/keys/pipeline.pem"_s}},
    };
}

} // namespace

class EvidenceProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSealedFolderIsGo();
    void aSignersCertificateIsEnough();
    void aForeignEnvelopeMayBeRaw();
    void newerFilesAreCounted();
    void apartAreLiveAndManifest();
    void linksInsideCountByThemselves();
    void aSignedProducerIsGo();
    void aManifestPutBackIsNoGo_data();
    void aManifestPutBackIsNoGo();
    void badWorlds_data();
    void badWorlds();
    void aFolderThatCannotBeEnteredIsAFault();
    void theReportNamesEveryFile();
    void hashingEndsAtTheDeadline();
    void cancelledWhileHashing();
};

void EvidenceProbeTest::aSealedFolderIsGo()
{
    SealedWorld world;
    const auto row = world.run(integrity);
    QVERIFY2(row.isGo(), qPrintable(row.reason.data.join(u' ')));
    QCOMPARE(row.measures.size(), 1);
    QCOMPARE(row.measures.first().observed, 3.0);
    QCOMPARE(row.measures.first().limit, 3.0);
    QCOMPARE(row.source.ref, s_manifest);
    const auto output = world.outputs[integrity];
    QVERIFY2(output.contains("sealed by " + world.evidenceKey.fingerprint().toUtf8()), output.constData());
    QCOMPARE(output.count("match var/evidence/"), 3);
    QCOMPARE(row.outputSha256, crypto::sha256(output));
}

void EvidenceProbeTest::aSignersCertificateIsEnough()
{
    SealedWorld world;
    const auto now = QDateTime::currentDateTimeUtc();
    const auto cert = world.stranger.selfSignedCertificate(u"S"_s, {}, now, now.addDays(1)).value();
    world.list.signers = {{world.stranger.fingerprint(), u"S"_s, {u"evidence"_s}, cert.pem()}};
    // Among others, whose keys nobody knows.
    auto sealed = SealedWorld::envelope(SealedWorld::payloadOf(world.subjects()), world.stranger);
    sealed.signatures.prepend({u"00"_s, "by somebody"});
    world.writeManifest(sealed);
    QVERIFY(world.run(integrity).isGo());
    // A certificate of another key under a trusted fingerprint is nobody's.
    const auto other = world.policyKey.selfSignedCertificate(u"S"_s, {}, now, now.addDays(1)).value();
    world.list.signers = {{world.stranger.fingerprint(), u"S"_s, {u"evidence"_s}, other.pem()}};
    world.writeManifest(SealedWorld::envelope(SealedWorld::payloadOf(world.subjects()), world.policyKey));
    QCOMPARE(world.run(integrity).reason.cause, Cause::ManifestInvalid);
}

void EvidenceProbeTest::aForeignEnvelopeMayBeRaw()
{
    SealedWorld world;
    world.write(u"pae"_s, formats::pae(formats::inTotoPayloadType, SealedWorld::payloadOf(world.subjects())));
    auto sealed = SealedWorld::envelope(SealedWorld::payloadOf(world.subjects()), world.evidenceKey);
    const auto der = sealed.signatures.first().sig;
    const auto integer = [&der](qsizetype at) {
        auto value = der.mid(at + 2, der.at(at + 1));
        while (value.size() > 32)
            value.remove(0, 1);
        return QByteArray(32 - value.size(), '\0') + value;
    };
    sealed.signatures.first().sig = integer(2) + integer(4 + der.at(3));
    world.writeManifest(sealed);
    QVERIFY(world.run(integrity).isGo());
}

void EvidenceProbeTest::newerFilesAreCounted()
{
    SealedWorld world;
    for (const auto &name : {u"new"_s, u"newer"_s}) {
        world.write(SealedWorld::evidence(name), "fresh");
        world.touch(SealedWorld::evidence(name), 60);
    }
    const auto row = world.run(integrity);
    QVERIFY2(row.isGo(), qPrintable(row.reason.data.join(u' ')));
    QCOMPARE(row.measures.size(), 2);
    QCOMPARE(row.measures.last().observed, 2.0);
    QVERIFY(row.measures.last().holds());
    QVERIFY(row.decisiveMeasure() == &row.measures.first());
    QVERIFY(world.outputs[integrity].contains("unsealed var/evidence/new.json\n"));
}

void EvidenceProbeTest::apartAreLiveAndManifest()
{
    SealedWorld world;
    for (const auto &name : {u"latest.json.sig"_s, u"latest.json.Xy12Z"_s}) {
        world.write(u"var/evidence/"_s + name, "apart");
        world.touch(u"var/evidence/"_s + name, -7200);
    }
    QVERIFY(world.run(integrity).isGo());
}

void EvidenceProbeTest::linksInsideCountByThemselves()
{
    SealedWorld world;
    makeLink(world, world.path() + u'/' + SealedWorld::evidence(u"b"_s), u"var/evidence/link"_s);
    auto files = world.subjects();
    files.insert(u"var/evidence/link"_s, crypto::sha256("evidence b"));
    world.seal(files);
    QVERIFY(world.run(integrity).isGo());
}

void EvidenceProbeTest::aSignedProducerIsGo()
{
    SealedWorld world;
    signLive(world, world.evidenceKey);
    const auto row = world.run(integrity);
    QVERIFY2(row.isGo(), qPrintable(row.reason.data.join(u' ')));
}

void EvidenceProbeTest::aManifestPutBackIsNoGo_data()
{
    QTest::addColumn<bool>("isTheLast");
    QTest::addColumn<qint64>("lastSealS"); // from now
    QTest::addColumn<bool>("isTold");
    QTest::addColumn<bool>("isGo");
    QTest::newRow("the last one") << true << qint64(3600) << true << true;
    QTest::newRow("an earlier one") << false << qint64(3600) << true << false;
    QTest::newRow("a newer one, which the ledger does not know") << false << qint64(-3600) << true << true;
    QTest::newRow("one that does not say when") << false << qint64(-3600) << false << false;
}

void EvidenceProbeTest::aManifestPutBackIsNoGo()
{
    QFETCH(bool, isTheLast);
    QFETCH(qint64, lastSealS);
    QFETCH(bool, isTold);
    QFETCH(bool, isGo);
    SealedWorld world;
    if (!isTold)
        sealPayload(world, [](QJsonObject &o) {
            auto predicate = o[u"predicate"_s].toObject();
            predicate.remove(u"sealed_at"_s);
            o[u"predicate"_s] = predicate;
        });
    world.lastSeal = {crypto::sha256(isTheLast ? world.read(s_manifest) : "a later manifest"),
                      QDateTime::currentDateTimeUtc().addSecs(lastSealS)};
    const auto row = world.run(integrity);
    QVERIFY2(row.isGo() == isGo, qPrintable(row.reason.data.join(u' ')));
    if (isGo)
        return;
    QCOMPARE(row.status, Status::NoGo);
    QCOMPARE(row.reason, (domain::Reason{Cause::ManifestInvalid, {s_manifest, u"older_than_last_seal"_s}}));
}

void EvidenceProbeTest::badWorlds_data()
{
    QTest::addColumn<Case>("bad");
    for (const auto &bad : manifestCases() + folderCases() + liveCases())
        QTest::newRow(bad.name) << bad;
}

void EvidenceProbeTest::badWorlds()
{
    QFETCH(Case, bad);
    SealedWorld world;
    bad.spoil(world);
    const auto row = world.run(integrity);
    QProcess::execute(u"rm"_s, {u"-rf"_s, world.path() + u"/var/evidence"_s}); // Qt would leave some of the names
    const auto told = u"%1 %2"_s.arg(formats::causeName(row.reason.cause), row.reason.data.join(u' '));
    QVERIFY2(row.status == bad.status, qPrintable(domain::statusName(row.status) + u' ' + told));
    QVERIFY2(row.reason.cause == bad.cause, qPrintable(told));
    QVERIFY2(row.reason.data.size() >= bad.data.size(), qPrintable(told));
    for (qsizetype i = 0; i < bad.data.size(); ++i)
        QCOMPARE(row.reason.data.at(i), bad.data.at(i));
}

/// Its names can be listed, and none of them looked at.
void EvidenceProbeTest::aFolderThatCannotBeEnteredIsAFault()
{
    SealedWorld world;
    const QString folder = world.path() + u"/var/evidence/sub"_s;
    world.write(u"var/evidence/sub/evil.json"_s, "old");
    world.touch(u"var/evidence/sub/evil.json"_s, -7200);
    const Unprivileged asNobody({world.path(), world.outside()});
    QCOMPARE(::chmod(qPrintable(folder), 0444), 0);
    const auto row = world.run(integrity);
    QCOMPARE(::chmod(qPrintable(folder), 0700), 0);
    QCOMPARE(row.status, Status::Error);
    QCOMPARE(row.reason.cause, Cause::FileUnreadable);
    QCOMPARE(row.reason.data.mid(0, 2), (QStringList{u"var/evidence/sub/evil.json"_s, u"access_denied"_s}));
}

void EvidenceProbeTest::theReportNamesEveryFile()
{
    SealedWorld world;
    world.write(SealedWorld::evidence(u"a"_s), "changed");
    world.remove(SealedWorld::evidence(u"b"_s));
    world.write(SealedWorld::evidence(u"new"_s), "fresh");
    world.touch(SealedWorld::evidence(u"new"_s), 60);
    world.write(u"var/evidence/line\nmatch x"_s, "old");
    world.touch(u"var/evidence/line\nmatch x"_s, -7200);
    checks::EvidenceProbe probe({world.path(), world.profile, world.list, {}}, [&world] { return world.now; });
    QSignalSpy finished(&probe, &checks::CheckJob::finished);
    probe.start();
    QVERIFY(finished.wait());
    const auto &report = probe.report();
    QCOMPARE(report.matching, QStringList{SealedWorld::evidence(u"c"_s)});
    QCOMPARE(report.changed, QStringList{SealedWorld::evidence(u"a"_s)});
    QCOMPARE(report.missing, QStringList{SealedWorld::evidence(u"b"_s)});
    QCOMPARE(report.unsealed, QStringList{SealedWorld::evidence(u"new"_s)});
    QCOMPARE(report.unlisted.size(), 1);
    QCOMPARE(report.output.count('\n'), 6);
    QCOMPARE(report.row.measures.first().limit, 4.0);
}

void EvidenceProbeTest::hashingEndsAtTheDeadline()
{
    SealedWorld world;
    world.plan(integrity).deadlineS = 1;
    sealHuge(world);
    const auto row = world.run(integrity);
    QCOMPARE(row.status, Status::TimedOut);
    QCOMPARE(row.reason, (domain::Reason{Cause::DeadlinePassed, {u"1"_s}}));
    QCOMPARE(row.source.ref, s_manifest);
    QVERIFY(QThreadPool::globalInstance()->waitForDone(20'000));
}

void EvidenceProbeTest::cancelledWhileHashing()
{
    SealedWorld world;
    sealHuge(world);
    auto probe = std::make_unique<checks::EvidenceProbe>(
        checks::EvidenceContext{world.path(), world.profile, world.list, {}}, [&world] { return world.now; });
    QSignalSpy finished(probe.get(), &checks::CheckJob::finished);
    probe->start();
    QVERIFY(!finished.wait(300));
    probe->cancel();
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().value<domain::Row>().reason.cause, Cause::Cancelled);
    probe.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(20'000));
}

QTEST_GUILESS_MAIN(EvidenceProbeTest)

#include "tst_evidenceprobe.moc"
