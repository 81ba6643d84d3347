// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files that were handed over: what is believed with which root of trust, and that nothing changed is missed.
#include "crypto/timestampauthority.h"
#include "session/fileverifier.h"
#include "session/handedfiles.h"

#include <QGuiApplication>
#include <QTest>

using namespace cutover;
using namespace cutover::tests;
using session::FileFinding;
using session::FileVerifier;
using session::VerifyTrust;
using Authorised = session::VerifiedSignature::Authorised;

class FileVerifierTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void goodFilesAreValidByEachRoot_data();
    void goodFilesAreValidByEachRoot();
    void withoutARootNothingIsAuthorised();
    void flippedPayloadIsRefused();
    void flippedSignatureIsRefused();
    void flippedTrustIsRefused();
    void flippedListIsNoRoot();
    void flippedPdfIsRefused();
    void certificateInThePdfMustBeTheOneNamed();
    void wrongKeyIdIsRefused();
    void namesakeIsNotAuthorised();
    void quorumIsCountedByKey();
    void oneSignatureIsEnoughForNoGo();
    void listOfAnotherWorkspaceSaysNothing();
    void signersOfPdfAndEnvelopeAreTheSame();
    void demoIsSaid();
    void manifestIsByATrustedKey();
    void sealedFilesAreCompared();
    void exportIsWhole();
    void exportAloneProvesNoOrigin();
    void exportIsJudgedAgainstWhatIsKnown();
    void theQuorumIsOfTheListThatWasSignedUnder();
    void listsAreKnownByDigestOrSuccession();
    void listsThatDoNotFollowAreNone_data();
    void listsThatDoNotFollowAreNone();
    void revocationCountsFromItsPlace_data();
    void revocationCountsFromItsPlace();
    void unpinnedWorkspaceIsNoRoot();
    void brokenEnvelopesAreNamed_data();
    void brokenEnvelopesAreNamed();
    void whatIsNoneOfOursIsUnknown();
    void missingFilesAreMissing();

private:
    [[nodiscard]] FileFinding judge(const QByteArray &bytes, const QStringList &trust,
                                    const QString &name = u"handed.dsse.json"_s) const
    {
        return FileVerifier({trust, {}, m_files.trustFile()}).verify(m_files.write(name, bytes));
    }
    [[nodiscard]] FileFinding judgePdf(const QByteArray &bytes, const QStringList &trust) const
    {
        return judge(bytes, trust, u"handed.pdf"_s);
    }

    HandedFiles m_files;
    QByteArray m_signers;
    QByteArray m_envelope;
    QByteArray m_pdf;
    QString m_certificate; // paths
    QString m_list;
};

void FileVerifierTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_files.path(u"state"_s).toUtf8());
    m_signers = m_files.signersFile(m_files.list());
    QVERIFY(m_files.pin(m_signers));
    const auto log = m_files.ledger();
    const auto statement = HandedFiles::composedOver(*log);
    m_envelope = m_files.decision({&m_files.signer}, statement);
    m_pdf = m_files.pdf(m_envelope, {&m_files.signer});
    QVERIFY(!m_pdf.isEmpty() && HandedFiles::enter(*log, statement, m_envelope, m_pdf));
    m_certificate = m_files.write(u"signer.pem"_s, m_files.signer.certificate.pem());
    m_list = m_files.write(u"signers.dsse.json"_s, m_signers);
}

void FileVerifierTest::goodFilesAreValidByEachRoot_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("trust");
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<QStringList>("codes");
    const QStringList none;
    for (const bool isPdf : {false, true}) {
        const auto bytes = isPdf ? m_pdf : m_envelope;
        const auto name = isPdf ? u"good.pdf"_s : u"good.dsse.json"_s;
        const char *kind = isPdf ? "PDF" : "envelope";
        QTest::addRow("%s, certificate", kind)
            << bytes << name << QStringList{m_certificate} << QString() << QStringList{u"quorum_not_judged"_s};
        QTest::addRow("%s, list", kind) << bytes << name << QStringList{m_list} << QString() << none;
        QTest::addRow("%s, workspace", kind) << bytes << name << none << m_files.workspace() << none;
        QTest::addRow("%s, both", kind) << bytes << name << QStringList{m_certificate, m_list} << QString() << none;
    }
}

