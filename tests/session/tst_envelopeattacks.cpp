// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Attacks on signed envelopes and on who may sign; and every legitimate form of envelope and PDF, accepted.
#include "crypto/forgedcms.h"
#include "crypto/mint.h"
#include "crypto/opensslprogram.h"
#include "pdf/pdfverifier.h"
#include "pdf/reservedplaces.h"
#include "session/handedfiles.h"

#include <QTest>
#include <QTimeZone>

#include <optional>

using namespace cutover;
using namespace cutover::tests;

namespace {

namespace der = crypto::der;

const QByteArray s_type = formats::inTotoPayloadType;

QByteArray integer(const QByteArray &bytes)
{
    return der::make(der::Integer, {bytes});
}

/// Lengths as BER allows and DER does not.
QByteArray withLongLength(const QByteArray &signature)
{
    return signature.first(1) + '\x81' + signature.sliced(1);
}

/// The same number with a zero too many in front.
QByteArray withLeadingZero(const QByteArray &signature)
{
    const auto numbers = der::elements(der::first(signature)->content);
    return der::make(der::Sequence,
                     {integer('\0' + numbers->at(0).content.toByteArray()), numbers->at(1).whole.toByteArray()});
}

/// Both numbers without the zero that keeps them positive.
QByteArray withNegativeNumbers(const QByteArray &signature)
{
    const auto numbers = der::elements(der::first(signature)->content);
    QByteArray joined;
    for (const auto &number : *numbers) {
        QByteArray bytes = number.content.toByteArray();
        bytes[0] = static_cast<char>(bytes.startsWith('\0') ? 0x80 : bytes.at(0) | 0x80);
        joined += integer(bytes);
    }
    return der::make(der::Sequence, {joined});
}

} // namespace

class EnvelopeAttacksTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void attacksAreRefused_data();
    void attacksAreRefused();
    void legitimateIsAccepted_data();
    void legitimateIsAccepted();
    void companyCertificateIsAccepted();
    void theProtocolsExampleVerifies();
    void everyTimeZoneIsAccepted_data();
    void everyTimeZoneIsAccepted();
    void cleanupTestCase();

private:
    void addJson();
    void addSignatures();
    void addSigners();

    [[nodiscard]] session::FileFinding judge(const QByteArray &bytes, const QString &list, const QString &name) const
    {
        return session::FileVerifier({{list}, {}, m_files.trustFile()}).verify(m_files.write(name, bytes));
    }
    [[nodiscard]] QString listFile(const QString &name, const domain::SignersList &list) const
    {
        return m_files.write(name, m_files.signersFile(list));
    }
    void row(const char *name, const QByteArray &bytes, const char *code, const QString &list = {}) const
    {
        QTest::newRow(name) << bytes << (list.isEmpty() ? m_list : list) << QString::fromLatin1(code);
    }
    /// The envelope by the one signer, its signature made anew out of the honest one.
    template <typename Change>
    [[nodiscard]] QByteArray resigned(Change change) const
    {
        auto envelope = *formats::parseEnvelope(m_envelope);
        envelope.signatures[0].sig = change(envelope.signatures[0].sig);
        return formats::writeEnvelope(envelope);
    }
    /// The composed report over `envelope`, signed by each in the places that it reserves.
    [[nodiscard]] QByteArray pdf(const domain::Statement &statement, const QByteArray &envelope,
                                 const QList<const SigningKey *> &signers, bool isVisible = true) const
    {
        auto content = contentOf(statement, *signers.first());
        content.envelope = envelope;
        content.awaitedSigners = static_cast<int>(signers.size()) - 1;
        QByteArray bytes = pdf::composeReport(content).pdf;
        for (const auto *key : signers) {
            const auto place = isVisible ? pdf::freePlaces(bytes).value(0) : pdf::SignaturePlace();
            bytes = pdf::signPdf(bytes, requestOf(*key, content.signers.first(), place)).value_or(QByteArray());
        }
        return bytes;
    }

    HandedFiles m_files;
    SigningKey m_third = SigningKey::make(u"Technical lead"_s);
    QByteArray m_envelope;
    QString m_list;
    QString m_two;
    QString m_three;
    int m_refused = 0;
    int m_accepted = 0;
};

void EnvelopeAttacksTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_files.path(u"state"_s).toUtf8());
    // Signatures are not all of one length; the rows on base64 want one filling sign at its end.
    do
        m_envelope = m_files.decision({&m_files.signer});
    while (!m_envelope.contains("=\"}") || m_envelope.contains("==\"}"));
    m_list = listFile(u"one.dsse.json"_s, m_files.list());
    m_two = listFile(u"two.dsse.json"_s, m_files.list(2));
    auto three = m_files.list(3);
    three.signers.append(
        {m_third.key.fingerprint(), u"Technical lead"_s, {u"decision-maker"_s}, m_third.certificate.pem()});
    m_three = listFile(u"three.dsse.json"_s, three);
}

void EnvelopeAttacksTest::attacksAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("code");
    addJson();
    addSignatures();
    addSigners();
}

void EnvelopeAttacksTest::addJson()
{
    const auto envelope = *formats::parseEnvelope(m_envelope);
    const auto json = [&envelope](const QByteArray &payload, const QByteArray &type = s_type) {
        auto changed = envelope;
        changed.payload = payload;
        changed.payloadType = type;
        return formats::writeEnvelope(changed);
    };
    const auto replaced = [this](const char *old, const char *now) { return QByteArray(m_envelope).replace(old, now); };
    auto other = goStatement();
    other.id = QString(32, u'a');
    other.version = u"v9.9.9"_s;
    auto noGo = goStatement();
    noGo.decision = domain::DecisionKind::NoGo;
    row("signature copied to another decision", json(*formats::statementBytes(other)), "signature_invalid");
    row("GO turned to NO-GO", json(*formats::statementBytes(noGo)), "signature_invalid");
    row("payload written again with blanks", json(QByteArray(envelope.payload).replace("\":", "\": ")),
        "signature_invalid");
    row("payload with a line feed behind", json(envelope.payload + '\n'), "signature_invalid");
    row("payload with a mark in front", json("\xEF\xBB\xBF" + envelope.payload), "signature_invalid");
    row("payload with a key twice",
        json(QByteArray(envelope.payload).replace("{\"_type\"", "{\"_type\":\"x\",\"_type\"")), "signature_invalid");
    row("payload of nothing", json({}), "signature_invalid");
    row("another payload type", json(envelope.payload, "application/json"), "wrong_payload_type");
    row("another payload type, unsigned", json(envelope.payload, "application/json"), "signature_invalid");
    row("payload type in other letters", json(envelope.payload, s_type.toUpper()), "wrong_payload_type");
    row("key twice: payload", replaced("{\"payload\":", "{\"payload\":\"\",\"payload\":"), "envelope_malformed");
    row("key twice: type", replaced("\"payloadType\":", "\"payloadType\":\"x\",\"payloadType\":"),
        "envelope_malformed");
    row("key twice: signatures", replaced("\"signatures\":", "\"signatures\":[],\"signatures\":"),
        "envelope_malformed");
    row("key twice: sig", replaced("\"sig\":", "\"sig\":\"\",\"sig\":"), "envelope_malformed");
    row("key twice: keyid", replaced("\"keyid\":", "\"keyid\":\"\",\"keyid\":"), "envelope_malformed");
    row("key twice, once escaped", replaced("{\"payload\":", "{\"\\u0070ayload\":\"\",\"payload\":"),
        "envelope_malformed");
    row("bytes behind", m_envelope + "{}", "envelope_malformed");
    row("a mark in front", "\xEF\xBB\xBF" + m_envelope, "envelope_malformed");
    row("no signatures", formats::writeEnvelope({s_type, envelope.payload, {}}), "envelope_malformed");
    row("base64: a blank", replaced("\"sig\":\"", "\"sig\":\" "), "envelope_malformed");
    row("base64: a line break", replaced("\"sig\":\"", "\"sig\":\"\\n"), "envelope_malformed");
    row("base64: bits that say nothing", QByteArray(m_envelope).replace(m_envelope.indexOf("=\"}") - 1, 1, "/"),
        "envelope_malformed");
    row("base64: filling too much", QByteArray(m_envelope).replace("=\"}", "==\"}"), "envelope_malformed");
    row("cut", m_envelope.chopped(5), "envelope_malformed");
}

