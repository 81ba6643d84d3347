// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A person at a real terminal: what is secret is never shown, what is new is asked twice, what is signed was seen, and
// whoever leaves gets the terminal back as it was.
#include "cli/terminal.h"

#include <csignal>

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test";
const QByteArray firstPrompt = "at least 12 characters: ";
const QByteArray secondPrompt = "again: ";
const QStringList enrolling{u"--json"_s, u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo release manager"_s};

} // namespace

class TerminalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void twoDifferingPassphrasesMakeNothing();
    void aShortPassphraseIsRefusedBeforeItIsTypedAgain();
    void leavingRestoresTheTerminal_data();
    void leavingRestoresTheTerminal();
    void aKeyIsEnrolledUnseen();
    void aDashIsTheTerminalToo();
    void aSecretIsTypedAndPassedOn();
    void aDecisionIsSignedAsItWasSeen();
    void aRefusedGoNamesEveryRefusal();
    void withoutAScreenNothingIsSigned();

private:
    [[nodiscard]] QJsonArray keys() const { return (*m_ctl)({u"keys"_s, u"list"_s}).json()[u"keys"_s].toArray(); }
    [[nodiscard]] QStringList signing() const
    {
        return {u"--workspace"_s, m_demo.path(), u"--json"_s,
                u"sign"_s,        u"no-go"_s,    u"--key"_s,
                m_key.left(8),    u"--reason"_s, u"Storm in the region."_s};
    }
    [[nodiscard]] bool isSigned() const { return (*m_ctl)({u"status"_s}).json()[u"decision"_s].isObject(); }

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
    QString m_key;
};

void TerminalTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
}

void TerminalTest::twoDifferingPassphrasesMakeNothing()
{
    Terminal terminal(*m_ctl, enrolling);
    QVERIFY2(terminal.shows(firstPrompt), terminal.screen().constData());
    QVERIFY(terminal.type(passphrase + '\n'));
    QVERIFY2(terminal.shows(secondPrompt), terminal.screen().constData());
    QVERIFY(terminal.type(passphrase + "!\n"));
    const auto called = terminal.end();
    QVERIFY2(called.ended && called.exitCode == 4, called.text().constData());
    QCOMPARE(called.errorCode(), u"passphrases_differ"_s);
    QVERIFY2(called.err.contains("differ"), called.text().constData());
    QVERIFY(terminal.echoes());
    QVERIFY(keys().isEmpty());
}

void TerminalTest::aShortPassphraseIsRefusedBeforeItIsTypedAgain()
{
    Terminal terminal(*m_ctl, enrolling);
    QVERIFY2(terminal.shows(firstPrompt), terminal.screen().constData());
    QVERIFY(terminal.type("eleven char\n"));
    const auto called = terminal.end();
    QVERIFY2(called.ended && called.exitCode == 4, called.text().constData());
    QCOMPARE(called.errorCode(), u"passphrase_too_short"_s);
    QVERIFY2(!terminal.screen().contains(secondPrompt), terminal.screen().constData());
    QVERIFY(terminal.echoes());
    QVERIFY(keys().isEmpty());
}

void TerminalTest::leavingRestoresTheTerminal_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("sent");
    QTest::addColumn<int>("diesOf");
    QTest::newRow("Ctrl-C") << ctrlC << 0 << SIGINT;
    QTest::newRow("Ctrl-C among what was typed") << "half a pass" + ctrlC << 0 << SIGINT;
    QTest::newRow("terminated") << QByteArray() << SIGTERM << SIGTERM;
    QTest::newRow("hung up") << QByteArray() << SIGHUP << SIGHUP;
    QTest::newRow("Ctrl-D") << ctrlD << 0 << 0;
}

