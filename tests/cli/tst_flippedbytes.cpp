// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One flipped byte anywhere in what is signed, or in what it is verified with: `cutoverctl verify` refuses it and names
// the file and the signature.
#include "cli/cutoverctl.h"
#include "pdf/otherversion.h"
#include "session/handedfiles.h"

#include <QGuiApplication>

using namespace cutover;
using namespace cutover::tests;
using cli::test::Called;
using cli::test::Cutoverctl;

class FlippedBytesTest : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void initTestCase();
    void untouchedFilesAreValid();
    void inThePayload();
    void inTheEnvelopesSignature();
    void inTheTrustedCertificate();
    void inTheListsCertificate();
    void inThePdf_data();
    void inThePdf();

private:
    /// Each of `files` is refused, with a sentence that names `signer`.
    void refusesAll(const QStringList &files, const QString &trust, const QString &signer);
    [[nodiscard]] QString envelopeOf(const formats::Envelope &envelope, qsizetype at) const
    {
        return m_files.write(u"flipped-%1.dsse.json"_s.arg(at), formats::writeEnvelope(envelope));
    }

    HandedFiles m_files;
    Cutoverctl m_ctl{m_files.path(u"nowhere"_s)};
    QByteArray m_envelope;
    QByteArray m_pdf;
    QString m_list;
    QString m_certificate;
    const QString m_signer = u"Release manager"_s;
};

void FlippedBytesTest::initTestCase()
{
    m_envelope = m_files.decision({&m_files.signer});
    // The program would draw the sample with words and fonts of its own: what it shows is another test's matter.
    auto content = contentOf(goStatement(), m_files.signer);
    content.envelope = m_envelope;
    const auto report = pdf::composeReport(content);
    m_pdf = pdf::signPdf(drawnByAnotherVersion(report.pdf),
                         requestOf(m_files.signer, content.signers.first(), report.places.value(0)))
                .value_or(QByteArray());
    QVERIFY(!m_pdf.isEmpty());
    m_list = m_files.write(u"signers.dsse.json"_s, m_files.signersFile(m_files.list()));
    m_certificate = m_files.write(u"signer.pem"_s, m_files.signer.certificate.pem());
}

void FlippedBytesTest::untouchedFilesAreValid()
{
    const QStringList files{m_files.write(u"good.dsse.json"_s, m_envelope), m_files.write(u"good.pdf"_s, m_pdf)};
    const Called called = m_ctl(QStringList{u"verify"_s, u"--trust"_s, m_list} + files);
    QVERIFY2(called.ended && called.exitCode == 0 && called.json()[u"valid"_s].toBool(), called.text().constData());
}

void FlippedBytesTest::refusesAll(const QStringList &files, const QString &trust, const QString &signer)
{
    QVERIFY(!files.contains(QString()));
    const Called called = m_ctl(QStringList{u"verify"_s, u"--trust"_s, trust} + files);
    QVERIFY2(called.ended && called.exitCode == 1, called.text().constData());
    const QJsonArray found = called.json()[u"files"_s].toArray();
    QCOMPARE(found.size(), files.size());
    for (qsizetype index = 0; index < files.size(); ++index) {
        const QJsonObject file = found.at(index).toObject();
        const QByteArray words = QJsonDocument(file).toJson();
        QCOMPARE(file[u"file"_s].toString(), files.at(index));
        QVERIFY2(!file[u"valid"_s].toBool() && !file[u"signatures"_s].toArray().isEmpty(), words.constData());
        const QJsonArray problems = file[u"problems"_s].toArray();
        const bool isNamed = std::any_of(problems.begin(), problems.end(), [&signer](const QJsonValue &problem) {
            return problem.toObject()[u"text"_s].toString().contains(signer);
        });
        QVERIFY2(isNamed, words.constData());
    }
}