void EnvelopeAttacksTest::addSignatures()
{
    const auto pae = formats::pae(s_type, formats::parseEnvelope(m_envelope)->payload);
    row("ECDSA: raw r and s", resigned(rawOf), "signature_invalid");
    row("ECDSA: long length", resigned(withLongLength), "signature_invalid");
    row("ECDSA: number too long", resigned(withLeadingZero), "signature_invalid");
    row("ECDSA: negative numbers", resigned(withNegativeNumbers), "signature_invalid");
    row("ECDSA: byte behind", resigned([](const QByteArray &sig) { return sig + '\0'; }), "signature_invalid");
    row("ECDSA: byte less", resigned([](const QByteArray &sig) { return sig.chopped(1); }), "signature_invalid");
    row("ECDSA: twice", resigned([](const QByteArray &sig) { return sig + sig; }), "signature_invalid");
    row("ECDSA: zeros", resigned([](const QByteArray &) {
            return der::make(der::Sequence, {integer(QByteArray(1, '\0')), integer(QByteArray(1, '\0'))});
        }),
        "signature_invalid");
    row("ECDSA: empty numbers", resigned([](const QByteArray &) {
            return der::make(der::Sequence, {integer({}), integer({})});
        }),
        "signature_invalid");
    row("ECDSA: nothing", resigned([](const QByteArray &) { return QByteArray(); }), "signature_invalid");
    row("ECDSA: a SET instead of a SEQUENCE", resigned([](const QByteArray &sig) { return '\x31' + sig.sliced(1); }),
        "signature_invalid");
    row("signed without its type", resigned([this](const QByteArray &) {
            return *m_files.signer.key.sign(formats::parseEnvelope(m_envelope)->payload);
        }),
        "signature_invalid");
    row("signed as another type", resigned([this](const QByteArray &) {
            const auto payload = formats::parseEnvelope(m_envelope)->payload;
            return *m_files.signer.key.sign(formats::pae(formats::signersPayloadType, payload));
        }),
        "signature_invalid");
    auto renamed = *formats::parseEnvelope(m_envelope);
    renamed.signatures[0].keyid = m_files.second.key.fingerprint();
    row("keyid of another signer", formats::writeEnvelope(renamed), "keyid_mismatch");
    renamed.signatures[0].keyid = renamed.signatures[0].keyid.toUpper();
    row("keyid of nobody", formats::writeEnvelope(renamed), "keyid_mismatch");
    auto borrowed = *formats::parseEnvelope(m_envelope);
    borrowed.signatures[0].sig = *m_files.namesake.key.sign(pae);
    row("another's signature by the signer's keyid", formats::writeEnvelope(borrowed), "signature_invalid");
}

