// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Countersigning, proposing and approving with a keychain that is locked, whose prompt a person dismisses, or that is
// not there: on the real gnome-keyring, each with its code, and nothing of it enters the ledger but the failed unlock.
#include "keychain/realkeyring.h"
#include "session/twosigners.h"

#include <QGuiApplication>
#include <QTest>
#include <QTextStream>

using namespace cutover;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace session::test;
namespace kind = rollout::kind;

namespace {

enum class Verb { Countersign, Propose, Approve };

/// What that verb comes to; empty: it is done.
QString tried(const TwoSigners &world, session::Session &session, Verb verb)
{
    const auto nameOf = [](const auto &result) { return result ? QString() : result.error().name; };
    if (verb == Verb::Countersign)
        return nameOf(world.countersign(session));
    session::ProposeSigners request;
    request.given.keys = {world.maker};
    request.given.deputies = {{world.second, world.maker}};
    return nameOf(answer<session::SignersView>([&](auto done) {
        if (verb == Verb::Propose)
            session.proposeSigners(request, passphrase(), &session, std::move(done));
        else
            session.approveSigners(world.maker, {}, passphrase(), &session, std::move(done));
    }));
}

} // namespace

Q_DECLARE_METATYPE(Verb)

class KeychainPromptsTest : public QObject
{
    Q_OBJECT

public:
    /// What a second process is: a session that finds no bus.
    static int withoutBus(const QString &workspace, const QStringList &names)
    {
        TwoSigners world(workspace);
        world.maker = names.value(0);
        world.second = names.value(1);
        world.id = names.value(2);
        world.sha256 = QByteArray::fromHex(names.value(3).toLatin1());
        const auto session = world.open();
        QTextStream out(stdout);
        for (const auto verb : {Verb::Countersign, Verb::Propose, Verb::Approve})
            out << (session ? tried(world, *session, verb) : u"no session"_s) << ' ';
        return 0;
    }

private Q_SLOTS:
    void initTestCase();
    void cleanup() { QVERIFY(RealKeyring::unlock()); }
    void whatAPersonDismissesIsCancelled_data() { verbs(); }
    void whatAPersonDismissesIsCancelled();
    void whatIsLockedIsNotPromptedFor_data() { verbs(); }
    void whatIsLockedIsNotPromptedFor();
    void withoutABusThereIsNone();

private:
    static void verbs()
    {
        QTest::addColumn<Verb>("verb");
        QTest::newRow("countersign") << Verb::Countersign;
        QTest::newRow("propose") << Verb::Propose;
        QTest::newRow("approve") << Verb::Approve;
    }
    /// Only the failed unlock is new.
    void nothingElseIsEntered() const
    {
        QCOMPARE(m_world.entries(kind::countersignature).size(), 0);
        QCOMPARE(m_world.entries(kind::signersProposed).size(), 1);
        QCOMPARE(m_world.entries(kind::signersPinned).size(), 1);
    }

    RealKeyring m_keyring;
    TwoSigners m_world;
    // The prompter is another program, which takes many seconds to come up on a busy machine.
    keychain::OsStore m_prompting{keychain::OsStore::Options{10s, 90s, true}};
};

void KeychainPromptsTest::initTestCase()
{
    QVERIFY2(RealKeyring::problem().isEmpty(), qPrintable(RealKeyring::problem()));
    QCOMPARE(m_world.layOut(), QString());
    const auto session = m_world.open();
    QVERIFY(session);
    const auto go = m_world.sign(*session);
    QVERIFY2(go, go ? "" : qPrintable(go.error().name));
    session::ProposeSigners request;
    request.given.keys = {m_world.maker};
    request.given.deputies = {{m_world.maker, m_world.second}};
    const auto proposed = answer<session::SignersView>(
        [&](auto done) { session->proposeSigners(request, passphrase(), session.get(), std::move(done)); });
    QVERIFY2(proposed, proposed ? "" : qPrintable(proposed.error().name));
}

void KeychainPromptsTest::whatAPersonDismissesIsCancelled()
{
    QFETCH(Verb, verb);
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        QSKIP("no screen for the system's prompt");
    const auto session = m_world.open(wordedPorts(&m_prompting));
    QVERIFY(session);
    const auto failed = m_world.entries(kind::unlockFailed).size();
    QVERIFY(RealKeyring::lock());
    QProcess person;
    person.start(u"bash"_s, {u"-c"_s, u"w=$(xdotool search --sync --onlyvisible --class gcr-prompter | tail -1); "
                                      "xdotool windowfocus --sync \"$w\"; xdotool key Escape"_s});
    QCOMPARE(tried(m_world, *session, verb), u"cancelled"_s);
    QVERIFY(RealKeyring::isLocked());
    QTRY_COMPARE_WITH_TIMEOUT(person.state(), QProcess::NotRunning, patienceMs);
    QTRY_COMPARE(m_world.entries(kind::unlockFailed).size(), failed + 1);
    nothingElseIsEntered();
}

void KeychainPromptsTest::whatIsLockedIsNotPromptedFor()
{
    QFETCH(Verb, verb);
    const auto session = m_world.open();
    QVERIFY(session);
    QVERIFY(RealKeyring::lock());
    QCOMPARE(tried(m_world, *session, verb), u"keychain_locked"_s);
    nothingElseIsEntered();
}

void KeychainPromptsTest::withoutABusThereIsNone()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
    QProcess child;
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(),
                {u"--without-bus"_s, m_world.demo.path(), m_world.maker, m_world.second, m_world.id,
                 QString::fromLatin1(m_world.sha256.toHex())});
    QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, patienceMs);
    QCOMPARE(child.readAllStandardOutput().trimmed(), QByteArray("keychain_absent keychain_absent keychain_absent"));
    nothingElseIsEntered();
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--without-bus"_L1)
        return KeychainPromptsTest::withoutBus(arguments.value(2), arguments.mid(3));
    KeychainPromptsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychainprompts.moc"
