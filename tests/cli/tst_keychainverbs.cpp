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
    void aSecretIsKeptAndNeverShown();

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

void KeychainVerbsTest::aSecretIsKeptAndNeverShown()
{
    const QByteArray url = "https://hooks.demo.invalid/services/T000/B000/never-shown";
    const auto called =
        m_ctl({u"secret"_s, u"set"_s, u"CUTOVER_TEST_WEBHOOK"_s, u"--passphrase-file"_s, u"-"_s}, url + '\n');
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY(!called.out.contains("never-shown") && !called.err.contains("never-shown"));
}

QTEST_GUILESS_MAIN(KeychainVerbsTest)

#include "tst_keychainverbs.moc"
