// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signing with a keychain that is locked, absent, denied or without the key, with a wrong passphrase, or cancelled at
// the system's prompt: six messages, on the real gnome-keyring, each of which leaves everything as it was.
#include "demo/demoworkspace.h"
#include "keychain/realkeyring.h"

#include "gui/appearance.h"
#include "gui/signdialog.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextStream>

using namespace cutover;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using demo::test::DemoWorkspace;
using keychain::KeychainError;

namespace {

constexpr int patienceMs = 120'000;
const QString s_passphrase = u"a passphrase of the test"_s;
const QString s_reason = u"Postponed, to see what a keychain says."_s;

class DeniedJob : public keychain::SecretStore::ReadJob
{
public:
    using ResultJob::ResultJob;

protected:
    void run() override { finish(tl::unexpected(KeychainError{KeychainError::Code::Denied, {}})); }
};

/// The session's own keyring; a service that refuses is the one thing a gnome-keyring cannot be brought to.
class Keyring : public keychain::OsStore
{
public:
    ReadJob *read(const QString &name, QObject *parent) override
    {
        if (denies)
            return new DeniedJob(parent);
        return prompts ? m_prompting.read(name, parent) : OsStore::read(name, parent);
    }

    bool denies = false;
    bool prompts = false;

private:
    OsStore m_prompting{Options{10s, 20s, true}};
};

std::unique_ptr<session::Session> opened(const QString &workspace, keychain::SecretStore &store)
{
    auto ports = session::systemPorts();
    ports.secrets = &store;
    ports.wording = models::recordWording();
    auto session = std::make_unique<session::Session>(workspace, ports);
    QSignalSpy isOpen(session.get(), &session::Session::opened);
    session->open();
    return isOpen.wait(patienceMs) ? std::move(session) : nullptr;
}

/// A NO-GO is filled in and signed; what the dialog says once it has an answer, and what it left.
struct Attempt
{
    explicit Attempt(session::Session &session)
        : dialog(session, domain::DecisionKind::NoGo)
    {
        dialog.open();
        child<QPlainTextEdit>(u"reasonPlainTextEdit"_s)->setPlainText(s_reason);
    }

    template <typename T>
    [[nodiscard]] T *child(const QString &name) const
    {
        return dialog.template findChild<T *>(name);
    }

    /// False while it cannot be signed.
    bool press(const QString &passphrase)
    {
        QTest::keyClicks(child<QLineEdit>(u"passphraseLineEdit"_s), passphrase);
        auto *button = child<QPushButton>(u"signButton"_s);
        auto *bar = child<QScrollArea>(u"factsScrollArea"_s)->verticalScrollBar();
        const bool ready = QTest::qWaitFor(
            [&] {
                bar->setValue(bar->value() < bar->maximum() ? bar->value() + 120 : 0);
                return button->isEnabled();
            },
            patienceMs);
        QTest::mouseClick(button, Qt::LeftButton);
        auto *cancel = child<QPushButton>(u"cancelButton"_s);
        return ready && QTest::qWaitFor([&] { return cancel->isEnabled() || !dialog.isVisible(); }, patienceMs);
    }

    [[nodiscard]] QString foot() const { return child<QLabel>(u"footLabel"_s)->text(); }
    [[nodiscard]] QString hint() const { return child<QLabel>(u"footHintLabel"_s)->text(); }

    gui::SignDialog dialog;
};

} // namespace

class KeychainMessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void eachFailureHasItsMessage_data();
    void eachFailureHasItsMessage();
    void cancelledAtTheSystemsPrompt();
    void withoutAKeychainItSaysSo();
    void fiveFailedUnlocksAreTold();

private:
    void nothingHappened(const Attempt &attempt);

    RealKeyring m_keyring;
    DemoWorkspace m_demo;
    Keyring m_store;
    std::unique_ptr<session::Session> m_session;
    QString m_key;
};

void KeychainMessagesTest::initTestCase()
{
    QVERIFY2(RealKeyring::problem().isEmpty(), qPrintable(RealKeyring::problem()));
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_session = opened(m_demo.path(), m_store);
    QVERIFY(m_session);
    m_session->keys()
        .enrol(u"Demo release manager"_s, {}, crypto::Secret::consume(s_passphrase.toUtf8()), m_session.get())
        ->onFinished(this,
                     [this](const keychain::SigningKeys::Found &key) { m_key = key ? key->fingerprint : QString(); })
        ->start();
    QTRY_VERIFY_WITH_TIMEOUT(!m_key.isEmpty(), patienceMs);
    session::FoundSigners request;
    request.keys = {m_key};
    m_session->foundSigners(request, crypto::Secret::consume(s_passphrase.toUtf8()), this, [](const auto &) {});
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().signers.pinned, patienceMs);
}

void KeychainMessagesTest::cleanup()
{
    m_store.denies = m_store.prompts = false;
    QVERIFY(RealKeyring::unlock());
}

