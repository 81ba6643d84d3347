// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the README gives to strangers works as it stands there: its recipe judges a signed decision, its profile opens.
#include "acceptance/readmeblock.h"
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace cutover::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test\n";

bool flip(const QString &from, const QString &to, qsizetype at)
{
    QFile source(from);
    QFile target(to);
    if (!source.open(QIODevice::ReadOnly) || !target.open(QIODevice::WriteOnly))
        return false;
    QByteArray bytes = source.readAll();
    bytes[at] = static_cast<char>(bytes.at(at) ^ 1);
    return target.write(bytes) == bytes.size();
}

} // namespace

class ReadmeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theProfileByExampleOpens_data();
    void theProfileByExampleOpens();
    void everyCommandIsOneThatTheProgramTakes_data();
    void everyCommandIsOneThatTheProgramTakes();
    void theThreeCommandsTellTheEssential_data();
    void theThreeCommandsTellTheEssential();
    void theRecipeSaysWhatItTakes();
    void theRecipeAcceptsASignedDecision();
    void theRecipeTakesWhatACompanyIssued();
    void theRecipeRefusesAFlippedByte_data();
    void theRecipeRefusesAFlippedByte();
    void theRecipeRefusesAnAppendedLine();
    void theRecipeRefusesAnotherKeyOfTheSameName();

private:
    [[nodiscard]] static QString enrolled(Cutoverctl &ctl);
    /// With the list of signers founded by that key; the files of the decision.
    [[nodiscard]] static bool signNoGo(Cutoverctl &ctl, const QString &key, QString &envelope, QString &pdf);
    [[nodiscard]] cutover::demo::test::Run recipe(const QString &envelope, const QString &pdf,
                                                  const QString &certificate) const;

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QString m_script;
    QString m_certificate;
    QString m_envelope;
    QString m_pdf;
};