void EnvelopeAttacksTest::addSigners()
{
    row("foreign signer of the same name", m_files.decision({&m_files.namesake}), "signer_unauthorised");
    row("foreign signer beside the right one", m_files.decision({&m_files.signer, &m_files.namesake}),
        "signer_unauthorised");
    row("quorum: one of two", m_envelope, "quorum_missing", m_two);
    row("quorum: one key twice", m_files.decision({&m_files.signer, &m_files.signer}), "quorum_missing", m_two);
    row("quorum: two of three", m_files.decision({&m_files.signer, &m_files.second}), "quorum_missing", m_three);
    row("quorum: one key thrice", m_files.decision({&m_files.signer, &m_files.signer, &m_files.signer}),
        "quorum_missing", m_three);
    auto twice = *formats::parseEnvelope(m_envelope);
    twice.signatures.append({m_files.second.key.fingerprint(), twice.signatures[0].sig});
    row("quorum: one signature under two keyids", formats::writeEnvelope(twice), "quorum_missing", m_two);
    twice.signatures[1] = {m_files.second.key.fingerprint(), rawOf(twice.signatures[0].sig)};
    row("quorum: second signature does not hold", formats::writeEnvelope(twice), "signature_invalid", m_two);

    SigningKey expired = SigningKey::make(u"Former lead"_s);
    expired.certificate =
        *expired.key.selfSignedCertificate(u"Former lead"_s, {}, utc(1, 0, 0).addYears(-3), utc(1, 0, 0).addYears(-1));
    SigningKey early = SigningKey::make(u"Coming lead"_s);
    early.certificate =
        *early.key.selfSignedCertificate(u"Coming lead"_s, {}, utc(1, 0, 0).addYears(1), utc(1, 0, 0).addYears(3));
    SigningKey auditor = SigningKey::make(u"Auditor"_s);
    auto list = m_files.list();
    const QStringList maker{u"decision-maker"_s};
    list.signers.append({expired.key.fingerprint(), u"Former lead"_s, maker, expired.certificate.pem()});
    list.signers.append({early.key.fingerprint(), u"Coming lead"_s, maker, early.certificate.pem()});
    list.signers.append({auditor.key.fingerprint(), u"Auditor"_s, {u"auditor"_s}, auditor.certificate.pem()});
    list.signers.append({m_third.key.fingerprint(), u"Technical lead"_s, maker, m_files.second.certificate.pem()});
    const auto file = listFile(u"others.dsse.json"_s, list);
    row("certificate that had expired", m_files.decision({&expired}), "certificate_not_valid_at", file);
    row("certificate that was not yet valid", m_files.decision({&early}), "certificate_not_valid_at", file);
    row("signer without the role", m_files.decision({&auditor}), "signer_unauthorised", file);
    row("certificate of another key in the list", m_files.decision({&m_third}), "certificate_changed", file);
    auto later = m_files.list();
    later.version = 2;
    later.previousSha256 = crypto::sha256(m_files.signersFile(m_files.list()));
    later.signers.removeLast();
    later.revoked = {m_files.second.key.fingerprint()};
    const auto revoked = listFile(u"revoked.dsse.json"_s, later);
    row("revoked signer", m_files.decision({&m_files.second}), "signer_revoked", revoked);
    row("revoked signer beside the right one", m_files.decision({&m_files.signer, &m_files.second}), "signer_revoked",
        revoked);
    row("list of another workspace", m_envelope, "other_workspace",
        listFile(u"us.dsse.json"_s, m_files.list(1, u"payments-us-1"_s)));
    row("list that nobody signed", m_envelope, "trust_not_intact",
        m_files.write(u"strange.dsse.json"_s,
                      HandedFiles::envelope(formats::signersPayloadType, formats::signersPayload(m_files.list()),
                                            {&m_files.namesake})));
    row("list that was edited", m_envelope, "trust_not_intact", m_files.write(u"edited.dsse.json"_s, [this] {
        auto signers = *formats::parseEnvelope(m_files.signersFile(m_files.list()));
        signers.payload = formats::signersPayload(m_files.list(1, u"payments-eu-2"_s));
        return formats::writeEnvelope(signers);
    }()));
}

void EnvelopeAttacksTest::attacksAreRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, list);
    QFETCH(QString, code);
    QVERIFY(!list.isEmpty());
    const auto finding = judge(bytes, list, u"handed.dsse.json"_s);
    QCOMPARE(finding.kind, u"envelope"_s);
    QVERIFY2(!finding.valid, inFull(finding).constData());
    QVERIFY2(codesOf(finding).contains(code), inFull(finding).constData());
    ++m_refused;
}