void KeychainMessagesTest::nothingHappened(const Attempt &attempt)
{
    QVERIFY(attempt.dialog.isVisible());
    QCOMPARE(attempt.child<QPlainTextEdit>(u"reasonPlainTextEdit"_s)->toPlainText(), s_reason);
    QVERIFY(attempt.child<QLineEdit>(u"passphraseLineEdit"_s)->text().isEmpty());
    QVERIFY(attempt.child<QLineEdit>(u"passphraseLineEdit"_s)->isEnabled());
    QVERIFY(!m_session->view().decision);
    QVERIFY(QDir(m_demo.path(u"var/cutover/decisions"_s)).entryList(QDir::Files).isEmpty());
    QCOMPARE(m_session->keys().list().size(), 1);
}

void KeychainMessagesTest::eachFailureHasItsMessage_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("said");
    QTest::newRow("locked") << u"locked"_s << u"The keychain is locked. Unlock it and try again; nothing was signed."_s;
    QTest::newRow("denied") << u"denied"_s
                            << u"The keychain refused. Allow this program and try again; nothing was signed."_s;
    QTest::newRow("missing") << u"missing"_s << u"is not in this keychain."_s;
    QTest::newRow("wrong") << u"wrong"_s << u"The passphrase does not open this key. Nothing was signed."_s;
}

void KeychainMessagesTest::eachFailureHasItsMessage()
{
    QFETCH(QString, what);
    QFETCH(QString, said);
    const QString entry = keychain::signingKeyEntry(m_key);
    auto kept = resultOf(m_store.read(entry, this));
    QVERIFY(kept);
    Attempt attempt(*m_session);
    if (what == u"locked")
        QVERIFY(RealKeyring::lock());
    else if (what == u"missing")
        QVERIFY(resultOf(m_store.remove(entry, this)));
    m_store.denies = what == u"denied";
    QVERIFY(attempt.press(what == u"wrong" ? u"not the passphrase"_s : s_passphrase));
    QVERIFY2(attempt.foot().contains(said), qPrintable(attempt.foot()));
    if (what == u"missing")
        QVERIFY(resultOf(m_store.write(entry, std::move(*kept), this)));
    nothingHappened(attempt);
}

void KeychainMessagesTest::cancelledAtTheSystemsPrompt()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        QSKIP("no screen for the system's prompt");
    Attempt attempt(*m_session);
    m_store.prompts = true;
    QVERIFY(RealKeyring::lock());
    QProcess person;
    person.start(u"bash"_s, {u"-c"_s, u"w=$(xdotool search --sync --onlyvisible --class gcr-prompter | tail -1); "
                                      "xdotool windowfocus --sync \"$w\"; xdotool key Escape"_s});
    QVERIFY(attempt.press(s_passphrase));
    QCOMPARE(attempt.foot(), u"Cancelled. Nothing was signed."_s);
    QVERIFY(RealKeyring::isLocked());
    QTRY_COMPARE_WITH_TIMEOUT(person.state(), QProcess::NotRunning, patienceMs);
    nothingHappened(attempt);
}

// A process finds its bus once: the session without a keychain is a process of its own, which runs `answerAsChild`.
void KeychainMessagesTest::withoutAKeychainItSaysSo()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
    QProcess child;
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(), {u"--answer-as-child"_s, m_demo.path()});
    QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, patienceMs);
    const QString said = QString::fromUtf8(child.readAllStandardOutput()).trimmed();
    QVERIFY2(said.startsWith(u"This session has no keychain."), qPrintable(said));
    QVERIFY(!m_session->view().decision);
}

void KeychainMessagesTest::fiveFailedUnlocksAreTold()
{
    Attempt attempt(*m_session);
    const QString told = u"Tell Security Team now: Demo security team, #security-oncall."_s;
    for (int tries = 0; tries < 5 && !attempt.foot().contains(told); ++tries)
        QVERIFY(attempt.press(u"not the passphrase"_s));
    QVERIFY2(attempt.foot().contains(told), qPrintable(attempt.foot()));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().failedUnlocks >= 5, patienceMs);
    nothingHappened(attempt);

    // The next dialog goes on from what the ledger counted.
    const Attempt next(*m_session);
    QVERIFY2(next.hint().contains(told), qPrintable(next.hint()));
}

namespace {

int answerAsChild(const QString &workspace)
{
    keychain::OsStore store;
    const auto session = opened(workspace, store);
    if (!session)
        return 1;
    Attempt attempt(*session);
    const bool answered = attempt.press(s_passphrase);
    QTextStream(stdout) << attempt.foot() << Qt::endl;
    return answered ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QApplication app(argc, argv);
    gui::Appearance::instance().apply();
    if (app.arguments().value(1) == u"--answer-as-child")
        return answerAsChild(app.arguments().value(2));
    KeychainMessagesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychainmessages.moc"
