// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signed policies as the built-in probe sees them, with keys and signatures of openssl's making beside our own.
#include "checks/sealedworld.h"

#include "checks/detachedsignature.h"
#include "checks/policyprobe.h"
#include "formats/rowjson.h"
#include "unprivileged.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Status;

namespace {

constexpr auto policies = CriterionId::PolicySignatures;
const QString s_policy = u"configs/policy/a.json"_s;
const QString s_signature = u"configs/policy/a.json.sig"_s;
const QString s_pssSign = u"pkeyutl -sign -rawin -digest sha256 -pkeyopt rsa_padding_mode:pss"_s;
const QString s_rsaSign = u"pkeyutl -sign -rawin -digest sha256"_s;

struct Case
{
    const char *name;
    std::function<void(SealedWorld &)> spoil;
    Status status;
    Cause cause;
    QStringList data; // of the reason, as far as it is given
};

/// The integers of a DER signature side by side, as JOSE and PKCS#11 have them.
QByteArray rawOf(const QByteArray &der)
{
    const auto integer = [&der](qsizetype at) {
        auto value = der.mid(at + 2, der.at(at + 1));
        while (value.size() > 32)
            value.remove(0, 1);
        return QByteArray(32 - value.size(), '\0') + value;
    };
    return integer(2) + integer(4 + der.at(3));
}

std::function<void(SealedWorld &)> signatureIs(const QByteArray &text)
{
    return [text](SealedWorld &w) { w.write(s_signature, text); };
}

std::function<void(SealedWorld &)> locked(const QString &file)
{
    return [file](SealedWorld &w) { QVERIFY(QFile::setPermissions(w.path() + u'/' + file, {})); };
}

QStringList denied(const QString &file)
{
    return {file, u"access_denied"_s};
}

void trust(SealedWorld &w, const QString &name)
{
    w.list.policyKeys = {w.fingerprintOf(name)};
}

QList<Case> cases()
{
    const auto invalid = [](const QString &code) { return QStringList{s_policy, code}; };
    return {
        {"no signature", [](auto &w) { w.remove(s_signature); }, Status::NoGo, Cause::PolicyUnsigned, {s_policy}},
        {"a second policy without one",
         [](auto &w) { w.write(u"configs/policy/b.json"_s, "{}"); },
         Status::NoGo,
         Cause::PolicyUnsigned,
         {u"configs/policy/b.json"_s}},
        {"an empty signature", signatureIs(""), Status::NoGo, Cause::PolicyInvalid, invalid(u"signature_malformed"_s)},
        {"no base64", signatureIs("not base64 at all"), Status::NoGo, Cause::PolicyInvalid,
         invalid(u"signature_malformed"_s)},
        {"base64 with rubbish", [](auto &w) { w.write(s_signature, w.read(s_signature).trimmed() + " trailing\n"); },
         Status::NoGo, Cause::PolicyInvalid, invalid(u"signature_malformed"_s)},
        {"the signature itself, not in base64",
         [](auto &w) { w.write(s_signature, QByteArray::fromBase64(w.read(s_signature))); }, Status::NoGo,
         Cause::PolicyInvalid, invalid(u"signature_malformed"_s)},
        {"base64 of nothing known", signatureIs("AAAA\n"), Status::NoGo, Cause::PolicyInvalid,
         invalid(u"signature_invalid"_s)},
        {"raw r and s",
         [](auto &w) {
             const auto der = QByteArray::fromBase64(w.read(s_signature));
             w.write(s_signature, rawOf(der).toBase64());
         },
         Status::NoGo, Cause::PolicyInvalid, invalid(u"signature_is_raw_not_der"_s)},
        {"a huge signature",
         signatureIs(QByteArray(1 << 20, 'A')),
         Status::Error,
         Cause::FileUnreadable,
         {s_signature, u"too_large"_s}},
        {"a policy changed since", [](auto &w) { w.write(s_policy, "{} "); }, Status::NoGo, Cause::PolicyInvalid,
         invalid(u"signature_invalid"_s)},
        {"the signature of another file",
         [](auto &w) {
             w.write(u"configs/policy/b.json"_s, "{\"b\": 1}");
             w.signPolicy(u"configs/policy/b.json"_s, w.policyKey);
             w.write(s_signature, w.read(u"configs/policy/b.json.sig"_s));
         },
         Status::NoGo, Cause::PolicyInvalid, invalid(u"signature_invalid"_s)},
        {"a signed policy copied over another",
         [](auto &w) {
             w.write(u"configs/policy/b.json"_s, "{\"b\": 1}");
             w.signPolicy(u"configs/policy/b.json"_s, w.policyKey);
             w.write(s_policy, w.read(u"configs/policy/b.json"_s));
             w.write(s_signature, w.read(u"configs/policy/b.json.sig"_s));
         },
         Status::NoGo,
         Cause::PolicyCopied,
         {s_policy, u"configs/policy/b.json"_s}},
        {"one policy under two names, each with a signature of its own",
         [](auto &w) {
             w.write(u"configs/policy/0.json"_s, w.read(s_policy));
             w.signPolicy(u"configs/policy/0.json"_s, w.policyKey);
         },
         Status::NoGo,
         Cause::PolicyCopied,
         {u"configs/policy/0.json"_s, s_policy}},
        {"a stranger's, whose key is not there", [](auto &w) { w.signPolicy(s_policy, w.stranger); }, Status::NoGo,
         Cause::PolicyInvalid, invalid(u"signature_invalid"_s)},
        {"a key of the folder that nobody trusts",
         [](auto &w) {
             w.write(u"configs/policy/keys/stranger.pem"_s, w.stranger.publicKey().pem());
             w.signPolicy(s_policy, w.stranger);
         },
         Status::NoGo,
         Cause::SignerUntrusted,
         {s_policy}},
        {"a key trusted for evidence alone",
         [](auto &w) { std::swap(w.list.policyKeys, w.list.evidenceKeys); },
         Status::NoGo,
         Cause::SignerUntrusted,
         {s_policy}},
        {"a trusted key that is not there", [](auto &w) { w.remove(u"configs/policy/keys/policy.pem"_s); },
         Status::NoGo, Cause::PolicyInvalid, invalid(u"no_trusted_key_at_hand"_s)},
        {"a key that is none", [](auto &w) { w.write(u"configs/policy/keys/policy.pem"_s, "x"); }, Status::NoGo,
         Cause::PolicyInvalid, invalid(u"no_trusted_key_at_hand"_s)},
        {"an RSA key that is too small",
         [](auto &w) {
             w.policyBy(u"small"_s, u"-algorithm RSA -pkeyopt rsa_keygen_bits:2048"_s, s_rsaSign);
             w.list.policyKeys.append(crypto::sha256Hex("whatever"));
         },
         Status::NoGo,
         Cause::KeyTooWeak,
         {u"small.pem"_s, u"RSA 2048"_s}},
        {"an RSA signature with another padding",
         [](auto &w) {
             w.policyBy(u"rsa"_s, u"-algorithm RSA -pkeyopt rsa_keygen_bits:3072"_s, s_pssSign);
             trust(w, u"rsa"_s);
         },
         Status::NoGo, Cause::PolicyInvalid, invalid(u"signature_invalid"_s)},
        {"a key on another curve",
         [](auto &w) {
             w.policyBy(u"p384"_s, u"-algorithm EC -pkeyopt ec_paramgen_curve:P-384"_s,
                        u"pkeyutl -sign -rawin -digest sha256"_s);
         },
         Status::NoGo, Cause::PolicyInvalid, invalid(u"signature_invalid"_s)},
        {"a list that is not pinned",
         [](auto &w) { w.isPinned = false; },
         Status::Error,
         Cause::SignersUntrusted,
         {u"configs/cutover/signers.dsse.json"_s}},
        {"no policy at all",
         [](auto &w) { w.remove(s_policy); },
         Status::Error,
         Cause::GlobUnmatched,
         {u"configs/policy/*.json"_s}},
        {"one glob of two that matches nothing",
         [](auto &w) {
             w.profile.probes.policies.files = {u"configs/policy/*.json"_s, u"configs/more/*.json"_s};
         },
         Status::Error,
         Cause::GlobUnmatched,
         {u"configs/more/*.json"_s}},
        {"a glob that matches signatures and folders alone",
         [](auto &w) { w.profile.probes.policies.files = {u"configs/policy/{*.sig,keys}"_s}; },
         Status::Error,
         Cause::GlobUnmatched,
         {u"configs/policy/{*.sig,keys}"_s}},
        {"no globs",
         [](auto &w) { w.profile.probes.policies.files.clear(); },
         Status::Error,
         Cause::OptionMissing,
         {u"/criteria/policy-signatures/files"_s}},
        {"a policy behind a link that leaves",
         [](auto &w) {
             World::writeAbsolute(w.outside() + "/a.json"_L1, "{}");
             w.remove(s_policy);
             QVERIFY(QFile::link(w.outside() + "/a.json"_L1, w.path() + u'/' + s_policy));
         },
         Status::Error,
         Cause::PathOutside,
         {s_policy}},
        {"a signature behind a link that leaves",
         [](auto &w) {
             World::writeAbsolute(w.outside() + "/a.sig"_L1, w.read(s_signature));
             w.remove(s_signature);
             QVERIFY(QFile::link(w.outside() + "/a.sig"_L1, w.path() + u'/' + s_signature));
         },
         Status::Error,
         Cause::PathOutside,
         {s_signature}},
        {"keys behind a link that leaves",
         [](auto &w) {
             const QString keys = w.path() + "/configs/policy/keys"_L1;
             QVERIFY(QDir().rename(keys, w.outside() + "/keys"_L1));
             QVERIFY(QFile::link(w.outside() + "/keys"_L1, keys));
         },
         Status::NoGo, Cause::PolicyInvalid, invalid(u"no_trusted_key_at_hand"_s)},
        {"a policy that may not be read", locked(s_policy), Status::Error, Cause::FileUnreadable, denied(s_policy)},
        {"a signature that may not be read", locked(s_signature), Status::Error, Cause::FileUnreadable,
         denied(s_signature)},
        {"a trusted key that may not be read", locked(u"configs/policy/keys/policy.pem"_s), Status::NoGo,
         Cause::PolicyInvalid, invalid(u"no_trusted_key_at_hand"_s)},
        {"a policy cut off", [](auto &w) { w.write(s_policy, w.read(s_policy).chopped(1)); }, Status::NoGo,
         Cause::PolicyInvalid, invalid(u"signature_invalid"_s)},
        {"a signature cut off", [](auto &w) { w.write(s_signature, w.read(s_signature).first(40)); }, Status::NoGo,
         Cause::PolicyInvalid, invalid(u"signature_invalid"_s)},
        {"a folder for a signature",
         [](auto &w) {
             w.remove(s_signature);
             QDir().mkpath(w.path() + u'/' + s_signature);
         },
         Status::Error,
         Cause::FileUnreadable,
         {s_signature}},
    };
}

} // namespace

class PolicyProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signedPoliciesAreGo();
    void keysOfEveryKind_data();
    void keysOfEveryKind();
    void aSignersCertificateIsAKeyAtHand();
    void opensslSignsAsTheFormatSays();
    void badWorlds_data();
    void badWorlds();
    void givenFilesInPlaceOfGlobs();
    void detachedText_data();
    void detachedText();
};

void PolicyProbeTest::signedPoliciesAreGo()
{
    SealedWorld world;
    world.write(u"configs/policy/b.json"_s, "[1]");
    world.signPolicy(u"configs/policy/b.json"_s, world.policyKey);
    const auto row = world.run(policies);
    QVERIFY2(row.isGo(), qPrintable(row.reason.data.join(u' ')));
    QCOMPARE(row.measures.first().observed, 2.0);
    QCOMPARE(row.measures.first().limit, 2.0);
    const auto output = world.outputs[policies];
    QCOMPARE(output.count('\n'), 2);
    QVERIFY2(output.startsWith("valid configs/policy/a.json by " + world.policyKey.fingerprint().toUtf8()),
             output.constData());
}

void PolicyProbeTest::keysOfEveryKind_data()
{
    QTest::addColumn<QString>("genpkey");
    QTest::addColumn<QString>("sign");
    QTest::newRow("Ed25519") << u"-algorithm ED25519"_s << u"pkeyutl -sign -rawin"_s;
    QTest::newRow("RSA 3072") << u"-algorithm RSA -pkeyopt rsa_keygen_bits:3072"_s << s_rsaSign;
    QTest::newRow("P-256") << u"-algorithm EC -pkeyopt ec_paramgen_curve:P-256"_s << s_rsaSign;
}

