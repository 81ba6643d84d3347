// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sealing with a key of the real keychain and a real ledger: everything or nothing, and what it cannot make good is
// said.
#include "session/sealjob.h"

#include "checks/evidencefolder.h"
#include "crypto/digest.h"
#include "formats/manifest.h"
#include "keychain/osstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace cutover;
using namespace Qt::StringLiterals;
using session::Result;
using session::Sealed;
using session::SealJob;

namespace {

constexpr int patienceMs = 60'000;
const QString s_manifest = u"var/evidence/manifest.dsse.json"_s;

crypto::Secret secret(QByteArray text = "a passphrase of the test")
{
    return crypto::Secret::consume(std::move(text));
}

/// A folder of evidence and an open ledger beside it.
struct Place
{
    Place()
    {
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::Create;
        options.workspaceId = u"w"_s;
        options.stateFolder = user.filePath(u"state"_s);
        QSignalSpy opened(&log, &ledger::AsyncLedger::opened);
        log.open(path(u"var/cutover/ledger.sqlite"_s), options);
        isOpen = !opened.isEmpty() || opened.wait(patienceMs);
        for (const auto &name : {u"a"_s, u"b"_s})
            write(name, "evidence " + name.toUtf8());
        write(u"latest.json"_s, "{}");
        write(u"latest.json.sig"_s, "sig");
    }

    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name); }

    void write(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(path(u"var/evidence"_s));
        QFile file(path(u"var/evidence/"_s + name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(name));
    }

    [[nodiscard]] QByteArray manifest() const
    {
        QFile file(path(s_manifest));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// The entries of these kinds, in their order.
    QStringList kinds()
    {
        QStringList found;
        bool isRead = false;
        log.run(
            &log, [](ledger::Ledger &ledger) { return ledger.entries(); },
            [&](const auto &entries) {
                for (const auto &entry : *entries)
                    found.append(entry.kind);
                isRead = true;
            });
        if (!QTest::qWaitFor([&] { return isRead; }, patienceMs))
            qFatal("the ledger does not answer");
        return found;
    }

    QTemporaryDir folder;
    QTemporaryDir user;
    ledger::AsyncLedger log;
    bool isOpen = false;
};

} // namespace

class SealJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sealsWhatIsThere();
    void aNewSealSaysWhatChanged();
    void whatComesMeanwhileIsNewer();
    void aDecisionThatBoundOtherBytesIsNamed();
    void badSeals_data();
    void badSeals();

private:
    Result<Sealed> seal(Place &place, crypto::Secret passphrase = secret(),
                        const std::optional<domain::Statement> &signedGo = {});

    keychain::OsStore m_store;
    QTemporaryDir m_certificates;
    keychain::SigningKeys m_keys{&m_store, m_certificates.path()};
    std::optional<keychain::SigningKey> m_key;
};

void SealJobTest::initTestCase()
{
    bool isOver = false;
    m_keys.enrol(u"Evidence keeper"_s, {}, secret(), this)
        ->onFinished(this,
                     [&](tl::expected<keychain::SigningKey, keychain::KeychainError> made) {
                         isOver = true;
                         if (made)
                             m_key = *made;
                     })
        ->start();
    QVERIFY(QTest::qWaitFor([&] { return isOver; }, patienceMs));
    QVERIFY2(m_key, "the keychain took no key");
}

Result<Sealed> SealJobTest::seal(Place &place, crypto::Secret passphrase,
                                 const std::optional<domain::Statement> &signedGo)
{
    SealJob job(place.log, m_keys,
                {place.folder.path(), u"var/evidence"_s, u"Demo"_s, m_key->certificate, QDateTime::currentDateTimeUtc(),
                 ledger::Actor::ofThisProcess(), signedGo});
    QSignalSpy finished(&job, &SealJob::finished);
    job.start(std::move(passphrase));
    if (finished.isEmpty() && !finished.wait(patienceMs))
        qFatal("a seal never ended");
    std::ignore = QTest::qWaitFor([&] { return finished.size() > 1; }, 50);
    if (finished.size() != 1)
        qFatal("a seal ended twice");
    return job.result();
}

void SealJobTest::sealsWhatIsThere()
{
    Place place;
    QVERIFY(place.isOpen);
    place.write(u".hidden"_s, "h");
    const auto sealed = seal(place);
    QVERIFY2(sealed, sealed ? "" : qPrintable(sealed.error().name));
    const QStringList files{u"var/evidence/.hidden"_s, u"var/evidence/a"_s, u"var/evidence/b"_s};
    QCOMPARE(sealed->files, files);
    QCOMPARE(sealed->added, files);
    QVERIFY(sealed->changed.isEmpty() && sealed->dropped.isEmpty() && sealed->decisionId.isEmpty());
    QCOMPARE(sealed->sha256, crypto::sha256(place.manifest()));
    const auto manifest = formats::readManifest(place.manifest());
    QVERIFY(manifest);
    QCOMPARE(manifest->files.keys(), files);
    QCOMPARE(manifest->files.value(u"var/evidence/a"_s), crypto::sha256("evidence a"));
    QCOMPARE(manifest->environment, u"Demo"_s);
    QVERIFY(manifest->sealedAt.isValid());
    const auto &signature = manifest->envelope.signatures.first();
    QCOMPARE(signature.keyid, m_key->fingerprint);
    QVERIFY(m_key->certificate.publicKey()->verify(
        formats::pae(manifest->envelope.payloadType, manifest->envelope.payload), signature.sig));
    QCOMPARE(place.kinds().last(), u"evidence_sealed"_s);
}