void TerminalTest::leavingRestoresTheTerminal()
{
    QFETCH(QByteArray, typed);
    QFETCH(int, sent);
    QFETCH(int, diesOf);
    Terminal terminal(*m_ctl, enrolling);
    QVERIFY2(terminal.shows(firstPrompt), terminal.screen().constData());
    QVERIFY(!terminal.echoes());
    QVERIFY(terminal.type(typed));
    if (sent != 0)
        QCOMPARE(::kill(static_cast<pid_t>(terminal.processId()), sent), 0);
    const auto called = terminal.end();
    QVERIFY2(called.signal == diesOf, called.text().constData());
    QVERIFY2(diesOf != 0 || called.exitCode == 4, called.text().constData());
    QCOMPARE(called.errorCode(), u"cancelled"_s);
    QVERIFY(terminal.echoes());
    QVERIFY(keys().isEmpty());
}

void TerminalTest::aKeyIsEnrolledUnseen()
{
    Terminal terminal(*m_ctl, enrolling);
    for (const auto &prompt : {firstPrompt, secondPrompt}) {
        QVERIFY2(terminal.shows(prompt), terminal.screen().constData());
        QVERIFY(!terminal.echoes());
        QVERIFY(terminal.type(passphrase + '\n'));
    }
    const auto called = terminal.end();
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY2(!called.err.contains(passphrase) && !called.out.contains(passphrase), called.text().constData());
    m_key = called.json()[u"fingerprint"_s].toString();
    QCOMPARE(m_key.size(), 64);
    QCOMPARE(keys().size(), 1);
}

void TerminalTest::aDashIsTheTerminalToo()
{
    Terminal terminal(*m_ctl, {u"--workspace"_s, m_demo.path(), u"--json"_s, u"signers"_s, u"found"_s, u"--key"_s,
                               m_key.left(8), u"--passphrase-file"_s, u"-"_s});
    QVERIFY2(terminal.shows("administrator's key: "), terminal.screen().constData());
    QVERIFY(!terminal.echoes());
    QVERIFY(terminal.type(passphrase + '\n'));
    const auto called = terminal.end();
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY(called.json()[u"pinned"_s].toBool());
}

void TerminalTest::aSecretIsTypedAndPassedOn()
{
    const QByteArray value = "a token nobody sees";
    auto profile = m_demo.json(u"cutover.json"_s);
    profile[u"pass_environment"_s] = QJsonArray{u"CUTOVER_TEST_TOKEN"_s};
    profile[u"criteria"_s] = QJsonObject{
        {u"readyz"_s, QJsonObject{{u"source"_s, u"command"_s},
                                  {u"command"_s, u"test \"$CUTOVER_TEST_TOKEN\" = 'a token nobody sees'"_s}}}};
    const auto before = m_demo.read(u"cutover.json"_s);
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    QCOMPARE((*m_ctl)({u"preflight"_s, u"--only"_s, u"readyz"_s}).exitCode, 1);

    Terminal terminal(*m_ctl, {u"secret"_s, u"set"_s, u"CUTOVER_TEST_TOKEN"_s});
    QVERIFY2(terminal.shows("Value of CUTOVER_TEST_TOKEN: "), terminal.screen().constData());
    QVERIFY(terminal.type(value + '\n'));
    const auto called = terminal.end();
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY2(!called.text().contains(value), called.text().constData());

    const auto passed = (*m_ctl)({u"preflight"_s, u"--only"_s, u"readyz"_s});
    QVERIFY2(passed.exitCode == 0 && !passed.text().replace("'a token", "").contains(value), passed.text().constData());
    QVERIFY(m_demo.write(u"cutover.json"_s, before));
}

