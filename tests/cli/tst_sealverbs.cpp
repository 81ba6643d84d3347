// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `evidence` and `policy` as a person calls them, with the real keychain, and the probes beside the demo's own scripts:
// the same worlds, the same verdicts.
#include "cli/cutoverctl.h"

#include "formats/baselinereader.h"

#include <functional>

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray s_passphrase = "a passphrase of the test\n";
const QString s_manifest = u"var/evidence/manifest.dsse.json"_s;
const QString s_policy = u"configs/policy/canary.json"_s;

struct World
{
    const char *name;
    std::function<bool(const DemoWorkspace &)> spoil;
    bool isValid;
};

bool touch(const DemoWorkspace &demo, const QString &file, const QString &when)
{
    return demo.run(u"touch -d '%1' %2"_s.arg(when, file)).succeeded();
}

bool shell(const DemoWorkspace &demo, const QString &command)
{
    const auto run = demo.run(command);
    if (!run.succeeded())
        qWarning("%s", qPrintable(run.text()));
    return run.succeeded();
}

const QString s_oneSealed = u"$(ls var/evidence/canary-*.json | head -1)"_s;
const QString s_live = u"var/evidence/latest.json"_s;

QList<World> evidenceWorlds()
{
    const auto runs = [](const QString &command) {
        return [command](const DemoWorkspace &demo) { return shell(demo, command); };
    };
    return {
        {"as laid out", runs(u"true"_s), true},
        {"a newer file", runs(u"echo {} >var/evidence/new.json; touch -d '+1 minute' var/evidence/new.json"_s), true},
        {"a temporary file of the pipeline", runs(u"touch -d 2020-01-01 var/evidence/latest.json.tmp12"_s), true},
        {"an older unlisted file behind a manifest dated back",
         runs(u"touch -d 2020-01-01 var/evidence/old.json; touch -d 2019-01-01 "_s + s_manifest), false},
        {"an unlisted signature", runs(u"touch -d 2020-01-01 var/evidence/evil.sig"_s), false},
        {"a temporary file's name further down",
         runs(u"mkdir var/evidence/d; touch -d 2020-01-01 var/evidence/d/latest.json.x"_s), false},
        {"an older unlisted file", runs(u"touch -d 2020-01-01 var/evidence/old.json"_s), false},
        {"an unlisted file further down", runs(u"mkdir var/evidence/d; touch -d 2020-01-01 var/evidence/d/x"_s), false},
        {"a changed file", runs(u"echo >>%1"_s.arg(s_oneSealed)), false},
        {"a missing file", runs(u"rm %1"_s.arg(s_oneSealed)), false},
        {"a renamed file", runs(u"mv %1 var/evidence/renamed.json"_s.arg(s_oneSealed)), false},
        {"a sealed file that is a folder", runs(u"f=%1; rm $f; mkdir $f"_s.arg(s_oneSealed)), false},
        {"no manifest", runs(u"rm "_s + s_manifest), false},
        {"half a manifest", runs(u"truncate -s 200 "_s + s_manifest), false},
        {"a manifest whose payload changed",
         runs(u"jq -c '.payload|=(@base64d|sub(\"Demo\";\"Prod\")|@base64)' %1 >m; "
              "touch -r %1 m; mv m %1"_s.arg(s_manifest)),
         false},
        {"no signature in the manifest", runs(u"jq -c '.signatures=[]' %1 >m; mv m %1"_s.arg(s_manifest)), false},
        {"another key",
         runs(u"openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | openssl pkey -pubout "
              ">configs/cutover/keys/evidence.pem"_s),
         false},
        {"tampered", runs(u"jq '.tampered=true' %1 >l; mv l %1"_s.arg(s_live)), false},
        {"tampered not said", runs(u"jq 'del(.tampered)' %1 >l; mv l %1"_s.arg(s_live)), false},
        {"no live evidence", runs(u"rm "_s + s_live), false},
    };
}