void FileVerifierTest::goodFilesAreValidByEachRoot()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QStringList, trust);
    QFETCH(QString, workspace);
    QFETCH(QStringList, codes);
    const auto file = m_files.write(name, bytes);
    const auto finding = FileVerifier({trust, workspace, m_files.trustFile()}).verify(file);
    QVERIFY2(finding.valid, inFull(finding).constData());
    QCOMPARE(codesOf(finding), codes);
    QCOMPARE(finding.file, file);
    QCOMPARE(finding.kind, name.endsWith(u".pdf"_s) ? u"pdf"_s : u"envelope"_s);
    QCOMPARE(finding.signatures.size(), 1);
    const auto &signature = finding.signatures.first();
    QVERIFY(signature.intact && signature.coversWholeFile && !signature.attested && !finding.demo);
    QCOMPARE(signature.authorised, Authorised::Yes);
    QCOMPARE(signature.signer, u"Release manager"_s);
    QCOMPARE(signature.role, u"decision-maker"_s);
    QVERIFY(signature.signedAt.isValid());
}

void FileVerifierTest::withoutARootNothingIsAuthorised()
{
    const auto envelope = judge(m_envelope, {});
    QCOMPARE(codesOf(envelope), QStringList{u"no_trust_root"_s});
    QVERIFY(!envelope.valid && !envelope.signatures.first().intact); // no key at hand: nothing was verified
    QCOMPARE(envelope.signatures.first().authorised, Authorised::Unknown);
    const auto pdf = judgePdf(m_pdf, {});
    QCOMPARE(codesOf(pdf), QStringList{u"no_trust_root"_s});
    QVERIFY(!pdf.valid && pdf.signatures.first().intact);
    QCOMPARE(pdf.signatures.first().authorised, Authorised::Unknown);
}

void FileVerifierTest::flippedPayloadIsRefused()
{
    auto envelope = *formats::parseEnvelope(m_envelope);
    const auto payload = envelope.payload;
    for (qsizetype at = 0; at < payload.size(); at += 113) {
        envelope.payload = flipped(payload, at);
        const auto finding = judge(formats::writeEnvelope(envelope), {at % 2 ? m_list : m_certificate});
        QVERIFY2(!finding.valid && !finding.signatures.first().intact, QByteArray::number(at).constData());
        const session::VerifyProblem expected{u"signature_invalid"_s, {u"Release manager"_s, u"envelope"_s}};
        QVERIFY2(finding.problems.contains(expected), inFull(finding).constData());
    }
}

void FileVerifierTest::flippedSignatureIsRefused()
{
    auto envelope = *formats::parseEnvelope(m_envelope);
    const auto signature = envelope.signatures.first().sig;
    for (qsizetype at = 0; at < signature.size(); ++at) {
        envelope.signatures[0].sig = flipped(signature, at);
        const auto finding = judge(formats::writeEnvelope(envelope), {m_list});
        QVERIFY2(!finding.valid && codesOf(finding).contains(u"signature_invalid"_s), inFull(finding).constData());
    }
}

