// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys and secrets through the real keychain of the session: made on demand alone, exported without their private half.
#include "cli/cutoverctl.h"

#include <sys/stat.h>
#include <unistd.h>

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

class KeychainVerbsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enrolListExportRemove();
    void aShortPassphraseIsRefused();
    void aKeyThatIsNotThere_data();
    void aKeyThatIsNotThere();
    void thePassphraseComesFromAFileOrInput();
    void thePassphraseComesThroughAPipe_data();
    void thePassphraseComesThroughAPipe();
    void anothersPipeIsRefused();
    void withoutTerminalAPassphraseFileIsNeeded();
    void withoutABusTheKeychainIsAbsent();
    void withoutAKeychainNobodySaysThereIsNoKey();
    void aSecretIsKeptAndNeverShown();
    void aKeyOfACompanyComesInAndGetsItsCertificate();
    void whatIsNotTakenIsNamed_data();
    void whatIsNotTakenIsNamed();

private:
    QString enrol(const QByteArray &input, const QString &file = u"-"_s);

    Cutoverctl m_ctl{u"/nonexistent/workspace"_s};
};

QString KeychainVerbsTest::enrol(const QByteArray &input, const QString &file)
{
    return m_ctl({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo signer"_s, u"--passphrase-file"_s, file}, input)
        .json()[u"fingerprint"_s]
        .toString();
}

void KeychainVerbsTest::enrolListExportRemove()
{
    const auto enrolled = m_ctl({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo signer"_s, u"--email"_s,
                                 u"signer@demo.invalid"_s, u"--passphrase-file"_s, u"-"_s},
                                "a passphrase of the test\n");
    QVERIFY2(enrolled.ended && enrolled.exitCode == 0, enrolled.text().constData());
    const auto key = enrolled.json();
    QCOMPARE(key.keys(), (QStringList{u"certificate"_s, u"fingerprint"_s, u"name"_s}));
    const auto fingerprint = key[u"fingerprint"_s].toString();
    QCOMPARE(fingerprint.size(), 64);
    QCOMPARE(key[u"name"_s].toString(), u"Demo signer"_s);

    const auto listed = m_ctl({u"keys"_s, u"list"_s});
    QCOMPARE(listed.exitCode, 0);
    const auto keys = listed.json()[u"keys"_s].toArray();
    QCOMPARE(keys.size(), 1);
    QCOMPARE(keys.first().toObject().keys(), (QStringList{u"fingerprint"_s, u"name"_s, u"not_after"_s}));
    QCOMPARE(keys.first().toObject()[u"fingerprint"_s].toString(), fingerprint);

    const auto exported = m_ctl.call({u"keys"_s, u"export"_s, fingerprint.left(8)});
    QCOMPARE(exported.exitCode, 0);
    QVERIFY2(exported.out.startsWith("-----BEGIN CERTIFICATE-----\n"), exported.text().constData());
    QVERIFY(!exported.out.contains("PRIVATE"));

    QCOMPARE(m_ctl({u"keys"_s, u"remove"_s, fingerprint}).exitCode, 0);
    QVERIFY(m_ctl({u"keys"_s, u"list"_s}).json()[u"keys"_s].toArray().isEmpty());
    const auto again = m_ctl({u"keys"_s, u"remove"_s, fingerprint});
    QCOMPARE(again.exitCode, 4);
    QCOMPARE(again.errorCode(), u"key_missing"_s);
}

void KeychainVerbsTest::aShortPassphraseIsRefused()
{
    const auto called =
        m_ctl({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo signer"_s, u"--passphrase-file"_s, u"-"_s}, "too short\n");
    QCOMPARE(called.exitCode, 4);
    QCOMPARE(called.errorCode(), u"passphrase_too_short"_s);
    QVERIFY(m_ctl({u"keys"_s, u"list"_s}).json()[u"keys"_s].toArray().isEmpty());
}

void KeychainVerbsTest::aKeyThatIsNotThere_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("not there") << u"00112233"_s << u"key_missing"_s << 4;
    QTest::newRow("too few digits") << u"001122"_s << u"key_prefix_invalid"_s << 2;
    QTest::newRow("not hexadecimal") << u"a signer's name"_s << u"key_prefix_invalid"_s << 2;
}

void KeychainVerbsTest::aKeyThatIsNotThere()
{
    QFETCH(QString, prefix);
    QFETCH(QString, code);
    QFETCH(int, exitCode);
    const auto called = m_ctl({u"keys"_s, u"export"_s, prefix});
    QVERIFY2(called.exitCode == exitCode, called.text().constData());
    QCOMPARE(called.errorCode(), code);
}

void KeychainVerbsTest::thePassphraseComesFromAFileOrInput()
{
    const auto file = m_ctl.write(u"passphrase"_s, "a passphrase of the test\n");
    const auto first = enrol({}, file);
    QCOMPARE(first.size(), 64);
    QCOMPARE(m_ctl({u"keys"_s, u"remove"_s, first}).exitCode, 0);
    const auto called = m_ctl(
        {u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo signer"_s, u"--passphrase-file"_s, m_ctl.file(u"no-such-file"_s)});
    QCOMPARE(called.exitCode, 3);
    QVERIFY(called.json()[u"error"_s].toObject()[u"file"_s].toString().endsWith(u"no-such-file"_s));
}

void KeychainVerbsTest::thePassphraseComesThroughAPipe_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("process substitution") << u"\"$@\" --passphrase-file <(echo 'a passphrase of the test')"_s;
    QTest::newRow("standard input by name")
        << u"echo 'a passphrase of the test' | \"$@\" --passphrase-file /dev/stdin"_s;
    QTest::newRow("a FIFO that waits for its writer")
        << u"mkfifo fifo; \"$@\" --passphrase-file fifo & while [ ! -e /proc/$!/fd ]; do :; done; "
           "echo 'a passphrase of the test' >fifo; wait $!; code=$?; rm fifo; exit $code"_s;
}

void KeychainVerbsTest::thePassphraseComesThroughAPipe()
{
    QFETCH(QString, script);
    const QStringList enrolling{Cutoverctl::program(), u"--json"_s,     u"keys"_s, u"enrol"_s,
                                u"--name"_s,           u"Demo signer"_s};
    const auto called = Cutoverctl::end(*m_ctl.launch(u"bash"_s, QStringList{u"-c"_s, script, u"bash"_s} + enrolling));
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    const auto fingerprint = called.json()[u"fingerprint"_s].toString();
    QCOMPARE(m_ctl({u"keys"_s, u"remove"_s, fingerprint}).exitCode, 0);
}

void KeychainVerbsTest::anothersPipeIsRefused()
{
    const auto fifo = m_ctl.file(u"anothers"_s);
    constexpr uid_t another = 65534;
    QCOMPARE(::mkfifo(qPrintable(fifo), 0666), 0);
    if (::chown(qPrintable(fifo), another, static_cast<gid_t>(-1)) != 0)
        QSKIP("only root can give a pipe away");
    const auto called = m_ctl({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo signer"_s, u"--passphrase-file"_s, fifo});
    QVERIFY2(called.ended && called.exitCode == 3, called.text().constData());
    QCOMPARE(called.errorCode(), u"access_denied"_s);
    QVERIFY2(called.err.contains("another user"), called.text().constData());
}

void KeychainVerbsTest::withoutTerminalAPassphraseFileIsNeeded()
{
    const auto called = m_ctl({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo signer"_s}, "a passphrase of the test\n");
    QCOMPARE(called.exitCode, 2);
}

void KeychainVerbsTest::withoutABusTheKeychainIsAbsent()
{
    m_ctl.set(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
    const auto called = m_ctl({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo signer"_s, u"--passphrase-file"_s, u"-"_s},
                              "a passphrase of the test\n");
    m_ctl.restore(u"DBUS_SESSION_BUS_ADDRESS"_s);
    QVERIFY2(called.ended && called.exitCode == 4, called.text().constData());
    QCOMPARE(called.errorCode(), u"keychain_absent"_s);
}

void KeychainVerbsTest::withoutAKeychainNobodySaysThereIsNoKey()
{
    Cutoverctl other{u"/nonexistent/workspace"_s};
    other.set(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
    const auto none = other({u"keys"_s, u"list"_s});
    QVERIFY2(none.ended && none.exitCode == 4, none.text().constData());
    QCOMPARE(none.errorCode(), u"keychain_absent"_s);
    QVERIFY2(none.err.contains("packaging/session --keyring"), none.text().constData());

    other.restore(u"DBUS_SESSION_BUS_ADDRESS"_s);
    const auto enrolled = other({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo signer"_s, u"--passphrase-file"_s, u"-"_s},
                                "a passphrase of the test\n");
    QVERIFY2(enrolled.exitCode == 0, enrolled.text().constData());
    // What is public is shown all the same, and what is missing said.
    other.set(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
    const auto listed = other({u"keys"_s, u"list"_s});
    QCOMPARE(listed.exitCode, 0);
    QCOMPARE(listed.json()[u"keys"_s].toArray().size(), 1);
    QVERIFY2(listed.err.contains("no keychain"), listed.text().constData());
    other.restore(u"DBUS_SESSION_BUS_ADDRESS"_s);
    QCOMPARE(other({u"keys"_s, u"remove"_s, enrolled.json()[u"fingerprint"_s].toString()}).exitCode, 0);
}

void KeychainVerbsTest::aSecretIsKeptAndNeverShown()
{
    const QByteArray url = "https://hooks.demo.invalid/services/T000/B000/never-shown";
    const auto called =
        m_ctl({u"secret"_s, u"set"_s, u"CUTOVER_TEST_WEBHOOK"_s, u"--passphrase-file"_s, u"-"_s}, url + '\n');
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY(!called.out.contains("never-shown") && !called.err.contains("never-shown"));
}

/// A small authority by the openssl program; the folder is the homes'.
static QString authority()
{
    return u"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 30 "
           "-subj '/CN=Company' -addext basicConstraints=critical,CA:TRUE -addext keyUsage=keyCertSign 2>/dev/null; "
           "printf 'keyUsage=digitalSignature,nonRepudiation\\n' >usage; "_s;
}

void KeychainVerbsTest::aKeyOfACompanyComesInAndGetsItsCertificate()
{
    const auto made = Cutoverctl::end(*m_ctl.launch(
        u"bash"_s,
        {u"-ec"_s, authority() +
                       u"openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout p.key -out p.csr -subj "
                       "/CN=Person 2>/dev/null; openssl x509 -req -in p.csr -CA ca.pem -CAkey ca.key -days 20 -extfile "
                       "usage -out p.pem 2>/dev/null; openssl pkcs12 -export -inkey p.key -in p.pem -certfile ca.pem "
                       "-passout pass:given -out p.p12"_s}));
    QVERIFY2(made.exitCode == 0, made.text().constData());
    const auto given = m_ctl.write(u"given"_s, "given\n");
    const QStringList importing{
        u"keys"_s, u"import"_s, m_ctl.file(u"p.p12"_s), u"--passphrase-file"_s, u"-"_s, u"--import-passphrase-file"_s,
        given};
    const auto imported = m_ctl(importing, "a passphrase of the test\n");
    QVERIFY2(imported.exitCode == 0, imported.text().constData());
    const auto fingerprint = imported.json()[u"fingerprint"_s].toString();
    QCOMPARE(m_ctl(importing, "a passphrase of the test\n").errorCode(), u"key_exists"_s);
    // It expires within 30 days: told before it does.
    const auto listed = m_ctl({u"keys"_s, u"list"_s});
    QVERIFY2(listed.err.contains("expires in"), listed.text().constData());
    QCOMPARE(listed.json()[u"expiring"_s].toArray(), QJsonArray{fingerprint});

    const QStringList typed{u"--passphrase-file"_s, u"-"_s};
    const auto request =
        m_ctl.call(QStringList{u"keys"_s, u"request"_s, fingerprint} + typed, "a passphrase of the test\n");
    QVERIFY2(request.exitCode == 0 && request.out.startsWith("-----BEGIN CERTIFICATE REQUEST-----\n"),
             request.text().constData());
    std::ignore = m_ctl.write(u"r.csr"_s, request.out);
    const auto issued = Cutoverctl::end(*m_ctl.launch(
        u"bash"_s,
        {u"-ec"_s, u"openssl x509 -req -in r.csr -CA ca.pem -CAkey ca.key -days 400 -extfile usage -out r.pem "
                   "2>/dev/null; cat r.pem ca.pem >chain.pem"_s}));
    QVERIFY2(issued.exitCode == 0, issued.text().constData());
    const auto installed = m_ctl({u"keys"_s, u"install"_s, m_ctl.file(u"chain.pem"_s)});
    QVERIFY2(installed.exitCode == 0, installed.text().constData());
    QCOMPARE(installed.json()[u"fingerprint"_s].toString(), fingerprint);
    QVERIFY(m_ctl({u"keys"_s, u"list"_s}).json()[u"expiring"_s].toArray().isEmpty());
    QVERIFY(m_ctl.call({u"keys"_s, u"list"_s}).out.contains("issued by Company"));
    QCOMPARE(m_ctl(QStringList{u"keys"_s, u"renew"_s, fingerprint} + typed, "a passphrase of the test\n").errorCode(),
             u"certificate_issued"_s);
    QCOMPARE(m_ctl({u"keys"_s, u"remove"_s, fingerprint}).exitCode, 0);
}

void KeychainVerbsTest::whatIsNotTakenIsNamed_data()
{
    QTest::addColumn<QString>("making"); // of file.p12
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("exitCode");
    const QString key = u"openssl req -x509 -newkey %1 -nodes -keyout k -out c -days 9 -subj /CN=P %2 2>/dev/null; "_s;
    const QString pack =
        u"openssl pkcs12 -export -inkey k -in c -passout pass:'a passphrase of the test' -out file.p12"_s;
    const QString curve = u"ec -pkeyopt ec_paramgen_curve:"_s;
    QTest::newRow("RSA of 2048 bits") << key.arg(u"rsa:2048"_s, QString()) + pack << u"weak_key"_s << 1;
    QTest::newRow("P-384") << key.arg(curve + "P-384"_L1, QString()) + pack << u"unsupported_algorithm"_s << 1;
    QTest::newRow("Ed25519") << key.arg(u"ed25519"_s, QString()) + pack << u"unsupported_algorithm"_s << 1;
    QTest::newRow("for encryption") << key.arg(curve + "P-256"_L1, u"-addext keyUsage=keyAgreement"_s) + pack
                                    << u"certificate_unfit"_s << 1;
    QTest::newRow("another passphrase")
        << key.arg(curve + "P-256"_L1, QString()) +
               u"openssl pkcs12 -export -inkey k -in c -passout pass:other -out file.p12"_s
        << u"wrong_passphrase"_s << 4;
    QTest::newRow("a text") << u"echo text >file.p12"_s << u"not_a_key"_s << 3;
    QTest::newRow("no file") << u"rm -f file.p12"_s << u"not_found"_s << 3;
}

void KeychainVerbsTest::whatIsNotTakenIsNamed()
{
    QFETCH(QString, making);
    QFETCH(QString, code);
    QFETCH(int, exitCode);
    const auto made = Cutoverctl::end(*m_ctl.launch(u"bash"_s, {u"-ec"_s, making}));
    QVERIFY2(made.exitCode == 0, made.text().constData());
    const auto called = m_ctl({u"keys"_s, u"import"_s, m_ctl.file(u"file.p12"_s), u"--passphrase-file"_s, u"-"_s},
                              "a passphrase of the test\n");
    QVERIFY2(called.exitCode == exitCode, called.text().constData());
    QCOMPARE(called.errorCode(), code);
    QVERIFY(m_ctl({u"keys"_s, u"list"_s}).json()[u"keys"_s].toArray().isEmpty());
}

QTEST_GUILESS_MAIN(KeychainVerbsTest)

#include "tst_keychainverbs.moc"