QList<World> policyWorlds()
{
    const auto runs = [](const QString &command) {
        return [command](const DemoWorkspace &demo) { return shell(demo, command); };
    };
    return {
        {"as laid out", runs(u"true"_s), true},
        {"a changed policy", runs(u"echo >>"_s + s_policy), false},
        {"no signature", runs(u"rm %1.sig"_s.arg(s_policy)), false},
        {"an empty signature", runs(u"truncate -s 0 %1.sig"_s.arg(s_policy)), false},
        {"no base64", runs(u"echo '%' >%1.sig"_s.arg(s_policy)), false},
        {"another policy's signature", runs(u"cp configs/policy/data-retention.json.sig %1.sig"_s.arg(s_policy)),
         false},
        {"a new policy", runs(u"echo {} >configs/policy/new.json"_s), false},
        {"no keys", runs(u"rm configs/policy/keys/*"_s), false},
        {"no policies", runs(u"rm configs/policy/*.json"_s), false},
    };
}

} // namespace

class SealVerbsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void withoutAPinnedListNobodyIsTrusted();
    void sealAndVerify();
    void onlyTheRoleSeals();
    void aWrongPassphraseChangesNothing();
    void policiesAreSignedAndVerified();
    void nothingIsSealedWhereNothingIs();
    void nothingIsWrittenThroughALink();
    void filesThatCannotBeRead_data();
    void filesThatCannotBeRead();
    void theScriptAgreesOnEvidence_data();
    void theScriptAgreesOnEvidence();
    void theScriptAgreesOnPolicies_data();
    void theScriptAgreesOnPolicies();

private:
    Called verify() { return (*m_ctl)({u"evidence"_s, u"verify"_s}); }
    Called seal(const QString &key, const QByteArray &passphrase = s_passphrase)
    {
        return (*m_ctl)({u"evidence"_s, u"seal"_s, u"--key"_s, key, u"--passphrase-file"_s, u"-"_s}, passphrase);
    }
    QString enrol(const QString &name);
    void found();
    static QStringList list(const Called &called, const QString &name)
    {
        return called.json()[name].toVariant().toStringList();
    }

    std::unique_ptr<DemoWorkspace> m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QStringList m_enrolled;
    QString m_key;
};

void SealVerbsTest::init()
{
    m_demo = std::make_unique<DemoWorkspace>();
    const auto laidOut = m_demo->init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo->path());
    m_key = enrol(u"Demo release manager"_s);
    QCOMPARE(m_key.size(), 64);
}

void SealVerbsTest::cleanup()
{
    for (const auto &key : std::as_const(m_enrolled))
        QCOMPARE((*m_ctl)({u"keys"_s, u"remove"_s, key}).exitCode, 0);
    m_enrolled.clear();
}

QString SealVerbsTest::enrol(const QString &name)
{
    const auto key = (*m_ctl)({u"keys"_s, u"enrol"_s, u"--name"_s, name, u"--passphrase-file"_s, u"-"_s}, s_passphrase)
                         .json()[u"fingerprint"_s]
                         .toString();
    m_enrolled.append(key);
    return key;
}

void SealVerbsTest::found()
{
    const auto called = (*m_ctl)({u"signers"_s, u"found"_s, u"--key"_s, m_key, u"--policy-key"_s,
                                  m_demo->path(u"configs/policy/keys/policy.pem"_s), u"--evidence-key"_s,
                                  m_demo->path(u"configs/cutover/keys/evidence.pem"_s), u"--passphrase-file"_s, u"-"_s},
                                 s_passphrase);
    QVERIFY2(called.exitCode == 0, called.text().constData());
}

void SealVerbsTest::withoutAPinnedListNobodyIsTrusted()
{
    const auto evidence = verify();
    QVERIFY2(evidence.exitCode == 1, evidence.text().constData());
    QCOMPARE(evidence.json()[u"row"_s][u"status"_s].toString(), u"error"_s);
    QVERIFY(evidence.json()[u"row"_s][u"reason"_s].toString().contains(u"not pinned"_s));
    QCOMPARE(evidence.json()[u"matching"_s].toInt(), 3);
    const auto policies = (*m_ctl)({u"policy"_s, u"verify"_s});
    QVERIFY2(policies.exitCode == 1, policies.text().constData());
    QCOMPARE(policies.json()[u"row"_s][u"status"_s].toString(), u"error"_s);
    const auto before = m_demo->read(s_manifest);
    const auto sealed = seal(m_key);
    QVERIFY2(sealed.exitCode == 1, sealed.text().constData());
    QCOMPARE(sealed.errorCode(), u"signers_untrusted"_s);
    QCOMPARE(m_demo->read(s_manifest), before);
}

