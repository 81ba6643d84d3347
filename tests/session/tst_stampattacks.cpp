// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Attacks on when something was signed, on envelopes and decision PDFs of our own making; and every legitimate time
// stamp, accepted. Every row names the code that has to stand in the finding.
#include "crypto/forgedcms.h"
#include "crypto/timestampauthority.h"
#include "pdf/forge.h"
#include "session/handedfiles.h"

#include "crypto/timestamp.h"
#include "pdf/pdftimestamp.h"
#include "pdf/pdfverifier.h"

#include <QTest>

using namespace cutover;
using namespace cutover::tests;

namespace {

namespace der = crypto::der;

QByteArray withToken(const QByteArray &envelope, qsizetype index, const QByteArray &token)
{
    auto read = *formats::parseEnvelope(envelope);
    read.signatures[index].timestamp = token;
    return formats::writeEnvelope(read);
}

QByteArray digestIn(const QByteArray &envelope, qsizetype index)
{
    return crypto::sha256(formats::parseEnvelope(envelope)->signatures[index].sig);
}

} // namespace

class StampAttacksTest : public QObject
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
    void aDeputysHourIsAttested_data();
    void aDeputysHourIsAttested();
    void cleanupTestCase();

private:
    void addEnvelopes();
    void addOwn();
    void addDocuments();

    static CertificateWish longLived()
    {
        CertificateWish wish;
        wish.notBefore = QDateTime(QDate(2020, 1, 2), QTime(0, 0), Qt::UTC);
        wish.notAfter = QDateTime::currentDateTimeUtc().addYears(15);
        return wish;
    }
    [[nodiscard]] QByteArray token(const QByteArray &imprint, const QDateTime &time = utc(2, 15, 0)) const
    {
        return tokenBy(m_authority, imprint, time);
    }
    static QByteArray tokenBy(const TimestampAuthority &authority, const QByteArray &imprint, const QDateTime &time)
    {
        ForgedToken wish;
        wish.imprint = imprint;
        wish.time = time;
        return forge(wish, authority.x509(), authority.key());
    }
    /// In the room of the last signature.
    [[nodiscard]] QByteArray stamped(const QByteArray &pdf, const QDateTime &time = utc(2, 15, 0)) const
    {
        return pdf::withTimestamp(pdf, token(*pdf::signatureDigestOf(pdf), time)).value_or(QByteArray());
    }
    [[nodiscard]] QByteArray behind(const QByteArray &pdf, const QDateTime &time = utc(2, 15, 0)) const
    {
        return pdf::withDocumentTimestamp(pdf, token(*pdf::documentDigestOf(pdf), time)).value_or(QByteArray());
    }
    [[nodiscard]] QByteArray countersigned(const QByteArray &pdf) const
    {
        const auto statement = goStatement();
        return pdf::signPdf(pdf, requestOf(m_files.second, signerOf(statement, m_files.second.certificate), {}))
            .value_or(QByteArray());
    }
    /// The second signer puts a token of his own choice into his signature.
    [[nodiscard]] QByteArray withForgedOwn(const std::function<QByteArray(const QByteArray &signature)> &tokenFor) const
    {
        Forge forge = Forge::open(m_twice, m_once.size());
        forge.cms = [&tokenFor](QByteArrayView digest, const SigningKey &key) {
            ForgedCms parts = ForgedCms::honest(key.certificate, digest.toByteArray());
            parts.signature = *key.key.sign(der::makeSetOf(der::Set, parts.attributes));
            const auto attribute =
                ForgedCms::attribute(crypto::cms::timestampTokenOid(), tokenFor(crypto::sha256(parts.signature)));
            parts.behindSigner = der::make(der::Context1, {attribute});
            return parts.assemble(key.key);
        };
        return forge.sign(m_files.second);
    }
    /// One byte of the imprint that the last token in the file names.
    [[nodiscard]] static QByteArray withFlippedImprint(QByteArray pdf, const QByteArray &imprint)
    {
        const auto at = pdf.lastIndexOf(imprint.toHex());
        Q_ASSERT(at > 0);
        pdf[at] = pdf.at(at) == '0' ? '1' : '0';
        return pdf;
    }
    [[nodiscard]] session::FileFinding judge(const QByteArray &bytes) const
    {
        const bool isPdf = bytes.startsWith("%PDF");
        const auto file = m_files.write(isPdf ? u"handed.pdf"_s : u"handed.dsse.json"_s, bytes);
        return session::FileVerifier({{m_list}, {}, m_files.trustFile(), {}, {m_root}}).verify(file);
    }
    static void row(const char *name, const QByteArray &bytes, const char *code)
    {
        QTest::newRow(name) << bytes << QString::fromLatin1(code);
    }

    HandedFiles m_files;
    TimestampAuthority m_authority{longLived()};
    TimestampAuthority m_foreign{longLived()};
    QDateTime m_begin;
    QDateTime m_end; ///< of both signers' certificates
    QString m_list;  // paths
    QString m_root;
    QByteArray m_envelope;
    QByteArray m_once;
    QByteArray m_twice;
    int m_refused = 0;
    int m_accepted = 0;
};