void TerminalTest::aDecisionIsSignedAsItWasSeen()
{
    {
        Terminal hasty(*m_ctl, signing());
        QVERIFY2(hasty.shows("to sign: "), hasty.screen().constData());
        QVERIFY(hasty.type("00000000\n"));
        const auto called = hasty.end();
        QVERIFY2(called.exitCode == 4 && called.errorCode() == u"cancelled"_s, called.text().constData());
    }
    for (const auto &typed : {QByteArray("not the passphrase\n"), ctrlC}) {
        Terminal terminal(*m_ctl, signing());
        QVERIFY2(terminal.shows("SHA-256 "), terminal.screen().constData());
        QVERIFY2(terminal.shows("to sign: "), terminal.screen().constData());
        const auto screen = terminal.screen();
        QVERIFY(terminal.type(screen.mid(screen.indexOf("SHA-256 ") + 8, 8) + '\n'));
        QVERIFY2(terminal.shows("Passphrase of key "), terminal.screen().constData());
        QVERIFY(!terminal.echoes());
        QVERIFY(terminal.type(typed));
        const auto called = terminal.end();
        QVERIFY2(typed == ctrlC ? called.signal == SIGINT : called.exitCode == 4, called.text().constData());
        QCOMPARE(called.errorCode(), typed == ctrlC ? u"cancelled"_s : u"wrong_passphrase"_s);
        QVERIFY(terminal.echoes() && !isSigned());
    }
    Terminal terminal(*m_ctl, signing());
    QVERIFY2(terminal.shows("Storm in the region."), terminal.screen().constData());
    // Beside the statement, next to the prompt: what it decides.
    QVERIFY2(terminal.shows("in short:"), terminal.screen().constData());
    QVERIFY2(terminal.shows("  NO-GO for Demo "), terminal.screen().constData());
    QVERIFY2(terminal.shows("  Reason: Storm in the region."), terminal.screen().constData());
    QVERIFY2(terminal.shows("SHA-256 "), terminal.screen().constData());
    QVERIFY2(terminal.shows("to sign: "), terminal.screen().constData());
    const auto screen = terminal.screen();
    const auto digest = screen.mid(screen.indexOf("SHA-256 ") + 8, 64);
    QVERIFY(terminal.type(digest.left(8) + '\n'));
    QVERIFY2(terminal.shows("Passphrase of key "), terminal.screen().constData());
    QVERIFY(terminal.type(passphrase + '\n'));
    const auto called = terminal.end();
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QCOMPARE(called.json()[u"statement_sha256"_s].toString().toLatin1(), digest);
    QVERIFY(!called.err.contains(passphrase));
    QVERIFY(isSigned());
    QCOMPARE((*m_ctl)({u"verify"_s, called.json()[u"file"_s].toString(), called.json()[u"pdf"_s].toString()}).exitCode,
             0);
}

void TerminalTest::aRefusedGoNamesEveryRefusal()
{
    auto order = signing();
    order[order.indexOf(u"no-go"_s)] = u"go"_s;
    Terminal terminal(*m_ctl, order); // no drill was run: nothing is asked
    const auto called = terminal.end();
    QVERIFY2(called.ended && called.exitCode == 1, called.text().constData());
    const auto error = called.json()[u"error"_s].toObject();
    QCOMPARE(error.keys(), (QStringList{u"code"_s, u"file"_s, u"line"_s, u"pointer"_s, u"text"_s}));
    QVERIFY2(called.codes().size() > 1, called.text().constData());
    QCOMPARE(called.codes().first(), called.errorCode());
    for (const auto &code : called.codes())
        QVERIFY2(called.err.contains('[' + code.toUtf8() + ']'), called.text().constData());
}

void TerminalTest::withoutAScreenNothingIsSigned()
{
    const auto command = u"exec '%1' \"$@\" 2>/dev/null"_s.arg(Cutoverctl::program());
    int master = -1;
    int slave = -1;
    QVERIFY(::openpty(&master, &slave, nullptr, nullptr, nullptr) == 0);
    const auto process = m_ctl->launch(u"bash"_s, QStringList{u"-c"_s, command, u"bash"_s} + signing(),
                                       [slave] { ::dup2(slave, STDIN_FILENO); });
    const auto called = Cutoverctl::end(*process);
    ::close(master);
    ::close(slave);
    QVERIFY2(called.ended && called.exitCode == 2, called.text().constData());
    QCOMPARE(called.errorCode(), u"usage"_s);
}

QTEST_GUILESS_MAIN(TerminalTest)

#include "tst_terminal.moc"