void PolicyProbeTest::keysOfEveryKind()
{
    QFETCH(QString, genpkey);
    QFETCH(QString, sign);
    SealedWorld world;
    world.policyBy(u"made"_s, genpkey, sign);
    QCOMPARE(world.run(policies).reason.cause, Cause::SignerUntrusted);
    trust(world, u"made"_s);
    const auto row = world.run(policies);
    QVERIFY2(row.isGo(), qPrintable(row.reason.data.join(u' ')));
}

void PolicyProbeTest::aSignersCertificateIsAKeyAtHand()
{
    SealedWorld world;
    const auto now = QDateTime::currentDateTimeUtc();
    const auto cert = world.stranger.selfSignedCertificate(u"S"_s, {}, now, now.addDays(1)).value();
    world.list.signers = {{world.stranger.fingerprint(), u"S"_s, {u"decision-maker"_s}, cert.pem()}};
    world.signPolicy(s_policy, world.stranger);
    QCOMPARE(world.run(policies).reason.cause, Cause::SignerUntrusted);
    world.list.policyKeys.append(world.stranger.fingerprint());
    QVERIFY(world.run(policies).isGo());
}

void PolicyProbeTest::opensslSignsAsTheFormatSays()
{
    SealedWorld world;
    world.openssl(u"openssl ecparam -name prime256v1 -genkey -noout -out k; "
                  "openssl pkey -in k -pubout -out configs/policy/keys/k.pem; "
                  "openssl dgst -sha256 -sign k configs/policy/a.json | base64 >configs/policy/a.json.sig"_s);
    trust(world, u"k"_s);
    QVERIFY(world.run(policies).isGo());
}