QString ReadmeTest::enrolled(Cutoverctl &ctl)
{
    const auto called = ctl(
        {u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo release manager"_s, u"--passphrase-file"_s, u"-"_s}, passphrase);
    return called.json()[u"fingerprint"_s].toString();
}

bool ReadmeTest::signNoGo(Cutoverctl &ctl, const QString &key, QString &envelope, QString &pdf)
{
    const auto founded = ctl({u"signers"_s, u"found"_s, u"--key"_s, key, u"--passphrase-file"_s, u"-"_s}, passphrase);
    const QStringList order{u"sign"_s, u"no-go"_s, u"--key"_s, key, u"--reason"_s, u"Postponed by a day."_s};
    const auto digest = ctl(order + QStringList{u"--dry-run"_s}).json()[u"statement_sha256"_s].toString();
    const auto done =
        ctl(order + QStringList{u"--statement-sha256"_s, digest, u"--passphrase-file"_s, u"-"_s}, passphrase);
    envelope = done.json()[u"file"_s].toString();
    pdf = done.json()[u"pdf"_s].toString();
    return founded.exitCode == 0 && done.exitCode == 0;
}

cutover::demo::test::Run ReadmeTest::recipe(const QString &envelope, const QString &pdf,
                                            const QString &certificate) const
{
    return m_demo.run(u"bash '%1' '%2' '%3' '%4'"_s.arg(m_script, envelope, pdf, certificate));
}

void ReadmeTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
    m_script = m_ctl->write(u"verify.sh"_s, readmeBlock("verify.sh", "sh"));
    QVERIFY(readmeBlock("verify.sh", "sh").startsWith("#!"));

    const auto key = enrolled(*m_ctl);
    m_certificate = m_ctl->write(u"signer.pem"_s, m_ctl->call({u"keys"_s, u"export"_s, key}).out);
    QVERIFY(signNoGo(*m_ctl, key, m_envelope, m_pdf));
}

void ReadmeTest::theProfileByExampleOpens_data()
{
    QTest::addColumn<QByteArray>("profile");
    const QByteArray head = R"({"workspace_id": "shop", "version": "v2", "target_at": "2027-03-02T14:00:00Z", )";
    QTest::newRow("whole") << readmeBlock("profile", "json");
    QTest::newRow("probes") << head + readmeBlock("probes", "json") + '}';
    QTest::newRow("metrics") << head + readmeBlock("metrics", "json") + '}';
    QTest::newRow("notifications") << head + readmeBlock("notifications", "json") + '}';
    QTest::newRow("timestamp") << head + readmeBlock("timestamp", "json") + '}';
}

void ReadmeTest::theProfileByExampleOpens()
{
    QFETCH(QByteArray, profile);
    QVERIFY(QDir(m_ctl->file({})).mkpath(u"own"_s));
    QVERIFY(!m_ctl->write(u"own/cutover.json"_s, profile).isEmpty());
    const auto status = m_ctl->call({u"--workspace"_s, m_ctl->file(u"own"_s), u"--json"_s, u"status"_s});
    QVERIFY2(status.exitCode == 0, status.text().constData());
    QCOMPARE(status.json()[u"phase"_s].toString(), u"preflight"_s);
}

void ReadmeTest::everyCommandIsOneThatTheProgramTakes_data()
{
    QTest::addColumn<QString>("command");
    QVERIFY(!readmeCommands().isEmpty());
    for (const auto &line : readmeCommands())
        QTest::newRow(line.constData()) << QString::fromUtf8(line);
}

/// A word or an option that the program does not have ends before the help.
void ReadmeTest::everyCommandIsOneThatTheProgramTakes()
{
    QFETCH(QString, command);
    command = command.section(u"  #"_s, 0, 0).section(u" >"_s, 0, 0).trimmed();
    const auto script = m_ctl->write(u"line.sh"_s, "cutoverctl() { '" + Cutoverctl::program().toUtf8() +
                                                       "' \"$@\" --help; }\n" + command.toUtf8() + '\n');
    const auto run = m_demo.run(u"what=freeze; . '%1'"_s.arg(script));
    QVERIFY2(run.succeeded() && run.out.startsWith(u"Usage: cutoverctl "_s), qPrintable(run.text()));
}

void ReadmeTest::theThreeCommandsTellTheEssential_data()
{
    QTest::addColumn<int>("spoiled"); // 0: nothing, 1: the envelope, 2: the PDF
    QTest::addColumn<bool>("envelopeVerifies");
    QTest::addColumn<bool>("pdfVerifies");
    QTest::newRow("as it was signed") << 0 << true << true;
    QTest::newRow("envelope spoiled") << 1 << false << true;
    QTest::newRow("PDF spoiled") << 2 << true << false;
}

void ReadmeTest::theThreeCommandsTellTheEssential()
{
    QFETCH(int, spoiled);
    const auto source = spoiled == 2 ? m_pdf : m_envelope;
    const auto spoilt = m_ctl->file(u"spoilt"_s);
    QVERIFY(flip(source, spoilt, QFileInfo(source).size() * 4 / 10));
    // As it stands there, with files of one's own.
    auto names = readmeBlock("three files", "sh");
    names.replace("var/cutover/decisions/ID.dsse.json", (spoiled == 1 ? spoilt : m_envelope).toUtf8());
    names.replace("var/cutover/decisions/ID.pdf", (spoiled == 2 ? spoilt : m_pdf).toUtf8());
    names.replace("signer.pem", m_certificate.toUtf8());
    const auto script = m_ctl->write(u"three.sh"_s, names + readmeBlock("three commands", "sh"));
    const auto run = m_demo.run(u"cd '%1' && bash '%2'"_s.arg(m_ctl->file({}), script));
    const QString printed = run.text();
    QFETCH(bool, envelopeVerifies);
    QFETCH(bool, pdfVerifies);
    QVERIFY2(printed.contains(u"Verified OK"_s) == envelopeVerifies, qPrintable(printed));
    QVERIFY2(printed.contains(u"Signature is Valid."_s) == pdfVerifies, qPrintable(printed));
    QVERIFY2(printed.contains(u"Total document signed"_s), qPrintable(printed));
}

void ReadmeTest::theRecipeSaysWhatItTakes()
{
    const auto run = m_demo.run(u"bash '%1'"_s.arg(m_script));
    QVERIFY2(run.ended && run.exitCode == 2, qPrintable(run.text()));
    QCOMPARE(run.err.trimmed(), u"usage: bash verify.sh ENVELOPE PDF CERTIFICATE"_s);
}

void ReadmeTest::theRecipeAcceptsASignedDecision()
{
    const auto run = recipe(m_envelope, m_pdf, m_certificate);
    QVERIFY2(run.succeeded(), qPrintable(run.text()));
    QVERIFY2(run.hasLine(u"Verified OK"_s), qPrintable(run.text()));
    QVERIFY2(run.hasLine(u"NO-GO for Demo v0.5.11v+"_s), qPrintable(run.text()));
}

void ReadmeTest::theRecipeTakesWhatACompanyIssued()
{
    DemoWorkspace demo;
    QVERIFY(demo.init().succeeded());
    Cutoverctl ctl(demo.path());
    const auto key = enrolled(ctl);
    const auto request = ctl({u"keys"_s, u"request"_s, key, u"--passphrase-file"_s, u"-"_s}, passphrase);
    const auto asked = ctl.write(u"signer.csr"_s, request.json()[u"request"_s].toString().toUtf8());
    const QString folder = QFileInfo(asked).path();
    const auto issued = demo.run(
        u"cd '%1' && printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n' >leaf.cnf && "
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj '/CN=Company CA' -days 30 && "
        "openssl x509 -req -in signer.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile leaf.cnf -days 20 "
        "-out signer.pem"_s.arg(folder));
    QVERIFY2(issued.succeeded(), qPrintable(issued.text()));
    const QString certificate = folder + u"/signer.pem"_s;
    const auto installed = ctl({u"keys"_s, u"install"_s, certificate});
    QVERIFY2(installed.exitCode == 0, installed.text().constData());
    QString envelope;
    QString pdf;
    QVERIFY(signNoGo(ctl, key, envelope, pdf));
    const auto run = recipe(envelope, pdf, certificate);
    QVERIFY2(run.succeeded(), qPrintable(run.text()));
    const auto another = recipe(envelope, pdf, folder + u"/ca.pem"_s);
    QVERIFY2(another.ended && another.exitCode != 0, qPrintable(another.text()));
}

void ReadmeTest::theRecipeRefusesAFlippedByte_data()
{
    QTest::addColumn<bool>("isPdf");
    QTest::addColumn<double>("place");
    QTest::newRow("payload") << false << 0.5;
    QTest::newRow("pdf, first part") << true << 0.1;
    QTest::newRow("pdf, middle") << true << 0.4;
}

void ReadmeTest::theRecipeRefusesAFlippedByte()
{
    QFETCH(bool, isPdf);
    QFETCH(double, place);
    const auto source = isPdf ? m_pdf : m_envelope;
    const auto spoilt = m_ctl->file(u"spoilt"_s);
    const auto at = static_cast<qsizetype>(static_cast<double>(QFileInfo(source).size()) * place);
    QVERIFY(flip(source, spoilt, at));
    const auto run = recipe(isPdf ? m_envelope : spoilt, isPdf ? spoilt : m_pdf, m_certificate);
    QVERIFY2(run.ended && run.exitCode != 0, qPrintable(run.text()));
}

void ReadmeTest::theRecipeRefusesAnAppendedLine()
{
    QFile pdf(m_pdf);
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    const auto longer = m_ctl->write(u"longer.pdf"_s, pdf.readAll() + "% more\n");
    const auto run = recipe(m_envelope, longer, m_certificate);
    QVERIFY2(run.ended && run.exitCode != 0, qPrintable(run.text()));
}

void ReadmeTest::theRecipeRefusesAnotherKeyOfTheSameName()
{
    const auto other = m_ctl->write(u"other.pem"_s, m_ctl->call({u"keys"_s, u"export"_s, enrolled(*m_ctl)}).out);
    const auto run = recipe(m_envelope, m_pdf, other);
    QVERIFY2(run.ended && run.exitCode != 0, qPrintable(run.text()));
}

QTEST_GUILESS_MAIN(ReadmeTest)

#include "tst_readme_cli.moc"