void SealVerbsTest::sealAndVerify()
{
    found();
    auto seen = verify();
    QVERIFY2(seen.exitCode == 0, seen.text().constData());
    QCOMPARE(seen.json()[u"row"_s][u"arithmetic"_s].toString(), u"3 of 3 files match"_s);

    QVERIFY(m_demo->write(u"var/evidence/new.json"_s, "{}"));
    QVERIFY(touch(*m_demo, u"var/evidence/new.json"_s, u"+1 minute"_s));
    seen = verify();
    QVERIFY2(seen.exitCode == 0, seen.text().constData());
    QCOMPARE(seen.json()[u"row"_s][u"arithmetic"_s].toString(), u"3 of 3 files match · 1 not sealed yet"_s);
    QCOMPARE(list(seen, u"unsealed"_s), QStringList{u"var/evidence/new.json"_s});

    auto sealed = seal(m_key);
    QVERIFY2(sealed.exitCode == 0, sealed.text().constData());
    QCOMPARE(sealed.json()[u"files"_s].toArray().size(), 4);
    QCOMPARE(list(sealed, u"added"_s), QStringList{u"var/evidence/new.json"_s});
    QVERIFY2(sealed.json()[u"warnings"_s].toArray().isEmpty(), sealed.text().constData());
    seen = verify();
    QVERIFY2(seen.exitCode == 0, seen.text().constData());
    QCOMPARE(seen.json()[u"row"_s][u"arithmetic"_s].toString(), u"4 of 4 files match"_s);
    QCOMPARE(seen.json()[u"sealed_by"_s].toString(), m_key);
    const auto text = m_ctl->call({u"--workspace"_s, m_demo->path(), u"evidence"_s, u"verify"_s});
    QCOMPARE(QString::fromUtf8(text.out), u"✓ Evidence integrity: Go (4 of 4 files match.)\n"_s);
    const auto whole = (*m_ctl)({u"verify"_s, m_demo->path(s_manifest)});
    QVERIFY2(whole.exitCode == 0, whole.text().constData());

    QVERIFY(m_demo->write(u"var/evidence/new.json"_s, "[]"));
    seen = verify();
    QCOMPARE(seen.exitCode, 1);
    QCOMPARE(list(seen, u"changed"_s), QStringList{u"var/evidence/new.json"_s});
    sealed = seal(m_key);
    QCOMPARE(sealed.codes(u"warnings"_s), QStringList{u"resealed_changed"_s});
    QVERIFY2(sealed.err.contains("var/evidence/new.json"), sealed.err.constData());
    QCOMPARE(verify().exitCode, 0);
}

void SealVerbsTest::onlyTheRoleSeals()
{
    found();
    const auto other = enrol(u"Somebody else"_s);
    const auto before = m_demo->read(s_manifest);
    const auto sealed = seal(other);
    QVERIFY2(sealed.exitCode == 1, sealed.text().constData());
    QCOMPARE(sealed.errorCode(), u"signer_unauthorised"_s);
    QVERIFY2(sealed.err.contains("evidence"), sealed.err.constData());
    QCOMPARE(m_demo->read(s_manifest), before);
}

void SealVerbsTest::aWrongPassphraseChangesNothing()
{
    found();
    const auto before = m_demo->read(s_manifest);
    const auto sealed = seal(m_key, "not the passphrase\n");
    QVERIFY2(sealed.exitCode == 4, sealed.text().constData());
    QCOMPARE(sealed.errorCode(), u"wrong_passphrase"_s);
    QCOMPARE(m_demo->read(s_manifest), before);
    const auto signature = m_demo->read(s_policy + u".sig"_s);
    const auto policy = (*m_ctl)({u"policy"_s, u"sign"_s, s_policy, u"--key"_s, m_key, u"--passphrase-file"_s, u"-"_s},
                                 "not the passphrase\n");
    QCOMPARE(policy.errorCode(), u"wrong_passphrase"_s);
    QVERIFY2(sealed.err.contains(" 4 tries left before Security is told."), sealed.text().constData());
    QVERIFY2(policy.err.contains(" 3 tries left before Security is told."), policy.text().constData());
    QCOMPARE(m_demo->read(s_policy + u".sig"_s), signature);
    QCOMPARE(seal(u"0011223344"_s).errorCode(), u"key_missing"_s);
}