void PolicyProbeTest::badWorlds_data()
{
    QTest::addColumn<Case>("bad");
    for (const auto &bad : cases())
        QTest::newRow(bad.name) << bad;
}

void PolicyProbeTest::badWorlds()
{
    QFETCH(Case, bad);
    SealedWorld world;
    bad.spoil(world);
    const Unprivileged asNobody({world.path(), world.outside()});
    const auto row = world.run(policies);
    const auto told = u"%1 %2"_s.arg(formats::causeName(row.reason.cause), row.reason.data.join(u' '));
    QVERIFY2(row.status == bad.status, qPrintable(domain::statusName(row.status) + u' ' + told));
    QVERIFY2(row.reason.cause == bad.cause, qPrintable(told));
    QVERIFY2(row.reason.data.size() >= bad.data.size(), qPrintable(told));
    for (qsizetype i = 0; i < bad.data.size(); ++i)
        QCOMPARE(row.reason.data.at(i), bad.data.at(i));
}

void PolicyProbeTest::givenFilesInPlaceOfGlobs()
{
    SealedWorld world;
    world.write(u"configs/policy/b.json"_s, "{}");
    const auto judge = [&world](const QStringList &files) {
        return checks::judgePolicies({world.path(), world.profile.probes.policies, world.list, files});
    };
    QVERIFY(judge({s_policy}).row.isGo());
    QVERIFY(judge({s_policy, s_policy, u"./configs/policy/a.json"_s}).row.isGo()); // named three times, yet one
    const auto both = judge({s_policy, u"configs/policy/b.json"_s});
    QCOMPARE(both.policies.size(), 2);
    QVERIFY(both.policies.first().isValid() && !both.policies.last().isValid());
    QCOMPARE(both.row.status, Status::NoGo);
    QCOMPARE(judge({u"no/such.json"_s}).row.reason.cause, Cause::FileAbsent);
    QCOMPARE(judge({u"../a.json"_s}).row.reason.cause, Cause::PathOutside);
}

void PolicyProbeTest::detachedText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isRead");
    QTest::newRow("one line") << QByteArray("c2ln\n") << true;
    QTest::newRow("without its end") << QByteArray("c2ln") << true;
    QTest::newRow("broken lines") << QByteArray("c2\nln\n") << true;
    QTest::newRow("Windows' lines") << QByteArray("c2\r\nln\r\n") << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("line ends alone") << QByteArray("\n\n") << false;
    QTest::newRow("blanks within") << QByteArray("c2 ln") << false;
    QTest::newRow("a blank behind") << QByteArray("c2ln ") << false;
    QTest::newRow("a header") << QByteArray("-----BEGIN SIGNATURE-----\nc2ln\n") << false;
    QTest::newRow("stray bits") << QByteArray("c2l=\n") << false;
    QTest::newRow("padding within") << QByteArray("c2==ln") << false;
    QTest::newRow("a zero byte") << QByteArray("c2ln\0", 5) << false;
}

void PolicyProbeTest::detachedText()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isRead);
    QCOMPARE(checks::readDetached(text).has_value(), isRead);
}

QTEST_GUILESS_MAIN(PolicyProbeTest)

#include "tst_policyprobe.moc"