void SealJobTest::aNewSealSaysWhatChanged()
{
    Place place;
    QVERIFY(seal(place));
    place.write(u"a"_s, "other");
    place.write(u"c"_s, "new");
    QVERIFY(QFile::remove(place.path(u"var/evidence/b"_s)));
    const auto sealed = seal(place);
    QVERIFY(sealed);
    QCOMPARE(sealed->changed, QStringList{u"var/evidence/a"_s});
    QCOMPARE(sealed->added, QStringList{u"var/evidence/c"_s});
    QCOMPARE(sealed->dropped, QStringList{u"var/evidence/b"_s});
}

void SealJobTest::whatComesMeanwhileIsNewer()
{
    Place place;
    place.write(u"big"_s, {});
    QVERIFY(QFile::resize(place.path(u"var/evidence/big"_s), 64 << 20));
    SealJob job(place.log, m_keys,
                {place.folder.path(), u"var/evidence"_s, u"Demo"_s, m_key->certificate, QDateTime::currentDateTimeUtc(),
                 ledger::Actor::ofThisProcess(), std::nullopt});
    QSignalSpy finished(&job, &SealJob::finished);
    // The passphrase takes longer to derive than a file to appear: it comes between the look and the manifest.
    job.start(secret());
    QVERIFY(!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 100));
    place.write(u"meanwhile"_s, "new");
    QVERIFY(finished.wait(patienceMs));
    QVERIFY(job.result());
    QVERIFY(!job.result()->files.contains(u"var/evidence/meanwhile"_s));
    QVERIFY(checks::changedNs(place.path(u"var/evidence/meanwhile"_s)) > checks::changedNs(place.path(s_manifest)));
}

void SealJobTest::aDecisionThatBoundOtherBytesIsNamed()
{
    Place place;
    domain::Statement go;
    go.id = u"0011"_s;
    const auto bound = [](const QString &path, const QByteArray &bytes) {
        return domain::BoundFile{domain::BoundFile::Role::Sealed, path, crypto::sha256(bytes)};
    };
    go.files = {bound(u"var/evidence/a"_s, "evidence a"),
                {domain::BoundFile::Role::Evidence, u"var/evidence/latest.json"_s, crypto::sha256("then")}};
    const auto unchanged = seal(place, secret(), go);
    QVERIFY(unchanged && unchanged->decisionId.isEmpty() && unchanged->unbound.isEmpty());
    go.files.append(bound(u"var/evidence/b"_s, "other bytes"));
    go.files.append(bound(u"var/evidence/gone"_s, "gone"));
    const auto changed = seal(place, secret(), go);
    QVERIFY(changed);
    QCOMPARE(changed->decisionId, u"0011"_s);
    QCOMPARE(changed->unbound, (QStringList{u"var/evidence/b"_s, u"var/evidence/gone"_s}));
}

void SealJobTest::badSeals_data()
{
    using Spoil = std::function<void(Place &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("file");
    const QByteArray right = "a passphrase of the test";
    const auto add = [&](const char *row, const Spoil &spoil, const char *name, const QString &file) {
        QTest::newRow(row) << spoil << right << QString::fromLatin1(name) << file;
    };
    add(
        "no folder", [](Place &p) { QDir(p.path(u"var/evidence"_s)).removeRecursively(); }, "not_found",
        u"var/evidence"_s);
    add(
        "nothing to seal",
        [](Place &p) {
            for (const auto &name : {u"a"_s, u"b"_s})
                QFile::remove(p.path(u"var/evidence/"_s + name));
        },
        "nothing_to_seal", u"var/evidence"_s);
    add(
        "a link that leads nowhere", [](Place &p) { QFile::link(p.path(u"none"_s), p.path(u"var/evidence/l"_s)); },
        "not_found", u"var/evidence/l"_s);
    add(
        "a link that leaves the workspace",
        [](Place &p) { QFile::link(u"/etc/passwd"_s, p.path(u"var/evidence/l"_s)); }, "path_outside",
        u"var/evidence/l"_s);
    add(
        "a link to a folder", [](Place &p) { QFile::link(p.path(u"var/cutover"_s), p.path(u"var/evidence/l"_s)); },
        "read_failed", u"var/evidence/l"_s);
    add(
        "a folder in the manifest's place", [](Place &p) { QDir().mkpath(p.path(s_manifest + u"/x"_s)); },
        "open_failed", s_manifest);
    QTest::newRow("a wrong passphrase") << Spoil([](Place &) {}) << QByteArray("another passphrase")
                                        << u"wrong_passphrase"_s << m_key->fingerprint;
}

void SealJobTest::badSeals()
{
    QFETCH(std::function<void(Place &)>, spoil);
    QFETCH(QByteArray, passphrase);
    QFETCH(QString, name);
    QFETCH(QString, file);
    Place place;
    spoil(place);
    const auto sealed = seal(place, secret(passphrase));
    QVERIFY(!sealed);
    QCOMPARE(sealed.error().name, name);
    QCOMPARE(sealed.error().data.value(0), file);
    QVERIFY(place.manifest().isEmpty());
    if (name == "wrong_passphrase"_L1)
        QCOMPARE(place.kinds().last(), u"unlock_failed"_s);
}

QTEST_GUILESS_MAIN(SealJobTest)

#include "tst_sealjob.moc"