void StampAttacksTest::initTestCase()
{
    qputenv("XDG_STATE_HOME", m_files.path(u"state"_s).toUtf8());
    m_list = m_files.write(u"two.dsse.json"_s, m_files.signersFile(m_files.list(2)));
    m_root = m_files.write(u"timeroot.pem"_s, m_authority.root().pem());
    m_envelope = m_files.decision({&m_files.signer, &m_files.second});
    m_once = m_files.pdf(m_envelope, {&m_files.signer});
    m_twice = countersigned(m_once);
    m_begin = m_files.signer.certificate.notBefore();
    m_end = std::min(m_files.signer.certificate.notAfter(), m_files.second.certificate.notAfter());
    for (const auto &bytes : {m_envelope, m_twice}) {
        const auto untouched = judge(bytes);
        QVERIFY2(untouched.valid && codesOf(untouched).isEmpty(), inFull(untouched).constData());
    }
}

void StampAttacksTest::attacksAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    addEnvelopes();
    addOwn();
    addDocuments();
}

void StampAttacksTest::addEnvelopes()
{
    const auto first = digestIn(m_envelope, 0);
    const auto good = token(first);
    auto spoilt = good;
    spoilt[spoilt.indexOf(first) + 3] ^= 1;
    row("envelope: imprint flipped", withToken(m_envelope, 0, spoilt), "timestamp_imprint_mismatch");
    auto resigned = good;
    resigned.back() = static_cast<char>(resigned.back() ^ 1);
    row("envelope: authority's signature flipped", withToken(m_envelope, 0, resigned), "timestamp_signature_invalid");
    row("envelope: token of the other signature", withToken(m_envelope, 0, token(digestIn(m_envelope, 1))),
        "timestamp_imprint_mismatch");
    row("envelope: token of another decision",
        withToken(m_envelope, 0,
                  [this] {
                      auto other = goStatement();
                      other.version = u"v9.9.9"_s;
                      return token(digestIn(m_files.decision({&m_files.signer}, other), 0));
                  }()),
        "timestamp_imprint_mismatch");
    row("envelope: token over the payload",
        withToken(m_envelope, 0, token(crypto::sha256(formats::parseEnvelope(m_envelope)->payload))),
        "timestamp_imprint_mismatch");
    row("envelope: token of the PDF's signature", withToken(m_envelope, 1, token(*pdf::signatureDigestOf(m_twice))),
        "timestamp_imprint_mismatch");
    row("envelope: a CMS for a token", withToken(m_envelope, 0, Forge::honestCms(first, m_files.signer)),
        "timestamp_malformed");
    row("envelope: a byte behind the token", withToken(m_envelope, 0, good + '\0'), "timestamp_malformed");
    row("envelope: token dated before the certificate", withToken(m_envelope, 0, token(first, m_begin.addSecs(-1))),
        "certificate_not_valid_at");
    row("envelope: token dated behind the certificate", withToken(m_envelope, 0, token(first, m_end.addSecs(1))),
        "certificate_not_valid_at");
    auto late = goStatement();
    late.composedAt = m_end.addDays(1);
    row("envelope: signed by an expired certificate, with no time attested",
        m_files.decision({&m_files.signer, &m_files.second}, late), "certificate_not_valid_at");
    const auto both = m_files.decision({&m_files.signer, &m_files.second}, late);
    row("envelope: the same, one of the two attested too late",
        withToken(withToken(both, 0, token(digestIn(both, 0))), 1, token(digestIn(both, 1), m_end.addDays(1))),
        "certificate_not_valid_at");
}