void SealVerbsTest::policiesAreSignedAndVerified()
{
    // The key first, so that the list can name it.
    const QStringList signing{u"policy"_s, u"sign"_s, s_policy, u"--key"_s, m_key, u"--passphrase-file"_s, u"-"_s};
    auto made = (*m_ctl)(signing, s_passphrase);
    QVERIFY2(made.exitCode == 0, made.text().constData());
    QCOMPARE(made.json()[u"trusted"_s].toBool(true), false);
    const auto keyFile = made.json()[u"key_file"_s].toString();
    QVERIFY2(made.err.contains("--policy-key " + keyFile.toUtf8()), made.err.constData());
    QVERIFY(m_demo->read(keyFile).startsWith("-----BEGIN PUBLIC KEY-----"));
    found();
    auto seen = (*m_ctl)({u"policy"_s, u"verify"_s});
    QVERIFY2(seen.exitCode == 1, seen.text().constData());
    const auto first = seen.json()[u"policies"_s].toArray().first().toObject();
    QCOMPARE(first[u"file"_s].toString(), s_policy);
    QCOMPARE(first[u"code"_s].toString(), u"signer_untrusted"_s);
    QCOMPARE(seen.json()[u"row"_s][u"arithmetic"_s].toString(), u"2 of 3 files valid"_s);
    QCOMPARE((*m_ctl)({u"policy"_s, u"verify"_s, u"configs/policy/data-retention.json"_s}).exitCode, 0);
    QCOMPARE((*m_ctl)({u"policy"_s, u"verify"_s, m_demo->path(u"configs/policy/data-retention.json"_s)}).exitCode, 0);
    // The same key under a list that trusts it.
    QVERIFY(m_demo->run(u"rm configs/cutover/signers.dsse.json var/cutover/ledger.sqlite"_s).succeeded());
    m_ctl->set(u"XDG_CONFIG_HOME"_s, m_ctl->file(u"another config"_s));
    m_ctl->set(u"XDG_STATE_HOME"_s, m_ctl->file(u"another state"_s));
    const auto again = (*m_ctl)({u"signers"_s, u"found"_s, u"--key"_s, m_key, u"--policy-key"_s, m_demo->path(keyFile),
                                 u"--passphrase-file"_s, u"-"_s},
                                s_passphrase);
    QVERIFY2(again.exitCode == 0, again.text().constData());
    made = (*m_ctl)(signing, s_passphrase);
    QVERIFY2(made.json()[u"trusted"_s].toBool() && made.err.isEmpty(), made.text().constData());
    QCOMPARE(made.json()[u"key_file"_s].toString(), keyFile);
    seen = (*m_ctl)({u"policy"_s, u"verify"_s, s_policy});
    QVERIFY2(seen.exitCode == 0, seen.text().constData());
    QCOMPARE(seen.json()[u"policies"_s].toArray().first().toObject()[u"signed_by"_s].toString(), m_key);
}

void SealVerbsTest::nothingIsSealedWhereNothingIs()
{
    found();
    QVERIFY(shell(*m_demo, u"find var/evidence -type f ! -name 'latest.json*' -delete"_s));
    const auto sealed = seal(m_key);
    QVERIFY2(sealed.exitCode == 1 && sealed.errorCode() == u"nothing_to_seal"_s, sealed.text().constData());
    QVERIFY2(sealed.err.contains("var/evidence holds no file to seal"), sealed.err.constData());
    QVERIFY(!m_demo->exists(s_manifest));
}