void EnvelopeAttacksTest::legitimateIsAccepted_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("list");
    const auto envelope = [this](const char *name, const QByteArray &bytes, const QString &list = {}) {
        QTest::addRow("envelope: %s", name) << bytes << u"handed.dsse.json"_s << (list.isEmpty() ? m_list : list);
    };
    const QList<const SigningKey *> all{&m_files.signer, &m_files.second, &m_third};
    envelope("one signer", m_envelope);
    envelope("two signers", m_files.decision(all.first(2)), m_two);
    envelope("three signers", m_files.decision(all), m_three);
    envelope("more signers than needed", m_files.decision(all.first(2)));
    envelope("a key of its own", QByteArray(m_envelope).replace("{\"payload\":", "{\"note\":[1],\"payload\":"));
    envelope("a certificate beside the signature",
             QByteArray(m_envelope).replace("\"sig\":", "\"cert\":\"x\",\"sig\":"));
    envelope("keys in another order, blanks and lines", [this] {
        const auto read = *formats::parseEnvelope(m_envelope);
        return "{\r\n  \"signatures\": [ { \"sig\": \"" + read.signatures[0].sig.toBase64() + "\",\n\t\"keyid\": \"" +
               read.signatures[0].keyid.toLatin1() + "\" } ],\n  \"payloadType\": \"" + read.payloadType +
               "\",\n  \"payload\": \"" + read.payload.toBase64() + "\"\n}\n";
    }());
    envelope("base64 for addresses", [this] {
        const auto read = *formats::parseEnvelope(m_envelope);
        constexpr auto form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
        return R"({"payload":")" + read.payload.toBase64(form) + R"(","payloadType":")" + read.payloadType +
               R"(","signatures":[{"keyid":")" + read.signatures[0].keyid.toLatin1() + R"(","sig":")" +
               read.signatures[0].sig.toBase64(form) + "\"}]}";
    }());
    envelope("another file name", m_envelope);
    auto noGo = goStatement();
    noGo.decision = domain::DecisionKind::NoGo;
    envelope("NO-GO by one of two", m_files.decision({&m_files.signer}, noGo), m_two);

    const auto pdfRow = [this](const char *name, const QByteArray &bytes, const QString &list,
                               const QString &file = u"printed.pdf"_s) {
        QVERIFY2(!bytes.isEmpty(), name);
        QTest::addRow("PDF: %s", name) << bytes << file << list;
    };
    const auto go = goStatement();
    const auto once = pdf(go, m_envelope, all.first(1));
    pdfRow("one signer", once, m_list);
    pdfRow("two signers", pdf(go, m_files.decision(all.first(2)), all.first(2)), m_two);
    pdfRow("three signers", pdf(go, m_files.decision(all), all), m_three);
    pdfRow("invisible signatures", pdf(go, m_files.decision(all.first(2)), all.first(2), false), m_two);
    pdfRow("renamed", once, m_list, u"the decision (copy) №2.PDF"_s);
    pdfRow("without an extension", once, m_list, u"decision"_s);
    pdfRow("NO-GO", pdf(noGo, m_files.decision({&m_files.signer}, noGo), all.first(1)), m_two);
    auto demo = goStatement();
    demo.environment = u"Demo"_s;
    pdfRow("DEMO", pdf(demo, m_files.decision({&m_files.signer}, demo), all.first(1)), m_list);
    auto long_ = goStatement();
    long_.reason = u"За кожним рядком стоїть доказ. "_s.repeated(60);
    pdfRow("long reason in another script", pdf(long_, m_files.decision({&m_files.signer}, long_), all.first(1)),
           m_list);
    QTest::newRow("attachment taken out of the PDF") << pdf::verifyPdf(once).envelope << u"taken.dsse.json"_s << m_list;
}

void EnvelopeAttacksTest::legitimateIsAccepted()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QString, list);
    const auto finding = judge(bytes, list, name);
    QVERIFY2(finding.valid, inFull(finding).constData());
    QCOMPARE(codesOf(finding), QStringList());
    ++m_accepted;
}