void StampAttacksTest::addOwn()
{
    const auto imprint = *pdf::signatureDigestOf(m_twice);
    row("PDF: imprint flipped", withFlippedImprint(stamped(m_twice), imprint), "timestamp_invalid");
    const auto other = pdf::verifyPdf(stamped(m_once)).signatures.first().token;
    row("PDF: token of the other signature", withForgedOwn([&other](const QByteArray &) { return other; }),
        "timestamp_invalid");
    row("PDF: token of the envelope's signature",
        withForgedOwn([this](const QByteArray &) { return token(digestIn(m_envelope, 1)); }), "timestamp_invalid");
    row("PDF: no token for a token", withForgedOwn([](const QByteArray &) { return der::make(der::Sequence, {}); }),
        "timestamp_invalid");
    row("PDF: token dated before the certificate", stamped(m_twice, m_begin.addSecs(-1)), "certificate_not_valid_at");
    row("PDF: token dated behind the certificate", stamped(m_twice, m_end.addSecs(1)), "certificate_not_valid_at");
    // Into the first signature's room, which the second signature covers.
    const auto first = pdf::verifyPdf(stamped(m_once)).signatures.first();
    auto forced = m_twice;
    forced.replace(first.digitsAt, first.digitsSize, stamped(m_once).mid(first.digitsAt, first.digitsSize));
    row("PDF: stamped where somebody signed over it", forced, "digest_mismatch");
    auto expired = Forge::open(m_twice, m_once.size());
    expired.replace(expired.signature, "/M (D:2026", "/M (D:2036");
    row("PDF: signed by an expired certificate, with no time attested", expired.sign(m_files.second),
        "certificate_not_valid_at");
}

void StampAttacksTest::addDocuments()
{
    const auto good = behind(m_twice);
    row("document: imprint flipped", withFlippedImprint(good, *pdf::documentDigestOf(m_twice)), "timestamp_invalid");
    const auto forged = [&](const std::function<QByteArray(QByteArrayView)> &tokenFor, auto change) {
        Forge forge = Forge::open(good, m_twice.size());
        forge.cms = [&tokenFor](QByteArrayView digest, const SigningKey &) { return tokenFor(digest); };
        change(forge);
        return forge.sign(m_files.second);
    };
    const auto nothing = [](Forge &) {};
    const auto honest = [this](QByteArrayView digest) { return token(digest.toByteArray()); };
    row("document: token of an earlier revision",
        forged([this](QByteArrayView) { return token(*pdf::documentDigestOf(m_once)); }, nothing), "timestamp_invalid");
    row("document: token of the last signature",
        forged([this](QByteArrayView) { return token(*pdf::signatureDigestOf(m_twice)); }, nothing),
        "timestamp_invalid");
    row("document: dated before the certificates", behind(m_twice, m_begin.addSecs(-1)), "certificate_not_valid_at");
    row("document: with a page replaced",
        forged(honest,
               [](Forge &f) {
                   const int page = f.holding("/Type /Page\n");
                   f.objects[page] = f.old(page).replace("[0 0 595", "[0 0 594");
               }),
        "object_changed");
    row("document: with an annotation",
        forged(honest,
               [](Forge &f) {
                   const auto note =
                       QByteArray::number(f.add("<< /Type /Annot /Subtype /Square /Rect [0 0 595 842] >>"));
                   f.replace(f.annotations(), "[ ", "[ " + note + " 0 R ");
               }),
        "object_changed");
    row("document: seen on the page",
        forged(honest,
               [](Forge &f) {
                   QByteArray &field = f.objects[f.field()];
                   const auto at = field.indexOf("/Rect [");
                   field.replace(at, field.indexOf(']', at) + 1 - at, "/Rect [ 40 700 560 820 ]");
               }),
        "field_malformed");
    row("document: with somebody's name",
        forged(honest, [](Forge &f) { f.replace(f.signature, "/Filter", "/Name (Auditor) /Filter"); }),
        "signature_malformed");
    row("document: something appended to it", good + "% more\n", "not_whole_file");
    row("document: the second signer's update taken out", behind(m_once), "envelope_signer_not_in_pdf");
    row("document: countersigned by a stranger",
        pdf::signPdf(good, requestOf(m_files.namesake, signerOf(goStatement(), m_files.namesake.certificate), {}))
            .value_or(QByteArray()),
        "pdf_signer_not_in_envelope");
}

void StampAttacksTest::attacksAreRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QVERIFY(!bytes.isEmpty());
    const auto finding = judge(bytes);
    QVERIFY2(!finding.valid, inFull(finding).constData());
    QVERIFY2(codesOf(finding).contains(code), inFull(finding).constData());
    ++m_refused;
}