void SealVerbsTest::nothingIsWrittenThroughALink()
{
    found();
    QTemporaryDir outside;
    const auto link = [&](const QString &file) {
        return shell(*m_demo, u"echo precious >%1/f; rm -rf %2; ln -s %1/f %2"_s.arg(outside.path(), file));
    };
    const auto precious = [&] {
        QFile file(outside.filePath(u"f"_s));
        const bool isKept = file.open(QIODevice::ReadOnly) && file.readAll() == "precious\n";
        return isKept && QDir(outside.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot) == QStringList{u"f"_s};
    };
    const auto sign = [&] {
        return (*m_ctl)(
            {u"policy"_s, u"sign"_s, m_demo->path(s_policy), u"--key"_s, m_key, u"--passphrase-file"_s, u"-"_s},
            s_passphrase);
    };
    const auto refused = [&](const Called &called) {
        return called.exitCode != 0 && called.errorCode() == u"path_outside"_s && precious();
    };
    QVERIFY(link(s_manifest));
    auto called = seal(m_key);
    QVERIFY2(refused(called), called.text().constData());
    QVERIFY(link(s_policy + u".sig"_s));
    called = sign();
    QVERIFY2(refused(called), called.text().constData());
    const auto baseline = u"var/cutover/"_s + cutover::formats::baselineFileName(QDateTime::currentDateTimeUtc());
    QVERIFY(link(baseline));
    called = (*m_ctl)({u"baseline"_s, u"capture"_s});
    QVERIFY2(refused(called), called.text().constData());
    // Within the workspace a link at the place itself is refused too.
    QVERIFY(shell(*m_demo, u"echo kept >kept; rm %1; ln -s ../../kept %1"_s.arg(s_manifest)));
    called = seal(m_key);
    QCOMPARE(called.errorCode(), u"not_regular"_s);
    QCOMPARE(m_demo->read(u"kept"_s), QByteArray("kept\n"));
}

void SealVerbsTest::filesThatCannotBeRead_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("spoil");
    QTest::addColumn<QString>("code");
    const QStringList policySign{u"policy"_s, u"sign"_s, u"--key"_s, u"KEY"_s, u"--passphrase-file"_s, u"-"_s};
    QTest::newRow("verify without a manifest")
        << QStringList{u"evidence"_s, u"verify"_s} << u"rm "_s + s_manifest << u"manifest_absent"_s;
    QTest::newRow("verify with half a manifest")
        << QStringList{u"evidence"_s, u"verify"_s} << u"truncate -s 99 "_s + s_manifest << u"truncated"_s;
    QTest::newRow("verify no such policy")
        << QStringList{u"policy"_s, u"verify"_s, u"none.json"_s} << u"true"_s << u"file_absent"_s;
    QTest::newRow("sign no such policy") << policySign + QStringList{u"none.json"_s} << u"true"_s << u"not_found"_s;
    QTest::newRow("sign a folder") << policySign + QStringList{u"configs/policy"_s} << u"true"_s << u"not_regular"_s;
    QTest::newRow("sign what is elsewhere")
        << policySign + QStringList{u"/etc/hostname"_s} << u"true"_s << u"path_outside"_s;
}

void SealVerbsTest::filesThatCannotBeRead()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, spoil);
    QFETCH(QString, code);
    found();
    QVERIFY(m_demo->run(spoil).succeeded());
    arguments.replaceInStrings(u"KEY"_s, m_key);
    const auto called = (*m_ctl)(arguments, s_passphrase);
    QVERIFY2(called.ended && called.exitCode == 3, called.text().constData());
    QCOMPARE(called.errorCode(), code);
    QVERIFY2(!called.json()[u"error"_s][u"file"_s].toString().isEmpty(), called.text().constData());
}

void SealVerbsTest::theScriptAgreesOnEvidence_data()
{
    QTest::addColumn<World>("world");
    for (const auto &world : evidenceWorlds())
        QTest::newRow(world.name) << world;
}

void SealVerbsTest::theScriptAgreesOnEvidence()
{
    QFETCH(World, world);
    found();
    QVERIFY(world.spoil(*m_demo));
    const auto script = m_demo->run(u"bash scripts/ci/validate_evidence_integrity.sh"_s);
    QVERIFY2(script.succeeded() == world.isValid, qPrintable(script.text()));
    const auto probe = verify();
    QVERIFY2((probe.exitCode == 0) == world.isValid, probe.text().constData());
}

void SealVerbsTest::theScriptAgreesOnPolicies_data()
{
    QTest::addColumn<World>("world");
    for (const auto &world : policyWorlds())
        QTest::newRow(world.name) << world;
}

void SealVerbsTest::theScriptAgreesOnPolicies()
{
    QFETCH(World, world);
    found();
    QVERIFY(world.spoil(*m_demo));
    const auto script = m_demo->run(u"python scripts/policy/verify.py configs/policy/*.json"_s);
    QVERIFY2(script.succeeded() == world.isValid, qPrintable(script.text()));
    const auto probe = (*m_ctl)({u"policy"_s, u"verify"_s});
    QVERIFY2((probe.exitCode == 0) == world.isValid, probe.text().constData());
}

QTEST_GUILESS_MAIN(SealVerbsTest)

#include "tst_sealverbs.moc"