void FlippedBytesTest::inThePayload()
{
    const auto good = *formats::parseEnvelope(m_envelope);
    QStringList files;
    for (qsizetype at = 0; at < good.payload.size(); at += 97) {
        auto envelope = good;
        envelope.payload = flipped(good.payload, at);
        files.append(envelopeOf(envelope, at));
    }
    refusesAll(files, m_list, m_signer);
    refusesAll(files, m_certificate, m_signer);
}

void FlippedBytesTest::inTheEnvelopesSignature()
{
    const auto good = *formats::parseEnvelope(m_envelope);
    const QByteArray signature = good.signatures.first().sig;
    QStringList files;
    for (qsizetype at = 0; at < signature.size(); ++at) {
        auto envelope = good;
        envelope.signatures[0].sig = flipped(signature, at);
        files.append(envelopeOf(envelope, at));
    }
    refusesAll(files, m_list, m_signer);
}

void FlippedBytesTest::inTheTrustedCertificate()
{
    // An envelope bears no certificate: the one that it is verified with is named by its file.
    const QByteArray der = m_files.signer.certificate.der();
    const QStringList files{m_files.write(u"good.dsse.json"_s, m_envelope), m_files.write(u"good.pdf"_s, m_pdf)};
    for (qsizetype at = 0; at < der.size(); at += 47) {
        const QByteArray pem =
            "-----BEGIN CERTIFICATE-----\n" + flipped(der, at).toBase64() + "\n-----END CERTIFICATE-----\n";
        const QString trust = m_files.write(u"flipped.pem"_s, pem);
        refusesAll(files, trust, trust);
    }
}

void FlippedBytesTest::inTheListsCertificate()
{
    const QByteArray list = m_files.signersFile(m_files.list());
    const auto good = *formats::parseEnvelope(list);
    const qsizetype begin = good.payload.indexOf("-----BEGIN CERTIFICATE-----");
    QVERIFY(begin > 0);
    const QStringList files{m_files.write(u"good.dsse.json"_s, m_envelope), m_files.write(u"good.pdf"_s, m_pdf)};
    for (qsizetype at = begin + 30; at < begin + 500; at += 97) {
        auto envelope = good;
        envelope.payload = flipped(good.payload, at);
        const QString trust = m_files.write(u"flipped-list.dsse.json"_s, formats::writeEnvelope(envelope));
        refusesAll(files, trust, trust);
    }
}

void FlippedBytesTest::inThePdf_data()
{
    QTest::addColumn<qsizetype>("begin");
    QTest::addColumn<qsizetype>("end");
    QTest::addColumn<qsizetype>("step");
    const qsizetype contents = m_pdf.indexOf("/Contents <") + 11;
    const qsizetype closing = m_pdf.indexOf('>', contents);
    const qsizetype certificate = m_pdf.indexOf(m_files.signer.certificate.der().toHex(), contents);
    QVERIFY(contents > 11 && certificate > contents);
    QTest::newRow("before the signature") << qsizetype(0) << contents - 400 << qsizetype(2999);
    QTest::newRow("its dictionary") << contents - 400 << contents << qsizetype(13);
    QTest::newRow("its first digits") << contents << contents + 60 << qsizetype(7);
    QTest::newRow("its certificate") << certificate << certificate + 800 << qsizetype(31);
    QTest::newRow("the rest of it") << certificate + 800 << certificate + 1400 << qsizetype(43);
    QTest::newRow("its padding") << closing - 2000 << closing << qsizetype(331);
    QTest::newRow("behind it") << closing << m_pdf.size() << qsizetype(17);
    QTest::newRow("the last bytes") << m_pdf.size() - 8 << m_pdf.size() << qsizetype(1);
}

void FlippedBytesTest::inThePdf()
{
    QFETCH(qsizetype, begin);
    QFETCH(qsizetype, end);
    QFETCH(qsizetype, step);
    QStringList files;
    for (qsizetype at = begin; at < end; at += step)
        files.append(m_files.write(u"flipped-%1.pdf"_s.arg(at), flipped(m_pdf, at)));
    refusesAll(files, m_list, m_signer);
}

QTEST_MAIN(FlippedBytesTest)

#include "tst_flippedbytes.moc"