void StampAttacksTest::legitimateIsAccepted_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("attested"); ///< of two signatures
    QTest::addColumn<QString>("code"); ///< told, and no fault
    const auto row = [](const char *name, const QByteArray &bytes, int attested, const char *code = "") {
        QTest::newRow(name) << bytes << attested << QString::fromLatin1(code);
    };
    const auto first = digestIn(m_envelope, 0);
    const auto second = digestIn(m_envelope, 1);
    const auto one = withToken(m_envelope, 0, token(first));
    row("envelope: stamped", withToken(one, 1, token(second)), 2);
    row("envelope: one of two", one, 1);
    row("envelope: one of them later", withToken(one, 1, token(second, m_end)), 2);
    row("envelope: in the certificate's first second", withToken(m_envelope, 0, token(first, m_begin)), 1);
    row("envelope: by an authority that nobody trusts",
        withToken(m_envelope, 0, tokenBy(m_foreign, first, utc(2, 15, 0))), 0, "time_not_attested");
    auto late = goStatement();
    late.composedAt = m_end.addDays(1);
    const auto both = m_files.decision({&m_files.signer, &m_files.second}, late);
    row("envelope: its claim behind the certificates, attested within them",
        withToken(withToken(both, 0, token(digestIn(both, 0))), 1, token(digestIn(both, 1))), 2);
    row("PDF: stamped, each its own", stamped(countersigned(stamped(m_once))), 2);
    row("PDF: the second alone", stamped(m_twice), 1);
    row("PDF: the first alone", countersigned(stamped(m_once)), 1);
    row("PDF: stamped later, as a document", behind(m_twice), 2);
    row("PDF: stamped later, the first by its own", behind(countersigned(stamped(m_once))), 2);
    row("PDF: countersigned behind a document time stamp", countersigned(behind(m_once)), 1);
    row("PDF: the same, stamped again", behind(countersigned(behind(m_once))), 2);
    row("PDF: the same, the second by its own", stamped(countersigned(behind(m_once))), 2);
    row("PDF: stamped when the certificates had ended", behind(m_twice, m_end.addSecs(1)), 0, "time_not_attested");
    row("PDF: stamped in time, and long after", behind(behind(m_twice), m_end.addYears(1)), 2);
    row("PDF: by an authority that nobody trusts",
        pdf::withDocumentTimestamp(m_twice, tokenBy(m_foreign, *pdf::documentDigestOf(m_twice), utc(2, 15, 0)))
            .value_or(QByteArray()),
        0, "time_not_attested");
}

void StampAttacksTest::legitimateIsAccepted()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, attested);
    QFETCH(QString, code);
    const auto finding = judge(bytes);
    QVERIFY2(finding.valid, inFull(finding).constData());
    QCOMPARE(finding.signatures.size(), 2);
    QCOMPARE(std::ranges::count(finding.signatures, true, &session::VerifiedSignature::attested), attested);
    QCOMPARE(codesOf(finding).value(0), code);
    ++m_accepted;
}

void StampAttacksTest::cleanupTestCase()
{
    qInfo("%d attacks on times, each refused with its code; %d legitimate files accepted", m_refused, m_accepted);
}

void StampAttacksTest::aDeputysHourIsAttested_data()
{
    QTest::addColumn<QDateTime>("attested"); ///< null: nobody attests one
    QTest::addColumn<bool>("valid");
    const auto hour = goStatement().targetAt.addSecs(domain::deputyAfterS);
    QTest::newRow("before it") << hour.addSecs(-1) << false;
    QTest::newRow("in its first second") << hour << true;
    QTest::newRow("by nobody: the ledger's to tell") << QDateTime() << true;
}

void StampAttacksTest::aDeputysHourIsAttested()
{
    QFETCH(QDateTime, attested);
    QFETCH(bool, valid);
    auto list = m_files.list(2);
    const auto &deputy = m_files.namesake;
    list.signers.append({deputy.key.fingerprint(), u"Deputy"_s, {u"witness"_s}, deputy.certificate.pem()});
    list.deputies = {{m_files.second.key.fingerprint(), deputy.key.fingerprint()}};
    auto envelope = m_files.decision({&m_files.signer, &deputy});
    if (attested.isValid())
        envelope = withToken(envelope, 1, token(digestIn(envelope, 1), attested));
    const auto file = m_files.write(u"deputy.dsse.json"_s, envelope);
    const auto trust = m_files.write(u"deputies.dsse.json"_s, m_files.signersFile(list));
    const auto finding = session::FileVerifier({{trust}, {}, m_files.trustFile(), {}, {m_root}}).verify(file);
    QVERIFY2(finding.valid == valid, inFull(finding).constData());
    QCOMPARE(codesOf(finding), valid ? QStringList() : QStringList{u"quorum_missing"_s});
}

QTEST_MAIN(StampAttacksTest)
#include "tst_stampattacks.moc"