void EnvelopeAttacksTest::companyCertificateIsAccepted()
{
    const auto authorityKey = mintRsa(3072);
    const auto key = mintRsa(3072);
    CertificateWish wish{"Company CA", {}, utc(1, 0, 0).addYears(-2), utc(1, 0, 0).addYears(8), true, {}};
    const auto authority = mintCertificate(wish, authorityKey.get());
    wish = {"Release manager", {}, utc(1, 0, 0), utc(1, 0, 0).addYears(1), false, "emailProtection"};
    const auto certificate = mintCertificate(wish, key.get(), authority.get(), authorityKey.get());
    OpensslProgram openssl;
    const auto pem = openssl.run(words("pkcs8 -topk8 -v2 aes-256-cbc -iter 600000 -passout pass:correct-horse-battery"),
                                 privatePemOf(key));
    auto own =
        crypto::PrivateKey::fromEncryptedPem(pem.output, crypto::Secret::consume(QByteArray("correct-horse-battery")));
    QVERIFY(own);
    const SigningKey company{std::move(*own), *crypto::Certificate::fromPem(pemOf(certificate))};
    auto list = m_files.list();
    list.signers.append(
        {company.key.fingerprint(), u"Release manager"_s, {u"decision-maker"_s}, company.certificate.pem()});
    const auto file = listFile(u"company signers.dsse.json"_s, list);
    const auto envelope = m_files.decision({&company});
    for (const auto &finding : {judge(envelope, file, u"company.dsse.json"_s),
                                judge(pdf(goStatement(), envelope, {&company}), file, u"company.pdf"_s)}) {
        QVERIFY2(finding.valid, inFull(finding).constData());
        ++m_accepted;
    }
    // RSA with another padding, hash or length is none of ours.
    const auto spoilt = judge(resigned([](const QByteArray &sig) { return sig.repeated(5); }), file, u"s.dsse.json"_s);
    QVERIFY2(!spoilt.valid && codesOf(spoilt).contains(u"signature_invalid"_s), inFull(spoilt).constData());
}

/// The example that the DSSE protocol publishes, by our own reader, encoding and key; signed as raw r ‖ s.
void EnvelopeAttacksTest::theProtocolsExampleVerifies()
{
    const auto key = crypto::PublicKey::fromDer(
        QByteArray::fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"
                            "67cd390f77aa359cb08c2235f652270493a9ed832b0abcc01f70954c0390d238"
                            "0c782bd54e269125a44f4433aff1432ce94e12bca73aa67ac80cea12608ddf74"));
    QVERIFY(key);
    const auto envelope = formats::parseEnvelope(
        R"({"payload":"aGVsbG8gd29ybGQ=","payloadType":"http://example.com/HelloWorld","signatures":[{"sig":)"
        R"("A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]})");
    QVERIFY(envelope);
    const auto message = formats::pae(envelope->payloadType, envelope->payload);
    QVERIFY(key->verifyRawEcdsa(message, envelope->signatures.first().sig));
    QVERIFY(!key->verify(message, envelope->signatures.first().sig)); // never taken for DER
    QVERIFY(!key->verifyRawEcdsa(envelope->payload, envelope->signatures.first().sig));
}

void EnvelopeAttacksTest::everyTimeZoneIsAccepted_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone : {"UTC", "Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu", "America/St_Johns"})
        QTest::newRow(zone) << QByteArray(zone);
}

void EnvelopeAttacksTest::everyTimeZoneIsAccepted()
{
    QFETCH(QByteArray, zone);
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", zone);
    tzset();
    const auto restore = qScopeGuard([&before] {
        before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
        tzset();
    });
    // Signed here and verified here; signed elsewhere and verified here.
    const auto here = judge(pdf(goStatement(), m_envelope, {&m_files.signer}), m_list, u"here.pdf"_s);
    QVERIFY2(here.valid, inFull(here).constData());
    QCOMPARE(here.signatures.first().signedAt, goStatement().composedAt.addSecs(20));
    const auto envelope = judge(m_envelope, m_list, u"here.dsse.json"_s);
    QVERIFY2(envelope.valid, inFull(envelope).constData());
    QCOMPARE(envelope.signatures.first().signedAt, goStatement().composedAt);
    m_accepted += 2;
}

void EnvelopeAttacksTest::cleanupTestCase()
{
    qInfo("%d attacks on envelopes and signers, each refused with its code; %d legitimate files accepted", m_refused,
          m_accepted);
}

QTEST_MAIN(EnvelopeAttacksTest)
#include "tst_envelopeattacks.moc"