void FileVerifierTest::flippedTrustIsRefused()
{
    const auto der = m_files.signer.certificate.der();
    for (qsizetype at = 0; at < der.size(); at += 3) {
        const QByteArray base64 = flipped(der, at).toBase64();
        const auto pem =
            m_files.write(u"flipped.pem"_s, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
        const auto finding = judge(m_envelope, {pem});
        QVERIFY2(!finding.valid, QByteArray::number(at).constData());
        const auto codes = codesOf(finding);
        QVERIFY2(codes.contains(u"certificate_changed"_s) || codes.contains(u"trust_unreadable"_s),
                 inFull(finding).constData());
    }
}

void FileVerifierTest::flippedListIsNoRoot()
{
    for (qsizetype at = 0; at < m_signers.size(); at += 61) {
        const auto list = m_files.write(u"flipped.dsse.json"_s, flipped(m_signers, at));
        const auto finding = judge(m_envelope, {list});
        QVERIFY2(!finding.valid && finding.signatures.first().authorised != Authorised::Yes,
                 QByteArray::number(at).constData());
        QVERIFY2(finding.problems.first().code.startsWith(u"trust_"_s), inFull(finding).constData());
    }
}

void FileVerifierTest::flippedPdfIsRefused()
{
    const qsizetype contents = m_pdf.indexOf("/Contents <");
    for (qsizetype at = 0; at < m_pdf.size(); ++at) {
        const bool isNear = (at > contents - 200 && at < contents + 2000) || at > m_pdf.size() - 200;
        if (at % (isNear ? 61 : 1999) != 0)
            continue;
        const auto finding = judgePdf(flipped(m_pdf, at), {m_list});
        QVERIFY2(!finding.valid && finding.kind == u"pdf"_s, QByteArray::number(at).constData());
        QVERIFY2(!codesOf(finding).isEmpty(), QByteArray::number(at).constData());
    }
    const auto extended = judgePdf(m_pdf + "\n", {m_list});
    QVERIFY2(!extended.valid && codesOf(extended).contains(u"not_whole_file"_s), inFull(extended).constData());
}

void FileVerifierTest::certificateInThePdfMustBeTheOneNamed()
{
    // In the certificate's own signature: the certificate still parses, its key is the same.
    const auto der = m_files.signer.certificate.der();
    const auto hex = der.toHex();
    const bool isUpper = m_pdf.contains(hex.toUpper());
    const auto at = m_pdf.indexOf(isUpper ? hex.toUpper() : hex);
    QVERIFY(at > 0);
    auto changed = flipped(der, der.size() - 3).toHex();
    const auto pdf = QByteArray(m_pdf).replace(at, hex.size(), isUpper ? changed.toUpper() : changed);
    const auto finding = judgePdf(pdf, {m_list});
    QVERIFY(!finding.valid);
    const session::VerifyProblem expected{u"certificate_changed"_s, {u"Release manager"_s, u"pdf"_s}};
    QVERIFY2(finding.problems.contains(expected), inFull(finding).constData());
    QVERIFY(!finding.signatures.first().intact);
}

void FileVerifierTest::wrongKeyIdIsRefused()
{
    auto envelope = *formats::parseEnvelope(m_envelope);
    const auto own = envelope.signatures.first().keyid;
    for (const auto &keyid : {m_files.second.key.fingerprint(), QString(own).replace(0, 1, u"g"_s), QString()}) {
        envelope.signatures[0].keyid = keyid;
        const auto bytes = formats::writeEnvelope(envelope);
        for (const auto &finding : {judge(bytes, {m_list}), judge(bytes, {m_certificate}),
                                    judgePdf(m_files.pdf(bytes, {&m_files.signer}), {m_list})}) {
            QVERIFY2(!finding.valid, inFull(finding).constData());
            QVERIFY2(codesOf(finding).contains(u"keyid_mismatch"_s), inFull(finding).constData());
        }
    }
}

void FileVerifierTest::namesakeIsNotAuthorised()
{
    const auto envelope = m_files.decision({&m_files.namesake});
    const auto pdf = m_files.pdf(envelope, {&m_files.namesake});
    for (const auto &root : {m_list, m_certificate}) {
        const auto finding = judge(envelope, {root});
        QVERIFY(!finding.valid && codesOf(finding).contains(u"signer_unauthorised"_s));
        QCOMPARE(finding.signatures.first().authorised, Authorised::No);
        const auto printed = judgePdf(pdf, {root});
        QVERIFY(!printed.valid && codesOf(printed).contains(u"signer_unauthorised"_s));
        QVERIFY(printed.signatures.first().intact);
        QCOMPARE(printed.signatures.first().authorised, Authorised::No);
    }
}

void FileVerifierTest::quorumIsCountedByKey()
{
    const auto two = m_files.write(u"two.dsse.json"_s, m_files.signersFile(m_files.list(2)));
    const session::VerifyProblem missing{u"quorum_missing"_s, {u"1"_s, u"2"_s, u"decision-maker"_s}};
    for (const auto &envelope : {m_envelope, m_files.decision({&m_files.signer, &m_files.signer})}) {
        const auto finding = judge(envelope, {two});
        QVERIFY2(!finding.valid && finding.problems.contains(missing), inFull(finding).constData());
        QVERIFY(finding.signatures.first().intact);
        QCOMPARE(finding.signatures.first().authorised, Authorised::Yes);
    }
    QVERIFY(judge(m_files.decision({&m_files.signer, &m_files.second}), {two}).valid);
    // With a certificate alone, every signature must be by a given one.
    QVERIFY(!judge(m_files.decision({&m_files.signer, &m_files.second}), {m_certificate}).valid);
}

void FileVerifierTest::oneSignatureIsEnoughForNoGo()
{
    auto statement = goStatement();
    statement.decision = domain::DecisionKind::NoGo;
    const auto two = m_files.write(u"two.dsse.json"_s, m_files.signersFile(m_files.list(2)));
    const auto finding = judge(m_files.decision({&m_files.signer}, statement), {two});
    QVERIFY2(finding.valid, inFull(finding).constData());
}

void FileVerifierTest::listOfAnotherWorkspaceSaysNothing()
{
    const auto other = m_files.write(u"other.dsse.json"_s, m_files.signersFile(m_files.list(1, u"payments-us-1"_s)));
    const auto finding = judge(m_envelope, {other});
    QVERIFY2(!finding.valid && codesOf(finding).contains(u"other_workspace"_s), inFull(finding).constData());
    QVERIFY(finding.signatures.first().intact);
    QVERIFY(judge(m_envelope, {other, m_list}).valid);
}

void FileVerifierTest::signersOfPdfAndEnvelopeAreTheSame()
{
    const auto foreign = judgePdf(m_files.pdf(m_envelope, {&m_files.second}), {m_list});
    QVERIFY(!foreign.valid);
    QVERIFY2(codesOf(foreign).contains(u"pdf_signer_not_in_envelope"_s), inFull(foreign).constData());
    QVERIFY(codesOf(foreign).contains(u"envelope_signer_not_in_pdf"_s));
    const auto more = judgePdf(m_files.pdf(m_envelope, {&m_files.signer, &m_files.second}), {m_list});
    QVERIFY(!more.valid);
    QVERIFY2(codesOf(more).contains(u"more_signatures_than_envelope"_s), inFull(more).constData());
    const auto both = m_files.decision({&m_files.signer, &m_files.second});
    QVERIFY(judgePdf(m_files.pdf(both, {&m_files.signer, &m_files.second}), {m_list}).valid);
    const auto less = judgePdf(m_files.pdf(both, {&m_files.signer}), {m_list});
    QVERIFY2(!less.valid && codesOf(less).contains(u"envelope_signer_not_in_pdf"_s), inFull(less).constData());
    // Another certificate over the very key is not the one that is trusted.
    SigningKey renewed = SigningKey::make(u"Release manager"_s);
    renewed.certificate =
        *m_files.signer.key.selfSignedCertificate(u"Release manager"_s, {}, utc(1, 0, 0), utc(1, 0, 0).addYears(1));
    const auto pem = m_files.write(u"renewed.pem"_s, renewed.certificate.pem());
    const auto changed = judgePdf(m_pdf, {pem});
    QVERIFY2(!changed.valid && codesOf(changed).contains(u"certificate_changed"_s), inFull(changed).constData());
}

void FileVerifierTest::demoIsSaid()
{
    auto statement = goStatement();
    statement.environment = u"Demo"_s;
    const auto finding = judge(m_files.decision({&m_files.signer}, statement), {m_list});
    QVERIFY(finding.valid && finding.demo);
}

void FileVerifierTest::manifestIsByATrustedKey()
{
    const auto key = m_files.write(u"evidence.pem"_s, m_files.evidence.publicKey().pem());
    const QMap<QString, QByteArray> sealed{{u"var/evidence/canary-20260301.json"_s, crypto::sha256("[1]")}};
    QVERIFY(!m_files.write(u"elsewhere/canary-20260301.json"_s, "[1]").isEmpty());
    const auto bytes = m_files.manifest(sealed, m_files.evidence);
    const auto given = judge(bytes, {key}, u"elsewhere/manifest.dsse.json"_s);
    QVERIFY2(given.valid && given.demo && given.kind == u"manifest"_s, inFull(given).constData());
    // The list names the key by its digest alone.
    const auto absent = judge(bytes, {m_list}, u"elsewhere/manifest.dsse.json"_s);
    QVERIFY2(!absent.valid && codesOf(absent) == QStringList{u"key_not_at_hand"_s}, inFull(absent).constData());
    const auto none = judge(bytes, {}, u"elsewhere/manifest.dsse.json"_s);
    QCOMPARE(codesOf(none), QStringList{u"no_trust_root"_s});
    const auto foreign =
        judge(m_files.manifest(sealed, m_files.namesake.key), {key}, u"elsewhere/manifest.dsse.json"_s);
    QVERIFY2(!foreign.valid && codesOf(foreign) == QStringList{u"signer_unauthorised"_s}, inFull(foreign).constData());
    auto envelope = *formats::parseEnvelope(bytes);
    envelope.payload = flipped(envelope.payload, envelope.payload.indexOf("Demo"));
    const auto changed = judge(formats::writeEnvelope(envelope), {key}, u"elsewhere/manifest.dsse.json"_s);
    QVERIFY2(!changed.valid && codesOf(changed).contains(u"signature_invalid"_s), inFull(changed).constData());
}

void FileVerifierTest::sealedFilesAreCompared()
{
    const auto place = u"workspace/var/evidence/manifest.dsse.json"_s;
    const auto sealedName = u"var/evidence/canary-20260301.json"_s;
    std::ignore = m_files.write(u"workspace/configs/cutover/keys/evidence.pem"_s, m_files.evidence.publicKey().pem());
    const auto sealed = m_files.write(u"workspace/"_s + sealedName, "[1]");
    const auto verify = [&](const QMap<QString, QByteArray> &files) {
        const auto file = m_files.write(place, m_files.manifest(files, m_files.evidence));
        return FileVerifier({{}, m_files.workspace(), m_files.trustFile()}).verify(file);
    };
    const auto good = verify({{sealedName, crypto::sha256("[1]")}});
    QVERIFY2(good.valid, inFull(good).constData());
    const auto changed = verify({{sealedName, crypto::sha256("[2]")}});
    QVERIFY(!changed.valid && changed.problems.contains({u"sealed_file_changed"_s, {sealedName}}));
    QVERIFY(codesOf(verify({{u"var/none.json"_s, crypto::sha256("")}})).contains(u"sealed_file_missing"_s));
    QVERIFY(codesOf(verify({{u"../signer.pem"_s, crypto::sha256("")}})).contains(u"sealed_file_outside"_s));
    QVERIFY(codesOf(verify({{sealedName, "short"}})).contains(u"manifest_malformed"_s));
}

void FileVerifierTest::exportIsWhole()
{
    const auto file = m_files.path(u"ledger.jsonl"_s);
    QVERIFY(m_files.ledger()->exportJsonLines(file));
    const auto bytes = *formats::readBounded(file, 1 << 20);
    const auto seen = judge(bytes, {}, u"copy.jsonl"_s); // by this account's own record of that ledger
    QVERIFY2(seen.valid && seen.kind == u"ledger_export"_s && seen.problems.isEmpty(), inFull(seen).constData());
    const auto own = FileVerifier({{}, m_files.workspace(), m_files.trustFile()}).verify(file);
    QVERIFY(own.valid && own.problems.isEmpty());
    for (qsizetype at = 0; at < bytes.size(); at += 5) {
        const auto finding = judge(flipped(bytes, at), {}, u"copy.jsonl"_s);
        QVERIFY2(!finding.valid && !finding.problems.isEmpty(), QByteArray::number(at).constData());
    }
    QVERIFY(!judge(bytes.first(bytes.lastIndexOf('\n', -2) + 1), {}, u"copy.jsonl"_s).valid);
}

void FileVerifierTest::exportAloneProvesNoOrigin()
{
    const auto file = m_files.path(u"alone.jsonl"_s);
    QVERIFY(m_files.ledger()->exportJsonLines(file));
    const auto strange = m_files.path(u"stranger"_s);
    const auto alone = FileVerifier({{}, {}, m_files.trustFile(), strange}).verify(file);
    QVERIFY2(!alone.valid && codesOf(alone) == QStringList{u"no_trust_root"_s}, inFull(alone).constData());
    const auto named = FileVerifier({{m_certificate}, {}, m_files.trustFile(), strange}).verify(file);
    QVERIFY2(!named.valid && codesOf(named) == QStringList{u"no_trust_root"_s}, inFull(named).constData());
    // The workspace's ledger needs no record beside it.
    const auto own = FileVerifier({{}, m_files.workspace(), m_files.trustFile(), strange}).verify(file);
    QVERIFY2(own.valid, inFull(own).constData());
}

void FileVerifierTest::exportIsJudgedAgainstWhatIsKnown()
{
    const auto exported = [](ledger::Ledger &log, const QString &file) { QVERIFY(log.exportJsonLines(file)); };
    const auto open = [this](const QString &name, const QString &state) {
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::Create;
        options.workspaceId = u"payments-eu-1"_s;
        options.stateFolder = m_files.path(state);
        return *ledger::Ledger::open(m_files.path(name), options);
    };
    const auto note = [](ledger::Ledger &log, const QString &text) {
        QVERIFY(log.append(u"note", ledger::Actor::ofThisProcess(), {{u"text"_s, text}}));
    };
    const auto state = u"state"_s;
    auto log = open(u"one/ledger.sqlite"_s, state);
    const auto early = m_files.path(u"early.jsonl"_s);
    note(*log, u"first"_s);
    exported(*log, early);
    QVERIFY(QFile::copy(m_files.path(u"one/ledger.sqlite"_s), m_files.path(u"fork.sqlite"_s)));
    note(*log, u"second"_s);
    const auto whole = m_files.path(u"whole.jsonl"_s);
    exported(*log, whole);
    const auto verify = [&](const QString &file, const QString &workspace = {}) {
        return FileVerifier({{}, workspace, m_files.trustFile(), m_files.path(state)}).verify(file);
    };
    QVERIFY2(verify(early).valid, inFull(verify(early)).constData()); // a prefix of what was seen
    QVERIFY2(verify(whole).valid, inFull(verify(whole)).constData());
    // The same beginning, another end: no longer than what was seen, and longer.
    auto fork = open(u"fork.sqlite"_s, u"state of another account"_s);
    const auto forged = m_files.path(u"forged.jsonl"_s);
    note(*fork, u"forged"_s);
    exported(*fork, forged);
    QCOMPARE(codesOf(verify(forged)), QStringList{u"export_differs"_s});
    note(*fork, u"and on"_s);
    exported(*fork, forged);
    QCOMPARE(codesOf(verify(forged)), QStringList{u"export_differs"_s});
    // It goes on where what was seen ends: nobody vouches for the rest.
    fork.reset();
    log.reset();
    auto further = open(u"one/ledger.sqlite"_s, u"state of another account too"_s);
    note(*further, u"third"_s);
    exported(*further, forged);
    QCOMPARE(codesOf(verify(forged)), QStringList{u"no_trust_root"_s});
    const auto other = verify(whole, m_files.workspace());
    QVERIFY2(!other.valid && codesOf(other) == QStringList{u"other_ledger"_s}, inFull(other).constData());
}

/// A later list may ask for fewer.
void FileVerifierTest::theQuorumIsOfTheListThatWasSignedUnder()
{
    const auto two = m_files.signersFile(m_files.list(2));
    auto next = m_files.list(1);
    next.version = 2;
    next.previousSha256 = crypto::sha256(two);
    const auto one = m_files.signersFile(next);
    const auto strict = m_files.write(u"two.json"_s, two);
    const auto lax = m_files.write(u"one.json"_s, one);
    const auto under = [this](const QByteArray &list) {
        auto statement = goStatement();
        for (auto &file : statement.files)
            if (file.role == domain::BoundFile::Role::Signers)
                file.sha256 = crypto::sha256(list);
        return m_files.decision({&m_files.signer}, statement);
    };
    const auto missing = QStringList{u"quorum_missing"_s};
    QCOMPARE(codesOf(judge(under(two), {strict})), missing);
    QCOMPARE(codesOf(judge(under(two), {lax, strict})), missing);
    QCOMPARE(judge(under(two), {lax}).problems.first().code, u"quorum_by_other_signers"_s);
    const auto alone = judge(under(one), {strict, lax});
    QVERIFY2(alone.valid && alone.problems.isEmpty(), inFull(alone).constData());
    QCOMPARE(judge(under(one), {strict}).problems.first().code, u"quorum_by_other_signers"_s);
}

void FileVerifierTest::listsAreKnownByDigestOrSuccession()
{
    const auto pinned = judge(m_signers, {});
    QVERIFY2(pinned.valid && pinned.kind == u"signers"_s, inFull(pinned).constData()); // in the user's trust file
    QVERIFY(judge(m_signers, {m_list}).valid);
    QVERIFY(judge(m_signers, {m_certificate}).valid);
    auto next = m_files.list(2);
    next.version = 2;
    next.previousSha256 = crypto::sha256(m_signers);
    const auto successor = judge(m_files.signersFile(next), {m_list});
    QVERIFY2(successor.valid, inFull(successor).constData());
    QCOMPARE(codesOf(successor), QStringList());
    // Of how many administrators it takes only the version before speaks.
    const auto alone = judge(m_files.signersFile(next), {m_certificate});
    QVERIFY2(alone.valid, inFull(alone).constData());
    QCOMPARE(codesOf(alone), QStringList{u"quorum_not_judged"_s});
    QCOMPARE(codesOf(judge(m_signers, {m_certificate})), QStringList());
    const auto unpinned = judge(m_files.signersFile(m_files.list(2)), {});
    QVERIFY2(!unpinned.valid && codesOf(unpinned) == QStringList{u"signers_untrusted"_s}, inFull(unpinned).constData());
    const auto rootless =
        FileVerifier({{}, {}, m_files.path(u"none.json"_s)}).verify(m_files.write(u"l.dsse.json"_s, m_signers));
    QVERIFY2(!rootless.valid && codesOf(rootless) == QStringList{u"no_trust_root"_s}, inFull(rootless).constData());
    QVERIFY(rootless.signatures.first().intact);
    for (qsizetype at = 0; at < m_signers.size(); at += 61)
        QVERIFY2(!judge(flipped(m_signers, at), {m_list}).valid, QByteArray::number(at).constData());
}

void FileVerifierTest::listsThatDoNotFollowAreNone_data()
{
    QTest::addColumn<QString>("how");
    for (const auto *how : {"signed by its own new administrator", "a version skipped", "of another list"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void FileVerifierTest::listsThatDoNotFollowAreNone()
{
    QFETCH(QString, how);
    auto next = m_files.list();
    next.version = how == "a version skipped"_L1 ? 3 : 2;
    next.previousSha256 = crypto::sha256(how == "of another list"_L1 ? QByteArray("another") : m_signers);
    const bool isOwn = how == "signed by its own new administrator"_L1;
    if (isOwn)
        next.signers[1].roles.append(u"administrator"_s);
    const auto bytes = HandedFiles::envelope(formats::signersPayloadType, formats::signersPayload(next),
                                             {isOwn ? &m_files.second : &m_files.signer});
    const auto finding = judge(bytes, {m_list});
    QVERIFY2(!finding.valid, inFull(finding).constData());
    // Nor is it a root beside the one that it claims to follow.
    const auto forged = m_files.write(u"forged.dsse.json"_s, bytes);
    if (how != "of another list"_L1)
        for (const auto &trust : {QStringList{m_list, forged}, QStringList{forged, m_list}})
            QVERIFY(codesOf(judge(m_envelope, trust)).contains(u"trust_not_intact"_s));
}

void FileVerifierTest::revocationCountsFromItsPlace_data()
{
    QTest::addColumn<bool>("isRevoked"); // else removed
    QTest::addColumn<QString>("place");  // of the decision: before the revocation, after it, in no ledger
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<bool>("isStamped"); // long before the revocation, by an authority that counts
    const auto row = [](const char *name, bool isRevoked, const QString &place, const QString &code, bool valid) {
        QTest::addRow("%s", name) << isRevoked << place << code << valid << false;
        QTest::addRow("%s, stamped", name) << isRevoked << place << code << valid << true;
    };
    row("signed before", true, u"before"_s, u"signer_revoked_later"_s, true);
    row("removed after it signed", false, u"before"_s, u"signer_removed_later"_s, true);
    row("signed after", true, u"after"_s, u"signer_revoked"_s, false);
    row("removed, and signed after", false, u"after"_s, u"signer_unauthorised"_s, false);
    row("in no ledger", true, u"none"_s, u"signer_revoked"_s, false);
}

void FileVerifierTest::revocationCountsFromItsPlace()
{
    QFETCH(bool, isRevoked);
    QFETCH(QString, place);
    QFETCH(QString, code);
    QFETCH(bool, valid);
    QFETCH(bool, isStamped);
    HandedFiles files;
    const auto first = files.signersFile(files.list());
    QVERIFY(files.pin(first));
    const TimestampAuthority authority;
    const auto log = files.ledger();
    const auto statement = HandedFiles::composedOver(*log);
    auto envelope = files.decision({&files.second}, statement);
    if (isStamped) {
        auto read = *formats::parseEnvelope(envelope);
        ForgedToken wish;
        wish.imprint = crypto::sha256(read.signatures.first().sig);
        wish.time = QDateTime::currentDateTimeUtc().addSecs(-3600);
        read.signatures.first().timestamp = forge(wish, authority.x509(), authority.key());
        envelope = formats::writeEnvelope(read);
    }
    const auto root = files.write(u"timeroot.pem"_s, authority.root().pem());
    const auto decide = [&] { return HandedFiles::enter(*log, statement, envelope, {}); };
    QVERIFY(place != "before"_L1 || decide());
    auto next = files.list();
    next.version = 2;
    next.previousSha256 = crypto::sha256(first);
    next.signers.removeLast();
    if (isRevoked)
        next.revoked = {files.second.key.fingerprint()};
    const auto second = files.signersFile(next);
    QVERIFY(log->append(rollout::kind::signersPinned, ledger::Actor::ofThisProcess(),
                        {{u"signers_sha256"_s, QString::fromLatin1(crypto::sha256(second).toHex())}}, {second}));
    QVERIFY(!files.write(u"workspace/configs/cutover/signers.dsse.json"_s, second).isEmpty());
    QVERIFY(place != "after"_L1 || decide());
    const auto handed = files.write(u"handed.dsse.json"_s, envelope);
    const auto finding = FileVerifier({{}, files.workspace(), files.trustFile(), {}, {root}}).verify(handed);
    QVERIFY2(finding.valid == valid, inFull(finding).constData());
    QVERIFY2(codesOf(finding).contains(code), inFull(finding).constData());
    QVERIFY(finding.signatures.first().intact);
    QCOMPARE(finding.signatures.first().attested, isStamped);
    // With the list alone nothing shows which came first.
    const auto alone = FileVerifier({{files.write(u"two.dsse.json"_s, second)}, {}, {}}).verify(handed);
    QVERIFY2(!alone.valid, inFull(alone).constData());
    QVERIFY(codesOf(alone).contains(isRevoked ? u"signer_revoked"_s : u"signer_unauthorised"_s));
}

void FileVerifierTest::unpinnedWorkspaceIsNoRoot()
{
    const auto file = m_files.write(u"handed.dsse.json"_s, m_envelope);
    const auto unpinned = FileVerifier({{}, m_files.workspace(), m_files.path(u"none.json"_s)}).verify(file);
    QCOMPARE(codesOf(unpinned), QStringList{u"no_trust_root"_s});
    // Another list in its place is not the one that was pinned.
    const auto place = u"workspace/configs/cutover/signers.dsse.json"_s;
    std::ignore = m_files.write(place, m_files.signersFile(m_files.list(2)));
    const auto edited = FileVerifier({{}, m_files.workspace(), m_files.trustFile()}).verify(file);
    std::ignore = m_files.write(place, m_signers);
    QCOMPARE(codesOf(edited), QStringList{u"no_trust_root"_s});
}

void FileVerifierTest::brokenEnvelopesAreNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const QByteArray statement = formats::statementBytes(goStatement()).value_or(QByteArray());
    QTest::newRow("cut") << m_envelope.chopped(3) << u"envelope_malformed"_s;
    QTest::newRow("no base64") << QByteArray(m_envelope).replace("\"sig\":\"", "\"sig\":\"*")
                               << u"envelope_malformed"_s;
    QTest::newRow("duplicate key") << QByteArray(m_envelope).replace("{\"payload\"", "{\"payload\":\"\",\"payload\"")
                                   << u"envelope_malformed"_s;
    QTest::newRow("other type") << HandedFiles::envelope("text/plain", statement, {&m_files.signer})
                                << u"wrong_payload_type"_s;
    QTest::newRow("no statement") << HandedFiles::envelope(formats::inTotoPayloadType, "{}", {&m_files.signer})
                                  << u"statement_unreadable"_s;
    QTest::newRow("blank in the statement")
        << HandedFiles::envelope(formats::inTotoPayloadType, statement + ' ', {&m_files.signer})
        << u"statement_unreadable"_s;
}

void FileVerifierTest::brokenEnvelopesAreNamed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    const auto finding = judge(bytes, {m_list});
    QVERIFY2(!finding.valid && codesOf(finding).contains(code), inFull(finding).constData());
    QCOMPARE(finding.kind, u"envelope"_s);
}

void FileVerifierTest::whatIsNoneOfOursIsUnknown()
{
    for (const QByteArray &bytes : {QByteArray(), QByteArray("hello"), QByteArray("{}"), QByteArray("[1]"),
                                    QByteArray("\x7f"
                                               "ELF"),
                                    m_files.signer.certificate.pem()}) {
        const auto finding = judge(bytes, {m_list}, u"something.txt"_s);
        QVERIFY2(!finding.valid && !finding.missing, inFull(finding).constData());
        QCOMPARE(codesOf(finding), QStringList{u"unknown_kind"_s});
        QCOMPARE(finding.kind, u"unknown"_s);
    }
}

void FileVerifierTest::missingFilesAreMissing()
{
    const FileVerifier verifier({{m_list}, {}, m_files.trustFile()});
    const auto missing = verifier.verify(m_files.path(u"none.pdf"_s));
    QVERIFY(missing.missing && !missing.valid);
    QCOMPARE(codesOf(missing), QStringList{u"file_missing"_s});
    const auto folder = verifier.verify(m_files.path(u"workspace"_s));
    QVERIFY(folder.missing && codesOf(folder) == QStringList{u"file_unreadable"_s});
    const auto root = FileVerifier({{m_files.path(u"none.pem"_s)}, m_files.workspace(), m_files.trustFile()})
                          .verify(m_files.write(u"handed.dsse.json"_s, m_envelope));
    QVERIFY(!root.valid && codesOf(root).contains(u"trust_unreadable"_s));
}

QTEST_MAIN(FileVerifierTest)
#include "tst_fileverifier.moc"
