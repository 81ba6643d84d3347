// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A key that a company's authority certified, by way of one between: imported into the real keychain, it signs a PDF
// that brings the chain along, and a stranger who trusts the authority's root alone counts its signature.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test\n";
const QStringList typed{u"--passphrase-file"_s, u"-"_s};
const QString reason = u"Postponed by the company's own key."_s;

/// Root, one between, a person; of each a file by its letter.
QString company()
{
    const auto request = [](const QString &name, const QString &subject) {
        return u"openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %1.key -out %1.csr -subj /CN=%2; "_s
            .arg(name, subject);
    };
    const auto issue = [](const QString &name, const QString &by) {
        return u"openssl x509 -req -in %1.csr -CA %2.pem -CAkey %2.key -days 200 -extfile %1.ext -out %1.pem; "_s.arg(
            name, by);
    };
    return u"exec 2>/dev/null; "
           "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout r.key -out r.pem -days 400 "
           "-subj /CN=Company -addext basicConstraints=critical,CA:TRUE -addext keyUsage=keyCertSign; "
           "printf 'basicConstraints=critical,CA:TRUE\\nkeyUsage=keyCertSign\\n' >b.ext; "
           "printf 'keyUsage=digitalSignature,nonRepudiation\\n' >p.ext; "_s +
           request(u"b"_s, u"Signing"_s) + issue(u"b"_s, u"r"_s) + request(u"p"_s, u"Person"_s) +
           issue(u"p"_s, u"b"_s) +
           u"openssl pkcs12 -export -inkey p.key -in p.pem -certfile b.pem -passout pass:given -out p.p12"_s;
}

} // namespace

class CompanyKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itSignsWithItsChain();
    void whoseRootIsTrusted_data();
    void whoseRootIsTrusted();

private:
    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QString m_key;
    QString m_pdf;
};

void CompanyKeyTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
    const auto made = Cutoverctl::end(*m_ctl->launch(u"bash"_s, {u"-ec"_s, company()}));
    QVERIFY2(made.exitCode == 0, made.text().constData());
    const auto given = m_ctl->write(u"given"_s, "given\n");
    const auto imported = (*m_ctl)(
        QStringList{u"keys"_s, u"import"_s, m_ctl->file(u"p.p12"_s), u"--import-passphrase-file"_s, given} + typed,
        passphrase);
    QVERIFY2(imported.exitCode == 0, imported.text().constData());
    m_key = imported.json()[u"fingerprint"_s].toString();
    const auto founded = (*m_ctl)(QStringList{u"signers"_s, u"found"_s, u"--key"_s, m_key} + typed, passphrase);
    QVERIFY2(founded.exitCode == 0, founded.text().constData());
}

void CompanyKeyTest::itSignsWithItsChain()
{
    const QStringList order{u"sign"_s, u"no-go"_s, u"--key"_s, m_key, u"--reason"_s, reason};
    const auto sha256 = (*m_ctl)(order + QStringList{u"--dry-run"_s}).json()[u"statement_sha256"_s].toString();
    const auto done = (*m_ctl)(order + QStringList{u"--statement-sha256"_s, sha256} + typed, passphrase);
    QVERIFY2(done.exitCode == 0, done.text().constData());
    m_pdf = done.json()[u"pdf"_s].toString();
    QVERIFY2(!m_pdf.isEmpty(), done.text().constData());
}

void CompanyKeyTest::whoseRootIsTrusted_data()
{
    QTest::addColumn<QString>("trust");
    QTest::addColumn<QString>("code"); ///< empty: counts
    QTest::newRow("the root's") << u"r.pem"_s << QString();
    QTest::newRow("the one between") << u"b.pem"_s << QString();
    QTest::newRow("the person's own") << u"p.pem"_s << QString();
    QTest::newRow("another company's of the same name") << u"other.pem"_s << u"chain_"_s;
}

void CompanyKeyTest::whoseRootIsTrusted()
{
    QFETCH(QString, trust);
    QFETCH(QString, code);
    const auto other = Cutoverctl::end(*m_ctl->launch(
        u"bash"_s,
        {u"-ec"_s, u"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout o.key -out "
                   "other.pem -days 400 -subj /CN=Company -addext basicConstraints=critical,CA:TRUE -addext "
                   "keyUsage=keyCertSign 2>/dev/null"_s}));
    QCOMPARE(other.exitCode, 0);
    const auto called = (*m_ctl)({u"verify"_s, u"--trust"_s, m_ctl->file(trust), m_pdf});
    QVERIFY2((called.exitCode == 0) == code.isEmpty(), called.text().constData());
    const auto file = called.json()[u"files"_s].toArray().first().toObject();
    const auto signature = file[u"signatures"_s].toArray().first().toObject();
    QVERIFY(signature[u"intact"_s].toBool());
    QCOMPARE(signature[u"authorised"_s].toBool(), code.isEmpty());
    QStringList codes;
    for (const auto &problem : file[u"problems"_s].toArray())
        codes.append(problem.toObject()[u"code"_s].toString());
    QVERIFY2(std::ranges::any_of(codes, [&code](const QString &one) { return one.startsWith(code); }) || code.isEmpty(),
             called.text().constData());
}

QTEST_GUILESS_MAIN(CompanyKeyTest)

#include "tst_companykey.moc"
